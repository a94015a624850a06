#include "extract/deals/later_status.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "extract/deals/named_others.h"
#include "extract/scenes/answers.h"

namespace dealwire {
namespace {

bool SameAsStatus(const SentenceScene& scene, const Span& span) {
  return std::ranges::any_of(
      scene.cues, [&](const CueMatch& c) { return IsStatus(c.cue) && c.span.Overlaps(span); });
}

// Whether it tells a deed of its own; a noun for a contract or for talks is none, nor is one of the
// class that the deal was told by ("the purchase").
bool TellsDeed(const SentenceScene& scene, std::optional<Cue> trigger) {
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    // "The purchase was called off": the noun that begins the sentence is what it is about.
    constexpr size_t kArticle = 8;  // bytes
    return IsTrigger(c.cue) && c.cue != Cue::kContract && c.cue != trigger &&
           c.span.byte_start > scene.span.byte_start + kArticle && !SameAsStatus(scene, c.span);
  });
}

// Of the words for how far a contract is the nearest to it says that it is signed: "the contract
// was signed on Monday, the closing is expected in June".
bool SaidSigned(const SentenceScene& scene) {
  const auto contract = std::ranges::find(scene.cues, Cue::kContract, &CueMatch::cue);
  const auto gap = [&](const CueMatch& c) {
    return c.span.byte_start >= contract->span.byte_end
               ? c.span.byte_start - contract->span.byte_end
               : contract->span.byte_start - std::min(contract->span.byte_start, c.span.byte_end);
  };
  const CueMatch* nearest = nullptr;
  for (const CueMatch& c : scene.cues) {
    if (!IsStatus(c.cue) || c.cue == Cue::kAnnounced || c.cue == Cue::kReported) continue;
    if (nearest == nullptr || gap(c) < gap(*nearest)) nearest = &c;
  }
  return nearest != nullptr && nearest->cue == Cue::kSigned;
}

bool IsDone(DealStatus status) {
  return status == DealStatus::kCompleted || status == DealStatus::kCancelled ||
         status == DealStatus::kDenied;
}

}  // namespace

bool GoesOn(const Document& document, const SentenceScene& scene, const Candidate& c) {
  const size_t block = document.sentences[scene.index].block;
  const bool named = std::ranges::any_of(
      scene.parties, [](const Party& p) { return p.known && !p.in_chip && !p.coreference; });
  return !named && std::ranges::any_of(c.told_in, [&](size_t told) {
    return told < scene.index && scene.index - told <= 2 && document.sentences[told].block == block;
  });
}

void LaterStatus::Read(const SentenceScene& scene, Candidate* deal) {
  if (Asks(document_, scene.index)) return;
  if (Deny(scene) || Turn(scene) || DenyNamed(scene) || Attribute(scene)) return;
  Confirm(scene, deal);
  ConfirmBriefly(scene, deal);
}

// "The contract was signed on Monday": without names, of the deal that was just announced.
void LaterStatus::Confirm(const SentenceScene& scene, Candidate* deal) const {
  if (deal == nullptr || deal->deal.status != DealStatus::kAnnounced || scene.HasNames() ||
      !scene.Has(Cue::kContract) || !scene.Has(Cue::kSigned) || !SaidSigned(scene))
    return;
  deal->deal.status = DealStatus::kSigned;
}

// "Signed on March 3.", "It closed in May.": a short sentence that says this alone, of the deal
// that the one before told.
void LaterStatus::ConfirmBriefly(const SentenceScene& scene, Candidate* deal) const {
  constexpr size_t kShort = 90;  // bytes
  if (deal == nullptr || scene.HasNames() || !scene.money.empty() || scene.span.size() > kShort)
    return;
  std::optional<Cue> said;
  for (const CueMatch& c : scene.cues) {
    if (!IsStatus(c.cue) || c.cue == Cue::kAnnounced) continue;
    const bool as_well = said == Cue::kSigned && c.cue == Cue::kCompleted;
    if (said && *said != c.cue && !as_well) return;
    said = c.cue;
  }
  if (said != Cue::kSigned && said != Cue::kCompleted) return;
  if (TellsDeed(scene, std::nullopt) || scene.Has(Cue::kNoDeal) || scene.Has(Cue::kNo)) return;
  if (!GoesOn(document_, scene, *deal) || deal->told_in.back() + 1 != scene.index) return;
  DealStatus& status = deal->deal.status;
  if (status == DealStatus::kAnnounced ||
      (status == DealStatus::kSigned && said == Cue::kCompleted))
    status = said == Cue::kSigned ? DealStatus::kSigned : DealStatus::kCompleted;
}

