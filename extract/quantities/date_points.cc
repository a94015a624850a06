#include "extract/quantities/date_points.h"

#include <algorithm>

namespace dealwire {
namespace {

constexpr size_t kMaxTokens = 14;

// Words that a date may begin with: all that PointReader::Take looks at.
constexpr uint64_t kOpensDate = Bit(Role::kMonth) | Bit(Role::kWeekday) | Bit(Role::kOrdinal) |
                                Bit(Role::kQuarter) | Bit(Role::kHalfYear) | Bit(Role::kYearWord) |
                                Bit(Role::kMonthWord) | Bit(Role::kWeekWord) | Bit(Role::kDecade) |
                                Bit(Role::kFiscal) | Bit(Role::kStart) | Bit(Role::kMiddle) |
                                Bit(Role::kEnd) | Bit(Role::kNext) | Bit(Role::kLast) |
                                Bit(Role::kThis) | Bit(Role::kDay) | Bit(Role::kNextYear);

class PointReader {
 public:
  PointReader(const std::vector<Token>& tokens, bool month_first, DatePoint* out)
      : tokens_(tokens), month_first_(month_first), out_(*out) {}

  bool Read(size_t at) {
    out_ = DatePoint();
    out_.first = out_.end = at;
    size_t i = at;
    const size_t last = std::min(at + kMaxTokens, tokens_.size());
    while (i < last) {
      const size_t taken = Numeric(i);
      if (taken > 0) {
        i = out_.end = i + taken;
        continue;
      }
      if (Take(&i)) {
        out_.end = i;
        continue;
      }
      if (out_.end == at || !Joins(i)) break;  // nothing yet, or nothing that joins
      ++i;
    }
    return out_.end > at && Whole();
  }

 private:
  const Token& At(size_t i) const { return tokens_[std::min(i, tokens_.size() - 1)]; }

  // What may stand between the parts of a date.
  bool Joins(size_t i) const {
    const Token& t = At(i);
    if (t.Is(Role::kDateNoise)) return true;
    if (t.IsPunct('-') || t.IsPunct('/') || t.IsPunct('.')) return !t.space;
    return t.IsPunct(',') && (out_.day || out_.weekday || out_.month);
  }

  static bool Plain(const Token& t) {
    return t.kind == TokenKind::kNumber && t.valid && !t.decimal && !t.grouped && !t.colon;
  }
  static bool Between(const Token& t, double low, double high) {
    return Plain(t) && t.value >= low && t.value <= high;
  }

  // Dates in digits: 2026-02-18, 02/17/2026, 17.2.2026. Returns the number of tokens.
  size_t Numeric(size_t i) {
    if (out_.year || out_.month || out_.day) return 0;
    const Token& a = At(i);
    if (a.kind != TokenKind::kNumber) return 0;
    if (!a.valid) return Dotted(a) ? 1 : 0;
    const bool dash = At(i + 1).IsPunct('-') && At(i + 3).IsPunct('-');
    const bool slash = At(i + 1).IsPunct('/') && At(i + 3).IsPunct('/');
    if ((!dash && !slash) || At(i + 1).space || At(i + 3).space) return 0;
    const Token& b = At(i + 2);
    const Token& c = At(i + 4);
    if (!Plain(a) || !Plain(b) || !Plain(c)) return 0;
    if (a.IsYear()) return Set(a.value, b.value, c.value) ? 5 : 0;
    if (!c.IsYear()) return 0;
    const bool american = (month_first_ && a.value <= 12) || b.value > 12;
    return (american ? Set(c.value, a.value, b.value) : Set(c.value, b.value, a.value)) ? 5 : 0;
  }

  // "17.2.2026" and "2026.2.17" are no numbers: their digits are in the token's value, one behind
  // the other.
  bool Dotted(const Token& t) {
    constexpr double kLeast = 1e5, kMost = 1e8;  // six to eight digits
    if (t.value < kLeast || t.value >= kMost || t.second < 1 || t.second > 2) return false;
    const auto all = static_cast<int64_t>(t.value);
    const int64_t month_end = t.second == 1 ? 10 : 100;
    if (t.digits <= 2) {
      const int64_t year = all % 10000, rest = all / 10000;
      return year >= 1900 && year <= 2100 && Set(year, rest % month_end, rest / month_end);
    }
    const int64_t day_end = all / month_end < 100000 ? 10 : 100;
    const int64_t year = all / day_end / month_end;
    return t.digits == 4 && year >= 1900 && year <= 2100 &&
           Set(year, all / day_end % month_end, all % day_end);
  }

  bool Set(int64_t year, int64_t month, int64_t day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    out_.year = static_cast<int>(year);
    out_.month = static_cast<int>(month);
    out_.day = static_cast<int>(day);
    return out_.certain = true;
  }

