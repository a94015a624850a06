#include "extract/learned/party_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "extract/learned/feature_values.h"
#include "extract/learned/learned_models.h"
#include "extract/learned/party_columns.h"
#include "extract/names/registry.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

using party_columns::kPairNames;
using party_columns::kPartyNames;
using party_columns::kTriggers;
using party_columns::Pair;
using party_columns::Who;

constexpr float kNever = 12;        // sentences
constexpr size_t kOfOtherSum = 60;  // bytes on top, of a trigger that another sum is nearer to
constexpr size_t kFewDeals = 4;
constexpr size_t kMostPartiesOfScene = 60;
constexpr float kNoTrigger = 300;  // bytes, where there is none of a class

template <typename T>
float PlaceIn(const std::vector<T>& items, const T& item) {
  const auto at = std::ranges::find(items, item);
  return at == items.end() ? -1 : static_cast<float>(at - items.begin());
}

size_t Gap(const Span& a, const Span& b) {
  if (a.byte_end <= b.byte_start) return b.byte_start - a.byte_end;
  return b.byte_end <= a.byte_start ? a.byte_start - b.byte_end : 0;
}

// Below 0 where it stands before `word`.
float SignedGap(const Span& name, const Span& word) {
  const auto gap = static_cast<float>(Gap(name, word));
  return name.byte_end <= word.byte_start ? -gap : gap;
}

void AddOthers(const OtherSums::Party& said, FeatureRow* row) {
  std::ranges::copy(said.customer, row->begin() + Who::kCustomerBy);
  std::ranges::copy(said.provider, row->begin() + Who::kProviderBy);
}

float Log(size_t bytes) { return std::log1p(static_cast<float>(bytes)); }

// Whom a sentence names, in order, each once.
std::vector<std::string> NamesIn(const SentenceScene& scene) {
  constexpr size_t kMost = 12;
  std::vector<std::string> out;
  const size_t read = std::min(kMostPartiesOfScene, scene.parties.size());
  for (size_t i = 0; i < read && out.size() < kMost; ++i) {
    const Party& p = scene.parties[i];
    if (!p.in_chip && !p.id.empty() && std::ranges::find(out, p.id) == out.end())
      out.push_back(p.id);
  }
  return out;
}

bool Holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

}  // namespace

const std::vector<std::string>& PartyFeatures::Names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out = ArticleFeatures::Names();
    out.insert(out.end(), std::begin(kPairNames), std::end(kPairNames));
    for (const char* side : {"customer.", "provider."}) {
      for (const char* name : kPartyNames) out.push_back(std::string(side) + name);
      for (size_t cue = 0; cue < kTriggers; ++cue)
        out.push_back(std::string(side) + "to_trigger." + CueName(static_cast<Cue>(cue)));
    }
    return out;
  }();
  return names;
}

PartyFeatures::PartyFeatures(const std::vector<SentenceScene>& scenes,
                             const CandidateFinder& finder, const RuleSet& rules,
                             const std::vector<Candidate>& candidates, WordsTold* words)
    : scenes_(scenes),
      finder_(finder),
      frames_(rules.frames()),
      partners_(rules.learned().partners),
      candidates_(candidates),
      words_(words) {
  const auto named = [&](const std::string& id, const SentenceScene& scene) -> Known& {
    Known& known = known_[id];
    if (known.sentences.empty() || known.sentences.back() != scene.index)
      known.sentences.push_back(scene.index);
    return known;
  };
  for (const SentenceScene& scene : scenes) {
    for (const Party& p : scene.parties) {
      if (p.in_chip || p.id.empty()) continue;
      Known& known = named(p.id, scene);
      known.known = known.known || p.known;
      known.strong = known.strong || p.strong;
      known.product = known.product || p.product;
    }
    for (const std::string& id : scene.heads) named(id, scene).strong = true;
  }
  AddVendors();
  std::vector<Known*> ranked;
  for (auto& [id, known] : known_) {
    known.partner = partners_.Find(rules.registry().TopOf(id));
    ranked.push_back(&known);
  }
  std::ranges::stable_sort(ranked, {}, [](const Known* known) {
    return std::pair(-static_cast<std::ptrdiff_t>(known->sentences.size()),
                     known->sentences.front());
  });
  for (size_t i = 0; i < ranked.size(); ++i) ranked[i]->rank = i;
  for (const auto& [id, known] : known_) {
    if (known.rank < kOftenest && known.sentences.size() > 1) oftenest_.push_back(id);
  }
}

