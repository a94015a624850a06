#ifndef DEALWIRE_EXTRACT_CANDIDATES_CONDITIONAL_FRAMES_H_
#define DEALWIRE_EXTRACT_CANDIDATES_CONDITIONAL_FRAMES_H_

#include <utility>

#include "extract/candidates/clause.h"

namespace dealwire {

// What a word for offering, taking or getting is about: such words tell a deal only where what
// stands beside them is a firm, a share of one, or room at one's.

// "Offers 400 million for the operator X", "for X a bid has been made", "X has received an offer":
// the firm that is bid for, behind (or in postpositional languages before) a preposition of
// `bid_for` with nothing of goods or contracts between, else who acts where a verb of getting
// stands beside the noun; or null. The parties by the words of `bid_for`, each of which is held
// against the parties and cues before it: all few (scene.cc bounds them).
const Party* BidTarget(const Document& document, const SentenceScene& scene, const Span& bid);

// "Pays 400 million for X": the firm right behind the one sum and a preposition of `bid_for`, or
// null. The words of `bid_for` by the parties.
const Party* PaidFor(const SentenceScene& scene, const Span& trigger);

// Whether a word for offering stands beside `trigger` in its segment, or is it.
bool IsBesideBid(const Document& document, const SentenceScene& scene, const Span& trigger);

// "Gets 30 per cent of X", "Y takes a 20% stake in X": the firm that a share of less than the whole
// is of, which stands beside the verb; or null. `most`, if given, is set where it is half or more.
// The words for per cent beside the verb by the parties, squared.
const Party* ShareTakenOf(const Document& document, const SentenceScene& scene, const Span& verb,
                          bool* most = nullptr);

// "Moves its systems to X": who sells computing and stands behind who moves; or null. Linear.
const Party* MovedTo(const CandidateFinder& finder, const SentenceScene& scene, const Span& verb);

// Who is who where a word tells a deal by what stands beside it: whom a clause about a takeover or
// a stake tells to be bid for is bought, and who acts, or of whom the bid is, buys; to whom systems
// are moved sells; and where one word lets to somebody and rents from him (French "louer a"), the
// trades of the two tell. A view of `finder`, `clause` and the parties of `scene`, which must
// outlive it.
class BesideRoles {
 public:
  BesideRoles(const Document& document, const CandidateFinder& finder, const SentenceScene& scene,
              const Frame& frame, const Clause& clause);
  bool IsBid() const { return bid_for_ != nullptr; }
  // The marks of a party, and what its place is worth, given what they are without.
  std::pair<unsigned, double> Mark(const Party& party, unsigned marks, double strength) const;

 private:
  const CandidateFinder& finder_;
  const Clause& clause_;
  const Party* bid_for_ = nullptr;
  const Party* moved_to_ = nullptr;
  const Party* lets_to_ = nullptr;  // or rents from, by a word for both
  unsigned subject_mark_ = 0, to_mark_ = 0;
};

// Where the number stands that a word or sign for per cent goes with, before or (Turkish) behind
// it; an empty span where none does. Digits of ASCII.
Span PercentNumber(const Document& document, const Span& percent);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_CONDITIONAL_FRAMES_H_
