#include "ingest/page_dates.h"

#include <unicode/uchar.h>

#include <vector>

#include "base/text.h"
#include "ingest/month_names.h"

namespace dealwire {
namespace {

struct Token {
  bool number = false;
  int value = 0;
  size_t digits = 0;
  size_t start = 0, end = 0;
};

// Runs of digits and runs of letters; Han and Hangul letters are runs of their own as the rest.
std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    char32_t c = NextCodePoint(text, &i);
    const bool number = IsDigit(c);
    if (!number && !IsLetter(c)) continue;
    Token token;
    token.number = number;
    token.start = start;
    for (size_t next = i;; c = NextCodePoint(text, &next)) {
      const bool digit = IsDigit(c);
      if (digit != number || (!digit && !IsLetter(c) && !IsMark(c))) break;
      i = next;
      if (digit && token.digits++ < 8) token.value = token.value * 10 + u_charDigitValue(c);
      if (next >= text.size()) break;
    }
    token.end = i;
    tokens.push_back(token);
  }
  return tokens;
}

std::optional<int> MonthOf(std::string_view word, std::string_view lang) {
  return MonthNames::All().MonthOf(FoldCase(word), lang);
}

std::optional<Timestamp> Make(int year, int month, int day) {
  if (year < 1990 || year > 2100) return std::nullopt;
  const Date date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return Timestamp{date, false, 0, std::nullopt};
}

class DateFinder {
 public:
  DateFinder(std::string_view text, std::string_view lang)
      : text_(text), lang_(lang), tokens_(Tokenize(text)) {}

  std::optional<WrittenDate> Find() const {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      size_t last = 0;
      std::optional<Timestamp> time = Numbers(i, &last);
      if (!time) time = WithMonth(i, &last);
      if (time) return Finish(*time, i, last);
    }
    return std::nullopt;
  }

 private:
  std::string_view Word(size_t i) const {
    return text_.substr(tokens_[i].start, tokens_[i].end - tokens_[i].start);
  }
  bool Number(size_t i, size_t least, size_t most) const {
    return i < tokens_.size() && tokens_[i].number && tokens_[i].digits >= least &&
           tokens_[i].digits <= most;
  }
  // The number after token i, at most one short word (CJK unit, "th", "de") and two other
  // characters away.
  size_t NextNumber(size_t i, size_t max_words) const {
    size_t next = i + 1;
    while (next < tokens_.size() && !tokens_[next].number && next - i <= max_words &&
           tokens_[next].end - tokens_[next].start <= 6) {
      ++next;
    }
    const bool near = next < tokens_.size() && tokens_[next].start - tokens_[i].end <= 10;
    return near && tokens_[next].number ? next : tokens_.size();
  }

  // Three numbers: year first or last.
  std::optional<Timestamp> Numbers(size_t i, size_t* last) const {
    if (!tokens_[i].number) return std::nullopt;
    const size_t second = NextNumber(i, 1), third = NextNumber(second, 1);
    if (third >= tokens_.size() || !Number(second, 1, 2)) return std::nullopt;
    *last = third;
    const int a = tokens_[i].value, b = tokens_[second].value, c = tokens_[third].value;
    if (Number(i, 4, 4) && Number(third, 1, 2)) return Make(a, b, c);
    if (IsShortDate(i, second, third)) return Make(2000 + c, b, a);
    if (!Number(i, 1, 2) || !Number(third, 4, 4)) return std::nullopt;
    const bool slash = text_[tokens_[i].end] == '/';
    const bool month_first = b > 12 || (slash && lang_.starts_with("en") && a <= 12);
    return month_first ? Make(c, a, b) : Make(c, b, a);
  }

  // "25.04.24": full stops and two digits each; of this century.
  bool IsShortDate(size_t first, size_t second, size_t third) const {
    return Number(first, 2, 2) && Number(second, 2, 2) && Number(third, 2, 2) &&
           text_.substr(tokens_[first].end, tokens_[second].start - tokens_[first].end) == "." &&
           text_.substr(tokens_[second].end, tokens_[third].start - tokens_[second].end) == "." &&
           tokens_[third].value < 60;
  }

  // A month's name between or before the numbers; up to two words of three letters ("de", "of").
  std::optional<Timestamp> WithMonth(size_t i, size_t* last) const {
    if (tokens_[i].number) return NumberThenMonth(i, last);
    if (!Number(i + 1, 1, 2)) return std::nullopt;
    const size_t year = NextNumber(i + 1, 1);
    if (!Number(year, 4, 4)) return std::nullopt;
    const std::optional<int> month = MonthOf(Word(i), lang_);
    if (!month) return std::nullopt;
    *last = year;
    return Make(tokens_[year].value, *month, tokens_[i + 1].value);
  }

  std::optional<Timestamp> NumberThenMonth(size_t i, size_t* last) const {
    size_t at = i + 1;
    std::optional<int> month;
    for (; at < tokens_.size() && at <= i + 3 && !tokens_[at].number && !month; ++at) {
      month = MonthOf(Word(at), lang_);
    }
    if (!month) return std::nullopt;
    const size_t other = NextNumber(at - 1, 2);
    if (other >= tokens_.size()) return std::nullopt;
    *last = other;
    if (Number(i, 1, 2) && Number(other, 4, 4)) {
      return Make(tokens_[other].value, *month, tokens_[i].value);
    }
    if (Number(i, 4, 4) && Number(other, 1, 2)) {
      return Make(tokens_[i].value, *month, tokens_[other].value);
    }
    return std::nullopt;
  }

  // The longest timestamp that begins with the date, where it is written as machines do.
  WrittenDate Finish(const Timestamp& date, size_t first, size_t last) const {
    const size_t start = tokens_[first].start;
    size_t end = tokens_[last].end;
    if (last + 1 < tokens_.size() && !tokens_[last + 1].number && tokens_[last + 1].start == end &&
        tokens_[last + 1].end - end <= 4) {
      end = tokens_[last + 1].end;  // a CJK unit, "th"
    }
    const size_t stop = std::min(text_.find_first_of(" \t,;|)<", tokens_[last].end), text_.size());
    if (const auto exact = ParseTimestamp(text_.substr(start, stop - start))) {
      return {*exact, start, stop};
    }
    return {date, start, end};
  }

  const std::string_view text_, lang_;
  const std::vector<Token> tokens_;
};

}  // namespace

std::optional<WrittenDate> FindWrittenDate(std::string_view text, std::string_view lang) {
  // No date is without digits, and most lines are.
  bool digits = false;
  for (size_t i = 0; i < text.size() && !digits;) digits = IsDigit(NextCodePoint(text, &i));
  return digits ? DateFinder(text, lang).Find() : std::nullopt;
}

std::string WithoutWeekdays(std::string_view text) {
  std::string out;
  size_t from = 0;
  for (const Token& token : Tokenize(text)) {
    if (token.number) continue;
    const std::string word = FoldCase(text.substr(token.start, token.end - token.start));
    if (!MonthNames::All().IsWeekday(word)) continue;
    out += text.substr(from, token.start - from);
    from = token.end;
  }
  out += text.substr(from);
  return out;
}

}  // namespace dealwire
