#include "extract/automaton.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <tuple>

#include "base/archive.h"

namespace dealwire {
namespace {

constexpr uint32_t kRoot = 0;
constexpr size_t kBlock = 256;
[[maybe_unused]] constexpr uint32_t kOutMask = 0xFFFFFF;

// A state of the trie, 12 bytes. The child for byte c is states[base ^ c], and it is one if that
// state's label is c: no two states share a base, so base and label together name the parent.
// Childless states have base 0, into block 0, where no label equals its place.
struct State {
  uint32_t base = 0;
  uint32_t fail = kRoot;
  uint32_t out_label = 0;  // output << 8 | label
};

// Below a prefix of so many bytes that no more than so many words share, no states are made: the
// rest of each word is compared with the text. It keeps 400,000 names in a few megabytes.
constexpr size_t kMinPrefix = 6;
constexpr size_t kMaxSharing = 4;

// What ends, or may end, at a state: its own words, then (`next`) those of its failure state.
struct Output {
  uint32_t value = 0;
  uint32_t length = 0;     // of the word
  uint32_t next = 0;       // 0: no more
  uint32_t tail = 0;       // the part of the word behind the state, in Tables::tails
  uint32_t tail_size = 0;  // 0: the word ends here
};

// 256 bits, one a slot or a base of a block.
using Bits = std::array<uint64_t, 4>;

bool Test(const Bits& bits, size_t i) { return (bits[i / 64] >> (i % 64) & 1) != 0; }
void Clear(size_t i, Bits* bits) { (*bits)[i / 64] &= ~(uint64_t{1} << (i % 64)); }

// result[i] = bits[i ^ label]: a butterfly for each of the low six bits, whole words for the
// others.
Bits XorPermute(const Bits& bits, uint8_t label) {
  constexpr std::array<uint64_t, 6> kMasks = {0x5555555555555555, 0x3333333333333333,
                                              0x0F0F0F0F0F0F0F0F, 0x00FF00FF00FF00FF,
                                              0x0000FFFF0000FFFF, 0x00000000FFFFFFFF};
  Bits out;
  for (size_t word = 0; word < 4; ++word) {
    uint64_t w = bits[word ^ (label >> 6)];
    for (size_t bit = 0; bit < 6; ++bit) {
      if ((label >> bit & 1) == 0) continue;
      const int shift = 1 << bit;
      w = ((w & kMasks[bit]) << shift) | ((w >> shift) & kMasks[bit]);
    }
    out[word] = w;
  }
  return out;
}

// Where children can still go: a few of the newest blocks of 256 slots; older ones are nearly full.
class Slots {
 public:
  explicit Slots(std::vector<State>* states) : states_(states) {}

  // A base, unused so far, under which all `labels` are free; takes it and its slots.
  uint32_t Take(const std::vector<uint8_t>& labels) {
    for (size_t i = 0; i < open_.size(); ++i) {
      const int base = Fit(open_[i], labels);
      if (base >= 0) return Occupy(i, static_cast<size_t>(base), labels);
      if (++open_[i].failures > kMaxFailures && labels.size() == 1) Close(i--);
    }
    if (open_.size() == kMaxOpen) Close(0);
    open_.push_back({.first = states_->size()});
    states_->resize(states_->size() + kBlock);
    return Occupy(open_.size() - 1, 0, labels);
  }

  void CloseAll() {
    while (!open_.empty()) Close(0);
  }

 private:
  struct Block {
    size_t first = 0;
    Bits free = {~0ULL, ~0ULL, ~0ULL, ~0ULL};
    Bits unused_bases = {~0ULL, ~0ULL, ~0ULL, ~0ULL};
    size_t failures = 0;
  };
  static constexpr size_t kMaxOpen = 16;
  static constexpr size_t kMaxFailures = 8;

  static int Fit(const Block& block, const std::vector<uint8_t>& labels) {
    Bits fits = block.unused_bases;
    for (const uint8_t label : labels) {
      const Bits free = XorPermute(block.free, label);
      uint64_t any = 0;
      for (size_t w = 0; w < 4; ++w) any |= fits[w] &= free[w];
      if (any == 0) return -1;
    }
    for (size_t w = 0; w < 4; ++w) {
      if (fits[w] != 0) return static_cast<int>(w * 64) + std::countr_zero(fits[w]);
    }
    return -1;
  }

