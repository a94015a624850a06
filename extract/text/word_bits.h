#ifndef DEALWIRE_EXTRACT_TEXT_WORD_BITS_H_
#define DEALWIRE_EXTRACT_TEXT_WORD_BITS_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dealwire {

// Which bytes of a text are those of letters, marks and digits (IsWordChar), a bit a byte: looked
// up once, for all who ask where words begin and end. Keeps no view of the text. Building it is
// linear; End and Begin look at 64 bytes at once.
class WordBits {
 public:
  WordBits() : WordBits(std::string_view()) {}
  explicit WordBits(std::string_view text);

  // Whether the byte at `i` is one of a word; false behind the end of the text.
  bool At(size_t i) const { return i < size_ && (bits_[i / kBits] >> (i % kBits) & 1) != 0; }
  // Whether it is an ASCII letter or digit.
  bool AsciiAt(size_t i) const { return i < size_ && (ascii_[i / kBits] >> (i % kBits) & 1) != 0; }
  // The first byte at or behind `i` that is of no word; the text's size where there is none.
  size_t End(size_t i) const { return FirstClear(bits_, i); }
  // The first that is no ASCII letter or digit.
  size_t AsciiEnd(size_t i) const { return FirstClear(ascii_, i); }
  // The first byte at or behind `i` that is one of a word; the text's size where there is none.
  size_t Begin(size_t i) const {
    if (i >= size_) return size_;
    size_t block = i / kBits;
    uint64_t bits = bits_[block] >> (i % kBits);
    if (bits != 0) return i + static_cast<size_t>(std::countr_zero(bits));
    do {
      if (++block == bits_.size()) return size_;
      bits = bits_[block];
    } while (bits == 0);
    return block * kBits + static_cast<size_t>(std::countr_zero(bits));
  }

 private:
  static constexpr size_t kBits = 64;

  using Bits = std::vector<uint64_t>;

  size_t FirstClear(const Bits& of, size_t i) const {
    if (i >= size_) return size_;
    size_t block = i / kBits;
    uint64_t bits = ~of[block] >> (i % kBits);
    if (bits != 0) return i + static_cast<size_t>(std::countr_zero(bits));
    do {
      bits = ~of[++block];
    } while (bits == 0);
    return block * kBits + static_cast<size_t>(std::countr_zero(bits));
  }
  static void Set(size_t begin, size_t end, Bits* bits);

  size_t size_ = 0;
  Bits ascii_, bits_;  // one more bit than the text has bytes, at least: the last is zero
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_WORD_BITS_H_
