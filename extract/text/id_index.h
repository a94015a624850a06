#ifndef DEALWIRE_EXTRACT_TEXT_ID_INDEX_H_
#define DEALWIRE_EXTRACT_TEXT_ID_INDEX_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/hash.h"

namespace dealwire {

// Which of many things has an id: a hash table of their numbers, which leaves the ids where they
// are (`id_of`: number to id) and can be kept in an archive as it is. Ids are unlike each other.
// Lookup: one hash, and a comparison or two. 8 bytes a thing or a little more.
class IdIndex {
 public:
  template <typename IdOf>
  void Build(const std::vector<uint32_t>& numbers, const IdOf& id_of) {
    slots_.assign(std::bit_ceil(2 * numbers.size() + 1), kEmpty);
    for (const uint32_t number : numbers) {
      size_t at = Place(id_of(number));
      while (slots_[at] != kEmpty) at = Next(at);
      slots_[at] = number;
    }
  }

  // `none` where nothing has it.
  template <typename IdOf>
  uint32_t Find(std::string_view id, const IdOf& id_of, uint32_t none) const {
    if (slots_.empty()) return none;
    for (size_t at = Place(id); slots_[at] != kEmpty; at = Next(at)) {
      if (id_of(slots_[at]) == id) return slots_[at];
    }
    return none;
  }

  size_t MemoryBytes() const { return slots_.capacity() * sizeof(uint32_t); }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.slots_);
  }

 private:
  static constexpr uint32_t kEmpty = UINT32_MAX;

  size_t Place(std::string_view id) const { return Hash64(id) & (slots_.size() - 1); }
  size_t Next(size_t at) const { return (at + 1) & (slots_.size() - 1); }

  std::vector<uint32_t> slots_;  // a power of two of them, at most half of them taken
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_ID_INDEX_H_
