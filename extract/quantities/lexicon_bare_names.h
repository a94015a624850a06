#ifndef DEALWIRE_EXTRACT_QUANTITIES_LEXICON_BARE_NAMES_H_
#define DEALWIRE_EXTRACT_QUANTITIES_LEXICON_BARE_NAMES_H_

#include <functional>
#include <string>

#include "extract/quantities/currencies.h"

namespace dealwire {

// CLDR names currencies in full ("Canadian dollars"), the press bare ("dollars"). The word that the
// names of a kind's currencies share, and few others have, is the kind's own: ("dollars", the index
// of "dollar"). In scripts without spaces it is what their names begin with. For languages that no
// file tells it of. Not folded; cost: that of reading a locale's currency names, a millisecond.
void BareCurrencyNames(const std::string& locale, const Currencies& currencies,
                       const std::function<void(const std::string& word, size_t kind)>& sink);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_LEXICON_BARE_NAMES_H_
