#include "store/crc32c.h"

#include <isa-l/crc.h>

#include <algorithm>

namespace dealwire {

uint32_t ExtendCrc32c(uint32_t crc, const char* bytes, size_t size) {
  constexpr size_t kMost = size_t{1} << 30;  // ISA-L's length is an int
  uint32_t turned = ~crc;
  while (size > 0) {
    const size_t part = std::min(size, kMost);
    // It only reads; its interface is C's of before const.
    auto* const start = const_cast<unsigned char*>(reinterpret_cast<const unsigned char*>(bytes));
    turned = crc32_iscsi(start, static_cast<int>(part), turned);
    bytes += part;
    size -= part;
  }
  return ~turned;
}

}  // namespace dealwire
