// dealwire store follow: a store of one's own that keeps up with the topics.
#include <fmt/format.h>

#include <CLI/App.hpp>

#include "cli/command.h"
#include "cli/kafka_options.h"
#include "cli/worker_commands.h"
#include "extract/rules.h"
#include "scale/follow.h"
#include "scale/replica.h"

namespace dealwire {
namespace {

struct FollowCommandOptions {
  KafkaOptions kafka;
  bool once = false, quiet = false;
};

ExitCode RunFollow(const FollowCommandOptions& options, const CommandContext& context) {
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  Metrics metrics;
  const StatusOr<WorkerOptions> worker = ToWorkerOptions(options.kafka, &metrics);
  if (!worker.ok()) return Fail(worker.status());
  const auto exporter = ExportMetrics(options.kafka, metrics);
  if (!exporter.ok()) return Fail(exporter.status());
  const auto replica = Replica::Open(context.db, **rules);
  if (!replica.ok()) return FailOpening(replica.status());
  FollowOptions follow;
  follow.settings = worker->settings;
  follow.topics = worker->topics;
  follow.partitions = worker->partitions;
  follow.claims = worker->claims;
  follow.once = options.once;
  follow.stop = Interrupted;
  follow.metrics = &metrics;
  const Status followed = Follow(follow, replica->get());
  const Status closed = (*replica)->Close();
  for (const Status& step : {followed, closed}) {
    if (!step.ok()) return Fail(step);
  }
  if (!options.quiet) {
    fmt::print(stderr, "{} articles and {} entries of deals taken over\n",
               (*replica)->counts().articles, (*replica)->counts().entries);
  }
  return ExitCode::kDone;
}

}  // namespace

void AddStoreFollowCommand(CLI::App* store, CommandContext& context) {
  CLI::App* command =
      AddCommand(*store, "follow", "Keep a database up to date with workers on Kafka",
                 "  dealwire --db deals store follow --brokers kafka:9092\n"
                 "  dealwire --db deals store follow --brokers kafka:9092 --once   # from cron");
  auto options = std::make_shared<FollowCommandOptions>();
  AddKafkaOptions(command, &options->kafka);
  command->add_flag("--once", options->once, "ends when it has caught up");
  command->add_flag("-q,--quiet", options->quiet, "tells only what went wrong");
  command->callback([options, &context] {
    context.run = [options, &context] { return RunFollow(*options, context); };
  });
}

}  // namespace dealwire
