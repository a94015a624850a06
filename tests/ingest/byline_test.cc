#include "ingest/byline.h"

#include <catch2/catch.hpp>

namespace dealwire {
namespace {

using Names = std::vector<std::string>;

std::string DateOf(const std::string& line, const std::string& lang) {
  const auto byline = ParseByline(line, lang);
  return byline && byline->published ? FormatTimestamp(*byline->published) : "";
}

Names AuthorsOf(const std::string& line, const std::string& lang) {
  const auto byline = ParseByline(line, lang);
  return byline ? byline->authors : Names{};
}

}  // namespace

TEST_CASE("byline: dates and authors in the languages of the rules", "[ingest][byline]") {
  CHECK(AuthorsOf("07.12.2025 von Jana Roth", "de") == Names{"Jana Roth"});
  CHECK(DateOf("07.12.2025 von Jana Roth", "de") == "2025-12-07");
  CHECK(AuthorsOf("By Jane Rowe, Nov. 3, 2025", "en") == Names{"Jane Rowe"});
  CHECK(DateOf("By Jane Rowe, Nov. 3, 2025", "en") == "2025-11-03");
  CHECK(DateOf("Do 25.04.24 | 14:07 Uhr | Von Eva Roth", "de") == "2024-04-25");
  CHECK(AuthorsOf("Do 25.04.24 | 14:07 Uhr | Von Eva Roth", "de") == Names{"Eva Roth"});
  CHECK(DateOf("2025年12月7日", "zh") == "2025-12-07");
  CHECK(DateOf("Publié le 7 décembre 2025", "fr") == "2025-12-07");
  CHECK(AuthorsOf("Par Jeanne Roux", "fr") == Names{"Jeanne Roux"});
  CHECK(AuthorsOf("Автор: Жанна Рогова", "ru") == Names{"Жанна Рогова"});
}

TEST_CASE("byline: a label says that a date is the article's", "[ingest][byline]") {
  CHECK(ParseByline("Published 7 December 2025", "en")->labelled);
  CHECK(ParseByline("Datum 28.04.2023", "de")->labelled);
  CHECK_FALSE(ParseByline("Bakhmut, 24 April 2023", "en")->labelled);
}

TEST_CASE("byline: prose is none", "[ingest][byline]") {
  CHECK_FALSE(
      ParseByline("The contract of 7 December 2025 was signed by both of the two sides.", "en"));
  CHECK_FALSE(
      ParseByline("By the sea there stood a yard that nobody had used for many a year", "en"));
  CHECK_FALSE(ParseByline("", "en"));
  CHECK_FALSE(ParseByline(std::string(100'000, 'a'), "en"));
}

TEST_CASE("byline: names are parted and cleaned", "[ingest][byline]") {
  CHECK(SplitAuthors("Jane Rowe and Max Li") == Names{"Jane Rowe", "Max Li"});
  CHECK(SplitAuthors("By Jane Rowe, Max Li & Ann O'Hara") ==
        Names{"Jane Rowe", "Max Li", "Ann O'Hara"});
  CHECK(SplitAuthors("Von Jana Roth und Max Lindner") == Names{"Jana Roth", "Max Lindner"});
  CHECK(SplitAuthors("羅佳、王明") == Names{"羅佳", "王明"});
  CHECK(SplitAuthors("Jane Rowe (jro), Max Li (mli)") == Names{"Jane Rowe", "Max Li"});
  CHECK(SplitAuthors("Jane Rowe, jane@courier.example") == Names{"Jane Rowe"});
  CHECK(SplitAuthors("Jane Rowe, Frankfurt") == Names{"Jane Rowe"});
  CHECK(SplitAuthors("Jane Rowe, professor of the law of the sea") == Names{"Jane Rowe"});
  CHECK(SplitAuthors("Jane Rowe 4:45 pm, pm") == Names{"Jane Rowe 4:45 pm"});
  CHECK(SplitAuthors("류가영 기자") == Names{"류가영"});
  CHECK(SplitAuthors("").empty());
}

TEST_CASE("byline: agencies are kept as such", "[ingest][byline]") {
  CHECK(SplitAuthors("Jane Rowe, Reuters") == Names{"Jane Rowe", "Reuters"});
  CHECK(IsAgency("dpa"));
  CHECK(IsAgency("AFP"));
  CHECK_FALSE(IsAgency("Jane Rowe"));
}

TEST_CASE("byline: what looks like a person", "[ingest][byline]") {
  for (const char* person :
       {"Jane Rowe", "Ludwig van Beethoven", "松岡大地", "류가영", "Жанна Рогова"}) {
    INFO(person);
    CHECK(LooksLikePerson(person));
  }
  for (const char* none : {"red", "Courier", "Euronews with agencies of all kinds", "Reuters",
                           "コラム", "Anadolu Ajansı", "Rowe 2025"}) {
    INFO(none);
    CHECK_FALSE(LooksLikePerson(none));
  }
}

}  // namespace dealwire
