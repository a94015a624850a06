#include "extract/learned_models.h"

#include <optional>
#include <string>
#include <string_view>

#include "extract/party_features.h"
#include "extract/sum_features.h"

namespace dealwire {
namespace {

// Between 0 and 1, neither of them: it is asked for as log odds.
void ReadProbability(const TomlValue& root, std::string_view key, double* value,
                     Diagnostics* problems) {
  *value = root.Number(key, problems, *value);
  if (root[key].exists() && !(*value > 0 && *value < 1))
    problems->Add(root[key].Error("no probability; write a number between 0 and 1"));
}

}  // namespace

LearnedModels LearnedModels::Compile(const RuleFiles& files, Diagnostics* problems) {
  LearnedModels out;
  for (const RuleFile* file : files.Below("learned/")) {
    const StatusOr<TomlFile> toml = TomlFile::Parse(file->name, file->text);
    if (!toml.ok()) {
      problems->Add(Message(toml.status()));
      continue;
    }
    const TomlValue root = toml->root();
    root.CheckKeys({"sum", "parties", "kind", "least_sum", "least_deal", "most_doubted",
                    "least_other", "most_doubted_said", "least_other_said"},
                   problems);
    ReadProbability(root, "least_sum", &out.least_sum, problems);
    ReadProbability(root, "least_deal", &out.least_deal, problems);
    ReadProbability(root, "most_doubted", &out.most_doubted, problems);
    ReadProbability(root, "least_other", &out.least_other, problems);
    ReadProbability(root, "most_doubted_said", &out.most_doubted_said, problems);
    ReadProbability(root, "least_other_said", &out.least_other_said, problems);
    if (root["sum"].exists())
      out.sum = DecisionTrees::Compile(root["sum"], ArticleFeatures::Names(), problems);
    if (root["parties"].exists())
      out.parties = DecisionTrees::Compile(root["parties"], PartyFeatures::Names(), problems);
    for (const std::string& name : root["kind"].Keys()) {
      const std::optional<DealKind> kind = ParseKind(name);
      const TomlValue table = root["kind"][name];
      if (!kind) {
        problems->Add(table.Error("unknown kind of deal"));
        continue;
      }
      out.kinds.emplace_back(*kind,
                             DecisionTrees::Compile(table, PartyFeatures::Names(), problems));
    }
  }
  return out;
}

}  // namespace dealwire
