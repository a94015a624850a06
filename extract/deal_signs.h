#ifndef DEALWIRE_EXTRACT_DEAL_SIGNS_H_
#define DEALWIRE_EXTRACT_DEAL_SIGNS_H_

#include <vector>

#include "extract/cues.h"
#include "extract/document.h"
#include "extract/mention.h"

namespace dealwire {

class RuleSet;  // extract/rules.h

// Whether an article may tell a deal, whatever names of organisations outside the registry stand in
// it: false only where FindDeals (extract/discourse.h) finds none with any of them. Three of four
// articles of the general press are told apart so before those names are looked for, which is most
// of what their extraction costs.
//
// What it leans on is that every deal begins with a sum in a sentence or with a word that tells one
// without a sum, beside goods; and that in an article that does not speak of compute only such
// count as name two registered organisations, speak of goods themselves, tell a round of money, or
// stand in or above a list (CandidateFinder::OffTopic). All of it is asked of mentions and cues
// alone, and more of either never turns true into false.
//
// `mentions` are sorted, `cues` by rising start. Linear.
bool MayTellDeals(const Document& document, const Mentions& mentions,
                  const std::vector<CueMatch>& cues, const RuleSet& rules);

// Whether a registered organisation goes by a name of several words, which the article may shorten:
// its short forms are looked for as other names are.
bool MayBeShortened(const Mentions& mentions);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEAL_SIGNS_H_
