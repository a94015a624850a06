#ifndef DEALWIRE_EXTRACT_SCENES_PHRASE_MARKS_H_
#define DEALWIRE_EXTRACT_SCENES_PHRASE_MARKS_H_

#include "extract/scenes/scene.h"

namespace dealwire {

// What the words around say of a preposition that means several things (German "von", Italian
// "da"): in the passive it is by whom, behind a noun for a round of money ("funding round of")
// whose round it is. Changes Party::marks. Linear in the cues of the sentence for each name.
void ReadPhraseMarks(SentenceScene* scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_PHRASE_MARKS_H_
