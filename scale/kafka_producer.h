#ifndef DEALWIRE_SCALE_KAFKA_PRODUCER_H_
#define DEALWIRE_SCALE_KAFKA_PRODUCER_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status.h"
#include "scale/kafka.h"

struct rd_kafka_s;

namespace dealwire {

class KafkaConsumer;

using Headers = std::vector<std::pair<std::string, std::string>>;

// Writes messages, each once (idempotent), in transactions: what one transaction writes to however
// many topics, and the offsets that it read up to, is there all at once or not at all. One thread.
class KafkaProducer {
 public:
  // Transactions under `id`, which no other process that lives may use. An id of "": no
  // transactions, Flush tells that all is written. Errors: kInvalidArgument, kUnavailable.
  static StatusOr<std::unique_ptr<KafkaProducer>> Open(const KafkaSettings& settings,
                                                       const std::string& id);
  ~KafkaProducer();  // what is begun is aborted
  KafkaProducer(const KafkaProducer&) = delete;
  KafkaProducer& operator=(const KafkaProducer&) = delete;

  Status Begin();
  // nullopt writes a tombstone. Errors: kInvalidArgument, too large a message.
  Status Write(const TopicPartition& place, std::string_view key,
               const std::optional<std::string_view>& value, const Headers& headers = {});
  // Commits what was written since Begin, and `offsets` as what the group of `consumer` has read.
  // Errors: kUnavailable, it was aborted: to be done again, from the offsets before; all others:
  // the producer is of no use any more (another worker has taken over).
  Status Commit(const Offsets& offsets, const KafkaConsumer* consumer);
  // What was begun came to nothing. Errors: the producer is of no use any more.
  Status Abort();
  Status Flush();

  // The offsets of the last messages that were written, by place; forgotten at Begin.
  const Offsets& last() const;

 private:
  struct Rep;
  explicit KafkaProducer(std::unique_ptr<Rep> rep);
  Status AbortAfter(const Status& why);
  std::unique_ptr<Rep> rep_;
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_KAFKA_PRODUCER_H_
