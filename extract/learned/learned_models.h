#ifndef DEALWIRE_EXTRACT_LEARNED_LEARNED_MODELS_H_
#define DEALWIRE_EXTRACT_LEARNED_LEARNED_MODELS_H_

#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/toml.h"
#include "extract/deal.h"
#include "extract/learned/decision_trees.h"
#include "extract/learned/partners.h"
#include "extract/learned/word_weights.h"
#include "extract/rule_files.h"

namespace dealwire {

// A notice says what it says: an article of fewer sentences is read by frames, and nothing in it
// tells what is usual in articles.
inline constexpr size_t kFewestSentences = 5;

// What annotated articles teach of deals and sums (learned_sums.h): rules/learned/, which
// scripts/train writes. Immutable; for any thread.
struct LearnedModels {
  DecisionTrees article;        // whether a sentence may tell a deal at all; rows of SignFeatures
  DecisionTrees sum;            // whether a sum is a deal's; rows of ArticleFeatures
  DecisionTrees bare;           // whether a sentence tells a deal without a sum; likewise
  DecisionTrees parties;        // whether two are its customer and provider; rows of PartyFeatures
  DecisionTrees first_parties;  // likewise, by a sum alone; for what the others say (OtherSums)
  Partners partners;            // what is known of who buys from whom; for PartyFeatures
  WordsOfLanguages words;       // what words tell of sums and names; for both rows
  DecisionTrees deal;           // whether a deal was read right; rows of DealFeatures
  std::vector<std::pair<DealKind, DecisionTrees>> kinds;  // which kind it is; as `parties`
  // How far it is; as `parties`. Their scores exponentiated are as the probabilities.
  std::vector<std::pair<DealStatus, DecisionTrees>> statuses;
  // Probabilities: what a sum, or a sentence without one, that no frame reads needs to be read;
  // what a deal that is read of it needs to be told, and one without a sum; what one that a frame
  // reads does; how much likelier than what the frames read other parties have to be, the same two
  // the other way round, another kind and another status; what one sentence of an article needs for
  // any deal of it to be told.
  double least_sum = 0.5, least_bare = 0.5, least_deal = 0.5, least_bare_deal = 0.5,
         least_told = 0.1, least_parties = 0, least_turned = 0, least_kind = 0.4,
         least_status = 0.4, least_article = 0.1;

  // Of the files learned/*.toml; without them nothing is read by what is learned.
  static LearnedModels Compile(const RuleFiles& files, Diagnostics* problems);

  bool empty() const { return sum.empty() || parties.empty(); }
  // Of the language of an article; null: none are known.
  const WordWeights* WordsOf(std::string_view bcp47) const;
  // Of an article, by how likely its sentences tell a deal: whether none of them is likely enough.
  // Never without such trees, or of an article of less than a dozen sentences, which show little.
  bool TellsNoDeal(const std::vector<double>& likely) const;
  bool judges() const { return !empty() && !deal.empty(); }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.article, self.sum, self.bare, self.parties, self.first_parties,
                    self.partners, self.words, self.deal, self.kinds, self.statuses, self.least_sum,
                    self.least_bare, self.least_deal, self.least_bare_deal, self.least_told,
                    self.least_parties, self.least_turned, self.least_kind, self.least_status,
                    self.least_article);
  }
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_LEARNED_MODELS_H_
