#ifndef DEALWIRE_EXTRACT_CANDIDATES_ROUNDS_H_
#define DEALWIRE_EXTRACT_CANDIDATES_ROUNDS_H_

#include <vector>

#include "extract/candidates/candidates.h"

namespace dealwire {

// Whether JoinRound may find anything in a sentence, whoever is meant by its names.
bool MayJoinRound(const Document& document, const SentenceScene& scene);

// Who puts money into a round that `candidates` tell, as a sentence with or behind it tells: those
// of a round told without its investors ("The round was led by A"), and those who join the ones
// told ("led by A, B and C joined"). `scene` is resolved. Linear in the sentence's names and cues,
// multiplied, which are bounded.
void JoinRound(const Document& document, const SentenceScene& scene, const CandidateFinder& finder,
               std::vector<Candidate>* candidates);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_ROUNDS_H_
