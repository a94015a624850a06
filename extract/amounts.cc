#include "extract/amounts.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "extract/lexicon.h"

namespace dealwire {
namespace {

constexpr size_t kMaxUnitTokens = 8;       // between a number and the end of its unit
constexpr size_t kMaxQualifierTokens = 6;  // looked at before an amount
constexpr double kSmall = 1000;
constexpr double kUnscaled = 10000;  // "from $5 to $7 billion": the first is billions too

// Words that may be glued before digits and say nothing against their being a number.
constexpr uint64_t kBeforeDigits = Bit(Role::kCurrency) | Bit(Role::kAnd) | Bit(Role::kOf) |
                                   Bit(Role::kTo) | Bit(Role::kFrom) | Bit(Role::kAbout) |
                                   Bit(Role::kAtLeast) | Bit(Role::kAtMost) | Bit(Role::kOn) |
                                   Bit(Role::kOverAmount) | Bit(Role::kBetween);

class AmountReader {
 public:
  AmountReader(const Document& document, const std::vector<Token>& tokens, const Lexicon& lexicon)
      : document_(document), tokens_(tokens), lexicon_(lexicon) {}

  std::vector<Amount> Run() {
    for (size_t i = 0; i < tokens_.size();) {
      Amount amount;
      if (ReadTerm(i, &amount) || Read(i, &amount)) {
        AddCents(&amount);
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

 private:
  const Token& At(size_t i) const { return tokens_[std::min(i, tokens_.size() - 1)]; }
  bool Tight(size_t i) const {  // a hyphen that joins
    return At(i).IsPunct('-') && !At(i).space && !At(i + 1).space;
  }

  // "triennial", "multi-year": a span of time in one word.
  bool ReadTerm(size_t i, Amount* out) const {
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

  // One amount whose first token is tokens_[i].
  bool Read(size_t i, Amount* out) const {
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

  // Whether a letter of a script with word boundaries stands there: "20th", "3D".
  bool IsLetterAt(size_t folded) const {
    size_t i = folded;
    const char32_t c = NextCodePoint(document_.folded.text, &i);
    return IsLetter(c) && !IsSpaceless(c) && !IsHangul(c);
  }

  bool MayPrecedeDigits(size_t i) const {
    const Token* before = i > 0 ? &tokens_[i - 1] : nullptr;
    return before != nullptr && before->word != nullptr &&
           (before->word->roles & kBeforeDigits) != 0;
  }

  static void Take(const Number& number, Amount* out) {
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

  // Currencies and nations before a number: "US$", "Canadian dollars", "RMB".
  void ReadSign(size_t* i, Amount* out) const {
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

  // "der Euro 1,1742 Dollar", "won 1.3 percent": a word whose number has a unit of its own.
  bool IsNameBefore(size_t first, const Number& number) const {
    const Sense* money = At(first).As(Role::kCurrency);
    if (money == nullptr || money->b == kSign || money->b == kCode) return false;
    const Token& next = At(number.end);
    const Sense* behind = next.As(Role::kCurrency);
    return next.Is(Role::kOther) ||
           (behind != nullptr && !lexicon_.SameKind(money->index, behind->index));
  }

  bool HasSpace(const Token& t) const { return document_.folded.text.find(' ', t.start) < t.end; }

  // A bare word ("Euro 2024") is no sign unless the number looks like money.
  bool SignFits(size_t first, const Number& number) const {
    size_t t = first;
    while (At(t).Is(Role::kNation)) ++t;
    const Sense* money = At(t).As(Role::kCurrency);
    if (money == nullptr) return false;
    const bool sign = money->b == kSign || money->b == kCode;
    if (sign || t > first || HasSpace(At(t))) return true;
    if (money->b == kCodeBehind) return false;
    return number.scaled || number.decimal || number.low >= 10000;
  }

  // What stands behind the number.
  void ReadUnit(const Number& number, Amount* out) const {
    size_t t = number.end;
    if (Tight(t)) ++t;
    bool tail = false;
    if (number.scaled && At(t).kind == TokenKind::kOther && At(t).inner) {  // "Milliardenbetrag"
      tail = true;
      ++t;
    }
    if (ReadMoney(number, t, tail, out)) return;
    if (out->currency >= 0) {
      out->unit = UnitKind::kMoney;
      out->own_unit = true;
      return;
    }
    size_t u = t;
    if (At(u).Is(Role::kOf) && !At(u).Is(Role::kPower)) ++u;
    if (ReadPower(number, u, out) || ReadTime(number, u, out)) return;
    const Token& next = At(t);
    const bool unknown_suffix = next.kind == TokenKind::kOther && !next.space && !next.inner &&
                                t == number.end && At(t - 1).kind == TokenKind::kNumber &&
                                IsLetterAt(next.start);
    const bool name = At(t + 1).kind == TokenKind::kNumber && At(t + 1).glued;  // "300 GB200"
    if (!name && (next.Is(Role::kOther) || unknown_suffix)) out->unit = UnitKind::kOther;
    if (next.Is(Role::kPower)) out->unit = UnitKind::kOther;  // energy, or a word that is none
  }

  bool ReadMoney(const Number& number, size_t t, bool tail, Amount* out) const {
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
      if (const Sense* found = token.As(Role::kCurrency);
          found != nullptr && Takes(token, *found)) {
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

  // "$10-$20", "rmb 10 usd 20": a sign that belongs to the number behind it.
  bool OpensNext(size_t t, const Sense& money, const Amount& amount) const {
    const bool sign = money.b == kSign || money.b == kCode;
    const bool apart = At(t).space && At(t + 1).kind == TokenKind::kNumber && !At(t + 1).space;
    if (amount.currency < 0) return sign && apart;  // "the last one $1.2B"
    return !lexicon_.SameKind(static_cast<size_t>(amount.currency), money.index) ||
           (sign && At(t + 1).kind == TokenKind::kNumber);
  }

  // "Hundreds of thousands of kuai Nvidia chips": the word for money in everyday speech is a
  // measure word where a large count stands before it and another word right behind.
  bool CountsThings(size_t t, const Sense& money, const Number& number) const {
    const Token& next = At(t + 1);
    return money.b == kTenthsFollow && (number.open || number.scaled) && !next.space &&
           next.kind == TokenKind::kOther;
  }

  // Some codes are words unless they are written as codes.
  bool Takes(const Token& token, const Sense& money) const {
    if (money.b != kCodeBehind && money.b != kCode) return true;
    const Folded& folded = document_.folded;
    const size_t start = folded.ToSource(token.start);
    const std::string_view source =
        std::string_view(document_.text).substr(start, folded.ToSource(token.end) - start);
    return std::ranges::none_of(source, [](char c) { return c >= 'a' && c <= 'z'; });
  }

  bool TakeMoney(const Number& number, const Sense& money, int nation, size_t end,
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

  bool TakeCents(const Number& number, const Sense& cents, size_t end, Amount* out) const {
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

  // "two pounds of flour", "zwei Pfund Kartoffeln"
  bool IsWeight(const Number& number, size_t end) const {
    if (number.scaled || number.low >= kSmall) return false;
    const Token& next = At(end);
    return next.Is(Role::kOf) || (next.kind == TokenKind::kOther && next.space);
  }

  static void Multiply(double factor, Amount* out) {
    out->low *= factor;
    out->high *= factor;
    out->scale = factor;
    out->scaled = true;
  }

  bool ReadPower(const Number& number, size_t t, Amount* out) const {
    const Sense* power = At(t).As(Role::kPower);
    if (power == nullptr || number.article) return false;
    // A lone "w" is watts only beside its digits or as a word of its own before none.
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

  bool ReadTime(const Number& number, size_t t, Amount* out) const {
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

  // "30 to 40 billion euros", "$5-7bn", "between 1 and 2": the second end, if there is one.
  void ReadRange(Amount* a) const {
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
    // "fell $7.50 to $182.30" are two amounts, "$25 billion to $30 billion" is one.
    const bool both = a->own_unit && b.own_unit;
    if (to && both && opener == Role::kCount && At(t).space && !(a->scaled && b.scaled)) return;
    if (a->own_unit && a->currency >= 0 && b.currency >= 0 && b.own_unit &&
        !lexicon_.SameKind(static_cast<size_t>(a->currency), static_cast<size_t>(b.currency))) {
      return;
    }
    if (change && !to) {
      Inherit(b, a);
      return;  // the second is read on its own
    }
    Amount low = *a;
    Inherit(b, &low, b.high);
    Inherit(low, &b);
    if (!(low.low < b.high) && !(sign && low.low == b.high)) return;
    Join(low, b, a);
  }

  static void Join(const Amount& low, const Amount& high, Amount* out) {
    const size_t first = out->first;
    *out = high;
    out->first = first;
    out->low = low.low;
    out->open = false;
    out->ranged = true;
    out->sign_before = low.sign_before;
    out->rule = low.own_unit ? low.rule : high.rule;
  }

  // What an amount lacks, unit and scale, from the other end of its range.
  static void Inherit(const Amount& from, Amount* to, double most = 0) {
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

  // kBetween or kFrom where such a word stands before tokens_[first], else kCount.
  Role Opener(size_t first) const {
    for (size_t back = 1; back <= 3 && back <= first; ++back) {
      const Token& t = tokens_[first - back];
      if (t.Is(Role::kBetween)) return Role::kBetween;
      if (t.Is(Role::kFrom)) return Role::kFrom;
      if (!t.Is(Role::kOf) && !t.Is(Role::kAbout) && !t.Is(Role::kDateNoise)) break;
    }
    return Role::kCount;
  }

  // "15 dollars and 15 cents", "zwei Euro fuenfzig", "50 yuan 6 jiao 3 fen".
  void AddCents(Amount* a) const {
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

  // "yi kuai er", "san kuai ling si": tenths, or hundredths behind a zero.
  bool TenthsFollow(const Amount& a, const Number& number) const {
    const Sense* money = At(a.end - 1).As(Role::kCurrency);
    const Sense* tenth = At(a.end - 1).As(Role::kCents);
    const bool after =
        (money != nullptr && money->b == kTenthsFollow) || (tenth != nullptr && tenth->a > 0.05);
    return after && number.low < 10 && !number.literal && !At(number.first).space &&
           !At(number.end).Is(Role::kCurrency);
  }

  // Whether a number of two digits right behind money is its cents: no unit of its own follows.
  bool BareCents(const Number& number, bool and_) const {
    const Token& t = At(number.end);
    if (At(number.first).kind == TokenKind::kNumber && At(number.first).digits != 2) return false;
    const bool stops = t.kind == TokenKind::kBreak || t.kind == TokenKind::kPunct;
    if (and_) return stops && !t.IsPunct('-') && !t.IsPunct('%');
    return stops ? !t.IsPunct('-') && !t.IsPunct('/')
                 : t.kind == TokenKind::kOther && t.space &&
                       At(number.first).kind == TokenKind::kNumber;
  }

  // Qualifiers beside it, and what joins it to the amount before.
  void Finish(Amount* a) const {
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

  // 16.1 times 1e9 without the dust of binary fractions.
  static double Clean(double value) {
    const double round = std::round(value * 1e6) / 1e6;
    return std::fabs(round - value) <= 1e-12 * std::fabs(value) ? round : value;
  }

  static std::optional<Qualifier> QualifierOf(const Token& t, bool after) {
    if (t.word == nullptr) return std::nullopt;
    if (t.Is(after ? Role::kAboutAfter : Role::kAbout)) return Qualifier::kAbout;
    if (t.Is(after ? Role::kAtLeastAfter : Role::kAtLeast)) return Qualifier::kAtLeast;
    if (t.Is(after ? Role::kAtMostAfter : Role::kAtMost)) return Qualifier::kAtMost;

    return std::nullopt;
  }

  static void Apply(Qualifier q, Amount* a) {
    if (a->ranged || a->qualifier == Qualifier::kAtMost) return;
    if (a->open && q != Qualifier::kAtMost) return;
    if (q == Qualifier::kAbout && a->qualifier != Qualifier::kExact) return;
    a->qualifier = q;
    a->open = q == Qualifier::kAtLeast;
  }

  // Whether the bound word at tokens_[at] sets no bound here: "ein Vertrag ueber 38 Milliarden",
  // "over five years" are the sum and the span; "rose 3% to 95" ends a change.
  bool SetsNone(size_t at, Qualifier q, const Amount& a) const {
    const Token& t = tokens_[at];
    if (t.Is(Role::kOverAmount)) {
      const bool sum = at > 0 && tokens_[at - 1].Is(Role::kSumOf) &&
                       tokens_[at - 1].As(Role::kSumOf)->b != kRise;
      return a.unit == UnitKind::kTime || sum;
    }
    if (q != Qualifier::kAtMost || !t.Is(Role::kTo)) return false;
    if (!amounts_.empty()) {
      const Amount& before = amounts_.back();  // of "13.1 %," the number alone
      const size_t slack = before.unit == UnitKind::kOther ? 2 : 1;
      if (before.end + slack >= at && before.end <= at) return true;
    }
    for (size_t back = 1; back <= 4 && back <= at; ++back) {
      const Sense* rise = tokens_[at - back].As(Role::kSumOf);
      if (rise != nullptr && rise->b == kRise) return true;
    }
    return false;
  }

  void Before(Amount* a) const {
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

  // A verb sets the bound and stays outside the slice ("exceeds 5 billion").
  static bool IsVerb(const Token& t, bool after) {
    for (const Role role :
         {after ? Role::kAboutAfter : Role::kAbout, after ? Role::kAtLeastAfter : Role::kAtLeast,
          after ? Role::kAtMostAfter : Role::kAtMost}) {
      const Sense* sense = t.As(role);
      if (sense != nullptr && sense->b == kOutside) return true;
    }
    return false;
  }

  void After(Amount* a) const {
    size_t t = a->end;
    if (a->unit == UnitKind::kNone) return;
    if (Tight(t) || At(t).IsPunct(',')) ++t;
    for (size_t i = 0; i < 3; ++i, ++t) {
      if (const std::optional<Qualifier> q = QualifierOf(At(t), true)) {
        Apply(*q, a);
        if (!IsVerb(At(t), true)) a->end = t + 1;
        return;
      }
      if (!At(t).Is(Role::kOf)) return;
    }
  }

  void Joined(Amount* a) const {
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

  // "250, 300 and 38 billion dollars": those before have the last one's scale and unit.
  void ShareUnit() {
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

  double PowerOf(const Amount& a) const {
    const Sense* power = At(a.end - 1).As(Role::kPower);
    return power == nullptr ? 1 : power->a;
  }

  const Document& document_;
  const std::vector<Token>& tokens_;
  const Lexicon& lexicon_;
  std::vector<Amount> amounts_;
};

}  // namespace

std::vector<Amount> ReadAmounts(const Document& document, const std::vector<Token>& tokens,
                                const Lexicon& lexicon) {
  return AmountReader(document, tokens, lexicon).Run();
}

}  // namespace dealwire
