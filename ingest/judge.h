#ifndef DEALWIRE_INGEST_JUDGE_H_
#define DEALWIRE_INGEST_JUDGE_H_

#include <vector>

#include "base/status.h"
#include "ingest/content.h"
#include "ingest/metadata.h"

namespace dealwire {

struct Page;

// What ReadArticle makes of an HTML page: every block in document order, kept or why not, captions
// among them under a kind of their own; and where the fields were found.
struct JudgedPage {
  std::vector<JudgedBlock> blocks;
  Origins origins;
};

// Errors: as ReadArticle but for kNotFound: a page without an article has blocks, too;
// kUnimplemented for plain text, of which every block is kept.
StatusOr<JudgedPage> JudgePage(const Page& page);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_JUDGE_H_
