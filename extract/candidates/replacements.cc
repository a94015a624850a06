// CandidateFinder::FindReplacement: who takes the place of one whose contract has ended.
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {

// The latest deal over goods that the sentences before tell, where one since then says that it
// ended; null: none.
const Candidate* CandidateFinder::EndedBefore(const SentenceScene& scene,
                                              const Context& context) const {
  constexpr size_t kReach = 5;  // sentences
  if (context.told == nullptr || context.told->empty() || context.scenes == nullptr) return nullptr;
  const Candidate& last = context.told->back();
  const Deal& deal = last.deal;
  if (document_.InTitle(deal.evidence[0].span) || last.told_in.back() + kReach < scene.index ||
      deal.customer.empty() || deal.provider.empty() ||
      (deal.kind != DealKind::kCompute && deal.kind != DealKind::kChips &&
       deal.kind != DealKind::kOther))
    return nullptr;
  // Its sum may have been told behind the end.
  constexpr size_t kBefore = 2;  // sentences
  for (size_t s = last.sentence - std::min(last.sentence, kBefore); s <= scene.index; ++s) {
    if ((*context.scenes)[s].Has(Cue::kCancelled)) return &last;
  }
  return nullptr;
}

// "X cancelled its contract with Y. In its place came Z": who buys there, and Z, unless who sells
// fits it better; the sum may follow.
std::vector<Candidate> CandidateFinder::FindReplacement(const SentenceScene& scene,
                                                        const Context& context) const {
  const auto word = std::ranges::find(scene.cues, Cue::kReplace, &CueMatch::cue);
  if (word == scene.cues.end() || !scene.money.empty() || scene.Has(Cue::kNoDeal)) return {};
  const Candidate* ended = EndedBefore(scene, context);
  if (ended == nullptr) return {};
  const Party* comes = nullptr;
  for (const Party& p : scene.parties) {
    if (p.in_chip || p.coreference || !(p.known || p.strong) ||
        ShareSomebody({p.id}, ended->deal.customer) || ShareSomebody({p.id}, ended->deal.provider))
      continue;
    if (comes != nullptr && !SameGroup(comes->id, p.id)) return {};
    comes = &p;
  }
  if (comes == nullptr || IsInvestor(comes->id) || SellsPower(comes->id)) return {};
  const Frame& frame = *frames_.For(Cue::kContract);
  const double sells = Prior(frame, ended->deal.customer[0], comes->id);
  const double buys = Prior(frame, comes->id, ended->deal.provider[0]);
  Roles roles;
  // Whom the article is about has found another.
  const bool of_buyer = ShareSomebody(ended->deal.customer, {context.hero});
  const bool of_seller = ShareSomebody(ended->deal.provider, {context.hero});
  const bool seller = of_buyer != of_seller ? of_buyer : sells > 0 || sells >= buys;
  roles.customer = seller ? ended->deal.customer : std::vector<std::string>{comes->id};
  roles.provider = seller ? std::vector<std::string>{comes->id} : ended->deal.provider;
  roles.prior = std::max(sells, buys) > 0;
  roles.said = roles.context = true;
  roles.open = !comes->known;
  Candidate candidate;
  if (!Complete(scene, frame, word->span, nullptr, roles, false, &candidate)) return {};
  candidate.deal.kind = ended->deal.kind;
  candidate.deal.status = DealStatus::kSigned;
  candidate.tentative = true;
  return {candidate};
}

}  // namespace dealwire
