#ifndef DEALWIRE_INGEST_CONTENT_H_
#define DEALWIRE_INGEST_CONTENT_H_

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article.h"
#include "ingest/html/html.h"

namespace dealwire {

struct SiteRules;

// What the rest of the page tells of the body that is looked for.
struct ContentHints {
  std::vector<std::string> titles;        // every headline that the page gives
  std::vector<std::string> descriptions;  // what it gives as its summary
  std::string body;                       // JSON-LD articleBody; may be cut short or another's
  std::string lang;                       // BCP 47, claimed
  const SiteRules* site = nullptr;        // selectors for the page's site, where there are some
};

// A block of the page and what became of it.
struct JudgedBlock {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;
  std::string why;  // "" for one that is kept, else why it is left out: "a caption"
};

struct Content {
  std::string text;  // UTF-8, one block a line
  std::vector<Block> blocks;
  // Short lines that are not in `text`: about the headline; about the body, where a line must say
  // of itself that it is a date or an author.
  std::vector<std::string> bylines, notes;
  size_t page_weight = 0;  // characters of prose on the page; dense scripts count three times
  size_t link_weight = 0;  // likewise, of blocks that are links for the most part
  size_t linked_headings = 0;
  bool paywall = false;  // a notice after the text says that the rest is for those who pay
};

// The body of the article on a page. Every paragraph lends its weight (characters outside links) to
// the nodes above it; the body is the deepest node that still holds nearly all of the weight,
// marked ones (itemprop articleBody, <article>, names in rules/html/body.toml) before others. Then
// its blocks are taken in order without what is named, linked, made or worded like no prose:
// teasers, shares, captions, bylines, and lines that repeat the headline. The standfirst is taken
// from where it stands between headline and body. Cost: linear in the tree.
// `judged`, where it is not null, gets every block of the page with the reason that left it out.
Content ReadContent(const HtmlTree& tree, const ContentHints& hints,
                    std::vector<JudgedBlock>* judged = nullptr);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CONTENT_H_
