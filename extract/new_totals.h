#ifndef DEALWIRE_EXTRACT_NEW_TOTALS_H_
#define DEALWIRE_EXTRACT_NEW_TOTALS_H_

#include <vector>

#include "extract/candidates.h"

namespace dealwire {

// "X and Y extended their contract by 6.5 billion. The total comes to 22.4 billion": a larger sum
// that a sentence without other names tells as a total, right behind an extension told by its step,
// is the sum of that deal, the last of `candidates`. Whether it was taken for it: then `scene`
// tells no deal of its own. O(names and deals of the scene).
bool TakeNewTotal(const Document& document, const std::vector<SentenceScene>& scenes,
                  const SentenceScene& scene, const CandidateFinder& finder,
                  std::vector<Candidate>* candidates);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NEW_TOTALS_H_
