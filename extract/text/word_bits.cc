#include "extract/text/word_bits.h"

#include "base/ascii.h"
#include "base/text.h"

namespace dealwire {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101, kHighBits = 0x80 * kOnes;

// The high bits of the bytes that lie in first..last, of bytes below 0x80.
constexpr uint64_t InRange(uint64_t bytes, unsigned char first, unsigned char last) {
  const uint64_t from_first = bytes + (0x80U - first) * kOnes;
  const uint64_t behind_last = bytes + (0x7FU - last) * kOnes;
  return from_first ^ behind_last;
}

// A bit for each of eight bytes, in their order: whether it is an ASCII letter or digit.
uint64_t AsciiWords(uint64_t bytes) {
  constexpr uint64_t kGather = 0x0102040810204080;  // moves bit 8 k to bit 56 + k
  const uint64_t low = bytes & ~kHighBits;
  const uint64_t found = InRange(low | 0x20 * kOnes, 'a', 'z') | InRange(low, '0', '9');
  return ((found & ~bytes & kHighBits) >> 7) * kGather >> 56;
}

}  // namespace

WordBits::WordBits(std::string_view text) : size_(text.size()), ascii_(text.size() / kBits + 1) {
  constexpr size_t kBytes = sizeof(uint64_t);
  size_t i = 0;
  for (; i + kBits <= text.size(); i += kBits) {
    uint64_t bits = 0;
    for (size_t k = 0; k < kBits; k += kBytes) bits |= AsciiWords(EightBytes(text, i + k)) << k;
    ascii_[i / kBits] = bits;
  }
  for (; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80 && IsWordChar(c)) Set(i, i + 1, &ascii_);
  }
  bits_ = ascii_;
  for (i = SkipAscii(text, 0); i < text.size(); i = SkipAscii(text, i)) {
    const size_t start = i;
    if (IsWordChar(NextCodePoint(text, &i))) Set(start, i, &bits_);
  }
}

void WordBits::Set(size_t begin, size_t end, Bits* bits) {
  for (size_t i = begin; i < end; ++i) (*bits)[i / kBits] |= uint64_t{1} << (i % kBits);
}

}  // namespace dealwire
