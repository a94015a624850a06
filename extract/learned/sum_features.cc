#include "extract/learned/sum_features.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "extract/frames/cues.h"
#include "extract/learned/feature_values.h"
#include "extract/quantities/same_amounts.h"

namespace dealwire {
namespace {

struct Of {
  enum Place : size_t {
    kDollars,  // log10
    kBounded,
    kInTitle,
    kInItem,
    kPlace,  // of the sentence: 0 to 1
    kEarly,
    kSums,
    kSumsBefore,
    kNames,
    kKnownNames,
    kStandIns,  // "the company"
    kStrongName,
    kMarkedName,
    kUnmarkedName,
    kNameBefore,
    kNameBehind,
    kChips,
    kPower,
    kDurations,
    kDates,
    kLength,  // of the sentence, in bytes
    kTold,    // how often the article tells the sum
    kDeals,
    kArticleSums,  // a sentence
    kTopic,
    kField,
    kArticleSite,
    kSite,
    kNearSite,
    kPostpositional,
    kPreviousNames,
    kPreviousSums,
    kPreviousInBlock,
    kPreviousGoods,
    kNextNames,
    kNextSums,
    kNextInBlock,
    kNextGoods,
    kTellsDeal,  // by its words: whether it is a deal's, how far that is, what kind
    kTellsStatus,
    kTellsKind = kTellsStatus + Clue::kStatuses,
    kFirstCue = kTellsKind + Clue::kKinds,  // from here on, of each class of cues:
  };
};
// How far the nearest before and behind the sum is, whether the sentences beside it and the title
// have one, and in what part of all sentences one stands.
struct OfCue {
  enum Place : size_t { kBefore, kBehind, kPrevious, kNext, kTitle, kShare, kPerCue };
};

constexpr const char* kNamesOf[] = {
    "dollars",        "bounded",       "in_title",       "in_item",        "place",
    "early",          "sums",          "sums_before",    "names",          "known_names",
    "stand_ins",      "strong_name",   "marked_name",    "unmarked_name",  "name_before",
    "name_behind",    "chips",         "power",          "durations",      "dates",
    "length",         "told",          "deals",          "article_sums",   "topic",
    "field",          "article_site",  "site",           "near_site",      "postpositional",
    "previous.names", "previous.sums", "previous.block", "previous.goods", "next.names",
    "next.sums",      "next.block",    "next.goods",     "words.deal"};
static_assert(std::size(kNamesOf) == Of::kTellsStatus);
constexpr const char* kNamesOfCue[] = {"before", "behind", "previous", "next", "title", "share"};
static_assert(std::size(kNamesOfCue) == OfCue::kPerCue);

constexpr auto kCues = static_cast<size_t>(Cue::kCount);
constexpr size_t kMostParties = 60;  // likewise
constexpr size_t kMostCues = 400;    // of a sentence beside that of the sum
constexpr float kFar = 500;          // where there is none; in bytes
constexpr float kElsewhere = 100;    // on top, of what another sum of the sentence has

size_t PlaceOf(Cue cue, OfCue::Place feature) {
  return Of::kFirstCue + static_cast<size_t>(cue) * OfCue::kPerCue + feature;
}

}  // namespace

const std::vector<std::string>& ArticleFeatures::Names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out(std::begin(kNamesOf), std::end(kNamesOf));
    for (size_t i = 0; i < Clue::kStatuses; ++i)
      out.push_back(std::string("words.") + StatusName(static_cast<DealStatus>(i)));
    for (size_t i = 0; i < Clue::kKinds; ++i)
      out.push_back(std::string("words.") + KindName(static_cast<DealKind>(i)));
    for (size_t cue = 0; cue < kCues; ++cue) {
      for (const char* name : kNamesOfCue)
        out.push_back(std::string("cue.") + CueName(static_cast<Cue>(cue)) + "." + name);
    }
    return out;
  }();
  return names;
}

ArticleFeatures::ArticleFeatures(const Document& document, const std::vector<SentenceScene>& scenes,
                                 const Rates& rates, bool postpositional)
    : document_(document),
      scenes_(scenes),
      rates_(rates),
      postpositional_(postpositional),
      share_of_(kCues, 0) {
  std::vector<size_t> last(kCues, scenes.size());
  for (size_t s = 0; s < scenes.size(); ++s) {
    sums_ += scenes[s].money.size();
    for (const CueMatch& cue : scenes[s].cues) {
      const auto index = static_cast<size_t>(cue.cue);
      if (std::exchange(last[index], s) != s) share_of_[index] += 1;
    }
  }
  for (float& share : share_of_) share /= static_cast<float>(std::max<size_t>(1, scenes.size()));
}

