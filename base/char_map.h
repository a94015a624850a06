#ifndef DEALWIRE_BASE_CHAR_MAP_H_
#define DEALWIRE_BASE_CHAR_MAP_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace dealwire {

// What each character becomes, be it another, several or none, in UTF-8. Made 64 characters at a
// time when a text first needs one of them, for no text needs all of Unicode; a look-up is two
// loads. To be static: what is made stays. Safe from many threads.
class CharMap {
 public:
  struct Entry {
    uint8_t size = 0;
    std::array<char, 15> bytes = {};
  };
  // At most 15 bytes; pure.
  using Make = std::string (*)(char32_t);

  explicit constexpr CharMap(Make make) : make_(make) {}
  CharMap(const CharMap&) = delete;
  CharMap& operator=(const CharMap&) = delete;

  // `c` is at most U+10FFFF.
  const Entry& Of(char32_t c) const { return PageOf(c)[c % kPageSize]; }

 private:
  static constexpr size_t kPageSize = 64;
  using Page = std::array<Entry, kPageSize>;

  const Page& PageOf(char32_t c) const {
    const Page* const page = pages_[c / kPageSize].load(std::memory_order_acquire);
    return page != nullptr ? *page : MakePage(c / kPageSize);
  }

  const Page& MakePage(size_t number) const {
    auto made = std::make_unique<Page>();
    for (size_t i = 0; i < kPageSize; ++i) {
      const std::string text = make_(static_cast<char32_t>(number * kPageSize + i));
      Entry& entry = (*made)[i];
      entry.size = static_cast<uint8_t>(std::min(text.size(), entry.bytes.size()));
      std::copy_n(text.begin(), entry.size, entry.bytes.begin());
    }
    const Page* expected = nullptr;
    // Another thread may have been first; its page is the same.
    if (pages_[number].compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel))
      return *made.release();
    return *expected;
  }

  const Make make_;
  mutable std::array<std::atomic<const Page*>, 0x110000 / kPageSize> pages_ = {};
};

}  // namespace dealwire

#endif  // DEALWIRE_BASE_CHAR_MAP_H_
