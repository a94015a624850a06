// CandidateFinder::SumOfDealBefore: a sum told in a sentence of its own, by a word for a price.
// Without one: following_sums.cc.
#include <algorithm>

#include "base/text.h"
#include "extract/candidates/awaited_sums.h"
#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

// Whether a sentence speaks of other money than what a deal of that kind costs.
bool OtherMoney(const SentenceScene& scene, std::string_view kind) {
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    const bool lends = c.cue == Cue::kLend || c.cue == Cue::kBorrow;
    const bool invests = c.cue == Cue::kInvest || c.cue == Cue::kStake || c.cue == Cue::kShare;
    return c.cue == Cue::kNoDeal || c.cue == Cue::kRaise || c.cue == Cue::kOfWhich ||
           c.cue == Cue::kPower || (c.cue == Cue::kSite && scene.Has(Cue::kBuild)) ||
           (lends && kind != "financing") || (invests && kind != "investment");
  });
}

// Whether it tells a price: by a word for one, or by saying next to nothing but the sum.
bool TellsPrice(const Document& document, const SentenceScene& scene, const Span& money) {
  constexpr size_t kShort = 40;  // characters
  if (CountCodePoints(document.Slice(scene.span)) < kShort + CountCodePoints(document.Slice(money)))
    return true;
  return std::ranges::any_of(scene.cues, [](const CueMatch& c) {
    return c.cue == Cue::kValue || c.cue == Cue::kTotal || c.cue == Cue::kContract ||
           c.cue == Cue::kBuy || c.cue == Cue::kRent || c.cue == Cue::kLeaseOut ||
           c.cue == Cue::kBuild || c.cue == Cue::kReceive || c.cue == Cue::kSupply ||
           c.cue == Cue::kLend || c.cue == Cue::kBorrow || c.cue == Cue::kInvest;
  });
}

}  // namespace

// "The value of the contract is 38 million", "it puts the volume at 62 million": the sum of the
// only deal on goods that was told without one, or of the latest one just before.
bool CandidateFinder::SumOfDealTold(const SentenceScene& scene, const Context& context,
                                    const Mention* money, Candidate* candidate) const {
  if (context.told == nullptr) return false;
  const bool contract = ValuesContract(scene);
  if (!contract && !scene.Has(Cue::kValue) && !scene.Has(Cue::kTotal)) return false;
  constexpr size_t kNear = 1, kFar = 10;  // sentences
  const AwaitedSum awaited = FindAwaitedSum(*this, *context.told);
  const Candidate* const last = awaited.deal;
  if (last == nullptr) return false;
  const size_t away = scene.index - last->told_in.back();
  if (away > ((contract || scene.Has(Cue::kTotal)) && !awaited.several ? kFar : kNear) ||
      context.told->back().sentence > last->told_in.back())
    return false;
  const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.in_chip && !p.coreference && !scene.HasChipOf(p.id) &&
           !ShareSomebody({p.id}, last->deal.customer) &&
           !ShareSomebody({p.id}, last->deal.provider);
  });
  if (others || OthersSince(scene, context, *last)) return false;
  Roles roles;
  TakeDeal(*last, &roles);
  const Frame& frame = *frames_.For(Cue::kContract);
  if (!Complete(scene, frame, money->span, money, roles, false, candidate)) return false;
  candidate->deal.kind = last->deal.kind;
  if (!candidate->status_said) candidate->deal.status = last->deal.status;
  return true;
}

