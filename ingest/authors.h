#ifndef DEALWIRE_INGEST_AUTHORS_H_
#define DEALWIRE_INGEST_AUTHORS_H_

#include "ingest/json_ld.h"
#include "ingest/metadata.h"
#include "ingest/page_facts.h"

namespace dealwire {

// Fills `authors` from the first source that names persons: JSON-LD, <meta>, elements that are
// called so. What only repeats the outlet's name is kept for want of better, and not sure.
void ChooseAuthors(const PageFacts& facts, const JsonLdArticle& ld, Metadata* out);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_AUTHORS_H_
