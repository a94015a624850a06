#include "ingest/relative_phrases.h"

#include <unicode/locid.h>
#include <unicode/reldatefmt.h>

#include <algorithm>
#include <utility>

#include "base/icu_archive.h"
#include "base/text.h"

// The compiled form; cmake/CompiledRules.cmake links it to programs that are to start fast, others
// have none.
extern "C" {
extern const char dealwire_compiled_phrases[] __attribute__((weak));      // NOLINT: an assembler's
extern const char dealwire_compiled_phrases_end[] __attribute__((weak));  // NOLINT: an assembler's
}

namespace dealwire {
namespace {

constexpr int64_t kMinute = 60, kHour = 60 * kMinute, kDayOfHours = 24 * kHour;

std::string FoldedPhrase(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return CollapseSpace(FoldCase(ToNfc(utf8)));
}

class PhraseCollector {
 public:
  explicit PhraseCollector(const std::string& locale) : locale_(locale.c_str()) {}

  RelativePhrases Collect() {
    for (const UDateRelativeDateTimeFormatterStyle style :
         {UDAT_STYLE_LONG, UDAT_STYLE_SHORT, UDAT_STYLE_NARROW}) {
      UErrorCode error = U_ZERO_ERROR;
      const icu::RelativeDateTimeFormatter format(locale_, nullptr, style,
                                                  UDISPCTX_CAPITALIZATION_NONE, error);
      if (U_FAILURE(error)) continue;
      AddPatterns(format, UDAT_RELATIVE_MINUTES, kMinute);
      AddPatterns(format, UDAT_RELATIVE_HOURS, kHour);
      AddPatterns(format, UDAT_RELATIVE_DAYS, kDayOfHours);
      AddPatterns(format, UDAT_RELATIVE_WEEKS, 7 * kDayOfHours);
      AddWord(format, UDAT_DIRECTION_THIS, 0);
      AddWord(format, UDAT_DIRECTION_LAST, 1);
      AddWord(format, UDAT_DIRECTION_LAST_2, 2);
    }
    // Longer ones first: "hours" before "h".
    std::ranges::stable_sort(
        phrases_.patterns, std::ranges::greater(),
        [](const RelativePhrases::Pattern& p) { return p.before.size() + p.after.size(); });
    std::ranges::stable_sort(phrases_.words, std::ranges::greater(),
                             [](const RelativePhrases::Word& word) { return word.text.size(); });
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
      const std::string folded = FoldedPhrase(text);
      size_t first = folded.size(), last = 0;
      for (size_t i = 0; i < folded.size();) {
        const size_t start = i;
        if (!IsDigit(NextCodePoint(folded, &i))) continue;
        first = std::min(first, start);
        last = i;
      }
      if (first >= last) continue;  // the number is in a word
      RelativePhrases::Pattern pattern{folded.substr(0, first), folded.substr(last), seconds,
                                       seconds >= kDayOfHours};
      const bool known =
          std::ranges::any_of(phrases_.patterns, [&](const RelativePhrases::Pattern& other) {
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
    std::string folded = FoldedPhrase(text);
    const bool known = std::ranges::find(phrases_.words, folded, &RelativePhrases::Word::text) !=
                       phrases_.words.end();
    if (!known) phrases_.words.push_back({std::move(folded), days});
  }

  const icu::Locale locale_;
  RelativePhrases phrases_;
};

}  // namespace

PhraseBook PhraseBook::FromIcu() {
  PhraseBook book;
  const int32_t count = uloc_countAvailable();
  for (int32_t i = 0; i < count; ++i) {
    const std::string locale(uloc_getAvailable(i));
    const size_t part = locale.find('_');
    if (part != std::string::npos && locale.substr(part) != "_Hant") continue;
    book.languages_.emplace(locale, Lazy<RelativePhrases>(std::function<RelativePhrases()>(
                                        [locale] { return PhraseCollector(locale).Collect(); })));
  }
  return book;
}

const PhraseBook& PhraseBook::All() {
  static const PhraseBook book = [] {
    if (dealwire_compiled_phrases != nullptr) {
      std::optional<PhraseBook> loaded =
          Load({dealwire_compiled_phrases,
                static_cast<size_t>(dealwire_compiled_phrases_end - dealwire_compiled_phrases)});
      if (loaded) return *std::move(loaded);
    }
    return FromIcu();
  }();
  return book;
}

std::string PhraseBook::Save() const { return SaveWithIcu(*this); }

std::optional<PhraseBook> PhraseBook::Load(std::string_view bytes) {
  return LoadWithIcu<PhraseBook>(bytes);
}

const RelativePhrases& PhraseBook::Of(std::string_view lang) const {
  std::string key(lang.substr(0, lang.find_first_of("-_")));
  if (lang.find("Hant") != std::string_view::npos) key += "_Hant";
  const auto found = languages_.find(key);
  return *(found == languages_.end() ? languages_.find("en") : found)->second;
}

}  // namespace dealwire
