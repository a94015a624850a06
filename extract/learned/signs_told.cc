#include "extract/learned/signs_told.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>

namespace dealwire {
namespace {

constexpr size_t kMostSigns = 4, kMostWords = 2;

// What words tell by a feature of a sum ("words.deal", "words.talks"), and of one of its parties
// ("customer.words_provider"): the clue, and whose name they stand beside.
struct WordFeature {
  uint8_t clue = 0;
  std::string name;
};

std::optional<WordFeature> WordFeatureOf(std::string_view feature, const RowWords& of) {
  constexpr std::string_view kOfSum = "words.", kOfName = ".words_";
  if (feature.starts_with(kOfSum)) {
    feature.remove_prefix(kOfSum.size());
    if (feature == "deal") feature = of.money != nullptr ? "sum" : "bare";
    if (const auto clue = ParseClue(feature)) return WordFeature{*clue, ""};
    return std::nullopt;
  }
  const size_t at = feature.find(kOfName);
  if (at == std::string_view::npos) return std::nullopt;
  const auto clue = ParseClue(feature.substr(at + kOfName.size()));
  const std::string& name = feature.starts_with("customer") ? of.customer : of.provider;
  if (!clue || name.empty()) return std::nullopt;
  return WordFeature{*clue, name};
}

}  // namespace

std::string SignsOf(const DecisionTrees& trees, const FeatureRow& row,
                    const std::vector<std::string>& names, int sign, const RowWords& of) {
  std::string out;
  for (const Contribution& c : trees.Explain(row, kMostSigns)) {
    if (c.weight * sign <= 0) continue;
    const std::string& feature = names[c.feature];
    out += (out.empty() ? "" : ", ") + feature;
    if (of.words == nullptr || of.sentence == nullptr) continue;
    const auto by_words = WordFeatureOf(feature, of);
    if (!by_words) continue;
    const std::vector<std::string> words =
        by_words->name.empty()
            ? of.words->StrongestOfSum(*of.sentence, of.money, by_words->clue, kMostWords)
            : of.words->StrongestOfName(*of.sentence, of.money, by_words->name, by_words->clue,
                                        kMostWords);
    if (!words.empty()) out += fmt::format(" ({})", fmt::join(words, ", "));
  }
  return out;
}

}  // namespace dealwire
