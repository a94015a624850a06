#ifndef DEALWIRE_SCALE_KAFKA_CONSUMER_H_
#define DEALWIRE_SCALE_KAFKA_CONSUMER_H_

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "scale/kafka.h"

struct rd_kafka_s;

namespace dealwire {

using Places = std::vector<TopicPartition>;

// Reads topics: as a member of a group, which shares their partitions (cooperatively: a partition
// that stays where it is is not disturbed), or by itself, from given offsets. Messages of
// transactions that are not committed are never seen. Offsets are committed by the producer, with
// the results. For one thread, which calls Poll more often than max.poll.interval.ms.
class KafkaConsumer {
 public:
  // Called within Poll and the destructor. `revoked` may take its time to end what it has begun
  // with these partitions; after it returns another member has them. `lost`: another may have them
  // already, nothing that was begun may be committed.
  struct Handler {
    std::function<void(const Places& places)> assigned;
    std::function<void(const Places& places, bool lost)> revoked;
  };

  // Errors: kInvalidArgument, kUnavailable.
  static StatusOr<std::unique_ptr<KafkaConsumer>> Join(const KafkaSettings& settings,
                                                       const std::string& group,
                                                       const std::vector<std::string>& topics,
                                                       Handler handler);
  // Without a group, from these offsets on; Poll tells also when an end is reached.
  static StatusOr<std::unique_ptr<KafkaConsumer>> Read(const KafkaSettings& settings,
                                                       const Offsets& from);
  ~KafkaConsumer();  // leaves the group; whose handler needs this consumer calls Leave before
  KafkaConsumer(const KafkaConsumer&) = delete;
  KafkaConsumer& operator=(const KafkaConsumer&) = delete;

  // Leaves the group: `revoked` is called for all that is here, and others have it at once. Nothing
  // is to be polled afterwards.
  void Leave();

  // The next message, or none within `wait`. Errors: what no waiting heals (a topic that is gone,
  // no right to read it); brokers that cannot be reached are waited for.
  StatusOr<std::optional<KafkaMessage>> Poll(std::chrono::milliseconds wait);

  // No messages of these until they are resumed; Poll is to be called all the same.
  Status Pause(const Places& places);
  Status Resume(const Places& places);
  // Reads again from there: after a transaction that came to nothing.
  Status Seek(const Offsets& offsets);

  // The first offset that is there, and the one behind the last that is committed; asks the
  // brokers.
  struct Range {
    int64_t first = 0, end = 0;
  };
  StatusOr<Range> RangeOf(const TopicPartition& place);
  // The end as last seen, -1 where unknown; asks nobody.
  int64_t KnownEnd(const TopicPartition& place) const;

  rd_kafka_s* handle() const { return client_.get(); }

 private:
  struct Delete {
    void operator()(rd_kafka_s* client) const;
  };
  friend struct ConsumerCallbacks;
  explicit KafkaConsumer(Handler handler) : handler_(std::move(handler)) {}

  Handler handler_;
  bool joined_ = false;
  std::unique_ptr<rd_kafka_s, Delete> client_;
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_KAFKA_CONSUMER_H_
