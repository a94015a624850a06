#ifndef DEALWIRE_EXTRACT_CANDIDATES_CLAUSE_H_
#define DEALWIRE_EXTRACT_CANDIDATES_CLAUSE_H_

#include "extract/candidates/candidates.h"

namespace dealwire {

// A name without a preposition; a case ending of subject or object may stand on it.
bool Unmarked(const Party& party);

// The clause in which a trigger stands, and who acts in it. Parties are those of the scene it was
// read in, which must outlive it.
struct Clause {
  Span trigger, anchor, segment;
  Span pivot;  // what the names of the segment stand before or behind: the trigger, else the sum
  Span verb;   // of which the trigger may be the noun: "grants X a loan"
  bool signs = false;  // "signed with X the lease of a hall": either may be the tenant
  bool agent = false;  // "bought by Nvidia"
  size_t until = 0;    // where the clause about another ends that the trigger stands in; 0: in none
  const Party* subject = nullptr;
  bool own_subject = false;       // stands in this segment and not in one before it
  bool antecedent = false;        // it is marked in its own clause, and acts in the one about it
  const Party* object = nullptr;  // the first unmarked name behind the trigger
  bool verb_last = false;         // the object stands between the subject and the trigger

  bool Holds(const Span& span) const;
  bool Holds(const Party& party) const;  // and that it acts there
  bool After(const Party& party) const;  // behind the trigger or its verb
  // Whether a name without a preposition is no nominative while another name may act: the receiver
  // of what is told ("Rostelekomu postavit Yadro").
  bool IsOblique(const SentenceScene& scene, const Party& party) const;
  // "IBM-wa Fujitsu-ga hold-s site-o buys": the second that is marked as a subject is that of a
  // clause within, and to the verb at the end what an object is.
  bool IsSecondSubject(const Party& party) const;
};

// Linear in the parties and cues of the scene.
Clause ReadClause(const CandidateFinder& finder, const Document& document,
                  const SentenceScene& scene, const Frame& frame, const Span& trigger,
                  const Span& anchor);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_CLAUSE_H_
