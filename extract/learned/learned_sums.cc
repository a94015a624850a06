#include "extract/learned/learned_sums.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <utility>

#include "extract/quantities/same_amounts.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

// A sentence of people's holds no more; an article tells no more sums, and has no more sentences
// that may tell a deal without one.
constexpr size_t kMostCues = 400, kMostParties = 40, kMostSumsOfSentence = 24, kMostSums = 200;
constexpr size_t kMostBare = 100;

constexpr const char* kRule = "learned/sums.toml:parties";
constexpr const char* kDealRule = "learned/sums.toml:deal";

// "Up to 14.2 billion" and "14.2 billion" are one sum, told twice.
bool Tells(const std::vector<Candidate>& candidates, const MoneyValue& sum) {
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    return c.deal.amount && AmountsAgree(*c.deal.amount, sum);
  });
}

// Whether a sentence tells a deal without a sum.
bool TellsIn(const std::vector<Candidate>& candidates, const SumTelling& telling) {
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    return !c.deal.amount && c.sentence == telling.sentence->scene.index;
  });
}

std::optional<MoneyValue> AmountOf(const SumTelling& telling) {
  const MoneyValue* value = telling.value();
  return value == nullptr ? std::nullopt : std::optional<MoneyValue>(*value);
}

// A sentence without sums that may tell a deal: of somebody, with goods or a word that tells one.
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

// What told most in a score, for it (`sign` 1) or against it (-1): "dollars, cue.buy.before".
std::string SignsOf(const DecisionTrees& trees, const FeatureRow& row,
                    const std::vector<std::string>& names, int sign) {
  constexpr size_t kMostSigns = 4;
  std::string out;
  for (const Contribution& c : trees.Explain(row, kMostSigns)) {
    if (c.weight * sign > 0) out += (out.empty() ? "" : ", ") + names[c.feature];
  }
  return out;
}

std::string NamesOf(const std::vector<std::string>& side) {
  return side.empty() ? "nobody" : fmt::format("{}", fmt::join(side, "+"));
}

double ProbabilityOf(const DecisionTrees& trees, const FeatureRow& row) {
  return trees.empty() ? 0 : DecisionTrees::Probability(trees.Score(row));
}

}  // namespace

// A reading of a deal, and how likely it is right.
struct LearnedSums::Judged {
  FeatureRow row;  // DealFeatures
  double probability = 0;
  const SumTelling* telling = nullptr;  // by which it was read; null: by a frame
  PartiesRead parties;
};

LearnedSums::LearnedSums(const Document& document, const std::vector<SentenceScene>& scenes,
                         const CandidateFinder& finder, const RuleSet& rules,
                         std::span<const double> likely)
    : document_(document),
      scenes_(scenes),
      finder_(finder),
      rules_(rules),
      models_(rules.learned()),
      likely_(likely) {}

