#ifndef DEALWIRE_INGEST_PAGE_BLOCKS_H_
#define DEALWIRE_INGEST_PAGE_BLOCKS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/article.h"
#include "ingest/html/html.h"
#include "ingest/node_names.h"

// A page laid flat: its elements and its blocks of text in document order, each element knowing
// which of them stand below it. What is weighed and chosen afterwards is sums over ranges.
namespace dealwire {

struct SiteRules;

// Why a block is no part of the article; see content.h.
enum class Why {
  kKept,
  kElement,   // of an element that holds no prose: nav, aside, footer, form
  kHidden,    // hidden from readers
  kNamed,     // below an element whose class or id says so
  kOutside,   // not in the node chosen
  kHead,      // before the headline, or the headline again
  kCaption,   // of a picture
  kLinks,     // links for the most part
  kTeaser,    // of a card that leads to another page
  kWorded,    // begins as notices do (rules/html/body.toml)
  kByline,    // when and by whom
  kRepeated,  // stands elsewhere on the page as well
  kFragment,  // a label, no sentence
  kAlone,     // heads nothing that is kept
  kSite,      // the site's rules say so
  kUnlisted,  // not in the text that the page's own structured data gives
};

struct PageElement {
  const GumboNode* node = nullptr;
  int parent = -1;
  size_t end = 0;                          // index after the last element below it
  size_t first_block = 0, last_block = 0;  // blocks below it; last is exclusive
  size_t weight = 0;                       // of text outside links below it
  bool media = false;                      // a picture, a video stands in it
  bool headline = false;                   // the headline stands in it
  NodeNames names;
  uint32_t make = 0;                  // one number for all of the page's of a tag and a class
  Why drop = Why::kKept;              // why what is below is no prose, if it is not
  const std::string* word = nullptr;  // the word of its name that says so
};

struct PageBlock {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;   // white space made one; empty for a table row
  int element = 0;    // the nearest block element
  size_t weight = 0;  // of its text
  size_t linked = 0;  // of it, inside links
  int list = -1;
  int number = 0;  // of an ordered list's item; 0: a bullet
  bool header = false;
  std::vector<std::string> cells;
  Why why = Why::kKept;
  const std::string* word = nullptr;
};

struct PageBlocks {
  std::vector<PageElement> elements;  // elements[0] is <body>
  std::vector<PageBlock> blocks;
  int headline = -1;  // the block that is the page's headline
  size_t body = 0;    // the element that the site's rules say is the body; 0: none

  const PageElement& ElementOf(const PageBlock& block) const {
    return elements[static_cast<size_t>(block.element)];
  }
  // Weight of prose among blocks [first, last): paragraphs that are kept so far and not links.
  size_t Prose(size_t first, size_t last) const { return prose_before[last] - prose_before[first]; }
  size_t Prose(const PageElement& element) const {
    return Prose(element.first_block, element.last_block);
  }
  // Weight of all text below.
  size_t Weight(const PageElement& element) const {
    return weight_before[element.last_block] - weight_before[element.first_block];
  }
  void Sum();  // after blocks came or their `why` changed

  std::vector<size_t> prose_before, weight_before;  // of the blocks before each index
};

// Characters weigh three times as much in scripts that need fewer of them; white space nothing.
size_t TextWeight(std::string_view text);

// Letters and digits alone, case folded: how texts are compared that pages repeat.
std::string TextKey(std::string_view text);

bool IsBlockElement(const GumboNode* node);
bool CountsAsProse(const PageBlock& block);

// Lays `tree` flat. `titles` tell the headline. Elements that say of themselves that they hold no
// prose are marked, and their blocks, unless they hold most of the page: an author's wrapper may be
// called "has-sidebar". Linear in the tree.
// `site`, where it is not null, says what is body, standfirst and none of either.
PageBlocks LayFlat(const HtmlTree& tree, const std::vector<std::string>& titles,
                   const SiteRules* site = nullptr);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_PAGE_BLOCKS_H_
