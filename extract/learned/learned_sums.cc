#include "extract/learned/learned_sums.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "extract/quantities/same_amounts.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

// A sentence of people's holds no more; an article tells no more sums, and has no more sentences
// that may tell a deal without one.
constexpr size_t kMostCues = 400, kMostParties = 40, kMostSumsOfSentence = 24, kMostSums = 200;
constexpr size_t kMostBare = 100;

// Of one sum that are asked how far its deal is.
constexpr size_t kMostTellings = 12;

constexpr const char* kRule = "learned/sums.toml:parties";
constexpr const char* kDealRule = "learned/sums.toml:deal";

std::optional<MoneyValue> AmountOf(const SumTelling& telling) {
  const MoneyValue* value = telling.value();
  return value == nullptr ? std::nullopt : std::optional<MoneyValue>(*value);
}

// A sentence that may tell a deal without a sum: of somebody, with goods or a word that tells one.
bool MayTellBare(const SentenceScene& scene) {
  if (scene.parties.empty() && scene.heads.empty()) return false;
  return scene.HasGoods() ||
         std::ranges::any_of(scene.cues, [](const CueMatch& c) { return IsTrigger(c.cue); });
}

// The frame whose words for how far a deal is count where no trigger stands.
Cue TriggerOf(DealKind kind) {
  switch (kind) {
    case DealKind::kInvestment:
      return Cue::kInvest;
    case DealKind::kAcquisition:
      return Cue::kAcquire;
    case DealKind::kFinancing:
      return Cue::kLend;
    case DealKind::kCapex:
      return Cue::kBuild;
    case DealKind::kPower:
      return Cue::kPowerBuy;
    default:
      return Cue::kContract;
  }
}

RowWords WordsOf(SumReader* reader, const SumTelling* telling,
                 const std::vector<std::string>& customer,
                 const std::vector<std::string>& provider) {
  if (telling == nullptr) return {};
  return {&reader->words(), telling->sentence, telling->money, customer.empty() ? "" : customer[0],
          provider.empty() ? "" : provider[0]};
}

RowWords WordsOf(SumReader* reader, const Judged& judged) {
  return WordsOf(reader, judged.telling, judged.pair.customer, judged.pair.provider);
}

// The lead of a list, which is read before them, says of what kind its parts are.
bool IsPartOfLead(std::span<const Candidate> before, const Candidate& part) {
  return part.list_part && std::ranges::any_of(before, [&](const Candidate& lead) {
           return lead.list_lead && lead.deal.amount && lead.deal.kind == part.deal.kind;
         });
}

std::string NamesOf(const std::vector<std::string>& side) {
  return side.empty() ? "nobody" : fmt::format("{}", fmt::join(side, "+"));
}

}  // namespace

LearnedSums::LearnedSums(const Document& document, const std::vector<SentenceScene>& scenes,
                         const CandidateFinder& finder, const RuleSet& rules,
                         std::span<const double> likely, bool say_why)
    : document_(document),
      scenes_(scenes),
      finder_(finder),
      rules_(rules),
      models_(rules.learned()),
      likely_(likely),
      say_why_(say_why) {}

void LearnedSums::Remember(const SentenceScene& unresolved, const Context& context) {
  if (unresolved.cues.size() > kMostCues || unresolved.parties.size() > kMostParties) return;
  const size_t sums = unresolved.money.size();
  if (sums > kMostSumsOfSentence || sums_ + sums > kMostSums) return;
  const bool bare = bare_ < kMostBare && MayTellBare(unresolved);
  if (sums == 0 && !bare) return;
  sums_ += sums;
  bare_ += bare ? 1 : 0;
  MoneySentence& kept = sentences_.emplace_back();
  kept.bare = bare;
  kept.scene = finder_.Resolve(unresolved, context);
  kept.title = context.title;
  kept.subjects = context.subjects;
  kept.others = context.others;
  kept.hero = context.hero;
  kept.lead = context.lead;
  kept.builder = context.builder;
  const Sentence& sentence = document_.sentences[unresolved.index];
  kept.place_in_block = unresolved.index - document_.blocks[sentence.block].first_sentence;
  kept.topic = context.topic;
  kept.field = context.field;
  kept.article_site = context.article_site;
  kept.site = context.site;
  kept.near_site = context.near_site;
  kept.item = context.item;
}

