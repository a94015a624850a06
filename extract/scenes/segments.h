#ifndef DEALWIRE_EXTRACT_SCENES_SEGMENTS_H_
#define DEALWIRE_EXTRACT_SCENES_SEGMENTS_H_

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// Cuts sentences into what tells one deal each. All linear in the sentence but for the number of
// its sums, which scenes bound.

// Fills `clauses`: where clauses begin, after "while" and semicolons, and in headlines where the
// next name and its verb begin. `postpositional`: the verb stands last.
void CutClauses(const Document& document, bool postpositional, SentenceScene* scene);

// Fills `segments`: the clauses, cut further so that no segment holds two sums, nor a sum and the
// capacity that another verb tells. To be called again
// when sums are taken out of the scene.
void CutSegments(const Document& document, bool postpositional, SentenceScene* scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_SEGMENTS_H_
