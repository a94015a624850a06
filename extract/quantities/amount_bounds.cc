// Qualifiers beside an amount.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "extract/quantities/amount_reader.h"

namespace dealwire {
namespace {

constexpr size_t kMaxQualifierTokens = 6;  // looked at before an amount

}  // namespace

void AmountReader::Finish(Amount* a) const {
  Joined(a);
  if (a->ranged) a->qualifier = Qualifier::kRange;
  if (a->open) a->qualifier = Qualifier::kAtLeast;
  if (a->unit != UnitKind::kOther) {
    Before(a);
    After(a);
  }
  if (a->unit == UnitKind::kPower || a->unit == UnitKind::kTime) {
    a->low *= a->unit_value;
    a->high *= a->unit_value;
  } else if (a->unit == UnitKind::kMoney && a->unit_value > 1) {
    a->low *= a->unit_value;
    a->high *= a->unit_value;
  }
  a->unit_value = 1;
  a->low = Clean(a->low);
  a->high = Clean(a->high);
}

double AmountReader::Clean(double value) {
  const double round = std::round(value * 1e6) / 1e6;
  return std::fabs(round - value) <= 1e-12 * std::fabs(value) ? round : value;
}

std::optional<Qualifier> AmountReader::QualifierOf(const Token& t, bool after) {
  if (t.word == nullptr) return std::nullopt;
  if (t.Is(after ? Role::kAboutAfter : Role::kAbout)) return Qualifier::kAbout;
  if (t.Is(after ? Role::kAtLeastAfter : Role::kAtLeast)) return Qualifier::kAtLeast;
  if (t.Is(after ? Role::kAtMostAfter : Role::kAtMost)) return Qualifier::kAtMost;

  return std::nullopt;
}

void AmountReader::Apply(Qualifier q, Amount* a) {
  if (a->ranged || a->qualifier == Qualifier::kAtMost) return;
  if (a->open && q != Qualifier::kAtMost) return;
  if (q == Qualifier::kAbout && a->qualifier != Qualifier::kExact) return;
  a->qualifier = q;
  a->open = q == Qualifier::kAtLeast;
}

bool AmountReader::SetsNone(size_t at, Qualifier q, const Amount& a) const {
  const Token& t = tokens_[at];
  if (t.Is(Role::kOverAmount)) {
    const bool sum =
        at > 0 && tokens_[at - 1].Is(Role::kSumOf) && tokens_[at - 1].As(Role::kSumOf)->b != kRise;
    const bool topic = At(at + 1).Is(Role::kAbout);  // "we talk about some 8 million"
    return a.unit == UnitKind::kTime || sum || topic || EndsSumPhrase(at);
  }
  if (q == Qualifier::kAtLeast && t.Is(Role::kFrom)) {
    if (Rises(at)) return true;  // "rose from 212 million to 245"
    // "rose to 245 from 212 million"
    return !amounts_.empty() && amounts_.back().unit == a.unit && amounts_.back().end <= at &&
           at <= amounts_.back().end + 1;
  }
  // Swedish "under tre år", during three years: a word for a bound that is one for a time, too.
  if (q == Qualifier::kAtMost && a.unit == UnitKind::kTime && t.Is(Role::kOn)) return true;
  if (q != Qualifier::kAtMost || !t.Is(Role::kTo)) return false;
  // "300 million and up to 5 million" are two, as are "8 MW, up to 5 million" and "a loan of up to
  // 5 million"; a bare number may be of a name ("NVL72 for up to 5 million").
  const bool joined = at > 0 && tokens_[at - 1].Is(Role::kAnd);
  if (!amounts_.empty() && !amounts_.back().article && !joined) {
    const Amount& before = amounts_.back();  // of "13.1 %," the number alone
    const bool other_kind = before.unit == UnitKind::kPower || before.unit == UnitKind::kTime;
    if (a.unit == UnitKind::kMoney && other_kind) return Rises(at);
    const bool bare = before.unit == UnitKind::kNone && !before.scaled;
    const bool apart = bare && !At(before.end).IsPunct(',');
    const size_t slack = before.unit == UnitKind::kOther ? 2 : apart ? 0 : 1;
    if (before.end + slack >= at && before.end <= at) return true;
  }
  return Rises(at);
}

bool AmountReader::EndsSumPhrase(size_t at) const {
  constexpr size_t kReach = 8;  // tokens
  const auto name = [&](const Token& t) {
    size_t start = document_.folded.ToSource(t.start);
    return IsUpper(NextCodePoint(document_.text, &start));
  };
  if (at < 3 || !name(tokens_[at - 1])) return false;
  for (size_t back = 1; back <= kReach && back <= at; ++back) {
    const Token& t = tokens_[at - back];
    if (t.kind == TokenKind::kBreak || t.kind == TokenKind::kNumber) return false;
    const Sense* sum = t.As(Role::kSumOf);
    if (sum != nullptr) {
      const Token& next = tokens_[at - back + 1];
      return sum->b != kRise && (next.Is(Role::kElliptic) || next.Is(Role::kDateNoise));
    }
    const bool joins = t.IsPunct('-') || t.IsPunct('&') || t.Is(Role::kElliptic) ||
                       t.Is(Role::kDateNoise) || t.Is(Role::kAnd);
    if (!joins && (t.kind == TokenKind::kPunct || !name(t))) return false;
  }
  return false;
}

bool AmountReader::Rises(size_t at) const {
  constexpr size_t kReach = 8;  // tokens: "raised its programme in Arizona last year to"
  for (size_t back = 1; back <= kReach && back <= at; ++back) {
    const Token& t = tokens_[at - back];
    if (t.kind == TokenKind::kBreak || (back > 4 && t.kind == TokenKind::kPunct)) return false;
    const Sense* rise = t.As(Role::kSumOf);
    if (rise != nullptr && rise->b == kRise) return true;
  }
  return false;
}

bool AmountReader::RisesBehind(size_t at) const {
  const Sense* rise = At(at).As(Role::kSumOf);
  return rise != nullptr && rise->b == kRise;
}

void AmountReader::Before(Amount* a) const {
  size_t first = a->first;
  for (size_t back = 1; back <= kMaxQualifierTokens && back <= a->first; ++back) {
    const size_t at = a->first - back;
    const Token& t = tokens_[at];
    if (t.kind == TokenKind::kBreak) break;
    std::optional<Qualifier> q = QualifierOf(t, false);
    if (!q && t.Is(Role::kOverAmount)) q = Qualifier::kAtLeast;
    if (q) {
      if (SetsNone(at, *q, *a)) break;
      Apply(*q, a);
      if (IsVerb(t, false)) break;
      first = at;
    } else if (a->ranged && (t.Is(Role::kBetween) || t.Is(Role::kFrom))) {
      first = at;
    } else if (!(t.IsPunct('-') && !t.space) && !t.Is(Role::kOf)) {  // Hebrew "k-870"
      break;
    }
  }
  a->first = first;
}

bool AmountReader::IsVerb(const Token& t, bool after) {
  for (const Role role :
       {after ? Role::kAboutAfter : Role::kAbout, after ? Role::kAtLeastAfter : Role::kAtLeast,
        after ? Role::kAtMostAfter : Role::kAtMost}) {
    const Sense* sense = t.As(role);
    if (sense != nullptr && sense->b == kOutside) return true;
  }
  return false;
}

bool AmountReader::BoundsNext(size_t at, bool apart) const {
  if (!apart && !QualifierOf(At(at), false)) return false;
  size_t next = at + 1;
  if (At(next).Is(Role::kOf)) ++next;
  const Token& t = At(next);
  return t.kind == TokenKind::kNumber || t.Is(Role::kNumber) || t.Is(Role::kVague) ||
         t.Is(Role::kPart) || t.Is(Role::kCurrency) || t.Is(Role::kNation);
}

void AmountReader::After(Amount* a) const {
  size_t t = a->end;
  const bool apart = At(t).IsPunct(',');
  if (Tight(t) || apart) ++t;
  for (size_t i = 0; i < 3; ++i, ++t) {
    if (const std::optional<Qualifier> q = QualifierOf(At(t), true)) {
      if (BoundsNext(t, apart)) return;
      // Of a bare number such a word mostly belongs to what follows ("26 around ...").
      if (a->unit == UnitKind::kNone && (*q == Qualifier::kAbout || apart)) return;
      Apply(*q, a);
      if (!IsVerb(At(t), true)) a->end = t + 1;
      return;
    }
    if (!At(t).Is(Role::kOf)) return;
  }
}

}  // namespace dealwire
