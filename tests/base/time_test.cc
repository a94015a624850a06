#include "base/time.h"

#include <catch2/catch.hpp>

using namespace dealwire;

TEST_CASE("time: what pages write is read, and written back as RFC 3339", "[base][time]") {
  const auto round = [](const char* text) {
    const auto time = ParseTimestamp(text);
    return time ? FormatTimestamp(*time) : "none";
  };
  CHECK(round("2025-12-07") == "2025-12-07");
  CHECK(round("2025-11-03T09:00:00+01:00") == "2025-11-03T09:00:00+01:00");
  CHECK(round("2025-11-03 09:00+0100") == "2025-11-03T09:00:00+01:00");
  CHECK(round("2025-11-03T09:00:00.123Z") == "2025-11-03T09:00:00Z");
  CHECK(round("2025-11-03T09:00:00") == "2025-11-03");  // no offset: the day alone is sure
  CHECK(round("2024-02-29T23:59:60-03:30") == "2024-02-29T23:59:59-03:30");
  for (const char* broken :
       {"", "2025", "2025-13-01", "2025-02-29", "2025-11-03Tx", "20251103",
        "2025-11-03T09:00:00+99:00", "0000-01-01", "2025-11-03T25:00Z", "-025-11-03"}) {
    CAPTURE(broken);
    CHECK(round(broken) == "none");
  }
}

TEST_CASE("time: seconds since 1970 and back", "[base][time]") {
  CHECK(ToUnix(*ParseTimestamp("1970-01-01T00:00:00Z")) == 0);
  CHECK(ToUnix(*ParseTimestamp("2025-11-03T09:00:00+01:00")) == 1762156800);
  CHECK(FormatUnix(1762156800) == "2025-11-03T08:00:00Z");
  CHECK(FormatUnix(-1) == "1969-12-31T23:59:59Z");
  CHECK(FormatDate(LastDayOfMonth(std::chrono::year(2024), std::chrono::February)) == "2024-02-29");
  CHECK(FormatDate(AddDays(*ParseDate("2025-12-31"), 1)) == "2026-01-01");
  CHECK(FormatDate({std::chrono::year(7), std::chrono::December, std::chrono::day(31)}) ==
        "0007-12-31");
  CHECK(FormatDate({std::chrono::year(12345), std::chrono::May, std::chrono::day(1)}) ==
        "12345-05-01");
}
