#ifndef DEALWIRE_EXTRACT_TEXT_DOUBLE_ARRAY_H_
#define DEALWIRE_EXTRACT_TEXT_DOUBLE_ARRAY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace dealwire {

// Lays the nodes of a trie over bytes into one array of cells, so that a step costs one look-up:
// the child of a cell for byte c is cells[base ^ c], and it is one if that cell's label is c. No
// two cells share a base, so that base and label together name the parent. The cells themselves are
// the caller's, who keeps a base and a label in each; this says only which are taken.
//
// The first block of cells is the caller's too: the root is cell 0, and a cell without children has
// base 0. Its labels are FirstLabel(i), which equal no place, so that nobody is found there; the
// root's children, as all others, lie behind it.
class DoubleArraySlots {
 public:
  static constexpr size_t kBlock = 256;
  static constexpr uint8_t FirstLabel(size_t cell) { return static_cast<uint8_t>(cell ^ 1); }

  // A base, unused so far, under which the cells of all `labels` are free; takes it and them.
  uint32_t Take(const std::vector<uint8_t>& labels);

  // How many cells there are by now, the first block included.
  size_t size() const { return size_; }

  // Ends it: the cells that nobody took, each with the label it must have so that nobody takes it
  // for a child.
  std::vector<std::pair<uint32_t, uint8_t>> Free() &&;

 private:
  using Bits = std::array<uint64_t, 4>;  // one a cell or a base of a block
  struct Block {
    size_t first = 0;
    Bits free = {~0ULL, ~0ULL, ~0ULL, ~0ULL};
    Bits unused_bases = {~0ULL, ~0ULL, ~0ULL, ~0ULL};
    size_t failures = 0;
  };

  static bool Test(const Bits& bits, size_t i);
  static void Clear(size_t i, Bits* bits);
  static Bits XorPermute(const Bits& bits, uint8_t label);
  static int Fit(const Block& block, const std::vector<uint8_t>& labels);
  uint32_t Occupy(size_t index, size_t base, const std::vector<uint8_t>& labels);
  void Close(size_t index);

  size_t size_ = kBlock;
  std::vector<Block> open_;  // the newest: older ones are nearly full
  std::vector<std::pair<uint32_t, uint8_t>> free_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_DOUBLE_ARRAY_H_
