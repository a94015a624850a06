#include "extract/quantities/dates.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "base/time.h"
#include "extract/quantities/date_points.h"
#include "extract/quantities/lexer.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/words.h"

namespace dealwire {
namespace {

struct Days {
  Date from;
  Date to;
};

Date MakeDate(int year, int month, int day) {
  return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
         std::chrono::day(static_cast<unsigned>(day));
}

int YearOf(const Date& date) { return static_cast<int>(date.year()); }
int MonthOf(const Date& date) { return static_cast<int>(static_cast<unsigned>(date.month())); }

// `count` months from the first of `month`.
Days Months(int year, int month, int count) {
  const int last = month + count - 1;
  const int last_year = year + (last - 1) / 12;
  const int last_month = (last - 1) % 12 + 1;
  return {MakeDate(year, month, 1),
          LastDayOfMonth(std::chrono::year(last_year),
                         std::chrono::month(static_cast<unsigned>(last_month)))};
}

// A part of a stretch: mid-2027 is June and July, early 2026 its first quarter.
Days PartOf(const Days& whole, DatePart part) {
  const int64_t size = DaysSinceEpoch(whole.to) - DaysSinceEpoch(whole.from) + 1;
  if (part == DatePart::kWhole || size < 20) return whole;
  const int year = YearOf(whole.from);
  const int month = MonthOf(whole.from);
  if (size > 200) {
    const int base = year + (size > 1000 ? static_cast<int>(size / 366) : 0);
    if (part == DatePart::kStart) return Months(year, 1, size > 1000 ? 24 : 3);
    if (part == DatePart::kMiddle) return Months(size > 1000 ? year + 4 : year, 6, 2);
    return {MakeDate(size > 1000 ? base : year, 12, 1), whole.to};
  }
  if (size > 40) {  // a quarter, half a year
    const int months = static_cast<int>((size + 15) / 30);
    if (part == DatePart::kStart) return Months(year, month, 1);
    if (part == DatePart::kEnd) return {MakeDate(year, month + months - 1, 1), whole.to};
    return Months(year, month + months / 2, 1);
  }
  if (part == DatePart::kStart) return {whole.from, AddDays(whole.from, 9)};
  if (part == DatePart::kMiddle) return {AddDays(whole.from, 10), AddDays(whole.from, 19)};
  return {AddDays(whole.from, 20), whole.to};
}

// Turns what is said into days, seen from the day of publication.
class DateResolver {
 public:
  explicit DateResolver(std::optional<Date> today) : today_(today) {}

  std::optional<Days> Resolve(const DatePoint& p) const {
    std::optional<Days> days = Whole(p);
    if (!days || !days->from.ok() || !days->to.ok()) return std::nullopt;
    return PartOf(*days, p.part);
  }

 private:
  std::optional<Days> Whole(const DatePoint& p) const {
    if (p.decade) return Decade(p.shift.value_or(0));
    if (p.year) return InYear(p, *p.year);
    if (!today_) return std::nullopt;
    if (p.days) return Days{AddDays(*today_, *p.days), AddDays(*today_, *p.days)};
    if (p.month && p.day) return Nearest(p);
    if (p.weekday && !p.month)
      return Weekday(*p.weekday, p.shift.value_or(-1), p.shift.has_value());
    if (p.shift && p.shift_unit && *p.shift_unit != DateUnit::kDay) return Shifted(p);
    return Nearest(p);
  }

  std::optional<Days> Decade(int shift) const {
    if (!today_) return std::nullopt;
    const int first = YearOf(*today_) / 10 * 10 + shift * 10;
    return Days{MakeDate(first, 1, 1), MakeDate(first + 9, 12, 31)};
  }

  static std::optional<Days> InYear(const DatePoint& p, int year) {
    if (p.month && p.day) {
      const Date day = MakeDate(year, *p.month, *p.day);
      return day.ok() ? std::optional(Days{day, day}) : std::nullopt;
    }
    if (p.month) return Months(year, *p.month, p.months);
    if (p.quarter) return Months(year, *p.quarter * 3 - 2, 3);
    if (p.half) return Months(year, *p.half * 6 - 5, 6);
    return Months(year, 1, 12);
  }

  // Without a year: the nearest one, past or to come.
  std::optional<Days> Nearest(const DatePoint& p) const {
    if (!p.month && !p.quarter && !p.half) return std::nullopt;
    std::optional<Days> best;
    int64_t least = 0;
    const int64_t now = DaysSinceEpoch(*today_);
    for (const int year : {YearOf(*today_), YearOf(*today_) - 1, YearOf(*today_) + 1}) {
      const std::optional<Days> days = InYear(p, year);
      if (!days) continue;
      const int64_t distance =
          std::max<int64_t>({DaysSinceEpoch(days->from) - now, now - DaysSinceEpoch(days->to), 0});
      if (!best || distance < least) {
        best = days;
        least = distance;
      }
    }
    return best;
  }

