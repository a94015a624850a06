#ifndef DEALWIRE_EXTRACT_MONEY_SIDES_H_
#define DEALWIRE_EXTRACT_MONEY_SIDES_H_

#include "extract/clause.h"

namespace dealwire {

// "Ionos gets 60 million from Siemens for computing": whether what a verb of getting gets is the
// only sum of the sentence, and the goods stand behind it. Linear in the cues of the scene.
bool IsPaidForGoods(const Document& document, const SentenceScene& scene, const Frame& frame,
                    const Clause& clause);

// "X is in talks with Y about an investment": whether `party` is one with whom somebody talks who
// needs money, unless the sentence says in whom it goes. Linear in the parties of the scene.
bool TalksToInvestor(const CandidateFinder& finder, const SentenceScene& scene, const Frame& frame,
                     const Clause& clause, const Party& party);

// Polish "X bought servers for 64 million, supplied them firm Y": the name alone behind a verb of
// supplying that has a clause to itself and no goods, where X bought in the clause before and
// nobody else is named; or null. Linear in the parties and cues of the scene.
const Party* SupplierBehind(const CandidateFinder& finder, const SentenceScene& scene,
                            const Frame& frame, const Clause& clause);

// "Buys 20% of X": whether `party` is what the share is of, whatever the preposition says
// elsewhere. Linear in the cues of the scene.
bool StandsBehindShare(const Document& document, const SentenceScene& scene, const Frame& frame,
                       const Clause& clause, const Party& party);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_MONEY_SIDES_H_
