// What a clause says of a sum, and leaves to the clause before.
#include <algorithm>
#include <utility>

#include "extract/candidates/candidates.h"
#include "extract/candidates/raised_sums.h"

namespace dealwire {

// "X orders 7,000 chips of Y; the order is worth 310 million": a clause that names nobody tells the
// sum of the deal of the clause before.
bool CandidateFinder::SumOfClauseBefore(const SentenceScene& scene, const Context& context,
                                        const Mention* money, const std::vector<Candidate>& found,
                                        Candidate* candidate) const {
  const Span segment = scene.SegmentAt(money->span.byte_start);
  if (!found.empty() || context.list_follows || segment.byte_start == scene.span.byte_start)
    return false;
  const auto inside = [&](const Span& s) { return segment.Contains(s); };
  const bool refers = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kContract || c.cue == Cue::kValue || c.cue == Cue::kRent) &&
           inside(c.span);
  });
  const bool named = std::ranges::any_of(
      scene.parties, [&](const Party& p) { return !p.in_chip && inside(p.span); });
  if (!refers || named) return false;
  SentenceScene before = scene;
  before.span.byte_end = segment.byte_start;
  before.money.clear();
  std::erase_if(before.cues,
                [&](const CueMatch& c) { return c.span.byte_start >= segment.byte_start; });
  std::erase_if(before.parties,
                [&](const Party& p) { return p.span.byte_start >= segment.byte_start; });
  std::vector<Candidate> told = FindBare(before, context, {});
  if (told.empty() || told.front().deal.customer.empty() || told.front().deal.provider.empty() ||
      (told.front().tentative && !told.front().sides_said))
    return false;
  *candidate = std::move(told.front());
  candidate->tentative = false;
  candidate->deal.amount = *Get<MoneyValue>(*money);
  candidate->money = money;
  candidate->deal.evidence.front().span = scene.span;
  candidate->deal.reasons.push_back({"the next clause gives its sum", 0.2});
  candidate->deal.confidence = std::min(1.0, candidate->deal.confidence + 0.2);
  TakeTerms(scene, &candidate->deal);
  return true;
}

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
