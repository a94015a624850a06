#ifndef DEALWIRE_EXTRACT_CANDIDATES_AWAITED_SUMS_H_
#define DEALWIRE_EXTRACT_CANDIDATES_AWAITED_SUMS_H_

#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"

namespace dealwire {

// A deal on computing or chips between two, told without its sum: the only one, or the latest of
// several; none where its sum was told behind it, or where it is only talked about.
struct AwaitedSum {
  const Candidate* deal = nullptr;
  bool several = false;  // two pairs await theirs

  bool IsOnly() const { return deal != nullptr && !several; }
};

// Of what the sentences before told. Linear.
AwaitedSum FindAwaitedSum(const CandidateFinder& finder, const std::vector<Candidate>& told);

// "The value of the contract is 38 million", "38 million over six years of rent": whether a sum
// stands under a word for a contract or a rent, and its worth, its total or its term.
bool ValuesContract(const SentenceScene& scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_AWAITED_SUMS_H_
