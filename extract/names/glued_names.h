#ifndef DEALWIRE_EXTRACT_NAMES_GLUED_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_GLUED_NAMES_H_

#include "extract/mention.h"
#include "extract/text/document.h"

namespace dealwire {

class Registry;

// "Samsung" and "securities" without a gap, "Alibaba founders fund" in one run: in scripts without
// spaces a registered name that a word for another trade ends (branch_heads), right behind it or a
// few characters on that are no small words, is the name of another firm, which nobody registered:
// the mention takes the word in. Nothing but a particle may be glued behind that where a language
// has such. Linear, but for the words.
void LengthenGluedNames(const Document& document, const Registry& registry, Mentions* mentions);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_GLUED_NAMES_H_
