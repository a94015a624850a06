#include "extract/learned/deal_judge.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extract/quantities/same_amounts.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

// A pair of a sum, and what is read of all of them alike.
Judged ReadBy(const SumTelling& telling, const PartiesRead& parties, size_t rank) {
  Judged out;
  out.telling = &telling;
  out.pair = parties.likeliest[rank];
  out.frame = parties.frame;
  out.trigger = parties.trigger;
  return out;
}

// How likely the likeliest pair is but that at a place.
double NextTo(const PartiesRead& parties, size_t rank) {
  const size_t next = rank == 0 ? 1 : 0;
  return next < parties.likeliest.size() ? parties.likeliest[next].probability : 0;
}

}  // namespace

bool Tells(const std::vector<Candidate>& candidates, const MoneyValue& sum) {
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    return c.deal.amount && AmountsAgree(*c.deal.amount, sum);
  });
}

bool TellsHere(const Candidate& candidate, const SumTelling& telling) {
  return candidate.deal.amount && AmountsAgree(*candidate.deal.amount, *telling.value()) &&
         std::ranges::find(candidate.told_in, telling.sentence->scene.index) !=
             candidate.told_in.end();
}

bool TellsIn(const std::vector<Candidate>& candidates, const SumTelling& telling) {
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    return !c.deal.amount && c.sentence == telling.sentence->scene.index;
  });
}

DealJudge::DealJudge(const Document& document, const std::vector<SentenceScene>& scenes,
                     const CandidateFinder& finder, const RuleSet& rules,
                     const std::vector<MoneySentence>& sentences,
                     const std::vector<Candidate>& told, std::span<const double> likely)
    : finder_(finder),
      models_(rules.learned()),
      told_(told),
      likely_(likely),
      reader_(document, scenes, finder, rules, sentences, told) {
  of_article_.deals = told_.size();
  of_article_.sums = static_cast<size_t>(std::ranges::count_if(
      reader_.tellings(), [](const SumTelling& t) { return t.money != nullptr; }));
  of_article_.sentences = scenes.size();
  if (!likely_.empty()) of_article_.sign_at_best = *std::ranges::max_element(likely_);
}

double DealJudge::LikelyAt(size_t sentence) const {
  return likely_.empty() ? -1 : likely_[sentence];
}

void DealJudge::Judge(const DealReading& reading, Judged* out) const {
  out->row = DealFeatures(reading);
  if (!models_.deal.empty())
    out->probability = DecisionTrees::Probability(models_.deal.Score(out->row));
}

// The sum of a deal that a frame reads, or its sentence where it has none, with the parties that
// are likeliest for it, by the telling that is the clearest; and what the readings have to say of
// each other.
std::vector<Judged> DealJudge::ReadOthers(const Candidate& candidate, DealReading* by_frame,
                                          PairRead* told) {
  const Deal& deal = candidate.deal;
  const std::vector<const SumTelling*> tellings =
      deal.amount ? reader_.TellingsOf(*deal.amount) : reader_.TellingsIn(candidate.sentence);
  by_frame->tellings = tellings.size();
  const SumTelling* best = nullptr;
  PartiesRead of_best;
  double clearest = 0;
  for (const SumTelling* telling : tellings) {
    PartiesRead parties = reader_.ReadParties(*telling, &deal);
    by_frame->sum_at_best = std::max(by_frame->sum_at_best, telling->probability);
    if (parties.told) by_frame->share = std::max(by_frame->share, parties.told->share);
    if (parties.told && parties.told->probability > by_frame->parties) {
      by_frame->sum_here = telling->probability;
      by_frame->names = parties.names;
      by_frame->parties = parties.told->probability;
      *told = std::move(*parties.told);
      by_frame->pair = &told->row;
    }
    if (parties.likeliest.empty()) continue;
    const double clear = telling->probability * parties.likeliest[0].probability;
    if (clear <= clearest) continue;
    clearest = clear;
    best = telling;
    of_best = std::move(parties);
  }
  std::vector<Judged> out;
  if (best == nullptr) return out;
  const PairRead& likeliest = of_best.likeliest[0];
  by_frame->other_parties = likeliest.probability;
  by_frame->other_share = likeliest.share;
  for (size_t rank = 0; rank < of_best.likeliest.size(); ++rank) {
    const PairRead& pair = of_best.likeliest[rank];
    DealReading other = *by_frame;
    other.by_frame = false;
    other.same_customer = finder_.SidesMeet(deal.customer, pair.customer);
    other.same_provider = finder_.SidesMeet(deal.provider, pair.provider);
    if (other.same_customer && other.same_provider) continue;
    other.no_customer = pair.customer.empty();
    other.no_provider = pair.provider.empty();
    other.parties = pair.probability;
    other.share = pair.share;
    other.other_parties = by_frame->parties;
    other.other_share = by_frame->share;
    other.sum_here = best->probability;
    other.names = of_best.names;
    other.sign_here = LikelyAt(best->sentence->scene.index);
    other.next = NextTo(of_best, rank);
    other.rank = rank;
    other.pair = &pair.row;
    Judge(other, &out.emplace_back(ReadBy(*best, of_best, rank)));
  }
  return out;
}

