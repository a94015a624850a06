// CandidateFinder::PriceOfTakeover: what a company costs, told in a sentence of its own.
#include <algorithm>

#include "extract/candidates.h"

namespace dealwire {

// "AMD is taking over Cerebras. The chipmaker pays four billion dollars for it": a sentence about
// paying that names no goods and nobody but these two, right behind a takeover without a price.
bool CandidateFinder::PriceOfTakeover(const SentenceScene& scene, const Frame& frame,
                                      const Context& context, const Mention* money,
                                      Roles* roles) const {
  if (money == nullptr || context.told == nullptr || context.told->empty() || context.item ||
      scene.money.front() != money ||
      (frame.trigger != Cue::kBuy && frame.trigger != Cue::kAcquire))
    return false;
  const Candidate& told = context.told->back();
  const Deal& deal = told.deal;
  const size_t last = told.told_in.back();
  if (deal.kind != DealKind::kAcquisition || deal.amount || deal.customer.empty() ||
      deal.provider.empty() || last + 1 != scene.index ||
      document_.InTitle(deal.evidence.front().span))
    return false;
  const auto of_firm = [&](const Span& span) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kAgent || c.cue == Cue::kCompany) && c.span.Contains(span);
    });
  };
  const bool other = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    const bool goods = c.cue == Cue::kChipNoun || c.cue == Cue::kCompute || c.cue == Cue::kPower ||
                       c.cue == Cue::kRent || c.cue == Cue::kSite;
    return c.cue == Cue::kNoDeal || c.cue == Cue::kContract || c.cue == Cue::kBuild ||
           c.cue == Cue::kRaise || (goods && !of_firm(c.span));
  });
  if (other || !scene.chips.empty() || !scene.power.empty()) return false;
  const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
    const auto same = [&](const std::string& id) { return SameGroup(id, p.id); };
    return !p.coreference && std::ranges::none_of(deal.customer, same) &&
           std::ranges::none_of(deal.provider, same);
  });
  return !others && TakeDeal(told, roles);
}

}  // namespace dealwire
