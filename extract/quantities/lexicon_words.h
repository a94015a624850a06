#ifndef DEALWIRE_EXTRACT_QUANTITIES_LEXICON_WORDS_H_
#define DEALWIRE_EXTRACT_QUANTITIES_LEXICON_WORDS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "extract/quantities/cldr.h"
#include "extract/quantities/currencies.h"
#include "extract/quantities/lexicon_rows.h"
#include "extract/quantities/words.h"

// The words of one language made ready to be looked up: CLDR's and those of the rule files.
namespace dealwire {

// Where each word of a Vocabulary stands in its `words`; '*' at the end stands for any ending.
using WordIndex = std::map<std::string, uint32_t, std::less<>>;

// The words of a language; `rows` is null for one without a file. `index`, where it is not null,
// gets all keys. Cost: 0.5 to 10 ms.
std::unique_ptr<Words> CompileWords(const Currencies& currencies, const LanguageRows& world,
                                    const LanguageRows* rows, const std::string& language,
                                    WordIndex* index = nullptr);

// The same words as a country reads them, which shares `base`'s vocabulary: what a bare "dollar"
// is, what parts a fraction. `forms` are those of the language there, null where CLDR has none.
// Cost: some microseconds.
std::unique_ptr<Words> InRegion(const Words& base, const Currencies& currencies,
                                const LanguageRows* rows, const std::string& region,
                                const cldr::LocaleForms* forms);

// The country (ISO 3166) that a BCP 47 tag names, else that of the site; "" for none that the
// currencies know.
std::string RegionOf(std::string_view bcp47, std::string_view site_region,
                     const Currencies& currencies);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_LEXICON_WORDS_H_
