#ifndef DEALWIRE_EXTRACT_SCENES_PARTY_MARKS_H_
#define DEALWIRE_EXTRACT_SCENES_PARTY_MARKS_H_

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

struct NameRules;

// What marks the organisations of a sentence: the preposition before, the particle or the ending
// behind; and which of them "and" and commas join. Sets Party::marks and Party::group. At most
// quadratic in the names of the sentence, which are few.
void MarkParties(const Document& document, const NameRules& names, bool postpositional,
                 SentenceScene* scene);

// The relation that a preposition, particle or ending marks (kRelWith ...), 0: none.
unsigned RelationOf(Cue cue);
// Whether a cue is a preposition, particle or "and".
bool IsConnector(Cue cue);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_PARTY_MARKS_H_
