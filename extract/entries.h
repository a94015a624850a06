#ifndef DEALWIRE_EXTRACT_ENTRIES_H_
#define DEALWIRE_EXTRACT_ENTRIES_H_

#include "extract/document.h"

namespace dealwire {

// Marks the blocks that each tell a story of their own (DocumentBlock::entry): items of a list of
// more than one sentence, but for one that stands alone, and where several paragraphs begin with a
// time of day ("16:05 ...", a live ticker), those. Sentences are cut. Linear.
void MarkEntries(Document* document);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_ENTRIES_H_
