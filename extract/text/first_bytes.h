#ifndef DEALWIRE_EXTRACT_TEXT_FIRST_BYTES_H_
#define DEALWIRE_EXTRACT_TEXT_FIRST_BYTES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

namespace dealwire {

namespace first_bytes {

// Bytes as what follows three: each small letter for itself, digits and capitals, signs, and what
// is not ASCII by its last four bits.
inline constexpr uint8_t kOtherWord = 26, kSign = 27, kWide = 28, kWides = 16,
                         kClasses = kWide + kWides;

constexpr std::array<uint8_t, 256> MakeClasses() {
  std::array<uint8_t, 256> classes = {};
  for (size_t c = 0; c < classes.size(); ++c) {
    const bool small = c >= 'a' && c <= 'z';
    const bool other = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    const size_t sign = c < 0x80 ? kSign : kWide + c % kWides;
    classes[c] = static_cast<uint8_t>(small ? c - 'a' : other ? kOtherWord : sign);
  }
  return classes;
}
inline constexpr std::array<uint8_t, 256> kClassOf = MakeClasses();

}  // namespace first_bytes

// Whether one of many words may begin at a place of a text, by the four bytes there: at most places
// of a text the answer is no, for the cost of two look-ups, however many the words are. A yes is a
// maybe. Empty it says no everywhere.
class FirstBytes {
 public:
  // What follows a word where it is found: any byte, or one that is no small letter of ASCII, or
  // none of its letters and digits.
  enum class Follows : uint8_t { kAnything, kNoSmallLetter, kNoAsciiWord };

  FirstBytes();
  // `word` is not empty.
  void Add(std::string_view word, Follows follows);

  // The first place at or behind `at` where one may begin; the text's size where there is none.
  size_t Next(std::string_view text, size_t at) const;

  // `at` is less than the text's size.
  bool MayBegin(std::string_view text, size_t at) const {
    if (at + kLooked > text.size()) return true;
    const auto byte = [&](size_t k) {
      return static_cast<uint32_t>(static_cast<unsigned char>(text[at + k]));
    };
    const uint32_t pair = byte(0) | byte(1) << 8;
    const uint64_t kind = pairs_[pair / kPairsAWord] >> (pair % kPairsAWord * kBitsAPair) & 3;
    if (kind == kNone) return false;
    if (kind == kAny || (kind == kTwo && ClassOf(byte(2)) >= first_bytes::kSign)) return true;
    const uint32_t slot = SlotOf(pair | byte(2) << 16, ClassOf(byte(3)));
    return (slots_[slot / kBits] >> (slot % kBits) & 1) != 0;
  }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.pairs_, self.slots_);
  }

 private:
  static constexpr size_t kLooked = 4, kBits = 64, kBitsAPair = 2, kPairsAWord = kBits / kBitsAPair;
  static constexpr int kSlotBits = 16;
  // What begins with two bytes: nothing, words of three bytes or more, also one that ends behind
  // the two before what is no ASCII word, or whatever follows.
  static constexpr uint64_t kNone = 0, kLonger = 1, kTwo = 2, kAny = 3;
  static uint32_t ClassOf(uint32_t byte) { return first_bytes::kClassOf[byte]; }

  static uint32_t SlotOf(uint32_t three, uint32_t next) {
    return (three * 0x9E3779B1U + next * 0x85EBCA6BU) >> (32 - kSlotBits);
  }
  void SetPair(uint32_t pair, uint64_t kind);
  void SetSlot(uint32_t slot) { slots_[slot / kBits] |= uint64_t{1} << (slot % kBits); }

  std::vector<uint64_t> pairs_, slots_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_FIRST_BYTES_H_
