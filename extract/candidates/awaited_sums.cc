#include "extract/candidates/awaited_sums.h"

namespace dealwire {

AwaitedSum FindAwaitedSum(const CandidateFinder& finder, const std::vector<Candidate>& told) {
  AwaitedSum found;
  for (const Candidate& c : told) {
    const bool goods = c.deal.kind == DealKind::kCompute || c.deal.kind == DealKind::kChips;
    if (!goods || c.tentative || c.list_part || c.deal.customer.empty() || c.deal.provider.empty())
      continue;
    const bool same = found.deal != nullptr &&
                      finder.ShareSomebody(found.deal->deal.customer, c.deal.customer) &&
                      finder.ShareSomebody(found.deal->deal.provider, c.deal.provider);
    if (c.deal.amount) {
      if (same) return {};
      continue;
    }
    found.several = found.several || (found.deal != nullptr && !same);
    found.deal = &c;
  }
  if (found.deal != nullptr && found.deal->deal.status == DealStatus::kTalks) return {};
  return found;
}

bool ValuesContract(const SentenceScene& scene) {
  const bool contract =
      scene.Has(Cue::kContract) || scene.Has(Cue::kRent) || scene.Has(Cue::kLeaseOut);
  return contract && (scene.Has(Cue::kValue) || scene.Has(Cue::kTotal) || !scene.durations.empty());
}

}  // namespace dealwire