  bool Take(size_t* i) {
    const Token& t = At(*i);
    if (t.kind == TokenKind::kNumber) return TakeNumber(i);
    if (t.kind != TokenKind::kWord) return false;
    if (TakeMonth(t) || TakePart(t) || TakeWhole(i) || TakeShift(i) || TakeFiscal(i)) {
      Name(t);
      ++*i;
      return true;
    }
    return TakeOrdinal(i) || TakeYearWord(i);
  }

  void Name(const Token& t) {
    if (out_.rule == 0 && t.word != nullptr) out_.rule = t.word->senses.front().rule;
  }

  bool TakeMonth(const Token& t) {
    if (const Sense* month = t.As(Role::kMonth); month != nullptr && !out_.month && !out_.quarter) {
      out_.month = static_cast<int>(month->a);
      out_.rule = month->rule;
      year_first_ = out_.year.has_value() && !out_.day;
      out_.certain = out_.certain || month->b == 1 || out_.day || out_.year;
      return true;
    }
    const Sense* weekday = t.As(Role::kWeekday);
    if (weekday == nullptr || out_.weekday || out_.month || out_.year) return false;
    out_.weekday = static_cast<int>(weekday->a);
    out_.rule = weekday->rule;
    return true;
  }

  bool TakePart(const Token& t) {
    if (out_.part != DatePart::kWhole || out_.day) return false;
    if (t.Is(Role::kStart)) out_.part = DatePart::kStart;
    if (t.Is(Role::kMiddle)) out_.part = DatePart::kMiddle;
    if (t.Is(Role::kEnd)) out_.part = DatePart::kEnd;
    if (out_.part == DatePart::kWhole) return false;
    if (out_.year) out_.certain = true;
    return true;
  }

  // "Q3", "H1", "tomorrow", "next year" in one word, "decade"
  bool TakeWhole(size_t* i) {
    const Token& t = At(*i);
    if (const Sense* quarter = t.As(Role::kQuarter); quarter != nullptr && quarter->a > 0) {
      if (out_.quarter || out_.month) return false;
      out_.quarter = static_cast<int>(quarter->a);
      return out_.certain = true;
    }
    if (const Sense* half = t.As(Role::kHalfYear); half != nullptr && half->a > 0) {
      if (out_.half || out_.month || out_.quarter) return false;
      out_.half = static_cast<int>(half->a);
      return out_.certain = true;
    }
    if (const Sense* day = t.As(Role::kDay); day != nullptr && Empty()) {
      out_.days = static_cast<int>(day->a);
      return out_.certain = true;
    }
    if (const Sense* year = t.As(Role::kNextYear); year != nullptr && !out_.year && !out_.shift) {
      out_.shift = static_cast<int>(year->a);
      out_.shift_unit = DateUnit::kYear;
      return out_.certain = true;
    }
    if (t.Is(Role::kDecade) && !out_.decade && !out_.year && !out_.month &&
        (out_.part != DatePart::kWhole || out_.shift)) {
      out_.decade = true;
      out_.shift_unit = DateUnit::kDecade;
      return out_.certain = true;
    }
    return false;
  }

  bool Empty() const { return out_.end == out_.first; }

  static std::optional<DateUnit> UnitOf(const Token& t) {
    if (t.Is(Role::kYearWord) || t.Is(Role::kFiscal)) return DateUnit::kYear;
    if (t.Is(Role::kMonthWord)) return DateUnit::kMonth;
    if (t.Is(Role::kWeekWord)) return DateUnit::kWeek;
    if (const Sense* q = t.As(Role::kQuarter); q != nullptr && q->a == 0) return DateUnit::kQuarter;
    if (t.Is(Role::kDecade)) return DateUnit::kDecade;
    if (t.Is(Role::kWeekday)) return DateUnit::kDay;
    if (t.Is(Role::kMonth)) return DateUnit::kMonth;
    return std::nullopt;
  }

  static std::optional<int> ShiftOf(const Token& t) {
    if (t.Is(Role::kNext)) return 1;
    if (t.Is(Role::kLast)) return -1;
    if (t.Is(Role::kThis)) return 0;
    return std::nullopt;
  }

