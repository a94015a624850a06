// The adoption agency algorithm of the HTML Standard (13.2.6.4.7), as Gumbo 0.10 has it: what
// becomes of elements that overlap ("<b><p>a</b>b</p>").
#include <algorithm>
#include <cstddef>

#include "ingest/html/tree_builder.h"

namespace dealwire {
namespace {

constexpr int kMostRounds = 8;
constexpr int kMostCloned = 3;  // of the elements between
// Nodes that are moved on a page: moving is not linear, and people's pages need a handful.
constexpr size_t kMostMoved = 10'000;

}  // namespace

void TreeBuilder::CloseFormatting(GumboTag tag) {
  const bool current_is_active = std::ranges::any_of(
      formatting_, [&](const Formatting& one) { return one.node == Current(); });
  if (CurrentIs(tag) && !current_is_active) return Pop();
  for (int round = 0; round < kMostRounds && !gave_up_; ++round) {
    const size_t active = FindActive(tag);
    if (active == kNone) return;
    const auto at = formatting_.begin() + static_cast<ptrdiff_t>(active);
    if (!at->open) {
      formatting_.erase(at);
      return;
    }
    if (!InScope(tag, kBoundsAll)) return;
    const GumboNode* const node = at->node;
    const auto place = std::ranges::find(open_, node);
    const auto furthest = std::find_if(place, open_.end(), [](const GumboNode* open) {
      return (OpenTraitsOf(open->v.element.tag) & kSpecialNode) != 0;
    });
    if (furthest == open_.end()) {
      while (Current() != node) Pop();
      Pop();
      formatting_.erase(at);
      return;
    }
    nodes_.Flush(Current());
    Adopt(active, static_cast<size_t>(furthest - open_.begin()));
  }
}

// One round: what stands in open_[furthest], the block nearest to the element formatting_[active],
// moves into a copy of that element, and the block out of it, with copies of what is between.
void TreeBuilder::Adopt(size_t active, size_t furthest) {
  GumboNode* const formatting = formatting_[active].node;
  GumboNode* const block = open_[furthest];
  const auto index = [&](const GumboNode* node) {
    const auto is_node = [&](const Formatting& one) { return one.node == node; };
    const auto found = std::ranges::find_if(formatting_, is_node);
    return found == formatting_.end() ? kNone : static_cast<size_t>(found - formatting_.begin());
  };
  size_t bookmark = active + 1;
  GumboNode* last = block;
  int between = 0;
  for (size_t at = furthest - 1; open_[at] != formatting; --at) {
    GumboNode* const node = open_[at];
    const size_t of_node = index(node);
    if (++between > kMostCloned && of_node != kNone) {
      formatting_.erase(formatting_.begin() + static_cast<ptrdiff_t>(of_node));
      if (of_node < bookmark) --bookmark;
      continue;
    }
    if (of_node == kNone) {
      Remove(node);
      continue;
    }
    GumboNode* const copy = Copy(node);
    open_[at] = formatting_[of_node].node = copy;
    if (last == block) bookmark = of_node + 1;
    Move(last, copy);
    last = copy;
  }
  Move(last, *(std::ranges::find(open_, formatting) - 1));
  GumboNode* const copy = Copy(formatting);
  moved_ += TreeNodes::MoveChildren(block, copy);
  nodes_.Append(block, copy);
  const size_t of_formatting = index(formatting);
  if (of_formatting < bookmark) --bookmark;
  formatting_.erase(formatting_.begin() + static_cast<ptrdiff_t>(of_formatting));
  formatting_.insert(formatting_.begin() + static_cast<ptrdiff_t>(bookmark), {copy, true});
  *std::ranges::find(open_, formatting) = nullptr;
  open_.insert(std::ranges::find(open_, block) + 1, copy);
  std::erase(open_, nullptr);
  if (moved_ > kMostMoved) GiveUp();
}

GumboNode* TreeBuilder::Copy(const GumboNode* element) {
  return nodes_.Element(element->v.element.tag, element->v.element.attributes);
}

void TreeBuilder::Move(GumboNode* node, GumboNode* to) {
  moved_ += TreeNodes::TakeOut(node) + 1;
  nodes_.Append(to, node);
}

}  // namespace dealwire
