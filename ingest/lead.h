#ifndef DEALWIRE_INGEST_LEAD_H_
#define DEALWIRE_INGEST_LEAD_H_

#include <string>
#include <vector>

#include "ingest/page_blocks.h"

namespace dealwire {

// Marks what stands before the headline in `body`, the headline itself and lines that repeat one of
// `titles`.
void MarkHead(size_t body, const std::vector<std::string>& titles, PageBlocks* page);

// Takes back the standfirst: blocks between the headline and the body's first paragraph that say
// what one of `descriptions` says, that are named like one, or that share the headline's header and
// read as a sentence.
void KeepLead(size_t body, const std::vector<std::string>& descriptions, std::string_view lang,
              PageBlocks* page);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_LEAD_H_
