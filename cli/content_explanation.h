#ifndef DEALWIRE_CLI_CONTENT_EXPLANATION_H_
#define DEALWIRE_CLI_CONTENT_EXPLANATION_H_

#include <string>

#include "base/status.h"
#include "ingest/article.h"
#include "ingest/page.h"

// What `explain --content` prints: what was taken of a page, from where, and why each block of it
// was kept or left out.
namespace dealwire {

// For people. `article` is what ReadArticle made of `page`, or why it is none.
std::string ContentText(const std::string& name, const Page& page,
                        const StatusOr<Article>& article);

// The same as one JSON object: {"input","verdict","article":{"title","published","authors",
// "agencies","lang","completeness","origins":{"title","published","authors"}}|null,"blocks":
// [{"kept","kind","why","text"}]}; `why` is null for a block that is kept.
std::string ContentJson(const std::string& name, const Page& page,
                        const StatusOr<Article>& article);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_CONTENT_EXPLANATION_H_