std::vector<Judged> DealJudge::JudgeTold(const Candidate& candidate) {
  if (candidate.builder_behind) {  // trees look for parties near the sum
    Candidate alone = candidate;
    alone.deal.provider.clear();
    alone.builder_behind = false;
    return JudgeTold(alone);
  }
  const Deal& deal = candidate.deal;
  DealReading by_frame = of_article_;
  by_frame.told = &candidate;
  by_frame.sign_here = LikelyAt(candidate.sentence);
  by_frame.by_frame = by_frame.same_customer = by_frame.same_provider = true;
  by_frame.no_customer = deal.customer.empty();
  by_frame.no_provider = deal.provider.empty();
  by_frame.bare = !deal.amount;
  const auto same = [&](const Candidate& c) {
    return deal.amount ? c.deal.amount && SameAmount(*c.deal.amount, *deal.amount)
                       : !c.deal.amount && c.sentence == candidate.sentence;
  };
  std::vector<Judged> out(1), others;
  if (std::ranges::count_if(told_, same) == 1)
    others = ReadOthers(candidate, &by_frame, &out[0].pair);
  Judge(by_frame, out.data());
  std::ranges::move(others, std::back_inserter(out));
  return out;
}

bool DealJudge::TellsPair(const std::vector<Candidate>& candidates, const PairRead& pair) const {
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    return !c.doubted && finder_.SidesMeet(c.deal.customer, pair.customer) &&
           finder_.SidesMeet(c.deal.provider, pair.provider);
  });
}

std::vector<Judged> DealJudge::JudgeLeft(const SumTelling& telling) {
  std::vector<Judged> out;
  const bool bare = telling.money == nullptr;
  if (bare ? telling.probability < models_.least_bare
           : telling.probability < models_.least_sum || !finder_.BigEnough(*telling.value()) ||
                 std::ranges::any_of(told_,
                                     [&](const Candidate& c) { return TellsHere(c, telling); }))
    return out;
  const PartiesRead parties = reader_.ReadParties(telling, nullptr);
  DealReading reading = of_article_;
  reading.bare = bare;
  const std::vector<const SumTelling*> tellings =
      bare ? std::vector<const SumTelling*>{&telling} : reader_.TellingsOf(*telling.value());
  for (const SumTelling* same : tellings)
    reading.sum_at_best = std::max(reading.sum_at_best, same->probability);
  reading.tellings = tellings.size();
  reading.sum_here = telling.probability;
  reading.sign_here = LikelyAt(telling.sentence->scene.index);
  reading.names = parties.names;
  for (size_t rank = 0; rank < parties.likeliest.size(); ++rank) {
    const PairRead& pair = parties.likeliest[rank];
    if (bare && TellsPair(told_, pair)) continue;
    const PairRead& likeliest = parties.likeliest[0];
    reading.same_customer = rank > 0 && finder_.SidesMeet(likeliest.customer, pair.customer);
    reading.same_provider = rank > 0 && finder_.SidesMeet(likeliest.provider, pair.provider);
    reading.parties = pair.probability;
    reading.share = pair.share;
    reading.no_customer = pair.customer.empty();
    reading.no_provider = pair.provider.empty();
    reading.next = NextTo(parties, rank);
    reading.rank = rank;
    reading.pair = &pair.row;
    Judge(reading, &out.emplace_back(ReadBy(telling, parties, rank)));
  }
  return out;
}

}  // namespace dealwire
