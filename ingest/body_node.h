#ifndef DEALWIRE_INGEST_BODY_NODE_H_
#define DEALWIRE_INGEST_BODY_NODE_H_

#include <vector>

#include "ingest/page_blocks.h"

namespace dealwire {

// The element that holds the article's body: the deepest one that still holds nearly all of the
// page's prose, of those that are marked (itemprop articleBody, <article>, names of
// rules/html/body.toml) or hold the headline before others.
size_t FindBody(const PageBlocks& page);

// Marks the blocks that stand outside of `body`. An article may be split over several containers:
// blocks outside that are made as most of the body's paragraphs are (element and class of the block
// and of what is around it), in the same <article>, are left.
void MarkOutside(size_t body, PageBlocks* page);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_BODY_NODE_H_
