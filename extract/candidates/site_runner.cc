#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

// The side of a deal that runs the site it is about: who lets its computing, builds it, buys its
// servers and its power, borrows for it, has others invest in it.
const std::vector<std::string>& RunningSide(const Deal& deal) {
  const bool buys = deal.kind == DealKind::kCapex || deal.kind == DealKind::kPower ||
                    deal.kind == DealKind::kChips;
  return buys ? deal.customer : deal.provider;
}

// Who only lends, invests, rents or sells to who runs a site.
const std::vector<std::string>& OtherSide(const Deal& deal) {
  return &RunningSide(deal) == &deal.customer ? deal.provider : deal.customer;
}

}  // namespace

// Who runs the site that the article tells of, by the deals told so far: the latest; or "".
std::string CandidateFinder::Operator(const SentenceScene& scene, const Context& context) const {
  constexpr size_t kOperatorReach = 8;  // sentences
  if (context.told == nullptr) return "";
  std::string latest;
  for (auto it = context.told->rbegin(); it != context.told->rend(); ++it) {
    const Deal& deal = it->deal;
    if (scene.index > it->sentence + kOperatorReach || document_.InTitle(deal.evidence[0].span))
      break;
    const std::vector<std::string>& side = RunningSide(deal);
    if (it->tentative || side.empty() || deal.kind == DealKind::kAcquisition ||
        deal.kind == DealKind::kOther)
      continue;
    if (deal.kind != DealKind::kCapex && OnlyDealsWith(side[0], context)) continue;
    // Whom the title names is who the article is about.
    if (std::ranges::find(context.title, side[0]) != context.title.end()) return side[0];
    if (latest.empty()) latest = side[0];
  }
  return latest;
}

// Whether all that was told of `id` is what it lends to others, puts into them or rents from them.
bool CandidateFinder::OnlyDealsWith(const std::string& id, const Context& context) const {
  const auto in = [&](const std::vector<std::string>& side) {
    return std::ranges::any_of(side, [&](const std::string& o) { return SameGroup(o, id); });
  };
  if (context.told == nullptr) return false;
  bool other = false;
  for (const Candidate& c : *context.told) {
    if (document_.InTitle(c.deal.evidence[0].span) || c.tentative) continue;
    if (in(RunningSide(c.deal))) return false;
    other |= in(OtherSide(c.deal));
  }
  return other;
}

// Whether the side that a sentence leaves out is that of who runs the site: the buyer of power, the
// borrower.
bool CandidateFinder::IsOperatorSide(const SentenceScene& scene, const Frame& frame,
                                     const Context& context, bool customer,
                                     const Roles& roles) const {
  if (frame.kind == "financing" || frame.trigger == Cue::kInvest) return !customer;
  const bool goods = frame.kind == "goods" || frame.kind == "compute";
  // Whom the title names, and who sells computing by trade, is nearer.
  const bool titled = std::ranges::any_of(context.title, [&](const std::string& id) {
    return !roles.customer.empty() && !SameGroup(id, roles.customer[0]) &&
           frames_.SellsOf(id) == "compute" && Prior(frame, roles.customer[0], id) > 0;
  });
  if (!customer)
    return goods && !titled && scene.chips.empty() && !scene.Has(Cue::kChipNoun) &&
           !scene.Has(Cue::kPower);
  if (roles.provider.empty()) return false;
  if (frame.kind == "power") return true;
  return frame.kind == "goods" && scene.Has(Cue::kPower) && !scene.Has(Cue::kChipNoun) &&
         scene.chips.empty() &&
         (frames_.SectorOf(roles.provider[0]) == "power" || !scene.Has(Cue::kCompute));
}

}  // namespace dealwire
