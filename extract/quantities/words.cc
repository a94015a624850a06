#include "extract/quantities/words.h"

#include <algorithm>
#include <utility>

#include "extract/text/double_array.h"

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

WordTrie::WordTrie() : cells_(DoubleArraySlots::kBlock), ends_(1) {
  for (size_t i = 0; i < cells_.size(); ++i) cells_[i].ends_label = DoubleArraySlots::FirstLabel(i);
}

void WordTrie::Build(const std::map<std::string, uint32_t, std::less<>>& words) {
  struct Range {
    uint32_t cell;
    size_t begin, end, depth;
  };
  std::vector<std::pair<std::string_view, uint32_t>> sorted;
  sorted.reserve(words.size());
  for (const auto& [word, value] : words) sorted.emplace_back(word, value);
  *this = WordTrie();
  DoubleArraySlots slots;
  std::vector<Range> queue = {{kRoot, 0, sorted.size(), 0}};
  for (size_t next = 0; next < queue.size(); ++next) {  // breadth first: what is looked at most
    const Range range = queue[next];
    const size_t children = queue.size();
    Ends ends;
    std::vector<uint8_t> labels;
    for (size_t i = range.begin; i < range.end;) {
      if (sorted[i].first.size() == range.depth) {
        ends.exact = static_cast<int32_t>(sorted[i++].second);
        continue;
      }
      const char label = sorted[i].first[range.depth];
      size_t end = i;
      while (end < range.end && sorted[end].first[range.depth] == label) ++end;
      if (label == '*' && range.depth + 1 == sorted[i].first.size() && range.depth > 0) {
        ends.stem = static_cast<int32_t>(sorted[i].second);
      } else {
        queue.push_back({kNone, i, end, range.depth + 1});
        labels.push_back(static_cast<uint8_t>(label));
      }
      i = end;
    }
    if (!labels.empty()) {
      const uint32_t base = slots.Take(labels);
      cells_.resize(slots.size());
      cells_[range.cell].base = base;
      for (size_t k = 0; k < labels.size(); ++k) {
        queue[children + k].cell = base ^ labels[k];
        cells_[base ^ labels[k]].ends_label = labels[k];
      }
    }
    if (ends.exact >= 0 || ends.stem >= 0) {
      cells_[range.cell].ends_label |= static_cast<uint32_t>(ends_.size()) << 8;
      ends_.push_back(ends);
    }
  }
  for (const auto& [cell, label] : std::move(slots).Free()) cells_[cell].ends_label = label;
}

void WordTrie::ForEach(const Visit& visit) const {
  constexpr uint32_t kNobody = UINT32_MAX;
  std::vector<uint32_t> owner(cells_.size(), kNobody);  // of a base
  for (uint32_t cell = 0; cell < cells_.size(); ++cell) {
    if (cells_[cell].base != 0) owner[cells_[cell].base] = cell;
  }
  std::string word;
  for (uint32_t cell = DoubleArraySlots::kBlock; cell < cells_.size(); ++cell) {
    const Ends* const ends = At(cell);
    if (ends == nullptr) continue;
    word.clear();
    for (uint32_t at = cell; at != kRoot;) {
      const auto label = static_cast<uint8_t>(cells_[at].ends_label);
      word += static_cast<char>(label);
      at = owner[at ^ label];
    }
    std::ranges::reverse(word);
    if (ends->exact >= 0) visit(word, static_cast<size_t>(ends->exact), false);
    if (ends->stem >= 0) visit(word, static_cast<size_t>(ends->stem), true);
  }
}

bool LexesAlike(const Words& a, const Words& b) {
  return a.vocabulary == b.vocabulary && a.digits == b.digits && a.compounds == b.compounds &&
         a.particles == b.particles && a.prefixes == b.prefixes;
}

const Word* Vocabulary::Find(std::string_view key) const {
  uint32_t node = WordTrie::kRoot;
  for (const char c : key) {
    node = trie.Child(node, c);
    if (node == WordTrie::kNone) return nullptr;
  }
  const WordTrie::Ends* ends = trie.At(node);
  return ends == nullptr || ends->exact < 0 ? nullptr : &words[static_cast<size_t>(ends->exact)];
}

}  // namespace dealwire
