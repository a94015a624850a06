#include "ingest/month_names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <array>

#include "base/icu_archive.h"
#include "base/text.h"

// The compiled form; cmake/CompiledRules.cmake links it to programs that are to start fast, others
// have none.
extern "C" {
extern const char dealwire_compiled_months[] __attribute__((weak));      // NOLINT: an assembler's
extern const char dealwire_compiled_months_end[] __attribute__((weak));  // NOLINT: an assembler's
}

namespace dealwire {
namespace {

// Whose month names are known; the first that has a word wins where the text's language has not.
constexpr std::array<std::string_view, 44> kLocales = {
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "ro",
    "hu", "ru", "uk", "bg", "sr", "hr", "sl", "el", "tr", "vi", "id", "ms", "ar", "he", "fa",
    "hi", "bn", "ta", "th", "ca", "et", "lv", "lt", "is", "eu", "gl", "sw", "zu", "xh"};

std::string Key(const icu::UnicodeString& name) {
  std::string text;
  name.toUTF8String(text);
  std::string key = FoldCase(text);
  while (key.ends_with('.')) key.pop_back();
  return key;
}

}  // namespace

void MonthNames::AddLocale(uint8_t locale) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(std::string(kLocales[locale]).c_str()), error);
  if (U_FAILURE(error)) return;
  using Symbols = icu::DateFormatSymbols;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      int32_t count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, context, width);
      for (int32_t i = 0; i < count && i < 12; ++i) {
        const std::string key = Key(months[i]);
        if (!key.empty() && !IsDigit(static_cast<unsigned char>(key[0])))
          months_[key].push_back({locale, static_cast<uint8_t>(i + 1)});
      }
      const icu::UnicodeString* days = symbols.getWeekdays(count, context, width);
      for (int32_t i = 1; i < count; ++i) weekdays_.insert(Key(days[i]));
    }
  }
}

MonthNames MonthNames::FromIcu() {
  MonthNames made;
  for (size_t i = 0; i < kLocales.size(); ++i) made.AddLocale(static_cast<uint8_t>(i));
  return made;
}

const MonthNames& MonthNames::All() {
  static const MonthNames names = [] {
    if (dealwire_compiled_months != nullptr) {
      std::optional<MonthNames> loaded =
          Load({dealwire_compiled_months,
                static_cast<size_t>(dealwire_compiled_months_end - dealwire_compiled_months)});
      if (loaded) return *std::move(loaded);
    }
    return FromIcu();
  }();
  return names;
}

std::string MonthNames::Save() const { return SaveWithIcu(*this); }

std::optional<MonthNames> MonthNames::Load(std::string_view bytes) {
  return LoadWithIcu<MonthNames>(bytes);
}

std::optional<int> MonthNames::MonthOf(std::string_view folded, std::string_view lang) const {
  const auto found = months_.find(folded);
  if (found == months_.end()) return std::nullopt;
  for (const Month& month : found->second) {
    if (kLocales[month.locale] == lang.substr(0, 2)) return month.month;
  }
  return found->second.front().month;
}

}  // namespace dealwire
