#include "cli/kafka_options.h"

#include <CLI/App.hpp>

#include "cli/command.h"
#include "scale/claims.h"

namespace dealwire {

void AddKafkaOptions(CLI::App* command, KafkaOptions* options) {
  command->add_option("--brokers", options->brokers, "where Kafka is")
      ->type_name("HOST:PORT,...")
      ->envname("DEALWIRE_BROKERS");
  command->add_option("--kafka-config", options->config, "settings of librdkafka, key=value a line")
      ->type_name("FILE");
  command
      ->add_option("-X", options->settings,
                   "a setting of librdkafka; a value @file:PATH or @env:NAME is read there")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command->add_option("--topic-prefix", options->prefix, "topics are PREFIX.urls, ...")
      ->type_name("PREFIX")
      ->capture_default_str();
  command
      ->add_option("--claims", options->claims,
                   "shared folder or bucket of bodies too large for a message")
      ->type_name("DIR|s3://BUCKET/PREFIX");
  command
      ->add_option("--metrics", options->metrics, "figures for Prometheus, there or on 127.0.0.1")
      ->type_name("FILE|PORT");
}

StatusOr<WorkerOptions> ToWorkerOptions(const KafkaOptions& options, Metrics* metrics,
                                        bool new_topics) {
  WorkerOptions worker;
  DW_TRY(worker.settings, LoadKafkaSettings(options.brokers, options.config, options.settings));
  worker.topics = Topics(options.prefix);
  DW_TRY(worker.claims, Claims::Open(options.claims));
  worker.claim_over = options.claim_over;
  worker.stop = Interrupted;
  worker.metrics = metrics;
  if (!new_topics) {
    DW_TRY(worker.partitions, CountPartitions(worker.settings, worker.topics));
  }
  return worker;
}

StatusOr<std::unique_ptr<MetricsExporter>> ExportMetrics(const KafkaOptions& options,
                                                         const Metrics& metrics) {
  if (options.metrics.empty()) return std::unique_ptr<MetricsExporter>();
  return MetricsExporter::Start(options.metrics, &metrics);
}

}  // namespace dealwire
