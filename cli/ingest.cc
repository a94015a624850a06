// dealwire ingest: articles from files into the store.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <optional>

#include "base/log.h"
#include "base/pipeline.h"
#include "cli/file_tasks.h"
#include "cli/inputs.h"
#include "cli/terminal.h"
#include "extract/extraction.h"
#include "extract/prefilter.h"
#include "extract/rules.h"
#include "store/writer.h"

namespace dealwire {
namespace {

constexpr size_t kSyncEvery = 256;  // articles

struct IngestOptions {
  std::vector<std::string> paths;
  std::string markers;
  InputHints hints;
  Shard shard;
  size_t jobs = 1;
  bool quiet = false;
  std::vector<std::string> only_with;
};

// What inputs are read by.
struct Reading {
  const InputHints& hints;
  const RuleSet& rules;
  std::unique_ptr<const Prefilter> only_with;  // or null
};

struct Read {
  std::string name;
  InputArticle input;
  std::optional<StatusOr<Writer::Prepared>> prepared;  // of an article
};

// An article that says nothing of where it is from is known by its text.
Read ReadAndExtract(Input input, const Reading& reading, const Writer& writer) {
  Read read;
  read.name = input.Name();
  read.input = ReadInput(std::move(input), reading.hints, reading.only_with.get());
  if (!read.input.article.ok()) return read;
  const Article& article = *read.input.article;
  read.prepared =
      writer.Prepare(article, Extract(article, reading.rules), read.input.page.bytes, "ingest");
  return read;
}

struct IngestTally {
  size_t inputs = 0, failed = 0, left_out = 0;
  Status store;  // the first error of the store: it ends the run
};

// One writer: the thread that empties the pipeline.
bool Store(Read read, Writer* writer, IngestTally* tally) {
  ++tally->inputs;
  if (read.input.left_out) return ++tally->left_out, true;
  if (!read.input.article.ok()) {
    const std::string what = Message(read.input.article.status());
    LogError(what.starts_with(read.name + ":") ? what : read.name + ": " + what);
    tally->failed += read.input.article.status().code() == StatusCode::kNotFound &&
                             !read.input.page.bytes.empty()
                         ? 0
                         : 1;
    return true;
  }
  tally->store = read.prepared->status();
  if (tally->store.ok()) {
    tally->store = writer->Put(**std::move(read.prepared), read.input.page.bytes);
  }
  if (tally->store.ok() && tally->inputs % kSyncEvery == 0) tally->store = writer->Sync();
  return tally->store.ok();
}

// Everything of `reader` into the store.
void StoreAll(const IngestOptions& options, const Reading& reading, InputReader reader,
              Writer* writer, Progress* progress, IngestTally* tally) {
  OrderedPipeline<Input, Read> pipeline(options.jobs, [&](Input input) {
    return ReadAndExtract(std::move(input), reading, *writer);
  });
  pipeline.Run(
      [&]() -> std::optional<Input> { return Interrupted() ? std::nullopt : reader.Next(); },
      [&](Read read) {
        progress->Add(1);
        return Store(std::move(read), writer, tally);
      });
}

// File by file, each marked when all of it is on disk; those that are marked are passed over.
Status StoreMarked(const IngestOptions& options, const Reading& reading, Writer* writer,
                   Progress* progress, IngestTally* tally) {
  const Markers markers(options.markers);
  DW_TRY(const std::vector<std::string> files, TaskFiles(options.paths, options.shard));
  for (const std::string& file : files) {
    if (markers.IsDone(file)) continue;
    StoreAll(options, reading, InputReader({file}, options.hints, Shard()), writer, progress,
             tally);
    if (Interrupted() || !tally->store.ok()) break;
    DW_RETURN_IF_ERROR(writer->Sync());
    DW_RETURN_IF_ERROR(markers.Mark(file));
  }
  return OkStatus();
}

ExitCode RunIngest(const IngestOptions& options, const CommandContext& context) {
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const auto merge = LoadMergeRules(context);
  if (!merge.ok()) return Fail(merge.status());
  const auto writer = Writer::Open(context.db, *rules, *merge);
  if (!writer.ok()) return FailOpening(writer.status());
  const Reading reading = {options.hints, **rules, Prefilter::Make(*rules, options.only_with)};
  IngestTally tally;
  {
    Progress progress("articles");
    if (options.markers.empty()) {
      StoreAll(options, reading, InputReader(options.paths, options.hints, options.shard),
               writer->get(), &progress, &tally);
    } else {
      const Status done = StoreMarked(options, reading, writer->get(), &progress, &tally);
      if (tally.store.ok()) tally.store = done;
    }
  }
  const Writer::Counts counts = (*writer)->counts();
  const Status closed = (*writer)->Close();
  if (tally.store.ok()) tally.store = closed;
  if (!tally.store.ok()) return Fail(tally.store);
  if (!options.quiet) {
    const std::string left_out =
        options.only_with.empty() ? "" : fmt::format(", {} left out", tally.left_out);
    fmt::print(stderr, "{} inputs: {} articles stored, {} unchanged{}, {} failed; {} new deals\n",
               tally.inputs, counts.articles, counts.unchanged, left_out, tally.failed,
               counts.new_deals);
  }
  if (Interrupted()) return ExitCode::kInterrupted;
  if (tally.failed == 0) return ExitCode::kDone;
  return tally.failed < tally.inputs ? ExitCode::kPartial : ExitCode::kFailed;
}

}  // namespace

void AddIngestCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command = AddCommand(app, "ingest", "Put articles from files into the store",
                                 "  dealwire ingest folder/\n"
                                 "  dealwire ingest --url https://example.org/news page.html");
  auto options = std::make_shared<IngestOptions>();
  command
      ->add_option(
          "PATH", options->paths,
          "files (.html, .txt, .jsonl, .warc, each also .gz), folders, - for standard input")
      ->required();
  AddInputOptions(command, &options->hints);
  AddJobsOption(command, &options->jobs);
  AddShardOption(command, &options->shard);
  AddOnlyWithOption(command, &options->only_with);
  command
      ->add_option(
          "--markers", options->markers,
          "a marker there for each file that is stored as a whole; files that have one are "
          "done, and --shard takes whole files")
      ->type_name("DIR");
  command->add_flag("-q,--quiet", options->quiet, "tells only what went wrong");
  command->callback([options, &context] {
    context.run = [options, &context] { return RunIngest(*options, context); };
  });
}

}  // namespace dealwire
