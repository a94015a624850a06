// dealwire store: care of the database.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "base/pipeline.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/worker_commands.h"
#include "extract/extraction.h"
#include "extract/rules.h"
#include "store/article_walk.h"
#include "store/care.h"
#include "store/database.h"
#include "store/record.h"
#include "store/record.pb.h"
#include "store/table.h"
#include "store/text_index.h"
#include "store/writer.h"

namespace dealwire {
namespace {

struct StoreOptions {
  std::string format = "table", folder, to;
  size_t jobs = 1;
  bool quiet = false;
};

ExitCode End(Output* out) {
  out->Flush();
  return out->status().ok() ? ExitCode::kDone : Fail(out->status());
}

ExitCode RunStats(const StoreOptions& options, const CommandContext& context) {
  const auto database = Database::OpenReader(context.db);
  if (!database.ok()) return Fail(database.status());
  Table table;
  table.columns = {"family", "keys", "bytes"};
  nlohmann::ordered_json json = {{"schema", (*database)->schema()},
                                 {"families", nlohmann::ordered_json::object()}};
  uint64_t bytes = 0;
  for (const FamilyStats& family : StatsOf(**database)) {
    table.rows.push_back({{family.name, false},
                          {std::to_string(family.keys), true},
                          {std::to_string(family.bytes), true}});
    json["families"][family.name] = {{"keys", family.keys}, {"bytes", family.bytes}};
    bytes += family.bytes;
  }
  table.rows.push_back({{"all", false}, {"", true}, {std::to_string(bytes), true}});
  json["bytes"] = bytes;
  Output out;
  if (options.format == "json") {
    out.Write(json.dump() + "\n");
  } else {
    out.Write(Render(table, TableFormat::kTable, 0, UseColor(context.color)));
  }
  return End(&out);
}

ExitCode RunVerify(const StoreOptions& options, const CommandContext& context) {
  const auto database = Database::OpenReader(context.db);
  if (!database.ok()) return Fail(database.status());
  const StatusOr<VerifyReport> report = Verify(**database, Interrupted);
  if (!report.ok()) return Fail(report.status());
  for (const std::string& problem : report->problems) LogError(problem);
  if (report->problem_count > report->problems.size()) {
    LogError(fmt::format("and {} more", report->problem_count - report->problems.size()));
  }
  Output out;
  if (!options.quiet) {
    out.Write(fmt::format(
        "{} articles in {} versions, {} deals, {} reports, {} changes, {} index entries, "
        "{} documents, {} bodies: {}\n",
        report->articles, report->versions, report->deals, report->reports, report->changes,
        report->index_entries, report->documents, report->bodies,
        report->problem_count == 0 ? "sound" : fmt::format("{} problems", report->problem_count)));
  }
  const ExitCode ended = End(&out);
  return report->problem_count > 0 ? ExitCode::kFailed : ended;
}

ExitCode RunBackup(const StoreOptions& options, const CommandContext& context) {
  const StatusOr<uint32_t> number = Database::Backup(context.db, options.folder);
  if (!number.ok()) return FailOpening(number.status());
  if (!options.quiet) fmt::print(stderr, "{}: backup {} is whole\n", options.folder, *number);
  return ExitCode::kDone;
}

ExitCode RunRestore(const StoreOptions& options, const CommandContext& context) {
  const std::string to = options.to.empty() ? context.db : options.to;
  const Status restored = Database::Restore(options.folder, to);
  if (!restored.ok()) return Fail(restored);
  if (!options.quiet) fmt::print(stderr, "{}: restored\n", to);
  return ExitCode::kDone;
}

// Also what brings an older schema to this one, and makes the indexes anew with `reindex`.
ExitCode RunCompact(const CommandContext& context, bool reindex) {
  const auto database = Database::OpenWriter(context.db);
  if (!database.ok()) return FailOpening(database.status());
  Status status = Migrate(database->get());
  if (status.ok() && reindex) status = Reindex(database->get());
  if (status.ok()) status = CheckCopy(database->get());
  if (status.ok()) status = MergeSegments(database->get());
  if (status.ok()) status = (*database)->Flush();
  if (status.ok()) status = (*database)->Compact();
  return status.ok() ? ExitCode::kDone : Fail(status);
}

ExitCode RunReextract(const StoreOptions& options, const CommandContext& context) {
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const auto merge = LoadMergeRules(context);
  if (!merge.ok()) return Fail(merge.status());
  const auto writer = Writer::Open(context.db, *rules, *merge);
  if (!writer.ok()) return FailOpening(writer.status());
  ArticleWalk articles((*writer)->database());
  Status status = articles.Load();
  if (!status.ok()) return Fail(status);
  Progress progress("articles");
  using Prepared = StatusOr<Writer::Prepared>;
  OrderedPipeline<pb::Article, Prepared> pipeline(options.jobs, [&](const pb::Article& record) {
    const Article article = FromRecord(record);
    return (*writer)->Prepare(article, Extract(article, **rules), "", record.source());
  });
  pipeline.Run(
      [&]() -> std::optional<pb::Article> {
        return Interrupted() ? std::nullopt : articles.Next();
      },
      [&](Prepared prepared) {
        progress.Add(1);
        status = prepared.ok() ? (*writer)->Put(*std::move(prepared), "") : prepared.status();
        return status.ok();
      });
  const Writer::Counts counts = (*writer)->counts();
  const Status closed = (*writer)->Close();
  for (const Status& step : {status, articles.status(), closed}) {
    if (!step.ok()) return Fail(step);
  }
  if (!options.quiet) {
    fmt::print(stderr,
               "{} articles: {} read differently now, {} the same; {} new deals, {} changes\n",
               counts.articles + counts.unchanged, counts.articles, counts.unchanged,
               counts.new_deals, counts.changes);
  }
  return Interrupted() ? ExitCode::kInterrupted : ExitCode::kDone;
}

using StoreAction = std::function<ExitCode(const StoreOptions&)>;

CLI::App* Add(CLI::App* store, const std::string& name, const std::string& what,
              const std::string& examples, const std::shared_ptr<StoreOptions>& options,
              CommandContext& context, StoreAction action) {
  CLI::App* command = AddCommand(*store, name, what, examples);
  command->callback([options, action = std::move(action), &context] {
    context.run = [options, action] { return action(*options); };
  });
  return command;
}

}  // namespace

void AddStoreCommand(CLI::App& app, CommandContext& context) {
  CLI::App* store = AddCommand(app, "store", "Care of the database",
                               "  dealwire store verify\n"
                               "  dealwire store backup /var/backups/dealwire\n"
                               "  dealwire store reextract   # after the rules have changed");
  store->require_subcommand(1);
  auto options = std::make_shared<StoreOptions>();
  CLI::App* stats =
      Add(store, "stats", "Entries and bytes of each family", "  dealwire store stats", options,
          context, [&context](const StoreOptions& o) { return RunStats(o, context); });
  AddFormatOption(stats, {"table", "json"}, &options->format, "default: table");
  CLI::App* verify =
      Add(store, "verify", "Is it sound: checksums, records, indexes, changes, bodies",
          "  dealwire store verify && echo sound", options, context,
          [&context](const StoreOptions& o) { return RunVerify(o, context); });
  CLI::App* backup =
      Add(store, "backup",
          "Add the present state to the backups in a folder, also while a crawl writes",
          "  dealwire store backup /var/backups/dealwire", options, context,
          [&context](const StoreOptions& o) { return RunBackup(o, context); });
  backup->add_option("FOLDER", options->folder, "of the backups")->required();
  CLI::App* restore =
      Add(store, "restore", "Make a database of the newest backup",
          "  dealwire store restore /var/backups/dealwire --to /srv/dealwire/db", options, context,
          [&context](const StoreOptions& o) { return RunRestore(o, context); });
  restore->add_option("FOLDER", options->folder, "of the backups")->required();
  restore->add_option("--to", options->to, "a new folder; default: --db")->type_name("DIR");
  Add(store, "compact", "Rewrite the files: smaller, and of this schema",
      "  dealwire store compact", options, context,
      [&context](const StoreOptions&) { return RunCompact(context, false); });
  Add(store, "reindex", "Make all indexes anew from the records", "  dealwire store reindex",
      options, context, [&context](const StoreOptions&) { return RunCompact(context, true); });
  CLI::App* reextract =
      Add(store, "reextract", "Run today's rules over stored articles; writes what differs",
          "  dealwire store reextract\n  dealwire --rules my-rules store reextract", options,
          context, [&context](const StoreOptions& o) { return RunReextract(o, context); });
  AddJobsOption(reextract, &options->jobs);
  AddStoreFollowCommand(store, context);
  for (CLI::App* command : {verify, backup, restore, reextract}) {
    command->add_flag("-q,--quiet", options->quiet, "tells only what went wrong");
  }
}

}  // namespace dealwire