  // "next year", "anul viitor": the word and its unit in either order. Leaves *i at the last token.
  bool TakeShift(size_t* i) {
    if (out_.shift || out_.year) return false;
    const Token& t = At(*i);
    size_t other = *i + 1;
    while (other < *i + 3 && At(other).Is(Role::kDateNoise) && !UnitOf(At(other)) &&
           !ShiftOf(At(other))) {
      ++other;
    }
    const Token& n = At(other);
    std::optional<int> shift = ShiftOf(t);
    std::optional<DateUnit> unit = UnitOf(n);
    const Token* named = &n;
    if (!shift || !unit) {
      shift = ShiftOf(n);
      unit = UnitOf(t);
      named = &t;
      if (!shift || !unit) return false;
    }
    if (*unit == DateUnit::kDecade) out_.decade = true;
    if (named->Is(Role::kWeekday)) {
      out_.weekday = static_cast<int>(named->As(Role::kWeekday)->a);
    } else if (const Sense* month = named->As(Role::kMonth)) {
      out_.month = static_cast<int>(month->a);
    }
    out_.shift = shift;
    out_.shift_unit = unit;
    out_.certain = true;
    Name(t);
    *i = other;
    return true;
  }

  // "FY2026", "fiscal year 2026", "Geschaeftsjahr 2025/26"
  bool TakeFiscal(size_t* i) {
    const Token& t = At(*i);
    if (!t.Is(Role::kFiscal) || out_.year) return false;
    size_t next = *i + 1;
    while (next < *i + 4 && (At(next).Is(Role::kDateNoise) || At(next).Is(Role::kYearWord) ||
                             At(next).Is(Role::kFiscal))) {
      ++next;
    }
    const Token& n = At(next);
    if (n.IsYear()) {
      out_.year = static_cast<int>(n.value);
    } else if (Between(n, 10, 60) && n.digits == 2 && !n.space) {
      out_.year = 2000 + static_cast<int>(n.value);
    } else {
      return false;
    }
    *i = next;
    if (At(next + 1).IsPunct('/') && !At(next + 1).space && Plain(At(next + 2))) *i = next + 2;
    return out_.certain = true;
  }

  // "dritten Quartal", "trimestrul al treilea", "first half", "3rd of May"
  bool TakeOrdinal(size_t* i) {
    const Token& t = At(*i);
    const Sense* quarter = t.As(Role::kQuarter);
    const Sense* half = t.As(Role::kHalfYear);
    size_t other = *i + 1;
    if (At(other).IsPunct('-') && !At(other).space) ++other;
    while (other < *i + 3 && At(other).Is(Role::kDateNoise) && !Counts(At(other))) ++other;
    if (quarter != nullptr || half != nullptr) {  // the number follows
      const std::optional<int> value = Counts(At(other));
      if (!value || !SetOrdinal(quarter, half, *value)) return false;
      Name(t);
      *i = other + 1;
      return true;
    }
    const Sense* ordinal = t.As(Role::kOrdinal);
    if (ordinal == nullptr) return false;
    const Token& n = At(other);
    if (SetOrdinal(n.As(Role::kQuarter), n.As(Role::kHalfYear), static_cast<int>(ordinal->a))) {
      Name(n);
      *i = other + 1;
      return true;
    }
    if (n.Is(Role::kMonth) && !out_.day && !out_.month && ordinal->a <= 31) {
      out_.day = static_cast<int>(ordinal->a);
      *i = other;
      return true;
    }
    return false;
  }

  static std::optional<int> Counts(const Token& t) {
    if (const Sense* ordinal = t.As(Role::kOrdinal)) return static_cast<int>(ordinal->a);
    if (const Sense* number = t.As(Role::kNumber)) return static_cast<int>(number->a);
    if (Between(t, 1, 4)) return static_cast<int>(t.value);
    return std::nullopt;
  }

  bool SetOrdinal(const Sense* quarter, const Sense* half, int value) {
    if (quarter != nullptr && quarter->a == 0 && value >= 1 && value <= 4 && !out_.quarter) {
      out_.quarter = value;
      return out_.certain = true;
    }
    if (half != nullptr && half->a == 0 && value >= 1 && value <= 2 && !out_.half) {
      out_.half = value;
      return out_.certain = true;
    }
    return false;
  }

  bool TakeNumber(size_t* i) {
    const Token& t = At(*i);
    if (t.glued || !Plain(t)) return false;
    if (t.IsYear()) return TakeYear(i);
    size_t next = *i + 1;
    const bool dot = At(next).IsPunct('.') && !At(next).space;
    const bool suffix = At(next).kind == TokenKind::kOther && !At(next).space;
    const Token& after = At(dot || suffix ? next + 1 : next);
    if (TakeMonths(i)) return true;
    if (Between(t, 1, 12) && At(next).Is(Role::kMonthWord) && !At(next).space && !out_.month) {
      out_.month = static_cast<int>(t.value);
      *i = next + 1;
      return out_.certain = true;
    }
    if (Between(t, 1, 31) && At(next).Is(Role::kDayWord) && out_.month && !out_.day) {
      out_.day = static_cast<int>(t.value);
      *i = next + 1;
      return true;
    }
    if (Between(t, 1, 4) && SetOrdinal(after.As(Role::kQuarter), after.As(Role::kHalfYear),
                                       static_cast<int>(t.value))) {
      Name(after);
      *i = next + (dot || suffix ? 2 : 1);
      return true;
    }
    return TakeDay(i, dot || suffix);
  }

