#ifndef DEALWIRE_EXTRACT_NAMES_NAME_WORDS_H_
#define DEALWIRE_EXTRACT_NAMES_NAME_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/names/name_rules.h"
#include "extract/text/document.h"
#include "extract/text/name_text.h"
#include "extract/text/word_ids.h"

namespace dealwire {

// A word of a document as names are looked for among them: letters and digits, with dots,
// ampersands and hyphens inside.
struct NameWord {
  size_t start = 0, end = 0;      // bytes of Document::text
  std::string_view folded;        // of Document::folded
  uint32_t id = 0;                // of NameWords::ids: words that are folded alike share it
  Script script = Script::kNone;  // of its first letter
  bool capital = false;           // its first letter
  bool all_capitals = false;
  bool camel = false;    // a capital after a small letter
  bool covered = false;  // within a known name
  bool first = false;    // of its sentence, or behind its dateline
};

// The words of all sentences, one after the other.
class NameWords {
 public:
  // `covered`: what other mentions take, sorted, none overlapping. Linear.
  NameWords(const Document& document, const NameRules& rules, std::span<const Span> covered);

  const std::vector<NameWord>& all() const { return words_; }
  const WordIds& ids() const { return ids_; }
  // Whether a word of the sentence is of a script without capitals, and no number.
  bool AnyUncased(size_t sentence) const { return uncased_[sentence]; }
  std::span<const NameWord> OfSentence(size_t sentence) const {
    return std::span(words_).subspan(begins_[sentence], begins_[sentence + 1] - begins_[sentence]);
  }

 private:
  void Read(const Span& sentence, size_t index);
  size_t DatelineEnd(const Span& sentence) const;
  size_t TimeEnd(const Span& sentence) const;
  bool ReadAscii(size_t limit, NameWord* word) const;
  size_t WordEnd(size_t at, size_t limit) const;
  bool JoinsByHyphen(size_t before_end, char32_t after) const;
  void Describe(NameWord* word);
  void Place(NameWord* word);

  const Document& document_;
  const NameRules& rules_;
  std::span<const Span> covered_;
  std::vector<NameWord> words_;
  WordIds ids_;
  std::vector<bool> uncased_;   // by sentence
  std::vector<size_t> begins_;  // index of the first word of each sentence, and one past the last
  // Where the last word ends in the folded text, and what is covered from there on.
  size_t folded_at_ = 0, covered_at_ = 0;
};

// Whether a script has capitals that show names.
bool HasCase(Script script);

// Whether one of `words`, which are sorted, is `folded`, or an open one begins it. Logarithmic.
bool MatchesWord(const std::vector<ChipNoun::Word>& words, std::string_view folded);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_NAME_WORDS_H_