void LearnedSums::Read(std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) const {
  if (!models_.judges() || scenes_.size() < kFewestSentences) return;
  const std::vector<Candidate> told = *candidates;  // as the frames read them
  DealJudge judge(document_, scenes_, finder_, rules_, sentences_, told, likely_);
  const auto reject = [&](const Span& span, const std::vector<std::string>& customer,
                          const std::vector<std::string>& provider, const Judged& judged) {
    if (rejected == nullptr) return;
    rejected->push_back({span, kDealRule,
                         fmt::format("likely: {} <- {} is right in {:.0f} of 100 such readings: {}",
                                     NamesOf(customer), NamesOf(provider), 100 * judged.probability,
                                     SignsOf(models_.deal, judged.row, DealFeatureNames(), -1,
                                             WordsOf(&judge.reader(), judged)))});
  };
  for (size_t i = 0; i < told.size(); ++i) {
    const std::vector<Judged> readings = judge.JudgeTold(told[i]);
    const Judged& best = Likeliest(readings, told[i].deal);
    if (best.telling != nullptr) TakeParties(best, &judge.reader(), &(*candidates)[i]);
    (*candidates)[i].doubted = best.probability < models_.least_told;
    if (!IsPartOfLead(std::span(*candidates).first(i), told[i]))
      TakeKind(best, &judge.reader(), &(*candidates)[i].deal);
    const Deal& deal = (*candidates)[i].deal;
    if ((*candidates)[i].doubted)
      reject(scenes_[told[i].sentence].span, deal.customer, deal.provider, best);
  }
  for (const Judged& judged : ReadingsLeft(&judge)) {
    const MoneyValue* sum = judged.telling->value();
    if (sum != nullptr
            ? TellsSum(*candidates, judged) || SaysInWords(*candidates, judged)
            : judge.TellsPair(*candidates, judged.pair) || !GoesWith(*candidates, judged))
      continue;
    const double least = sum != nullptr ? models_.least_deal : models_.least_bare_deal;
    if (judged.probability < least) {
      reject(judged.telling->sentence->scene.span, judged.pair.customer, judged.pair.provider,
             judged);
    } else if (candidates->size() < kMostDeals) {
      auto made = MakeCandidate(judged, &judge.reader());
      const SentenceScene& scene = judged.telling->sentence->scene;
      if (!made) continue;
      if (sum == nullptr || !finder_.OnlyWorkTogether(told, scene, made->deal)) {
        candidates->push_back(*std::move(made));
      } else if (rejected != nullptr) {
        rejected->push_back({scene.span, kDealRule, CandidateFinder::kWhyNotOfPartners});
      }
    }
  }
  for (Candidate& c : *candidates) {
    if (!c.doubted) TakeStatus(&judge.reader(), &c);
  }
}

// What no frame reads, what is to be told first in front: of a sum the likeliest reading, of a
// sentence without one each that may be told beside that.
std::vector<Judged> LearnedSums::ReadingsLeft(DealJudge* judge) const {
  std::vector<Judged> left;
  for (const SumTelling* telling : judge->reader().SumsFirst()) {
    const std::vector<Judged> readings = judge->JudgeLeft(*telling);
    const auto best = std::ranges::max_element(readings, {}, &Judged::probability);
    for (auto reading = readings.begin(); reading != readings.end(); ++reading) {
      const auto is_another = [&] {
        return telling->money == nullptr && reading->probability >= models_.least_bare_deal &&
               MayTellBoth(best->pair.customer, best->pair.provider, reading->pair);
      };
      if (reading == best || is_another()) left.push_back(*reading);
    }
  }
  // Of one sum that is told several times the clearest; what has a sum needs no telling without,
  // and none in words.
  std::ranges::stable_sort(left, std::greater<>(), [&](const Judged& j) {
    return std::tuple(j.telling->money != nullptr, !IsInWords(*j.telling), j.probability);
  });
  return left;
}

// "Hundreds of billions": a sum without a number.
bool LearnedSums::IsInWords(const SumTelling& telling) const {
  return telling.money != nullptr && IsVague(*telling.value(), document_.Slice(telling.at));
}

