#ifndef DEALWIRE_EXTRACT_SCENES_ALLOWED_H_
#define DEALWIRE_EXTRACT_SCENES_ALLOWED_H_

#include "extract/scenes/scene.h"

namespace dealwire {

// Russian "FAS razreshila N-u kupit M": who is allowed stands in the dative, and acts. The first
// name behind a verb of allowing (Cue::kAllow) that a verb of a deal follows is unmarked from then
// on. Linear in the parties and cues of the scene, for each such verb.
void MarkAllowed(const Document& document, SentenceScene* scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_ALLOWED_H_