  Days Weekday(int weekday, int shift, bool said) const {
    const int today = static_cast<int>(std::chrono::weekday(*today_).iso_encoding());
    int offset = weekday - today;
    if (shift > 0 && offset <= 0) offset += 7;
    if (shift < 0 && (offset > 0 || (said && offset == 0))) offset -= 7;
    const Date day = AddDays(*today_, offset);
    return {day, day};
  }

  std::optional<Days> Shifted(const DatePoint& p) const {
    const int year = YearOf(*today_);
    switch (*p.shift_unit) {
      case DateUnit::kYear:
        return InYear(p, year + *p.shift);
      case DateUnit::kMonth: {
        if (p.month) return ShiftedMonth(*p.month, *p.shift);
        const int month = year * 12 + MonthOf(*today_) - 1 + *p.shift;
        return Months(month / 12, month % 12 + 1, 1);
      }
      case DateUnit::kQuarter: {
        const int quarter = year * 4 + (MonthOf(*today_) - 1) / 3 + *p.shift;
        return Months(quarter / 4, quarter % 4 * 3 + 1, 3);
      }
      case DateUnit::kWeek: {
        const int today = static_cast<int>(std::chrono::weekday(*today_).iso_encoding());
        const Date monday = AddDays(*today_, 1 - today + 7 * *p.shift);
        return Days{monday, AddDays(monday, 6)};
      }
      default:
        return std::nullopt;
    }
  }

  // "next March", "last October"
  Days ShiftedMonth(int month, int shift) const {
    int year = YearOf(*today_);
    const int now = MonthOf(*today_);
    if (shift > 0 && month <= now) ++year;
    if (shift < 0 && month >= now) --year;
    return Months(year, month, 1);
  }

  std::optional<Date> today_;
};

enum class Bound : uint8_t { kBoth, kUntil, kSince, kBefore, kAfter };

class DateFinder {
 public:
  DateFinder(const Document& document, const Words& words, const std::vector<Token>& tokens)
      : document_(document), words_(words), tokens_(tokens), resolver_(Today(document)) {}

  Mentions Run() {
    for (size_t i = 0; i + 1 < tokens_.size();) {
      if (!MayOpenDate(tokens_[i])) {
        ++i;
        continue;
      }
      DatePoint point;
      if (!ReadDatePoint(tokens_, i, words_.month_first, &point)) {
        ++i;
        continue;
      }
      const size_t end = Emit(point);
      i = std::max(end, i + 1);
    }
    return std::move(out_);
  }

 private:
  static std::optional<Date> Today(const Document& document) {
    const std::optional<Timestamp> time = ParseTimestamp(document.article->published);
    return time ? std::optional(time->date) : std::nullopt;
  }

  const Token& At(size_t i) const { return tokens_[std::min(i, tokens_.size() - 1)]; }

  // Makes a mention of the point, if it is one; returns where to go on.
  size_t Emit(DatePoint point) {
    DatePoint second;
    const bool range = ReadSecond(&point, &second);
    const DatePoint& last = range ? second : point;
    size_t first = point.first;
    size_t end = last.end;
    Bound bound = BoundAfter(&end);
    const Bound before = BoundBefore(&first);
    if (bound == Bound::kBoth) bound = before;
    const bool prepared =
        bound != Bound::kBoth || first != point.first || range || Prepared(point.first);
    if (!point.certain && !prepared && !(range && second.certain)) return point.end;
    if (OpensAmount(point, range)) return point.end;
    std::optional<Days> from = resolver_.Resolve(point);
    const std::optional<Days> to = range ? resolver_.Resolve(second) : from;
    if (!from || !to) return point.end;
    Mention mention;
    const Folded& folded = document_.folded;
    mention.span = {folded.ToSource(At(first).start), folded.ToSource(At(end - 1).end)};
    mention.rule = words_.vocabulary->rules[point.rule];
    // "before the end of 2027" is by its last day.
    if (bound == Bound::kBefore && point.part == DatePart::kEnd) bound = Bound::kUntil;
    mention.value = ValueOf(*from, *to, range ? Bound::kBoth : bound);
    out_.push_back(std::move(mention));
    return end;
  }

  static DateValue ValueOf(const Days& from, const Days& to, Bound bound) {
    switch (bound) {
      case Bound::kUntil:
        return {std::nullopt, FormatDate(to.to)};
      case Bound::kSince:
        return {FormatDate(from.from), std::nullopt};
      case Bound::kBefore:
        return {std::nullopt, FormatDate(AddDays(from.from, -1))};
      case Bound::kAfter:
        return {FormatDate(AddDays(to.to, 1)), std::nullopt};
      case Bound::kBoth:
        break;
    }
    return {FormatDate(from.from), FormatDate(to.to)};
  }

  // A year or a month that is a number's or a unit's: "2025 customers" is read by its preposition
  // only, "2,000 May" by none.
  bool OpensAmount(const DatePoint& point, bool range) const {
    if (range || point.end != point.first + 1 || !At(point.first).IsYear()) return false;
    const Token& next = At(point.end);
    return next.Is(Role::kCurrency) || next.Is(Role::kScale) || next.Is(Role::kPower) ||
           next.Is(Role::kOther) || next.IsPunct('%');
  }

