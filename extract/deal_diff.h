#ifndef DEALWIRE_EXTRACT_DEAL_DIFF_H_
#define DEALWIRE_EXTRACT_DEAL_DIFF_H_

#include <string>
#include <vector>

#include "extract/deal.h"

namespace dealwire {

// How the deals of one article differ under two sets of rules.
struct DealChange {
  enum class What { kAppears, kVanishes, kChanges };
  What what = What::kAppears;
  const Deal* before = nullptr;     // null where it appears
  const Deal* after = nullptr;      // null where it vanishes
  std::vector<std::string> fields;  // that changed: "customer", "amount", "status", ...
};

// Pairs of deals that share most are one that changed; what is left appears or vanishes. In order
// of `before`, then `after`. Quadratic in the deals of an article, which are few. The result points
// into the arguments.
std::vector<DealChange> DiffDeals(const std::vector<Deal>& before, const std::vector<Deal>& after);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEAL_DIFF_H_
