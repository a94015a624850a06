#include "extract/neighbours.h"

#include <algorithm>
#include <optional>
#include <string>

namespace dealwire {
namespace {

class Neighbours {
 public:
  Neighbours(const Document& document, const std::vector<SentenceScene>& scenes,
             const CandidateFinder& finder, std::vector<Candidate>* candidates)
      : document_(document), scenes_(scenes), finder_(finder), candidates_(*candidates) {}

  void Add() {
    std::vector<char> told(scenes_.size(), 0);
    for (const Candidate& c : candidates_) told[c.sentence] = 1;
    for (const SentenceScene& scene : scenes_) {
      if (!told[scene.index]) {
        Confirm(scene);
        ConfirmBriefly(scene);
        Deny(scene);
      }
      if (told[scene.index] || (scene.chips.empty() && scene.power.empty() &&
                                scene.durations.empty() && scene.dates.empty()))
        continue;
      if (scene.Has(Cue::kNoDeal) && !scene.money.empty() && scene.chips.empty()) continue;
      if (Candidate* deal = DealOf(scene)) {
        SentenceScene rest = scene;
        if (!TellsTerm(scene, deal->deal)) rest.durations.clear();
        if (!scene.Has(Cue::kContract) && !scene.Has(Cue::kCompute)) rest.dates.clear();
        TakeTerms(rest, &deal->deal);
        deal->told_in.push_back(scene.index);
      } else if (scene.Has(Cue::kContract) && !scene.dates.empty() && !scene.HasNames()) {
        for (Candidate& c : candidates_) {
          SentenceScene dates;
          dates.dates = scene.dates;
          dates.cues = scene.cues;
          if (!c.deal.aggregate) TakeTerms(dates, &c.deal);
        }
      }
    }
  }

 private:
  // "The contract is for five years", "The loan is repaid over ten", "It covers 200 MW and runs for
  // twelve": without names of its own what runs so long is the deal.
  static bool TellsTerm(const SentenceScene& scene, const Deal& deal) {
    if (scene.Has(Cue::kContract)) return true;
    if (deal.kind == DealKind::kFinancing && scene.Has(Cue::kBorrow)) return true;
    return !scene.HasNames() &&
           (scene.Has(Cue::kRuns) || (deal.kind == DealKind::kPower && !scene.power.empty()));
  }

  // "The contract was signed on Monday": without names, of the deal that was just announced.
  void Confirm(const SentenceScene& scene) {
    if (scene.HasNames() || !scene.Has(Cue::kContract) || !scene.Has(Cue::kSigned)) return;
    if (!SaidSigned(scene)) return;
    Candidate* deal = DealOf(scene);
    if (deal != nullptr && deal->deal.status == DealStatus::kAnnounced)
      deal->deal.status = DealStatus::kSigned;
  }

  // "Signed on March 3.", "It closed in May.": a short sentence that says this alone, of the deal
  // that the one before told.
  void ConfirmBriefly(const SentenceScene& scene) {
    constexpr size_t kShort = 90;  // bytes
    if (scene.HasNames() || !scene.money.empty() || scene.span.size() > kShort) return;
    std::optional<Cue> said;
    for (const CueMatch& c : scene.cues) {
      if (!IsStatus(c.cue) || c.cue == Cue::kAnnounced) continue;
      const bool as_well = said == Cue::kSigned && c.cue == Cue::kCompleted;
      if (said && *said != c.cue && !as_well) return;
      said = c.cue;
    }
    if (said != Cue::kSigned && said != Cue::kCompleted) return;
    const bool deed = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return IsTrigger(c.cue) && c.cue != Cue::kContract && !SameAsStatus(scene, c.span);
    });
    if (deed || scene.Has(Cue::kNoDeal) || scene.Has(Cue::kNo)) return;
    Candidate* deal = DealOf(scene);
    if (deal == nullptr || !Follows(scene, *deal) || deal->told_in.back() + 1 != scene.index)
      return;
    DealStatus& status = deal->deal.status;
    if (status == DealStatus::kAnnounced ||
        (status == DealStatus::kSigned && said == Cue::kCompleted))
      status = said == Cue::kSigned ? DealStatus::kSigned : DealStatus::kCompleted;
  }

  static bool SameAsStatus(const SentenceScene& scene, const Span& span) {
    return std::ranges::any_of(
        scene.cues, [&](const CueMatch& c) { return IsStatus(c.cue) && c.span.Overlaps(span); });
  }

