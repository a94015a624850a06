#ifndef DEALWIRE_INGEST_MONTH_NAMES_H_
#define DEALWIRE_INGEST_MONTH_NAMES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace dealwire {

// The names of months and weekdays of 44 languages, as CLDR has them, wide and abbreviated; folded,
// without a full stop at the end. Immutable; safe from any thread.
class MonthNames {
 public:
  // Asks ICU: some 20 million instructions.
  static MonthNames FromIcu();
  // Made once, on first use: by loading the compiled form where the program carries it
  // (cmake/CompiledRules.cmake), made by the same ICU; else from ICU. Both are the same.
  static const MonthNames& All();

  // The compiled form, which only the program that wrote it can read; Load gives nothing where the
  // bytes are none, are cut short or were made with another ICU.
  std::string Save() const;
  static std::optional<MonthNames> Load(std::string_view bytes);

  // 1..12, in the language of `lang` (its first two letters) where that has the word, else in the
  // first that has; nothing where none has. `folded`: a word by FoldCase.
  std::optional<int> MonthOf(std::string_view folded, std::string_view lang) const;
  bool IsWeekday(std::string_view folded) const { return weekdays_.contains(folded); }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.months_, self.weekdays_);
  }

 private:
  struct Month {
    uint8_t locale = 0;  // of kLocales
    uint8_t month = 0;   // 1..12
  };

  void AddLocale(uint8_t locale);

  std::map<std::string, std::vector<Month>, std::less<>> months_;
  std::set<std::string, std::less<>> weekdays_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_MONTH_NAMES_H_
