#ifndef DEALWIRE_INGEST_VERDICT_H_
#define DEALWIRE_INGEST_VERDICT_H_

#include <string>

#include "ingest/article.h"
#include "ingest/content.h"
#include "ingest/metadata.h"

namespace dealwire {

// Why a page is no article: "a page of a video", "a front page or a list"; "" for an article. A
// page that says that it is one, or that has paragraphs to show, is believed.
std::string WhyNoArticle(const Content& content, const Metadata& metadata);

// What the page itself tells of the text that was taken: for payers alone, or cut short.
Completeness CompletenessOf(const Content& content, const Metadata& metadata);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_VERDICT_H_
