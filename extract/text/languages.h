#ifndef DEALWIRE_EXTRACT_TEXT_LANGUAGES_H_
#define DEALWIRE_EXTRACT_TEXT_LANGUAGES_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include "base/toml.h"
#include "extract/rule_files.h"
#include "extract/text/document.h"

namespace dealwire {

// What every stage asks first: which rule file speaks for an article's language, and how its
// sentences end.
class Languages {
 public:
  // Reads `lang` and the [document] table of rules/lang/*.toml:
  //     [document]
  //     abbreviations = ["Mrd.", "bzw."]   # end no sentence; added to CLDR's suppressions
  //     ends = ["rub."]                    # of CLDR's suppressions, those that end sentences, too
  //     ordinal_dot = true                 # "3. Dezember"
  static std::unique_ptr<const Languages> Compile(const RuleFiles& files, Diagnostics* problems);

  const SentenceRules& Sentences(std::string_view bcp47) const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.sentences_, self.none_);
  }

 private:
  std::map<std::string, SentenceRules, std::less<>> sentences_;
  SentenceRules none_;
};

// The key under which rules/lang/ keeps a language: the primary subtag, with macro-languages and
// old codes made one
// ("de-CH" is "de", "zh-Hant" is "zh", "no" and "nn" are "nb", "iw" is "he"); "" for "und".
std::string LanguageKey(std::string_view bcp47);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_LANGUAGES_H_