FeatureRow ArticleFeatures::OfSum(const MoneySentence& sentence, const Span& at,
                                  const MoneyValue* value, size_t deals,
                                  const WordWeights::Scores& words) const {
  const SentenceScene& scene = sentence.scene;
  FeatureRow row(Names().size(), 0);
  if (value != nullptr) {
    const double most = std::max(value->min.value_or(0), value->max.value_or(0));
    row[Of::kDollars] =
        static_cast<float>(std::log10(std::max(1.0, most * rates_.Dollars(value->currency))));
    row[Of::kBounded] = Flag(value->min != value->max);
  }
  row[Of::kInTitle] = Flag(document_.InTitle(scene.span));
  row[Of::kInItem] = Flag(sentence.item);
  row[Of::kPlace] = static_cast<float>(scene.index) / static_cast<float>(scenes_.size());
  row[Of::kEarly] = Flag(scene.index <= 3);
  row[Of::kSums] = Count(scene.money);
  std::set<std::string_view> names, known;
  for (const Mention* m : scene.money)
    row[Of::kSumsBefore] += Flag(m->span.byte_start < at.byte_start);
  for (const Party& p : scene.parties) {
    if (p.in_chip) continue;
    const bool before = p.span.byte_end <= at.byte_start;
    row[before ? Of::kNameBefore : Of::kNameBehind] = 1;
    if (p.coreference) {
      row[Of::kStandIns] += 1;
      continue;
    }
    names.insert(p.id);
    if (p.known) known.insert(p.id);
    if (p.strong) row[Of::kStrongName] = 1;
    row[p.marks != 0 ? Of::kMarkedName : Of::kUnmarkedName] = 1;
  }
  row[Of::kNames] = Count(names);
  row[Of::kKnownNames] = Count(known);
  row[Of::kChips] = Flag(!scene.chips.empty());
  row[Of::kPower] = Flag(!scene.power.empty());
  row[Of::kDurations] = Flag(!scene.durations.empty());
  row[Of::kDates] = Flag(!scene.dates.empty());
  row[Of::kLength] = static_cast<float>(scene.span.size());
  row[Of::kDeals] = static_cast<float>(deals);
  row[Of::kArticleSums] = static_cast<float>(sums_) / static_cast<float>(scenes_.size());
  row[Of::kTopic] = Flag(sentence.topic);
  row[Of::kField] = Flag(sentence.field);
  row[Of::kArticleSite] = Flag(sentence.article_site);
  row[Of::kSite] = Flag(sentence.site);
  row[Of::kNearSite] = Flag(sentence.near_site);
  row[Of::kPostpositional] = Flag(postpositional_);
  AddNeighbour(scene.index > 0 ? &scenes_[scene.index - 1] : nullptr, Of::kPreviousNames, scene,
               &row);
  AddNeighbour(scene.index + 1 < scenes_.size() ? &scenes_[scene.index + 1] : nullptr,
               Of::kNextNames, scene, &row);
  row[Of::kTellsDeal] = words[value != nullptr ? Clue::kSum : Clue::kBare];
  std::copy_n(&words[Clue::kStatus], Clue::kStatuses + Clue::kKinds, &row[Of::kTellsStatus]);
  AddCues(sentence, at, &row);
  return row;
}

void ArticleFeatures::AddNeighbour(const SentenceScene* scene, size_t first,
                                   const SentenceScene& of, FeatureRow* row) const {
  if (scene == nullptr) return;
  std::set<std::string_view> names;
  for (size_t i = 0; i < std::min(scene->parties.size(), kMostParties); ++i) {
    if (scene->parties[i].IsNamed()) names.insert(scene->parties[i].id);
  }
  (*row)[first] = Count(names);
  (*row)[first + 1] = Count(scene->money);
  (*row)[first + 2] =
      Flag(document_.sentences[scene->index].block == document_.sentences[of.index].block);
  (*row)[first + 3] = Flag(!scene->chips.empty() || !scene->power.empty());
}

void ArticleFeatures::AddCues(const MoneySentence& sentence, const Span& at,
                              FeatureRow* row) const {
  const SentenceScene& scene = sentence.scene;
  for (size_t cue = 0; cue < kCues; ++cue) {
    (*row)[PlaceOf(static_cast<Cue>(cue), OfCue::kBefore)] = kFar;
    (*row)[PlaceOf(static_cast<Cue>(cue), OfCue::kBehind)] = kFar;
    (*row)[PlaceOf(static_cast<Cue>(cue), OfCue::kShare)] = share_of_[cue];
  }
  const Span segment = scene.SegmentAt(at.byte_start);
  for (const CueMatch& cue : scene.cues) {
    const float on_top = segment.Contains(cue.span) ? 0 : kElsewhere;
    const bool behind = cue.span.byte_start >= at.byte_end;
    const bool before = cue.span.byte_end <= at.byte_start;
    const size_t gap = behind   ? cue.span.byte_start - at.byte_end
                       : before ? at.byte_start - cue.span.byte_end
                                : 0;
    const float distance = std::min(static_cast<float>(gap), kFar - kElsewhere - 1) + on_top;
    for (const OfCue::Place side : {OfCue::kBefore, OfCue::kBehind}) {
      if (side == OfCue::kBefore ? behind : before) continue;
      float& nearest = (*row)[PlaceOf(cue.cue, side)];
      nearest = std::min(nearest, distance);
    }
  }
  const auto add = [&](const SentenceScene& beside, OfCue::Place feature) {
    const size_t read = std::min(beside.cues.size(), kMostCues);
    for (size_t i = 0; i < read; ++i) (*row)[PlaceOf(beside.cues[i].cue, feature)] = 1;
  };
  if (scene.index > 0) add(scenes_[scene.index - 1], OfCue::kPrevious);
  if (scene.index + 1 < scenes_.size()) add(scenes_[scene.index + 1], OfCue::kNext);
  if (!scenes_.empty()) add(scenes_[0], OfCue::kTitle);
}

}  // namespace dealwire
