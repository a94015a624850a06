#ifndef DEALWIRE_STORE_HEAD_SORT_H_
#define DEALWIRE_STORE_HEAD_SORT_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace dealwire {

// Sorts items by the six upper bytes of their `head` (HeadOfWord), a byte at a time, and those that
// have these alike by `before`, which must agree with them: as std::sort would by `before` alone,
// without its guesses. Linear but for the latter.
template <typename Item, typename Before>
void SortByHead(const Before& before, std::vector<Item>* items) {
  constexpr size_t kDigits = 6, kWorthCounting = 64;
  const auto digit = [](const Item& item, size_t i) { return item.head >> (16 + 8 * i) & 0xFF; };
  if (items->size() < kWorthCounting) {
    std::sort(items->begin(), items->end(), before);
    return;
  }
  std::array<std::array<uint32_t, 256>, kDigits> starts = {};
  for (const Item& item : *items) {
    for (size_t i = 0; i < kDigits; ++i) ++starts[i][digit(item, i)];
  }
  std::vector<Item> sorted(items->size());
  for (size_t i = 0; i < kDigits; ++i) {
    if (starts[i][digit(items->front(), i)] == items->size()) continue;  // the same in all
    uint32_t start = 0;
    for (uint32_t& place : starts[i]) start += std::exchange(place, start);
    for (const Item& item : *items) sorted[starts[i][digit(item, i)]++] = item;
    std::swap(sorted, *items);
  }
  for (auto from = items->begin(), to = from; from != items->end(); from = to) {
    while (to != items->end() && to->head >> 16 == from->head >> 16) ++to;
    if (to - from > 1) std::sort(from, to, before);
  }
}

}  // namespace dealwire

#endif  // DEALWIRE_STORE_HEAD_SORT_H_
