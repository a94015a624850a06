// dealwire rules check, test, list: for those who write rules.
#include "extract/rules.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <sstream>

#include "base/log.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/rules_commands.h"
#include "cli/terminal.h"
#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/names/registry.h"
#include "extract/quantities/lexicon.h"
#include "extract/rule_lint.h"
#include "extract/rule_tests.h"
#include "store/merge.h"
#include "store/table.h"

namespace dealwire {
namespace {

struct RulesOptions {
  std::string folder;  // "": --rules, else those compiled in
  std::string what, format;
  bool untested = false, notes = false;
};

ExitCode Done(Output* out, ExitCode code) {
  out->Flush();
  return out->status().ok() ? code : Fail(out->status());
}

// Everything that is wrong, at once: what does not load, and what loads and does nothing.
ExitCode Check(const RulesOptions& options, const CommandContext& context) {
  const StatusOr<RuleFiles> files = FindRuleFiles(options.folder, context);
  if (!files.ok()) return Fail(files.status());
  Output out;
  size_t problems = 0;
  for (const Status& status :
       {RuleSet::Compile(*files).status(), MergeRules::Compile(*files).status()}) {
    if (status.ok()) continue;
    std::istringstream lines(Message(status));
    for (std::string line; std::getline(lines, line); ++problems) out.Write(line + "\n");
  }
  for (const LintFinding& finding : LintRules(*files)) {
    if (finding.note && !options.notes) continue;
    out.Write(finding.text + "\n");
    problems += finding.note ? 0 : 1;
  }
  if (problems == 0) {
    out.Write(fmt::format("{} rule files are in order\n", files->all().size()));
    return Done(&out, ExitCode::kDone);
  }
  out.Flush();
  LogError(fmt::format("{} problem{} in the rules", problems, problems == 1 ? "" : "s"));
  return Done(&out, ExitCode::kUsage);
}

ExitCode Test(const RulesOptions& options, const CommandContext& context) {
  const StatusOr<RuleFiles> files = FindRuleFiles(options.folder, context);
  if (!files.ok()) return Fail(files.status());
  const StatusOr<std::shared_ptr<const RuleSet>> rules = RuleSet::Compile(*files);
  if (!rules.ok()) return Fail(rules.status());
  const StatusOr<MergeRules> merge = MergeRules::Compile(*files);
  if (!merge.ok()) return Fail(merge.status());
  Output out;
  if (options.untested) {
    for (const std::string& line : UntestedConstraints(**rules)) out.Write(line + "\n");
    return Done(&out, ExitCode::kDone);
  }
  RuleTestResult result = RunRuleTests(**rules);
  std::ranges::move(FailuresOfExamples(*merge, **rules), std::back_inserter(result.failures));
  result.run += merge->examples.size();
  for (const std::string& line : result.failures) out.Write(line + "\n");
  if (result.failures.empty()) {
    out.Write(fmt::format("{} examples hold\n", result.run));
    return Done(&out, ExitCode::kDone);
  }
  out.Flush();
  LogError(fmt::format("{} of {} examples fail", result.failures.size(), result.run));
  return Done(&out, ExitCode::kFailed);
}

// ---- list ---------------------------------------------------------------------------------------

Table ListFrames(const RuleSet& rules) {
  Table table;
  table.columns = {"id", "trigger", "kind", "rule"};
  for (const Frame& f : rules.frames().all())
    table.rows.push_back({{f.id}, {CueName(f.trigger)}, {f.kind}, {f.rule}});
  return table;
}

Table ListEntities(const RuleSet& rules, EntityKind kind) {
  Table table;
  table.columns = {"id", "name", kind == EntityKind::kOrg ? "parent" : "vendor", "rule"};
  const Registry& registry = rules.registry();
  for (uint32_t i = 0; i < registry.size(); ++i) {
    const Entity entity = registry.Get(i);
    if (entity.kind != kind) continue;
    table.rows.push_back({{std::string(entity.id)},
                          {std::string(entity.name)},
                          {std::string(entity.parent)},
                          {registry.RuleOf(i)}});
  }
  return table;
}

Table ListLanguages(const RuleSet& rules) {
  Table table;
  table.columns = {"lang", "reads", "cue classes", "examples"};
  for (const std::string& lang : rules.lexicon().LanguageCodes()) {
    size_t classes = 0;
    for (size_t i = 0; i < static_cast<size_t>(Cue::kCount); ++i)
      classes += rules.cues().Has(lang, static_cast<Cue>(i)) ? 1 : 0;
    const auto examples = std::ranges::count(rules.cues().examples(), lang, &RuleExample::lang);
    table.rows.push_back({{lang},
                          {classes > 0 ? "quantities, deals" : "quantities"},
                          {std::to_string(classes), true},
                          {std::to_string(examples), true}});
  }
  return table;
}

Table List(const RuleSet& rules, const std::string& what) {
  if (what == "frames") return ListFrames(rules);
  if (what == "languages") return ListLanguages(rules);
  if (what == "orgs") return ListEntities(rules, EntityKind::kOrg);
  if (what == "products") return ListEntities(rules, EntityKind::kProduct);
  return ListEntities(rules, EntityKind::kChip);
}

ExitCode RunList(const RulesOptions& options, const CommandContext& context) {
  const StatusOr<std::shared_ptr<const RuleSet>> rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  Output out;
  const TableFormat format =
      ParseTableFormat(options.format)
          .value_or(StdoutIsTerminal() ? TableFormat::kTable : TableFormat::kTsv);
  const bool screen = format == TableFormat::kTable && StdoutIsTerminal();
  out.Write(Render(List(**rules, options.what), format, screen ? TerminalWidth() : 0,
                   screen && UseColor(context.color)));
  return Done(&out, ExitCode::kDone);
}

using RulesAction = ExitCode (*)(const RulesOptions&, const CommandContext&);

void Run(CLI::App* command, const std::shared_ptr<RulesOptions>& options, CommandContext& context,
         RulesAction action) {
  command->callback([options, &context, action] {
    context.run = [options, &context, action] { return action(*options, context); };
  });
}

}  // namespace

StatusOr<RuleFiles> FindRuleFiles(const std::string& folder, const CommandContext& context) {
  const std::string& from = folder.empty() ? context.rules : folder;
  if (from.empty()) return RuleFiles::Embedded();
  return RuleFiles::Load(from);
}

void AddRulesCommand(CLI::App& app, CommandContext& context) {
  CLI::App* rules = AddCommand(app, "rules", "Check, test, look up and compare rules",
                               "  dealwire rules check rules/\n"
                               "  dealwire rules test rules/\n"
                               "  dealwire rules show --lang de");
  rules->require_subcommand(1);
  const auto options = std::make_shared<RulesOptions>();
  const std::string folder = "a folder like rules/; else --rules, else the rules compiled in";

  CLI::App* check = AddCommand(*rules, "check", "Tell all that is wrong in rule files, at once",
                               "  dealwire rules check rules/");
  check->add_option("DIR", options->folder, folder);
  check->add_flag("--notes", options->notes, "also what does nothing and harms nothing");
  Run(check, options, context, Check);

  CLI::App* test = AddCommand(*rules, "test", "Run the examples that stand in the rule files",
                              "  dealwire rules test rules/\n  dealwire rules test --untested");
  test->add_option("DIR", options->folder, folder);
  test->add_flag("--untested", options->untested,
                 "list the constraints that no example needs (takes minutes)");
  Run(test, options, context, Test);

  CLI::App* list = AddCommand(*rules, "list", "List frames, languages, organisations, chips",
                              "  dealwire rules list frames\n  dealwire rules list orgs | wc -l");
  list->add_option("WHAT", options->what, "what to list")
      ->check(CLI::IsMember({"frames", "languages", "orgs", "products", "chips"}))
      ->required();
  AddFormatOption(list, {"table", "csv", "tsv", "markdown"}, &options->format, "how it is printed");
  Run(list, options, context, RunList);

  AddRulesShowCommand(*rules, context);
  AddRulesDiffCommand(*rules, context);
}

}  // namespace dealwire
