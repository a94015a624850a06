#include "extract/deals/aggregates.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extract/quantities/same_amounts.h"

namespace dealwire {
namespace {

class Joiner {
 public:
  Joiner(const CandidateFinder& finder, std::vector<Candidate>* candidates)
      : finder_(finder), candidates_(*candidates) {}

  std::map<size_t, size_t> Run(const std::vector<SentenceScene>& scenes) {
    AddToldTotals(scenes);
    Join(scenes);
    return std::move(part_of_);
  }

 private:
  // "Together the three projects reach 29.9 billion": a sum without names that the deals before it
  // add up to.
  void AddToldTotals(const std::vector<SentenceScene>& scenes) {
    const size_t deals = candidates_.size();  // a total is no part of another
    for (const SentenceScene& scene : scenes) {
      if (!scene.Has(Cue::kTotal)) continue;
      for (const Mention* money : scene.money) {
        const MoneyValue& sum = *Get<MoneyValue>(*money);
        const auto told = [&](const Candidate& c) {
          return c.deal.amount && SameAmount(*c.deal.amount, sum);
        };
        if (std::ranges::any_of(candidates_, told)) continue;
        // What is told behind it may be no part of it.
        if (!AddTotal(scene, money, deals, scenes.size()))
          AddTotal(scene, money, deals, scene.index);
      }
    }
  }

  // Whether those of the first `deals` that stand in sentences before `end` add up to the sum
  // `told`, and it was added.
  bool AddTotal(const SentenceScene& scene, const Mention* told, size_t deals, size_t end) {
    const MoneyValue& sum = *Get<MoneyValue>(*told);
    double total = 0;
    size_t parts = 0;
    Candidate whole;
    for (size_t i = 0; i < deals; ++i) {
      const Candidate& c = candidates_[i];
      if (!c.deal.amount || c.deal.amount->currency != sum.currency || c.deal.aggregate ||
          c.sentence >= end)
        continue;
      if (parts == 0) {
        whole.deal.kind = c.deal.kind;
        whole.deal.status = c.deal.status;
        whole.status_said = c.status_said;
        whole.frame = c.frame;
      }
      if (c.deal.kind != whole.deal.kind) continue;
      total += Middle(*c.deal.amount);
      ++parts;
      Collect(c.deal.customer, &whole.deal.customer, c.deal.provider);
      Collect(c.deal.provider, &whole.deal.provider, c.deal.customer);
    }
    if (parts < 2 || !Close(total, Middle(sum), 0.04)) return false;
    whole.deal.amount = sum;
    whole.deal.AddReason("the deals of the article add up to it", 0.8);
    whole.deal.evidence = {{scene.span, false, whole.frame->rule + ".total"}};
    whole.money = told;
    whole.sentence = scene.index;
    whole.told_in = {scene.index};
    whole.total = true;
    candidates_.push_back(std::move(whole));
    return true;
  }

  // A sum over named parts points to them.
  void Join(const std::vector<SentenceScene>& scenes) {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      Candidate& whole = candidates_[i];
      if (!whole.deal.amount || whole.list_part) continue;
      std::vector<size_t> parts = PartsOf(i);
      const bool told = whole.list_lead || whole.total;
      double sum = 0;
      for (const size_t k : parts)
        sum += candidates_[k].deal.amount ? Middle(*candidates_[k].deal.amount) : 0;
      const bool adds_up = parts.size() >= 2 && Close(sum, Middle(*whole.deal.amount), 0.1);
      const bool own = parts.size() == 1 && IsOwnShare(scenes, candidates_[parts[0]], whole);
      if (!own && (parts.size() < 2 || !(told || adds_up))) continue;
      whole.deal.aggregate = true;
      TurnToParts(candidates_[parts[0]].deal, &whole.deal);
      ShareTerm(parts, &whole.deal);
      const bool all_signed = std::ranges::all_of(
          parts, [&](size_t k) { return candidates_[k].deal.status == DealStatus::kSigned; });
      if (all_signed && whole.deal.status == DealStatus::kAnnounced)
        whole.deal.status = DealStatus::kSigned;
      for (const size_t k : parts) {
        Collect(candidates_[k].deal.customer, &whole.deal.customer, whole.deal.provider);
        Collect(candidates_[k].deal.provider, &whole.deal.provider, whole.deal.customer);
        if (whole.deal.kind == DealKind::kOther) whole.deal.kind = candidates_[k].deal.kind;
        if (whole.status_said && !candidates_[k].status_said && candidates_[k].list_part)
          candidates_[k].deal.status = whole.deal.status;
        part_of_[k] = i;
      }
    }
  }

