#include "extract/text/word_ids.h"

#include <algorithm>
#include <bit>

#include "base/hash.h"

namespace dealwire {
namespace {
constexpr size_t kFewestWordSlots = 256;
}  // namespace

WordIds::WordIds(size_t words) : slots_(std::bit_ceil(std::max(kFewestWordSlots, 2 * words))) {
  words_.reserve(words);
}

uint32_t WordIds::Add(std::string_view word) {
  const uint64_t hash = Hash64(word);
  const size_t slot = SlotOf(word, hash);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  words_.push_back({word, hash});
  slots_[slot] = size();
  if (2 * words_.size() > slots_.size()) Grow();
  return size() - 1;
}

uint32_t WordIds::Find(std::string_view word) const {
  const uint32_t found = slots_[SlotOf(word, Hash64(word))];
  return found == 0 ? size() : found - 1;
}

size_t WordIds::SlotOf(std::string_view word, uint64_t hash) const {
  size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const Known& known = words_[slots_[slot] - 1];
    if (known.hash == hash && known.word == word) break;
  }
  return slot;
}

void WordIds::Grow() {
  slots_.assign(2 * slots_.size(), 0);
  for (uint32_t id = 0; id < size(); ++id) {
    size_t slot = words_[id].hash & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = id + 1;
  }
}

}  // namespace dealwire
