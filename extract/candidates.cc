#include "extract/candidates.h"

#include <algorithm>
#include <tuple>

#include "extract/registry.h"

namespace dealwire {

bool CandidateFinder::SameGroup(const std::string& a, const std::string& b) const {
  return a == b || registry_.GroupOf(a) == registry_.GroupOf(b);
}

void CandidateFinder::Reject(const Span& span, const Frame* frame, std::string constraint) const {
  if (rejected_ != nullptr)
    rejected_->push_back({span, frame == nullptr ? "" : frame->rule, std::move(constraint)});
}

bool CandidateFinder::Complete(const SentenceScene& scene, const Frame& frame, const Span& trigger,
                               const Mention* money, const Roles& roles, bool list_follows,
                               Candidate* out) const {
  const Span span = money != nullptr ? money->span : trigger;
  const bool half = list_follows && !(roles.customer.empty() && roles.provider.empty());
  if (frame.needs_customer && roles.customer.empty() && !half) {
    Reject(span, &frame, "customer: no organisation stands for it");
    return false;
  }
  if (frame.needs_provider && roles.provider.empty() && !half) {
    Reject(span, &frame, "provider: no organisation stands for it");
    return false;
  }
  Deal& deal = out->deal;
  deal.customer = roles.customer;
  deal.provider = roles.provider;
  deal.kind = KindOf(scene, frame, roles);
  std::tie(deal.status, out->status_said) = StatusOf(scene, trigger);
  if (money != nullptr) deal.amount = *Get<MoneyValue>(*money);
  deal.evidence.push_back({scene.span, document_.InTitle(scene.span), frame.rule});
  const auto reason = [&](const char* name, double weight) {
    deal.reasons.push_back({name, weight});
  };
  reason("a trigger", 0.25 * frame.weight);
  if (money != nullptr) reason("a sum under the trigger", 0.2);
  if (roles.syntax) reason("the sentence marks who is who", 0.2);
  if (roles.prior) reason("the trades of the parties fit", 0.15);
  if (out->status_said) reason("the status is said", 0.1);
  if (list_follows) reason("a list of its parts follows", 0.2);
  if (roles.context) reason("a party is carried over", -0.2);
  if (roles.open) reason("a party is not in the registry", -0.1);
  for (const Reason& r : deal.reasons) deal.confidence += r.weight;
  deal.confidence = std::clamp(deal.confidence, 0.0, 1.0);
  out->sentence = scene.index;
  out->told_in = {scene.index};
  out->frame = &frame;
  out->trigger = trigger;
  out->money = money;
  out->from_context = roles.context;
  TakeTerms(scene, &out->deal);
  return true;
}

// "Expanded by 4 to 22.4 billion": the new total is the deal's sum, the step is not.
void CandidateFinder::KeepNewTotal(const SentenceScene& scene,
                                   std::vector<Candidate>* found) const {
  if (found->size() != 2 || !scene.Has(Cue::kExtend)) return;
  const auto after_mark = [&](const Candidate& c) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& m) {
      return m.cue == Cue::kToTotal && m.span.byte_end <= c.money->span.byte_start + 8 &&
             m.span.byte_end + 8 >= c.money->span.byte_start;
    });
  };
  Candidate& a = (*found)[0];
  Candidate& b = (*found)[1];
  if (a.deal.customer != b.deal.customer || a.deal.provider != b.deal.provider) return;
  const bool first = after_mark(a) && !after_mark(b);
  const bool second = after_mark(b) && !after_mark(a);
  if (first == second) return;
  found->erase(first ? found->begin() + 1 : found->begin());
}

// What a laboratory "invests" with a cloud is what it spends there.
const Frame* CandidateFinder::Reread(const Frame* frame, const std::vector<std::string>& customer,
                                     const std::vector<std::string>& provider) const {
  const bool spends = frame->trigger == Cue::kInvest && !customer.empty() && !provider.empty() &&
                      frames_.SectorOf(customer[0]) == "lab" &&
                      frames_.SellsOf(provider[0]) == "compute";
  return spends ? frames_.For(Cue::kBuy) : frame;
}