void LearnedSums::Remember(const SentenceScene& unresolved, const Context& context) {
  if (unresolved.cues.size() > kMostCues || unresolved.parties.size() > kMostParties) return;
  const size_t sums = unresolved.money.size();
  if (sums == 0 && (bare_ >= kMostBare || !MayTellBare(unresolved))) return;
  if (sums > kMostSumsOfSentence || sums_ + sums > kMostSums) return;
  sums_ += sums;
  bare_ += sums == 0 ? 1 : 0;
  MoneySentence& kept = sentences_.emplace_back();
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
  SumReader reader(document_, scenes_, finder_, rules_, sentences_, told);
  const auto reject = [&](const Span& span, const std::vector<std::string>& customer,
                          const std::vector<std::string>& provider, const Judged& judged) {
    if (rejected == nullptr) return;
    rejected->push_back({span, kDealRule,
                         fmt::format("likely: {} <- {} is right in {:.0f} of 100 such readings: {}",
                                     NamesOf(customer), NamesOf(provider), 100 * judged.probability,
                                     SignsOf(models_.deal, judged.row, DealFeatureNames(), -1))});
  };
  for (size_t i = 0; i < told.size(); ++i) {
    const std::vector<Judged> readings = Judge(told[i], told, &reader);
    const bool other = readings.size() > 1 && IsLikelier(readings[1], readings[0], told[i].deal);
    const Judged& best = readings[other ? 1 : 0];
    if (other) TakeParties(best, &(*candidates)[i]);
    (*candidates)[i].doubted = best.probability < models_.least_told;
    const Deal& deal = (*candidates)[i].deal;
    if ((*candidates)[i].doubted)
      reject(scenes_[told[i].sentence].span, deal.customer, deal.provider, best);
  }
  std::vector<Judged> left;
  for (const SumTelling* telling : reader.SumsFirst()) {
    if (auto judged = JudgeLeft(*telling, told, &reader)) left.push_back(*std::move(judged));
  }
  // Of one sum that is told several times the clearest; what has a sum needs no telling without.
  std::ranges::stable_sort(left, std::greater<>(), [](const Judged& j) {
    return std::pair(j.telling->money != nullptr, j.probability);
  });
  for (const Judged& judged : left) {
    const MoneyValue* sum = judged.telling->value();
    if (sum != nullptr ? Tells(*candidates, *sum) : TellsPair(*candidates, judged.parties))
      continue;
    const double least = sum != nullptr ? models_.least_deal : models_.least_bare_deal;
    if (judged.probability < least) {
      reject(judged.telling->sentence->scene.span, judged.parties.customer, judged.parties.provider,
             judged);
    } else if (candidates->size() < kMostDeals) {
      auto made = MakeCandidate(judged);
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
    if (c.deal.amount && !c.doubted) TakeStatus(reader, &c.deal);
  }
}

// Neither too small for a deal nor told without a number ("hundreds of billions").
bool LearnedSums::MayBeDeal(const SumTelling& telling) const {
  return finder_.BigEnough(*telling.value()) &&
         !IsVague(*telling.value(), document_.Slice(telling.at));
}

// What is the same for all readings of an article.
DealReading LearnedSums::Start(const SumReader& reader, const std::vector<Candidate>& told) const {
  DealReading out;
  out.deals = told.size();
  out.sums = static_cast<size_t>(std::ranges::count_if(
      reader.tellings(), [](const SumTelling& t) { return t.money != nullptr; }));
  out.sentences = scenes_.size();
  if (!likely_.empty()) out.sign_at_best = *std::ranges::max_element(likely_);
  return out;
}

double LearnedSums::LikelyAt(size_t sentence) const {
  return likely_.empty() ? -1 : likely_[sentence];
}

// The sum of a deal that a frame reads, or its sentence where it has none, with the parties that
// are likeliest for it, by the telling that is the clearest; and what the two readings have to say
// of each other. nullopt: it has none.
std::optional<LearnedSums::Judged> LearnedSums::ReadOther(const Candidate& candidate,
                                                          SumReader* reader, DealReading* by_frame,
                                                          DealReading* other) const {
  std::optional<Judged> out;
  double clearest = -1;
  const Deal& deal = candidate.deal;
  const std::vector<const SumTelling*> tellings =
      deal.amount ? reader->TellingsOf(*deal.amount) : reader->TellingsIn(candidate.sentence);
  by_frame->tellings = other->tellings = tellings.size();
  for (const SumTelling* telling : tellings) {
    PartiesRead parties = reader->ReadParties(*telling, &deal);
    other->sum_at_best = std::max(other->sum_at_best, telling->probability);
    if (parties.told > by_frame->parties) {
      by_frame->sum_here = telling->probability;
      by_frame->names = parties.names;
    }
    by_frame->parties = std::max(by_frame->parties, parties.told);
    by_frame->share = std::max(by_frame->share, parties.told_share);
    const double clear = telling->probability * parties.probability;
    if (clear <= clearest) continue;
    clearest = clear;
    out.emplace();
    out->telling = telling;
    out->parties = std::move(parties);
  }
  by_frame->sum_at_best = other->sum_at_best;
  if (!out) return out;
  const PartiesRead& parties = out->parties;
  by_frame->other_parties = other->parties = parties.probability;
  by_frame->other_share = other->share = parties.share;
  other->other_parties = by_frame->parties;
  other->other_share = by_frame->share;
  other->sum_here = out->telling->probability;
  other->names = parties.names;
  other->sign_here = LikelyAt(out->telling->sentence->scene.index);
  other->same_customer = finder_.SidesMeet(deal.customer, parties.customer);
  other->same_provider = finder_.SidesMeet(deal.provider, parties.provider);
  other->no_customer = parties.customer.empty();
  other->no_provider = parties.provider.empty();
  return out;
}

// Whether other parties are so much likelier than a frame's that they take their place.
bool LearnedSums::IsLikelier(const Judged& other, const Judged& by_frame, const Deal& deal) const {
  const bool turned = !deal.provider.empty() &&
                      finder_.SidesMeet(deal.customer, other.parties.provider) &&
                      finder_.SidesMeet(deal.provider, other.parties.customer);
  const double least = turned ? models_.least_turned : models_.least_parties;
  return other.probability > by_frame.probability + least;
}

// A frame's reading first, behind it that with the parties that are likeliest for its sum, if they
// are others. The sum of a deal that another has, too, is not read.
std::vector<LearnedSums::Judged> LearnedSums::Judge(const Candidate& candidate,
                                                    const std::vector<Candidate>& told,
                                                    SumReader* reader) const {
  if (candidate.builder_behind) {  // trees look for parties near the sum
    Candidate alone = candidate;
    alone.deal.provider.clear();
    alone.builder_behind = false;
    return Judge(alone, told, reader);
  }
  const Deal& deal = candidate.deal;
  DealReading by_frame = Start(*reader, told);
  by_frame.told = &candidate;
  by_frame.sign_here = LikelyAt(candidate.sentence);
  DealReading other = by_frame;
  by_frame.by_frame = by_frame.same_customer = by_frame.same_provider = true;
  by_frame.no_customer = deal.customer.empty();
  by_frame.no_provider = deal.provider.empty();
  by_frame.bare = other.bare = !deal.amount;
  const auto same = [&](const Candidate& c) {
    return deal.amount ? c.deal.amount && SameAmount(*c.deal.amount, *deal.amount)
                       : !c.deal.amount && c.sentence == candidate.sentence;
  };
  std::optional<Judged> likeliest;
  if (std::ranges::count_if(told, same) == 1)
    likeliest = ReadOther(candidate, reader, &by_frame, &other);
  std::vector<Judged> out(1);
  out[0].row = DealFeatures(by_frame);
  if (likeliest && !likeliest->parties.row.empty() &&
      !(other.same_customer && other.same_provider)) {
    likeliest->row = DealFeatures(other);
    out.push_back(*std::move(likeliest));
  }
  for (Judged& judged : out) judged.probability = ProbabilityOf(models_.deal, judged.row);
  return out;
}

// Whether a deal of two is told, with a sum or without.
bool LearnedSums::TellsPair(const std::vector<Candidate>& candidates,
                            const PartiesRead& parties) const {
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    return !c.doubted && finder_.SidesMeet(c.deal.customer, parties.customer) &&
           finder_.SidesMeet(c.deal.provider, parties.provider);
  });
}

