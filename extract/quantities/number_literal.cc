#include "extract/quantities/number_literal.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kMaxDigits = 30;     // of one number
constexpr char kArabicGroup = ';';    // U+066C
constexpr char kArabicDecimal = '|';  // U+066B
constexpr double kBeyond = 1e18;      // what a double no longer tells to the unit
constexpr size_t kLongestFirst = 3;   // digits before the first grouping sign

// A run of digits.
struct Digits {
  size_t end = 0;
  size_t count = 0;
  double value = 0;
};

// Those of two scripts are no number together: their count is more than any number's.
Digits ReadDigits(std::string_view text, size_t at) {
  Digits out;
  char32_t zero = 0;
  while (at < text.size()) {
    size_t next = at + 1;
    int digit = text[at] - '0';
    char32_t first = '0';
    if (static_cast<unsigned char>(text[at]) >= 0x80) {
      const char32_t c = NextCodePoint(text, &(next = at));
      if (!IsDigit(c)) break;
      digit = u_charDigitValue(static_cast<UChar32>(c));
      first = c - static_cast<char32_t>(digit);
    } else if (!IsAsciiDigit(text[at])) {
      break;
    }
    if (zero != 0 && zero != first) out.count += kMaxDigits + 1;
    zero = first;
    out.value = out.value * 10 + digit;
    ++out.count;
    at = next;
  }
  out.end = at;
  return out;
}

double PowerOfTen(size_t digits) {
  double power = 1;
  for (size_t i = 0; i < std::min(digits, kMaxDigits); ++i) power *= 10;
  return power;
}

class LiteralReader {
 public:
  LiteralReader(std::string_view text, const DigitStyle& style) : text_(text), style_(style) {}

  NumberLiteral Read(size_t at) {
    const Digits digits = ReadDigits(text_, at);
    whole_ = digits.value;
    count_ = first_ = digits.count;
    end_ = digits.end;
    while (!ended_ && TakeGroup()) {
    }
    NumberLiteral out;
    out.end = end_;
    out.digits = first_;
    out.second = second_;
    out.colon = colon_;
    out.valid = count_ <= kMaxDigits && IsWellGrouped();
    out.decimal = HasFraction();
    out.value = out.decimal ? whole_ / PowerOfTen(last_digits_) : whole_;
    out.valid = out.valid && out.value < kBeyond;
    out.grouped = !out.decimal && (dots_ + commas_ + spaces_ > 0);
    return out;
  }

 private:
  // The sign that may group or part digits at the end so far, unified; 0 for none.
  char Separator(size_t* next) const {
    if (end_ >= text_.size()) return 0;
    const char c = text_[end_];
    *next = end_ + 1;
    if (c == '.' || c == ',' || c == '\'' || c == ' ' || c == ':') return c;
    if (style_.money_decimal != 0 && c == style_.money_decimal) return c;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    const char32_t point = NextCodePoint(text_, &(*next = end_));
    if (point == 0x2E41) return ',';  // Adlam's
    return point == 0x066B ? kArabicDecimal : point == 0x066C ? kArabicGroup : '\0';
  }

  // The next sign with its digits; false where the number ends before it.
  bool TakeGroup() {
    size_t next = end_;
    const char sign = Separator(&next);
    if (sign == 0) return false;
    const Digits group = ReadDigits(text_, next);
    if (group.count == 0) return false;
    switch (sign) {
      case ' ':
      case '\'':
        if (!TakesSpaced(sign, group)) return false;
        ++spaces_;
        break;
      case kArabicGroup:
        if (group.count < 2 || group.count > 3 || first_ > kLongestFirst || dots_ + commas_ > 0)
          return false;
        ++spaces_;
        ++(group.count == 2 ? arabic_twos_ : arabic_threes_);
        arabic_ends_well_ = group.count == 3;
        break;
      case ':':
        if (dots_ + commas_ + spaces_ > 0 || group.count != 2) return false;
        colon_ = ended_ = true;
        break;
      case kArabicDecimal:
        arabic_decimal_ = true;
        ++commas_;
        break;
      case '.':
      case ',':
        (sign == '.' ? dots_ : commas_) += 1;
        break;
      default:  // DigitStyle::money_decimal
        if (dots_ + commas_ > 0 || group.count > 2) return false;
        money_decimal_ = ended_ = true;
    }
    Add(sign == kArabicDecimal ? ',' : sign, group);
    return true;
  }

