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

// How many of some numbers have each bit set. Eight bits are counted at a time, each in a byte of
// its own.
class BitCounter {
 public:
  void Add(uint64_t bits) {
    for (size_t i = 0; i < 8; ++i) lanes_[i] += Spread()[(bits >> (8 * i)) & 0xFF];
    if (++pending_ == 255) Flush();
  }
  size_t Of(size_t bit) {
    Flush();
    return counts_[bit];
  }

 private:
  // By byte: each of its bits as a byte of 0 or 1.
  static const std::array<uint64_t, 256>& Spread() {
    static constexpr std::array<uint64_t, 256> kSpread = [] {
      std::array<uint64_t, 256> out = {};
      for (size_t byte = 0; byte < 256; ++byte) {
        for (size_t bit = 0; bit < 8; ++bit) out[byte] |= ((byte >> bit) & 1) << (8 * bit);
      }
      return out;
    }();
    return kSpread;
  }
  void Flush() {
    if (pending_ == 0) return;
    for (size_t bit = 0; bit < 64; ++bit) counts_[bit] += (lanes_[bit / 8] >> (bit % 8 * 8)) & 0xFF;
    lanes_ = {};
    pending_ = 0;
  }

  std::array<uint64_t, 8> lanes_ = {};
  std::array<size_t, 64> counts_ = {};
  size_t pending_ = 0;
};

// FNV-1a, a byte at a time; Mix ends it.
constexpr uint64_t kNoBytes = 0xcbf29ce484222325ULL;
constexpr uint64_t WithByte(uint64_t h, char c) {
  return (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
}

// Letters and digits of ASCII.
constexpr std::array<bool, 256> AsciiOfWords() {
  std::array<bool, 256> in_word = {};
  for (size_t c = 0; c < in_word.size(); ++c) {
    in_word[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
  return in_word;
}
constexpr std::array<bool, 256> kInWord = AsciiOfWords();
bool IsAsciiOfWord(char c) { return kInWord[static_cast<unsigned char>(c)]; }

// Feeds the hashes of words, or of single characters of spaceless scripts, to `emit`.
template <typename Emit>
void EachWord(std::string_view text, Emit emit) {
  uint64_t hash = kNoBytes;
  bool inside = false;  // a word that has begun
  const auto end_word = [&] {
    if (inside) emit(Mix(hash), false);
    hash = kNoBytes;
    inside = false;
  };
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    while (i < text.size() && IsAsciiOfWord(text[i])) hash = WithByte(hash, text[i++]);
    inside = inside || i > start;
    if (i > start) continue;
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      end_word();
      ++i;
      continue;
    }
    const char32_t c = NextCodePoint(text, &i);
    const bool spaceless = IsSpaceless(c);
    if (spaceless || !IsWordChar(c)) {
      end_word();
      if (spaceless) emit(Hash64(text.substr(start, i - start)), true);
      continue;
    }
    inside = true;
    for (size_t at = start; at < i; ++at) hash = WithByte(hash, text[at]);
  }
  end_word();
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
  uint64_t h = kNoBytes;
  for (const char c : bytes) h = WithByte(h, c);
  return Mix(h);
}

uint64_t Simhash64(std::string_view text) {
  BitCounter ones;
  std::array<uint64_t, 3> last = {};
  size_t seen = 0;
  EachWord(text, [&](uint64_t hash, bool spaceless) {
    last = {last[1], last[2], hash};
    ++seen;
    const uint64_t shingle =
        spaceless ? Mix(last[1] * 31 + last[2]) : Mix((last[0] * 31 + last[1]) * 31 + last[2]);
    ones.Add(shingle);
  });
  uint64_t out = 0;
  for (size_t bit = 0; bit < 64; ++bit)
    out |= static_cast<uint64_t>(ones.Of(bit) * 2 > seen) << bit;
  return out;
}

}  // namespace dealwire
