#include "extract/text/word_endings.h"

#include <algorithm>

#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kShortestEnding = 4;  // bytes
constexpr size_t kSlotBits = 64;       // of a number of WordEndings::last_bytes

// Where WordEndings::last_bytes tells of the last three bytes of a word.
size_t LastBytesSlot(std::string_view word) {
  const auto byte = [&](size_t back) {
    return static_cast<size_t>(static_cast<unsigned char>(word[word.size() - back]));
  };
  constexpr size_t kSlots = kSlotBits * std::tuple_size_v<decltype(WordEndings::last_bytes)>;
  return (byte(1) + 37 * byte(2) + 1361 * byte(3)) % kSlots;
}

}  // namespace

void WordEndings::Add(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (!word.starts_with('*') || word.size() < 2) continue;
    const std::string ending = FoldName(word.substr(1));
    endings.insert(ending);
    longest = std::max(longest, ending.size());
    if (ending.size() < kShortestEnding) continue;
    const size_t slot = LastBytesSlot(ending);
    last_bytes.at(slot / kSlotBits) |= uint64_t{1} << (slot % kSlotBits);
  }
}

bool WordEndings::Has(std::string_view word) const {
  constexpr size_t kLeastBefore = 4;  // bytes
  if (word.size() < kShortestEnding + kLeastBefore) return false;
  const size_t slot = LastBytesSlot(word);
  if ((last_bytes[slot / kSlotBits] >> (slot % kSlotBits) & 1) == 0) return false;
  const size_t most = std::min(longest, word.size() - kLeastBefore);
  for (size_t size = kShortestEnding; size <= most; ++size) {
    if (endings.contains(word.substr(word.size() - size))) return true;
  }
  return false;
}

}  // namespace dealwire
