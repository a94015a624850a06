#ifndef DEALWIRE_EXTRACT_TEXT_STRING_SET_H_
#define DEALWIRE_EXTRACT_TEXT_STRING_SET_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"

namespace dealwire {

// A set of strings that is asked far more often than it is filled, mostly for what it does not
// hold: a question reads one line of memory where the answer is no, some three where it is yes.
// Open addressing, at most half full. What it gives is a view of what it holds, until the next
// insert.
class StringSet {
  struct Slot {
    uint32_t tag = 0;  // of the hash; 0: free
    uint32_t begin = 0, size = 0;
  };

 public:
  // In an order that says nothing.
  class Iterator {
   public:
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::forward_iterator_tag;

    Iterator() = default;
    Iterator(const StringSet* set, size_t slot) : set_(set), slot_(slot) { SkipFree(); }
    std::string_view operator*() const { return set_->TextOf(set_->slots_[slot_]); }
    Iterator& operator++() {
      ++slot_;
      SkipFree();
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    void SkipFree() {
      while (slot_ < set_->slots_.size() && set_->slots_[slot_].tag == 0) ++slot_;
    }
    const StringSet* set_ = nullptr;
    size_t slot_ = 0;
  };

  bool contains(std::string_view text) const {
    if (slots_.empty() || text.size() > longest_) return false;
    const uint64_t hash = Hash(text);
    const auto tag = TagOf(hash);
    for (size_t slot = hash & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
      const Slot& held = slots_[slot];
      if (held.tag == 0) return false;
      if (held.tag == tag && held.size == text.size() && TextOf(held) == text) return true;
    }
  }

  // Calls `visit` with each that `text` begins with, the shortest first. So many questions as there
  // are lengths, however many strings.
  template <typename Visit>
  void VisitBeginnings(std::string_view text, const Visit& visit) const {
    for (const uint32_t size : sizes_) {
      if (size > text.size()) return;
      if (contains(text.substr(0, size))) visit(text.substr(0, size));
    }
  }
  // The same at each character of UTF-8: where it stands, and what.
  template <typename Visit>
  void VisitWithin(std::string_view text, const Visit& visit) const {
    for (size_t at = 0; at < text.size(); ++at) {
      if (!BeginsCharacter(text[at])) continue;
      VisitBeginnings(text.substr(at), [&](std::string_view held) { visit(at, held); });
    }
  }
  bool HoldsBeginningOf(std::string_view text) const {
    return std::ranges::any_of(sizes_, [&](uint32_t size) {
      return size <= text.size() && contains(text.substr(0, size));
    });
  }
  bool HoldsEndingOf(std::string_view text) const {
    return std::ranges::any_of(sizes_, [&](uint32_t size) {
      return size <= text.size() && contains(text.substr(text.size() - size));
    });
  }

  // Amortised O(length of the text).
  void insert(std::string_view text);
  void insert(const StringSet& others);

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, slots_.size()}; }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.slots_, self.texts_, self.size_, self.longest_, self.sizes_);
  }

 private:
  // Of words: eight bytes from each end, of longer ones the middle too. Not kept by anybody.
  static uint64_t Hash(std::string_view text) {
    constexpr uint64_t kOdd = 0x9E3779B97F4A7C15, kOther = 0xC2B2AE3D27D4EB4F;
    uint64_t first = 0, last = 0;
    const size_t size = text.size();
    if (size >= sizeof(uint64_t)) {
      for (size_t i = 0; i + sizeof(uint64_t) < size; i += sizeof(uint64_t))
        first = (first ^ EightBytes(text, i)) * kOdd;
      last = EightBytes(text, size - sizeof(uint64_t));
    } else {
      for (const char c : text) last = last << 8 | static_cast<unsigned char>(c);
    }
    uint64_t hash = (first ^ first >> 29 ^ last ^ size) * kOther;
    hash ^= hash >> 32;
    return hash * kOdd;
  }
  // Of the bits that choose no slot.
  static uint32_t TagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32) | 1; }

  std::string_view TextOf(const Slot& slot) const {
    return std::string_view(texts_).substr(slot.begin, slot.size);
  }
  void Place(uint64_t hash, const Slot& slot);
  void Grow();

  std::vector<Slot> slots_;  // a power of two
  std::string texts_;
  size_t size_ = 0, longest_ = 0;
  std::vector<uint32_t> sizes_;  // of what it holds, in bytes, rising
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_STRING_SET_H_
