#ifndef DEALWIRE_INGEST_BODY_NODE_H_
#define DEALWIRE_INGEST_BODY_NODE_H_

#include <cstddef>
#include <unordered_map>

#include "ingest/html.h"

namespace dealwire {

bool IsBlockElement(const GumboNode* node);

// How much prose stands below each node of a page: characters of paragraphs outside links, those of
// scripts with denser writing counted three times. Built in linear time; the tree must outlive it.
class PageWeights {
 public:
  explicit PageWeights(const HtmlTree& tree);

  // The node that holds the article's body; see content.h.
  const GumboNode* FindBody() const;

  // Is `node` no part of the body `below`: navigation, scripts, forms, or named like that
  // (rules/html/body.toml)? A node that holds much of the prose is kept whatever its name: a page's
  // wrapper may be called "has-sidebar".
  bool IsDropped(const GumboNode* node, const GumboNode* below) const;

  size_t prose(const GumboNode* node) const;  // without what is dropped
  size_t page() const { return prose(body_); }

 private:
  size_t raw(const GumboNode* node) const;  // with what is dropped by its name alone

  const GumboNode* body_;  // <body>
  std::unordered_map<const GumboNode*, size_t> raw_, prose_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_BODY_NODE_H_
