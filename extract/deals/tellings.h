#ifndef DEALWIRE_EXTRACT_DEALS_TELLINGS_H_
#define DEALWIRE_EXTRACT_DEALS_TELLINGS_H_

#include <vector>

#include "extract/candidates/candidates.h"

namespace dealwire {

// Candidates that tell one deal become one, with the evidence of all, at the place of the first.
// Quadratic in the candidates, which are bounded.
void MergeTellings(const CandidateFinder& finder, std::vector<Candidate>* candidates);

// Behind the trees, which may have found other parties: a deal without a sum that another one
// tells, of the same two and of its kind, is that one told again, and `doubted`; its evidence and
// what it says beside is the other's. Annotated articles hardly ever tell two such deals. Quadratic
// likewise.
void JoinRetold(const CandidateFinder& finder, std::vector<Candidate>* candidates);

// What `from`, which tells the deal again, says of its status.
void TakeStatus(const Candidate& from, Candidate* to);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_TELLINGS_H_
