// dealwire rules diff: what a change of rules changes in the deals of articles, those of files or
// those of the store.
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
#include "store/article_walk.h"
#include "store/database.h"
#include "store/json.h"
#include "store/record.h"
#include "store/record.pb.h"

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

// An article, or why there is none.
struct Case {
  std::string name;
  StatusOr<Article> article;
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

  Piece operator()(Case it) const {
    Piece piece;
    if (!it.article.ok()) {
      piece.error = it.name + ": " + Message(it.article.status());
      return piece;
    }
    const Article& article = *it.article;
    const Extraction before = Extract(article, *before_);
    const Extraction after = Extract(article, *after_);
    const std::vector<DealChange> changes = DiffDeals(before.deals, after.deals);
    if (changes.empty()) return piece;
    if (options_.format != "jsonl") {
      piece.text = fmt::format("{}: {}\n", it.name, StripControls(article.title));
    }
    for (const DealChange& change : changes) {
      Count(change, &piece);
      piece.text += options_.format == "jsonl" ? JsonOf(it.name, article, before, after, change)
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

// One article after another: those of the files named.
class FileCases {
 public:
  explicit FileCases(const DiffOptions& options)
      : options_(options), reader_(options.paths, options.hints, Shard()) {}

  std::optional<Case> Next() {
    std::optional<Input> input = reader_.Next();
    if (!input) return std::nullopt;
    Case it = {input->Name(), NotFound("")};
    it.article = ReadInput(*std::move(input), options_.hints).article;
    return it;
  }

 private:
  const DiffOptions& options_;
  InputReader reader_;
};

// Those of the store, by their ids.
class StoredCases {
 public:
  explicit StoredCases(const Database& database) : walk_(database) {}

  Status Load() { return walk_.Load(); }
  std::optional<Case> Next() {
    const std::optional<pb::Article> record = walk_.Next();
    if (!record) return std::nullopt;
    return Case{"article " + record->id(), FromRecord(*record)};
  }
  const Status& status() const { return walk_.status(); }

 private:
  ArticleWalk walk_;
};

struct Sum {
  size_t appear = 0, vanish = 0, change = 0, articles = 0, failed = 0;
};

Sum Diff(const DiffOptions& options, const Rules& before, const Rules& after,
         const std::function<std::optional<Case>()>& next, Output* out) {
  Sum sum;
  Progress progress("articles");
  OrderedPipeline<Case, Piece> pipeline(options.jobs, Differ(options, before, after));
  pipeline.Run([&]() -> std::optional<Case> { return Interrupted() ? std::nullopt : next(); },
               [&](const Piece& piece) {
                 if (!piece.error.empty()) LogError(piece.error);
                 ++(piece.error.empty() ? sum.articles : sum.failed);
                 sum.appear += piece.appear;
                 sum.vanish += piece.vanish;
                 sum.change += piece.change;
                 progress.Add(1);
                 return out->Write(piece.text);
               });
  return sum;
}

StatusOr<Sum> DiffStore(const DiffOptions& options, const std::string& folder, const Rules& before,
                        const Rules& after, Output* out) {
  DW_TRY(const std::unique_ptr<Database> database, Database::OpenReader(folder));
  StoredCases cases(*database);
  DW_RETURN_IF_ERROR(cases.Load());
  const Sum sum = Diff(
      options, before, after, [&] { return cases.Next(); }, out);
  DW_RETURN_IF_ERROR(cases.status());
  return sum;
}

ExitCode RunDiff(const DiffOptions& options, const CommandContext& context) {
  const StatusOr<Rules> before = LoadFrom(options.old_rules);
  if (!before.ok()) return Fail(before.status());
  const StatusOr<Rules> after = LoadFrom(options.new_rules);
  if (!after.ok()) return Fail(after.status());
  Output out;
  Sum sum;
  if (options.paths.empty()) {
    const StatusOr<Sum> stored = DiffStore(options, context.db, *before, *after, &out);
    if (!stored.ok()) return Fail(stored.status());
    sum = *stored;
  } else {
    FileCases cases(options);
    sum = Diff(
        options, *before, *after, [&] { return cases.Next(); }, &out);
  }
  if (options.format != "jsonl") {
    out.Write(fmt::format("{} articles: {} deals appear, {} vanish, {} change\n", sum.articles,
                          sum.appear, sum.vanish, sum.change));
  }
  out.Flush();
  if (!out.status().ok()) return Fail(out.status());
  if (Interrupted()) return ExitCode::kInterrupted;
  if (sum.failed == 0) return ExitCode::kDone;
  return sum.articles > 0 ? ExitCode::kPartial : ExitCode::kFailed;
}

}  // namespace

void AddRulesDiffCommand(CLI::App& rules, CommandContext& context) {
  CLI::App* command =
      AddCommand(rules, "diff", "What a change of rules changes in the deals of articles",
                 "  git worktree add ../before main\n"
                 "  dealwire rules diff ../before/rules rules articles/\n"
                 "  dealwire rules diff ../before/rules rules   # stored articles; writes nothing");
  const auto options = std::make_shared<DiffOptions>();
  command->add_option("OLD", options->old_rules, "a folder of rules")->required();
  command->add_option("NEW", options->new_rules, "another one")->required();
  command->add_option(
      "PATH", options->paths,
      "articles: files, folders, - for standard input; default: those of the store");
  AddFormatOption(command, {"text", "jsonl"}, &options->format, "how it is printed");
  AddInputOptions(command, &options->hints);
  AddJobsOption(command, &options->jobs);
  command->callback([options, &context] {
    context.run = [options, &context] { return RunDiff(*options, context); };
  });
}

}  // namespace dealwire
