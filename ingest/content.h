#ifndef DEALWIRE_INGEST_CONTENT_H_
#define DEALWIRE_INGEST_CONTENT_H_

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article.h"
#include "ingest/html.h"

namespace dealwire {

struct Content {
  std::string text;  // UTF-8, one block a line
  std::vector<Block> blocks;
  size_t page_weight = 0;  // characters of prose on the page; dense scripts count three times
};

// The body of the article on a page. Every paragraph lends its weight (characters outside links) to
// the nodes above it; the body is the deepest node that still holds nearly all of the weight,
// marked ones (itemprop articleBody, <article>, names in rules/html/body.toml) before others. Then
// its blocks are taken in order without what is named, linked or worded like no prose: teasers,
// shares, captions, bylines, and lines that repeat one of `titles`. Cost: linear in the tree.
Content ReadContent(const HtmlTree& tree, const std::vector<std::string>& titles,
                    std::string_view lang);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CONTENT_H_
