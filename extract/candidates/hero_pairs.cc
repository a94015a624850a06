// CandidateFinder::PairWithHero: a sentence without names, of the firm that the article is about
// and of the only other one that the sentence before names. CandidateFinder::TalksOfPower.
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

bool ChangesGoodsOrMoney(const Frame& frame) {
  switch (frame.trigger) {
    case Cue::kContract:
    case Cue::kRent:
    case Cue::kLeaseOut:
    case Cue::kBuy:
    case Cue::kSupply:
    case Cue::kLend:
    case Cue::kBorrow:
    case Cue::kPowerBuy:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string CandidateFinder::OnlyOtherBefore(const SentenceScene& scene, const Context& context,
                                             const std::string& id, size_t* at) const {
  constexpr size_t kReach = 2;  // sentences
  for (const SentenceScene& before : context.before) {
    if (before.index + kReach < scene.index || document_.InTitle(before.span)) break;
    const size_t block = document_.sentences[before.index].block;
    if (block + 1 < document_.sentences[scene.index].block) break;
    std::string other;
    for (const Party& p : before.parties) {
      if (p.in_chip || !(p.known || p.strong) || SameGroup(p.id, id)) continue;
      if (!other.empty() && !SameGroup(p.id, other)) return "";
      if (other.empty()) other = p.id;
    }
    *at = before.index;
    if (!other.empty()) return other;
  }
  return "";
}

// The one the article is about, unless the deal told last is of others: then who bought there.
std::string CandidateFinder::ActsNow(const Context& context) const {
  if (context.told->empty()) return context.hero;
  const Deal& last = context.told->back().deal;
  if (context.hero.empty() || ShareSomebody({context.hero}, last.customer) ||
      ShareSomebody({context.hero}, last.provider))
    return context.hero;
  return last.kind == DealKind::kChips && last.customer.size() == 1 ? last.customer[0] : "";
}

bool CandidateFinder::PairWithHero(const SentenceScene& scene, const Frame& frame,
                                   const Context& context, Roles* roles) const {
  if (context.told == nullptr || context.item || document_.InTitle(scene.span) ||
      !ChangesGoodsOrMoney(frame))
    return false;
  const std::string hero = ActsNow(context);
  size_t at = 0;
  const std::string other = hero.empty() ? "" : OnlyOtherBefore(scene, context, hero, &at);
  if (other.empty()) return false;
  // What the sentence before tells itself goes on there.
  const bool told = std::ranges::any_of(*context.told, [&](const Candidate& c) {
    const bool whole = !c.tentative && !c.deal.customer.empty() && !c.deal.provider.empty();
    return c.told_in.back() >= at && (c.deal.amount || whole);
  });
  const bool third = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.in_chip && !SameGroup(p.id, other) && !SameGroup(p.id, hero);
  });
  if (told || third) return false;
  const bool chips = !scene.chips.empty() || scene.Has(Cue::kChipNoun);
  const double buys = Prior(frame, hero, other, true, chips);
  const double sells = Prior(frame, other, hero, true, chips);
  if (buys == sells || std::max(buys, sells) <= 0) return false;
  roles->customer = {buys > sells ? hero : other};
  roles->provider = {buys > sells ? other : hero};
  roles->context = roles->near = roles->prior = true;
  return true;
}

// "X is in talks with the utility Y": about its power, where a sentence behind it says how much.
bool CandidateFinder::TalksOfPower(const SentenceScene& scene) const {
  if (!scene.money.empty() || scene.HasGoods()) return false;
  bool seller = false, buyer = false;
  for (const Party& p : scene.parties) {
    if (p.in_chip || !(p.known || p.strong)) continue;
    const bool sells = SellsPower(p.id);
    if (!sells && (IsInvestor(p.id) || IsBuilder(p.id))) return false;
    seller = seller || sells;
    buyer = buyer || !sells;
  }
  return seller && buyer;
}

}  // namespace dealwire
