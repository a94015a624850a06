#include "ingest/relative_dates.h"

#include <unicode/uchar.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "ingest/relative_phrases.h"

namespace dealwire {
namespace {

constexpr int64_t kDay = 24 * 60 * 60;
constexpr int64_t kLongestAgo = 366 * kDay;
constexpr size_t kMostDigits = 3;

bool IsBoundary(std::string_view text, size_t at) {
  if (at == 0 || at >= text.size()) return true;
  size_t before = at, after = at;
  const char32_t left = PreviousCodePoint(text, &before), right = NextCodePoint(text, &after);
  const bool dense = IsSpaceless(left) || IsSpaceless(right) || IsHangul(left) || IsHangul(right);
  return dense || !IsWordChar(left) || !IsWordChar(right);
}

// `text` folded a character at a time, with the way back.
struct FoldedText {
  std::string text;
  std::vector<size_t> origin;  // of each byte; the source's size behind the last

  explicit FoldedText(std::string_view source) {
    text.reserve(source.size());
    origin.reserve(source.size() + 1);
    bool space = false;
    for (size_t i = 0; i < source.size();) {
      const size_t start = i;
      const char32_t c = NextCodePoint(source, &i);
      const bool blank = IsSpace(c);
      if (blank && space) continue;
      space = blank;
      if (c < 0x80) {
        const char lower = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        text += blank ? ' ' : lower;
        origin.push_back(start);
      } else {
        text += blank ? " " : FoldCase(source.substr(start, i - start));
        origin.resize(text.size(), start);
      }
    }
    origin.push_back(source.size());
  }
};

class RelativeFinder {
 public:
  RelativeFinder(const FoldedText& folded, const RelativePhrases& phrases)
      : folded_(folded), phrases_(phrases) {}

  std::optional<RelativeDate> Find() const {
    for (size_t i = 0; i < folded_.text.size();) {
      const size_t start = i;
      if (!IsDigit(NextCodePoint(folded_.text, &i))) continue;
      int64_t value = 0;
      size_t digits = 0;
      i = start;
      while (i < folded_.text.size()) {
        size_t next = i;
        const char32_t c = NextCodePoint(folded_.text, &next);
        if (!IsDigit(c)) break;
        if (++digits <= kMostDigits) value = value * 10 + u_charDigitValue(static_cast<UChar32>(c));
        i = next;
      }
      if (digits > kMostDigits) continue;
      if (auto found = Around(start, i, value)) return found;
    }
    return Named();
  }

 private:
  std::optional<RelativeDate> Around(size_t start, size_t end, int64_t value) const {
    const std::string_view text = folded_.text;
    for (const RelativePhrases::Pattern& pattern : phrases_.patterns) {
      if (!text.substr(0, start).ends_with(pattern.before) ||
          !text.substr(end).starts_with(pattern.after)) {
        continue;
      }
      const size_t from = start - pattern.before.size(), to = end + pattern.after.size();
      if (!IsBoundary(text, from) || !IsBoundary(text, to)) continue;
      const int64_t seconds = value * pattern.seconds;
      if (seconds > kLongestAgo) return std::nullopt;
      return RelativeDate{seconds, pattern.whole_days, folded_.origin[from], folded_.origin[to]};
    }
    return std::nullopt;
  }

  std::optional<RelativeDate> Named() const {
    const std::string_view text = folded_.text;
    for (const RelativePhrases::Word& word : phrases_.words) {
      for (size_t at = text.find(word.text); at != std::string_view::npos;
           at = text.find(word.text, at + 1)) {
        const size_t end = at + word.text.size();
        if (!IsBoundary(text, at) || !IsBoundary(text, end)) continue;
        return RelativeDate{word.days_ago * kDay, true, folded_.origin[at], folded_.origin[end]};
      }
    }
    return std::nullopt;
  }

  const FoldedText& folded_;
  const RelativePhrases& phrases_;
};

}  // namespace

std::optional<RelativeDate> FindRelativeDate(std::string_view text, std::string_view lang) {
  const FoldedText folded(text);
  const PhraseBook& book = PhraseBook::All();
  std::optional<RelativeDate> found = RelativeFinder(folded, book.Of(lang)).Find();
  if (!found && !lang.starts_with("en")) found = RelativeFinder(folded, book.Of("en")).Find();
  return found;
}

Timestamp TimeBefore(int64_t now_unix, const RelativeDate& relative) {
  Timestamp time = *ParseTimestamp(FormatUnix(now_unix - relative.seconds_ago));
  if (relative.whole_days) time = Timestamp{time.date, false, 0, std::nullopt};
  return time;
}

}  // namespace dealwire
