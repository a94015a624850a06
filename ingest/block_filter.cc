#include "ingest/block_filter.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "ingest/byline.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr size_t kShortLine = 140;  // code points; a longer one is prose whatever it begins with
constexpr size_t kLongestCaption = 300;   // weight
constexpr size_t kMostOfCaption = 3;      // blocks: caption, credit, a label
constexpr size_t kLargestCard = 600;      // weight
constexpr double kMostInCards = 0.3;      // of the body's prose
constexpr size_t kShortestSentence = 50;  // weight of one that is a link and yet prose
constexpr size_t kLabel = 25;             // weight of a line that may be a button or a tag
constexpr size_t kRepeatable = 140;       // weight; a longer text that repeats is kept once
constexpr double kShareOfNested = 0.25;   // of the body, for an <article> inside to be a card

bool IsKept(const PageBlock& block) { return block.why == Why::kKept; }

bool HasWordChar(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (IsWordChar(NextCodePoint(text, &i))) return true;
  }
  return false;
}

bool MostlyLinked(const PageBlock& block) { return block.linked * 10 > block.weight * 7; }

void MarkAll(const PageElement& element, Why why, PageBlocks* page) {
  for (size_t i = element.first_block; i < element.last_block; ++i) {
    if (IsKept(page->blocks[i])) page->blocks[i].why = why;
  }
}

bool IsParagraphElement(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TR:
      return true;
    default:
      return false;
  }
}

// The largest element around `block`, below `body`, that weighs no more than `most`; -1 for none.
int BoxAround(const PageBlocks& page, const PageBlock& block, size_t body, size_t most) {
  int box = -1;
  for (int at = block.element; at > static_cast<int>(body);
       at = page.elements[static_cast<size_t>(at)].parent) {
    const PageElement& element = page.elements[static_cast<size_t>(at)];
    if (element.last_block - element.first_block > 40 || page.Weight(element) > most) break;
    box = at;
  }
  return box;
}

void MarkNestedArticles(size_t body, PageBlocks* page) {
  const auto whole = static_cast<double>(page->Prose(page->elements[body]));
  double nested = 0;
  std::vector<size_t> cards;
  for (size_t i = body + 1; i < page->elements[body].end; ++i) {
    if (!Is(page->elements[i].node, GUMBO_TAG_ARTICLE)) continue;
    const auto prose = static_cast<double>(page->Prose(page->elements[i]));
    nested += prose;
    if (prose < kShareOfNested * whole) cards.push_back(i);
    i = page->elements[i].end - 1;
  }
  if (nested > 0.5 * whole) return;  // a live blog, a page of parts
  for (const size_t card : cards) MarkAll(page->elements[card], Why::kTeaser, page);
}

// Where much of the body is made of cards, and they are not its tail, they are what it tells.
bool AreTheArticle(const PageBlocks& page, const PageElement& body,
                   const std::vector<size_t>& cards) {
  if (cards.empty()) return false;
  size_t in_cards = 0;
  for (const size_t card : cards) in_cards += page.Prose(page.elements[card]);
  const auto inside = static_cast<double>(in_cards);
  const auto whole = static_cast<double>(page.Prose(body));
  if (inside <= kMostInCards * whole) return false;
  const size_t before = page.Prose(body.first_block, page.elements[cards.front()].first_block);
  const bool tail = static_cast<double>(before) >= 0.8 * (whole - inside);
  return !tail || whole - inside < 0.5 * inside;
}

// The lines that are kept so far, in lower case, and how often the body says each; items of lists
// may well be alike.
class Repeats {
 public:
  explicit Repeats(const PageBlocks& page) : folded_(page.blocks.size()) {
    for (size_t i = 0; i < page.blocks.size(); ++i) {
      const PageBlock& block = page.blocks[i];
      if (!IsKept(block)) continue;
      folded_[i] = FoldCase(block.text);
      Line& line = lines_[folded_[i]];
      if (Counts(block)) ++line.times;
    }
  }
  const std::string& Folded(size_t block) const { return folded_[block]; }
  // Of a block that is kept, 0 for one that may be said again.
  int Times(size_t block, const PageBlock& of) const {
    return Counts(of) ? lines_.at(folded_[block]).times : 0;
  }
  // How often the block's line was asked for before, whatever kind of block it stood in.
  size_t Seen(size_t block) { return lines_.at(folded_[block]).seen++; }

