#include "ingest/listed_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/hash.h"

namespace dealwire {
namespace {

constexpr size_t kPiece = 24;          // bytes of a key that are compared at once
constexpr size_t kShortestText = 400;  // bytes of a key
constexpr double kShareListed = 0.6;   // of the body's prose, for the text to be this article's
constexpr double kShareOfBlock = 0.6;  // of a block's pieces

// Every piece of a text, at every offset, by its hash.
class Pieces {
 public:
  explicit Pieces(const std::string& key) {
    pieces_.reserve(key.size());
    for (size_t i = 0; i + kPiece <= key.size(); ++i) {
      pieces_.push_back(Hash64(std::string_view(key).substr(i, kPiece)));
    }
    std::ranges::sort(pieces_);
  }

  // Share of `key`'s pieces that are there; -1 for one too short to tell.
  double Share(const std::string& key) const {
    size_t all = 0, there = 0;
    for (size_t i = 0; i + kPiece <= key.size(); i += kPiece / 2, ++all) {
      const uint64_t piece = Hash64(std::string_view(key).substr(i, kPiece));
      there += std::ranges::binary_search(pieces_, piece) ? 1 : 0;
    }
    return all == 0 ? -1 : static_cast<double>(there) / static_cast<double>(all);
  }

 private:
  std::vector<uint64_t> pieces_;  // sorted
};

}  // namespace

void HoldAgainst(std::string_view text, size_t body, PageBlocks* page) {
  const std::string key = TextKey(text);
  if (key.size() < kShortestText) return;
  const Pieces pieces(key);
  const PageElement& chosen = page->elements[body];
  std::vector<double> share(page->blocks.size(), -1);
  size_t listed = 0, last = 0, first = page->blocks.size(), before_last = 0, prose = 0;
  for (size_t i = 0; i < page->blocks.size(); ++i) {
    const PageBlock& block = page->blocks[i];
    if (block.kind == BlockKind::kTableRow) continue;
    share[i] = pieces.Share(TextKey(block.text));
    const bool inside = i >= chosen.first_block && i < chosen.last_block && CountsAsProse(block);
    if (!inside) continue;
    prose += block.weight;
    if (share[i] < kShareOfBlock) continue;
    listed += block.weight, last = i, before_last = prose;
    first = std::min(first, i);
  }
  const auto judged = static_cast<double>(before_last);
  if (static_cast<double>(listed) < kShareListed * std::max(1.0, judged)) return;
  // Much that follows the last listed one: the text is cut.
  const bool cut = static_cast<double>(prose - before_last) > 0.2 * static_cast<double>(prose);
  for (size_t i = 0; i < page->blocks.size(); ++i) {
    PageBlock& block = page->blocks[i];
    if (share[i] < 0) continue;
    const bool is_listed = share[i] >= kShareOfBlock;
    if (block.why == Why::kKept && !is_listed && block.kind == BlockKind::kParagraph && i > first &&
        (!cut || i < last)) {
      block.why = Why::kUnlisted;
    }
    const bool taken_back = block.why == Why::kNamed || block.why == Why::kElement ||
                            block.why == Why::kCaption || block.why == Why::kLinks;
    if (is_listed && taken_back && i > first && i < last) block.why = Why::kKept;
  }
}

}  // namespace dealwire
