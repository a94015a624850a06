#include "extract/quantities/dates.h"

#include <catch2/catch.hpp>

#include "tests/support/quantity_text.h"

using namespace dealwire;

namespace {

// "2026-01-01..2026-12-31 ..2026-12-31" as seen from 7 December 2025.
std::string Dates(const std::string& lang, const std::string& text) {
  const Article article = QuantityArticle(lang, text);
  const auto rules = RuleSet::Embedded();
  const Document document = MakeDocument(article, rules->languages().Sentences(lang));
  std::string out;
  for (const Mention& m : FindDates(document, rules->lexicon())) {
    const auto* date = Get<DateValue>(m);
    out += (out.empty() ? "" : " ") + date->from.value_or("") + ".." + date->to.value_or("");
  }
  return out;
}

}  // namespace

TEST_CASE("dates: days, months, quarters, years, and what bounds them", "[extract][dates]") {
  const std::vector<QuantityCase> cases = {
      {"de", "bis Ende 2026", "..2026-12-31"},
      {"de", "am 3. Dezember 2025", "2025-12-03..2025-12-03"},
      {"de", "im dritten Quartal 2026", "2026-07-01..2026-09-30"},
      {"de", "ab 2027", "2027-01-01.."},
      {"en", "by the end of 2026", "..2026-12-31"},
      {"en", "in March 2026", "2026-03-01..2026-03-31"},
      {"en", "before 2030", "..2029-12-31"},
      {"es", "antes de finales de 2027", "..2027-12-31"},
      {"ja", "2026年4〜6月期", "2026-04-01..2026-06-30"},
      {"zh", "2026年7至9月", "2026-07-01..2026-09-30"},
      {"hu", "2026. április 1-jétől", "2026-04-01.."},
      {"en", "will start in the second half of 2026", "2026-07-01..2026-12-31"},
      {"en", "between 2026 and 2028", "2026-01-01..2028-12-31"},
      {"en", "on February 29, 2028", "2028-02-29..2028-02-29"},
      {"en", "by the end of the decade", "..2029-12-31"},
      {"fr", "d'ici à fin 2026", "..2026-12-31"},
      {"es", "a partir de 2027", "2027-01-01.."},
      {"pl", "do końca 2026 roku", "..2026-12-31"},
      {"ru", "к концу 2026 года", "..2026-12-31"},
      {"zh", "2026年底前", "..2026-12-31"},
      {"ja", "2026年3月", "2026-03-01..2026-03-31"},
      {"ko", "2026년 말까지", "..2026-12-31"},
      {"fi", "30.6.2027 mennessä", "..2027-06-30"},
      {"fi", "allekirjoitettiin 11.2.2026", "2026-02-11..2026-02-11"},
      {"de", "am 1.12.2026", "2026-12-01..2026-12-01"},
      {"de", "am 1.2.2026", "2026-02-01..2026-02-01"},
      {"de", "am 30.06.2027", "2027-06-30..2027-06-30"},
      {"zh", "2026.5.12", "2026-05-12..2026-05-12"},
      {"ko", "2026.11.2", "2026-11-02..2026-11-02"},
      {"ja", "2026.11.21", "2026-11-21..2026-11-21"},
      {"en", "from May to July 2026", "2026-05-01..2026-07-31"},
      {"en", "from December to March 2026", "2025-12-01..2026-03-31"},
  };
  for (const QuantityCase& c : cases) {
    INFO(c.lang << ": " << c.text);
    CHECK(Dates(c.lang, c.text) == c.expected);
  }
}

TEST_CASE("dates: a day that no calendar has is none", "[extract][dates]") {
  CHECK(Dates("en", "on February 30, 2026").find("2026-02-30") == std::string::npos);
  CHECK(Dates("de", "am 31. Juni 2026").find("2026-06-31") == std::string::npos);
}

TEST_CASE("dates: years that are counts or names are none", "[extract][dates]") {
  CHECK(Dates("en", "2026 servers were sold").empty());
  CHECK(Dates("en", "RTX 2080").empty());
  CHECK(Dates("en", "soon, one day, recently").empty());
}

TEST_CASE("dates: of two small numbers the site's country says which is the month",
          "[extract][dates]") {
  const auto read = [](const std::string& url) {
    Article article = QuantityArticle("en", "signed on 02/03/2026");
    article.url = url;
    const auto rules = RuleSet::Embedded();
    const Mentions found = FindDates(MakeDocument(article), rules->lexicon());
    return found.empty() ? "" : Get<DateValue>(found[0])->from.value_or("");
  };
  CHECK(read("") == "2026-02-03");
  CHECK(read("https://www.example.co.uk/a") == "2026-03-02");
}