 private:
  struct Line {
    int times = 0;
    size_t seen = 0;
  };
  static bool Counts(const PageBlock& block) {
    return block.kind != BlockKind::kTableRow && block.kind != BlockKind::kListItem;
  }

  std::vector<std::string> folded_;
  std::unordered_map<std::string_view, Line> lines_;  // views of folded_
};

class Lines {
 public:
  Lines(const PageBlocks& page, size_t body, std::string_view lang)
      : page_(page), lang_(lang), repeats_(page), in_paragraphs_(InParagraphs(body)) {}

  // Of the blocks that are kept so far, each once and in their order.
  Why Judge(size_t index) {
    const PageBlock& block = page_.blocks[index];
    const std::string& folded = repeats_.Folded(index);
    const size_t seen = repeats_.Seen(index);
    if (block.kind == BlockKind::kTableRow) return Why::kKept;
    if (MostlyLinked(block) && !KeepsLinked(block)) return Why::kLinks;
    const int times = repeats_.Times(index, block);
    if (times > 1 &&
        ((seen > 0 && block.weight >= kLabel) || (block.weight < kRepeatable && times > 2)))
      return Why::kRepeated;
    if (!HasWordChar(block.text)) return Why::kFragment;
    if (CountCodePoints(block.text) > kShortLine) return Why::kKept;
    if (IsWorded(folded)) return Why::kWorded;
    if (block.kind == BlockKind::kListItem && IsDate(block)) return Why::kByline;
    if (block.kind != BlockKind::kParagraph) return Why::kKept;
    if (ParseByline(block.text, lang_)) return Why::kByline;
    return IsLabel(block) ? Why::kFragment : Why::kKept;
  }

 private:
  // Do authors of this page put prose into elements of paragraphs?
  bool InParagraphs(size_t body) const {
    const PageElement& element = page_.elements[body];
    size_t in = 0;
    for (size_t i = element.first_block; i < element.last_block; ++i) {
      if (IsParagraphElement(page_.ElementOf(page_.blocks[i]).node)) in += page_.Prose(i, i + 1);
    }
    return in * 2 > page_.Prose(element);
  }

  // A paragraph that is one link, but reads as a sentence, may be prose; a list item may not.
  static bool KeepsLinked(const PageBlock& block) {
    return block.kind == BlockKind::kParagraph && EndsAsSentence(block.text) &&
           block.weight > kShortestSentence;
  }

  static bool IsWorded(const std::string& folded) {
    return std::ranges::any_of(HtmlRules().drop_lines,
                               [&](const std::string& start) { return folded.starts_with(start); });
  }

  // A date and nothing else.
  bool IsDate(const PageBlock& block) const {
    const std::optional<Byline> byline = ParseByline(block.text, lang_);
    return byline && byline->published && byline->authors.empty() && byline->source.empty();
  }

  bool IsLabel(const PageBlock& block) const {
    return in_paragraphs_ && block.weight < kLabel && !EndsAsSentence(block.text) &&
           !IsParagraphElement(page_.ElementOf(block).node);
  }

  const PageBlocks& page_;
  const std::string lang_;
  Repeats repeats_;
  const bool in_paragraphs_;
};

bool IsShort(const PageBlock& block) {
  return block.kind == BlockKind::kHeading ||
         (block.kind == BlockKind::kParagraph && block.weight < 2 * kLabel &&
          !EndsAsSentence(block.text));
}

// Left out as something that leads to other pages, and no mere label.
bool LeadsAway(const PageBlock& block) {
  return block.why == Why::kLinks || block.why == Why::kTeaser ||
         ((block.why == Why::kNamed || block.why == Why::kElement) && block.weight > kLabel);
}

