#include "ingest/page_dates.h"

#include <catch2/catch.hpp>

namespace dealwire {
namespace {

std::string Found(const std::string& text, const std::string& lang) {
  const auto date = FindWrittenDate(text, lang);
  return date ? FormatTimestamp(date->time) : "";
}

}  // namespace

TEST_CASE("page_dates: dates in words of many languages", "[ingest][page_dates]") {
  const std::pair<const char*, const char*> kWritten[] = {
      {"en", "7 December 2025"},    {"en", "December 7, 2025"},
      {"en", "Dec. 7th, 2025"},     {"de", "7. Dezember 2025"},
      {"fr", "7 décembre 2025"},    {"es", "7 de diciembre de 2025"},
      {"it", "7 dicembre 2025"},    {"pt", "7 de dezembro de 2025"},
      {"nl", "7 december 2025"},    {"sv", "7 december 2025"},
      {"da", "7. december 2025"},   {"nb", "7. desember 2025"},
      {"fi", "7. joulukuuta 2025"}, {"pl", "7 grudnia 2025"},
      {"cs", "7. prosince 2025"},   {"ro", "7 decembrie 2025"},
      {"hu", "2025. december 7."},  {"ru", "7 декабря 2025"},
      {"uk", "7 грудня 2025"},      {"el", "7 Δεκεμβρίου 2025"},
      {"tr", "7 Aralık 2025"},      {"ar", "7 ديسمبر 2025"},
      {"hi", "7 दिसंबर 2025"},       {"vi", "7 tháng 12, 2025"},
      {"id", "7 Desember 2025"},    {"zh", "2025年12月7日"},
      {"ja", "2025年12月7日"},      {"ko", "2025년 12월 7일"},
  };
  for (const auto& [lang, text] : kWritten) {
    INFO(lang << ": " << text);
    CHECK(Found(text, lang) == "2025-12-07");
  }
}

TEST_CASE("page_dates: numeric orders", "[ingest][page_dates]") {
  CHECK(Found("2025-11-03T09:00:00+01:00", "en") == "2025-11-03T09:00:00+01:00");
  CHECK(Found("07.12.2025", "de") == "2025-12-07");
  CHECK(Found("3/11/2025", "en") == "2025-03-11");
  CHECK(Found("3/11/2025", "fr") == "2025-11-03");
  CHECK(Found("13/11/2025", "en") == "2025-11-13");
  CHECK(Found("25.04.24", "de") == "2024-04-25");
}

TEST_CASE("page_dates: what is no date", "[ingest][page_dates]") {
  for (const char* none : {"", "in 2025", "31.02.2025", "10.2.25", "version 10.2.1", "7 December",
                           "12 of 2025 halls", "07.12.1875"}) {
    INFO(none);
    CHECK(Found(none, "en").empty());
  }
}

TEST_CASE("page_dates: where the date stands", "[ingest][page_dates]") {
  const std::string text = "Stand: 7. Dezember 2025, 9 Uhr";
  const auto date = FindWrittenDate(text, "de");
  REQUIRE(date);
  CHECK(text.substr(date->byte_start, date->byte_end - date->byte_start) == "7. Dezember 2025");
}

TEST_CASE("page_dates: long lines in linear time", "[ingest][page_dates]") {
  CHECK(Found(std::string(200'000, '7'), "en").empty());
  std::string dots;
  for (int i = 0; i < 50'000; ++i) dots += "7. ";
  CHECK(Found(dots, "de").empty());
}

}  // namespace dealwire
