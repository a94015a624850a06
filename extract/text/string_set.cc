#include "extract/text/string_set.h"

#include <algorithm>
#include <utility>

namespace dealwire {
namespace {
constexpr size_t kFewestSlots = 8;
}  // namespace

void StringSet::insert(std::string_view text) {
  if (contains(text)) return;
  if (2 * (size_ + 1) > slots_.size()) Grow();
  const uint64_t hash = Hash(text);
  Place(hash,
        {TagOf(hash), static_cast<uint32_t>(texts_.size()), static_cast<uint32_t>(text.size())});
  texts_.append(text);
  longest_ = std::max(longest_, text.size());
  const auto bytes = static_cast<uint32_t>(text.size());
  const auto place = std::ranges::lower_bound(sizes_, bytes);
  if (place == sizes_.end() || *place != bytes) sizes_.insert(place, bytes);
  ++size_;
}

void StringSet::insert(const StringSet& others) {
  for (const std::string_view text : others) insert(text);
}

void StringSet::Place(uint64_t hash, const Slot& slot) {
  size_t at = hash & (slots_.size() - 1);
  while (slots_[at].tag != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = slot;
}

void StringSet::Grow() {
  std::vector<Slot> old(slots_.empty() ? kFewestSlots : 2 * slots_.size());
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.tag != 0) Place(Hash(TextOf(slot)), slot);
  }
}

}  // namespace dealwire
