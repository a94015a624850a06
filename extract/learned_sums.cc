#include "extract/learned_sums.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "extract/rules.h"
#include "extract/same_amounts.h"

namespace dealwire {
namespace {

// A sentence of people's holds no more; an article tells no more sums.
constexpr size_t kMostCues = 400, kMostParties = 40, kMostSumsOfSentence = 24, kMostSums = 200;

// A notice says what it says: frames read it, and nothing in it tells what is usual in articles.
constexpr size_t kFewestSentences = 5;

// Pairs of parties that are held against the trees: of an article of people's a tenth of them are.
constexpr size_t kMostRows = 8000;

constexpr const char* kRule = "learned/sums.toml:parties";

const MoneyValue& ValueOf(const Mention& money) { return *Get<MoneyValue>(money); }

// "Up to 14.2 billion" and "14.2 billion" are one sum, told twice.
bool Tells(const std::vector<Candidate>& candidates, const MoneyValue& sum) {
  return std::ranges::any_of(candidates, [&](const Candidate& c) {
    return c.deal.amount && AmountsAgree(*c.deal.amount, sum);
  });
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

// Any two of `names` that are not of one group, and each alone.
template <typename Visit>
void ForEachPair(const std::vector<std::string>& names, const CandidateFinder& finder,
                 const Visit& visit) {
  for (size_t c = 0; c <= names.size(); ++c) {
    for (size_t p = 0; p <= names.size(); ++p) {
      const bool two = c < names.size() && p < names.size();
      if (c == p || (two && finder.SameGroup(names[c], names[p]))) continue;
      visit(c < names.size() ? std::optional(c) : std::nullopt,
            p < names.size() ? std::optional(p) : std::nullopt);
    }
  }
}

// What told most in a score: "dollars, cue.buy.before".
std::string SignsOf(const DecisionTrees& trees, const FeatureRow& row,
                    const std::vector<std::string>& names) {
  constexpr size_t kMostSigns = 4;
  std::string out;
  for (const Contribution& c : trees.Explain(row, kMostSigns)) {
    if (c.weight > 0) out += (out.empty() ? "" : ", ") + names[c.feature];
  }
  return out;
}

std::vector<std::string> SideOf(const std::vector<std::string>& names, std::optional<size_t> at) {
  if (!at) return {};
  return {names[*at]};
}

}  // namespace

// A deal as it was read of a sum.
struct LearnedSums::Found {
  const MoneySentence* sentence = nullptr;
  const Mention* money = nullptr;
  std::vector<std::string> customer, provider;
  const Frame* frame = nullptr;  // of the word that may tell it; null: no word does
  Span trigger;
  DealKind kind = DealKind::kOther;
  double of_sum = 0, of_parties = 0;   // probabilities
  std::string sum_signs, party_signs;  // what told most for them

  double Confidence() const { return of_sum * of_parties; }
};

// What the sums of one article are read with; features of parties are made when a sum needs them.
class LearnedSums::Reader {
 public:
  Reader(const LearnedSums& sums, const std::vector<Candidate>& candidates)
      : sums_(sums),
        candidates_(candidates),
        article_(sums.document_, sums.scenes_, sums.rules_.rates(),
                 sums.rules_.cues().Postpositional(sums.document_.article->lang)) {}

  FeatureRow OfSum(const MoneySentence& sentence, const Mention& money) const {
    return article_.OfSum(sentence, money, candidates_.size());
  }

  const PartyFeatures& parties() {
    if (!parties_)
      parties_.emplace(sums_.scenes_, sums_.finder_, sums_.rules_.frames(), candidates_);
    return *parties_;
  }

  // The likeliest parties of a sum.
  struct Best {
    std::optional<size_t> customer, provider;
    double probability = 0;
    FeatureRow row;
  };
  Best BestOf(const std::vector<std::string>& names, PartyFeatures::Sum* sum, double least) {
    Best best;
    const DecisionTrees& trees = sums_.models_.parties;
    double score = DecisionTrees::LogOdds(least);
    ForEachPair(names, sums_.finder_, [&](std::optional<size_t> c, std::optional<size_t> p) {
      if (rows_left_ == 0) return;
      --rows_left_;
      const FeatureRow& row = sum->Row(c, p);
      const double this_score = trees.Score(row, score);
      if (this_score <= score) return;
      score = this_score;
      best = {c, p, DecisionTrees::Probability(score), row};
    });
    return best;
  }

