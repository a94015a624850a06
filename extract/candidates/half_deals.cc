// Half a deal: a sum with one side, whose other side a sentence behind it names.
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

// What a word for the other side completes. Who puts money into a round: rounds.cc. Who builds a
// site for its owner: contractors.cc.
bool MayAwait(const Frame& frame) {
  switch (frame.trigger) {
    case Cue::kSupply:
    case Cue::kSell:
    case Cue::kBuy:
    case Cue::kRent:
    case Cue::kLeaseOut:
    case Cue::kContract:
    case Cue::kAcquire:
    case Cue::kPowerBuy:
      return true;
    default:
      return false;
  }
}

// The only organisation that a sentence names; null where it names several, or none.
const Party* OnlyNamed(const SentenceScene& scene) {
  const Party* only = nullptr;
  for (const Party& p : scene.parties) {
    if (p.in_chip || p.coreference) continue;
    if (only != nullptr) return nullptr;
    only = &p;
  }
  return only;
}

}  // namespace

// The likeliest reading of a sum that lacks one side; the only sum of its sentence.
bool CandidateFinder::TakeHalf(const SentenceScene& scene, const Context& context,
                               const Mention* money, const std::vector<Reading>& readings,
                               Candidate* half) const {
  if (scene.money.size() != 1) return false;
  for (const Reading& reading : readings) {
    const Roles& roles = reading.roles;
    // "Buys servers for 9 million": no firm, whatever else the verb may mean.
    const bool buys = reading.trigger.frame->trigger == Cue::kAcquire && scene.HasGoods();
    const Frame& frame = buys ? *frames_.For(Cue::kBuy) : *reading.trigger.frame;
    if (reading.trigger.silent || !MayAwait(frame) || !roles.said || roles.weak ||
        roles.customer.empty() == roles.provider.empty() ||
        OffTopic(scene, context, frame, roles, money->span))
      continue;
    Frame open = frame;
    open.needs_customer = open.needs_provider = false;
    Candidate read;
    if (!Complete(scene, open, reading.trigger.span, money, roles, false, &read)) continue;
    *half = std::move(read);
    half->frame = &frame;
    half->tentative = true;
    half->awaits = roles.customer.empty() ? DealSide::kCustomer : DealSide::kProvider;
    return true;
  }
  return false;
}

// "They come from X", "it goes to X": a short sentence without a verb of a deal, whose only name a
// preposition marks as the side that half a deal awaits. Null: none.
const Party* CandidateFinder::OnlyMarked(const SentenceScene& scene, const Candidate& half) {
  constexpr size_t kShort = 60;  // bytes beside the name
  const bool verb = std::ranges::any_of(
      scene.cues, [](const CueMatch& c) { return IsTrigger(c.cue) || c.cue == Cue::kShare; });
  if (verb) return nullptr;
  const Party* only = OnlyNamed(scene);
  if (only == nullptr || scene.span.size() - only->span.size() > kShort) return nullptr;
  // What is won comes from who buys.
  const bool gives = half.frame->trigger == Cue::kSell || half.frame->trigger == Cue::kLeaseOut;
  const unsigned from = gives && half.awaits == DealSide::kCustomer ? kRelTo : kRelFrom | kRelBy;
  return (only->marks & from) != 0 ? only : nullptr;
}

// Who stands on the side that half a deal awaits, by a noun for that side ("the supplier is X"), as
// the only party of a verb ("X delivers them"), or by a preposition.
std::vector<std::string> CandidateFinder::SideToldIn(const SentenceScene& scene,
                                                     const Candidate& half) const {
  const bool customer = half.awaits == DealSide::kCustomer;
  const std::vector<std::string>& known = customer ? half.deal.provider : half.deal.customer;
  std::vector<std::string> told;
  for (const Party& p : scene.parties) {
    if (p.side == half.awaits && !p.in_chip && !p.coreference && !p.id.empty() &&
        !ShareSomebody({p.id}, known))
      told.push_back(p.id);
  }
  if (!told.empty()) return told;
  for (const CueMatch& cue : scene.cues) {
    const Frame* frame = FrameOf(scene, cue);
    if (frame == nullptr || !MayAwait(*frame) || !MayGoOn(*frame, half.deal.kind)) continue;
    Roles roles = Assign(scene, *frame, cue.span, cue.span);
    std::vector<std::string>& side = customer ? roles.customer : roles.provider;
    const std::vector<std::string>& other = customer ? roles.provider : roles.customer;
    // "Li fornisce Dell": the only name of the verb whose subject the side is.
    const bool acts = frame->roles[0] == half.awaits && OnlyNamed(scene) != nullptr;
    if ((roles.said || acts) && !roles.weak && other.empty() && !side.empty() &&
        !ShareSomebody(side, known))
      return side;
  }
  if (const Party* only = OnlyMarked(scene, half);
      only != nullptr && !ShareSomebody({only->id}, known))
    told.push_back(only->id);
  return told;
}

bool CandidateFinder::CompleteHalf(const SentenceScene& scene, Candidate* half) const {
  if (!scene.money.empty() || scene.Has(Cue::kNoDeal)) return false;
  const std::vector<std::string> told = SideToldIn(scene, *half);
  if (told.empty()) return false;
  const bool customer = half->awaits == DealSide::kCustomer;
  const std::vector<std::string>& known = customer ? half->deal.provider : half->deal.customer;
  std::vector<std::string>& side = customer ? half->deal.customer : half->deal.provider;
  const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.in_chip && !p.coreference && (p.known || p.strong) && !ShareSomebody({p.id}, told) &&
           !ShareSomebody({p.id}, known);
  });
  if (others) return false;
  constexpr double kNamed = 0.2;
  side = told;
  half->awaits = DealSide::kNone;
  half->tentative = false;
  half->sides_said = true;
  half->told_in.push_back(scene.index);
  half->deal.evidence.push_back({scene.span, document_.InTitle(scene.span), half->frame->rule});
  half->deal.AddReason("the other side is named behind it", kNamed);
  return true;
}

}  // namespace dealwire
