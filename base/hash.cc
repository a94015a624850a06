#include "base/hash.h"

#include <openssl/sha.h>

#include <array>
#include <deque>

#include "base/text.h"

namespace dealwire {
namespace {

uint64_t Mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33);
}

// Feeds the hashes of words, or of single characters of spaceless scripts, to `emit`.
template <typename Emit>
void EachWord(std::string_view text, Emit emit) {
  size_t word = std::string_view::npos;
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(text, &i);
    const bool spaceless = IsSpaceless(c);
    if (IsWordChar(c) && !spaceless) {
      if (word == std::string_view::npos) word = start;
      continue;
    }
    if (word != std::string_view::npos) emit(Hash64(text.substr(word, start - word)), false);
    word = std::string_view::npos;
    if (spaceless) emit(Hash64(text.substr(start, i - start)), true);
  }
  if (word != std::string_view::npos) emit(Hash64(text.substr(word)), false);
}

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char b : digest) {
    hex.push_back("0123456789abcdef"[b >> 4]);
    hex.push_back("0123456789abcdef"[b & 15]);
  }
  return hex;
}

uint64_t Hash64(std::string_view bytes) {
  uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return Mix(h);
}

uint64_t Simhash64(std::string_view text) {
  std::array<int64_t, 64> votes = {};
  std::array<uint64_t, 3> last = {};
  size_t seen = 0;
  EachWord(text, [&](uint64_t hash, bool spaceless) {
    last = {last[1], last[2], hash};
    ++seen;
    const uint64_t shingle =
        spaceless ? Mix(last[1] * 31 + last[2]) : Mix((last[0] * 31 + last[1]) * 31 + last[2]);
    for (size_t bit = 0; bit < 64; ++bit) votes[bit] += (shingle >> bit) & 1 ? 1 : -1;
  });
  if (seen == 0) return 0;
  uint64_t out = 0;
  for (size_t bit = 0; bit < 64; ++bit) out |= static_cast<uint64_t>(votes[bit] > 0) << bit;
  return out;
}

}  // namespace dealwire