// Is all else in the smallest box around `block` left out?
bool IsAloneInBox(const PageBlocks& page, const PageBlock& block, size_t body) {
  for (int at = page.ElementOf(block).parent; at > static_cast<int>(body);
       at = page.elements[static_cast<size_t>(at)].parent) {
    const PageElement& element = page.elements[static_cast<size_t>(at)];
    const size_t blocks = element.last_block - element.first_block;
    if (blocks < 2) continue;
    if (blocks > 40) return false;
    for (size_t i = element.first_block; i < element.last_block; ++i) {
      const PageBlock& other = page.blocks[i];
      if (&other == &block) continue;
      if (IsKept(other) && !IsShort(other)) return false;
    }
    return std::any_of(page.blocks.begin() + static_cast<ptrdiff_t>(element.first_block),
                       page.blocks.begin() + static_cast<ptrdiff_t>(element.last_block), LeadsAway);
  }
  return false;
}

// Headings of which all that follows, up to the next heading or the end, was left out.
void MarkHanging(PageBlocks* page) {
  bool followed = false;  // something kept follows before the next heading
  bool dropped = true;    // something left out follows before it, or nothing at all
  for (size_t i = page->blocks.size(); i-- > 0;) {
    PageBlock& block = page->blocks[i];
    if (block.why == Why::kOutside) continue;
    if (!IsKept(block)) {
      dropped = dropped || LeadsAway(block);
    } else if (block.kind != BlockKind::kHeading) {
      followed = true;
    } else {
      if (!followed && dropped) block.why = Why::kAlone;
      followed = block.why == Why::kKept, dropped = false;
    }
  }
}

}  // namespace

bool EndsAsSentence(std::string_view text) {
  size_t i = text.size();
  if (i == 0) return false;
  const char32_t c = PreviousCodePoint(text, &i);
  return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x3002 || c == 0x0964 ||
         c == 0xFF01 || c == 0xFF1F || c == 0x201D || c == 0x201C || c == '"' || c == 0xBB ||
         c == 0x2026 || c == 0x06D4 || c == 0x061F || c == 0x300D || c == ')';
}

bool IsCaption(const PageBlocks& page, const PageBlock& block, size_t body) {
  if (block.kind == BlockKind::kHeading || block.weight > kLongestCaption) return false;
  const bool paragraph = IsParagraphElement(page.ElementOf(block).node);
  int at = paragraph ? page.ElementOf(block).parent : block.element;
  for (int level = 0; level < 4 && at > static_cast<int>(body); ++level) {
    const PageElement& element = page.elements[static_cast<size_t>(at)];
    if (element.last_block - element.first_block > kMostOfCaption) return false;
    if (page.Weight(element) > kLongestCaption) return false;
    if (element.media || element.names.picture) return true;
    at = element.parent;
  }
  return false;
}

void MarkCards(size_t body, PageBlocks* page) {
  MarkNestedArticles(body, page);
  const PageElement& chosen = page->elements[body];
  std::vector<size_t> cards;
  for (size_t i = chosen.first_block; i < chosen.last_block; ++i) {
    PageBlock& block = page->blocks[i];
    if (!IsKept(block)) continue;
    if (IsCaption(*page, block, body)) block.why = Why::kCaption;
    if (block.kind != BlockKind::kHeading || !MostlyLinked(block)) continue;
    const int box = BoxAround(*page, block, body, kLargestCard);
    if (box >= 0) cards.push_back(static_cast<size_t>(box));
  }
  if (AreTheArticle(*page, chosen, cards)) return;
  for (const size_t card : cards) MarkAll(page->elements[card], Why::kTeaser, page);
}

void MarkLines(size_t body, std::string_view lang, PageBlocks* page) {
  Lines lines(*page, body, lang);
  for (size_t i = 0; i < page->blocks.size(); ++i) {
    if (IsKept(page->blocks[i])) page->blocks[i].why = lines.Judge(i);
  }
}

void MarkAlone(size_t body, PageBlocks* page) {
  for (PageBlock& block : page->blocks) {
    if (IsKept(block) && IsShort(block) && IsAloneInBox(*page, block, body))
      block.why = Why::kAlone;
  }
  MarkHanging(page);
}

}  // namespace dealwire
