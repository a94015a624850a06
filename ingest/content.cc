#include "ingest/content.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ingest/block_filter.h"
#include "ingest/body_node.h"
#include "ingest/lead.h"
#include "ingest/listed_text.h"
#include "ingest/page_blocks.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr size_t kBylinesAbout = 24;    // blocks about the headline
constexpr size_t kLongestByline = 250;  // bytes

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
    case Why::kSite:
      return fmt::format("dropped by the site's rules: {}",
                         block.word == nullptr ? "" : *block.word);
    case Why::kUnlisted:
      return "not in the text that the page's structured data gives";
  }
  return "";
}

// Lines where a reader looks for date and author: after the headline, before it; then among the
// first and the last of the body, and behind it.
void TakeBylines(const PageBlocks& page, size_t body, Content* out) {
  const PageElement& chosen = page.elements[body];
  size_t first_kept = chosen.first_block;
  while (first_kept < chosen.last_block && page.blocks[first_kept].why != Why::kKept) ++first_kept;
  const size_t headline = page.headline < 0 ? first_kept : static_cast<size_t>(page.headline);
  const auto add = [&](size_t from, size_t to, std::vector<std::string>* lines) {
    for (size_t i = from; i < std::min(to, page.blocks.size()); ++i) {
      const PageBlock& block = page.blocks[i];
      const bool told = block.why != Why::kKept && block.why != Why::kCaption &&
                        block.why != Why::kHidden && block.why != Why::kTeaser;
      if (told && block.text.size() <= kLongestByline) lines->push_back(block.text);
    }
  };
  if (headline < first_kept) {
    add(headline + 1, std::min(first_kept, headline + kBylinesAbout), &out->bylines);
  }
  add(headline - std::min(headline, kBylinesAbout / 2), headline, &out->bylines);
  add(first_kept, first_kept + kBylinesAbout / 2, &out->notes);
  const size_t end = chosen.last_block;
  add(end - std::min(end, kBylinesAbout / 4), end + kBylinesAbout, &out->notes);
}

// What tells an article from a list, and a whole one from its beginning.
void Measure(const PageBlocks& page, Content* out) {
  bool begun = false;
  for (const PageBlock& block : page.blocks) {
    const bool link = block.linked * 2 > block.weight;
    out->link_weight += link ? block.weight : 0;
    out->linked_headings += link && block.kind == BlockKind::kHeading ? 1 : 0;
    begun = begun || block.why == Why::kKept;
    if (!begun || block.why == Why::kKept || block.why == Why::kHidden || out->paywall) continue;
    if (block.text.empty() || block.text.size() > kLongestByline) continue;
    const std::string folded = FoldCase(block.text);
    out->paywall = std::ranges::any_of(HtmlRules().paywalls, [&](const std::string& phrase) {
      return folded.find(phrase) != std::string::npos;
    });
  }
}

}  // namespace

Content ReadContent(const HtmlTree& tree, const ContentHints& hints,
                    std::vector<JudgedBlock>* judged) {
  PageBlocks page = LayFlat(tree, hints.titles, hints.site);
  Content out;
  const size_t body = page.body > 0 ? page.body : FindBody(page);
  out.page_weight = page.Prose(page.elements[0]);
  MarkOutside(body, &page);
  HoldAgainst(hints.body, body, &page);
  MarkHead(body, hints.titles, &page);
  page.Sum();
  KeepLead(body, hints.descriptions, hints.lang, &page);
  MarkCards(body, &page);
  MarkLines(body, hints.lang, &page);
  MarkAlone(body, &page);
  TakeBylines(page, body, &out);
  Measure(page, &out);
  for (const PageBlock& block : page.blocks) {
    if (block.why == Why::kKept) Append(block, &out);
    if (judged == nullptr) continue;
    judged->push_back({block.why == Why::kCaption ? BlockKind::kCaption : block.kind,
                       block.cells.empty() ? block.text : JoinedCells(block), Reason(block)});
  }
  return out;
}

}  // namespace dealwire
