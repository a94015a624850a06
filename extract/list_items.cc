#include <algorithm>
#include <tuple>

#include "extract/candidates.h"

namespace dealwire {

std::vector<Candidate> CandidateFinder::FindInItem(const SentenceScene& scene,
                                                   const std::vector<Candidate>& lead,
                                                   const Context& context) const {
  std::vector<Candidate> out;
  // An item names its party first; a sentence that happens to be an item is read as a sentence.
  constexpr size_t kItemHead = 16;
  if (scene.parties.empty() ||
      scene.parties.front().span.byte_start > scene.span.byte_start + kItemHead)
    return out;
  Candidate whole;
  if (!lead.empty()) {
    whole = lead.front();
  } else if (!context.title.empty() && !SameGroup(context.title[0], scene.parties.front().id)) {
    // A list of names and sums without a lead-in is about whom the article is about.
    whole.frame = frames_.For(Cue::kContract);
    const std::string& topic = context.title[0];
    const bool buys = Prior(*whole.frame, topic, scene.parties.front().id) > 0;
    const bool sells = Prior(*whole.frame, scene.parties.front().id, topic) > 0;
    if (buys == sells || scene.money.empty()) return out;
    (buys ? whole.deal.customer : whole.deal.provider) = {topic};
  } else {
    return out;
  }
  // The item's first organisation that is not the lead-in's.
  const auto in_lead = [&](const std::string& id, const std::vector<std::string>& side) {
    return std::ranges::any_of(side, [&](const std::string& o) { return SameGroup(o, id); });
  };
  const std::string& id = scene.parties.front().id;
  const Mention* money = nullptr;
  for (const Mention* m : scene.money) {
    if (BigEnough(*Get<MoneyValue>(*m))) {
      money = m;
      break;
    }
  }
  if (money == nullptr && scene.chips.empty()) return out;
  Candidate part;
  part.deal.kind = whole.deal.kind;
  // Which side the item names: the one that the lead-in leaves open, or where its own trade puts
  // it.
  if (in_lead(id, whole.deal.provider)) {
    part.deal.provider = {id};
    part.deal.customer = whole.deal.customer;
  } else if (in_lead(id, whole.deal.customer)) {
    part.deal.customer = {id};
    part.deal.provider = whole.deal.provider;
  } else {
    const double as_provider =
        whole.deal.customer.empty() ? -1 : Prior(*whole.frame, whole.deal.customer[0], id);
    const double as_customer =
        whole.deal.provider.empty() ? -1 : Prior(*whole.frame, id, whole.deal.provider[0]);
    if (as_provider >= as_customer) {
      part.deal.provider = {id};
      part.deal.customer = whole.deal.customer;
    } else {
      part.deal.customer = {id};
      part.deal.provider = whole.deal.provider;
    }
  }
  part.frame = Reread(whole.frame, part.deal.customer, part.deal.provider);
  const bool open_kind = part.frame != whole.frame || part.deal.kind == DealKind::kOther;
  if (open_kind && !part.deal.provider.empty()) {
    part.deal.kind = ParseKind(frames_.SellsOf(part.deal.provider[0])).value_or(DealKind::kOther);
  }
  std::tie(part.deal.status, part.status_said) = StatusOf(scene, scene.span);
  if (!part.status_said) part.deal.status = whole.deal.status;
  if (money != nullptr) part.deal.amount = *Get<MoneyValue>(*money);
  part.deal.evidence.push_back({scene.span, false, whole.frame->rule + ".list"});
  part.deal.reasons = {{"an item of a list of deals", 0.6},
                       {"a sum in the item", money != nullptr ? 0.2 : 0.0}};
  part.deal.confidence = part.deal.reasons[0].weight + part.deal.reasons[1].weight;
  part.sentence = scene.index;
  part.told_in = {scene.index};
  part.money = money;
  part.list_part = true;
  TakeTerms(scene, &part.deal);
  out.push_back(std::move(part));
  return out;
}

}  // namespace dealwire