  uint32_t Occupy(size_t index, size_t base, const std::vector<uint8_t>& labels) {
    Block& block = open_[index];
    Clear(base, &block.unused_bases);
    for (const uint8_t label : labels) Clear(base ^ label, &block.free);
    const auto absolute = static_cast<uint32_t>(block.first + base);
    if (block.free == Bits{}) Close(index);
    return absolute;
  }

  // Free slots get a label that leads back to a base nobody has, so that nobody takes them for a
  // child. There is one: as many bases are used as there are parents, fewer than slots taken.
  void Close(size_t index) {
    const Block& block = open_[index];
    size_t unused = 0;
    while (unused < kBlock && !Test(block.unused_bases, unused)) ++unused;
    for (size_t slot = 0; slot < kBlock; ++slot) {
      if (Test(block.free, slot)) {
        (*states_)[block.first + slot].out_label = static_cast<uint8_t>(slot ^ unused);
      }
    }
    open_.erase(open_.begin() + static_cast<ptrdiff_t>(index));
  }

  std::vector<State>* states_;
  std::vector<Block> open_;
};

}  // namespace

struct Automaton::Tables {
  std::vector<State> states;
  std::vector<Output> outputs;
  std::string tails;
  size_t words = 0;

  uint32_t Child(uint32_t state, uint8_t label) const {
    const uint32_t child = states[state].base ^ label;
    return static_cast<uint8_t>(states[child].out_label) == label ? child : kRoot;
  }
  uint32_t Step(uint32_t state, uint8_t label) const {
    for (;;) {
      if (const uint32_t child = Child(state, label); child != kRoot) return child;
      if (state == kRoot) return kRoot;
      state = states[state].fail;
    }
  }
};

namespace {

// A node whose children are not made yet: the sorted words that pass through it.
struct Pending {
  uint32_t state;
  uint32_t first;
  uint32_t end;
};

}  // namespace

void Automaton::Builder::Add(std::string_view word, uint32_t value) {
  assert(!word.empty());
  words_.emplace_back(word, value);
}

// Level by level: states near the root, where a scan spends its time, lie together, and a failure
// state, being of a lesser depth, is finished before it is asked for.
Automaton Automaton::Builder::Build() && {
  std::ranges::sort(words_);
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  Automaton out;
  Tables& tables = *out.tables_;
  tables.words = words_.size();
  tables.outputs.reserve(words_.size() + 1);
  Slots slots(&tables.states);
  std::vector<Pending> level, below;
  std::vector<uint8_t> labels;
  if (!words_.empty()) level.push_back({kRoot, 0, static_cast<uint32_t>(words_.size())});
  for (size_t depth = 0; !level.empty(); ++depth) {
    for (const Pending& node : level) {
      uint32_t first = node.first;  // words that end here are told already
      while (first < node.end && words_[first].first.size() == depth) ++first;
      if (first == node.end) continue;
      labels.clear();
      const size_t children = below.size();
      for (uint32_t i = first; i < node.end; ++i) {
        const auto label = static_cast<uint8_t>(words_[i].first[depth]);
        if (labels.empty() || labels.back() != label) {
          labels.push_back(label);
          below.push_back({kRoot, i, i});
        }
        below.back().end = i + 1;
      }
      const uint32_t base = slots.Take(labels);
      tables.states[node.state].base = base;
      for (size_t k = 0; k < labels.size(); ++k) {
        Pending& child = below[children + k];
        child.state = base ^ labels[k];
        State& state = tables.states[child.state];
        state.fail =
            node.state == kRoot ? kRoot : tables.Step(tables.states[node.state].fail, labels[k]);
        uint32_t output = tables.states[state.fail].out_label >> 8;
        const bool few = child.end - child.first <= kMaxSharing && depth + 1 >= kMinPrefix;
        uint32_t own_end = few ? child.end : child.first;
        while (own_end < child.end && words_[own_end].first.size() == depth + 1) ++own_end;
        for (uint32_t own = own_end; own > child.first;) {
          const auto& [word, value] = words_[--own];
          const std::string_view tail = std::string_view(word).substr(depth + 1);
          tables.outputs.push_back({value, static_cast<uint32_t>(word.size()), output,
                                    static_cast<uint32_t>(tables.tails.size()),
                                    static_cast<uint32_t>(tail.size())});
          tables.tails.append(tail);
          output = static_cast<uint32_t>(tables.outputs.size() - 1);
        }
        assert(output <= kOutMask);
        state.out_label = output << 8 | labels[k];
        if (few) child.first = child.end;
      }
    }
    level.swap(below);
    below.clear();
  }
  slots.CloseAll();
  tables.states.shrink_to_fit();
  tables.tails.shrink_to_fit();
  return out;
}

// Block 0 holds the root and is where childless states look in vain.
Automaton::Automaton() : tables_(std::make_unique<Tables>()) {
  tables_->states.resize(kBlock);
  for (size_t i = 0; i < kBlock; ++i) {
    tables_->states[i].out_label = static_cast<uint8_t>(i ^ 1);
  }
  tables_->outputs.resize(1);
}
Automaton::Automaton(Automaton&&) noexcept = default;
Automaton& Automaton::operator=(Automaton&&) noexcept = default;
Automaton::~Automaton() = default;

void Automaton::FindAll(std::string_view text, std::vector<Match>* matches) const {
  const State* states = tables_->states.data();
  const Output* outputs = tables_->outputs.data();
  const char* tails = tables_->tails.data();
  uint32_t state = kRoot;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto label = static_cast<uint8_t>(text[i]);
    for (;;) {
      const uint32_t child = states[state].base ^ label;
      const uint32_t out_label = states[child].out_label;
      if (static_cast<uint8_t>(out_label) == label) {
        state = child;
        for (uint32_t o = out_label >> 8; o != 0; o = outputs[o].next) {
          const Output& output = outputs[o];
          const std::string_view tail(tails + output.tail, output.tail_size);
          if (text.substr(i + 1).starts_with(tail)) {
            const size_t end = i + 1 + tail.size();
            matches->push_back({output.value, end - output.length, end});
          }
        }
        break;
      }
      if (state == kRoot) break;
      state = states[state].fail;
    }
  }
}

