#ifndef DEALWIRE_EXTRACT_QUANTITIES_NUMBERS_H_
#define DEALWIRE_EXTRACT_QUANTITIES_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/quantities/lexer.h"

namespace dealwire {

// What a number in words may begin with.
inline constexpr uint64_t kNumeral = Bit(Role::kNumber) | Bit(Role::kScale) | Bit(Role::kPlural) |
                                     Bit(Role::kVague) | Bit(Role::kPart) | Bit(Role::kDigits) |
                                     Bit(Role::kAtLeastPrefix);

// A number as it is written or spelled, with its scales: "3,5 Milliarden", "2 oku 5000 man",
// "hundreds of thousands", "zweistelliger Milliarden-", "one and a half million".
struct Number {
  double low = 0;
  double high = 0;         // differs from low after "two-digit"
  bool open = false;       // at least `low`: vague words and bare plurals
  bool about = false;      // "a hundred or so" in one word
  bool scaled = false;     // a scale word was said
  bool literal = false;    // begins with digits
  bool year_like = false;  // nothing but "2026"
  bool article = false;    // "a", before nothing that it counts
  bool ranged = false;     // low..high, after "two-digit"
  bool halved = false;     // ends in "and a half"
  bool decimal = false;
  bool colon = false;  // "187:40": a number only before some currencies
  double scale = 1;    // the last scale said
  size_t first = 0;    // tokens [first, end)
  size_t end = 0;
  uint16_t rule = 0;  // the row that said most: scale, vague word, else spelled number
  bool has_rule = false;
};

// Reads the longest number at tokens[at]. `with_sign` tells that a currency stands before it: then
// "5 m" is five million. False where there is none. Each token is looked at a bounded number of
// times.
bool ReadNumber(const std::vector<Token>& tokens, size_t at, bool with_sign, Number* out);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_NUMBERS_H_
