#ifndef DEALWIRE_EXTRACT_NAMES_CHIPS_H_
#define DEALWIRE_EXTRACT_NAMES_CHIPS_H_

#include "extract/mention.h"
#include "extract/names/names.h"
#include "extract/text/document.h"

namespace dealwire {

class Registry;

// Chips by record.md's conventions 5, 20 and 21: models, a vendor with a kind noun, a count with a
// kind noun. `names` are what FindNames gave; `counts` the CountValue mentions of FindQuantities,
// taken into the slice where they stand beside. Linear; sorted, none overlap.
Mentions FindChips(const Document& document, const Registry& registry, const Names& names,
                   const Mentions& counts);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_CHIPS_H_
