#include "store/word_bag.h"

#include <algorithm>
#include <array>

namespace dealwire {
namespace {

// 0 to 31, rising with the byte; of its own for each small letter of ASCII.
constexpr std::array<uint8_t, 256> kRankOfByte = [] {
  std::array<uint8_t, 256> ranks = {};
  for (size_t byte = 0; byte < ranks.size(); ++byte) {
    ranks[byte] = byte < '0'    ? 0
                  : byte <= '9' ? 1
                  : byte < 'a'  ? 2
                  : byte <= 'z' ? static_cast<uint8_t>(3 + byte - 'a')
                  : byte < 0xC0 ? 29
                  : byte < 0xE0 ? 30
                                : 31;
  }
  return ranks;
}();
constexpr size_t kBuckets = 32 * 32;

// By the first two bytes where the first is a small letter, else by that alone: a word in a later
// bucket is a later word.
size_t BucketOf(uint64_t head) {
  const size_t first = kRankOfByte[head >> 56], second = kRankOfByte[head >> 48 & 0xFF];
  return 32 * first + (first >= 3 && first < 29 ? second : 0);
}

}  // namespace

size_t WordBag::AppendAsciiEnd(std::string_view text, size_t at) {
  MakeRoom(sizeof(uint64_t));
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((NeitherLetterNorDigit(byte) & 0x80) != 0) break;
    text_[end_++] = static_cast<char>(byte | 0x20);
  }
  return at;
}

// What begins with the same two letters together, then each of these by itself.
void WordBag::Sort() {
  const auto before = [this](const Place& a, const Place& b) { return Before(a, b); };
  constexpr size_t kWorthBuckets = 128;
  if (places_.size() < kWorthBuckets) {
    std::ranges::sort(places_, before);
    return;
  }
  std::array<uint32_t, kBuckets> ends = {};
  for (const Place& place : places_) ++ends[BucketOf(place.head)];
  uint32_t end = 0;
  for (uint32_t& bucket : ends) bucket = end += bucket;
  std::vector<Place> sorted(places_.size());
  for (const Place& place : places_) sorted[--ends[BucketOf(place.head)]] = place;
  for (size_t i = 0; i < kBuckets; ++i) {  // by now each is where the bucket starts
    const auto from = sorted.begin() + ends[i];
    const auto to = i + 1 < kBuckets ? sorted.begin() + ends[i + 1] : sorted.end();
    if (to - from > 1) std::sort(from, to, before);
  }
  places_ = std::move(sorted);
}

std::string WordBag::Encode() {
  Sort();
  std::string out(end_ + places_.size() + 1 + kSlack, '\0');
  char* to = out.data();
  const Place* last = nullptr;
  for (const Place& place : places_) {
    if (last != nullptr && IsSame(*last, place)) continue;
    last = &place;
    *to++ = '\0';
    for (size_t i = 0; i < place.size; i += sizeof(uint64_t)) {
      const uint64_t bytes = EightBytes(text_, place.start + i);
      std::memcpy(to + i, &bytes, sizeof bytes);
    }
    to += place.size;
  }
  *to++ = '\0';
  out.resize(static_cast<size_t>(to - out.data()));
  return out;
}

}  // namespace dealwire
