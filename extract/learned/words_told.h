#ifndef DEALWIRE_EXTRACT_LEARNED_WORDS_TOLD_H_
#define DEALWIRE_EXTRACT_LEARNED_WORDS_TOLD_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/learned/sentence_words.h"
#include "extract/learned/sum_features.h"
#include "extract/learned/word_weights.h"

namespace dealwire {

// What the words of an article tell of its sums and of the names near them (WordWeights). A
// sentence is cut into words when it is first asked of. All that it is made of must outlive it; for
// one thread.
class WordsTold {
 public:
  // `weights`: of the article's language; null: none are known, and all scores are 0.
  WordsTold(const Document& document, const std::vector<SentenceScene>& scenes,
            const WordWeights* weights);

  // Of a sum, or of a sentence without one (null): Clue::kSum or kBare, the statuses, the kinds.
  // Linear in the words of the sentence and of the two before it.
  WordWeights::Scores OfSum(const MoneySentence& sentence, const Mention* money);
  // Of an organisation near it: Clue::kCustomer and kProvider. Linear in the words of the sentence.
  WordWeights::Scores OfName(const MoneySentence& sentence, const Mention* money,
                             std::string_view id);

  // Of these words those that tell most of a clue (Clue), for what all of them add up to, at most
  // `most`: "paid".
  std::vector<std::string> StrongestOfSum(const MoneySentence& sentence, const Mention* money,
                                          uint8_t clue, size_t most);
  std::vector<std::string> StrongestOfName(const MoneySentence& sentence, const Mention* money,
                                           std::string_view id, uint8_t clue, size_t most);

  // The same words as "place word", for training.
  std::vector<std::string> WordsOfSum(const MoneySentence& sentence, const Mention* money);
  std::vector<std::string> WordsOfName(const MoneySentence& sentence, const Mention* money,
                                       std::string_view id);

 private:
  const SentenceWords& WordsOf(const SentenceScene& scene);
  auto Finder();  // puts what is visited into found_
  WordWeights::Scores ScoreFound();
  std::vector<std::string> StrongestFound(uint8_t clue, size_t most);
  template <typename Visit>
  void VisitSum(const MoneySentence& sentence, const Mention* money, const Visit& visit);
  template <typename Visit>
  void VisitName(const MoneySentence& sentence, const Mention* money, std::string_view id,
                 const Visit& visit);
  template <typename Visit>
  void VisitEarlier(const SentenceScene& scene, std::string_view id, const Visit& visit);

  const Document& document_;
  const std::vector<SentenceScene>& scenes_;
  const WordWeights* weights_;
  std::map<const SentenceScene*, SentenceWords> words_;
  std::vector<std::pair<uint32_t, WordPlace>> found_;  // words at their places
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_WORDS_TOLD_H_