// Who is named as the maker of a chip alone ("Nvidia's B300 cards") may sell it, too.
void PartyFeatures::AddVendors() {
  std::map<std::string, Known, std::less<>> vendors;
  for (const SentenceScene& scene : scenes_) {
    for (const Party& p : scene.parties) {
      if (!p.in_chip || p.id.empty() || known_.contains(p.id)) continue;
      Known& vendor = vendors[p.id];
      vendor.known = vendor.strong = true;
      if (vendor.sentences.empty() || vendor.sentences.back() != scene.index)
        vendor.sentences.push_back(scene.index);
    }
  }
  known_.merge(vendors);
}

std::vector<std::string> PartyFeatures::NamesNear(const MoneySentence& sentence) const {
  constexpr size_t kBack = 3, kSubjects = 2, kOfTitle = 3, kOfHeads = 3, kLead = 3, kOfLead = 2,
                   kFew = 5;
  std::vector<std::string> out;
  const auto add = [&](const std::string& id) {
    if (out.size() < kMostNames && known_.contains(id) && !Holds(out, id)) out.push_back(id);
  };
  const auto add_all = [&](const std::vector<std::string>& ids, size_t most) {
    for (size_t i = 0; i < std::min(most, ids.size()); ++i) add(ids[i]);
  };
  const size_t at = sentence.scene.index;
  add_all(NamesIn(sentence.scene), kMostNames);
  for (size_t i = 0; i < std::min(kMostPartiesOfScene, sentence.scene.parties.size()); ++i) {
    if (sentence.scene.parties[i].in_chip) add(sentence.scene.parties[i].id);
  }
  add_all(sentence.scene.heads, kOfHeads);
  for (size_t back = 1; back <= std::min(kBack, at); ++back)
    add_all(NamesIn(scenes_[at - back]), kMostNames);
  add_all(sentence.subjects, kSubjects);
  add_all(sentence.title, kOfTitle);
  add(sentence.hero);
  add(sentence.lead);
  add(sentence.builder);
  if (at + 1 < scenes_.size()) add_all(NamesIn(scenes_[at + 1]), kMostNames);
  add_all(oftenest_, kOftenest);
  for (size_t lead = 0; lead < std::min(kLead, scenes_.size()) && out.size() < kFew; ++lead)
    add_all(NamesIn(scenes_[lead]), kOfLead);
  return out;
}

PartyFeatures::Sum::Sum(const PartyFeatures& features, const MoneySentence& sentence,
                        const Span& at, const Mention* money, const FeatureRow& of_sum,
                        const std::vector<std::string>& names, const OtherSums* others)
    : features_(features),
      sentence_(sentence),
      at_(at),
      money_(money),
      names_(names),
      others_(others),
      row_(PartyFeatures::Names().size(), 0) {
  std::ranges::copy(of_sum, row_.begin());
  FindTriggers();
  FindNamesOfBlock();
  float* pair = &row_[of_sum.size()];
  const auto class_of = [&](size_t i) {
    return triggers_.size() > i ? static_cast<float>(triggers_[i].cue.cue) : -1;
  };
  pair[Pair::kTrigger] = class_of(0);
  pair[Pair::kNextTrigger] = class_of(1);
  const bool any = !triggers_.empty();
  pair[Pair::kTriggerFar] = any ? Log(triggers_[0].distance) : -1;
  pair[Pair::kTriggerBehind] = any ? Flag(triggers_[0].cue.span.byte_start >= at.byte_end) : -1;
  of_party_.reserve(names.size() + 1);
  for (size_t i = 0; i < names.size(); ++i) {
    const std::string& id = names[i];
    of_party_.push_back(OfParty(id));
    if (others != nullptr) AddOthers(others->parties[i], &of_party_.back());
    partners_.push_back(features.known_.find(id)->second.partner);
  }
  partners_.push_back(features.partners_.Find(Partners::kNobody));
  of_party_.emplace_back(Who::kPartyFeatures, 0.0F);
  of_party_.back()[Who::kNobody] = 1;
}

