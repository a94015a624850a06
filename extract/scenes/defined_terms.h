#ifndef DEALWIRE_EXTRACT_SCENES_DEFINED_TERMS_H_
#define DEALWIRE_EXTRACT_SCENES_DEFINED_TERMS_H_

#include <vector>

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// "N Inc. (hereinafter the "Company")": notices define who a noun for a firm stands for, in
// quotation marks within a bracket behind a name. From there on the noun is that name; one that is
// defined for two stands for neither. Linear.
void ReadDefinedTerms(const Document& document, std::vector<SentenceScene>* scenes);

// "[N] The company has signed a contract": in a list of notices each block begins with a name in
// brackets, and a noun for a firm in that block is that name. Call it behind ReadDefinedTerms.
// Linear.
void ReadNoticeHeads(const Document& document, std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_DEFINED_TERMS_H_
