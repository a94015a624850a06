#ifndef DEALWIRE_INGEST_BLOCK_FILTER_H_
#define DEALWIRE_INGEST_BLOCK_FILTER_H_

#include <string_view>

#include "ingest/page_blocks.h"

// What is left out of the body once it is found. Each marks blocks with a reason and leaves alone
// those that have one. Linear in the page.
namespace dealwire {

bool EndsAsSentence(std::string_view text);

// A picture and a few words, in a box of their own below `body`.
bool IsCaption(const PageBlocks& page, const PageBlock& block, size_t body);

// Pictures' captions, cards that lead to other pages, articles inside the article.
void MarkCards(size_t body, PageBlocks* page);

// Lines of links, notices, bylines, labels, and what the page says more than once.
void MarkLines(size_t body, std::string_view lang, PageBlocks* page);

// Headings and labels in boxes, or before boxes, of which nothing else is kept.
void MarkAlone(size_t body, PageBlocks* page);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_BLOCK_FILTER_H_
