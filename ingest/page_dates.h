#ifndef DEALWIRE_INGEST_PAGE_DATES_H_
#define DEALWIRE_INGEST_PAGE_DATES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace dealwire {

// A whole date as pages write it, and where it stands.
struct WrittenDate {
  Timestamp time;
  size_t byte_start = 0;
  size_t byte_end = 0;  // with the time of day, where one follows
};

// The first date in `text` that has a day, a month and a year: "2025-11-03T09:00:00+01:00",
// "07.12.2025", "Nov. 3, 2025", "8 de diciembre de 2025", "2025" U+5E74 "12" ... and so on. The
// month names are CLDR's. `lang` (BCP 47) decides between languages that share a word, and the
// order of "3/11/2025": the month stands first in English alone. Only a time with an offset is
// kept. Years 1990..2100. Linear; safe from many threads.
std::optional<WrittenDate> FindWrittenDate(std::string_view text, std::string_view lang);

// `text` without words that are names of weekdays in any language.
std::string WithoutWeekdays(std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_PAGE_DATES_H_
