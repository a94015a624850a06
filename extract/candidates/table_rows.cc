// CandidateFinder: a row of a table whose columns of parties are named is a deal.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

constexpr size_t kSubject = 0;  // of Frame::roles

}  // namespace

bool CandidateFinder::IsPartyRow(const SentenceScene& scene) {
  return std::ranges::any_of(scene.parties, [](const Party& p) { return p.column > 0; });
}

// What the cells beside those of the parties say is done: the first word of a deal in them
// ("purchase of servers", "series C", "loan"), else an agreement.
const Frame* CandidateFinder::FrameOfRow(const SentenceScene& scene) const {
  constexpr std::array kDeeds = {Cue::kSupply,  Cue::kBuy,     Cue::kRent, Cue::kLeaseOut,
                                 Cue::kInvest,  Cue::kRaise,   Cue::kLend, Cue::kBorrow,
                                 Cue::kAcquire, Cue::kPowerBuy};
  for (const CueMatch& cue : scene.cues) {
    const bool in_name = std::ranges::any_of(
        scene.parties, [&](const Party& p) { return p.column > 0 && p.span.Overlaps(cue.span); });
    if (in_name) continue;
    if (cue.cue == Cue::kStake) return frames_.For(Cue::kInvest);
    if (cue.cue == Cue::kReceive) return frames_.For(Cue::kSupply);
    // "Purchase of servers": a word that takes firms over, too.
    if (cue.cue == Cue::kAcquire && (scene.Has(Cue::kChipNoun) || scene.Has(Cue::kCompute) ||
                                     !scene.chips.empty() || !scene.power.empty()))
      return frames_.For(Cue::kBuy);
    if (std::ranges::find(kDeeds, cue.cue) != kDeeds.end()) return frames_.For(cue.cue);
  }
  return frames_.For(Cue::kContract);
}

// The side of whom the first column names, where the heads tell none: what the trades of the two
// say, else what is done, by whom the row names first. Or kNone.
DealSide CandidateFinder::FirstSideOfRow(const SentenceScene& scene, const Frame& frame,
                                         const std::string& first,
                                         const std::string& second) const {
  const bool power = frame.kind == "power" || scene.Has(Cue::kPower) || !scene.power.empty();
  if (power && SellsPower(first) != SellsPower(second))
    return SellsPower(first) ? DealSide::kProvider : DealSide::kCustomer;
  // What is no compute who sells that may buy.
  if (!AboutOther(scene, frame, scene.span)) {
    const double trades = Prior(frame, first, second, power) - Prior(frame, second, first, power);
    if (trades != 0) return trades > 0 ? DealSide::kCustomer : DealSide::kProvider;
    // A bank that buys computing is a customer like any other.
    const bool goods = frame.kind == "goods" || frame.kind == "compute";
    if (goods && SellsOf(first).empty() != SellsOf(second).empty())
      return SellsOf(first).empty() ? DealSide::kCustomer : DealSide::kProvider;
  }
  return frame.roles[kSubject];
}

// Whether a row says more than who deals with whom for how much and how long.
bool CandidateFinder::NamesThing(const SentenceScene& scene) {
  constexpr size_t kBorders = 16;  // bytes: bars, spaces, a number in front
  size_t told = kBorders;
  for (const Party& p : scene.parties) told += p.span.size();
  for (const auto* mentions : {&scene.money, &scene.durations, &scene.dates}) {
    for (const Mention* m : *mentions) told += m->span.size();
  }
  return scene.span.size() > told;
}

bool CandidateFinder::FindInRow(const SentenceScene& scene, const Context& context,
                                Candidate* out) const {
  if (!IsPartyRow(scene)) return false;
  std::array<std::vector<std::string>, 2> ids;
  DealSide first = DealSide::kNone;
  for (const Party& p : scene.parties) {
    if (p.column == 0 || p.coreference || p.in_chip) continue;
    const auto column = static_cast<size_t>(p.column) - 1;
    ids[column].push_back(p.id);
    first = column == 0 ? p.side : OtherSide(p.side);
  }
  if (ids[0].empty() || ids[1].empty() || ShareSomebody(ids[0], ids[1])) return false;
  const Frame* frame = FrameOfRow(scene);
  if (first == DealSide::kNone) first = FirstSideOfRow(scene, *frame, ids[0][0], ids[1][0]);
  if (first == DealSide::kNone) {
    Reject(scene.span, frame, "sides: neither the heads of the table nor the row tell them");
    return false;
  }
  const auto money = std::ranges::find_if(
      scene.money, [&](const Mention* m) { return BigEnough(*Get<MoneyValue>(*m)); });
  const bool goods = scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun) ||
                     !scene.chips.empty() || !scene.power.empty();
  std::tie(out->deal.status, out->status_said) = StatusOf(scene, *frame, scene.span);
  // A term without a sum is one of a contract, and so is how far it is ("X | Y | n/a | signed").
  const bool term = money != scene.money.end() || !scene.durations.empty() || out->status_said;
  if (!goods && !(term && context.topic)) return false;
  Roles roles;
  roles.customer = std::move(ids[first == DealSide::kCustomer ? 0 : 1]);
  roles.provider = std::move(ids[first == DealSide::kCustomer ? 1 : 0]);
  out->frame = frame;
  out->deal.kind = KindOf(scene, *out->frame, scene.span, roles);
  out->other_goods = AboutOther(scene, *out->frame, scene.span);
  // "Mistral | Edgemode | 1.2 billion | 5 years", in an article on compute: what else.
  if (out->deal.kind == DealKind::kOther && !out->other_goods && context.topic)
    out->deal.kind = NamesThing(scene) ? DealKind::kOther : DealKind::kCompute;
  out->deal.customer = std::move(roles.customer);
  out->deal.provider = std::move(roles.provider);
  if (money != scene.money.end()) {
    out->money = *money;
    out->deal.amount = *Get<MoneyValue>(**money);
  }
  out->deal.evidence.push_back({scene.span, false, out->frame->rule + ".row"});
  out->deal.reasons = {{"a row of a table that names its parties", 0.75}};
  out->deal.confidence = out->deal.reasons[0].weight;
  out->sides_said = true;
  out->list_part = true;
  out->sentence = scene.index;
  out->told_in = {scene.index};
  TakeTerms(scene, &out->deal);
  return true;
}

}  // namespace dealwire
