#include "store/merge_rules.h"

#include <cassert>

#include "base/toml.h"

namespace dealwire {
namespace {

double Part(const TomlValue& table, std::string_view key, double fallback, Diagnostics* problems) {
  const double value = table.Number(key, problems, fallback);
  if (value < 0 || value >= 1) problems->Add(table[key].Error("a part of 1, as in 0.05"));
  return value;
}

MergeExample::Side ReadSide(const TomlValue& side, Diagnostics* problems) {
  side.CheckKeys({"customer", "provider", "kind", "currency", "qualifier", "published", "min",
                  "max", "aggregate"},
                 problems);
  MergeExample::Side out;
  out.customer = side.Strings("customer", problems);
  out.provider = side.Strings("provider", problems);
  out.kind = side.RequiredString("kind", problems);
  out.currency = side.String("currency", problems);
  out.qualifier = side.String("qualifier", problems, "exact");
  out.published = side.RequiredString("published", problems);
  out.min = side["min"].AsNumber();
  out.max = side["max"].AsNumber();
  out.aggregate = side.Bool("aggregate", problems);
  if ((out.min || out.max) && out.currency.empty()) {
    problems->Add(side.Error("an amount without its currency"));
  }
  return out;
}

void Read(const TomlValue& root, MergeRules* rules, Diagnostics* problems) {
  root.CheckKeys({"tolerance", "window", "copies", "example"}, problems);
  const TomlValue tolerance = root["tolerance"];
  tolerance.CheckKeys({"exact", "about", "bound", "currency"}, problems);
  rules->exact = Part(tolerance, "exact", rules->exact, problems);
  rules->about = Part(tolerance, "about", rules->about, problems);
  rules->bound = Part(tolerance, "bound", rules->bound, problems);
  rules->currency = Part(tolerance, "currency", rules->currency, problems);
  root["window"].CheckKeys({"days"}, problems);
  rules->window_days =
      static_cast<int>(root["window"].Integer("days", problems, rules->window_days));
  root["copies"].CheckKeys({"simhash_bits"}, problems);
  rules->copy_bits =
      static_cast<int>(root["copies"].Integer("simhash_bits", problems, rules->copy_bits));
  for (const TomlValue& example : root.Array("example")) {
    example.CheckKeys({"why", "same", "a", "b"}, problems);
    MergeExample out;
    out.where = example.Where();
    out.why = example.RequiredString("why", problems);
    out.same = example.Bool("same", problems);
    out.a = ReadSide(example["a"], problems);
    out.b = ReadSide(example["b"], problems);
    rules->examples.push_back(std::move(out));
  }
}

}  // namespace

StatusOr<MergeRules> MergeRules::Compile(const RuleFiles& files) {
  MergeRules rules;
  Diagnostics problems;
  for (const RuleFile* file : files.Below("merge/")) {
    DW_TRY(const TomlFile parsed, TomlFile::Parse(file->name, file->text));
    Read(parsed.root(), &rules, &problems);
  }
  DW_RETURN_IF_ERROR(problems.ToStatus());
  return rules;
}

const MergeRules& MergeRules::Embedded() {
  static const MergeRules* const kRules = [] {
    StatusOr<MergeRules> rules = Compile(RuleFiles::Embedded());
    assert(rules.ok());  // tests/store/merge_test.cc
    return new MergeRules(rules.ok() ? *std::move(rules) : MergeRules());
  }();
  return *kRules;
}

}  // namespace dealwire