bool CandidateFinder::FindForSum(const SentenceScene& scene, const Context& context,
                                 const Mention* money, const Trigger& trigger,
                                 Candidate* candidate) const {
  const Frame* frame = trigger.frame;
  if (UnderNoDeal(scene, money->span, trigger)) {
    Reject(money->span, frame, "amount: stands under a word for money that is no deal");
    return false;
  }
  Roles roles = Assign(scene, *frame, trigger.span, money->span);
  frame = Reread(frame, roles.customer, roles.provider);
  // Money put into a site of one's own is no investment in a company.
  const bool own = roles.provider.empty() || !roles.provider_beside;
  if ((frame->trigger == Cue::kInvest || frame->trigger == Cue::kBuy) && own &&
      (scene.Has(Cue::kSite) || (frame->trigger == Cue::kInvest && context.site))) {
    frame = frames_.For(Cue::kBuild);
    roles = Assign(scene, *frame, trigger.span, money->span);
  }
  if (frame->trigger == Cue::kBuild && !scene.Has(Cue::kSite) && scene.power.empty() &&
      !context.site) {
    Reject(money->span, frame, "site: nothing of compute is built");
    return false;
  }
  FillFromContext(scene, *frame, context, money, &roles);
  // What is invested, and in nobody, is built.
  if (frame->trigger == Cue::kInvest && roles.provider.empty() && !roles.customer.empty() &&
      context.article_site) {
    frame = frames_.For(Cue::kBuild);
  }
  if (!Complete(scene, *frame, trigger.span, money, roles, context.list_follows, candidate))
    return false;
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue == Cue::kTotal && ReadingDistance(document_, cue.span, money->span) < 40)
      candidate->total = true;
  }
  return true;
}

std::vector<Candidate> CandidateFinder::Find(const SentenceScene& unresolved,
                                             const Context& context) const {
  const SentenceScene scene = Resolve(unresolved, context);
  std::vector<Candidate> out;
  for (const Mention* money : scene.money) {
    if (!BigEnough(*Get<MoneyValue>(*money))) {
      Reject(money->span, nullptr, "amount: too small for a deal");
      continue;
    }
    if (UnderNoDeal(scene, money->span, Trigger{frames_.For(Cue::kContract), money->span, 6})) {
      Reject(money->span, nullptr, "amount: stands under a word for money that is no deal");
      continue;
    }
    std::vector<Trigger> triggers = Triggers(scene, money->span);
    AddSilentTriggers(scene, context, money->span, &triggers);
    if (triggers.empty()) Reject(money->span, nullptr, "trigger: no word for a deal near the sum");
    for (const Trigger& trigger : triggers) {
      Candidate candidate;
      if (!FindForSum(scene, context, money, trigger, &candidate)) continue;
      out.push_back(std::move(candidate));
      break;
    }
  }
  KeepNewTotal(scene, &out);
  if (!out.empty()) return out;
  // A deal without a sum: both parties and a trigger that says it alone.
  for (const CueMatch& cue : scene.cues) {
    const Frame* frame = frames_.For(cue.cue);
    if (frame == nullptr || !frame->bare) continue;
    Roles roles = Assign(scene, *frame, cue.span, cue.span);
    if (frame->trigger == Cue::kAcquire && roles.syntax)
      FillFromContext(scene, *frame, context, nullptr, &roles);
    if (context.list_follows && scene.parties.empty())
      FillFromContext(scene, *frame, context, nullptr, &roles);
    const bool half = context.list_follows && !(roles.customer.empty() && roles.provider.empty());
    const bool known =
        !roles.open && (half || (!roles.customer.empty() && !roles.provider.empty()));
    const bool goods = !scene.chips.empty() || !scene.power.empty() || scene.Has(Cue::kCompute) ||
                       scene.Has(Cue::kChipNoun);
    if (!known || (!goods && frame->kind == "goods") || !(half || roles.syntax || roles.prior))
      continue;
    Candidate candidate;
    if (!Complete(scene, *frame, cue.span, nullptr, roles, half, &candidate)) continue;
    if (!candidate.status_said) continue;
    out.push_back(std::move(candidate));
    break;
  }
  return out;
}

}  // namespace dealwire
