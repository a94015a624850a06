#include "ingest/relative_dates.h"

#include <catch2/catch.hpp>
#include <string>

#include "ingest/article.h"
#include "ingest/byline.h"
#include "ingest/page.h"
#include "ingest/relative_phrases.h"

namespace dealwire {
namespace {

constexpr int64_t kNow = 1765108800;  // 2025-12-07T12:00:00Z

std::string Before(const char* lang, const char* text) {
  const auto found = FindRelativeDate(text, lang);
  return found ? FormatTimestamp(TimeBefore(kNow, *found)) : "";
}

const std::string kUndatedProse =
    "<p>Three halls of computers are rented on the old shipyard, both sides said on Tuesday in a "
    "statement of their own.</p><p>The first is to run before the next summer, the others a year "
    "later, if the line to the power station is there by then.</p>";

Page PageOf(const std::string& body, const std::string& lang = "en") {
  Page page;
  page.bytes = "<html lang=" + lang + "><title>A headline of some length</title><body>" + body;
  page.fetched = "2025-12-07T12:00:00Z";
  return page;
}

}  // namespace

TEST_CASE("relative dates: CLDR's words, in many languages", "[ingest][relative]") {
  CHECK(Before("en", "2 hours ago") == "2025-12-07T10:00:00Z");
  CHECK(Before("en", "35 mins ago").empty());  // no abbreviation of CLDR's
  CHECK(Before("en", "35 min. ago") == "2025-12-07T11:25:00Z");
  CHECK(Before("de", "Vor 3 Stunden") == "2025-12-07T09:00:00Z");
  CHECK(Before("fr", "il y a 2 jours") == "2025-12-05");
  CHECK(Before("fr", "il y a 2\u00a0heures") == "2025-12-07T10:00:00Z");
  CHECK(Before("es", "hace 5 minutos") == "2025-12-07T11:55:00Z");
  CHECK(Before("ru", "5 часов назад") == "2025-12-07T07:00:00Z");
  CHECK(Before("pl", "2 dni temu") == "2025-12-05");
  CHECK(Before("ja", "3時間前") == "2025-12-07T09:00:00Z");
  CHECK(Before("zh", "3小时前") == "2025-12-07T09:00:00Z");
  CHECK(Before("zh", "昨天") == "2025-12-06");
  CHECK(Before("ko", "2일 전") == "2025-12-05");
  CHECK(Before("ar", "قبل 3 ساعات") == "2025-12-07T09:00:00Z");
  CHECK(Before("tr", "2 saat önce") == "2025-12-07T10:00:00Z");
  CHECK(Before("de", "gestern") == "2025-12-06");
  CHECK(Before("de", "vorgestern") == "2025-12-05");
  CHECK(Before("sv", "för 3 timmar sedan") == "2025-12-07T09:00:00Z");
  CHECK(Before("de", "3 hours ago") == "2025-12-07T09:00:00Z");  // English is known everywhere
}

TEST_CASE("relative dates: what is none", "[ingest][relative]") {
  for (const char* text : {"in 2 hours", "2 hours", "ago", "", "12345 hours ago", "2 months ago",
                           "yesterdays", "99 weeks ago"}) {
    INFO(text);
    CHECK(Before("en", text).empty());
  }
  CHECK(Before("xx-not-a-language", "2 hours ago") == "2025-12-07T10:00:00Z");
}

TEST_CASE("relative dates: a byline is one, prose is none", "[ingest][relative]") {
  CHECK(ParseByline("2 hours ago", "en"));
  CHECK(ParseByline("By Jane Rowe, 2 hours ago", "en")->authors ==
        std::vector<std::string>{"Jane Rowe"});
  CHECK(ParseByline("Published yesterday", "en"));
  CHECK_FALSE(ParseByline("The deal of two days ago", "en"));
  CHECK_FALSE(ParseByline("Five halls burnt down yesterday", "en"));
  CHECK_FALSE(ParseByline("All was well 2 days ago", "en"));
}

TEST_CASE("relative dates: count from the time of fetching", "[ingest][relative]") {
  const std::string head = "<h1>A headline of some length</h1>";
  const auto published = [](const Page& page) { return ReadArticle(page).value().published; };
  CHECK(published(PageOf(head + "<time>2 hours ago</time>" + kUndatedProse)) ==
        "2025-12-07T10:00:00Z");
  CHECK(published(PageOf("<article>" + head + "<p>Vor 3 Stunden</p>" + kUndatedProse + "</article>",
                         "de")) == "2025-12-07T09:00:00Z");
  // A date that is written wins, and comments have dates of their own.
  CHECK_FALSE(published(PageOf("<time>2 hours ago</time>" + head + "<p>3 December 2025</p>" +
                               kUndatedProse))
                  .empty());
  CHECK(published(PageOf(head + "<article>" + kUndatedProse + "</article><div>2 hours ago</div>"))
            .empty());
  Page unknown = PageOf(head + "<time>2 hours ago</time>" + kUndatedProse);
  unknown.fetched.clear();
  CHECK(published(unknown).empty());
}

TEST_CASE("relative dates: the compiled form says what ICU says", "[ingest][relative]") {
  const PhraseBook icu = PhraseBook::FromIcu();
  const std::string image = icu.Save();
  const std::optional<PhraseBook> loaded = PhraseBook::Load(image);
  REQUIRE(loaded.has_value());
  for (const char* lang : {"en", "de-CH", "zh-Hant-TW", "ar", "ru", "sw", "xx", ""}) {
    INFO(lang);
    const RelativePhrases &a = icu.Of(lang), &b = loaded->Of(lang);
    REQUIRE(a.patterns.size() == b.patterns.size());
    REQUIRE(a.words.size() == b.words.size());
    CHECK_FALSE(a.patterns.empty());
    for (size_t i = 0; i < a.patterns.size(); ++i) {
      CHECK(a.patterns[i].before == b.patterns[i].before);
      CHECK(a.patterns[i].after == b.patterns[i].after);
      CHECK(a.patterns[i].seconds == b.patterns[i].seconds);
      CHECK(a.patterns[i].whole_days == b.patterns[i].whole_days);
    }
    for (size_t i = 0; i < a.words.size(); ++i) {
      CHECK(a.words[i].text == b.words[i].text);
      CHECK(a.words[i].days_ago == b.words[i].days_ago);
    }
  }
  CHECK(&loaded->Of("xx") == &loaded->Of("en"));
  CHECK(&loaded->Of("zh-Hant-TW") != &loaded->Of("zh"));
  for (const size_t size : {size_t{0}, size_t{4}, image.size() / 2, image.size() - 1})
    CHECK_FALSE(PhraseBook::Load(std::string_view(image).substr(0, size)).has_value());
  CHECK_FALSE(PhraseBook::Load(image + "x").has_value());
}

}  // namespace dealwire