  // Of the words for how far a contract is the nearest to it says that it is signed: "the contract
  // was signed on Monday, the closing is expected in June".
  static bool SaidSigned(const SentenceScene& scene) {
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

  // "Orange denies it", "X denies talks with Y. The paper wrote that X would rent ...": a denial
  // beside what was only reported, of nobody else than its parties; "nothing came of it": of the
  // deal just told.
  void Deny(const SentenceScene& scene) {
    const bool denies = scene.Has(Cue::kDenied);
    if ((!denies && !scene.Has(Cue::kCancelled)) || !scene.money.empty()) return;
    const bool other =
        scene.Has(Cue::kTalks) || scene.Has(Cue::kPlanned) || scene.Has(Cue::kSigned);
    for (auto c = candidates_.rbegin(); c != candidates_.rend(); ++c) {
      const DealStatus status = c->deal.status;
      const bool beside = IsBeside(scene, *c);
      const bool told = status == DealStatus::kReported && denies && !other;
      const bool open = beside && (status == DealStatus::kReported ||
                                   status == DealStatus::kTalks || status == DealStatus::kPlanned);
      if (c->deal.aggregate || !OfParties(scene, c->deal) ||
          !(open || (told && ToldRightBefore(scene, *c)) || (!denies && GivenUp(scene, *c))))
        continue;
      c->deal.status = denies ? DealStatus::kDenied : DealStatus::kCancelled;
      c->told_in.push_back(scene.index);
      c->deal.evidence.push_back({scene.span, document_.InTitle(scene.span), c->frame->rule});
      return;
    }
  }

  // "X was to build a data center for 900 million. In January it scrapped the plan": of a site that
  // the sentence before tells, and of no other.
  bool GivenUp(const SentenceScene& scene, const Candidate& c) const {
    return c.deal.kind == DealKind::kCapex && c.deal.status == DealStatus::kAnnounced &&
           c.sentence + 1 == scene.index && document_.InOnePassage(c.sentence, scene.index) &&
           !scene.Has(Cue::kSite) && !scene.Has(Cue::kSigned) && !scene.Has(Cue::kCompleted) &&
           !document_.InTitle(scenes_[c.sentence].span);
  }

  // Whether the sentence stands right behind what told the deal, or, in its paragraph, right
  // before it.
  bool IsBeside(const SentenceScene& scene, const Candidate& c) const {
    const bool block =
        document_.sentences[scene.index].block == document_.sentences[c.sentence].block;
    return c.sentence + 1 == scene.index || (block && c.sentence == scene.index + 1);
  }

  bool ToldRightBefore(const SentenceScene& scene, const Candidate& c) const {
    constexpr size_t kReach = 2;  // sentences
    return std::ranges::any_of(c.told_in, [&](size_t told) {
      return told < scene.index && scene.index - told <= kReach &&
             !document_.InTitle(scenes_[told].span);
    });
  }

  // Whether nobody else than the deal's parties is named.
  bool OfParties(const SentenceScene& scene, const Deal& deal) const {
    const auto in = [&](const std::vector<std::string>& side, const Party& p) {
      return std::ranges::any_of(
          side, [&](const std::string& id) { return finder_.SameGroup(id, p.id); });
    };
    return std::ranges::all_of(scene.parties, [&](const Party& p) {
      return p.in_chip || p.coreference || !(p.known || p.strong) || in(deal.customer, p) ||
             in(deal.provider, p);
    });
  }

  Candidate* DealOf(const SentenceScene& scene) {
    Candidate* named = nullptr;
    Candidate* before = nullptr;
    int matches = 0;
    for (Candidate& c : candidates_) {
      if (c.deal.aggregate) continue;
      const auto names = [&](const std::vector<std::string>& side) {
        return std::ranges::any_of(scene.parties, [&](const Party& p) {
          return !p.in_chip && std::ranges::any_of(side, [&](const std::string& id) {
            return finder_.SameGroup(id, p.id);
          });
        });
      };
      const bool provider = names(c.deal.provider);
      const bool customer = names(c.deal.customer);
      if (provider && customer) return &c;
      if (Follows(scene, c)) before = &c;
      if (!provider && !(candidates_.size() == 1 && (customer || !scene.HasNames()))) continue;
      named = &c;
      ++matches;
    }
    if (matches == 1) return named;
    return before;
  }

  // Whether the sentence goes on, without names of its own, where one that told the deal stopped.
  bool Follows(const SentenceScene& scene, const Candidate& c) const {
    const size_t block = document_.sentences[scene.index].block;
    const bool named = std::ranges::any_of(
        scene.parties, [](const Party& p) { return p.known && !p.in_chip && !p.coreference; });
    return !named && std::ranges::any_of(c.told_in, [&](size_t told) {
      return told < scene.index && scene.index - told <= 2 &&
             document_.sentences[told].block == block;
    });
  }

  const Document& document_;
  const std::vector<SentenceScene>& scenes_;
  const CandidateFinder& finder_;
  std::vector<Candidate>& candidates_;
};

}  // namespace

void AddFromNeighbours(const Document& document, const std::vector<SentenceScene>& scenes,
                       const CandidateFinder& finder, std::vector<Candidate>* candidates) {
  Neighbours(document, scenes, finder, candidates).Add();
}

}  // namespace dealwire
