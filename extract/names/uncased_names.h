#ifndef DEALWIRE_EXTRACT_NAMES_UNCASED_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_UNCASED_NAMES_H_

#include <span>

#include "extract/names/name_rules.h"
#include "extract/names/name_words.h"
#include "extract/names/open_name_list.h"
#include "extract/text/document.h"

namespace dealwire {

// Names of organisations of one sentence in scripts without capitals: behind a noun for
// organisations, a letter glued before it or not, or between quotation marks (Arabic), or ending in
// a word for organisations (Devanagari, Hangul, Han). Linear in the words but for the words for
// organisations.
void FindUncasedNames(const Document& document, const NameRules& rules,
                      std::span<const NameWord> words, OpenNameList* out);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_UNCASED_NAMES_H_