// A sum that no frame reads, or a sentence without one.
std::optional<LearnedSums::Judged> LearnedSums::JudgeLeft(const SumTelling& telling,
                                                          const std::vector<Candidate>& told,
                                                          SumReader* reader) const {
  const bool bare = telling.money == nullptr;
  if (bare ? telling.probability < models_.least_bare || TellsIn(told, telling)
           : telling.probability < models_.least_sum || Tells(told, *telling.value()) ||
                 !MayBeDeal(telling))
    return std::nullopt;
  Judged out;
  out.telling = &telling;
  out.parties = reader->ReadParties(telling, nullptr);
  if (out.parties.row.empty() || (bare && TellsPair(told, out.parties))) return std::nullopt;
  DealReading reading = Start(*reader, told);
  reading.bare = bare;
  const std::vector<const SumTelling*> tellings =
      bare ? std::vector<const SumTelling*>{&telling} : reader->TellingsOf(*telling.value());
  for (const SumTelling* same : tellings) {
    reading.sum_at_best = std::max(reading.sum_at_best, same->probability);
    ++reading.tellings;
  }
  reading.sum_here = telling.probability;
  reading.sign_here = LikelyAt(telling.sentence->scene.index);
  reading.parties = out.parties.probability;
  reading.share = out.parties.share;
  reading.names = out.parties.names;
  reading.no_customer = out.parties.customer.empty();
  reading.no_provider = out.parties.provider.empty();
  out.row = DealFeatures(reading);
  out.probability = ProbabilityOf(models_.deal, out.row);
  return out;
}

// A side that both readings have in common stays as the frame tells it: all of its names, unless
// the likelier other side is one of them.
void LearnedSums::TakeParties(const Judged& other, Candidate* candidate) const {
  Deal& deal = candidate->deal;
  if (!finder_.SidesMeet(deal.customer, other.parties.customer))
    deal.customer = other.parties.customer;
  if (!finder_.SidesMeet(deal.provider, other.parties.provider))
    deal.provider = other.parties.provider;
  if (finder_.SidesMeet(deal.customer, deal.provider)) {
    deal.customer = other.parties.customer;
    deal.provider = other.parties.provider;
  }
  deal.reasons.push_back(
      {"other parties are likelier: " +
           SignsOf(models_.parties, other.parties.row, PartyFeatures::Names(), 1),
       other.probability - deal.confidence});
  deal.confidence = other.probability;
  const Span& span = other.telling->sentence->scene.span;
  if (std::ranges::none_of(deal.evidence, [&](const Evidence& e) { return e.span == span; }))
    deal.evidence.push_back({span, document_.InTitle(span), kRule});
}

