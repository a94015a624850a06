// CandidateFinder::OffTopic: what an article tells of other things than compute.
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {

// Whether one of the parties is of a known trade.
bool CandidateFinder::OfTrade(const Roles& roles) const {
  const auto known = [&](const std::string& id) { return !frames_.SectorOf(id).empty(); };
  return std::ranges::any_of(roles.customer, known) || std::ranges::any_of(roles.provider, known);
}

// Whether one of the parties was told to deal in computing or chips.
bool CandidateFinder::OfDealer(const Context& context, const Roles& roles) const {
  return context.told != nullptr && std::ranges::any_of(*context.told, [&](const Candidate& c) {
           const bool goods = c.deal.kind == DealKind::kCompute || c.deal.kind == DealKind::kChips;
           const auto meets = [&](const std::vector<std::string>& side) {
             return ShareSomebody(side, c.deal.customer) || ShareSomebody(side, c.deal.provider);
           };
           return goods && !c.tentative && (meets(roles.customer) || meets(roles.provider));
         });
}

// Whether one of the last two sentences that name anybody speaks of compute, and of one of these
// parties where they are not taken from it.
bool CandidateFinder::GoesOnGoods(const Context& context, const Roles& roles) const {
  return std::ranges::any_of(context.before, [&](const SentenceScene& last) {
    const bool goods = last.Has(Cue::kCompute) || last.Has(Cue::kChipNoun) || !last.chips.empty() ||
                       !last.power.empty();
    const auto named = [&](const Party& p) {
      const auto same = [&](const std::string& id) { return SameGroup(id, p.id); };
      return std::ranges::any_of(roles.customer, same) || std::ranges::any_of(roles.provider, same);
    };
    return goods && (roles.context || std::ranges::any_of(last.parties, named));
  });
}

// In an article about something else only what it says of registered organisations counts.
bool CandidateFinder::OffTopic(const SentenceScene& scene, const Context& context,
                               const Frame& frame, const Roles& roles, const Span& span) const {
  // What goes on with a deal over goods that was just told is on its topic.
  const bool goes_on =
      roles.context && !roles.open && context.told != nullptr &&
      (frame.kind == "goods" || frame.kind == "compute") &&
      std::ranges::any_of(*context.told, [](const Candidate& c) {
        const DealKind kind = c.deal.kind;
        return !c.tentative && (kind == DealKind::kCompute || kind == DealKind::kChips);
      });
  const bool builds = !frame.needs_provider;
  // The one sentence of an article that speaks of chips or compute, and says who is who.
  const bool goods_of_power =
      frame.kind == "goods" && (scene.Has(Cue::kPower) || !scene.power.empty());
  // To whom power goes that is not said, a deal told before says.
  const bool told_to = !roles.context || (context.told != nullptr && !context.told->empty());
  const bool power = (frame.kind == "power" || goods_of_power) && !roles.customer.empty() &&
                     !roles.weak && told_to && frames_.SellsOf(roles.customer[0]) == "compute";
  const bool here = roles.syntax && !roles.context && !roles.weak && !builds &&
                    (scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun) || !scene.chips.empty());
  const bool sold = !roles.open && !roles.provider.empty() && scene.Has(Cue::kCompute) &&
                    std::ranges::find(context.title, roles.provider[0]) != context.title.end();
  // Rounds and takeovers are told of firms, which need not say again what they sell; and the price
  // of one that was told is on its topic.
  const bool firms =
      (frame.kind == "investment" || frame.kind == "acquisition" || frame.kind == "financing") &&
      context.near_field && !roles.weak && !roles.context &&
      (context.field || !roles.open || OfTrade(roles) || OfDealer(context, roles));
  const bool told = roles.told != nullptr && !roles.weak && context.near_field &&
                    (roles.told->deal.kind == DealKind::kAcquisition ||
                     roles.told->deal.kind == DealKind::kInvestment);
  if (firms || told) return false;
  bool off = !context.topic
                 ? !goes_on && !here && !sold && !power && (roles.open || roles.context || builds)
                 : builds && roles.weak;
  // What those do who are of no known trade is of compute where the sentence says so.
  if (!OfTrade(roles) && roles.told == nullptr && !GoesOnGoods(context, roles)) {
    off = off || !(scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun) || !scene.chips.empty() ||
                   !scene.power.empty() || (context.site && !document_.InTitle(span)));
  }
  if (off) Reject(span, &frame, "article: it does not speak of compute");
  return off;
}

}  // namespace dealwire
