#ifndef DEALWIRE_INGEST_LISTED_TEXT_H_
#define DEALWIRE_INGEST_LISTED_TEXT_H_

#include <string_view>

#include "ingest/page_blocks.h"

namespace dealwire {

// Holds the page against `text`, the body that its structured data gives. Where the two agree for
// the most part, paragraphs of the page that the data lacks are marked, and those that it has are
// taken back; a text that is cut short judges nothing beyond its end, one that is another's nothing
// at all. Linear.
void HoldAgainst(std::string_view text, size_t body, PageBlocks* page);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_LISTED_TEXT_H_
