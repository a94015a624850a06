#include "extract/learned/sum_reader.h"

#include <algorithm>

#include "extract/learned/learned_models.h"
#include "extract/quantities/same_amounts.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

// Pairs of parties that are held against the trees: of an article of people's a tenth of them are.
constexpr size_t kMostRows = 8000;

// Names that a frame reads and that do not stand near the sum.
constexpr size_t kMostTold = 2;

// What is less likely counts as nothing: two as parties, a sum as a deal's.
constexpr double kLeastPair = 0.05, kLeastSum = 0.05;

// Who is joined to the likeliest party is party, too, where that is so much as likely.
constexpr double kShareOfJoined = 0.5;

// "Nordea and OP": whether two are named side by side in a sentence.
bool AreJoined(const SentenceScene& scene, const std::string& a, const std::string& b) {
  if (a == b) return false;
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    return p.id == a && !p.in_chip && std::ranges::any_of(scene.parties, [&](const Party& o) {
             return o.id == b && !o.in_chip && o.group == p.group;
           });
  });
}

std::vector<std::string> SideOf(const std::vector<std::string>& names, std::optional<size_t> at) {
  if (!at) return {};
  return {names[*at]};
}

// What changes hands, else the first word that may tell a deal.
Span GoodsIn(const SentenceScene& scene) {
  if (!scene.power.empty()) return scene.power.front()->span;
  if (!scene.chips.empty()) return scene.chips.front()->span;
  for (const CueMatch& cue : scene.cues) {
    if (IsTrigger(cue.cue)) return cue.span;
  }
  return scene.span;
}

}  // namespace

SumReader::SumReader(const Document& document, const std::vector<SentenceScene>& scenes,
                     const CandidateFinder& finder, const RuleSet& rules,
                     const std::vector<MoneySentence>& sentences,
                     const std::vector<Candidate>& deals)
    : scenes_(scenes),
      finder_(finder),
      rules_(rules),
      models_(rules.learned()),
      deals_(deals),
      words_(document, scenes, models_.WordsOf(document.article->lang)),
      rows_left_(kMostRows) {
  const bool postpositional = rules.cues().Postpositional(document.article->lang);
  const ArticleFeatures article(document, scenes, rules.rates(), postpositional);
  const auto add = [&](const MoneySentence& sentence, const Mention* money, const Span& at) {
    SumTelling& telling = tellings_.emplace_back();
    telling.sentence = &sentence;
    telling.money = money;
    telling.at = at;
    telling.row =
        article.OfSum(sentence, at, telling.value(), deals.size(), words_.OfSum(sentence, money));
    const DecisionTrees& trees = money != nullptr ? models_.sum : models_.bare;
    if (!trees.empty()) telling.probability = DecisionTrees::Probability(trees.Score(telling.row));
  };
  for (const MoneySentence& sentence : sentences) {
    for (const Mention* money : sentence.scene.money) add(sentence, money, money->span);
    if (sentence.bare) add(sentence, nullptr, GoodsIn(sentence.scene));
  }
}

std::vector<const SumTelling*> SumReader::SumsFirst() const {
  std::vector<const SumTelling*> out;
  for (const bool bare : {false, true}) {
    for (const SumTelling& telling : tellings_) {
      if ((telling.money == nullptr) == bare) out.push_back(&telling);
    }
  }
  return out;
}

std::vector<const SumTelling*> SumReader::TellingsOf(const MoneyValue& sum) const {
  std::vector<const SumTelling*> out;
  for (const SumTelling& telling : tellings_) {
    if (telling.money != nullptr && SameAmount(*telling.value(), sum)) out.push_back(&telling);
  }
  return out;
}

std::vector<const SumTelling*> SumReader::TellingsIn(size_t sentence) const {
  std::vector<const SumTelling*> out;
  for (const SumTelling& telling : tellings_) {
    if (telling.money == nullptr && telling.sentence->scene.index == sentence)
      out.push_back(&telling);
  }
  return out;
}

const PartyFeatures& SumReader::parties() {
  if (!parties_) parties_.emplace(scenes_, finder_, rules_, deals_, &words_);
  return *parties_;
}

std::vector<std::string> SumReader::NamesNear(const MoneySentence& sentence) {
  return parties().NamesNear(sentence);
}

// Each sum by itself.
void SumReader::ReadFirst() {
  first_.emplace();
  size_t rows_left = kMostRows;
  const double least = DecisionTrees::LogOdds(kLeastPair);
  for (const SumTelling* telling : SumsFirst()) {
    if (telling->probability <= kLeastSum || rows_left == 0) continue;
    FirstReading& reading = first_->emplace_back();
    reading.byte_start = telling->at.byte_start;
    reading.value = telling->value();
    reading.probability = telling->probability;
    reading.names = NamesNear(*telling->sentence);
    PartyFeatures::Sum sum(parties(), *telling->sentence, telling->at, telling->money, telling->row,
                           reading.names, nullptr);
    ForEachPair(reading.names, [&](Place c, Place p) {
      if (rows_left == 0) return;
      --rows_left;
      const double score = models_.first_parties.Score(sum.Row(c, p), least);
      if (score > least) reading.pairs.push_back({c, p, DecisionTrees::Probability(score)});
    });
  }
}

