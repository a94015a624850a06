#ifndef DEALWIRE_EXTRACT_DEALS_AGGREGATES_H_
#define DEALWIRE_EXTRACT_DEALS_AGGREGATES_H_

#include <cstddef>
#include <map>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"

namespace dealwire {

// Adds the totals that the article tells of deals before them, marks the deals that are sums of
// others, and gives them the parties of their parts. Returns which deal is part of which, by
// index. Quadratic in the candidates, which are bounded.
std::map<size_t, size_t> JoinSums(const CandidateFinder& finder,
                                  const std::vector<SentenceScene>& scenes,
                                  std::vector<Candidate>* candidates);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_AGGREGATES_H_