  // "4-6 yue": the months of a quarter, in digits before one word for month.
  bool TakeMonths(size_t* i) {
    const Token& join = At(*i + 1);
    const bool to =
        join.IsPunct('-') || join.IsPunct('~') || join.IsPunct(0x301C) || join.Is(Role::kTo);
    const Token& last = At(*i + 2);
    if (!to || out_.month || !Between(At(*i), 1, 12) || !Between(last, 1, 12) ||
        !At(*i + 3).Is(Role::kMonthWord) || At(*i + 3).space || last.value == At(*i).value) {
      return false;
    }
    out_.month = static_cast<int>(At(*i).value);
    out_.months = (static_cast<int>(last.value) - *out_.month + 12) % 12 + 1;
    *i += 4;
    const Sense* quarter = At(*i).As(Role::kQuarter);  // "the period of"
    if (quarter != nullptr && quarter->a == 0 && !At(*i).space) ++*i;
    return out_.certain = true;
  }

  // A day beside its month.
  bool TakeDay(size_t* i, bool marked) {
    const Token& t = At(*i);
    if (!Between(t, 1, 31) || out_.day || out_.quarter || out_.half ||
        out_.part != DatePart::kWhole) {
      return false;
    }
    size_t next = *i + (marked ? 2 : 1);
    while (next < *i + 5 && At(next).Is(Role::kDateNoise) && !At(next).Is(Role::kMonth)) ++next;
    const bool before = At(next).Is(Role::kMonth) && !out_.month;
    // "2026. aprilis 1-jen": a day ends what begins with the year.
    const bool ends =
        year_first_ && At(*i - 1).Is(Role::kMonth) &&
        (At(*i + 1).kind == TokenKind::kPunct || At(*i + 1).kind == TokenKind::kBreak);
    if (!before && !(out_.month && (!out_.year || ends))) return false;
    if (!before && (At(*i + 1).Is(Role::kCurrency) || At(*i + 1).Is(Role::kScale))) return false;
    if (ends && At(*i + 1).IsPunct('%')) return false;
    out_.day = static_cast<int>(t.value);
    out_.certain = true;
    *i += marked && (before || At(*i + 1).IsPunct('.')) ? 2 : 1;
    return true;
  }

  bool TakeYear(size_t* i) {
    if (out_.year || out_.shift) return false;
    out_.year = static_cast<int>(At(*i).value);
    ++*i;
    const Token& t = At(*i);
    if (out_.month || out_.quarter || out_.half || out_.part != DatePart::kWhole)
      out_.certain = true;
    if (t.Is(Role::kYearWord)) {
      out_.certain = true;
      Name(t);
      ++*i;
      // "2026 nian du": one more word for the same year
      if (At(*i).Is(Role::kFiscal)) ++*i;
    } else if (t.Is(Role::kFiscal)) {
      out_.certain = true;
      ++*i;
    } else if (t.IsPunct('/') && !t.space && Between(At(*i + 1), 1, 99) && !At(*i + 1).space &&
               At(*i + 1).digits == 2) {
      *i += 2;  // "2025/26"
    }
    return true;
  }

  // "year 2026", "nam 2026"
  bool TakeYearWord(size_t* i) {
    if (out_.year || !At(*i).Is(Role::kYearWord) || !At(*i + 1).IsYear()) return false;
    out_.year = static_cast<int>(At(*i + 1).value);
    out_.certain = true;
    Name(At(*i));
    *i += 2;
    return true;
  }

  // Whether the parts make a date.
  bool Whole() const {
    const bool named = out_.year || out_.month || out_.quarter || out_.half || out_.weekday ||
                       out_.days || out_.shift || out_.decade;
    if (!named) return false;
    return !out_.day || out_.month;
  }

  const std::vector<Token>& tokens_;
  bool month_first_;
  bool year_first_ = false;  // the year stood before the month
  DatePoint& out_;
};

}  // namespace

bool MayOpenDate(const Token& token) {
  return token.kind == TokenKind::kNumber ||
         (token.word != nullptr && (token.word->roles & kOpensDate) != 0);
}

bool ReadDatePoint(const std::vector<Token>& tokens, size_t at, bool month_first, DatePoint* out) {
  if (!MayOpenDate(tokens[at])) return false;
  return PointReader(tokens, month_first, out).Read(at);
}

}  // namespace dealwire
