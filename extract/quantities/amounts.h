#ifndef DEALWIRE_EXTRACT_QUANTITIES_AMOUNTS_H_
#define DEALWIRE_EXTRACT_QUANTITIES_AMOUNTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/mention.h"
#include "extract/quantities/lexer.h"
#include "extract/quantities/numbers.h"
#include "extract/text/document.h"

namespace dealwire {

class Lexicon;

enum class UnitKind : uint8_t {
  kNone,  // a bare count, or an amount whose unit is said elsewhere
  kMoney,
  kPower,
  kTime,
  kOther,  // percent, metres, a name's number: nothing of ours
};

// A number with its unit and its bounds, as it stands in the text; currencies not yet resolved.
struct Amount {
  static constexpr int kUnknown = -1;

  UnitKind unit = UnitKind::kNone;
  size_t first = 0;  // tokens [first, end), qualifiers included
  size_t end = 0;
  double low = 0;  // in units of the currency, watts, or months
  double high = 0;
  bool open = false;  // high is not said
  bool ranged = false;
  bool scaled = false;
  double scale = 1;  // the last scale said
  bool literal = false;
  bool year_like = false;
  bool article = false;
  bool other_word = false;  // unit is kOther by a word for it, which may be one that counts goods
  bool own_unit = false;    // stands beside it, not inherited
  bool sign_before = false;
  bool joined = false;      // to the amount before it, by "," or "and"
  bool joined_and = false;  // by "and"
  int currency = kUnknown;  // Sense::index
  int nation = kUnknown;
  double unit_value = 1;  // watts or months of one
  Qualifier qualifier = Qualifier::kExact;
  uint16_t rule = 0;
};

// The amounts of a text in order, from its tokens: one pass forward, no backtracking.
std::vector<Amount> ReadAmounts(const Document& document, const std::vector<Token>& tokens,
                                const Lexicon& lexicon);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_AMOUNTS_H_
