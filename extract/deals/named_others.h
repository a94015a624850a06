#ifndef DEALWIRE_EXTRACT_DEALS_NAMED_OTHERS_H_
#define DEALWIRE_EXTRACT_DEALS_NAMED_OTHERS_H_

#include "extract/candidates/candidates.h"

namespace dealwire {

// Whether a sentence names somebody who is not party to the deal.
bool NamesOthers(const SentenceScene& scene, const Deal& deal, const CandidateFinder& finder);

// The same, but of those alone that are firms for sure.
bool NamesOtherFirms(const SentenceScene& scene, const Deal& deal, const CandidateFinder& finder);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_NAMED_OTHERS_H_