std::optional<OtherSums> SumReader::Others(const SumTelling& telling,
                                           const std::vector<std::string>& names) {
  if (models_.first_parties.empty()) return std::nullopt;
  if (!first_) ReadFirst();
  return ReadOtherSums(*first_, telling.at.byte_start, telling.value(), names);
}

// The parties of a deal that its article names.
void SumReader::AddTold(const Deal& deal, std::vector<std::string>* names) {
  for (const auto* side : {&deal.customer, &deal.provider}) {
    for (const std::string& id : *side) {
      if (parties().NamesIt(id) && std::ranges::find(*names, id) == names->end() &&
          names->size() < PartyFeatures::kMostNames + kMostTold)
        names->push_back(id);
    }
  }
}

// What is known of the pairs near a sum while they are read.
struct SumReader::Pairs {
  const std::vector<std::string>& names;
  std::vector<FirstReading::Pair> likely;
};

// Who stands beside one of two and is half as likely with the other.
void SumReader::AddJoined(const SentenceScene& scene, const Pairs& pairs, PairRead* read) const {
  const std::string customer = read->customer.empty() ? "" : read->customer[0];
  const std::string provider = read->provider.empty() ? "" : read->provider[0];
  const auto name = [&](Place place) { return place ? pairs.names[*place] : std::string(); };
  for (const FirstReading::Pair& pair : pairs.likely) {
    if (pair.probability < kShareOfJoined * read->probability) continue;
    const std::string c = name(pair.customer), p = name(pair.provider);
    if (!customer.empty() && !c.empty() && p == provider && AreJoined(scene, customer, c))
      read->customer.push_back(c);
    if (!provider.empty() && !p.empty() && c == customer && AreJoined(scene, provider, p))
      read->provider.push_back(p);
  }
}

FeatureRow SumReader::RowOf(const SumTelling& telling, const Deal& deal) {
  std::vector<std::string> names;
  AddTold(deal, &names);
  const std::optional<OtherSums> others = Others(telling, names);
  PartyFeatures::Sum sum(parties(), *telling.sentence, telling.at, telling.money, telling.row,
                         names, others ? &*others : nullptr);
  FeatureRow out;
  std::optional<double> best;  // asked for where there are several
  ForEachPair(names, [&](Place c, Place p) {
    if (!finder_.SidesMeet(deal.customer, SideOf(names, c)) ||
        !finder_.SidesMeet(deal.provider, SideOf(names, p)))
      return;
    const FeatureRow& row = sum.Row(c, p);
    if (!out.empty()) {
      if (!best) best = models_.parties.Score(out);
      const double score = models_.parties.Score(row);
      if (score <= *best) return;
      best = score;
    }
    out = row;
  });
  return out;
}

PartiesRead SumReader::ReadParties(const SumTelling& telling, const Deal* told) {
  PartiesRead out;
  std::vector<std::string> names = NamesNear(*telling.sentence);
  if (told != nullptr) AddTold(*told, &names);
  out.names = names.size();
  const std::optional<OtherSums> others = Others(telling, names);
  PartyFeatures::Sum sum(parties(), *telling.sentence, telling.at, telling.money, telling.row,
                         names, others ? &*others : nullptr);
  const double least = DecisionTrees::LogOdds(kLeastPair);
  double all = 0;
  Pairs pairs{names, {}};
  ForEachPair(names, [&](Place c, Place p) {
    if (rows_left_ == 0) return;
    --rows_left_;
    const FeatureRow& row = sum.Row(c, p);
    const double score = models_.parties.Score(row, least);
    const double probability = score <= least ? 0 : DecisionTrees::Probability(score);
    const auto read = [&] {
      return PairRead{SideOf(names, c), SideOf(names, p), probability, 0, row};
    };
    if (told != nullptr && finder_.SidesMeet(told->customer, SideOf(names, c)) &&
        finder_.SidesMeet(told->provider, SideOf(names, p)) &&
        (!out.told || probability > out.told->probability))
      out.told = read();
    if (score <= least) return;
    all += probability;
    pairs.likely.push_back({c, p, probability});
    const auto behind = std::ranges::find_if(
        out.likeliest, [&](const PairRead& pair) { return pair.probability < probability; });
    if (behind == out.likeliest.end() && out.likeliest.size() >= PartiesRead::kMostPairs) return;
    out.likeliest.insert(behind, read());
    if (out.likeliest.size() > PartiesRead::kMostPairs) out.likeliest.pop_back();
  });
  for (PairRead& pair : out.likeliest) {
    pair.share = pair.probability / all;
    AddJoined(telling.sentence->scene, pairs, &pair);
  }
  if (out.told && all > 0) out.told->share = out.told->probability / all;
  out.frame = sum.frame();
  out.trigger = sum.trigger();
  return out;
}

}  // namespace dealwire