bool Automaton::Before(const Match& a, const Match& b) {
  if (a.byte_end != b.byte_end) return a.byte_end < b.byte_end;
  if (a.byte_start != b.byte_start) return a.byte_start < b.byte_start;
  return a.value < b.value;
}

void Automaton::FindFrom(std::string_view text, size_t byte_start,
                         std::vector<Match>* matches) const {
  const State* states = tables_->states.data();
  const Output* outputs = tables_->outputs.data();
  const char* tails = tables_->tails.data();
  uint32_t state = kRoot;
  for (size_t i = byte_start; i < text.size(); ++i) {
    const auto label = static_cast<uint8_t>(text[i]);
    state = states[state].base ^ label;
    const uint32_t out_label = states[state].out_label;
    if (static_cast<uint8_t>(out_label) != label) return;
    for (uint32_t o = out_label >> 8; o != 0; o = outputs[o].next) {
      const Output& output = outputs[o];
      if (output.length - output.tail_size != i + 1 - byte_start) break;  // of a failure state
      const std::string_view tail(tails + output.tail, output.tail_size);
      if (!text.substr(i + 1).starts_with(tail)) continue;
      matches->push_back({output.value, byte_start, i + 1 + tail.size()});
    }
  }
}

void Automaton::Save(ArchiveWriter* out) const { out->Put(*tables_); }
void Automaton::Load(ArchiveReader* in) { in->Get(tables_.get()); }

size_t Automaton::size() const { return tables_->words; }

size_t Automaton::MemoryBytes() const {
  return sizeof(Tables) + tables_->states.capacity() * sizeof(State) +
         tables_->outputs.capacity() * sizeof(Output) + tables_->tails.capacity();
}

}  // namespace dealwire
