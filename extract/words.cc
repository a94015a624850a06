#include "extract/words.h"

#include <algorithm>
#include <utility>

namespace dealwire {

const Sense* Word::As(Role role) const {
  if (!Is(role)) return nullptr;
  const auto it = std::ranges::find(senses, role, &Sense::role);
  return it == senses.end() ? nullptr : &*it;
}

void Word::Add(const Sense& sense, bool keep) {
  const auto it = std::ranges::find(senses, sense.role, &Sense::role);
  if (it == senses.end()) {
    senses.push_back(sense);
    roles |= Bit(sense.role);
  } else if (!keep) {
    *it = sense;
  }
}

void WordTrie::Build(const std::map<std::string, uint32_t, std::less<>>& words) {
  struct Range {
    size_t begin, end, depth;
  };
  std::vector<std::pair<std::string_view, uint32_t>> sorted;
  sorted.reserve(words.size());
  for (const auto& [word, value] : words) sorted.emplace_back(word, value);
  steps_.assign(1, {});
  first_.assign(1, 0);
  count_.assign(1, 0);
  label_.assign(1, 0);
  std::vector<Range> queue = {{0, sorted.size(), 0}};
  for (uint32_t node = 0; node < queue.size(); ++node) {  // breadth first: children side by side
    const Range range = queue[node];
    first_[node] = static_cast<uint32_t>(queue.size());
    for (size_t i = range.begin; i < range.end;) {
      if (sorted[i].first.size() == range.depth) {
        steps_[node].exact = static_cast<int32_t>(sorted[i++].second);
        continue;
      }
      const char label = sorted[i].first[range.depth];
      size_t end = i;
      while (end < range.end && sorted[end].first[range.depth] == label) ++end;
      if (label == '*' && range.depth + 1 == sorted[i].first.size() && range.depth > 0) {
        steps_[node].stem = static_cast<int32_t>(sorted[i].second);
      } else {
        queue.push_back({i, end, range.depth + 1});
        steps_.emplace_back();
        first_.push_back(0);
        count_.push_back(0);
        label_.push_back(static_cast<unsigned char>(label));
        ++count_[node];
      }
      i = end;
    }
  }
  root_.fill(kNone);
  for (uint32_t i = 0; i < count_[0]; ++i) root_[label_[first_[0] + i]] = first_[0] + i;
}

uint32_t WordTrie::Child(uint32_t node, unsigned char byte) const {
  const uint32_t first = first_[node];
  const uint32_t end = first + count_[node];
  for (uint32_t i = first; i < end; ++i) {
    if (label_[i] >= byte) return label_[i] == byte ? i : kNone;
  }
  return kNone;
}

const Word* Vocabulary::Find(std::string_view key) const {
  if (key.empty()) return nullptr;
  uint32_t node = trie.Root(static_cast<unsigned char>(key[0]));
  for (size_t i = 1; i < key.size() && node != WordTrie::kNone; ++i)
    node = trie.Child(node, static_cast<unsigned char>(key[i]));
  if (node == WordTrie::kNone || trie.At(node).exact < 0) return nullptr;
  return &words[static_cast<size_t>(trie.At(node).exact)];
}

}  // namespace dealwire
