#include "ingest/month_names.h"

#include <catch2/catch.hpp>
#include <string>

using namespace dealwire;

TEST_CASE("month names: a word of several languages is read by the text's own", "[ingest][dates]") {
  const MonthNames& names = MonthNames::All();
  CHECK(names.MonthOf("march", "en") == 3);
  CHECK(names.MonthOf("märz", "de-CH") == 3);
  CHECK(names.MonthOf("listopad", "pl") == 11);
  CHECK(names.MonthOf("listopad", "hr") == 10);
  CHECK(names.MonthOf("listopad", "ja") == 11);  // Polish comes before Croatian
  CHECK_FALSE(names.MonthOf("meeting", "en").has_value());
  CHECK_FALSE(names.MonthOf("", "en").has_value());
  CHECK(names.IsWeekday("monday"));
  CHECK(names.IsWeekday("вторник"));
  CHECK_FALSE(names.IsWeekday("march"));
}

TEST_CASE("month names: the compiled form says what ICU says", "[ingest][dates]") {
  const std::string image = MonthNames::FromIcu().Save();
  const std::optional<MonthNames> loaded = MonthNames::Load(image);
  REQUIRE(loaded.has_value());
  CHECK(loaded->Save() == image);
  CHECK(loaded->MonthOf("décembre", "fr") == 12);
  CHECK(MonthNames::FromIcu().Save() == image);
}

TEST_CASE("month names: what is no compiled form is told", "[ingest][dates]") {
  const std::string image = MonthNames::FromIcu().Save();
  CHECK_FALSE(MonthNames::Load("").has_value());
  CHECK_FALSE(MonthNames::Load("no names").has_value());
  for (const size_t size : {size_t{4}, size_t{40}, image.size() / 2, image.size() - 1})
    CHECK_FALSE(MonthNames::Load(std::string_view(image).substr(0, size)).has_value());
  CHECK_FALSE(MonthNames::Load(image + "x").has_value());
  std::string other_icu = image;
  other_icu[8] = static_cast<char>(other_icu[8] + 1);  // the first character of the version
  CHECK_FALSE(MonthNames::Load(other_icu).has_value());
}
