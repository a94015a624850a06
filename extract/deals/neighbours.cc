#include "extract/deals/neighbours.h"

#include <algorithm>
#include <string>

#include "extract/deals/later_status.h"

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
    LaterStatus status(document_, scenes_, finder_, &candidates_);
    for (const SentenceScene& scene : scenes_) {
      if (!told[scene.index]) status.Read(scene, DealOf(scene));
      if (told[scene.index] || (scene.chips.empty() && scene.power.empty() &&
                                scene.durations.empty() && scene.dates.empty()))
        continue;
      if (scene.Has(Cue::kNoDeal) && !scene.money.empty() && scene.chips.empty()) continue;
      if (Candidate* deal = DealOf(scene)) {
        SentenceScene rest = scene;
        if (!TellsTerm(scene, deal->deal)) rest.durations.clear();
        if (!scene.Has(Cue::kContract) && !scene.Has(Cue::kCompute)) rest.dates.clear();
        TakeTerms(rest, &deal->deal);
        if (deal->told_in.back() != scene.index) deal->told_in.push_back(scene.index);
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
      if (GoesOn(document_, scene, c)) before = &c;
      if (!provider && !(candidates_.size() == 1 && (customer || !scene.HasNames()))) continue;
      named = &c;
      ++matches;
    }
    if (matches == 1) return named;
    return before;
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