void PartyFeatures::Sum::FindNamesOfBlock() {
  constexpr size_t kMostBack = 6;  // sentences
  for (size_t back = std::min(kMostBack, sentence_.place_in_block) + 1; back-- > 0;) {
    if (back == 0) before_in_block_ = of_block_.size();
    const SentenceScene& scene =
        back == 0 ? sentence_.scene : features_.scenes_[sentence_.scene.index - back];
    for (std::string& id : NamesIn(scene)) {
      if (!Holds(of_block_, id)) of_block_.push_back(std::move(id));
    }
  }
}

void PartyFeatures::Sum::FindTriggers() {
  constexpr size_t kMostRead = 8;
  const SentenceScene& scene = sentence_.scene;
  const Span segment = scene.SegmentAt(at_.byte_start);
  std::vector<Trigger> all;
  for (const CueMatch& cue : scene.cues) {
    if (!IsTrigger(cue.cue)) continue;
    const size_t elsewhere = segment.Contains(cue.span) ? 0 : kOfOtherSum;
    all.push_back({cue, nullptr, Gap(cue.span, at_) + elsewhere});
  }
  std::ranges::stable_sort(all, {}, &Trigger::distance);
  for (size_t i = 0; i < std::min(kMostRead, all.size()) && triggers_.size() < 2; ++i) {
    Trigger& trigger = all[i];
    if (!triggers_.empty() && triggers_[0].cue.cue == trigger.cue.cue) continue;
    trigger.frame = features_.finder_.FrameOf(scene, trigger.cue);
    if (trigger.frame == nullptr) continue;
    triggers_.push_back(trigger);
  }
}

// Whether a deal told is that of this sum, or of this sentence without one.
bool PartyFeatures::Sum::IsOwn(const Candidate& deal) const {
  return money_ != nullptr ? deal.money == money_
                           : !deal.deal.amount && deal.sentence == sentence_.scene.index;
}

const FeatureRow& PartyFeatures::Sum::Row(std::optional<size_t> customer,
                                          std::optional<size_t> provider) {
  const FeatureRow& c = of_party_[customer.value_or(names_.size())];
  const FeatureRow& p = of_party_[provider.value_or(names_.size())];
  const auto at = static_cast<std::ptrdiff_t>(row_.size() - 2 * Who::kPartyFeatures);
  float* pair = &row_[static_cast<size_t>(at) - Pair::kPairFeatures];
  const bool two = customer && provider;
  const bool both = two && c[Who::kMentions] > 0 && p[Who::kMentions] > 0;
  pair[Pair::kStepUp] = two ? p[Who::kTier] - c[Who::kTier] : 0;
  pair[Pair::kOrder] = both ? c[Who::kPlace] - p[Who::kPlace] : 0;
  pair[Pair::kBoth] = Flag(both);
  pair[Pair::kConjoined] = Flag(both && c[Who::kConjoinedWith] > 1 && p[Who::kConjoinedWith] > 1);
  pair[Pair::kToldPair] =
      Flag(two && std::ranges::any_of(features_.candidates_, [&](const Candidate& d) {
             return !IsOwn(d) && Holds(d.deal.customer, names_[*customer]) &&
                    Holds(d.deal.provider, names_[*provider]);
           }));
  const Partners::Place buys = partners_[customer.value_or(names_.size())];
  const Partners::Place sells = partners_[provider.value_or(names_.size())];
  pair[Pair::kSameGroup] =
      Flag(two && features_.finder_.SameGroup(names_[*customer], names_[*provider]));
  pair[Pair::kPartners] = features_.partners_.Deals(buys, sells);
  pair[Pair::kPartnersReversed] = features_.partners_.Deals(sells, buys);
  if (others_ != nullptr) {
    const OtherSums::Pair& said = others_->Of(customer, provider);
    pair[Pair::kSameSum] = said.same;
    pair[Pair::kOtherSums] = said.most;
    pair[Pair::kPreviousSum] = said.previous;
  }
  std::ranges::copy(c, row_.begin() + at);
  std::ranges::copy(p, row_.begin() + at + static_cast<std::ptrdiff_t>(Who::kPartyFeatures));
  return row_;
}

