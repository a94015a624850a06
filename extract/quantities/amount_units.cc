// What stands behind the number of an amount: money, power, time.
#include "extract/quantities/amount_reader.h"

namespace dealwire {
namespace {

constexpr size_t kMaxUnitTokens = 8;  // between a number and the end of its unit
constexpr double kSmall = 1000;

}  // namespace

void AmountReader::ReadUnit(const Number& number, Amount* out) const {
  size_t t = number.end;
  if (Tight(t)) ++t;
  bool tail = false;
  if (number.scaled && At(t).kind == TokenKind::kOther && At(t).inner) {  // "Milliardenbetrag"
    tail = true;
    ++t;
  }
  const bool more = !At(t).space && At(t).Is(Role::kAtLeastAfter);  // Korean "30억여 원"
  if (ReadMoney(number, t, tail, out)) return;
  if (more && out->currency < 0 && ReadMoney(number, t + 1, tail, out)) {
    out->open = true;
    return;
  }
  if (out->currency >= 0) {
    out->unit = UnitKind::kMoney;
    out->own_unit = true;
    return;
  }
  size_t u = more ? t + 1 : t;
  if (At(u).Is(Role::kOf) && !At(u).Is(Role::kPower)) ++u;
  if (ReadPower(number, u, out) || ReadTime(number, u, out)) {
    out->open = out->open || more;
    return;
  }
  const Token& next = At(t);
  const bool unknown_suffix = next.kind == TokenKind::kOther && !next.space && !next.inner &&
                              t == number.end && At(t - 1).kind == TokenKind::kNumber &&
                              IsLetterAt(next.start);
  const bool name = At(t + 1).kind == TokenKind::kNumber && At(t + 1).glued;  // "300 GB200"
  out->other_word = !name && next.Is(Role::kOther);
  if (out->other_word || (!name && unknown_suffix)) out->unit = UnitKind::kOther;
  if (next.Is(Role::kPower)) out->unit = UnitKind::kOther;  // energy, or a word that is none
}

bool AmountReader::ReadMoney(const Number& number, size_t t, bool tail, Amount* out) const {
  int nation = Amount::kUnknown;
  const Sense* money = nullptr;
  const Sense* cents = nullptr;
  size_t end = t;
  for (const size_t last = t + kMaxUnitTokens; t < last; ++t) {
    const Token& token = At(t);
    if (money == nullptr && token.Is(Role::kInto) && (tail || number.ranged || number.open))
      continue;
    if (money == nullptr && cents == nullptr) {
      cents = token.As(Role::kCents);
      if (cents != nullptr) {
        end = t + 1;
        break;
      }
    }
    if (const Sense* found = token.As(Role::kCurrency); found != nullptr && Takes(token, *found)) {
      if (money != nullptr && !lexicon_.SameKind(money->index, found->index)) break;
      if (OpensNext(t, *found, *out) || CountsThings(t, *found, number)) break;
      if (money == nullptr || !lexicon_.CurrencyCode(found->index).empty()) money = found;
      end = t + 1;
      continue;
    }
    if (const Sense* found = token.As(Role::kNation)) {
      if (money != nullptr &&
          lexicon_.CurrencyOf(money->index, lexicon_.Country(found->index)).empty()) {
        break;
      }
      nation = found->index;
      if (money != nullptr) end = t + 1;
      continue;
    }
    const bool joins = token.Is(Role::kOf) || Tight(t);
    if (!joins || token.kind == TokenKind::kBreak) break;
  }
  if (cents != nullptr) return TakeCents(number, *cents, end, out);
  if (money == nullptr) return false;
  return TakeMoney(number, *money, nation, end, out);
}

bool AmountReader::OpensNext(size_t t, const Sense& money, const Amount& amount) const {
  const bool sign = money.b == kSign || money.b == kCode;
  const bool apart = At(t).space && At(t + 1).kind == TokenKind::kNumber && !At(t + 1).space;
  if (amount.currency < 0) return sign && apart;  // "the last one $1.2B"
  return !lexicon_.SameKind(static_cast<size_t>(amount.currency), money.index) ||
         At(t + 1).kind == TokenKind::kNumber;  // "Rp 5 triliun-Rp 6 triliun"
}

bool AmountReader::CountsThings(size_t t, const Sense& money, const Number& number) const {
  const Token& next = At(t + 1);
  const bool model = At(t + 2).kind == TokenKind::kNumber && At(t + 2).glued;  // "kuai H20"
  return money.b == kTenthsFollow && (number.open || number.scaled) && !next.space &&
         (next.kind == TokenKind::kOther || (next.kind == TokenKind::kWord && model));
}

bool AmountReader::TakeMoney(const Number& number, const Sense& money, int nation, size_t end,
                             Amount* out) const {
  if (number.article && !number.scaled) return false;
  const bool repeats = out->currency >= 0;
  if (!repeats || lexicon_.CurrencyCode(static_cast<size_t>(out->currency)).empty()) {
    out->currency = money.index;
    out->nation = nation;
    out->rule = money.rule;
  }
  if (money.b == kWeight && nation < 0 && IsWeight(number, end)) {
    out->unit = UnitKind::kOther;
    return true;
  }
  if (money.a > 1) Multiply(money.a, out);
  out->unit = UnitKind::kMoney;
  out->own_unit = true;
  out->end = end;
  const Sense* scale = At(end).As(Role::kScale);  // "75 USD millones"
  if (scale != nullptr && !out->scaled && scale->a >= 1000) {
    Multiply(scale->a, out);
    out->end = end + 1;
  }
  return true;
}

bool AmountReader::TakeCents(const Number& number, const Sense& cents, size_t end,
                             Amount* out) const {
  if (out->currency >= 0 || number.article || cents.b == kOnlyAfterWhole) return false;
  out->currency = cents.index;
  const double part = cents.a > 0 ? cents.a : 0.01;
  out->low *= part;
  out->high *= part;
  out->unit = UnitKind::kMoney;
  out->own_unit = true;
  out->end = end;
  out->rule = cents.rule;
  return true;
}

bool AmountReader::IsWeight(const Number& number, size_t end) const {
  if (number.scaled || number.low >= kSmall) return false;
  const Token& next = At(end);
  return next.Is(Role::kOf) || (next.kind == TokenKind::kOther && next.space);
}

void AmountReader::Multiply(double factor, Amount* out) {
  out->low *= factor;
  out->high *= factor;
  out->scale = factor;
  out->scaled = true;
}

bool AmountReader::ReadPower(const Number& number, size_t t, Amount* out) const {
  const Sense* power = At(t).As(Role::kPower);
  if (power == nullptr || number.article) return false;
  // A letter of its own is a unit only as a capital or behind digits: "w" is Polish for "in", and
  // German "Einwohner" begins with "ein".
  const bool behind_digits = !At(t).space && At(t - 1).kind == TokenKind::kNumber;
  if (At(t).end - At(t).start == 1 && !behind_digits && !InCapitals(At(t))) return false;
  size_t after = t + 1;
  if (Tight(after) || At(after).IsPunct(0xB7) || At(after).IsPunct('/')) ++after;
  if (At(after).Is(Role::kEnergy)) {
    out->unit = UnitKind::kOther;
    out->end = after + 1;
    return true;
  }
  out->unit = UnitKind::kPower;
  out->own_unit = true;
  out->unit_value = power->a;
  out->end = t + 1;
  out->rule = power->rule;
  if (At(t + 1).kind == TokenKind::kOther && At(t + 1).inner) out->end = t + 2;
  return true;
}

bool AmountReader::ReadTime(const Number& number, size_t t, Amount* out) const {
  const Sense* time = At(t).As(Role::kTime);
  if (time == nullptr) time = At(t).As(Role::kTimeAdjective);
  if (time == nullptr) return false;
  const bool year = time->a == 12 && number.literal && number.low >= 1900 && number.low <= 2100 &&
                    !number.scaled && !number.decimal;
  if (year || number.article) return false;
  out->end = t + 1;
  if (time->a == 0 || At(t + 1).Is(Role::kNotTerm) || number.scaled) {  // hours; "years ago"
    out->unit = UnitKind::kOther;
    return true;
  }
  out->unit = UnitKind::kTime;
  out->own_unit = true;
  out->unit_value = time->a;
  out->rule = time->rule;
  return true;
}

}  // namespace dealwire
