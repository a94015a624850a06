#ifndef DEALWIRE_EXTRACT_CANDIDATES_RAISED_SUMS_H_
#define DEALWIRE_EXTRACT_CANDIDATES_RAISED_SUMS_H_

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// "Raised the contract from 80 to 130 million", read as one range: the deal's sum is the upper
// bound. A range right behind the word for extending ("another 3 to 4 billion") stays one. Two sums
// apart: DropOldTotals (sums.h).
void TakeUpperBound(const Document& document, const SentenceScene& scene, Candidate* candidate);

// What a contract is raised to: where a word for "to" is one for "up to" as well ("lo amplia hasta
// los 320 millones", "zwiekszyl do 320 mln"), beside a word for extending the sum itself.
MoneyValue RaisedTo(const SentenceScene& scene, const Mention& money);

// "To 22.4 billion", "a total of 22.4 billion": whether a word for a total touches the sum, before
// it or, in scripts without spaces, behind it.
bool ToldAsTotal(const SentenceScene& scene, const Mention& money);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_RAISED_SUMS_H_
