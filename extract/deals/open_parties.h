#ifndef DEALWIRE_EXTRACT_DEALS_OPEN_PARTIES_H_
#define DEALWIRE_EXTRACT_DEALS_OPEN_PARTIES_H_

#include <vector>

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// A capitalised name that nothing shows to be an organisation ("weak") is one where it does what
// only organisations do in such articles, and then wherever it stands: it is the subject of a verb
// of a deal ("Solvera leases"), it is marked by "with" or "by" right behind such a verb or behind a
// word for a contract, it is what is bought, or "and" joins it to an organisation. Places, which
// stand behind "in", are none. At most the cues by the names of each sentence.
void PromoteParties(const Document& document, std::vector<SentenceScene>* scenes);

// "N-no Saeki-shacho": a weak name before a noun for who leads it, a person's name between at most,
// is one, too; before it is read who speaks. As costly.
void PromoteLed(const Document& document, std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_OPEN_PARTIES_H_
