// CandidateFinder::PriceOfTakeover: what a company costs, told in a sentence of its own.
#include <algorithm>

#include "extract/candidates/candidates.h"

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
  // "The operator of the cloud"
  const auto of_firm = [&](const Span& span) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      const bool firm = c.cue == Cue::kAgent || c.cue == Cue::kCompany || c.cue == Cue::kOperator;
      return firm && (c.span.Contains(span) || c.span.byte_end + 1 == span.byte_start);
    });
  };
  const bool seller = scene.TellsSeller();
  const auto price = [&](const Span& span) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kTotal || c.cue == Cue::kValue) && c.span == span;
    });
  };
  const bool other = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    const bool goods = c.cue == Cue::kChipNoun || c.cue == Cue::kCompute || c.cue == Cue::kPower ||
                       c.cue == Cue::kRent || c.cue == Cue::kSite;
    // "The seller is X, which had paid 90 million for it"
    const bool before = seller && (c.cue == Cue::kBuy || c.cue == Cue::kAcquire) && !price(c.span);
    return c.cue == Cue::kNoDeal || (c.cue == Cue::kContract && !seller) || before ||
           c.cue == Cue::kBuild || c.cue == Cue::kRaise || (goods && !of_firm(c.span));
  });
  if (other || !scene.chips.empty() || !scene.power.empty()) return false;
  const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
    const auto same = [&](const std::string& id) { return SameGroup(id, p.id); };
    return !p.coreference && p.side != DealSide::kProvider &&
           std::ranges::none_of(deal.customer, same) && std::ranges::none_of(deal.provider, same);
  });
  return !others && TakeDeal(told, roles);
}

// "The seller is Ardian, and the price is 240 million": whom a word of selling tells is no party to
// the takeover that the sentence before told.
bool CandidateFinder::PriceBesideSeller(const SentenceScene& scene, const Context& context,
                                        const Mention* money, Candidate* candidate) const {
  if (!scene.TellsSeller() || !(scene.Has(Cue::kValue) || scene.Has(Cue::kTotal))) return false;
  const Frame& frame = *frames_.For(Cue::kAcquire);
  Roles roles;
  return PriceOfTakeover(scene, frame, context, money, &roles) &&
         Complete(scene, frame, money->span, money, roles, false, candidate);
}

}  // namespace dealwire
