#ifndef DEALWIRE_EXTRACT_DEALS_MISREADINGS_H_
#define DEALWIRE_EXTRACT_DEALS_MISREADINGS_H_

#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"

namespace dealwire {

// "X works together with Y. X has committed 250 million to India": takes away sums without a word
// for a contract whose parties were carried over from those who only work together, before tellings
// of the same two become one. `rejected` may be null.
void DropSumsOfPartners(const CandidateFinder& finder, const std::vector<SentenceScene>& scenes,
                        std::vector<Candidate>* candidates, std::vector<Rejection>* rejected);

// Takes away what one sentence looks like a deal in and the whole article shows to be none:
// lead-ins that named one side alone, goods of no interest, sums of a headline that the body tells
// otherwise, denials of what nobody asserted, offers to anybody. `rejected` may be null.
void DropMisreadings(const CandidateFinder& finder, const std::vector<SentenceScene>& scenes,
                     std::vector<Candidate>* candidates, std::vector<Rejection>* rejected);

// Who is joined to who builds ("A and B build a hall") builds, too, and sells nobody anything.
// Linear in the parties of the sentences that tell such deals.
void JoinBuilders(const std::vector<SentenceScene>& scenes, std::vector<Candidate>* candidates);

// Who makes chips buys none of who lets computing: it rents its own back ("Nvidia rents GPUs from
// CoreWeave"), and the deal is of computing.
void NameRentsOfChipmakers(const CandidateFinder& finder, std::vector<Candidate>* candidates);

// An article that tells any deal tells one of them clearly, the more so where it tells no sum;
// where none is, what looks like deals is something else that stands near to names: all go. So they
// do where the article is not on the field. Returns whether they did.
bool DropHints(const std::vector<SentenceScene>& scenes, const Context& context,
               std::vector<Candidate>* candidates, std::vector<Rejection>* rejected);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_MISREADINGS_H_