// Whether a sum is told already. Where it is told in other sentences and of others, a reading may
// still be another deal that is as large ("30 billion from Nvidia ... SoftBank's 30 billion").
bool LearnedSums::TellsSum(const std::vector<Candidate>& candidates, const Judged& judged) const {
  constexpr double kLeastAgain = 0.6;
  const PairRead& pair = judged.pair;
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    if (!c.deal.amount || !AmountsAgree(*c.deal.amount, *judged.telling->value())) return false;
    return judged.probability < kLeastAgain || TellsHere(c, *judged.telling) ||
           (finder_.SidesMeet(c.deal.customer, pair.customer) &&
            finder_.SidesMeet(c.deal.provider, pair.provider));
  });
}

// "Hundreds of billions" say no more of a customer that spends 600 by what is told already.
bool LearnedSums::SaysInWords(const std::vector<Candidate>& candidates,
                              const Judged& judged) const {
  constexpr double kHundreds = 5;  // of what two hundred are, in a thousand
  if (!IsInWords(*judged.telling)) return false;
  const MoneyValue& sum = *judged.telling->value();
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    return c.deal.amount && c.deal.amount->currency == sum.currency &&
           Middle(*c.deal.amount) >= *sum.min && Middle(*c.deal.amount) < kHundreds * *sum.min &&
           finder_.SidesMeet(c.deal.customer, judged.pair.customer);
  });
}

// Whether a sentence may tell both a deal and one of a pair, without a sum: where neither lacks a
// side, and nobody buys in one and sells in the other.
bool LearnedSums::MayTellBoth(const std::vector<std::string>& customer,
                              const std::vector<std::string>& provider,
                              const PairRead& pair) const {
  const auto apart = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return !a.empty() && !b.empty() && !finder_.SidesMeet(a, b);
  };
  return apart(customer, pair.provider) && apart(provider, pair.customer);
}

// Whether a deal without a sum goes with those that its sentence is said to tell.
bool LearnedSums::GoesWith(const std::vector<Candidate>& candidates, const Judged& judged) const {
  const size_t sentence = judged.telling->sentence->scene.index;
  return std::ranges::all_of(candidates, [&](const Candidate& c) {
    return c.deal.amount || c.doubted || c.sentence != sentence ||
           MayTellBoth(c.deal.customer, c.deal.provider, judged.pair);
  });
}

// Whether other parties are so much likelier than a frame's that they take their place.
bool LearnedSums::IsLikelier(const Judged& other, const Judged& by_frame, const Deal& deal) const {
  const bool turned = !deal.provider.empty() &&
                      finder_.SidesMeet(deal.customer, other.pair.provider) &&
                      finder_.SidesMeet(deal.provider, other.pair.customer);
  const double least = turned ? models_.least_turned : models_.least_parties;
  return other.probability > by_frame.probability + least;
}

// A frame's reading, the first of them, or the likeliest of those that may take its place.
const Judged& LearnedSums::Likeliest(const std::vector<Judged>& readings, const Deal& deal) const {
  const Judged* best = readings.data();
  for (const Judged& other : std::span(readings).subspan(1)) {
    if (other.probability > best->probability && IsLikelier(other, readings[0], deal))
      best = &other;
  }
  return *best;
}

// A side that both readings have in common stays as the frame tells it: all of its names, unless
// the likelier other side is one of them.
void LearnedSums::TakeParties(const Judged& other, SumReader* reader, Candidate* candidate) const {
  Deal& deal = candidate->deal;
  if (!finder_.SidesMeet(deal.customer, other.pair.customer)) deal.customer = other.pair.customer;
  if (!finder_.SidesMeet(deal.provider, other.pair.provider)) deal.provider = other.pair.provider;
  if (finder_.SidesMeet(deal.customer, deal.provider)) {
    deal.customer = other.pair.customer;
    deal.provider = other.pair.provider;
  }
  deal.reasons.push_back(
      {"other parties are likelier" +
           Why(models_.parties, other.pair.row, PartyFeatures::Names(), WordsOf(reader, other)),
       other.probability - deal.confidence});
  deal.confidence = other.probability;
  const Span& span = other.telling->sentence->scene.span;
  if (std::ranges::none_of(deal.evidence, [&](const Evidence& e) { return e.span == span; }))
    deal.evidence.push_back({span, document_.InTitle(span), kRule});
}

