#include "extract/learned_models.h"

#include <optional>
#include <string>

#include "extract/party_features.h"
#include "extract/sum_features.h"

namespace dealwire {

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
    out.least_sum = root.Number("least_sum", problems, out.least_sum);
    out.least_deal = root.Number("least_deal", problems, out.least_deal);
    out.most_doubted = root.Number("most_doubted", problems, out.most_doubted);
    out.least_other = root.Number("least_other", problems, out.least_other);
    out.most_doubted_said = root.Number("most_doubted_said", problems, out.most_doubted_said);
    out.least_other_said = root.Number("least_other_said", problems, out.least_other_said);
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
