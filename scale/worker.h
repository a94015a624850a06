#ifndef DEALWIRE_SCALE_WORKER_H_
#define DEALWIRE_SCALE_WORKER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/status.h"
#include "scale/kafka.h"
#include "scale/kafka_consumer.h"
#include "scale/kafka_producer.h"
#include "scale/topics.h"

// What all workers have in common, and the loop of those that work on one batch of messages after
// another (extract, store).
namespace dealwire {

class Claims;
class Metrics;

struct WorkerOptions {
  KafkaSettings settings;
  Topics topics{"dealwire"};
  std::map<std::string, int32_t> partitions;  // of each topic: CountPartitions
  std::string group;                          // whose members share the work
  std::string state;  // folder of what a partition's owner remembers; may be shared
  std::shared_ptr<const Claims> claims;  // of bodies too large for a message; may be null
  size_t claim_over = size_t{2} << 20;   // bytes packed: larger ones go there
  size_t jobs = 1;                       // threads
  int64_t idle_seconds = 0;              // ends after so long without work; 0: never
  std::function<bool()> stop;            // asked often
  Metrics* metrics = nullptr;            // required
};

// A name for transactions that no other process has: made of the group, the machine, the process
// and chance.
std::string TransactionalId(const std::string& group);

// Puts a message that cannot be read aside, in the transaction that is open: the topic quarantine
// has it, and the headers tell where it stood and why.
Status Quarantine(const WorkerOptions& options, const std::string& stage,
                  const KafkaMessage& message, const std::string& why, KafkaProducer* producer);

// One stage: what it does with a batch.
class BatchStage {
 public:
  virtual ~BatchStage() = default;

  // The worker has these from now on, or no more. Within a rebalance.
  virtual Status Assign(const Places& places) = 0;
  virtual void Revoke(const Places& places) = 0;

  // Reads the first messages of [at, messages.size()) and writes what comes of them to `producer`,
  // whose transaction is open. Gives how many it took, at least one. What it is to remember it
  // keeps for Committed.
  virtual StatusOr<size_t> Process(const std::vector<KafkaMessage>& messages, size_t at,
                                   KafkaProducer* producer) = 0;
  // The transaction is there; `written` are the last offsets written in it, by place.
  virtual Status Committed(const Offsets& written) = 0;
  // It came to nothing: the messages come again.
  virtual void Aborted() = 0;
};

// Reads `topics` for the group until `options.stop` says true or nothing came for idle_seconds.
// Every batch is one transaction or several: its results and the offsets that they come from are
// committed together. Errors: those of the stage; kFailedPrecondition, Kafka refuses to go on:
// start the worker again.
Status RunBatches(const WorkerOptions& options, const std::vector<std::string>& topics,
                  BatchStage* stage);

// Gauges of lag and partitions; `committed` is where each partition is.
void ShowLag(const WorkerOptions& options, const KafkaConsumer& consumer, const Offsets& committed);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_WORKER_H_
