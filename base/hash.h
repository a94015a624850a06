#ifndef DEALWIRE_BASE_HASH_H_
#define DEALWIRE_BASE_HASH_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace dealwire {

// SHA-256 (FIPS 180-4), 64 lower-case hex digits.
std::string Sha256Hex(std::string_view bytes);

// A fast 64-bit hash (FNV-1a with a final mix); the same on every machine and in every version: it
// may be stored.
uint64_t Hash64(std::string_view bytes);

// Charikar's simhash over shingles of three words (of two characters in a script without spaces):
// near copies of a text differ in few bits. Linear; 0 for a text without words.
uint64_t Simhash64(std::string_view text);

inline int HammingDistance(uint64_t a, uint64_t b) {
  // By hand: without the processor's own instruction __builtin_popcountll is a call.
  uint64_t bits = a ^ b;
  bits -= bits >> 1 & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return static_cast<int>(bits * 0x0101010101010101 >> 56);
}

}  // namespace dealwire

#endif  // DEALWIRE_BASE_HASH_H_
