#ifndef DEALWIRE_EXTRACT_NAMES_TITLE_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_TITLE_NAMES_H_

#include <vector>

#include "extract/names/names.h"
#include "extract/text/document.h"

namespace dealwire {

// "Lattica Labs Raises Money": in a title all words of which have capitals a name ends where the
// body ends it. What the body never names so, and begins with what it does name, is cut to that.
// Linear in the names.
void CutTitleNames(const Document& document, std::vector<OpenOrganisation>* names);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_TITLE_NAMES_H_
