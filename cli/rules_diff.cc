// dealwire rules diff: what a change of rules changes in a folder of articles.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "base/pipeline.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/rules_commands.h"
#include "cli/terminal.h"
#include "extract/deal_diff.h"
#include "extract/extraction.h"
#include "extract/rule_tests.h"
#include "extract/rules.h"
#include "store/json.h"

namespace dealwire {
namespace {

using Json = nlohmann::ordered_json;
using Rules = std::shared_ptr<const RuleSet>;

struct DiffOptions {
  std::string old_rules, new_rules, format;
  std::vector<std::string> paths;
  InputHints hints;
  size_t jobs = 1;
};

struct Piece {
  std::string text, error;
  size_t appear = 0, vanish = 0, change = 0;
};

const char* NameOf(DealChange::What what) {
  switch (what) {
    case DealChange::What::kAppears:
      return "appears";
    case DealChange::What::kVanishes:
      return "vanishes";
    case DealChange::What::kChanges:
      break;
  }
  return "changes";
}

std::string TextOf(const DealChange& change) {
  switch (change.what) {
    case DealChange::What::kAppears:
      return "  + " + Summary(*change.after) + "\n";
    case DealChange::What::kVanishes:
      return "  - " + Summary(*change.before) + "\n";
    case DealChange::What::kChanges:
      break;
  }
  return fmt::format("  ~ {}\n    {}\n    ({})\n", Summary(*change.before), Summary(*change.after),
                     fmt::join(change.fields, ", "));
}

// The deal as `extract` prints it.
Json DealAt(const std::string& deals, const std::vector<Deal>& all, const Deal* deal) {
  if (deal == nullptr) return nullptr;
  return Json::parse(deals).at(static_cast<size_t>(deal - all.data()));
}

class Differ {
 public:
  Differ(const DiffOptions& options, Rules before, Rules after)
      : options_(options), before_(std::move(before)), after_(std::move(after)) {}

  Piece operator()(Input input) const {
    Piece piece;
    const std::string name = input.Name();
    const InputArticle read = ReadInput(std::move(input), options_.hints);
    if (!read.article.ok()) {
      piece.error = name + ": " + Message(read.article.status());
      return piece;
    }
    const Extraction before = Extract(*read.article, *before_);
    const Extraction after = Extract(*read.article, *after_);
    const std::vector<DealChange> changes = DiffDeals(before.deals, after.deals);
    if (changes.empty()) return piece;
    if (options_.format != "jsonl")
      piece.text = fmt::format("{}: {}\n", name, StripControls(read.article->title));
    for (const DealChange& change : changes) {
      Count(change, &piece);
      piece.text += options_.format == "jsonl" ? JsonOf(name, *read.article, before, after, change)
                                               : TextOf(change);
    }
    return piece;
  }

 private:
  static void Count(const DealChange& change, Piece* piece) {
    (change.what == DealChange::What::kAppears    ? piece->appear
     : change.what == DealChange::What::kVanishes ? piece->vanish
                                                  : piece->change)++;
  }

  static std::string JsonOf(const std::string& name, const Article& article,
                            const Extraction& before, const Extraction& after,
                            const DealChange& change) {
    Json json;
    json["input"] = name;
    json["what"] = NameOf(change.what);
    json["fields"] = change.fields;
    json["before"] = DealAt(DealsToJson(article, before), before.deals, change.before);
    json["after"] = DealAt(DealsToJson(article, after), after.deals, change.after);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }

  const DiffOptions& options_;
  const Rules before_, after_;
};

StatusOr<Rules> LoadFrom(const std::string& folder) {
  DW_TRY(const RuleFiles files, RuleFiles::Load(folder));
  return RuleSet::Compile(files);
}

ExitCode RunDiff(const DiffOptions& options) {
  const StatusOr<Rules> before = LoadFrom(options.old_rules);
  if (!before.ok()) return Fail(before.status());
  const StatusOr<Rules> after = LoadFrom(options.new_rules);
  if (!after.ok()) return Fail(after.status());
  Output out;
  Progress progress("articles");
  Piece sum;
  size_t failed = 0, articles = 0;
  InputReader reader(options.paths, options.hints, Shard());
  OrderedPipeline<Input, Piece> pipeline(options.jobs, Differ(options, *before, *after));
  pipeline.Run(
      [&]() -> std::optional<Input> { return Interrupted() ? std::nullopt : reader.Next(); },
      [&](const Piece& piece) {
        if (!piece.error.empty()) LogError(piece.error);
        ++(piece.error.empty() ? articles : failed);
        sum.appear += piece.appear;
        sum.vanish += piece.vanish;
        sum.change += piece.change;
        progress.Add(1);
        return out.Write(piece.text);
      });
  if (options.format != "jsonl") {
    out.Write(fmt::format("{} articles: {} deals appear, {} vanish, {} change\n", articles,
                          sum.appear, sum.vanish, sum.change));
  }
  out.Flush();
  if (!out.status().ok()) return Fail(out.status());
  if (Interrupted()) return ExitCode::kInterrupted;
  if (failed == 0) return ExitCode::kDone;
  return articles > 0 ? ExitCode::kPartial : ExitCode::kFailed;
}

}  // namespace

void AddRulesDiffCommand(CLI::App& rules, Context& context) {
  CLI::App* command =
      AddCommand(rules, "diff", "What a change of rules changes in the deals of articles",
                 "  git worktree add ../before main\n"
                 "  dealwire rules diff ../before/rules rules articles/");
  const auto options = std::make_shared<DiffOptions>();
  command->add_option("OLD", options->old_rules, "a folder of rules")->required();
  command->add_option("NEW", options->new_rules, "another one")->required();
  command->add_option("PATH", options->paths, "articles: files, folders, - for standard input")
      ->required();
  AddFormatOption(command, {"text", "jsonl"}, &options->format, "how it is printed");
  AddInputOptions(command, &options->hints);
  AddJobsOption(command, &options->jobs);
  command->callback([options, &context] { context.run = [options] { return RunDiff(*options); }; });
}

}  // namespace dealwire
