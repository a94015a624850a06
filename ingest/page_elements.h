#ifndef DEALWIRE_INGEST_PAGE_ELEMENTS_H_
#define DEALWIRE_INGEST_PAGE_ELEMENTS_H_

#include <string>
#include <vector>

#include "ingest/page_blocks.h"

namespace dealwire {

// Elements that hold no text for readers, whatever the page; their inside is not looked at.
bool IsSkipped(const GumboNode* node);

// An element that parts blocks: by its tag, or because a block stands in it.
struct ElementKind {
  bool block = false;
};

// The elements of `body` in document order, weighed, and marked where they hold no prose. `kinds`
// has one entry an element.
std::vector<PageElement> FlatElements(const GumboNode* body, const std::vector<std::string>& titles,
                                      const SiteRules* site, std::vector<ElementKind>* kinds);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_PAGE_ELEMENTS_H_
