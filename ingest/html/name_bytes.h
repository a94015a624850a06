#ifndef DEALWIRE_INGEST_HTML_NAME_BYTES_H_
#define DEALWIRE_INGEST_HTML_NAME_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Names of elements and attributes, which are short, as one number.
namespace dealwire {

// The first eight bytes of `text`, zeros behind what is shorter.
inline uint64_t UpToEightBytes(std::string_view text) {
  const auto load = [&](size_t at, auto bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof(bytes));
    return uint64_t{bytes};
  };
  const size_t size = text.size();
  if (size >= sizeof(uint64_t)) return load(0, uint64_t{});
  // Two loads that meet or overlap.
  if (size >= sizeof(uint32_t)) {
    const size_t last = size - sizeof(uint32_t);
    return load(0, uint32_t{}) | load(last, uint32_t{}) << (8 * last);
  }
  if (size >= sizeof(uint16_t)) {
    const size_t last = size - sizeof(uint16_t);
    return load(0, uint16_t{}) | load(last, uint16_t{}) << (8 * last);
  }
  return size == 0 ? 0 : load(0, uint8_t{});
}

// With the capitals of ASCII in it made small.
inline uint64_t LowerOfBytes(uint64_t bytes) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHighs = 0x80 * kOnes;
  const uint64_t low = bytes & ~kHighs;
  const uint64_t capitals =
      ((low + (0x80 - 'A') * kOnes) ^ (low + (0x7F - 'Z') * kOnes)) & ~bytes & kHighs;
  return bytes | capitals >> 2;
}

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_NAME_BYTES_H_