FeatureRow PartyFeatures::Sum::OfParty(const std::string& id) const {
  FeatureRow row(Who::kPartyFeatures, 0);
  AddPlace(id, &row);
  AddPast(id, &row);
  AddDeals(id, &row);
  const WordWeights::Scores words = features_.words_->OfName(sentence_, money_, id);
  row[Who::kTellsCustomer] = words[Clue::kCustomer];
  row[Who::kTellsProvider] = words[Clue::kProvider];
  const Known& known = features_.known_.find(id)->second;
  row[Who::kKnown] = Flag(known.known);
  row[Who::kStrong] = Flag(known.strong);
  row[Who::kProduct] = Flag(known.product);
  row[Who::kTier] = static_cast<float>(features_.finder_.TierOf(id));
  const std::string_view sells = features_.finder_.SellsOf(id);
  row[Who::kSells] = sells.empty() ? 0 : sells == "compute" ? 1 : sells == "chips" ? 2 : 3;
  const std::string& sector = features_.frames_.SectorOf(id);
  row[Who::kLaboratory] = Flag(sector == "lab");
  row[Who::kInvestor] = Flag(sector == "investor");
  row[Who::kBuilder] = Flag(sector == "builder");
  row[Who::kPublic] = Flag(sector == "public");
  row[Who::kCustomerElsewhere] = features_.partners_.AsCustomer(known.partner);
  row[Who::kProviderElsewhere] = features_.partners_.AsProvider(known.partner);
  row[Who::kShare] =
      static_cast<float>(known.sentences.size()) / static_cast<float>(features_.scenes_.size());
  row[Who::kRank] = static_cast<float>(known.rank);
  return row;
}

// Where it stands in the sentence of the sum.
void PartyFeatures::Sum::AddPlace(const std::string& id, FeatureRow* out) const {
  FeatureRow& row = *out;
  const SentenceScene& scene = sentence_.scene;
  const Span& money = at_;
  const std::vector<std::string> names = NamesIn(scene);
  const Span segment = scene.SegmentAt(money.byte_start);
  const Party *nearest = nullptr, *nearest_trigger = nullptr, *last = nullptr, *first = nullptr;
  bool all_stand_in = true;
  const bool in_chip =
      std::ranges::none_of(scene.parties, [&](const Party& p) { return p.id == id && !p.in_chip; });
  const Span* trigger_span = triggers_.empty() ? nullptr : &triggers_[0].cue.span;
  for (const Party& p : scene.parties) {
    if (p.in_chip && (!in_chip || p.id != id)) continue;
    if (p.span.byte_end <= money.byte_start) last = &p;
    if (p.span.byte_start >= money.byte_end && first == nullptr) first = &p;
    if (p.id != id) continue;
    row[Who::kMentions] += 1;
    if (nearest == nullptr || Gap(p.span, money) < Gap(nearest->span, money)) nearest = &p;
    if (trigger_span && (nearest_trigger == nullptr ||
                         Gap(p.span, *trigger_span) < Gap(nearest_trigger->span, *trigger_span)))
      nearest_trigger = &p;
    for (size_t bit = 0; bit < Who::kUnmarked - Who::kMarks; ++bit) {
      if ((p.marks >> bit & 1U) != 0) row[Who::kMarks + bit] = 1;
    }
    if (p.marks == 0) row[Who::kUnmarked] = 1;
    if (p.inflected) row[Who::kInflected] = 1;
    if (p.agent) row[Who::kAgent] = 1;
    row[Who::kSide] = std::max(row[Who::kSide], static_cast<float>(p.side));
    if (p.first_person) row[Who::kFirstPerson] = 1;
    if (p.pronoun) row[Who::kPronoun] = 1;
    if (p.contractor) row[Who::kContractor] = 1;
    if (segment.Contains(p.span)) row[Who::kInSegment] = 1;
    all_stand_in = all_stand_in && p.coreference;
  }
  std::fill_n(&row[Who::kToClass], kTriggers, kNoTrigger);
  if (nearest == nullptr) return;
  for (const CueMatch& cue : scene.cues) {
    if (!IsTrigger(cue.cue)) continue;
    float& to_class = row[Who::kToClass + static_cast<size_t>(cue.cue)];
    const float gap =
        std::clamp(SignedGap(nearest->span, cue.span), 1 - kNoTrigger, kNoTrigger - 1);
    if (std::abs(gap) < std::abs(to_class)) to_class = gap;
  }
  row[Who::kStandIn] = Flag(all_stand_in);
  row[Who::kInChip] = Flag(in_chip);
  row[Who::kFar] = Log(Gap(nearest->span, money));
  row[Who::kBefore] = Flag(nearest->span.byte_end <= money.byte_start);
  row[Who::kPlace] = PlaceIn(names, id);
  row[Who::kPlaceFromEnd] = Count(names) - 1 - row[Who::kPlace];
  row[Who::kLastBefore] = Flag(last != nullptr && last->id == id);
  row[Who::kFirstBehind] = Flag(first != nullptr && first->id == id);
  for (const Party& p : scene.parties)
    row[Who::kConjoinedWith] += Flag(p.group == nearest->group && !p.in_chip);
  if (nearest_trigger == nullptr) return;
  const Span& near = nearest_trigger->span;
  const bool before = near.byte_end <= trigger_span->byte_start;
  row[Who::kToTrigger] = SignedGap(near, *trigger_span);
  row[Who::kBeforeTrigger] = Flag(before);
  const Span between = before ? Span{near.byte_end, trigger_span->byte_start}
                              : Span{trigger_span->byte_end, near.byte_start};
  for (const Party& p : scene.parties) {
    if (!p.in_chip && p.id != id && between.Contains(p.span)) row[Who::kBetween] += 1;
  }
}

