#include "ingest/body_node.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace dealwire {
namespace {

constexpr double kShareOfMarked = 0.4;   // of the page's prose, for a node that says it is the body
constexpr double kShareOfChild = 0.8;    // of its parent's, to go down into it
constexpr double kMostBeforeBody = 0.2;  // of the page's prose, between headline and body
constexpr double kShareOfMake = 0.5;     // of the body's prose, for how most of it is made

bool IsContainer(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_TABLE:
      return false;
    default:
      return true;
  }
}

// How a block is made: its element, and what is around it.
uint64_t MakeOf(const PageBlocks& page, size_t block) {
  const PageElement& element = page.ElementOf(page.blocks[block]);
  const uint64_t around =
      element.parent < 0 ? 0 : page.elements[static_cast<size_t>(element.parent)].make;
  return around << 32 | element.make;
}

// Does a class take part in it?
bool IsTelling(const PageBlocks& page, size_t block) {
  const PageElement& element = page.ElementOf(page.blocks[block]);
  const auto has_class = [](const PageElement& one) {
    return !Attribute(one.node, "class").empty();
  };
  return has_class(element) ||
         (element.parent >= 0 && has_class(page.elements[static_cast<size_t>(element.parent)]));
}

// How most prose among blocks [first, last) is made; nothing where there is no such way.
std::optional<uint64_t> UsualMake(const PageBlocks& page, size_t first, size_t last) {
  std::unordered_map<uint64_t, size_t> prose;
  for (size_t i = first; i < last; ++i) {
    if (page.Prose(i, i + 1) > 0) prose[MakeOf(page, i)] += page.Prose(i, i + 1);
  }
  const auto most = std::ranges::max_element(
      prose, [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto whole = static_cast<double>(page.Prose(first, last));
  if (most == prose.end() || static_cast<double>(most->second) < kShareOfMake * whole) return {};
  return most->first;
}

class BodyFinder {
 public:
  explicit BodyFinder(const PageBlocks& page)
      : page_(page), whole_(static_cast<double>(page.Prose(page.elements[0]))) {}

  size_t Find() const {
    size_t node = BestMarked();
    while (true) {
      const size_t child = HeaviestChild(node);
      const double prose = Prose(child);
      if (child == node || prose == 0 || prose < kShareOfChild * Prose(node)) return node;
      if (RestIsAlike(node, child)) return node;
      node = child;
    }
  }

 private:
  double Prose(size_t i) const { return static_cast<double>(page_.Prose(page_.elements[i])); }

  size_t BestMarked() const {
    size_t best = 0;
    double best_score = 0;
    for (size_t i = 1; i < page_.elements.size(); ++i) {
      const PageElement& element = page_.elements[i];
      const bool article = Is(element.node, GUMBO_TAG_ARTICLE);
      if (!element.names.body && !article) continue;
      const double prose = Prose(i);
      const bool follows = FollowsHeadline(element);
      if (prose < (follows ? kShareOfMarked / 2 : kShareOfMarked) * whole_) continue;
      const double score = prose * (element.names.body ? 1.3 : 1.0) * (follows ? 1.5 : 1.0);
      if (score > best_score) best = i, best_score = score;
    }
    return best;
  }

  // Holds the headline, or stands after it with little between.
  bool FollowsHeadline(const PageElement& element) const {
    if (page_.headline < 0) return false;
    const auto headline = static_cast<size_t>(page_.headline);
    if (element.last_block <= headline) return false;
    if (element.first_block <= headline) return true;
    return static_cast<double>(page_.Prose(headline, element.first_block)) <=
           kMostBeforeBody * whole_;
  }

  size_t HeaviestChild(size_t node) const {
    size_t heaviest = node;
    for (size_t i = node + 1; i < page_.elements[node].end; i = page_.elements[i].end) {
      if (!IsContainer(page_.elements[i].node)) continue;
      if (heaviest == node || Prose(i) > Prose(heaviest)) heaviest = i;
    }
    return heaviest;
  }

  // Does `node` hold more prose than `child` that is made as the child's is?
  bool RestIsAlike(size_t node, size_t child) const {
    const PageElement &around = page_.elements[node], &inside = page_.elements[child];
    if (page_.Prose(around) == page_.Prose(inside)) return false;
    const auto usual = UsualMake(page_, inside.first_block, inside.last_block);
    for (size_t i = around.first_block; i < around.last_block && usual; ++i) {
      if (i >= inside.first_block && i < inside.last_block) continue;
      if (page_.Prose(i, i + 1) > 0 && MakeOf(page_, i) == usual) return true;
    }
    return false;
  }

  const PageBlocks& page_;
  const double whole_;
};

// The nearest <article> at or above `at`, else <body>.
size_t ArticleAround(const PageBlocks& page, size_t at) {
  while (page.elements[at].parent >= 0 && !Is(page.elements[at].node, GUMBO_TAG_ARTICLE)) {
    at = static_cast<size_t>(page.elements[at].parent);
  }
  return at;
}

}  // namespace

size_t FindBody(const PageBlocks& page) { return BodyFinder(page).Find(); }

void MarkOutside(size_t body, PageBlocks* page) {
  const PageElement& chosen = page->elements[body];
  const PageElement& article = page->elements[ArticleAround(*page, body)];
  const auto usual = UsualMake(*page, chosen.first_block, chosen.last_block);
  for (size_t i = 0; i < page->blocks.size(); ++i) {
    PageBlock& block = page->blocks[i];
    if ((i >= chosen.first_block && i < chosen.last_block) || block.why != Why::kKept) continue;
    const bool near = i >= article.first_block && i < article.last_block;
    const bool alike =
        near && page->Prose(i, i + 1) > 0 && usual == MakeOf(*page, i) && IsTelling(*page, i);
    if (!alike) block.why = Why::kOutside;
  }
}

}  // namespace dealwire
