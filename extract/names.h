#ifndef DEALWIRE_EXTRACT_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_H_

#include "extract/document.h"
#include "extract/mention.h"

namespace dealwire {

class Registry;

// Organisations and products of the registry that the document names: OrgValue and ProductValue
// mentions with role "other". One pass of the registry's automaton; inflection and compounds by the
// language file. Linear.
Mentions FindNames(const Document& document, const Registry& registry);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_H_