  // Groups by space or apostrophe are of three, and nothing else came before.
  bool TakesSpaced(char sign, const Digits& group) const {
    const bool wide = sign == '\'' || style_.space_groups;
    return wide && group.count == 3 && first_ <= kLongestFirst && dots_ + commas_ == 0;
  }

  void Add(char sign, const Digits& group) {
    threes_ = threes_ && group.count == 3;
    indian_ =
        indian_ && (last_ == 0 || last_digits_ == 2) && (group.count == 2 || group.count == 3);
    before_last_ = whole_;
    if (last_ == 0) second_ = group.count;
    last_ = sign;
    last_digits_ = group.count;
    whole_ = whole_ * PowerOfTen(group.count) + group.value;
    count_ += group.count;
    end_ = group.end;
  }

  bool IsWellGrouped() const {
    const bool lakhs = arabic_threes_ == 1 && arabic_ends_well_;
    if (arabic_twos_ > 0 && !lakhs) return false;
    if (dots_ > 0 && commas_ > 0) return (last_ == '.' ? dots_ : commas_) == 1;
    if (dots_ + commas_ <= 1) return true;
    return first_ <= kLongestFirst && (threes_ || (indian_ && last_digits_ == 3 && commas_ > 0));
  }

  bool HasFraction() const {
    if (colon_ || money_decimal_) return true;
    // Two kinds of sign: the last, standing once, parts the fraction.
    if (dots_ > 0 && commas_ > 0) return (last_ == '.' ? dots_ : commas_) == 1;
    if (dots_ + commas_ != 1) return false;
    const bool grouping = last_digits_ == 3 && last_ != style_.decimal && first_ <= kLongestFirst &&
                          spaces_ == 0 && !arabic_decimal_ && before_last_ > 0;
    return !grouping;
  }

  const std::string_view text_;
  const DigitStyle& style_;
  size_t end_ = 0;
  size_t count_ = 0, first_ = 0;  // digits: of all groups, before the first sign
  size_t second_ = 0;             // between the first sign and the second
  size_t dots_ = 0, commas_ = 0, spaces_ = 0;
  char last_ = 0;           // the last sign
  size_t last_digits_ = 0;  // digits behind it
  bool threes_ = true;      // every group behind the first is of three
  bool indian_ = true;      // of two, the last of three
  size_t arabic_twos_ = 0, arabic_threes_ = 0;
  bool arabic_ends_well_ = false, arabic_decimal_ = false;
  bool colon_ = false, money_decimal_ = false;
  bool ended_ = false;
  double whole_ = 0;        // all groups as one number
  double before_last_ = 0;  // without the last
};

}  // namespace

DigitStyle StyleOf(std::string_view folded, const DigitStyle& usual) {
  if (usual.decimal != ',') return usual;
  const auto digits_from = [&](size_t at) {
    size_t end = at;
    while (end < folded.size() && IsAsciiDigit(folded[end])) ++end;
    return end - at;
  };
  size_t groups = 0, points = 0;
  for (size_t i = 1; i < folded.size(); ++i) {
    if ((folded[i] != '.' && folded[i] != ',') || !IsAsciiDigit(folded[i - 1])) continue;
    const size_t behind = digits_from(i + 1);
    if (behind == 0) continue;
    if (folded[i] == '.') {
      const size_t end = i + 1 + behind;
      const bool date = end < folded.size() && folded[end] == '.';
      points += behind <= 2 && !date ? 1 : 0;
    } else if (behind == 3) {
      ++groups;
    } else {
      return usual;
    }
  }
  DigitStyle out = usual;
  if (groups > 0 && groups + points > 1) out.decimal = '.';
  return out;
}

NumberLiteral ReadLiteral(std::string_view folded, size_t at, const DigitStyle& style) {
  return LiteralReader(folded, style).Read(at);
}

}  // namespace dealwire
