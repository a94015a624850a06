#ifndef DEALWIRE_EXTRACT_DEALS_PASSED_OVER_H_
#define DEALWIRE_EXTRACT_DEALS_PASSED_OVER_H_

#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"

namespace dealwire {

// "Supermicro has promised us 6,000 B300, the order comes to 265 million": a deal one of whose
// parties was carried over from another sentence, while the sentence names a firm that is party to
// nothing it tells, is misread: a reader takes who is named before who is not. Who makes a chip
// ("chips from Nvidia"), who stands aside and who is told without a name are no such firm, and what
// a second sentence tells, too, stays. The names of a sentence by the deals of the article, which
// are few. Found by the surplus deals of annotated articles: of eleven like it one was true.
// `rejected` may be null.
void DropPassedOver(const CandidateFinder& finder, const std::vector<SentenceScene>& scenes,
                    std::vector<Candidate>* candidates, std::vector<Rejection>* rejected);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_PASSED_OVER_H_
