#ifndef DEALWIRE_INGEST_RELATIVE_DATES_H_
#define DEALWIRE_INGEST_RELATIVE_DATES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace dealwire {

// A time told by its distance from now, as sites print it beside a headline: "2 hours ago",
// "vor 3 Stunden", "il y a 2 jours", "yesterday"; and where it stands.
struct RelativeDate {
  int64_t seconds_ago = 0;
  bool whole_days = false;  // no time of day is told
  size_t byte_start = 0;
  size_t byte_end = 0;
};

// The first such time in `text`, in the words that CLDR has for `lang` (BCP 47), or in English:
// minutes, hours, days and weeks, at most a year; today, yesterday and the day before it. A longer
// distance tells no day. Linear in the text. Safe from many threads.
std::optional<RelativeDate> FindRelativeDate(std::string_view text, std::string_view lang);

// The moment that lies so far before `now_unix`: with the time in UTC, or a date alone.
Timestamp TimeBefore(int64_t now_unix, const RelativeDate& relative);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_RELATIVE_DATES_H_
