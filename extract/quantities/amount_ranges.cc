// What joins two amounts: ranges, cents, lists that share a unit.
#include <cmath>

#include "extract/quantities/amount_reader.h"

namespace dealwire {
namespace {

constexpr double kUnscaled = 10000;  // "from $5 to $7 billion": the first is billions too
constexpr double kNarrow = 5;        // times the lower end: a range that no "from" opens

}  // namespace

void AmountReader::ReadRange(Amount* a) const {
  if (a->unit == UnitKind::kOther || a->ranged) return;
  const size_t t = a->end;
  const Token& join = At(t);
  const Role opener = Opener(a->first);
  const bool sign = join.IsPunct('-') || join.IsPunct('~') || join.IsPunct(0x301C);
  const bool to = join.Is(Role::kTo);
  const bool and_ = join.Is(Role::kAnd) && opener == Role::kBetween;
  const bool change = join.Is(Role::kChange);
  if (!sign && !to && !and_ && !change) return;
  Amount b;
  size_t second = t + 1;
  if (At(second).Is(Role::kFrom) || At(second).Is(Role::kAbout)) ++second;
  if (!Read(second, &b) || b.unit == UnitKind::kOther || b.article) return;
  if (a->own_unit && b.year_like && !b.own_unit) return;  // "20 billion euros to 2030"
  AddCents(&b);
  if (a->unit != UnitKind::kNone && b.unit != UnitKind::kNone && a->unit != b.unit) return;
  if (a->unit == UnitKind::kNone && b.unit == UnitKind::kNone && (a->year_like || b.year_like))
    return;
  if (to && opener == Role::kCount && !JoinsBare(*a, b)) return;
  if (a->own_unit && a->currency >= 0 && b.currency >= 0 && b.own_unit &&
      !lexicon_.SameKind(static_cast<size_t>(a->currency), static_cast<size_t>(b.currency))) {
    return;
  }
  // "Raised from 900 million to 1.6 billion", "by 60 million to 180 million": the old sum, or the
  // step, and the new one.
  const bool step = opener != Role::kBetween && a->scaled && b.scaled;
  const bool raised =
      to && (((opener == Role::kFrom || step) && Rises(a->first)) || RisesBehind(b.end));
  if ((change && !to) || raised) {
    Inherit(b, a);
    return;  // the second is read on its own
  }
  Amount low = *a;
  Inherit(b, &low, b.high);
  Inherit(low, &b);
  if (low.unit_value != b.unit_value && low.own_unit && b.own_unit) {  // "500 MW to 1 GW"
    low.low *= low.unit_value / b.unit_value;
    low.high *= low.unit_value / b.unit_value;
    low.unit_value = b.unit_value;
  }
  if (!(low.low < b.high) && !(sign && low.low == b.high)) return;
  Join(low, b, a);
}

bool AmountReader::JoinsBare(const Amount& a, const Amount& b) const {
  // "Will close 2025 at 44.1 billion", "of the two at 22.4 billion", where "to" has many uses: a
  // year, or a number in words, before one in digits that has a scale.
  const bool other = !a.literal || (a.year_like && a.low > b.low / b.scale);
  if (!a.own_unit && !a.scaled && b.scaled && b.literal && other) return false;
  // "$1.9 billion to three suppliers"
  if (a.own_unit && a.scaled && !b.own_unit && !b.scaled && !b.literal) return false;
  // "45 million euros at 1.3 billion": the unit is said once, and not at the end.
  if (a.own_unit && !a.sign_before && !b.own_unit) return false;
  if (!a.own_unit || !b.own_unit || !At(a.end).space || (a.scaled && b.scaled)) return true;
  // "fell $7.50 to $182.30" are two amounts, "$250,000 to $400,000" and "500 MW to 1 GW" are one.
  const double low = a.low * a.unit_value;
  const double high = b.low * b.unit_value;
  const bool signs = a.sign_before && b.sign_before && !a.scaled && !b.scaled;
  return (signs || a.unit != UnitKind::kMoney) && low < high && high < low * kNarrow &&
         !Rises(a.first);
}

void AmountReader::Join(const Amount& low, const Amount& high, Amount* out) {
  const size_t first = out->first;
  *out = high;
  out->first = first;
  out->low = low.low;
  out->open = false;
  out->ranged = true;
  out->sign_before = low.sign_before;
  out->rule = low.own_unit ? low.rule : high.rule;
}

void AmountReader::Inherit(const Amount& from, Amount* to, double most) {
  if (to->unit == UnitKind::kNone && from.unit != UnitKind::kNone) {
    to->unit = from.unit;
    to->currency = from.currency;
    to->nation = from.nation;
    to->unit_value = from.unit_value;
    to->rule = from.rule;
  } else if (to->unit == UnitKind::kMoney && from.unit == UnitKind::kMoney && from.own_unit &&
             to->nation < 0 && from.nation >= 0) {
    to->nation = from.nation;
  }
  const bool fits = most > 0 ? to->low * from.scale <= most : to->low < kUnscaled;
  if (!to->scaled && from.scaled && fits) {
    to->low *= from.scale;
    to->high *= from.scale;
    to->scale = from.scale;
    to->scaled = true;
  }
}

Role AmountReader::Opener(size_t first) const {
  for (size_t back = 1; back <= 3 && back <= first; ++back) {
    const Token& t = tokens_[first - back];
    if (t.Is(Role::kBetween)) return Role::kBetween;
    if (t.Is(Role::kFrom)) return Role::kFrom;
    if (!t.Is(Role::kOf) && !t.Is(Role::kAbout) && !t.Is(Role::kDateNoise)) break;
  }
  return Role::kCount;
}

void AmountReader::AddCents(Amount* a) const {
  for (int i = 0; i < 2; ++i) {
    if (a->unit != UnitKind::kMoney || a->scaled || a->ranged || a->open) return;
    const bool whole = a->low == std::floor(a->low);
    if (!whole && i == 0) return;
    size_t t = a->end;
    const bool and_ = At(t).Is(Role::kAnd);
    if (and_) ++t;
    Number number;
    if (!ReadNumber(tokens_, t, false, &number) || number.scaled || number.open ||
        number.low >= 100 || number.low <= 0 || number.low != std::floor(number.low)) {
      return;
    }
    const Token& next = At(number.end);
    const Sense* cents = next.As(Role::kCents);
    double part = 0;
    if (cents == nullptr && TenthsFollow(*a, number)) {
      const Sense* digit = At(number.first).As(Role::kNumber);
      const bool hundredths = !whole || (digit != nullptr && digit->a == 0);
      a->high = a->low += number.low * (hundredths ? 0.01 : 0.1);
      a->end = number.end;
      return;
    }
    if (cents != nullptr) {
      part = cents->a > 0 ? cents->a : 0.01;
    } else if (whole && number.low >= 10 && BareCents(number, and_)) {
      part = 0.01;
    } else {
      return;
    }
    a->low += number.low * part;
    a->high = a->low;
    a->end = number.end + (cents != nullptr ? 1 : 0);
    if (cents == nullptr) return;
  }
}

void AmountReader::AddTime(Amount* a) const {
  if (a->unit != UnitKind::kTime || a->ranged || a->open || !At(a->end - 1).Is(Role::kTime)) return;
  size_t t = a->end;
  if (const Sense* half = At(t).As(Role::kHalf)) {
    a->high = a->low += half->a;
    a->end = t + 1;
    return;
  }
  if (At(t).Is(Role::kAnd) && Opener(a->first) != Role::kBetween) ++t;
  Amount b;
  if (!Read(t, &b) || b.unit != UnitKind::kTime || b.ranged || b.open ||
      b.high * b.unit_value >= a->unit_value) {
    return;
  }
  a->high = a->low += b.low * b.unit_value / a->unit_value;
  a->end = b.end;
}

bool AmountReader::TenthsFollow(const Amount& a, const Number& number) const {
  const Sense* money = At(a.end - 1).As(Role::kCurrency);
  const Sense* tenth = At(a.end - 1).As(Role::kCents);
  const bool after =
      (money != nullptr && money->b == kTenthsFollow) || (tenth != nullptr && tenth->a > 0.05);
  return after && number.low < 10 && !number.literal && !At(number.first).space &&
         !At(number.end).Is(Role::kCurrency);
}

bool AmountReader::BareCents(const Number& number, bool and_) const {
  const Token& t = At(number.end);
  if (At(number.first).kind == TokenKind::kNumber && At(number.first).digits != 2) return false;
  const bool stops = t.kind == TokenKind::kBreak || t.kind == TokenKind::kPunct;
  if (and_) return stops && !t.IsPunct('-') && !t.IsPunct('%');
  return stops ? !t.IsPunct('-') && !t.IsPunct('/')
               : t.kind == TokenKind::kOther && t.space &&
                     At(number.first).kind == TokenKind::kNumber;
}

void AmountReader::Joined(Amount* a) const {
  if (amounts_.empty()) return;
  size_t t = amounts_.back().end;
  if (t >= a->first) return;
  const bool comma = At(t).IsPunct(',') || At(t).IsPunct(0x3001) || At(t).IsPunct(0x60C);
  if (comma) ++t;
  const bool and_ = At(t).Is(Role::kAnd);
  if (and_) ++t;
  a->joined = t == a->first && (comma || and_);
  a->joined_and = a->joined && and_;
}

void AmountReader::ShareUnit() {
  size_t i = amounts_.size() - 1;
  const Amount& last = amounts_[i];
  const bool money = last.unit == UnitKind::kMoney && !last.sign_before && !last.ranged;
  if ((!money && last.unit != UnitKind::kPower) || !last.joined_and) {
    return;
  }
  for (; i > 0 && amounts_[i].joined; --i) {
    Amount& before = amounts_[i - 1];
    if (before.unit != UnitKind::kNone || !before.literal || before.year_like || before.scaled)
      break;
    const double base = before.low;
    Inherit(last, &before);
    if (last.unit == UnitKind::kPower) before.low = before.high = base * PowerOf(last);
  }
}

double AmountReader::PowerOf(const Amount& a) const {
  const Sense* power = At(a.end - 1).As(Role::kPower);
  return power == nullptr ? 1 : power->a;
}

}  // namespace dealwire
