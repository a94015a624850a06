#include "extract/text/double_array.h"

#include <bit>

namespace dealwire {
namespace {
constexpr size_t kMaxOpen = 16;
constexpr size_t kMaxFailures = 8;
}  // namespace

uint32_t DoubleArraySlots::Take(const std::vector<uint8_t>& labels) {
  for (size_t i = 0; i < open_.size(); ++i) {
    const int base = Fit(open_[i], labels);
    if (base >= 0) return Occupy(i, static_cast<size_t>(base), labels);
    if (++open_[i].failures > kMaxFailures && labels.size() == 1) Close(i--);
  }
  if (open_.size() == kMaxOpen) Close(0);
  open_.push_back({.first = size_});
  size_ += kBlock;
  return Occupy(open_.size() - 1, 0, labels);
}

std::vector<std::pair<uint32_t, uint8_t>> DoubleArraySlots::Free() && {
  while (!open_.empty()) Close(0);
  return std::move(free_);
}

bool DoubleArraySlots::Test(const Bits& bits, size_t i) {
  return (bits[i / 64] >> (i % 64) & 1) != 0;
}
void DoubleArraySlots::Clear(size_t i, Bits* bits) {
  (*bits)[i / 64] &= ~(uint64_t{1} << (i % 64));
}

// result[i] = bits[i ^ label]: a butterfly for each of the low six bits, whole words for the
// others.
DoubleArraySlots::Bits DoubleArraySlots::XorPermute(const Bits& bits, uint8_t label) {
  constexpr std::array<uint64_t, 6> kMasks = {0x5555555555555555, 0x3333333333333333,
                                              0x0F0F0F0F0F0F0F0F, 0x00FF00FF00FF00FF,
                                              0x0000FFFF0000FFFF, 0x00000000FFFFFFFF};
  Bits out;
  for (size_t word = 0; word < 4; ++word) {
    uint64_t w = bits[word ^ (label >> 6)];
    for (size_t bit = 0; bit < 6; ++bit) {
      if ((label >> bit & 1) == 0) continue;
      const int shift = 1 << bit;
      w = ((w & kMasks[bit]) << shift) | ((w >> shift) & kMasks[bit]);
    }
    out[word] = w;
  }
  return out;
}

int DoubleArraySlots::Fit(const Block& block, const std::vector<uint8_t>& labels) {
  Bits fits = block.unused_bases;
  for (const uint8_t label : labels) {
    const Bits free = XorPermute(block.free, label);
    uint64_t any = 0;
    for (size_t w = 0; w < 4; ++w) any |= fits[w] &= free[w];
    if (any == 0) return -1;
  }
  for (size_t w = 0; w < 4; ++w) {
    if (fits[w] != 0) return static_cast<int>(w * 64) + std::countr_zero(fits[w]);
  }
  return -1;
}

uint32_t DoubleArraySlots::Occupy(size_t index, size_t base, const std::vector<uint8_t>& labels) {
  Block& block = open_[index];
  Clear(base, &block.unused_bases);
  for (const uint8_t label : labels) Clear(base ^ label, &block.free);
  const auto absolute = static_cast<uint32_t>(block.first + base);
  if (block.free == Bits{}) Close(index);
  return absolute;
}

// Free cells get a label that leads back to a base nobody has. There is one: as many bases are used
// as there are parents, fewer than cells taken.
void DoubleArraySlots::Close(size_t index) {
  const Block& block = open_[index];
  size_t unused = 0;
  while (unused < kBlock && !Test(block.unused_bases, unused)) ++unused;
  for (size_t cell = 0; cell < kBlock; ++cell) {
    if (Test(block.free, cell)) {
      free_.emplace_back(static_cast<uint32_t>(block.first + cell),
                         static_cast<uint8_t>(cell ^ unused));
    }
  }
  open_.erase(open_.begin() + static_cast<ptrdiff_t>(index));
}

}  // namespace dealwire
