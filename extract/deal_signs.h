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
// without a sum, beside goods, a site or a takeover; and that in an article that does not speak of
// compute only such count as name two registered organisations, speak of compute themselves, tell a
// round of money, or stand in or above a list (CandidateFinder::OffTopic). All of it is asked of
// mentions and cues alone, and more of either never turns true into false.
//
// `mentions` are sorted, `cues` by rising start. Linear.
bool MayTellDeals(const Document& document, const Mentions& mentions,
                  const std::vector<CueMatch>& cues, const RuleSet& rules);

// Whether the article may shorten the name of several words of a registered organisation: its short
// forms are looked for as other names are. Linear, as for so many names as people write of.
bool MayBeShortened(const Document& document, const Mentions& mentions);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEAL_SIGNS_H_