// "Orange denies it", "X denies talks with Y. The paper wrote that X would rent ...": a denial
// beside what was only reported, of nobody else than its parties; "nothing came of it": of the
// deal just told.
bool LaterStatus::Deny(const SentenceScene& scene) {
  const bool denies = scene.Has(Cue::kDenied);
  if ((!denies && !scene.Has(Cue::kCancelled)) || !scene.money.empty()) return false;
  const bool other = scene.Has(Cue::kTalks) || scene.Has(Cue::kPlanned) || scene.Has(Cue::kSigned);
  for (auto c = candidates_.rbegin(); c != candidates_.rend(); ++c) {
    const DealStatus status = c->deal.status;
    const bool beside = IsBeside(scene, *c);
    const bool told = status == DealStatus::kReported && denies && !other;
    const bool open = beside && (status == DealStatus::kReported || status == DealStatus::kTalks ||
                                 status == DealStatus::kPlanned);
    if (c->deal.aggregate || NamesOtherFirms(scene, c->deal, finder_) ||
        !(open || (told && ToldRightBefore(scene, *c)) || (!denies && GivenUp(scene, *c))))
      continue;
    Take(scene, denies ? DealStatus::kDenied : DealStatus::kCancelled, &*c);
    return true;
  }
  return false;
}

// "The deal was called off in June", "A final contract has not been signed", "The talks are still
// going on": whatever the sentence before said of it. A short sentence turns it without a noun for
// the deal, too ("Nothing came of it"), but for one that has its own site or goods.
bool LaterStatus::Turn(const SentenceScene& scene) {
  constexpr size_t kShort = 70;  // characters
  const bool off = scene.Has(Cue::kCancelled), open = scene.Has(Cue::kUnsigned);
  const bool talks = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kTalks && std::ranges::none_of(scene.cues, [&](const CueMatch& o) {
             return o.cue == Cue::kUnsigned && o.span.Overlaps(c.span);
           });
  });
  if ((!off && !open && !talks) || !scene.money.empty() || scene.Has(Cue::kDenied) ||
      scene.Has(Cue::kNoDeal) || document_.InTitle(scene.span))
    return false;
  const bool contract = scene.Has(Cue::kContract) || (open && !off);
  const bool brief = CountCodePoints(document_.Slice(scene.span)) <= kShort &&
                     !scene.Has(Cue::kSite) && !scene.Has(Cue::kCompute) && scene.chips.empty();
  if (!contract && !brief) return false;
  Candidate* c = ToldBefore(scene, contract);
  if (c == nullptr || IsDone(c->deal.status) || TellsDeed(scene, c->frame->trigger)) return false;
  if (off) {
    // Other plans are given up as briefly, beside what is signed.
    constexpr size_t kShortest = 32;  // characters
    const bool firm = c->deal.status == DealStatus::kSigned && c->status_said;
    if (firm && !contract && CountCodePoints(document_.Slice(scene.span)) > kShortest) return false;
    if (scene.Has(Cue::kSigned) && !contract) return false;
    Take(scene, DealStatus::kCancelled, c);
    return true;
  }
  const bool said_done = c->deal.status == DealStatus::kSigned && c->status_said;
  if (talks && brief && !said_done && !scene.Has(Cue::kSigned)) {
    Take(scene, DealStatus::kTalks, c);
    return true;
  }
  if (open && c->deal.status != DealStatus::kTalks && c->deal.status != DealStatus::kReported) {
    Take(scene, DealStatus::kPlanned, c);
    return true;
  }
  return false;
}

