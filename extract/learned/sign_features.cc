#include "extract/learned/sign_features.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace dealwire {
namespace {

constexpr auto kClasses = static_cast<size_t>(Cue::kCount);
constexpr size_t kNearBefore = 2, kNearBehind = 1;  // sentences that stand near
constexpr float kHandful = 5;

// A row: for each class of cues whether it stands here, near, and how often it does; what else
// stands here, and here or near; and what is of the article.
constexpr const char* kOfClass[] = {"cue.", "near.cue.", "often.cue."};
constexpr const char* kHolds[] = {"parties", "money", "chips",     "power",  "seller",
                                  "cloud",   "large", "shortened", "listed", "names_missing"};
constexpr const char* kOfArticle[] = {"compute",   "field",       "named",
                                      "sentences", "all.parties", "all.money",
                                      "all.chips", "all.power",   "all.large"};
constexpr size_t kFirstHeld = std::size(kOfClass) * kClasses;
constexpr size_t kFirstOfArticle = kFirstHeld + 2 * std::size(kHolds);
constexpr size_t kPlaceInArticle = kFirstOfArticle + std::size(kOfArticle);

using Held = std::array<float, std::size(kHolds)>;

Held HeldBy(const SentenceSigns& s) {
  constexpr float kNone = -1;
  const auto flag = [](bool value) { return value ? 1.0F : 0.0F; };
  return {static_cast<float>(s.parties),
          flag(s.money),
          flag(s.chips),
          flag(s.power),
          flag(s.seller),
          flag(s.cloud),
          flag(s.large),
          flag(s.shortened),
          flag(s.listed),
          s.names_missing ? static_cast<float>(*s.names_missing) : kNone};
}

}  // namespace

const std::vector<std::string>& SignFeatures::Names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const char* where : kOfClass) {
      for (size_t cue = 0; cue < kClasses; ++cue)
        out.push_back(std::string(where) + CueName(static_cast<Cue>(cue)));
    }
    for (const char* where : {"", "near."}) {
      for (const char* name : kHolds) out.push_back(std::string(where) + name);
    }
    out.insert(out.end(), std::begin(kOfArticle), std::end(kOfArticle));
    out.emplace_back("place");
    return out;
  }();
  return names;
}

SignFeatures::SignFeatures(const std::vector<SentenceSigns>& signs, const ArticleTopic& topic)
    : signs_(signs), sentences_(kClasses, 0) {
  const auto count = static_cast<float>(signs.size());
  float parties = 0, money = 0, chips = 0, power = 0, large = 0;
  for (const SentenceSigns& s : signs) {
    parties += static_cast<float>(s.parties);
    money += s.money ? 1 : 0, chips += s.chips ? 1 : 0;
    power += s.power ? 1 : 0, large += s.large ? 1 : 0;
    // A sentence holds few of the classes: the bits that are set, as libstdc++ finds them.
    for (size_t cue = s.cues._Find_first(); cue < kClasses; cue = s.cues._Find_next(cue))
      sentences_[cue] = std::min(sentences_[cue] + 1, kHandful);
  }
  const auto flag = [](bool value) { return value ? 1.0F : 0.0F; };
  const float each = 1 / std::max(1.0F, count);
  of_article_ = {flag(topic.compute),
                 flag(topic.field),
                 flag(topic.named),
                 count,
                 parties * each,
                 money * each,
                 chips,
                 power,
                 large};
}

FeatureRow SignFeatures::Of(size_t sentence) const {
  FeatureRow row(Names().size(), 0);
  const SentenceSigns& here = signs_[sentence];
  const size_t first = sentence - std::min(sentence, kNearBefore);
  const size_t end = std::min(sentence + kNearBehind + 1, signs_.size());
  CueClasses near;
  const Held held = HeldBy(here);
  std::ranges::copy(held, row.begin() + kFirstHeld);
  for (size_t s = first; s < end; ++s) {
    if (s != sentence) near |= signs_[s].cues;
    const Held beside = HeldBy(signs_[s]);
    for (size_t i = 0; i < beside.size(); ++i) row[kFirstHeld + held.size() + i] += beside[i];
  }
  for (size_t cue = here.cues._Find_first(); cue < kClasses; cue = here.cues._Find_next(cue))
    row[cue] = 1;
  for (size_t cue = near._Find_first(); cue < kClasses; cue = near._Find_next(cue))
    row[kClasses + cue] = 1;
  std::ranges::copy(sentences_, row.begin() + 2 * kClasses);
  std::ranges::copy(of_article_, row.begin() + kFirstOfArticle);
  row[kPlaceInArticle] = static_cast<float>(sentence) / static_cast<float>(signs_.size());
  return row;
}

}  // namespace dealwire