// By all tellings of its sum, each as likely to say it.
void LearnedSums::TakeStatus(const SumReader& reader, Deal* deal) const {
  if (models_.statuses.empty()) return;
  std::vector<double> likely(models_.statuses.size());
  const std::vector<const SumTelling*> own = reader.TellingsOf(*deal->amount);
  for (const SumTelling* telling : own) {
    std::vector<double> weights;
    double all = 0;
    for (const auto& [status, trees] : models_.statuses)
      all += weights.emplace_back(std::exp(trees.Score(telling->row)));
    for (size_t i = 0; i < weights.size(); ++i)
      likely[i] += weights[i] / all / static_cast<double>(own.size());
  }
  const size_t best = static_cast<size_t>(std::ranges::max_element(likely) - likely.begin());
  const auto told = std::ranges::find(models_.statuses, deal->status,
                                      [](const auto& status) { return status.first; });
  const double of_told = told == models_.statuses.end()
                             ? 0
                             : likely[static_cast<size_t>(told - models_.statuses.begin())];
  if (likely[best] - of_told < models_.least_status) return;
  const auto& [status, trees] = models_.statuses[best];
  deal->reasons.push_back(
      {fmt::format("{} is likelier than {}: {}", StatusName(status), StatusName(deal->status),
                   SignsOf(trees, own.front()->row, ArticleFeatures::Names(), 1)),
       0});
  deal->status = status;
}

DealKind LearnedSums::KindOf(const FeatureRow& row) const {
  const auto best = std::ranges::max_element(
      models_.kinds, {}, [&](const auto& kind) { return kind.second.Score(row); });
  return best == models_.kinds.end() ? DealKind::kOther : best->first;
}

// Whose status words count: the frame of the word that may tell it, else one of its kind; null: the
// rules have neither.
const Frame* LearnedSums::FrameOf(const Judged& judged, DealKind kind) const {
  if (judged.parties.frame != nullptr) return judged.parties.frame;
  return rules_.frames().For(TriggerOf(kind));
}

std::optional<Candidate> LearnedSums::MakeCandidate(const Judged& judged) const {
  const SentenceScene& scene = judged.telling->sentence->scene;
  const DealKind kind = KindOf(judged.parties.row);
  const Frame* frame = FrameOf(judged, kind);
  if (frame == nullptr) return std::nullopt;
  Candidate out = finder_.MakeRead(scene, *frame, judged.parties.trigger);
  out.money = judged.telling->money;
  Deal& deal = out.deal;
  deal.customer = judged.parties.customer;
  deal.provider = judged.parties.provider;
  deal.kind = kind;
  if (const MoneyValue* value = judged.telling->value()) deal.amount = *value;
  deal.evidence.push_back({scene.span, document_.InTitle(scene.span), kRule});
  deal.confidence = judged.probability;
  const double of_sum = judged.telling->probability;
  const bool bare = out.money == nullptr;
  deal.reasons = {{(bare ? "reads like a deal without a sum: " : "reads like the sum of a deal: ") +
                       SignsOf(bare ? models_.bare : models_.sum, judged.telling->row,
                               ArticleFeatures::Names(), 1),
                   of_sum},
                  {"as likely are its parties: " +
                       SignsOf(models_.parties, judged.parties.row, PartyFeatures::Names(), 1),
                   judged.probability - of_sum}};
  return out;
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
  SumReader reader(document_, scenes_, finder_, rules_, sentences_, candidates);
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
    for (const Judged& judged : Judge(c, candidates, &reader)) {
      const bool by_frame = judged.telling == nullptr;
      add(by_frame ? c.deal.customer : judged.parties.customer,
          by_frame ? c.deal.provider : judged.parties.provider, c.deal.amount, judged.row);
    }
  }
  for (const SumTelling* telling : reader.SumsFirst()) {
    if (const auto judged = JudgeLeft(*telling, candidates, &reader))
      add(judged->parties.customer, judged->parties.provider, AmountOf(*telling), judged->row);
  }
  return out;
}

}  // namespace dealwire
