#ifndef DEALWIRE_EXTRACT_SCENES_HYPOTHETICAL_H_
#define DEALWIRE_EXTRACT_SCENES_HYPOTHETICAL_H_

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// "If X rented that hall of Y, it would cost 300 million a year": whether all that a sentence tells
// of a deal stands in a clause with "if", and what would follow in one with "would"; so does a
// language whose verb begins the clause instead ("Würde X mieten, kostete das ..."). A sum in the
// clause with "if" ("if X completes the purchase for 3 billion, it would be ...") tells a deal.
// Linear in the sentence.
bool IsHypothetical(const Document& document, const SentenceScene& scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_HYPOTHETICAL_H_
