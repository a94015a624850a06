#ifndef DEALWIRE_EXTRACT_QUANTITIES_LEXICON_DATA_H_
#define DEALWIRE_EXTRACT_QUANTITIES_LEXICON_DATA_H_

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <vector>

#include "base/lazy.h"
#include "extract/quantities/cldr.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/lexicon_words.h"

// What a Lexicon is made of; for its own .cc files.
namespace dealwire {

// By CLDR's locale, "pt_AO"; of countries alone.
using FormsTable = std::map<std::string, Lazy<cldr::LocaleForms>, std::less<>>;

struct Lexicon::Data {
  Currencies currencies;
  LanguageRows world;
  std::map<std::string, Lazy<LanguageRows>, std::less<>> languages;
  Lazy<std::vector<Example>> examples;
  Lazy<FormsTable> forms;
  std::map<std::string, Lazy<Words>, std::less<>> ready;  // by language: what an archive brings

  mutable std::shared_mutex mutex;
  // By "language-REGION", what documents have asked for.
  mutable std::map<std::string, std::unique_ptr<const Words>, std::less<>> compiled;

  const LanguageRows* RowsOf(const std::string& language) const {
    const auto it = languages.find(language);
    return it == languages.end() ? nullptr : &*it->second;
  }

  // Null where CLDR has no locale for the language in that country.
  const cldr::LocaleForms* FormsIn(const std::string& language, const std::string& region) const {
    const auto it = forms->find(cldr::LocaleIn(language, region));
    return it == forms->end() ? nullptr : &*it->second;
  }
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_LEXICON_DATA_H_