  // "from X to Y", "X-Y", "between X and Y". "May to July 2026": where the year is said once, *from
  // gets it as well.
  bool ReadSecond(DatePoint* from, DatePoint* to) const {
    const DatePoint& a = *from;
    const DatePoint& b = *to;
    const Token& join = At(a.end);
    const bool opened =
        a.first > 0 && (At(a.first - 1).Is(Role::kBetween) || At(a.first - 1).Is(Role::kFrom) ||
                        At(a.first - 1).Is(Role::kSince));
    const bool sign = join.IsPunct('-') || join.IsPunct('~') || join.IsPunct(0x301C);
    const bool word =
        join.Is(Role::kTo) || join.Is(Role::kUntil) || (join.Is(Role::kSinceAfter) && !join.space);
    const bool and_ = join.Is(Role::kAnd) && a.first > 0 && At(a.first - 1).Is(Role::kBetween);
    if (!sign && !(word && (opened || a.certain)) && !and_) return false;
    size_t second = a.end + 1;
    while (second < a.end + 3 && At(second).Is(Role::kDateNoise) && !At(second).Is(Role::kMonth))
      ++second;
    if (!ReadDatePoint(tokens_, second, words_.month_first, to)) return false;
    if (sign && !(a.year && b.year) && !(a.month && b.month)) return false;
    if (a.weekday || b.weekday || a.days || b.days) return false;
    DatePoint first = a;
    const bool lent = !a.year && b.year && !a.shift;
    if (lent) first.year = b.year;
    std::optional<Days> since = resolver_.Resolve(first);
    const std::optional<Days> until = resolver_.Resolve(b);
    const auto before = [&] {
      return since && until && DaysSinceEpoch(since->from) < DaysSinceEpoch(until->to);
    };
    if (lent && !before()) {  // "from December to March 2026": of the year before
      first.year = *b.year - 1;
      since = resolver_.Resolve(first);
    }
    if (!before()) return false;
    *from = first;
    return true;
  }

  // A word before the date that says which side of it is meant; *first moves to it.
  Bound BoundBefore(size_t* first) const {
    size_t i = *first;
    for (size_t back = 0; back < 3 && i > 0; ++back) {
      const Token& t = tokens_[i - 1];
      if (t.kind == TokenKind::kBreak) break;
      const std::pair<Role, Bound> kBounds[] = {{Role::kUntil, Bound::kUntil},
                                                {Role::kBefore, Bound::kBefore},
                                                {Role::kAfterDate, Bound::kAfter},
                                                {Role::kSince, Bound::kSince}};
      for (const auto& [role, bound] : kBounds) {
        if (!t.Is(role)) continue;
        // "de 2026" is of 2026; from, only before a range.
        if (role == Role::kSince && (t.Is(Role::kDateNoise) || t.Is(Role::kOf))) continue;
        *first = i - 1;
        return bound;
      }
      if (!t.Is(Role::kDateNoise) && !t.Is(Role::kOn)) break;
      --i;
    }
    return Bound::kBoth;
  }

  // The same behind it, where the language puts it there.
  Bound BoundAfter(size_t* end) const {
    size_t i = *end;
    for (size_t k = 0; k < 3; ++k, ++i) {
      const Token& t = At(i);
      const std::pair<Role, Bound> kBounds[] = {{Role::kUntilAfter, Bound::kUntil},
                                                {Role::kSinceAfter, Bound::kSince},
                                                {Role::kBeforeAfter, Bound::kBefore}};
      for (const auto& [role, bound] : kBounds) {
        if (!t.Is(role)) continue;
        *end = i + 1;
        return bound;
      }
      const bool hyphen = t.IsPunct('-') && !t.space;  // Hungarian "1-jetol"
      if (!t.Is(Role::kDateNoise) && !t.IsPunct('\'') && !hyphen) break;
    }
    return Bound::kBoth;
  }

  // Whether a word that takes a date stands before.
  bool Prepared(size_t first) const {
    for (size_t back = 1; back <= 2 && back <= first; ++back) {
      const Token& t = tokens_[first - back];
      if (t.Is(Role::kOn) || t.Is(Role::kFiscal) || t.Is(Role::kYearWord)) return true;
      if (!t.Is(Role::kDateNoise)) break;
    }
    return false;
  }

  const Document& document_;
  const Words& words_;
  const std::vector<Token>& tokens_;
  DateResolver resolver_;
  Mentions out_;
};

}  // namespace

Mentions FindDates(const Document& document, const Lexicon& lexicon) {
  LexedText lexed(document.folded.text);
  return FindDates(document, lexicon, &lexed);
}

Mentions FindDates(const Document& document, const Lexicon& lexicon, LexedText* lexed) {
  const Words& words = lexicon.For(*document.article);
  const std::vector<Token>& tokens = lexed->With(words);
  return DateFinder(document, words, tokens).Run();
}

}  // namespace dealwire
