#include "extract/name_rules.h"

#include <algorithm>

#include "extract/fold.h"
#include "extract/name_text.h"

namespace dealwire {
namespace {

void ReadSet(const TomlValue& table, std::string_view key, StringSet* set, Diagnostics* problems) {
  for (const std::string& word : table.Strings(key, problems)) set->insert(FoldName(word));
}

}  // namespace

NameRules NameRules::Read(const TomlValue& names, Diagnostics* problems) {
  NameRules rules;
  if (!names.exists()) return rules;
  names.CheckKeys({"endings", "model_endings", "particles", "prefixes", "stems", "compounds", "elision", "articles",
                   "links", "legal_forms", "classifiers", "chip_nouns"},
                  problems);
  ReadSet(names, "endings", &rules.endings, problems);
  ReadSet(names, "model_endings", &rules.model_endings, problems);
  ReadSet(names, "particles", &rules.particles, problems);
  ReadSet(names, "prefixes", &rules.prefixes, problems);
  ReadSet(names, "articles", &rules.articles, problems);
  ReadSet(names, "links", &rules.links, problems);
  ReadSet(names, "classifiers", &rules.classifiers, problems);
  const TomlValue stems = names["stems"];
  for (const std::string& letter : stems.Keys()) {
    ReadSet(stems, letter, &rules.stems[FoldName(letter)], problems);
  }
  for (const std::string& head : names.Strings("compounds", problems)) {
    rules.compounds.push_back(FoldName(head));
  }
  rules.elision = names.Bool("elision", problems);
  rules.legal_forms = names.Strings("legal_forms", problems);
  const TomlValue nouns = names["chip_nouns"];
  nouns.CheckKeys({"gpu", "cpu", "tpu", "asic", "rack", "chip", "unit"}, problems);
  for (const std::string& kind : nouns.Keys()) {
    for (const std::string& noun : nouns.Strings(kind, problems)) {
      const std::string folded = FoldName(noun);
      rules.longest_noun = std::max(rules.longest_noun, folded.size());
      rules.chip_nouns[folded] = kind == "chip" ? "" : kind;
    }
  }
  return rules;
}

bool NameRules::BeginsCompound(std::string_view run) const {
  return std::ranges::any_of(compounds,
                             [&](const std::string& head) { return run.starts_with(head); });
}

bool NameRules::IsStemEnding(std::string_view dropped, std::string_view run) const {
  const auto it = stems.find(dropped);
  return it != stems.end() && it->second.contains(run);
}

}  // namespace dealwire
