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
  nodes_.assign(1, {});
  labels_.assign(1, 0);
  std::vector<Range> queue = {{0, sorted.size(), 0}};
  for (uint32_t node = 0; node < queue.size(); ++node) {  // breadth first: children side by side
    const Range range = queue[node];
    nodes_[node].first = static_cast<uint32_t>(queue.size());
    for (size_t i = range.begin; i < range.end;) {
      if (sorted[i].first.size() == range.depth) {
        nodes_[node].exact = static_cast<int32_t>(sorted[i++].second);
        continue;
      }
      const char label = sorted[i].first[range.depth];
      size_t end = i;
      while (end < range.end && sorted[end].first[range.depth] == label) ++end;
      if (label == '*' && range.depth + 1 == sorted[i].first.size() && range.depth > 0) {
        nodes_[node].stem = static_cast<int32_t>(sorted[i].second);
      } else {
        queue.push_back({i, end, range.depth + 1});
        nodes_.emplace_back();
        labels_.push_back(static_cast<unsigned char>(label));
        ++nodes_[node].count;
      }
      i = end;
    }
  }
  root_.fill(kNone);
  for (uint32_t i = nodes_[0].first; i < nodes_[0].first + nodes_[0].count; ++i) {
    root_[labels_[i]] = i;
  }
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
