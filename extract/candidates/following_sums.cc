// CandidateFinder::SumOfTold: the sum of what the sentence just before tells without one, where no
// word for a price says so. What such words say, and over more than a sentence: sentence_sums.cc.
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {

// Whether a sentence with one sum stands right behind another in its paragraph, and names nobody
// but `parties`.
bool CandidateFinder::GoesStraightOn(const SentenceScene& scene, size_t before,
                                     const std::vector<std::string>& parties) const {
  if (scene.money.size() != 1 || before + 1 != scene.index ||
      !document_.InOnePassage(before, scene.index))
    return false;
  return std::ranges::all_of(scene.parties, [&](const Party& p) {
    return p.coreference || p.in_chip ||
           std::ranges::any_of(parties, [&](const std::string& id) { return SameGroup(id, p.id); });
  });
}

// Whether the sentence before tells a site without its sum, and this one goes on with it.
bool CandidateFinder::FollowsSite(const SentenceScene& scene, const Context& context) const {
  return SiteAwaitsSum(scene, context) &&
         GoesStraightOn(scene, context.builder_at, {context.builder});
}

// Whether the sentence before tells a deal without its sum, and this one goes on with it.
bool CandidateFinder::FollowsDeal(const SentenceScene& scene, const Context& context) const {
  if (context.told == nullptr || context.told->empty()) return false;
  const Candidate& last = context.told->back();
  if (last.deal.amount || last.deal.customer.empty() || last.deal.provider.empty()) return false;
  const bool priced = scene.Has(Cue::kValue) || scene.Has(Cue::kTotal);
  if (last.tentative && !priced) return false;
  // "It is valued at 11 billion": what a firm is worth is no price.
  const bool firm =
      last.deal.kind == DealKind::kAcquisition || last.deal.kind == DealKind::kInvestment;
  if (firm && scene.Has(Cue::kValue)) return false;
  std::vector<std::string> parties = last.deal.customer;
  parties.insert(parties.end(), last.deal.provider.begin(), last.deal.provider.end());
  return GoesStraightOn(scene, last.told_in.back(), parties);
}

// "X walked away from taking over Y. The 95 million offer was made in March", "X gave up its site.
// It had put 220 million aside": a sum that no word of its own sentence makes a deal of.
bool CandidateFinder::SumOfTold(const SentenceScene& scene, const Context& context,
                                const Mention* money, const std::vector<Trigger>& triggers,
                                Candidate* candidate) const {
  const auto all = [&](const auto& may) {
    return std::ranges::all_of(triggers,
                               [&](const Trigger& t) { return t.silent || may(*t.frame); });
  };
  if (FollowsDeal(scene, context)) {
    const Candidate& told = context.told->back();
    // "They work together. Its revenue was 200 million": money that is no deal's is not this one's.
    const Trigger silent{frames_.For(Cue::kContract), money->span, 0, false, true};
    if (!all([&](const Frame& frame) { return MayGoOn(frame, told.deal.kind); }) ||
        (told.deal.kind != DealKind::kAcquisition && UnderNoDeal(scene, money->span, silent)) ||
        (told.partnership && !IsOfPartners(scene)))
      return false;
    Reading reading{{frames_.For(Cue::kContract), money->span, 0}, {}, 0};
    return TakeDeal(told, &reading.roles) &&
           TakeReading(scene, context, money, {}, &reading, candidate);
  }
  const auto spends = [](const Frame& frame) {
    return frame.trigger == Cue::kBuild || frame.trigger == Cue::kInvest ||
           frame.trigger == Cue::kBuy || frame.trigger == Cue::kContract;
  };
  if (!FollowsSite(scene, context) || !all(spends)) return false;
  Reading reading{{frames_.For(Cue::kBuild), money->span, 0, false, true}, {}, 0};
  return Read(scene, context, money, &reading) &&
         TakeReading(scene, context, money, {}, &reading, candidate);
}

}  // namespace dealwire