 private:
  const LearnedSums& sums_;
  const std::vector<Candidate>& candidates_;
  const ArticleFeatures article_;
  std::optional<PartyFeatures> parties_;
  size_t rows_left_ = kMostRows;
};

LearnedSums::LearnedSums(const Document& document, const std::vector<SentenceScene>& scenes,
                         const CandidateFinder& finder, const RuleSet& rules)
    : document_(document),
      scenes_(scenes),
      finder_(finder),
      rules_(rules),
      models_(rules.learned()) {}

void LearnedSums::Remember(const SentenceScene& unresolved, const Context& context) {
  const size_t sums = unresolved.money.size();
  if (sums == 0 || sums > kMostSumsOfSentence || sums_ + sums > kMostSums ||
      unresolved.cues.size() > kMostCues || unresolved.parties.size() > kMostParties)
    return;
  sums_ += sums;
  MoneySentence& kept = sentences_.emplace_back();
  kept.scene = finder_.Resolve(unresolved, context);
  kept.title = context.title;
  kept.subjects = context.subjects;
  kept.others = context.others;
  kept.hero = context.hero;
  kept.lead = context.lead;
  kept.builder = context.builder;
  kept.topic = context.topic;
  kept.field = context.field;
  kept.article_site = context.article_site;
  kept.site = context.site;
  kept.near_site = context.near_site;
  kept.item = context.item;
}

void LearnedSums::Read(std::vector<Candidate>* candidates) const {
  if (sentences_.empty() || models_.empty() || scenes_.size() < kFewestSentences) return;
  const std::vector<Candidate> told = *candidates;  // as the frames read them
  Reader reader(*this, told);
  for (Candidate& candidate : *candidates) DoubtParties(told, &reader, &candidate);
  std::vector<Found> all;
  for (const MoneySentence& sentence : sentences_) {
    for (const Mention* money : sentence.scene.money) {
      if (Tells(told, ValueOf(*money)) || !MayBeDeals(*money)) continue;
      if (auto found = ReadSum(sentence, *money, &reader)) all.push_back(*std::move(found));
    }
  }
  // Of one sum that is told several times the clearest.
  std::ranges::stable_sort(all, std::greater<>(), &Found::Confidence);
  for (const Found& found : all) {
    if (candidates->size() < kMostDeals && !Tells(*candidates, ValueOf(*found.money)) &&
        FrameOf(found) != nullptr)
      candidates->push_back(MakeCandidate(found));
  }
}

// Neither too small for a deal nor told without a number ("hundreds of billions").
bool LearnedSums::MayBeDeals(const Mention& money) const {
  return finder_.BigEnough(ValueOf(money)) && !IsVague(ValueOf(money), document_.Slice(money.span));
}

// Of a deal whose sum no other has, whether its parties give way to others, by
// the telling of the sum that is the clearest.
void LearnedSums::DoubtParties(const std::vector<Candidate>& told, Reader* reader,
                               Candidate* candidate) const {
  Deal& deal = candidate->deal;
  const auto same = [&](const Candidate& c) {
    return c.deal.amount && SameAmount(*c.deal.amount, *deal.amount);
  };
  if (!deal.amount || std::ranges::count_if(told, same) != 1) return;
  Found best;
  for (const MoneySentence& sentence : sentences_) {
    for (const Mention* money : sentence.scene.money) {
      if (!SameAmount(ValueOf(*money), *deal.amount)) continue;
      std::optional<Found> found = OtherParties(sentence, *money, *candidate, reader);
      if (!found) return;
      if (found->of_parties > best.of_parties) best = *std::move(found);
    }
  }
  if (best.sentence == nullptr) return;
  deal.customer = best.customer;
  deal.provider = best.provider;
  deal.reasons.push_back(
      {"other parties are likelier: " + best.party_signs, best.of_parties - deal.confidence});
  deal.confidence = best.of_parties;
  const Span& span = best.sentence->scene.span;
  if (std::ranges::none_of(deal.evidence, [&](const Evidence& e) { return e.span == span; }))
    deal.evidence.push_back({span, document_.InTitle(span), kRule});
}

// Who are likelier the parties of a sum than those of the deal told; without a sentence: nobody is.
// nullopt: those of the deal are likely enough.
std::optional<LearnedSums::Found> LearnedSums::OtherParties(const MoneySentence& sentence,
                                                            const Mention& money,
                                                            const Candidate& told,
                                                            Reader* reader) const {
  const Deal& deal = told.deal;
  // What a sentence says outright is doubted less.
  const double least = told.sides_said ? models_.least_other_said : models_.least_other;
  const double most =
      DecisionTrees::LogOdds(told.sides_said ? models_.most_doubted_said : models_.most_doubted);
  const std::vector<std::string> names = reader->parties().NamesNear(sentence);
  const FeatureRow of_sum = reader->OfSum(sentence, money);
  PartyFeatures::Sum sum(reader->parties(), sentence, money, of_sum, names);
  bool likely = false;
  ForEachPair(names, finder_, [&](std::optional<size_t> c, std::optional<size_t> p) {
    likely = likely || (finder_.SidesMeet(deal.customer, SideOf(names, c)) &&
                        finder_.SidesMeet(deal.provider, SideOf(names, p)) &&
                        models_.parties.Score(sum.Row(c, p), most) > most);
  });
  if (likely) return std::nullopt;
  Found found;
  const Reader::Best best = reader->BestOf(names, &sum, least);
  const std::vector<std::string> customer = SideOf(names, best.customer);
  const std::vector<std::string> provider = SideOf(names, best.provider);
  if (best.probability < least ||
      (finder_.SidesMeet(deal.customer, customer) && finder_.SidesMeet(deal.provider, provider)))
    return found;
  found.of_parties = best.probability;
  found.sentence = &sentence;
  found.customer = customer;
  found.provider = provider;
  found.party_signs = SignsOf(models_.parties, best.row, PartyFeatures::Names());
  return found;
}

std::optional<LearnedSums::Found> LearnedSums::ReadSum(const MoneySentence& sentence,
                                                       const Mention& money, Reader* reader) const {
  const FeatureRow of_sum = reader->OfSum(sentence, money);
  const double least = DecisionTrees::LogOdds(models_.least_sum);
  const double score = models_.sum.Score(of_sum, least);
  if (score <= least) return std::nullopt;
  Found found;
  found.of_sum = DecisionTrees::Probability(score);
  if (found.of_sum <= models_.least_deal) return std::nullopt;
  const std::vector<std::string> names = reader->parties().NamesNear(sentence);
  PartyFeatures::Sum sum(reader->parties(), sentence, money, of_sum, names);
  const Reader::Best best = reader->BestOf(names, &sum, models_.least_deal / found.of_sum);
  found.of_parties = best.probability;
  if (best.row.empty()) return std::nullopt;
  found.sentence = &sentence;
  found.money = &money;
  found.customer = SideOf(names, best.customer);
  found.provider = SideOf(names, best.provider);
  found.frame = sum.frame();
  found.trigger = sum.trigger();
  found.kind = KindOf(best.row);
  found.sum_signs = SignsOf(models_.sum, of_sum, ArticleFeatures::Names());
  found.party_signs = SignsOf(models_.parties, best.row, PartyFeatures::Names());
  return found;
}

DealKind LearnedSums::KindOf(const FeatureRow& row) const {
  const auto best = std::ranges::max_element(
      models_.kinds, {}, [&](const auto& kind) { return kind.second.Score(row); });
  return best == models_.kinds.end() ? DealKind::kOther : best->first;
}

// Whose status words count: the frame of the word that may tell it, else one of its kind; null: the
// rules have neither.
const Frame* LearnedSums::FrameOf(const Found& found) const {
  return found.frame != nullptr ? found.frame : rules_.frames().For(TriggerOf(found.kind));
}

Candidate LearnedSums::MakeCandidate(const Found& found) const {
  const SentenceScene& scene = found.sentence->scene;
  Candidate out = finder_.MakeRead(scene, *FrameOf(found), found.trigger);
  out.money = found.money;
  Deal& deal = out.deal;
  deal.customer = found.customer;
  deal.provider = found.provider;
  deal.kind = found.kind;
  deal.amount = ValueOf(*found.money);
  deal.evidence.push_back({scene.span, document_.InTitle(scene.span), kRule});
  deal.confidence = found.Confidence();
  deal.reasons = {
      {"reads like the sum of a deal: " + found.sum_signs, found.of_sum},
      {"as likely are its parties: " + found.party_signs, found.Confidence() - found.of_sum}};
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

std::vector<SumReading> LearnedSums::Readings(const std::vector<Candidate>& candidates) const {
  std::vector<SumReading> out;
  Reader reader(*this, candidates);
  for (const MoneySentence& sentence : sentences_) {
    for (const Mention* money : sentence.scene.money) {
      SumReading& reading = out.emplace_back();
      reading.money = money->span;
      reading.told = Tells(candidates, ValueOf(*money));
      reading.sum = reader.OfSum(sentence, *money);
      reading.names = reader.parties().NamesNear(sentence);
      for (const std::string& id : reading.names) reading.forms.push_back(FormsOf(id));
      PartyFeatures::Sum sum(reader.parties(), sentence, *money, reading.sum, reading.names);
      ForEachPair(reading.names, finder_, [&](std::optional<size_t> c, std::optional<size_t> p) {
        reading.pairs.push_back({c, p, sum.Row(c, p)});
      });
    }
  }
  return out;
}

}  // namespace dealwire
