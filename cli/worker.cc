// dealwire worker: one stage of the work, on Kafka.
#include "scale/worker.h"

#include <fmt/format.h>

#include <CLI/App.hpp>

#include "base/log.h"
#include "cli/command.h"
#include "cli/kafka_options.h"
#include "cli/load_sources.h"
#include "cli/options.h"
#include "cli/worker_commands.h"
#include "scale/extract_worker.h"
#include "scale/fetch_worker.h"
#include "scale/metrics.h"
#include "scale/store_worker.h"

namespace dealwire {
namespace {

struct WorkerCommandOptions {
  KafkaOptions kafka;
  std::string sources, source, group, state;
  size_t jobs = 1;
  int partitions = 12, replicas = 0;
  int64_t idle_seconds = 0;
};

using Work = std::function<Status(const WorkerOptions& worker)>;

// Runs one stage until it is interrupted, which is how a worker ends.
ExitCode RunStage(const WorkerCommandOptions& options, const std::string& stage, const Work& work) {
  Metrics metrics;
  StatusOr<WorkerOptions> worker = ToWorkerOptions(options.kafka, &metrics);
  if (!worker.ok()) return Fail(worker.status());
  const auto exporter = ExportMetrics(options.kafka, metrics);
  if (!exporter.ok()) return Fail(exporter.status());
  worker->group = options.group.empty() ? options.kafka.prefix + "." + stage : options.group;
  worker->state = options.state;
  worker->jobs = options.jobs;
  worker->idle_seconds = options.idle_seconds;
  const Status status = work(*worker);
  if (Interrupted() && (status.ok() || status.code() == StatusCode::kCancelled)) {
    return ExitCode::kDone;
  }
  return status.ok() ? ExitCode::kDone : Fail(status);
}

ExitCode RunFetch(const WorkerCommandOptions& options) {
  const auto sources = LoadSources(options.sources, "");
  if (!sources.ok()) return Fail(sources.status());
  return RunStage(options, "fetch",
                  [&](const WorkerOptions& worker) { return RunFetchWorker(worker, *sources); });
}

ExitCode RunWithRules(const WorkerCommandOptions& options, const std::string& stage,
                      const CommandContext& context) {
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const auto merge = LoadMergeRules(context);
  if (!merge.ok()) return Fail(merge.status());
  return RunStage(options, stage, [&](const WorkerOptions& worker) {
    return stage == "store" ? RunStoreWorker(worker, **rules, **merge)
                            : RunExtractWorker(worker, *rules);
  });
}

ExitCode RunSeed(const WorkerCommandOptions& options) {
  const auto sources = LoadSources(options.sources, options.source);
  if (!sources.ok()) return Fail(sources.status());
  Metrics metrics;
  const StatusOr<WorkerOptions> worker = ToWorkerOptions(options.kafka, &metrics);
  if (!worker.ok()) return Fail(worker.status());
  const StatusOr<size_t> count = Seed(*worker, *sources);
  if (!count.ok()) return Fail(count.status());
  LogInfo(fmt::format("{} addresses of {} sources", *count, sources->size()));
  return ExitCode::kDone;
}

ExitCode RunTopics(const WorkerCommandOptions& options) {
  Metrics metrics;
  const StatusOr<WorkerOptions> worker = ToWorkerOptions(options.kafka, &metrics, true);
  if (!worker.ok()) return Fail(worker.status());
  const Status made =
      MakeTopics(worker->settings, worker->topics, options.partitions, options.replicas);
  return made.ok() ? ExitCode::kDone : Fail(made);
}

void AddStageOptions(CLI::App* command, WorkerCommandOptions* options) {
  AddKafkaOptions(command, &options->kafka);
  command->add_option("--group", options->group, "workers of one group share the work")
      ->type_name("NAME");
  command
      ->add_option("--idle", options->idle_seconds,
                   "ends after so many seconds without work; default: never")
      ->type_name("SECONDS");
}

void AddStateOption(CLI::App* command, WorkerCommandOptions* options) {
  command
      ->add_option("--state", options->state,
                   "folder of what is remembered; made anew from Kafka where it is lost")
      ->type_name("DIR")
      ->required();
}

using WorkerAction = std::function<ExitCode(const WorkerCommandOptions& options)>;

CLI::App* Add(CLI::App* worker, const std::string& name, const std::string& what,
              const std::string& examples, const std::shared_ptr<WorkerCommandOptions>& options,
              CommandContext& context, const WorkerAction& action) {
  CLI::App* command = AddCommand(*worker, name, what, examples);
  command->callback([options, action, &context] {
    context.run = [options, action] { return action(*options); };
  });
  return command;
}

}  // namespace

void AddWorkerCommand(CLI::App& app, CommandContext& context) {
  CLI::App* worker =
      AddCommand(app, "worker", "One stage of the work, on Kafka (docs/scale.md)",
                 "  dealwire worker topics --brokers kafka:9092\n"
                 "  dealwire worker seed --brokers kafka:9092 --sources sources.toml\n"
                 "  dealwire worker extract --brokers kafka:9092 --metrics 9100");
  worker->require_subcommand(1);
  auto options = std::make_shared<WorkerCommandOptions>();
  CLI::App* topics = Add(worker, "topics", "Make the topics that are missing",
                         "  dealwire worker topics --brokers kafka:9092 --partitions 48", options,
                         context, RunTopics);
  AddKafkaOptions(topics, &options->kafka);
  topics->add_option("--partitions", options->partitions, "of each topic")
      ->type_name("N")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  topics->add_option("--replicas", options->replicas, "of each; 0: what the brokers say")
      ->type_name("N")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  CLI::App* seed =
      Add(worker, "seed", "Put the feeds, sitemaps and pages of all sources into the topic urls",
          "  dealwire worker seed --brokers kafka:9092 --sources sources.toml   # from cron",
          options, context, RunSeed);
  AddKafkaOptions(seed, &options->kafka);
  seed->add_option("--source", options->source, "this one of them alone")->type_name("NAME");
  CLI::App* fetch =
      Add(worker, "fetch", "Fetch what is in the topic urls, into the topic pages",
          "  dealwire worker fetch --brokers kafka:9092 --sources sources.toml --state /var/lib/dw",
          options, context, RunFetch);
  CLI::App* extract =
      Add(worker, "extract", "Read the articles and deals of the topic pages",
          "  dealwire worker extract --brokers kafka:9092 --jobs 8", options, context,
          [&context](const auto& o) { return RunWithRules(o, "extract", context); });
  CLI::App* store =
      Add(worker, "store", "Merge what articles tell into deals, in the topics articles and deals",
          "  dealwire worker store --brokers kafka:9092 --state /var/lib/dw", options, context,
          [&context](const auto& o) { return RunWithRules(o, "store", context); });
  for (CLI::App* command : {seed, fetch}) {
    command->add_option("--sources", options->sources, "the sources file")->type_name("FILE");
  }
  fetch
      ->add_option("--claims-over", options->kafka.claim_over,
                   "bodies of more bytes, packed, go to --claims; default: 2 MB")
      ->type_name("BYTES")
      ->check(CLI::Range(size_t{0}, size_t{2} << 20));
  for (CLI::App* command : {fetch, extract, store}) AddStageOptions(command, options.get());
  for (CLI::App* command : {fetch, store}) AddStateOption(command, options.get());
  AddJobsOption(extract, &options->jobs);
}

}  // namespace dealwire
