// What a clause says of a sum, and leaves to the clause before.
#include <algorithm>
#include <utility>

#include "extract/candidates/candidates.h"
#include "extract/candidates/raised_sums.h"

namespace dealwire {

// "... and $3 billion in Nokia": what a segment without a trigger of its own leaves out is said in
// the one before.
void CandidateFinder::FillFromBefore(const SentenceScene& scene, const Mention& money,
                                     const std::vector<Candidate>& before, Reading* reading) const {
  if (before.empty()) return;
  const Candidate& last = before.back();
  Roles& roles = reading->roles;
  const bool goes_on = reading->trigger.elsewhere && last.frame == reading->trigger.frame;
  // "120 million from SoftBank and Temasek, of which Temasek puts in 45": into the same.
  if (reading->trigger.frame->trigger == Cue::kInvest && roles.provider.empty() &&
      !roles.customer.empty() && last.deal.kind == DealKind::kInvestment &&
      SidesMeet(roles.customer, last.deal.customer)) {
    roles.provider = last.deal.provider;
    roles.context = roles.prior = true;
    return;
  }
  // "X pays Y 3 billion and Z 14": who stands right before a sum takes the place of who does so
  // before the last.
  const auto leads = [&](const std::vector<std::string>& side, const Mention& sum) {
    return side.size() == 1 && std::ranges::any_of(scene.parties, [&](const Party& p) {
             return p.id == side[0] && p.span.byte_end + 1 == sum.span.byte_start;
           });
  };
  if (goes_on && last.money != nullptr && leads(last.deal.provider, *last.money) &&
      !last.deal.customer.empty() && roles.provider.empty() && leads(roles.customer, money)) {
    roles.provider = std::exchange(roles.customer, last.deal.customer);
    return;
  }
  // "Extended by 4 billion, for a total of 22.4": of the same two.
  if (goes_on && scene.Has(Cue::kExtend) && ToldAsTotal(scene, money)) {
    roles.customer = last.deal.customer;
    roles.provider = last.deal.provider;
    return;
  }
  // "... which brings the contracts of both to 2.1 billion": a part that names nobody.
  const auto goods = [](const Frame& f) { return f.kind == "goods" || f.kind == "compute"; };
  const auto none_else = [](const std::vector<std::string>& side,
                            const std::vector<std::string>& told) {
    return side.empty() || (!told.empty() && side[0] == told[0]);
  };
  const bool nobody = (roles.customer.empty() || roles.provider.empty()) &&
                      none_else(roles.customer, last.deal.customer) &&
                      none_else(roles.provider, last.deal.provider) && goods(*last.frame) &&
                      goods(*reading->trigger.frame);
  if (!nobody && !goes_on) return;
  const auto meets = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return !a.empty() && !b.empty() && SameGroup(a[0], b[0]);
  };
  if (roles.customer.empty() && !meets(last.deal.customer, roles.provider))
    roles.customer = last.deal.customer;
  if (roles.provider.empty() && !meets(last.deal.provider, roles.customer))
    roles.provider = last.deal.provider;
}

}  // namespace dealwire