// By all tellings of its sum, or by its sentence, each as likely to say it.
void LearnedSums::TakeStatus(SumReader* reader, Candidate* candidate) const {
  if (models_.statuses.empty()) return;
  Deal& deal = candidate->deal;
  std::vector<double> likely(models_.statuses.size());
  FeatureRow first;
  const SumTelling* of_first = nullptr;
  std::vector<const SumTelling*> tellings =
      deal.amount ? reader->TellingsOf(*deal.amount) : reader->TellingsIn(candidate->sentence);
  if (tellings.size() > kMostTellings) tellings.resize(kMostTellings);
  for (const SumTelling* telling : tellings) {
    FeatureRow row = reader->RowOf(*telling, deal);
    if (row.empty()) continue;
    std::vector<double> weights;
    double all = 0;
    for (const auto& [status, trees] : models_.statuses)
      all += weights.emplace_back(std::exp(trees.Score(row)));
    for (size_t i = 0; i < weights.size(); ++i) likely[i] += weights[i] / all;
    if (!first.empty()) continue;
    first = std::move(row);
    of_first = telling;
  }
  if (first.empty()) return;
  const double all = std::accumulate(likely.begin(), likely.end(), 0.0);
  const auto told = std::ranges::find(models_.statuses, deal.status,
                                      [](const auto& status) { return status.first; });
  const size_t best = static_cast<size_t>(std::ranges::max_element(likely) - likely.begin());
  const double of_told = told == models_.statuses.end()
                             ? 0
                             : likely[static_cast<size_t>(told - models_.statuses.begin())];
  if (likely[best] - of_told < models_.least_status * all) return;
  const auto& [status, trees] = models_.statuses[best];
  deal.reasons.push_back(
      {fmt::format("{} is likelier than {}{}", StatusName(status), StatusName(deal.status),
                   Why(trees, first, PartyFeatures::Names(),
                       WordsOf(reader, of_first, deal.customer, deal.provider))),
       0});
  deal.status = status;
}

DealKind LearnedSums::KindOf(const FeatureRow& row) const {
  const auto best = std::ranges::max_element(
      models_.kinds, {}, [&](const auto& kind) { return kind.second.Score(row); });
  return best == models_.kinds.end() ? DealKind::kOther : best->first;
}

// By its parties, if a row of them was read; of a kind that trees know.
void LearnedSums::TakeKind(const Judged& judged, SumReader* reader, Deal* deal) const {
  const FeatureRow& row = judged.pair.row;
  if (row.empty()) return;
  double all = 0, of_told = -1, of_best = -1;
  const std::pair<DealKind, DecisionTrees>* best = nullptr;
  for (const auto& kind : models_.kinds) {
    const double likely = DecisionTrees::Probability(kind.second.Score(row));
    all += likely;
    if (kind.first == deal->kind) of_told = likely;
    if (likely <= of_best) continue;
    best = &kind;
    of_best = likely;
  }
  if (of_told < 0 || of_best - of_told < models_.least_kind * all) return;
  deal->reasons.push_back(
      {fmt::format("{} is likelier than {}{}", KindName(best->first), KindName(deal->kind),
                   Why(best->second, row, PartyFeatures::Names(), WordsOf(reader, judged))),
       0});
  deal->kind = best->first;
}

// Whose status words count: the frame of the word that may tell it, else one of its kind; null: the
// rules have neither.
const Frame* LearnedSums::FrameOf(const Judged& judged, DealKind kind) const {
  if (judged.frame != nullptr) return judged.frame;
  return rules_.frames().For(TriggerOf(kind));
}

