#ifndef DEALWIRE_EXTRACT_SCENES_REFERENCES_H_
#define DEALWIRE_EXTRACT_SCENES_REFERENCES_H_

#include <vector>

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// Adds the words that stand for an organisation as parties yet to be resolved: "the company",
// "its", "the two companies", "we", "with them"; not where the name stands beside the word ("the
// company Anthropic"). Linear in the cues for each name of a sentence, which are bounded.
void AddCoreferences(const Document& document, std::vector<SentenceScene>* scenes);

// The relation of a pronoun ("with them") is that of the preposition within it; "with" where it is
// one word. Linear in the cues for each.
void MarkPronouns(SentenceScene* scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_REFERENCES_H_
