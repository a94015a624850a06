#ifndef DEALWIRE_EXTRACT_SCENES_TOLD_SIDES_H_
#define DEALWIRE_EXTRACT_SCENES_TOLD_SIDES_H_

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// Which organisations of a sentence a noun or verb beside them tells to be the one or the other
// side: "the first tenant is X", "supplier X", "the contractor X". Sets Party::side and
// Party::contractor; Party::marks are read. At most quadratic in the names and cues of the
// sentence, which are few.
void MarkToldSides(const Document& document, bool postpositional, SentenceScene* scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_TOLD_SIDES_H_
