#ifndef DEALWIRE_EXTRACT_NAMES_OBLIQUE_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_OBLIQUE_NAMES_H_

#include <string_view>
#include <vector>

#include "extract/names/name_rules.h"
#include "extract/names/names.h"
#include "extract/text/document.h"

namespace dealwire {

// Gives the names that an article writes in an oblique case alone the id of their base form: "od
// Wirtualii" is of "wirtualia", "u «Rubina»" of "rubin". Which case it is the word before tells, a
// preposition, a verb or a noun ([[names.cases]] of rules/lang), which what "and" joins shares, the
// word behind (Finnish "Fortumin kanssa"), or the ending by itself. A form that stands once behind
// a noun for a firm or begins a sentence is a base form, and stays. Linear in the names, but for
// the rows of the rules.
void BaseObliqueNames(const Document& document, const NameRules& rules,
                      std::vector<OpenOrganisation>* names);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_OBLIQUE_NAMES_H_
