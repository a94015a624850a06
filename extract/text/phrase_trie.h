#ifndef DEALWIRE_EXTRACT_TEXT_PHRASE_TRIE_H_
#define DEALWIRE_EXTRACT_TEXT_PHRASE_TRIE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "extract/text/first_bytes.h"
#include "extract/text/word_bits.h"

namespace dealwire {

// Phrases of a language, all looked for at once where one may begin: a trie over the folded bytes
// of their words, so that what many phrases begin with is read once, however many they are. Between
// two words stands one space or hyphen; a star behind a word is any ending of it, a star alone any
// word, number, or number behind a currency sign. Immutable after Build, safe from many threads.
// Source of the layout: extract/text/double_array.h.
class PhraseTrie {
 public:
  struct Part {
    std::string text;   // folded, valid UTF-8, without spaces
    bool star = false;  // any ending may follow; alone it is any word
  };
  struct Phrase {
    std::vector<Part> parts;  // the first with a text
    bool open = false;        // its last word may go on
  };
  struct Match {
    uint32_t phrase = 0;   // as it was added: 0, 1, ...
    size_t first_end = 0;  // of the first part's text
    size_t end = 0;        // of the whole, with the ending of a star
  };

  class Builder {
   public:
    // `spaceless`: of a script without spaces between words, where each word may go on and a star
    // says nothing.
    explicit Builder(bool spaceless) : spaceless_(spaceless) {}
    void Add(const Phrase& phrase);
    PhraseTrie Build() &&;

   private:
    void AddFirstBytes(FirstBytes* first_bytes) const;

    const bool spaceless_;
    std::vector<std::pair<std::string, uint32_t>> keys_;
    std::vector<bool> open_;  // by phrase
  };

  PhraseTrie();
  size_t size() const { return phrases_; }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.cells_, self.turns_, self.ends_, self.phrases_, self.first_bytes_);
  }

 private:
  friend class PhraseScanner;
  struct Cell {
    uint32_t base = 0;
    uint32_t turn_label = 0;  // turn << 8 | label
  };
  // What may happen at a cell besides the next byte of a word.
  struct Turn {
    uint32_t first = 0, bounded = 0, open = 0;  // ends_[first...): phrases whose last word ends
                                                // here, then those of which it may go on
    uint32_t next = 0;                          // the cell behind a space; 0: none
    uint32_t star = 0;                          // the turn behind an ending; 0: none
  };
  static constexpr uint8_t kSpace = 0xFE, kStar = 0xFF;  // labels that no valid text has

  std::vector<Cell> cells_;
  std::vector<Turn> turns_;  // 0: nothing
  std::vector<uint32_t> ends_;
  uint32_t phrases_ = 0;
  FirstBytes first_bytes_;
};

// Looks into one text. A scan of all its places is linear in it for given phrases.
class PhraseScanner {
 public:
  // All must outlive it; `text` is folded, `words` are its words.
  PhraseScanner(const PhraseTrie& trie, std::string_view text, const WordBits& words)
      : trie_(trie), text_(text), words_(words) {}

  // The first place at or behind `at` where a phrase may begin; the text's size where there is
  // none.
  size_t NextStart(size_t at) const { return trie_.first_bytes_.Next(text_, at); }
  // Appends the phrases that begin at `start`, in no order.
  void FindAt(size_t start, std::vector<PhraseTrie::Match>* matches) const {
    if (trie_.first_bytes_.MayBegin(text_, start)) Walk(0, start, 0, matches);
  }

 private:
  void Walk(uint32_t cell, size_t at, size_t first_end,
            std::vector<PhraseTrie::Match>* matches) const;
  void Take(const PhraseTrie::Turn& turn, size_t at, size_t first_end,
            std::vector<PhraseTrie::Match>* matches) const;
  size_t WordEnd(size_t at) const;
  void Cross(const PhraseTrie::Turn& turn, size_t at, size_t first_end,
             std::vector<PhraseTrie::Match>* matches) const;

  const PhraseTrie& trie_;
  const std::string_view text_;
  const WordBits& words_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_PHRASE_TRIE_H_
