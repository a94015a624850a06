#ifndef DEALWIRE_EXTRACT_DEALS_DISCOURSE_H_
#define DEALWIRE_EXTRACT_DEALS_DISCOURSE_H_

#include <span>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/deal.h"
#include "extract/deals/table_columns.h"
#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/learned/learned_sums.h"
#include "extract/mention.h"
#include "extract/names/names.h"
#include "extract/rules.h"
#include "extract/text/document.h"

namespace dealwire {

struct FoundDeals {
  std::vector<Deal> deals;  // in order of first evidence
  std::vector<Rejection> rejected;
  Readings readings;
};

struct FindOptions {
  bool keep_rejected = false;
  bool say_why = false;
  bool keep_readings = false;  // for training
  bool frames_alone = false;   // nothing of what trees read
  // By sentence: how likely it tells a deal by its signs (deal_signs.h); empty where nothing is
  // known of it.
  std::span<const double> likely;
};

// The deals of a document, from its mentions and cues: candidates sentence by sentence, parties
// carried over from title and sentences before, lists read under their lead-in, tellings of one
// deal merged, sums joined to their parts, and what later sentences add of term, chips, power and
// dates. Linear in the document for a bounded number of deals.
FoundDeals FindDeals(const Document& document, const Mentions& mentions,
                     const std::vector<OpenOrganisation>& open, const std::vector<CueMatch>& cues,
                     const std::vector<PartyRow>& rows, const RuleSet& rules,
                     const FindOptions& options);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_DISCOURSE_H_