// "X has ordered 512 chips of Y. They cost 24 million": a sentence that names nobody else tells the
// sum of the one before, which tells who is who and no sum.
bool CandidateFinder::SumOfSentenceBefore(const SentenceScene& scene, const Context& context,
                                          const Mention* money, Candidate* candidate) const {
  if (context.before.empty() || !TellsPrice(document_, scene, money->span)) return false;
  const SentenceScene& before = context.before.front();
  constexpr size_t kReach = 2;  // sentences; one between names nobody
  const auto tells_sum = [&](const Candidate& c) {
    return c.deal.amount && c.told_in.back() >= before.index;
  };
  if (before.index + kReach < scene.index || !before.money.empty() ||
      !document_.InOnePassage(before.index, scene.index) ||
      (context.told != nullptr && std::ranges::any_of(*context.told, tells_sum)))
    return false;
  bool found = false;
  for (const CueMatch& cue : before.cues) {
    const Frame* frame = FrameOf(before, cue);
    if (frame == nullptr || frame->trigger == Cue::kBuild || frame->trigger == Cue::kPartner ||
        AboutOther(before, *frame, cue.span) || OtherMoney(scene, frame->kind))
      continue;
    const Roles roles = Assign(before, *frame, cue.span, cue.span);
    if (roles.customer.empty() || roles.provider.empty() || !(roles.syntax || roles.paired))
      continue;
    const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
      const bool seller = frame->kind == "acquisition" && p.side == DealSide::kProvider;
      return !p.in_chip && !p.first_person && !seller && !ShareSomebody({p.id}, roles.customer) &&
             !ShareSomebody({p.id}, roles.provider);
    });
    const bool goods = before.HasGoods() || scene.HasGoods() || frame->kind == "acquisition" ||
                       frame->kind == "investment" || frame->kind == "financing";
    // "The company is valued at 150 million"; who sells is a noun for a firm, too.
    const bool worth =
        (frame->kind == "acquisition" || frame->kind == "investment") && !scene.TellsSeller() &&
        (scene.Has(Cue::kCompany) || (frame->kind == "investment" && scene.Has(Cue::kValue)));
    if (others || !goods || worth || OffTopic(before, context, *frame, roles, money->span))
      continue;
    Candidate read;
    if (!Complete(before, *frame, cue.span, nullptr, roles, false, &read)) continue;
    // "The contract with X. It is about 50 megawatts, for 420 million."
    if (read.deal.kind == DealKind::kOther && !read.other_goods)
      read.deal.kind = KindOf(scene, *frame, money->span, roles);
    if (found && read.deal.confidence <= candidate->deal.confidence) continue;
    *candidate = std::move(read);
    found = true;
  }
  if (!found) return false;
  constexpr double kSum = 0.2;
  Deal& deal = candidate->deal;
  deal.amount = *Get<MoneyValue>(*money);
  candidate->money = money;
  candidate->told_in.push_back(scene.index);
  deal.evidence.push_back({scene.span, false, candidate->frame->rule});
  deal.AddReason("the next sentence gives its sum", kSum);
  TakeTerms(scene, &deal);
  return true;
}

// "The budget is 310 million": a sentence that names nobody, and speaks of no other money.
bool CandidateFinder::TellsBudget(const SentenceScene& scene) {
  return scene.Has(Cue::kBudget) && scene.money.size() == 1 && scene.parties.empty() &&
         std::ranges::none_of(scene.cues, [&](const CueMatch& c) {
           return c.cue == Cue::kNoDeal && !scene.HasOver(Cue::kBudget, c.span);
         });
}

// "Ionos builds a data center in Worms. Its cost is put at 450 million": what the site costs that
// the sentences before tell of, and nobody else since.
bool CandidateFinder::SumOfSiteTold(const SentenceScene& scene, const Context& context,
                                    const Mention* money, Candidate* candidate) const {
  const bool budget = TellsBudget(scene);
  if (scene.money.size() != 1 || (context.item && !budget) || !SiteAwaitsSum(scene, context))
    return false;
  bool other = false, cost = !scene.power.empty() || budget;
  for (const CueMatch& c : scene.cues) {
    other |= (c.cue == Cue::kNoDeal && !scene.HasOver(Cue::kBudget, c.span)) ||
             c.cue == Cue::kShare || c.cue == Cue::kStake || c.cue == Cue::kRaise ||
             c.cue == Cue::kLend || c.cue == Cue::kBorrow || c.cue == Cue::kOfWhich ||
             c.cue == Cue::kRent || c.cue == Cue::kLeaseOut || c.cue == Cue::kSupply ||
             c.cue == Cue::kSell || c.cue == Cue::kAcquire || c.cue == Cue::kPowerBuy ||
             c.cue == Cue::kContract || c.cue == Cue::kChipNoun || c.cue == Cue::kContractor;
    cost |= c.cue == Cue::kValue || c.cue == Cue::kTotal || c.cue == Cue::kBuild ||
            c.cue == Cue::kInvest || c.cue == Cue::kBuy || c.cue == Cue::kSite;
  }
  if (other || !cost || !scene.chips.empty()) return false;
  const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.in_chip && !p.first_person && !SameGroup(p.id, context.builder);
  });
  if (others || IsInvestor(context.builder)) return false;
  Roles roles;
  roles.customer = {context.builder};
  roles.builds_told = roles.context = roles.prior = true;
  const Frame& frame = *frames_.For(Cue::kBuild);
  if (OffTopic(scene, context, frame, roles, money->span) ||
      YearsSpending(scene, frame, roles, *money) ||
      !Complete(scene, frame, money->span, money, roles, false, candidate))
    return false;
  constexpr double kSum = 0.2;
  candidate->deal.AddReason("the site told before awaits its sum", kSum);
  return true;
}

// A sum whose sentence tells no deal, or too weakly: that of what the sentences before tell.
bool CandidateFinder::SumOfDealBefore(const SentenceScene& scene, const Context& context,
                                      const Mention* money, Candidate* candidate) const {
  const bool alone = scene.money.size() == 1 && !context.list_follows;
  return (alone && SumOfSentenceBefore(scene, context, money, candidate)) ||
         SumOfSiteTold(scene, context, money, candidate) ||
         (alone && !OtherMoney(scene, "goods") && SumOfDealTold(scene, context, money, candidate));
}

}  // namespace dealwire
