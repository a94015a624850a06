#ifndef DEALWIRE_EXTRACT_TEXT_WORD_IDS_H_
#define DEALWIRE_EXTRACT_TEXT_WORD_IDS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dealwire {

// Numbers for the distinct words of a text: 0, 1, ... in the order in which they are first added,
// so that what is known of a word is kept by its number and found out once. Holds views: the text
// must outlive it. A look-up reads the word once and, on average, less than two slots.
class WordIds {
 public:
  // Room for so many words from the start.
  explicit WordIds(size_t words = 0);

  uint32_t Add(std::string_view word);
  // size() where it was not added.
  uint32_t Find(std::string_view word) const;
  uint32_t size() const { return static_cast<uint32_t>(words_.size()); }

 private:
  struct Known {
    std::string_view word;
    uint64_t hash = 0;
  };
  // Where the word is in slots_, or would be.
  size_t SlotOf(std::string_view word, uint64_t hash) const;
  void Grow();

  std::vector<uint32_t> slots_;  // a word's number + 1, or 0; a power of two, half of it free
  std::vector<Known> words_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_WORD_IDS_H_
