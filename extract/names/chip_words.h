#ifndef DEALWIRE_EXTRACT_NAMES_CHIP_WORDS_H_
#define DEALWIRE_EXTRACT_NAMES_CHIP_WORDS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "extract/names/name_rules.h"

namespace dealwire {

// A noun for chips in a text: [start, end).
struct FoundNoun {
  size_t start = 0;
  size_t end = 0;
  std::string_view kind;  // of ChipNoun
};

// Walks over the words around a chip's name: nouns, links ("of", "von"), count words, quotes.
// `text` is a NameText (extract/text/name_text.h) and outlives this. Every call looks at a few
// words.
class ChipWords {
 public:
  ChipWords(std::string_view text, const NameRules& rules) : text_(text), rules_(rules) {}

  // The longest noun that begins, ends at `offset`.
  std::optional<FoundNoun> NounAt(size_t offset) const;
  std::optional<FoundNoun> NounBefore(size_t offset) const;

  // Whether the word before `offset`, a link between left out, is one for a maker of chips.
  bool FollowsMaker(size_t offset) const;

  // Past an apostrophe or colon suffix or a particle glued to a name that ends at `offset`.
  size_t PastSuffix(size_t offset) const;
  // Past spaces and quotes.
  size_t PastGap(size_t offset) const;
  size_t BeforeGap(size_t offset) const;
  // Past one link or count word and the gap around it; nothing where there is none.
  std::optional<size_t> PastLink(size_t offset) const;
  std::optional<size_t> BeforeLink(size_t offset) const;
  std::optional<size_t> PastClassifier(size_t offset) const;
  std::optional<size_t> BeforeClassifier(size_t offset) const;

 private:
  std::optional<size_t> MatchNoun(const ChipNoun& noun, size_t offset) const;
  std::optional<size_t> MatchWord(const ChipNoun::Word& word, size_t offset) const;
  std::optional<size_t> PastWordOf(const StringSet& words, size_t offset) const;
  std::optional<size_t> BeforeWordOf(const StringSet& words, size_t offset) const;

  std::string_view text_;
  const NameRules& rules_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_CHIP_WORDS_H_
