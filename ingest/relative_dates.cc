#include "ingest/relative_dates.h"

#include <unicode/locid.h>
#include <unicode/reldatefmt.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr int64_t kLongestAgo = 366 * kDay;
constexpr size_t kMostDigits = 3;

// What stands around the number: {"vor ", " stunden"}, folded.
struct Pattern {
  std::string before, after;
  int64_t seconds = 0;  // of one
  bool whole_days = false;
};

struct Word {
  std::string text;  // folded: "gestern"
  int days_ago = 0;
};

struct Phrases {
  std::vector<Pattern> patterns;
  std::vector<Word> words;
};

std::string Folded(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return CollapseSpace(FoldCase(ToNfc(utf8)));
}

class PhraseCollector {
 public:
  explicit PhraseCollector(const std::string& locale) : locale_(locale.c_str()) {}

  Phrases Collect() {
    for (const UDateRelativeDateTimeFormatterStyle style :
         {UDAT_STYLE_LONG, UDAT_STYLE_SHORT, UDAT_STYLE_NARROW}) {
      UErrorCode error = U_ZERO_ERROR;
      const icu::RelativeDateTimeFormatter format(locale_, nullptr, style,
                                                  UDISPCTX_CAPITALIZATION_NONE, error);
      if (U_FAILURE(error)) continue;
      AddPatterns(format, UDAT_RELATIVE_MINUTES, kMinute);
      AddPatterns(format, UDAT_RELATIVE_HOURS, kHour);
      AddPatterns(format, UDAT_RELATIVE_DAYS, kDay);
      AddPatterns(format, UDAT_RELATIVE_WEEKS, 7 * kDay);
      AddWord(format, UDAT_DIRECTION_THIS, 0);
      AddWord(format, UDAT_DIRECTION_LAST, 1);
      AddWord(format, UDAT_DIRECTION_LAST_2, 2);
    }
    // Longer ones first: "hours" before "h".
    std::ranges::stable_sort(phrases_.patterns, std::ranges::greater(),
                             [](const Pattern& p) { return p.before.size() + p.after.size(); });
    std::ranges::stable_sort(phrases_.words, std::ranges::greater(),
                             [](const Word& word) { return word.text.size(); });
    return std::move(phrases_);
  }

 private:
  // Every plural form that numbers of a page can take.
  void AddPatterns(const icu::RelativeDateTimeFormatter& format, UDateRelativeUnit unit,
                   int64_t seconds) {
    for (const int number : {1, 2, 3, 5, 11, 21, 22, 100}) {
      UErrorCode error = U_ZERO_ERROR;
      icu::UnicodeString text;
      format.format(number, UDAT_DIRECTION_LAST, unit, text, error);
      if (U_FAILURE(error)) continue;
      const std::string folded = Folded(text);
      size_t first = folded.size(), last = 0;
      for (size_t i = 0; i < folded.size();) {
        const size_t start = i;
        if (!IsDigit(NextCodePoint(folded, &i))) continue;
        first = std::min(first, start);
        last = i;
      }
      if (first >= last) continue;  // the number is in a word
      Pattern pattern{folded.substr(0, first), folded.substr(last), seconds, seconds >= kDay};
      const bool known = std::ranges::any_of(phrases_.patterns, [&](const Pattern& other) {
        return other.before == pattern.before && other.after == pattern.after;
      });
      if (!known) phrases_.patterns.push_back(std::move(pattern));
    }
  }

  void AddWord(const icu::RelativeDateTimeFormatter& format, UDateDirection direction, int days) {
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString text;
    format.format(direction, UDAT_ABSOLUTE_DAY, text, error);
    if (U_FAILURE(error) || text.isEmpty()) return;
    std::string folded = Folded(text);
    const bool known =
        std::ranges::find(phrases_.words, folded, &Word::text) != phrases_.words.end();
    if (!known) phrases_.words.push_back({std::move(folded), days});
  }

  const icu::Locale locale_;
  Phrases phrases_;
};

// By language; ICU gives those of its own locales only, so a stranger's tags cannot fill memory.
const Phrases& PhrasesOf(std::string_view lang) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const Phrases>, std::less<>> made;
  std::string key(lang.substr(0, lang.find_first_of("-_")));
  if (lang.find("Hant") != std::string_view::npos) key += "_Hant";
  static const std::vector<std::string> known = [] {
    std::vector<std::string> out;
    const int32_t count = uloc_countAvailable();
    out.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; ++i) out.emplace_back(uloc_getAvailable(i));
    return out;
  }();
  if (std::ranges::find(known, key) == known.end()) key = "en";
  const std::lock_guard lock(mutex);
  std::unique_ptr<const Phrases>& phrases = made[key];
  if (phrases == nullptr) phrases = std::make_unique<Phrases>(PhraseCollector(key).Collect());
  return *phrases;
}

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
      } else {
        text += blank ? " " : FoldCase(source.substr(start, i - start));
      }
      origin.resize(text.size(), start);
    }
    origin.push_back(source.size());
  }
};

class RelativeFinder {
 public:
  RelativeFinder(const FoldedText& folded, const Phrases& phrases)
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
    for (const Pattern& pattern : phrases_.patterns) {
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
    for (const Word& word : phrases_.words) {
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
  const Phrases& phrases_;
};

}  // namespace

std::optional<RelativeDate> FindRelativeDate(std::string_view text, std::string_view lang) {
  const FoldedText folded(text);
  std::optional<RelativeDate> found = RelativeFinder(folded, PhrasesOf(lang)).Find();
  if (!found && !lang.starts_with("en")) found = RelativeFinder(folded, PhrasesOf("en")).Find();
  return found;
}

Timestamp TimeBefore(int64_t now_unix, const RelativeDate& relative) {
  Timestamp time = *ParseTimestamp(FormatUnix(now_unix - relative.seconds_ago));
  if (relative.whole_days) time = Timestamp{time.date, false, 0, std::nullopt};
  return time;
}

}  // namespace dealwire
