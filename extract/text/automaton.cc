#include "extract/text/automaton.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "base/archive.h"
#include "extract/text/double_array.h"

namespace dealwire {
namespace {

constexpr uint32_t kRoot = 0;
[[maybe_unused]] constexpr uint32_t kOutMask = 0xFFFFFF;

// A state of the trie, 12 bytes (extract/text/double_array.h).
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
  if (!std::ranges::is_sorted(words_)) std::ranges::sort(words_);
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  Automaton out;
  Tables& tables = *out.tables_;
  tables.words = words_.size();
  out.six_bytes_.Reserve(words_.size());
  for (const auto& [word, value] : words_) {
    out.first_bytes_.Add(word, FirstBytes::Follows::kAnything);
    out.six_bytes_.Add(word);
  }
  tables.outputs.reserve(words_.size() + 1);
  DoubleArraySlots slots;
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
      tables.states.resize(slots.size());
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
  for (const auto& [state, label] : std::move(slots).Free()) tables.states[state].out_label = label;
  tables.states.shrink_to_fit();
  tables.tails.shrink_to_fit();
  return out;
}

Automaton::Automaton() : tables_(std::make_unique<Tables>()) {
  tables_->states.resize(DoubleArraySlots::kBlock);
  for (size_t i = 0; i < DoubleArraySlots::kBlock; ++i)
    tables_->states[i].out_label = DoubleArraySlots::FirstLabel(i);
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

void Automaton::Save(ArchiveWriter* out) const {
  out->Put(*tables_);
  out->Put(first_bytes_);
  out->Put(six_bytes_);
}
void Automaton::Load(ArchiveReader* in) {
  in->Get(tables_.get());
  in->Get(&first_bytes_);
  in->Get(&six_bytes_);
}

size_t Automaton::size() const { return tables_->words; }

size_t Automaton::MemoryBytes() const {
  return sizeof(Tables) + tables_->states.capacity() * sizeof(State) +
         tables_->outputs.capacity() * sizeof(Output) + tables_->tails.capacity();
}

}  // namespace dealwire
