#ifndef DEALWIRE_EXTRACT_DEALS_NEIGHBOURS_H_
#define DEALWIRE_EXTRACT_DEALS_NEIGHBOURS_H_

#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// What sentences that tell no deal themselves add to one: term, chips, power, dates, and that it
// was signed. One belongs to the deal whose party alone it names, or that it goes on telling
// without a name. Linear in the sentences for a bounded number of deals.
void AddFromNeighbours(const Document& document, const std::vector<SentenceScene>& scenes,
                       const CandidateFinder& finder, std::vector<Candidate>* candidates);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_NEIGHBOURS_H_
