#include "extract/text/phrase_trie.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "base/text.h"
#include "extract/text/double_array.h"

namespace dealwire {
namespace {

// The bytes of the currency sign that `text` begins with; 0: none.
size_t SignSize(std::string_view text) {
  size_t size = 0;
  if (text.empty() ||
      u_charType(static_cast<UChar32>(NextCodePoint(text, &size))) != U_CURRENCY_SYMBOL)
    return 0;
  return size;
}

// A node whose children are not made yet: the sorted keys that pass through it.
struct PendingPhrases {
  uint32_t cell = 0;
  size_t first = 0, end = 0;
};

}  // namespace

PhraseTrie::PhraseTrie() : cells_(DoubleArraySlots::kBlock), turns_(1) {
  for (size_t i = 0; i < cells_.size(); ++i) cells_[i].turn_label = DoubleArraySlots::FirstLabel(i);
}

void PhraseTrie::Builder::Add(const Phrase& phrase) {
  assert(!phrase.parts.empty() && !phrase.parts[0].text.empty());
  std::string key;
  for (const Part& part : phrase.parts) {
    if (!key.empty()) key.push_back(static_cast<char>(kSpace));
    key += part.text;
    if (part.star && !spaceless_) key.push_back(static_cast<char>(kStar));
  }
  keys_.emplace_back(std::move(key), static_cast<uint32_t>(open_.size()));
  open_.push_back(phrase.open || spaceless_ || phrase.parts.back().star);
}

void PhraseTrie::Builder::AddFirstBytes(FirstBytes* first_bytes) const {
  constexpr std::array<char, 2> kLabels = {static_cast<char>(kSpace), static_cast<char>(kStar)};
  for (const auto& [key, phrase] : keys_) {
    const size_t size = std::min(key.find_first_of(kLabels.data(), 0, kLabels.size()), key.size());
    const bool goes_on = size == key.size() ? open_[phrase] : key[size] == kLabels[1];
    first_bytes->Add(std::string_view(key).substr(0, size),
                     goes_on ? FirstBytes::Follows::kAnything : FirstBytes::Follows::kNoAsciiWord);
  }
}

PhraseTrie PhraseTrie::Builder::Build() && {
  std::ranges::sort(keys_);
  PhraseTrie out;
  AddFirstBytes(&out.first_bytes_);
  out.phrases_ = static_cast<uint32_t>(open_.size());
  DoubleArraySlots slots;
  std::vector<PendingPhrases> level = {{0, 0, keys_.size()}}, below;
  for (size_t depth = 0; !level.empty(); ++depth, level.swap(below), below.clear()) {
    for (const PendingPhrases& node : level) {
      Turn turn;
      turn.first = static_cast<uint32_t>(out.ends_.size());
      size_t first = node.first;
      while (first < node.end && keys_[first].first.size() == depth) ++first;
      for (const bool open : {false, true}) {
        for (size_t i = node.first; i < first; ++i) {
          if (open_[keys_[i].second] != open) continue;
          out.ends_.push_back(keys_[i].second);
          ++(open ? turn.open : turn.bounded);
        }
      }
      std::vector<uint8_t> labels;
      const size_t children = below.size();
      for (size_t i = first; i < node.end; ++i) {
        const auto label = static_cast<uint8_t>(keys_[i].first[depth]);
        if (labels.empty() || labels.back() != label) {
          labels.push_back(label);
          below.push_back({0, i, i});
        }
        below.back().end = i + 1;
      }
      const uint32_t base = labels.empty() ? 0 : slots.Take(labels);
      out.cells_.resize(slots.size());
      out.cells_[node.cell].base = base;
      for (size_t k = 0; k < labels.size(); ++k) {
        below[children + k].cell = base ^ labels[k];
        out.cells_[base ^ labels[k]].turn_label = labels[k];
        // The turn of a star's cell is made with the next level.
        if (labels[k] == kSpace) turn.next = base ^ kSpace;
        if (labels[k] == kStar) turn.star = base ^ kStar;
      }
      if (first > node.first || turn.next != 0 || turn.star != 0) {
        out.cells_[node.cell].turn_label |= static_cast<uint32_t>(out.turns_.size()) << 8;
        out.turns_.push_back(turn);
      }
    }
  }
  for (const auto& [cell, label] : std::move(slots).Free()) out.cells_[cell].turn_label = label;
  for (Turn& turn : out.turns_) {
    if (turn.star != 0) turn.star = out.cells_[turn.star].turn_label >> 8;
  }
  return out;
}

void PhraseScanner::Walk(uint32_t cell, size_t at, size_t first_end,
                         std::vector<PhraseTrie::Match>* matches) const {
  const PhraseTrie::Cell* cells = trie_.cells_.data();
  for (;;) {
    if (const uint32_t turn = cells[cell].turn_label >> 8; turn != 0)
      Take(trie_.turns_[turn], at, first_end, matches);
    if (at == text_.size()) return;
    const auto label = static_cast<uint8_t>(text_[at]);
    cell = cells[cell].base ^ label;
    if (static_cast<uint8_t>(cells[cell].turn_label) != label) return;
    ++at;
  }
}

void PhraseScanner::Take(const PhraseTrie::Turn& turn, size_t at, size_t first_end,
                         std::vector<PhraseTrie::Match>* matches) const {
  if (first_end == 0) first_end = at;
  const auto emit = [&](uint32_t from, uint32_t count, size_t end) {
    for (uint32_t i = from; i < from + count; ++i)
      matches->push_back({trie_.ends_[i], first_end, end});
  };
  emit(turn.first + turn.bounded, turn.open, at);
  if (turn.bounded > 0 && !words_.At(at)) emit(turn.first, turn.bounded, at);
  Cross(turn, at, first_end, matches);
  if (turn.star == 0) return;
  const PhraseTrie::Turn& ending = trie_.turns_[turn.star];
  const size_t end = WordEnd(at);
  emit(ending.first, ending.open, end);
  Cross(ending, end, first_end, matches);
}

// Where the word that stands at `at` ends; "1,2" is one, and so are "$300" and "US$300".
size_t PhraseScanner::WordEnd(size_t at) const {
  const auto digit = [&](size_t i) { return text_[i] >= '0' && text_[i] <= '9'; };
  size_t end = words_.End(at);
  if (const size_t number = end + SignSize(text_.substr(end));
      number > end && number < text_.size() && digit(number))
    end = words_.End(number);
  while (end > at && end + 1 < text_.size() && (text_[end] == ',' || text_[end] == '.') &&
         digit(end - 1) && digit(end + 1))
    end = words_.End(end + 1);
  return end;
}

// Goes on behind the one space or hyphen that stands at `at`, if any.
void PhraseScanner::Cross(const PhraseTrie::Turn& turn, size_t at, size_t first_end,
                          std::vector<PhraseTrie::Match>* matches) const {
  if (turn.next == 0 || at == text_.size() || (text_[at] != ' ' && text_[at] != '-')) return;
  Walk(turn.next, at + 1, first_end, matches);
}

}  // namespace dealwire
