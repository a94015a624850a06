#ifndef DEALWIRE_EXTRACT_NAMES_COMMON_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_COMMON_NAMES_H_

#include <string>

#include "extract/names/name_rules.h"

namespace dealwire {

// What is capitalised and no organisation: the words of the names of months, weekdays, countries,
// currencies and the largest cities in a language, folded. Source: CLDR, by way of ICU.
StringSet CommonNames(const std::string& lang);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_COMMON_NAMES_H_
