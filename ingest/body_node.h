#ifndef DEALWIRE_INGEST_BODY_NODE_H_
#define DEALWIRE_INGEST_BODY_NODE_H_

#include <cstddef>

#include "ingest/html.h"

namespace dealwire {

// Is `node` no part of any body: navigation, scripts, forms, or named like that
// (rules/html/body.toml)? `inside_body` is a node below the chosen body, where a <header> may be
// the standfirst.
bool IsDropped(const GumboNode* node, bool inside_body);

bool IsBlockElement(const GumboNode* node);

struct BodyNode {
  const GumboNode* node = nullptr;
  size_t weight = 0;       // characters of prose below it
  size_t page_weight = 0;  // below the page
};

// The node that holds the article's body; see content.h. Linear.
BodyNode FindBodyNode(const HtmlTree& tree);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_BODY_NODE_H_
