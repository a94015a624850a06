#ifndef DEALWIRE_BASE_TIME_H_
#define DEALWIRE_BASE_TIME_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Civil dates and RFC 3339 times. No time zone database: an offset is what a page or a log line
// says. The clock is read in NowUnix alone, so that all else is a pure function.
namespace dealwire {

using Date = std::chrono::year_month_day;

// A moment as it was written: "2025-11-03T09:00:00+01:00", or a date alone.
struct Timestamp {
  Date date;  // in the written offset
  bool has_time = false;
  int seconds = 0;                    // of the day, in the written offset
  std::optional<int> offset_minutes;  // nullopt: a date, or a local time without one
};

// Reads RFC 3339 and the forms of ISO 8601 that pages use: "2025-11-03", "2025-11-03T09:00Z",
// "2025-11-03 09:00:00+0100", fractions of seconds. Anything after a complete date that is no time
// makes it no timestamp; years 1..9999.
std::optional<Timestamp> ParseTimestamp(std::string_view text);

// RFC 3339 with the offset, or the date alone where there is no time or no offset.
std::string FormatTimestamp(const Timestamp& time);

std::optional<Date> ParseDate(std::string_view text);  // "2025-11-03", exactly
std::string FormatDate(const Date& date);              // "2025-11-03"
Date LastDayOfMonth(std::chrono::year year, std::chrono::month month);
Date AddDays(const Date& date, int days);
int64_t DaysSinceEpoch(const Date& date);

// Seconds since 1970-01-01T00:00:00Z; a time without an offset counts as UTC, a date as its
// midnight.
int64_t ToUnix(const Timestamp& time);
std::string FormatUnix(int64_t seconds);  // "2025-11-03T09:00:00Z"
int64_t NowUnix();

}  // namespace dealwire

#endif  // DEALWIRE_BASE_TIME_H_
