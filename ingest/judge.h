#ifndef DEALWIRE_INGEST_JUDGE_H_
#define DEALWIRE_INGEST_JUDGE_H_

#include <vector>

#include "base/status.h"
#include "ingest/content.h"

namespace dealwire {

struct Page;

// Every block of an HTML page in document order, with what ReadArticle makes of it.
// Errors: as ReadArticle; kUnimplemented for plain text, of which every block is kept.
StatusOr<std::vector<JudgedBlock>> JudgeBlocks(const Page& page);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_JUDGE_H_
