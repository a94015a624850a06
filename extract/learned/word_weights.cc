#include "extract/learned/word_weights.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

namespace dealwire {
namespace {

constexpr const char* kPlaceNames[] = {"before_1",
                                       "before_2",
                                       "before_4",
                                       "before_8",
                                       "before_far",
                                       "behind_1",
                                       "behind_2",
                                       "behind_4",
                                       "behind_8",
                                       "behind_far",
                                       "sentence",
                                       "previous_1",
                                       "previous_2",
                                       "to_sum",
                                       "from_sum",
                                       "ending",
                                       "where",
                                       "elsewhere",
                                       "earlier_before_1",
                                       "earlier_before_2",
                                       "earlier_before_4",
                                       "earlier_before_8",
                                       "earlier_behind_1",
                                       "earlier_behind_2",
                                       "earlier_behind_4",
                                       "earlier_behind_8"};
static_assert(std::size(kPlaceNames) == static_cast<size_t>(WordPlace::kCount));

std::optional<WordPlace> ParsePlace(std::string_view name) {
  const auto at = std::ranges::find(kPlaceNames, name);
  if (at == std::end(kPlaceNames)) return std::nullopt;
  return static_cast<WordPlace>(at - std::begin(kPlaceNames));
}

}  // namespace

std::optional<uint8_t> ParseClue(std::string_view name) {
  constexpr std::pair<std::string_view, uint8_t> kNames[] = {{"customer", Clue::kCustomer},
                                                             {"provider", Clue::kProvider},
                                                             {"sum", Clue::kSum},
                                                             {"bare", Clue::kBare}};
  for (const auto& [known, told] : kNames) {
    if (name == known) return told;
  }
  if (const auto status = ParseStatus(name))
    return static_cast<uint8_t>(Clue::kStatus + static_cast<uint8_t>(*status));
  if (const auto kind = ParseKind(name))
    return static_cast<uint8_t>(Clue::kKind + static_cast<uint8_t>(*kind));
  return std::nullopt;
}

const char* WordPlaceName(WordPlace place) { return kPlaceNames[static_cast<size_t>(place)]; }

WordWeights WordWeights::Compile(const TomlValue& root, Diagnostics* problems) {
  WordWeights out;
  root.CheckKeys({"lang", "bias", "words"}, problems);
  const TomlValue bias = root["bias"];
  for (const std::string& name : bias.Keys()) {
    if (const auto told = ParseClue(name)) {
      out.bias_[*told] = static_cast<float>(bias.Number(name, problems));
    } else {
      problems->Add(bias[name].Error("words tell no such thing; train it anew with scripts/train"));
    }
  }
  const TomlValue words = root["words"];
  for (const std::string& word : words.Keys()) out.AddWord(word, words[word], problems);
  out.begin_.push_back(static_cast<uint32_t>(out.weights_.size()));
  std::vector<uint32_t> numbers(out.words_.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  out.index_.Build(numbers,
                   [&](uint32_t number) -> std::string_view { return out.words_[number]; });
  return out;
}

void WordWeights::AddWord(const std::string& word, const TomlValue& of_word,
                          Diagnostics* problems) {
  words_.push_back(word);
  begin_.push_back(static_cast<uint32_t>(weights_.size()));
  for (const std::string& name : of_word.Keys()) {
    const auto told = ParseClue(name);
    const TomlValue places = of_word[name];
    for (const std::string& at : places.Keys()) {
      const auto place = ParsePlace(at);
      const auto weight = places[at].AsNumber();
      if (told && place && weight) {
        weights_.push_back({*place, *told, static_cast<float>(*weight)});
      } else {
        problems->Add(
            places[at].Error("no weight of a word at a place; train it anew with scripts/train"));
      }
    }
  }
}

uint32_t WordWeights::Find(std::string_view word) const {
  return index_.Find(
      word, [&](uint32_t number) -> std::string_view { return words_[number]; }, kUnknown);
}

WordsOfLanguages CompileWords(const RuleFiles& files, Diagnostics* problems) {
  WordsOfLanguages out;
  for (const RuleFile* file : files.Below(kWordsFolder)) {
    const StatusOr<TomlFile> toml = TomlFile::Parse(file->name, file->text);
    if (!toml.ok()) {
      problems->Add(Message(toml.status()));
      continue;
    }
    const std::string lang = toml->root().RequiredString("lang", problems);
    out.emplace(lang, WordWeights::Compile(toml->root(), problems));
  }
  return out;
}

}  // namespace dealwire
