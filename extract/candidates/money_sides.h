#ifndef DEALWIRE_EXTRACT_CANDIDATES_MONEY_SIDES_H_
#define DEALWIRE_EXTRACT_CANDIDATES_MONEY_SIDES_H_

#include "extract/candidates/clause.h"

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

// "Orange rents capacity from Somes Data, a contract of 36 million": whether what stands between
// the verb and the noun is from whom the verb takes, not from whom the contract comes. Linear in
// the cues of the scene.
bool IsBoughtFrom(const CandidateFinder& finder, const SentenceScene& scene, const Frame& frame,
                  const Clause& clause, const Party& party);

// "Has an order worth 120 million for servers of the next generation received": whether what stands
// between a noun and a verb at the end of its clause tells of the noun. Linear in the scene.
bool EndsClauseOf(const Document& document, const SentenceScene& scene, const Span& verb,
                  const Span& noun);

// "X turned down an offer of Y": whether who acts is the one bid for: a verb of turning down stands
// beside the noun, or at the end of its clause. Linear in the cues of the scene.
bool RejectsOffer(const Document& document, const SentenceScene& scene, const Frame& frame,
                  const Clause& clause);

// "A cloud contract", "a lease": whether computing is what is rented or contracted, and no chips
// are named. Linear in the cues of the scene.
bool IsForComputing(const SentenceScene& scene, const Frame& frame, const Clause& clause);

// "The chip designer signed a cloud contract with Google Cloud": what it says of computing that one
// makes chips and the other runs clouds; of others `prior`.
double OfOwnUse(const CandidateFinder& finder, const Party& customer, const Party& provider,
                double prior);

// "2,400 B300 cards from Nvidia": whether `party` makes a chip, where another one of the trade
// sells it. Linear in the parties and chips of the scene.
bool IsMadeBy(const CandidateFinder& finder, const Document& document, const SentenceScene& scene,
              const Clause& clause, const Party& party);

// "Buys Green Mountain from Azrieli": how much less `party` is worth as a side of a takeover for
// being whom the firm is bought of; 0: it is not. Linear in the parties and cues of the scene.
double SellersLoss(const CandidateFinder& finder, const SentenceScene& scene, const Frame& frame,
                   const Clause& clause, const Party& party);

// Portuguese "concederam a X um emprestimo": whether a preposition that is both from and to tells
// whom a verb of lending before it lends to. Linear in the cues of the scene.
bool IsLentTo(const SentenceScene& scene, const Frame& frame, const Clause& clause,
              const Party& party);

// "The purchase X 40% of its shares", as Arabic and Russian put it: whether `party` stands between
// a word for buying and the share bought, and buys it. Linear in the cues of the scene.
bool StandsBeforeShare(const Document& document, const SentenceScene& scene, const Frame& frame,
                       const Clause& clause, const Party& party);

// "Buys 20% of X": whether `party` is what the share is of, whatever the preposition says
// elsewhere. Linear in the cues of the scene.
bool StandsBehindShare(const Document& document, const SentenceScene& scene, const Frame& frame,
                       const Clause& clause, const Party& party);

// "N and the banks A, B and C have signed a loan": whether all but this one of those joined are
// banks or funds. Linear in the names.
bool OnlyFirmAmongBanks(const CandidateFinder& finder, const SentenceScene& scene,
                        const Party& firm);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_MONEY_SIDES_H_
