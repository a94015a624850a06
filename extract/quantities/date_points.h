#ifndef DEALWIRE_EXTRACT_QUANTITIES_DATE_POINTS_H_
#define DEALWIRE_EXTRACT_QUANTITIES_DATE_POINTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "extract/quantities/lexer.h"

namespace dealwire {

enum class DatePart : uint8_t { kWhole, kStart, kMiddle, kEnd };
enum class DateUnit : uint8_t { kDay, kWeek, kMonth, kQuarter, kYear, kDecade };

// A date as it is said: which of its parts are named. Unresolved.
struct DatePoint {
  size_t first = 0;  // tokens [first, end)
  size_t end = 0;
  std::optional<int> year, half, quarter, month, day, weekday;
  int months = 1;            // so many from `month`: "April-June"
  std::optional<int> days;   // from today
  std::optional<int> shift;  // last -1, this 0, next 1: of `shift_unit`
  std::optional<DateUnit> shift_unit;
  DatePart part = DatePart::kWhole;
  bool decade = false;
  bool certain = false;  // no preposition is needed to tell it from a name or a count
  uint16_t rule = 0;
};

// Whether a date may begin with the token: most words of a text begin none.
bool MayOpenDate(const Token& token);

// The date that begins at tokens[at], its parts in any order: "3. Dezember 2025", "2026 nian 1
// yue", "Ende 2026", "Q3 2025", "next year". False where there is none. Looks at a bounded number
// of tokens.
bool ReadDatePoint(const std::vector<Token>& tokens, size_t at, bool month_first, DatePoint* out);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_DATE_POINTS_H_
