#ifndef DEALWIRE_EXTRACT_DEALS_PAST_DEALS_H_
#define DEALWIRE_EXTRACT_DEALS_PAST_DEALS_H_

#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// What an article tells of days long before its own, as background. "The fund bought it in 2021 for
// 1.3 billion", "last year the bank lent it 300 million": a takeover, a loan or a share bought then
// is done, unless the sentence speaks of a contract, of a plan or of its end. "Since 2009 it has
// spent 4 billion on the site": a sum over the years until now is no deal. The dates by the cues of
// each deal's sentence; nothing where the article has no day. `rejected` may be null.
void ReadPastDeals(const Document& document, const std::vector<SentenceScene>& scenes,
                   std::vector<Candidate>* candidates, std::vector<Rejection>* rejected);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_PAST_DEALS_H_
