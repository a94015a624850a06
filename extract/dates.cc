#include "extract/dates.h"

namespace dealwire {
Mentions FindDates(const Document&, const Lexicon&) { return {}; }
}  // namespace dealwire
