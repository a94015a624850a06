#ifndef DEALWIRE_EXTRACT_DEALS_NEW_TOTALS_H_
#define DEALWIRE_EXTRACT_DEALS_NEW_TOTALS_H_

#include <vector>

#include "extract/candidates/candidates.h"

namespace dealwire {

// "X and Y extended their contract by 6.5 billion. The total comes to 22.4 billion": a larger sum
// that a sentence without other names tells as a total, right behind an extension told by its step
// or itself of extending the contract, is the sum of that deal, the last of `candidates`. Whether
// it was taken for it: then `scene` tells no deal of its own. O(names and deals of the scene).
bool TakeNewTotal(const Document& document, const std::vector<SentenceScene>& scenes,
                  const SentenceScene& scene, const CandidateFinder& finder,
                  std::vector<Candidate>* candidates);

// "In 2023 X signed with Y for 200 million. ... The contract is raised to 320 million", in either
// order: what a contract was worth before it was raised is the same deal, told with the new sum. So
// MergeTellings finds them one. Quadratic in the candidates, of which there are few.
void RaiseFormerSums(const std::vector<SentenceScene>& scenes, const CandidateFinder& finder,
                     std::vector<Candidate>* candidates);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_NEW_TOTALS_H_