// Where the sentences before and behind tell of it.
void PartyFeatures::Sum::AddPast(const std::string& id, FeatureRow* out) const {
  FeatureRow& row = *out;
  const size_t at = sentence_.scene.index;
  const std::vector<size_t>& sentences = features_.known_.find(id)->second.sentences;
  const auto next = std::ranges::upper_bound(sentences, at);
  const auto here = std::ranges::lower_bound(sentences, at);
  row[Who::kSince] = here == sentences.begin()
                         ? kNever
                         : std::min(static_cast<float>(at - *std::prev(here)), kNever - 2);
  row[Who::kUntil] = next == sentences.end() ? 6 : std::min(static_cast<float>(*next - at), 5.0F);
  for (size_t back = 1; back <= 2; ++back) {
    const size_t place = back == 1 ? Who::kInPrevious : Who::kInBeforePrevious;
    row[place] = -1;
    if (at < back) continue;
    const std::vector<std::string> names = NamesIn(features_.scenes_[at - back]);
    row[place] = PlaceIn(names, id);
    row[place + 1] = Count(names);
  }
  AddBlock(id, out);
  row[Who::kInTitle] = PlaceIn(sentence_.title, id);
  row[Who::kSubject] = PlaceIn(sentence_.subjects, id);
  row[Who::kOther] = PlaceIn(sentence_.others, id);
  row[Who::kHero] = Flag(sentence_.hero == id);
  row[Who::kLead] = Flag(sentence_.lead == id);
  row[Who::kSiteBuilder] = Flag(sentence_.builder == id);
}

// Where the block of the sum tells of it, up to the sum's sentence.
void PartyFeatures::Sum::AddBlock(const std::string& id, FeatureRow* out) const {
  FeatureRow& row = *out;
  const std::vector<std::string>& heads = sentence_.scene.heads;
  row[Who::kHead] = PlaceIn(heads, id);
  row[Who::kHeads] = Count(heads);
  const float place = PlaceIn(of_block_, id);
  row[Who::kFirstOfBlock] = Flag(place == 0);
  row[Who::kSinceInBlock] = Flag(place >= 0 && place < static_cast<float>(before_in_block_));
  row[Who::kNamesOfBlock] = Count(of_block_);
}

// What it does in the article's other deals.
void PartyFeatures::Sum::AddDeals(const std::string& id, FeatureRow* out) const {
  FeatureRow& row = *out;
  const size_t at = sentence_.scene.index;
  for (const Candidate& d : features_.candidates_) {
    if (IsOwn(d)) continue;
    const bool customer = Holds(d.deal.customer, id), provider = Holds(d.deal.provider, id);
    if (customer && row[Who::kCustomerIn] < kFewDeals) row[Who::kCustomerIn] += 1;
    if (provider && row[Who::kProviderIn] < kFewDeals) row[Who::kProviderIn] += 1;
    if (d.sentence < at) {
      row[Who::kCustomerOfLast] = Flag(customer);
      row[Who::kProviderOfLast] = Flag(provider);
    }
    if (d.sentence == at || d.sentence + 1 == at) {
      if (customer) row[Who::kCustomerBeside] = 1;
      if (provider) row[Who::kProviderBeside] = 1;
    }
  }
}

}  // namespace dealwire
