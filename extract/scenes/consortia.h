#ifndef DEALWIRE_EXTRACT_SCENES_CONSORTIA_H_
#define DEALWIRE_EXTRACT_SCENES_CONSORTIA_H_

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// "A consortium of A and B, led by C, will buy": a consortium is its members, whatever preposition
// stands before each: they are joined, and stand where the noun stands. In languages with
// postpositions, and in Chinese, they are named before the noun. Party::marks and Party::group are
// read and set. At most the names by the cues of a sentence for each such noun, of
// which two count.
void JoinConsortia(const Document& document, bool postpositional, SentenceScene* scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_CONSORTIA_H_
