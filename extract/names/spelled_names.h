#ifndef DEALWIRE_EXTRACT_NAMES_SPELLED_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_SPELLED_NAMES_H_

#include <span>

#include "extract/names/name_rules.h"
#include "extract/names/name_words.h"
#include "extract/names/open_name_list.h"
#include "extract/text/document.h"

namespace dealwire {

// Names in Devanagari, of one sentence, that nothing else shows:
//   - capitals that are spelled, three letters and more in one word ("en ti pi si"): strong;
//   - who begins the sentence, one word or three that are no small ones, before what marks a
//     subject (subject_marks): weak.
// Linear in the words.
void FindSpelledNames(const Document& document, const NameRules& rules,
                      std::span<const NameWord> words, OpenNameList* out);

// Names of one sentence in scripts without capitals that part words (Arabic, Devanagari), by the
// words about them (name_frames): up to three words between the two of a frame, "talks with * on",
// none of them a small word, a noun for a firm or one found elsewhere. A frame whose first is "^"
// holds what begins the sentence, behind a bullet or a number. Who heads an item ("^*:") is strong,
// the others are weak.
// Linear in the words for each frame.
void FindFramedWords(const Document& document, const NameRules& rules,
                     std::span<const NameWord> words, OpenNameList* out);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_SPELLED_NAMES_H_
