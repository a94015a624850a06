#ifndef DEALWIRE_EXTRACT_SPELLED_NAMES_H_
#define DEALWIRE_EXTRACT_SPELLED_NAMES_H_

#include <span>

#include "extract/document.h"
#include "extract/name_rules.h"
#include "extract/name_words.h"
#include "extract/open_name_list.h"

namespace dealwire {

// Names in Devanagari, of one sentence, that nothing else shows:
//   - capitals that are spelled, three letters and more in one word ("en ti pi si"): strong;
//   - who begins the sentence, one word or three that are no small ones, before what marks a
//     subject (subject_marks): weak.
// Linear in the words.
void FindSpelledNames(const Document& document, const NameRules& rules,
                      std::span<const NameWord> words, OpenNameList* out);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SPELLED_NAMES_H_
