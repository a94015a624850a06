#include "extract/quantities/amounts.h"

#include <algorithm>

#include "base/text.h"
#include "extract/quantities/amount_reader.h"

namespace dealwire {
namespace {

// Words that may be glued before digits and say nothing against their being a number.
constexpr uint64_t kBeforeDigits = Bit(Role::kCurrency) | Bit(Role::kAnd) | Bit(Role::kOf) |
                                   Bit(Role::kTo) | Bit(Role::kFrom) | Bit(Role::kAbout) |
                                   Bit(Role::kAtLeast) | Bit(Role::kAtMost) | Bit(Role::kOn) |
                                   Bit(Role::kOverAmount) | Bit(Role::kBetween);
// Words that an amount may begin with (AmountReader::ReadTerm, Read).
constexpr uint64_t kOpensAmount =
    kNumeral | Bit(Role::kTerm) | Bit(Role::kCurrency) | Bit(Role::kNation);

// Most words of a text open none.
bool MayOpenAmount(const Token& t) {
  return t.kind == TokenKind::kNumber || (t.word != nullptr && (t.word->roles & kOpensAmount) != 0);
}

}  // namespace

std::vector<Amount> AmountReader::Run() {
  for (size_t i = 0; i < tokens_.size();) {
    if (!MayOpenAmount(tokens_[i])) {
      ++i;
      continue;
    }
    Amount amount;
    if (ReadTerm(i, &amount) || Read(i, &amount)) {
      AddCents(&amount);
      AddTime(&amount);
      ReadRange(&amount);
      i = std::max(amount.end, i + 1);
      Finish(&amount);
      amounts_.push_back(amount);
      ShareUnit();
    } else {
      ++i;
    }
  }
  return std::move(amounts_);
}

bool AmountReader::ReadTerm(size_t i, Amount* out) const {
  const Token& t = At(i);
  const Sense* term = t.As(Role::kTerm);
  if (term == nullptr) return false;
  // "second half-year", "half-year 2026": a date.
  const bool dated = t.Is(Role::kHalfYear) || t.Is(Role::kQuarter);
  if (dated && ((i > 0 && At(i - 1).Is(Role::kOrdinal)) || At(i + 1).IsYear())) return false;
  out->unit = UnitKind::kTime;
  out->first = i;
  out->end = i + 1;
  out->low = term->a;
  out->high = term->b;
  out->open = term->b == 0;
  out->own_unit = true;
  out->ranged = term->b > term->a;
  out->rule = term->rule;
  return true;
}

bool AmountReader::Read(size_t i, Amount* out) const {
  const size_t first = i;
  ReadSign(&i, out);
  Number number;
  if (!ReadNumber(tokens_, i, out->currency >= 0, &number)) return false;
  const Token& t = At(i);
  if (out->currency < 0 && t.kind == TokenKind::kNumber && t.glued && !MayPrecedeDigits(i)) {
    out->unit = UnitKind::kOther;  // "H200"
  }
  out->first = first;
  out->end = number.end;
  Take(number, out);
  const bool before = out->currency >= 0;
  out->sign_before = before;
  if (before && (!SignFits(first, number) || IsNameBefore(first, number))) {
    out->currency = out->nation = Amount::kUnknown;
    out->first = i;
    out->sign_before = false;
  }
  if (out->unit != UnitKind::kOther) ReadUnit(number, out);
  if (number.colon && out->unit != UnitKind::kMoney) out->unit = UnitKind::kOther;
  if (number.article && out->unit != UnitKind::kMoney) out->unit = UnitKind::kOther;
  return true;
}

bool AmountReader::IsLetterAt(size_t folded) const {
  size_t i = folded;
  const char32_t c = NextCodePoint(document_.folded.text, &i);
  return IsLetter(c) && !IsSpaceless(c) && !IsHangul(c);
}

bool AmountReader::MayPrecedeDigits(size_t i) const {
  const Token* before = i > 0 ? &tokens_[i - 1] : nullptr;
  return before != nullptr && before->word != nullptr && (before->word->roles & kBeforeDigits) != 0;
}

void AmountReader::Take(const Number& number, Amount* out) {
  out->low = number.low;
  out->high = number.high;
  out->open = number.open;
  if (number.about) out->qualifier = Qualifier::kAbout;
  out->ranged = number.ranged;
  out->scaled = number.scaled;
  out->scale = number.scale;
  out->literal = number.literal;
  out->year_like = number.year_like;
  out->article = number.article;
  out->rule = number.rule;
}

void AmountReader::ReadSign(size_t* i, Amount* out) const {
  size_t t = *i;
  while (t < *i + 3 && At(t).Is(Role::kNation)) ++t;
  const Sense* money = At(t).As(Role::kCurrency);
  if (money == nullptr || !Takes(At(t), *money)) return;
  if (t > *i) out->nation = At(*i).As(Role::kNation)->index;
  out->currency = money->index;
  out->rule = money->rule;
  if (money->a > 1) out->unit_value = money->a;
  ++t;
  if (const Sense* more = At(t).As(Role::kCurrency);  // "USD $5"
      more != nullptr && lexicon_.SameKind(more->index, money->index)) {
    ++t;
  }
  if (const Sense* after = At(t).As(Role::kNation);
      after != nullptr &&
      !lexicon_.CurrencyOf(money->index, lexicon_.Country(after->index)).empty()) {
    out->nation = after->index;
    ++t;
  }
  if (Tight(t)) ++t;
  *i = t;
}

bool AmountReader::IsNameBefore(size_t first, const Number& number) const {
  const Sense* money = At(first).As(Role::kCurrency);
  if (money == nullptr || money->b == kSign || money->b == kCode) return false;
  const Token& next = At(number.end);
  const Sense* behind = next.As(Role::kCurrency);
  return next.Is(Role::kOther) ||
         (behind != nullptr && !lexicon_.SameKind(money->index, behind->index));
}

bool AmountReader::HasSpace(const Token& t) const {
  const std::string_view text = document_.folded.text;
  return text.substr(t.start, t.end - t.start).find(' ') != std::string_view::npos;
}

bool AmountReader::SignFits(size_t first, const Number& number) const {
  size_t t = first;
  while (At(t).Is(Role::kNation)) ++t;
  const Sense* money = At(t).As(Role::kCurrency);
  if (money == nullptr) return false;
  const bool sign = money->b == kSign || money->b == kCode;
  const bool scaled = money->a > 1;  // "MSEK 245"
  if (sign || scaled || t > first || HasSpace(At(t))) return true;
  if (money->b == kCodeBehind) return false;
  return number.scaled || number.decimal || number.low >= 10000;
}

bool AmountReader::Takes(const Token& token, const Sense& money) const {
  return (money.b != kCodeBehind && money.b != kCode) || InCapitals(token);
}

bool AmountReader::InCapitals(const Token& token) const {
  const Folded& folded = document_.folded;
  const size_t start = folded.ToSource(token.start);
  const std::string_view source =
      std::string_view(document_.text).substr(start, folded.ToSource(token.end) - start);
  return std::ranges::none_of(source, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::vector<Amount> ReadAmounts(const Document& document, const std::vector<Token>& tokens,
                                const Lexicon& lexicon) {
  return AmountReader(document, tokens, lexicon).Run();
}

}  // namespace dealwire
