#ifndef DEALWIRE_STORE_WORD_BAG_H_
#define DEALWIRE_STORE_WORD_BAG_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"

namespace dealwire {

// The words of one text as they are found, one behind the other; then each once, in order. A word
// comes in parts, and then it ends. For one thread.
class WordBag {
 public:
  static constexpr size_t kMaxWords = 50'000;
  static constexpr size_t kMaxWordBytes = 60;

  // `text_bytes`: of the text that they are of; they may be more.
  explicit WordBag(size_t text_bytes) : text_(text_bytes + 2 * kSlack, '\0') {
    places_.reserve(text_bytes / 6);
  }

  void Append(std::string_view part) {
    MakeRoom(part.size());
    std::memcpy(text_.data() + end_, part.data(), part.size());
    end_ += part.size();
  }
  // Appends the letters and digits of ASCII that stand from `at` on, in lower case. Returns where
  // they end.
  size_t AppendAscii(std::string_view text, size_t at) {
    for (; at + sizeof(uint64_t) <= text.size(); at += sizeof(uint64_t)) {
      const uint64_t bytes = EightBytes(text, at), lower = bytes | kLowerCase;
      const uint64_t others = NeitherLetterNorDigit(bytes);
      MakeRoom(sizeof lower);
      std::memcpy(text_.data() + end_, &lower, sizeof lower);
      const auto run =
          others == 0 ? sizeof lower : static_cast<size_t>(__builtin_ctzll(others)) / 8;
      end_ += run;
      if (others != 0) return at + run;
    }
    return AppendAsciiEnd(text, at);
  }
  // A word without any part is none, nor is one that is too long or one too many.
  void EndWord() {
    const size_t size = end_ - start_;
    if (size > 0 && size <= kMaxWordBytes && places_.size() < kMaxWords) {
      places_.push_back(
          {HeadAt(start_, size), static_cast<uint32_t>(start_), static_cast<uint32_t>(size)});
      start_ = end_;
    } else {
      end_ = start_;
    }
  }
  // As if nothing had been appended since the last word ended.
  void DropWord() { end_ = start_; }
  void Add(std::string_view word) {
    Append(word);
    EndWord();
  }

  size_t size() const { return places_.size(); }
  // Only the first words remain, and no part of another.
  void Shrink(size_t size) {
    places_.resize(size);
    start_ = end_ = size == 0 ? 0 : places_.back().start + places_.back().size;
  }

  // Each word once, sorted, NUL before each and at the end. They are in no order of time then.
  std::string Encode();

 private:
  struct Place {
    uint64_t head;  // HeadOfWord
    uint32_t start, size;
  };
  static constexpr size_t kSlack = 8;  // behind all: bytes are copied eight at a time
  static constexpr uint64_t kEach = 0x0101010101010101;
  static constexpr uint64_t kHighBits = 0x80 * kEach;
  static constexpr uint64_t kLowerCase = 0x20 * kEach;  // of a digit it is set already

  // The high bit of each byte that is not less than `least`; of `bytes` none has it.
  static uint64_t AtLeast(uint64_t bytes, char least) {
    return bytes + (0x80 - static_cast<uint64_t>(least)) * kEach;
  }
  // The high bit of each byte that is neither a letter nor a digit of ASCII.
  static uint64_t NeitherLetterNorDigit(uint64_t bytes) {
    const uint64_t low = bytes & ~kHighBits, lower = low | kLowerCase;
    const uint64_t letters = AtLeast(lower, 'a') & ~AtLeast(lower, 'z' + 1);
    const uint64_t digits = AtLeast(low, '0') & ~AtLeast(low, '9' + 1);
    return (~(letters | digits) | bytes) & kHighBits;
  }
  size_t AppendAsciiEnd(std::string_view text, size_t at);
  void MakeRoom(size_t bytes) {
    if (end_ + bytes + kSlack > text_.size()) text_.resize(2 * (end_ + bytes + kSlack));
  }
  uint64_t HeadAt(size_t start, size_t size) const {
    const uint64_t head = __builtin_bswap64(EightBytes(text_, start));
    return size >= sizeof head ? head : head & ~(~uint64_t{0} >> (8 * size));
  }
  std::string_view WordAt(const Place& place) const {
    return std::string_view(text_).substr(place.start, place.size);
  }
  bool Before(const Place& a, const Place& b) const {
    return a.head != b.head ? a.head < b.head : WordAt(a) < WordAt(b);
  }
  bool IsSame(const Place& a, const Place& b) const {
    return a.head == b.head && a.size == b.size && (a.size <= 8 || WordAt(a) == WordAt(b));
  }

  std::string text_;
  size_t start_ = 0, end_ = 0;  // of the word that has not ended
  std::vector<Place> places_;
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_WORD_BAG_H_
