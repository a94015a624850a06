#include "extract/text/first_bytes.h"

#include <cassert>

namespace dealwire {
namespace {
constexpr uint32_t kBytes = 256;
}  // namespace

FirstBytes::FirstBytes()
    : pairs_(kBytes * kBytes / kPairsAWord), slots_((size_t{1} << kSlotBits) / kBits) {}

void FirstBytes::Add(std::string_view word, Follows follows) {
  assert(!word.empty());
  const auto byte = [&](size_t k) {
    return static_cast<uint32_t>(static_cast<unsigned char>(word[k]));
  };
  const auto may_follow = [&](uint32_t byte_class) {
    return follows == Follows::kAnything ||
           byte_class >=
               (follows == Follows::kNoAsciiWord ? first_bytes::kSign : first_bytes::kOtherWord);
  };
  if (word.size() == 1) {
    for (uint32_t next = 0; next < kBytes; ++next) {
      if (may_follow(ClassOf(next))) SetPair(byte(0) | next << 8, kAny);
    }
    return;
  }
  const uint32_t pair = byte(0) | byte(1) << 8;
  if (word.size() == 2) return SetPair(pair, follows == Follows::kNoAsciiWord ? kTwo : kAny);
  SetPair(pair, kLonger);
  const uint32_t three = pair | byte(2) << 16;
  if (word.size() >= kLooked) return SetSlot(SlotOf(three, ClassOf(byte(3))));
  for (uint32_t next = 0; next < first_bytes::kClasses; ++next) {
    if (may_follow(next)) SetSlot(SlotOf(three, next));
  }
}

// What begins with no pair of a word, which is most, is passed over in a loop of its own.
size_t FirstBytes::Next(std::string_view text, size_t at) const {
  const uint64_t* const pairs = pairs_.data();
  const char* const data = text.data();
  const size_t end = text.size();
  for (; at < end; ++at) {
    for (; at + 1 < end; ++at) {
      const uint32_t pair = static_cast<uint32_t>(static_cast<unsigned char>(data[at])) |
                            static_cast<uint32_t>(static_cast<unsigned char>(data[at + 1])) << 8;
      if ((pairs[pair / kPairsAWord] >> (pair % kPairsAWord * kBitsAPair) & 3) != kNone) break;
    }
    if (MayBegin(text, at)) return at;
  }
  return end;
}

// The greater kind says the more.
void FirstBytes::SetPair(uint32_t pair, uint64_t kind) {
  const size_t shift = pair % kPairsAWord * kBitsAPair;
  uint64_t& word = pairs_[pair / kPairsAWord];
  if ((word >> shift & 3) < kind) word = (word & ~(uint64_t{3} << shift)) | kind << shift;
}

}  // namespace dealwire
