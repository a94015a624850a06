#ifndef DEALWIRE_EXTRACT_LEARNED_SUM_FEATURES_H_
#define DEALWIRE_EXTRACT_LEARNED_SUM_FEATURES_H_

#include <string>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/learned/decision_trees.h"
#include "extract/learned/word_weights.h"
#include "extract/quantities/rates.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// A sentence with sums, or one that may tell a deal without one, or both, as it was read: its words
// resolved, and what the article had told before.
struct MoneySentence {
  SentenceScene scene;
  std::vector<std::string> title, subjects, others;  // Context's
  std::string hero, lead, builder;
  size_t place_in_block = 0;  // sentences of its block before it
  bool bare = false;          // may tell a deal without a sum
  bool topic = false, field = false, article_site = false;
  bool site = false, near_site = false, item = false;
};

// What an article is made of, for the features of its sums. Made once, linear in its cues.
class ArticleFeatures {
 public:
  ArticleFeatures(const Document& document, const std::vector<SentenceScene>& scenes,
                  const Rates& rates, bool postpositional);

  // What tells whether a sum is a deal's: its size, the words around it by their classes, what
  // stands in its sentence and the two beside it. `deals` are those told of the article. Without a
  // sum (`value` is null) the same of a place in a sentence. `words`: what its words tell. Linear
  // in the sentence.
  FeatureRow OfSum(const MoneySentence& sentence, const Span& at, const MoneyValue* value,
                   size_t deals, const WordWeights::Scores& words) const;
  static const std::vector<std::string>& Names();

 private:
  void AddCues(const MoneySentence& sentence, const Span& at, FeatureRow* row) const;
  void AddNeighbour(const SentenceScene* scene, size_t first, const SentenceScene& of,
                    FeatureRow* row) const;

  const Document& document_;
  const std::vector<SentenceScene>& scenes_;
  const Rates& rates_;
  const bool postpositional_;
  size_t sums_ = 0;
  std::vector<float> share_of_;  // of the sentences, by class of cue
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_SUM_FEATURES_H_
