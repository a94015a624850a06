#ifndef DEALWIRE_EXTRACT_SCENES_SUMS_H_
#define DEALWIRE_EXTRACT_SCENES_SUMS_H_

#include <vector>

#include "extract/frames/frames.h"
#include "extract/quantities/rates.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// What of the sums and names of a document speaks of no deal of its own, taken out of the scenes
// before deals are looked for. All linear.

// "10 billion dollars (8.6 billion euros)", and a sum in another currency that repeats one of the
// two sentences before: the currency named first counts.
void DropConversions(const Document& document, const Rates& rates,
                     std::vector<SentenceScene>* scenes);

// "20 billion, of which 15 for sites": shares of a sum, unless they are told by company.
void DropShares(std::vector<SentenceScene>* scenes);

// "Raised the contract from 80 to 130 million": what a sum is raised from, beside the one that it
// is raised to, where a word for extending stands in the sentence or one for "from" at the old sum.
void DropOldTotals(const Document& document, std::vector<SentenceScene>* scenes);

// Unregistered names of sites: right behind a noun for one ("Campusul Hyperion"), with nothing that
// shows them to be organisations. Before PromoteParties.
void DropSiteNames(const Document& document, std::vector<SentenceScene>* scenes);

// Unregistered names that stand somewhere where places stand: "in Zaragoza", where nothing in the
// article shows that they are organisations; beside a site ("a campus near N") or in capitals
// before a report ("NARVIK (NTB):"), whatever other sentences show. After PromoteParties.
void DropPlaces(const Document& document, std::vector<SentenceScene>* scenes);

// Names that only say where a report is from: right behind "according to", in languages whose
// particles follow right before it; unregistered ones, and banks ("the analysts of Bankinter").
void DropSources(const Document& document, const FrameSet& frames, bool postpositional,
                 std::vector<SentenceScene>* scenes);

// Takes those out of the scenes whom a sentence names aside ("X, controlled by the fund Y"), and
// those whom it says are beaten: right behind the word, where particles follow right before it;
// with whom "and" joins to them. Linear in the names and cues of a sentence for each such word.
void DropNamedAside(const Document& document, bool postpositional,
                    std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_SUMS_H_
