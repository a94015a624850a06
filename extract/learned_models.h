#ifndef DEALWIRE_EXTRACT_LEARNED_MODELS_H_
#define DEALWIRE_EXTRACT_LEARNED_MODELS_H_

#include <tuple>
#include <utility>
#include <vector>

#include "base/toml.h"
#include "extract/deal.h"
#include "extract/decision_trees.h"
#include "extract/rule_files.h"

namespace dealwire {

// What annotated articles teach of the sums that no frame reads (learned_sums.h): rules/learned/,
// which scripts/train writes. Immutable; for any thread.
struct LearnedModels {
  DecisionTrees sum;      // whether a sum is a deal's; rows of ArticleFeatures
  DecisionTrees parties;  // whether two are its customer and provider; rows of PartyFeatures
  std::vector<std::pair<DealKind, DecisionTrees>> kinds;  // which kind it is; likewise
  // Probabilities: what a sum, and sum and parties together, need to be told as a deal; up to which
  // the parties that a frame reads give way to others, and what those need; likewise of parties
  // that one sentence tells outright.
  double least_sum = 0.5, least_deal = 0.5, most_doubted = 0.1, least_other = 0.9;
  double most_doubted_said = 0.1, least_other_said = 0.9;

  // Of the files learned/*.toml; without them nothing is read by what is learned.
  static LearnedModels Compile(const RuleFiles& files, Diagnostics* problems);

  bool empty() const { return sum.empty() || parties.empty(); }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.sum, self.parties, self.kinds, self.least_sum, self.least_deal,
                    self.most_doubted, self.least_other, self.most_doubted_said,
                    self.least_other_said);
  }
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_MODELS_H_