std::optional<Candidate> LearnedSums::MakeCandidate(const Judged& judged, SumReader* reader) const {
  const SentenceScene& scene = judged.telling->sentence->scene;
  const DealKind kind = KindOf(judged.pair.row);
  const Frame* frame = FrameOf(judged, kind);
  if (frame == nullptr) return std::nullopt;
  Candidate out = finder_.MakeRead(scene, *frame, judged.trigger);
  out.money = judged.telling->money;
  Deal& deal = out.deal;
  deal.customer = judged.pair.customer;
  deal.provider = judged.pair.provider;
  deal.kind = kind;
  if (const MoneyValue* value = judged.telling->value()) deal.amount = *value;
  deal.evidence.push_back({scene.span, document_.InTitle(scene.span), kRule});
  deal.confidence = judged.probability;
  const double of_sum = judged.telling->probability;
  const bool bare = out.money == nullptr;
  deal.reasons = {
      {(bare ? "reads like a deal without a sum" : "reads like the sum of a deal") +
           Why(bare ? models_.bare : models_.sum, judged.telling->row, ArticleFeatures::Names(),
               WordsOf(reader, judged)),
       of_sum},
      {"as likely are its parties" +
           Why(models_.parties, judged.pair.row, PartyFeatures::Names(), WordsOf(reader, judged)),
       judged.probability - of_sum}};
  return out;
}

// ": " and what told most for a score, where anybody asks.
std::string LearnedSums::Why(const DecisionTrees& trees, const FeatureRow& row,
                             const std::vector<std::string>& names, const RowWords& of) const {
  return say_why_ ? ": " + SignsOf(trees, row, names, 1, of) : "";
}

// How the article writes a name.
std::vector<std::string> LearnedSums::FormsOf(const std::string& id) const {
  std::set<std::string> forms;
  for (const SentenceScene& scene : scenes_) {
    for (const Party& p : scene.parties) {
      if (p.id == id && p.IsNamed() && !p.product) forms.emplace(document_.Slice(p.span));
    }
  }
  return {forms.begin(), forms.end()};
}

Readings LearnedSums::ReadingsOf(const std::vector<Candidate>& candidates) const {
  Readings out;
  DealJudge judge(document_, scenes_, finder_, rules_, sentences_, candidates, likely_);
  SumReader& reader = judge.reader();
  for (const SumTelling& telling : reader.tellings()) {
    SumReading& reading = out.sums.emplace_back();
    reading.money = telling.at;
    reading.bare = telling.money == nullptr;
    if (reading.bare) {
      for (const Mention* chips : telling.sentence->scene.chips)
        reading.chips.push_back(Get<ChipValue>(*chips)->id);
      for (const Mention* power : telling.sentence->scene.power)
        reading.power.push_back(*Get<PowerValue>(*power));
    }
    reading.told =
        reading.bare ? TellsIn(candidates, telling) : Tells(candidates, *telling.value());
    reading.sum = telling.row;
    reading.names = reader.NamesNear(*telling.sentence);
    for (const std::string& id : reading.names) reading.forms.push_back(FormsOf(id));
    if (models_.words.empty()) {
      WordsTold& words = reader.words();
      reading.words = words.WordsOfSum(*telling.sentence, telling.money);
      for (const std::string& id : reading.names)
        reading.words_of_names.push_back(words.WordsOfName(*telling.sentence, telling.money, id));
    }
    reader.ForEachRow(telling, reading.names, [&](auto c, auto p, const FeatureRow& row) {
      reading.pairs.push_back({c, p, row});
    });
  }
  if (models_.empty() || scenes_.size() < kFewestSentences) return out;
  const auto with_forms = [&](std::vector<std::string> side) {
    for (size_t i = 0, ids = side.size(); i < ids; ++i) {
      for (std::string& form : FormsOf(side[i])) side.push_back(std::move(form));
    }
    return side;
  };
  const auto add = [&](const std::vector<std::string>& customer,
                       const std::vector<std::string>& provider,
                       const std::optional<MoneyValue>& sum, const FeatureRow& row) {
    out.deals.push_back({with_forms(customer), with_forms(provider), sum, row});
  };
  for (const Candidate& c : candidates) {
    for (const Judged& judged : judge.JudgeTold(c)) {
      const bool by_frame = judged.telling == nullptr;
      add(by_frame ? c.deal.customer : judged.pair.customer,
          by_frame ? c.deal.provider : judged.pair.provider, c.deal.amount, judged.row);
    }
  }
  for (const SumTelling* telling : reader.SumsFirst()) {
    for (const Judged& judged : judge.JudgeLeft(*telling))
      add(judged.pair.customer, judged.pair.provider, AmountOf(*telling), judged.row);
  }
  return out;
}

}  // namespace dealwire