  // "Raised 80 million from A and B. Of these B put in 30 million": the share of one of the
  // investors of a round.
  bool IsOwnShare(const std::vector<SentenceScene>& scenes, const Candidate& part,
                  const Candidate& whole) const {
    return whole.deal.kind == DealKind::kInvestment && scenes[part.sentence].Has(Cue::kOfWhich) &&
           part.deal.amount && part.deal.customer.size() == 1 && whole.deal.customer.size() > 1 &&
           finder_.ShareSomebody(part.deal.customer, whole.deal.customer) &&
           finder_.ShareSomebody(part.deal.provider, whole.deal.provider);
  }

  // What holds for as long as its parts: those of a list that say nothing of it; else each part has
  // its own.
  void ShareTerm(const std::vector<size_t>& parts, Deal* whole) {
    const bool shared = std::ranges::all_of(
        parts, [&](size_t k) { return candidates_[k].list_part && !candidates_[k].deal.term; });
    if (!shared) whole->term.reset();
    if (!whole->term) return;
    for (const size_t k : parts) candidates_[k].deal.term = whole->term;
  }

  // Where the sum names one side alone, its parts say which side that is.
  void TurnToParts(const Deal& part, Deal* whole) const {
    const bool half = whole->customer.empty() != whole->provider.empty();
    if (!half || part.customer.empty() || part.provider.empty()) return;
    if (whole->customer.empty() ? finder_.SidesMeet(whole->provider, part.customer)
                                : finder_.SidesMeet(whole->customer, part.provider)) {
      std::swap(whole->customer, whole->provider);
    }
  }

  std::vector<size_t> PartsOf(size_t whole_index) const {
    const Candidate& whole = candidates_[whole_index];
    std::vector<size_t> parts;
    for (size_t k = 0; k < candidates_.size(); ++k) {
      const Candidate& part = candidates_[k];
      if (k == whole_index || part.deal.aggregate || part_of_.contains(k)) continue;
      // What a site costs is no sum of what is bought for it.
      const bool may_differ = part.list_part && whole.deal.kind != DealKind::kCapex;
      if (part.deal.kind != whole.deal.kind && !may_differ) continue;
      if (part.deal.amount) {
        if (part.deal.amount->currency != whole.deal.amount->currency) continue;
        if (Middle(*part.deal.amount) >= Middle(*whole.deal.amount)) continue;
      } else if (!part.list_part) {
        continue;
      }
      if (!finder_.SidesMeet(part.deal.customer, whole.deal.customer) &&
          !finder_.SidesMeet(part.deal.provider, whole.deal.provider) &&
          !(whole.list_lead && (finder_.SidesMeet(part.deal.customer, whole.deal.provider) ||
                                finder_.SidesMeet(part.deal.provider, whole.deal.customer))))
        continue;
      if (whole.list_lead && !part.list_part) continue;
      parts.push_back(k);
    }
    return parts;
  }

  void Collect(const std::vector<std::string>& from, std::vector<std::string>* to,
               const std::vector<std::string>& other) const {
    for (const std::string& id : from) {
      const auto same = [&](const std::string& o) { return finder_.SameGroup(o, id); };
      if (!std::ranges::any_of(*to, same) && !std::ranges::any_of(other, same)) to->push_back(id);
    }
  }

  const CandidateFinder& finder_;
  std::vector<Candidate>& candidates_;
  std::map<size_t, size_t> part_of_;
};

}  // namespace

std::map<size_t, size_t> JoinSums(const CandidateFinder& finder,
                                  const std::vector<SentenceScene>& scenes,
                                  std::vector<Candidate>* candidates) {
  return Joiner(finder, candidates).Run(scenes);
}

}  // namespace dealwire
