#ifndef DEALWIRE_EXTRACT_TEXT_SIX_BYTES_H_
#define DEALWIRE_EXTRACT_TEXT_SIX_BYTES_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/ascii.h"

namespace dealwire {

// Whether one of thousands of words may begin at a place of a text, by the six bytes there, or by
// as many as a shorter word has: what FirstBytes lets through where so many words share four bytes.
// A yes is a maybe. Bits of one table, some eight a word; nothing is found before Reserve.
class SixBytes {
 public:
  void Reserve(size_t words) {
    bits_.assign(std::bit_ceil(std::max<size_t>(1, words / (kBits / kBitsAWord))), 0);
  }
  // `word` is not empty.
  void Add(std::string_view word) {
    uint64_t bytes = 0;
    const size_t size = std::min(word.size(), kLooked);
    for (size_t i = 0; i < size; ++i)
      bytes |= uint64_t{static_cast<unsigned char>(word[i])} << (8 * i);
    Set(Hash(bytes, size));
    if (size < kLooked) shorter_ |= 1U << size;
  }
  bool MayBegin(std::string_view text, size_t at) const {
    if (at + sizeof(uint64_t) > text.size()) return true;
    const uint64_t bytes = EightBytes(text, at);
    const auto has = [&](size_t size) {
      return Test(Hash(bytes & ((uint64_t{1} << (8 * size)) - 1), size));
    };
    if (has(kLooked)) return true;
    for (unsigned left = shorter_; left != 0; left &= left - 1) {
      if (has(static_cast<size_t>(std::countr_zero(left)))) return true;
    }
    return false;
  }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.bits_, self.shorter_);
  }

 private:
  static constexpr size_t kLooked = 6, kBits = 64, kBitsAWord = 8;

  static uint64_t Hash(uint64_t bytes, size_t size) {
    bytes = (bytes + size) * 0x9E3779B97F4A7C15;
    return bytes ^ bytes >> 32;
  }
  bool Test(uint64_t hash) const {
    return (bits_[hash / kBits & (bits_.size() - 1)] >> (hash % kBits) & 1) != 0;
  }
  void Set(uint64_t hash) {
    bits_[hash / kBits & (bits_.size() - 1)] |= uint64_t{1} << (hash % kBits);
  }

  std::vector<uint64_t> bits_ = std::vector<uint64_t>(1);
  uint32_t shorter_ = 0;  // a bit for each size of a word of fewer bytes
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_SIX_BYTES_H_
