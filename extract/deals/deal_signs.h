#ifndef DEALWIRE_EXTRACT_DEALS_DEAL_SIGNS_H_
#define DEALWIRE_EXTRACT_DEALS_DEAL_SIGNS_H_

#include <optional>
#include <vector>

#include "extract/frames/cues.h"
#include "extract/mention.h"
#include "extract/names/open_names.h"
#include "extract/text/document.h"

namespace dealwire {

class RuleSet;  // extract/rules.h

// Whether an article may tell a deal: false only where FindDeals (extract/deals/discourse.h) finds
// none by frames; then trees are not asked either (FindOptions::frames_alone), whoever asks why.
// Two of three articles of the general press are told apart so before the names of organisations
// outside the registry are looked for, which is most of what their extraction costs: what they hold
// tells none, whatever such names stand in it. Of the others the names are counted in the sentences
// that may tell a deal, of which some need one or two; `names` is made then, and may be asked for
// all of them.
//
// What it leans on is that every deal begins with a sum in a sentence or with a word that tells one
// without a sum, beside goods, a site or a takeover; that a long article which never speaks of the
// field tells none (kLeastOffField); and that in an article that does not speak of compute only
// such count as name two registered organisations, speak of compute themselves, tell a round of
// money, or stand in or above a list (CandidateFinder::OffTopic). Who is told to work with somebody
// stands in the same sentence, and so do a firm and who buys it or puts money into it, where the
// article speaks of the field alone, and one of those who deal without a sum. More of mentions,
// cues or names never turns true into false.
//
// `mentions` are sorted, `cues` by rising start; `names` refers to both the document and
// `mentions`. Linear.
bool MayTellDeals(const Document& document, const Mentions& mentions,
                  const std::vector<CueMatch>& cues, const RuleSet& rules,
                  std::optional<OpenNames>* names);

// Whether the article may shorten the name of several words of a registered organisation: its short
// forms are looked for as other names are. Linear, as for so many names as people write of.
bool MayBeShortened(const Document& document, const Mentions& mentions);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_DEAL_SIGNS_H_
