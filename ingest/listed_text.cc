#include "ingest/listed_text.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {
namespace {

constexpr size_t kPiece = 24;          // bytes of a key that are compared at once
constexpr size_t kShortestText = 400;  // bytes of a key
constexpr double kShareListed = 0.6;   // of the body's prose, for the text to be this article's
constexpr double kShareOfBlock = 0.6;  // of a block's pieces

constexpr uint64_t kBase = 0x9E3779B97F4A7C15;

constexpr uint64_t Power(uint64_t base, size_t exponent) {
  uint64_t power = 1;
  for (size_t i = 0; i < exponent; ++i) power *= base;
  return power;
}

// A number in the base: the last bits of a product say least.
uint64_t HashOf(std::string_view bytes) {
  uint64_t hash = 0;
  for (const char c : bytes) hash = hash * kBase + static_cast<unsigned char>(c);
  return hash;
}

// The hashes of the pieces of `key` at every offset, each made of the one before it (Rabin and
// Karp).
template <typename Emit>
void EachPiece(std::string_view key, Emit emit) {
  constexpr uint64_t kOfFirst = Power(kBase, kPiece);
  uint64_t hash = 0;
  for (size_t i = 0; i < key.size(); ++i) {
    hash = hash * kBase + static_cast<unsigned char>(key[i]);
    if (i >= kPiece) hash -= kOfFirst * static_cast<unsigned char>(key[i - kPiece]);
    if (i + 1 >= kPiece) emit(hash);
  }
}

// The pieces of the blocks at every half of one, and which of them stand in another text.
class BlockPieces {
 public:
  // The pieces of the next block.
  void Add(std::string_view key) {
    constexpr size_t kHalf = kPiece / 2;
    constexpr uint64_t kOfHalf = Power(kBase, kHalf);
    uint64_t before = HashOf(key.substr(0, kHalf));
    for (size_t at = kHalf; at + kHalf <= key.size(); at += kHalf) {
      const uint64_t half = HashOf(key.substr(at, kHalf));
      of_blocks_.push_back(before * kOfHalf + half);
      before = half;
    }
    ends_.push_back(of_blocks_.size());
  }

  // To be called once, after all blocks.
  void LookFor(std::string_view text) {
    known_ = of_blocks_;
    std::ranges::sort(known_);
    known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
    there_.assign(known_.size(), false);
    std::vector<bool> may_be(kFilter);
    for (const uint64_t hash : known_) may_be[Place(hash)] = true;
    EachPiece(text, [&](uint64_t hash) {
      if (!may_be[Place(hash)]) return;
      const auto found = std::ranges::lower_bound(known_, hash);
      if (found != known_.end() && *found == hash) there_[Index(found)] = true;
    });
  }

  // Share of a block's pieces that are there; -1 for one too short to tell.
  double Share(size_t block) const {
    const size_t begin = block == 0 ? 0 : ends_[block - 1], end = ends_[block];
    if (begin == end) return -1;
    size_t there = 0;
    for (size_t i = begin; i < end; ++i) {
      there += there_[Index(std::ranges::lower_bound(known_, of_blocks_[i]))] ? 1 : 0;
    }
    return static_cast<double>(there) / static_cast<double>(end - begin);
  }

 private:
  static constexpr size_t kFilterBits = 16, kFilter = size_t{1} << kFilterBits;
  static size_t Place(uint64_t hash) { return hash >> (64 - kFilterBits); }
  size_t Index(std::vector<uint64_t>::const_iterator at) const {
    return static_cast<size_t>(at - known_.begin());
  }

  std::vector<uint64_t> of_blocks_;  // in their order
  std::vector<size_t> ends_;         // of each block's
  std::vector<uint64_t> known_;      // the same, sorted, each once
  std::vector<bool> there_;          // in the text
};

}  // namespace

void HoldAgainst(std::string_view text, size_t body, PageBlocks* page) {
  const std::string key = TextKey(text);
  if (key.size() < kShortestText) return;
  BlockPieces pieces;
  for (const PageBlock& block : page->blocks) {
    pieces.Add(block.kind == BlockKind::kTableRow ? std::string() : TextKey(block.text));
  }
  pieces.LookFor(key);
  const PageElement& chosen = page->elements[body];
  std::vector<double> share(page->blocks.size(), -1);
  size_t listed = 0, last = 0, first = page->blocks.size(), before_last = 0, prose = 0;
  for (size_t i = 0; i < page->blocks.size(); ++i) {
    const PageBlock& block = page->blocks[i];
    if (block.kind == BlockKind::kTableRow) continue;
    share[i] = pieces.Share(i);
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
