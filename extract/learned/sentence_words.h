#ifndef DEALWIRE_EXTRACT_LEARNED_SENTENCE_WORDS_H_
#define DEALWIRE_EXTRACT_LEARNED_SENTENCE_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/learned/word_weights.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// A word as WordWeights knows it.
struct SentenceWord {
  std::string_view text;  // of the folded text, or a constant; empty: none
  uint32_t number = WordWeights::kUnknown;
};

// The words of one sentence, in order: letters and digits that stand together, or one character of
// a script without spaces, or another sign. A name is one, and so is a sum. At most kMostItems of
// them are read. The document and the weights must outlive it.
class SentenceWords {
 public:
  static constexpr size_t kMostItems = 300;

  struct Item {
    SentenceWord word;
    SentenceWord pair;               // with the character behind it
    size_t begin = 0, end = 0;       // of a name: parties of the sentence
    const Mention* money = nullptr;  // of a sum
  };

  // `weights`: none, and no word has a number.
  SentenceWords(const Document& document, const SentenceScene& scene, const WordWeights* weights);

  const std::vector<Item>& items() const { return items_; }
  // The places in items() of a sum, and of a name.
  std::optional<size_t> PlaceOf(const Mention* money) const;
  std::vector<size_t> PlacesOf(const SentenceScene& scene, std::string_view id) const;
  // How the names of an organisation end: their last three letters, two and one.
  std::vector<SentenceWord> EndingsOf(const SentenceScene& scene, std::string_view id) const;

 private:
  SentenceWord Make(std::string_view text) const;
  void AddText(size_t from, size_t to);
  Item* AddItem(std::string_view text);

  const Document& document_;
  const WordWeights* weights_;
  std::vector<Item> items_;
};

// Where a place is to another: kBefore1 to kBehindFar. Not of the same place.
WordPlace PlaceBeside(size_t place, size_t of);
// The same in an earlier sentence: kEarlierBefore1 to kEarlierBehind8; at most eight places off.
WordPlace EarlierBeside(size_t place, size_t of);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_SENTENCE_WORDS_H_
