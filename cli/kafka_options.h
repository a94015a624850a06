#ifndef DEALWIRE_CLI_KAFKA_OPTIONS_H_
#define DEALWIRE_CLI_KAFKA_OPTIONS_H_

#include <string>
#include <vector>

#include "base/status.h"
#include "scale/metrics.h"
#include "scale/worker.h"

namespace CLI {
class App;
}

namespace dealwire {

// What every command that speaks to Kafka takes.
struct KafkaOptions {
  std::string brokers, config, prefix = "dealwire", metrics, claims;
  std::vector<std::string> settings;  // -X key=value
  size_t claim_over = size_t{2} << 20;
};

// --brokers, --kafka-config, -X, --topic-prefix, --claims, --metrics.
void AddKafkaOptions(CLI::App* command, KafkaOptions* options);

// What follows from them: settings, topics, their partitions (unless `new_topics`), claims, stop.
// Errors: kInvalidArgument; kNotFound, topics are missing; kUnavailable, no broker answers.
StatusOr<WorkerOptions> ToWorkerOptions(const KafkaOptions& options, Metrics* metrics,
                                        bool new_topics = false);

// --metrics; null where it is not given.
StatusOr<std::unique_ptr<MetricsExporter>> ExportMetrics(const KafkaOptions& options,
                                                         const Metrics& metrics);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_KAFKA_OPTIONS_H_
