#ifndef DEALWIRE_BASE_ASCII_H_
#define DEALWIRE_BASE_ASCII_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// ASCII: its digits, and passing over it eight bytes at a time: in most texts nearly all is.
namespace dealwire {

inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

// The eight bytes of `text` at `i`, which must be there, as one number.
inline uint64_t EightBytes(std::string_view text, size_t i) {
  uint64_t word = 0;
  std::memcpy(&word, text.data() + i, sizeof(word));
  return word;
}

// The first byte at or behind `i` that is not ASCII; the size of `text` where there is none.
inline size_t SkipAscii(std::string_view text, size_t i) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  for (; i + sizeof(uint64_t) <= text.size(); i += sizeof(uint64_t)) {
    const uint64_t wide = EightBytes(text, i) & kHighBits;
    if (wide != 0) return i + static_cast<size_t>(__builtin_ctzll(wide)) / 8;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}

}  // namespace dealwire

#endif  // DEALWIRE_BASE_ASCII_H_
