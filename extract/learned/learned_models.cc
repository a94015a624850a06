#include "extract/learned/learned_models.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "extract/learned/deal_features.h"
#include "extract/learned/party_features.h"
#include "extract/learned/sign_features.h"
#include "extract/learned/sum_features.h"
#include "extract/text/languages.h"

namespace dealwire {
namespace {

// Between 0 and 1, neither of them: it is asked for as log odds.
void ReadProbability(const TomlValue& root, std::string_view key, double* value,
                     Diagnostics* problems) {
  *value = root.Number(key, problems, *value);
  if (root[key].exists() && !(*value > 0 && *value < 1))
    problems->Add(root[key].Error("no probability; write a number between 0 and 1"));
}

// A table of trees for each value that `parse` knows.
template <typename Value>
void ReadEach(const TomlValue& tables, std::optional<Value> (*parse)(std::string_view),
              std::string_view what, const std::vector<std::string>& features,
              std::vector<std::pair<Value, DecisionTrees>>* out, Diagnostics* problems) {
  for (const std::string& name : tables.Keys()) {
    const std::optional<Value> value = parse(name);
    const TomlValue table = tables[name];
    if (value) {
      out->emplace_back(*value, DecisionTrees::Compile(table, features, problems));
    } else {
      problems->Add(table.Error(fmt::format("unknown {}", what)));
    }
  }
}

}  // namespace

bool LearnedModels::TellsNoDeal(const std::vector<double>& likely) const {
  constexpr size_t kFewest = 12;
  return likely.size() >= kFewest &&
         std::ranges::all_of(likely, [&](double p) { return p < least_article; });
}

const WordWeights* LearnedModels::WordsOf(std::string_view bcp47) const {
  const auto at = words.find(LanguageKey(bcp47));
  return at == words.end() ? nullptr : &*at->second;
}

LearnedModels LearnedModels::Compile(const RuleFiles& files, Diagnostics* problems) {
  LearnedModels out;
  out.words = CompileWords(files, problems);
  for (const RuleFile* file : files.Below("learned/")) {
    if (file->path.starts_with(kWordsFolder)) continue;
    const StatusOr<TomlFile> toml = TomlFile::Parse(file->name, file->text);
    if (!toml.ok()) {
      problems->Add(Message(toml.status()));
      continue;
    }
    const TomlValue root = toml->root();
    root.CheckKeys(
        {"sum", "bare", "parties", "first_parties", "partners", "deal", "kind", "status", "article",
         "least_sum", "least_bare", "least_deal", "least_bare_deal", "least_told", "least_parties",
         "least_turned", "least_kind", "least_status", "least_article"},
        problems);
    ReadProbability(root, "least_sum", &out.least_sum, problems);
    ReadProbability(root, "least_bare", &out.least_bare, problems);
    ReadProbability(root, "least_deal", &out.least_deal, problems);
    ReadProbability(root, "least_bare_deal", &out.least_bare_deal, problems);
    ReadProbability(root, "least_told", &out.least_told, problems);
    ReadProbability(root, "least_parties", &out.least_parties, problems);
    ReadProbability(root, "least_turned", &out.least_turned, problems);
    ReadProbability(root, "least_kind", &out.least_kind, problems);
    ReadProbability(root, "least_status", &out.least_status, problems);
    ReadProbability(root, "least_article", &out.least_article, problems);
    if (root["article"].exists())
      out.article = DecisionTrees::Compile(root["article"], SignFeatures::Names(), problems);
    if (root["sum"].exists())
      out.sum = DecisionTrees::Compile(root["sum"], ArticleFeatures::Names(), problems);
    if (root["bare"].exists())
      out.bare = DecisionTrees::Compile(root["bare"], ArticleFeatures::Names(), problems);
    if (root["parties"].exists())
      out.parties = DecisionTrees::Compile(root["parties"], PartyFeatures::Names(), problems);
    if (root["first_parties"].exists())
      out.first_parties =
          DecisionTrees::Compile(root["first_parties"], PartyFeatures::Names(), problems);
    if (root["partners"].exists()) out.partners = Partners::Compile(root["partners"], problems);
    if (root["deal"].exists())
      out.deal = DecisionTrees::Compile(root["deal"], DealFeatureNames(), problems);
    ReadEach(root["kind"], ParseKind, "kind of deal", PartyFeatures::Names(), &out.kinds, problems);
    ReadEach(root["status"], ParseStatus, "status of a deal", PartyFeatures::Names(), &out.statuses,
             problems);
  }
  return out;
}

}  // namespace dealwire