// "According to the paper X rents from Y. Y denies it": a short denial by a party of what the
// sentence before told, unless that is signed. Who denies a collapse leaves the deal as it is.
bool LaterStatus::DenyNamed(const SentenceScene& scene) {
  constexpr size_t kShort = 70;  // characters
  const bool other = scene.Has(Cue::kCancelled) || scene.Has(Cue::kTalks) ||
                     scene.Has(Cue::kSigned) || scene.Has(Cue::kPlanned) || scene.Has(Cue::kNoDeal);
  if (!scene.Has(Cue::kDenied) || other || !scene.money.empty() || document_.InTitle(scene.span) ||
      CountCodePoints(document_.Slice(scene.span)) > kShort || !scene.HasNames())
    return false;
  Candidate* c = ToldBefore(scene, false);
  if (c == nullptr || c->deal.status != DealStatus::kAnnounced || TellsDeed(scene, std::nullopt))
    return false;
  Take(scene, DealStatus::kDenied, c);
  return true;
}

// "That is what two people with knowledge of the matter told Reuters": a sentence that says nothing
// but from whom the one before is known.
bool LaterStatus::Attribute(const SentenceScene& scene) {
  constexpr size_t kShort = 70;  // characters
  const bool more = std::ranges::any_of(
      scene.cues, [](const CueMatch& c) { return IsStatus(c.cue) && c.cue != Cue::kReported; });
  if (!scene.Has(Cue::kReported) || more || !scene.money.empty() || !scene.dates.empty() ||
      scene.Has(Cue::kNoDeal) || scene.Has(Cue::kValue) || scene.Has(Cue::kContract) ||
      scene.Has(Cue::kSite) || document_.InTitle(scene.span) ||
      CountCodePoints(document_.Slice(scene.span)) > kShort)
    return false;
  Candidate* c = ToldBefore(scene, false);
  if (c == nullptr || TellsDeed(scene, std::nullopt) ||
      (c->deal.status != DealStatus::kSigned && c->deal.status != DealStatus::kAnnounced))
    return false;
  Take(scene, DealStatus::kReported, c);
  return true;
}

// The deal of nobody else than whom the sentence names that was told last: right before it, or
// where it names the contract, one sentence further up in its paragraph, too.
Candidate* LaterStatus::ToldBefore(const SentenceScene& scene, bool contract) const {
  Candidate* found = nullptr;
  size_t at = 0;
  for (Candidate& c : candidates_) {
    if (c.deal.aggregate || NamesOtherFirms(scene, c.deal, finder_)) continue;
    for (const size_t told : c.told_in) {
      if (told >= scene.index || document_.InTitle(scenes_[told].span)) continue;
      const bool right_before = told + 1 == scene.index;
      const bool passage = document_.InOnePassage(told, scene.index);
      const bool reached = (right_before && (passage || (contract && !c.list_part))) ||
                           (contract && passage && told + 2 == scene.index);
      if (!reached || (found != nullptr && told < at)) continue;
      found = &c;
      at = told;
    }
  }
  return found;
}

void LaterStatus::Take(const SentenceScene& scene, DealStatus status, Candidate* c) const {
  c->status_said = true;
  if (c->deal.status == status) return;
  c->deal.status = status;
  c->told_in.push_back(scene.index);
  c->deal.evidence.push_back({scene.span, document_.InTitle(scene.span), c->frame->rule});
}

// "X was to build a data center for 900 million. In January it scrapped the plan": of a site that
// the sentence before tells, and of no other.
bool LaterStatus::GivenUp(const SentenceScene& scene, const Candidate& c) const {
  return c.deal.kind == DealKind::kCapex && c.deal.status == DealStatus::kAnnounced &&
         c.sentence + 1 == scene.index && document_.InOnePassage(c.sentence, scene.index) &&
         !scene.Has(Cue::kSite) && !scene.Has(Cue::kSigned) && !scene.Has(Cue::kCompleted) &&
         !document_.InTitle(scenes_[c.sentence].span);
}

// Whether the sentence stands right behind what told the deal, or, in its paragraph, right
// before it.
bool LaterStatus::IsBeside(const SentenceScene& scene, const Candidate& c) const {
  const bool block =
      document_.sentences[scene.index].block == document_.sentences[c.sentence].block;
  return c.sentence + 1 == scene.index || (block && c.sentence == scene.index + 1);
}

bool LaterStatus::ToldRightBefore(const SentenceScene& scene, const Candidate& c) const {
  constexpr size_t kReach = 2;  // sentences
  return std::ranges::any_of(c.told_in, [&](size_t told) {
    return told < scene.index && scene.index - told <= kReach &&
           !document_.InTitle(scenes_[told].span);
  });
}

}  // namespace dealwire
