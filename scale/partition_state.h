#ifndef DEALWIRE_SCALE_PARTITION_STATE_H_
#define DEALWIRE_SCALE_PARTITION_STATE_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/status.h"
#include "scale/kafka.h"
#include "scale/worker.h"
#include "store/database.h"

namespace dealwire {

// What the owner of a partition remembers, as Kafka Streams does it: a RocksDB that follows from a
// compacted topic, its log. What a transaction changes is written to the log within it, and here
// only after it was committed; what a worker that died did not come to write, and what another did
// meanwhile, is read from the log when the partition is opened. Lost with its machine, it is made
// anew from the log; likewise when it is older than the log's tombstones.
class PartitionState {
 public:
  // One log entry as changes of the database; called also for entries that are there already.
  using Apply = std::function<Status(Database* database, const KafkaMessage& entry)>;

  // The database in the folder `name` of options.state, brought up to the end of `log`.
  static StatusOr<std::unique_ptr<PartitionState>> Open(const WorkerOptions& options,
                                                        const std::string& name,
                                                        const TopicPartition& log,
                                                        const Apply& apply);

  Database& database() { return *database_; }
  const TopicPartition& log() const { return log_; }

  // What the open transaction changes; written by Commit, forgotten by Drop.
  void Add(Database::Batch batch) { batches_.push_back(std::move(batch)); }
  // `written`: the last offsets of the transaction.
  Status Commit(const Offsets& written);
  void Drop() { batches_.clear(); }

 private:
  PartitionState(std::unique_ptr<Database> database, TopicPartition log)
      : database_(std::move(database)), log_(std::move(log)) {}

  std::unique_ptr<Database> database_;
  TopicPartition log_;
  std::vector<Database::Batch> batches_;
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_PARTITION_STATE_H_
