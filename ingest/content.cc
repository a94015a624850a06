#include "ingest/content.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/block_filter.h"
#include "ingest/body_node.h"
#include "ingest/lead.h"
#include "ingest/listed_text.h"
#include "ingest/page_blocks.h"

namespace dealwire {
namespace {

std::string JoinedCells(const PageBlock& block) {
  std::string text;
  for (const std::string& cell : block.cells) {
    if (!text.empty()) text += " | ";
    text += cell;
  }
  return text;
}

void Append(const PageBlock& from, Content* out) {
  if (!out->text.empty()) out->text += '\n';
  Block block;
  block.kind = from.kind;
  block.byte_start = out->text.size();
  block.list = from.list;
  if (from.kind == BlockKind::kTableRow) {
    block.header = from.header;
    for (const std::string& cell : from.cells) {
      if (!block.byte_cells.empty()) out->text += " | ";
      block.byte_cells.push_back(out->text.size());
      out->text += cell;
    }
  } else {
    if (from.kind == BlockKind::kListItem) {
      out->text += from.number > 0 ? fmt::format("{}. ", from.number) : "\xE2\x80\xA2 ";
    }
    out->text += from.text;
  }
  block.byte_end = out->text.size();
  out->blocks.push_back(std::move(block));
}

std::string Reason(const PageBlock& block) {
  switch (block.why) {
    case Why::kKept:
      return "";
    case Why::kElement:
      return "in an element that holds no prose (nav, aside, footer, form)";
    case Why::kHidden:
      return "hidden from readers";
    case Why::kNamed:
      return fmt::format("below an element named \"{}\"", block.word == nullptr ? "" : *block.word);
    case Why::kOutside:
      return "outside the article's body";
    case Why::kHead:
      return "the headline, or before it";
    case Why::kCaption:
      return "a caption";
    case Why::kLinks:
      return "links";
    case Why::kTeaser:
      return "a card that leads to another page";
    case Why::kWorded:
      return "worded as a notice";
    case Why::kByline:
      return "a byline";
    case Why::kRepeated:
      return "said elsewhere on the page as well";
    case Why::kFragment:
      return "a label, no sentence";
    case Why::kAlone:
      return "heads nothing that is kept";
    case Why::kUnlisted:
      return "not in the text that the page's structured data gives";
  }
  return "";
}

}  // namespace

Content ReadContent(const HtmlTree& tree, const ContentHints& hints,
                    std::vector<JudgedBlock>* judged) {
  PageBlocks page = LayFlat(tree, hints.titles);
  Content out;
  const size_t body = FindBody(page);
  out.page_weight = page.Prose(page.elements[0]);
  MarkOutside(body, &page);
  HoldAgainst(hints.body, body, &page);
  MarkHead(body, hints.titles, &page);
  page.Sum();
  KeepLead(body, hints.descriptions, hints.lang, &page);
  MarkCards(body, &page);
  MarkLines(body, hints.lang, &page);
  MarkAlone(body, &page);
  for (const PageBlock& block : page.blocks) {
    if (block.why == Why::kKept) Append(block, &out);
    if (judged == nullptr) continue;
    judged->push_back({block.cells.empty() ? block.text : JoinedCells(block), Reason(block)});
  }
  return out;
}

}  // namespace dealwire
