#ifndef DEALWIRE_EXTRACT_TEXT_ENTRIES_H_
#define DEALWIRE_EXTRACT_TEXT_ENTRIES_H_

#include <cstddef>
#include <map>
#include <optional>

#include "extract/text/document.h"

namespace dealwire {

// Marks the blocks that each tell a story of their own (DocumentBlock::entry): items of a list of
// more than one sentence, but for one that stands alone, and where several paragraphs begin with a
// time of day ("16:05 ...", a live ticker) or with a head in brackets (a list of notices), those.
// Sentences are cut. Linear.
void MarkEntries(Document* document);

// The blocks of a live ticker by the time of day that they begin with, in minutes; of two of the
// same time neither.
std::map<int, size_t> TimesOfEntries(const Document& document);

// The other entry of `times` whose time an entry names ("12:02 On the entry of 9:20: ..."), or
// none.
std::optional<size_t> EntryNamedIn(const Document& document, size_t block,
                                   const std::map<int, size_t>& times);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_ENTRIES_H_
