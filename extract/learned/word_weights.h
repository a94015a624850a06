#ifndef DEALWIRE_EXTRACT_LEARNED_WORD_WEIGHTS_H_
#define DEALWIRE_EXTRACT_LEARNED_WORD_WEIGHTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/lazy.h"
#include "base/toml.h"
#include "extract/deal.h"
#include "extract/rule_files.h"
#include "extract/text/id_index.h"

namespace dealwire {

// Where a word stands to a sum or a name: one place before it, two, up to four, up to eight, or
// farther.
enum class WordPlace : uint8_t {
  kBefore1,
  kBefore2,
  kBefore4,
  kBefore8,
  kBeforeFar,
  kBehind1,
  kBehind2,
  kBehind4,
  kBehind8,
  kBehindFar,
  kSentence,        // of a sum: anywhere in its sentence
  kPrevious1,       // in the sentence before that
  kPrevious2,       // in the one before
  kToSum,           // of a name: between it and a sum behind it
  kFromSum,         // and one before it
  kEnding,          // its last letters
  kWhere,           // whether its last sentence is this, or how far back
  kElsewhere,       // in the sum's sentence, which does not name it
  kEarlierBefore1,  // to a name in an earlier sentence, up to six places from it
  kEarlierBefore2,
  kEarlierBefore4,
  kEarlierBefore8,
  kEarlierBehind1,
  kEarlierBehind2,
  kEarlierBehind4,
  kEarlierBehind8,
  kCount
};
const char* WordPlaceName(WordPlace place);

// What words tell: of a name near a sum that it is the customer or the provider; of a sum, or of a
// sentence without, that it is a deal's; how far that is, and what kind of deal.
struct Clue {
  static constexpr auto kStatuses = static_cast<size_t>(DealStatus::kCompleted) + 1;
  static constexpr auto kKinds = static_cast<size_t>(DealKind::kOther) + 1;
  enum : uint8_t {
    kCustomer,
    kProvider,
    kSum,
    kBare,
    kStatus,  // from here on, in the order of DealStatus
    kKind = kStatus + kStatuses,
    kCount = kKind + kKinds
  };
};
// "customer", "sum", "signed", "compute".
std::optional<uint8_t> ParseClue(std::string_view name);

// What the words of one language tell in the places where they stand, learned from annotated
// articles (scripts/train): the sums of their weights are log odds, as in naive Bayes, but learned
// together (logistic regression). A rule file, learned/words/<lang>.toml:
//
//     lang = "de"
//     bias = { customer = -1.2, sum = -0.4 }
//     [words]
//     "liefer" = { provider = { behind_1 = 0.31 }, sum = { sentence = 0.2 } }
//
// A word is folded and cut after six letters; in scripts without spaces it is a character or two.
// "@name" stands for a name, "@sum" for another sum, 0 for a number. Immutable; for any thread.
class WordWeights {
 public:
  static constexpr uint32_t kUnknown = std::numeric_limits<uint32_t>::max();
  using Scores = std::array<float, Clue::kCount>;

  // What is not well-formed is told in `problems`.
  static WordWeights Compile(const TomlValue& root, Diagnostics* problems);

  bool empty() const { return words_.empty(); }
  const Scores& bias() const { return bias_; }
  // kUnknown: no weight is known of it. A hash and a comparison.
  uint32_t Find(std::string_view word) const;
  // Adds what a known word tells at a place. Linear in what is known of the word, some three
  // weights.
  void Add(uint32_t word, WordPlace place, Scores* scores) const {
    for (uint32_t i = begin_[word]; i < begin_[word + 1]; ++i) {
      if (weights_[i].place == place) (*scores)[weights_[i].told] += weights_[i].weight;
    }
  }

  std::string_view TextOf(uint32_t word) const { return words_[word]; }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.bias_, self.words_, self.index_, self.begin_, self.weights_);
  }

 private:
  struct Weight {
    WordPlace place = WordPlace::kCount;
    uint8_t told = 0;
    float weight = 0;
  };
  void AddWord(const std::string& word, const TomlValue& of_word, Diagnostics* problems);

  Scores bias_ = {};
  std::vector<std::string> words_;  // sorted
  IdIndex index_;
  std::vector<uint32_t> begin_;  // of each word's weights, and where the last one's end
  std::vector<Weight> weights_;
};

// By the keys of languages (LanguageKey).
using WordsOfLanguages = std::map<std::string, Lazy<WordWeights>, std::less<>>;
inline constexpr std::string_view kWordsFolder = "learned/words/";
// Of the files there.
WordsOfLanguages CompileWords(const RuleFiles& files, Diagnostics* problems);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_WORD_WEIGHTS_H_
