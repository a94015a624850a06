#ifndef DEALWIRE_EXTRACT_SCENES_BLOCK_HEADS_H_
#define DEALWIRE_EXTRACT_SCENES_BLOCK_HEADS_H_

#include <vector>

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// Whom a block is headed by, before it tells anything: "2. N: the grocer has signed ...", "N and M.
// The Americans rent ...", "N-M: ...". Shape: names alone at the start of an item or a paragraph,
// a number or a bullet before them, a colon, a dash or the end of the sentence behind. Such names
// are firms whatever else shows it, and SentenceScene::heads of each sentence of the block; where
// the words behind a colon have a subject of their own, the names are taken out of their sentence.
// In a paragraph a head needs a colon, and another paragraph with one. Linear in the sentences; at
// most the names by the cues of one.
void ReadBlockHeads(const Document& document, std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_BLOCK_HEADS_H_
