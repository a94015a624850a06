#ifndef DEALWIRE_SCALE_KAFKA_H_
#define DEALWIRE_SCALE_KAFKA_H_

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

struct rd_kafka_conf_s;
struct rd_kafka_s;

// What the consumer and the producer share: settings, addresses, errors. librdkafka stays out of
// every header.
namespace dealwire {

// librdkafka's own names ("sasl.username") and values; what is not set has the defaults of
// librdkafka, but for what the consumer and the producer set themselves.
using KafkaSettings = std::map<std::string, std::string>;

// `brokers` ("host:port,host:port"), then the lines of `file` ("key=value", "#" begins a comment;
// "" for none), then `pairs` ("key=value"), which override. A value "@file:PATH" is what stands in
// the file, without the line feed at its end; "@env:NAME" what the environment says: for passwords,
// which neither command lines nor logs are to show. Errors: kInvalidArgument, a key that librdkafka
// does not know, a value that it does not take, a password written out in `pairs`; kNotFound.
StatusOr<KafkaSettings> LoadKafkaSettings(const std::string& brokers, const std::string& file,
                                          const std::vector<std::string>& pairs);

// Is it a password, a key or a token? Its value is never shown.
bool IsSecret(std::string_view key);

struct TopicPartition {
  std::string topic;
  int32_t partition = 0;
  auto operator<=>(const TopicPartition&) const = default;
};
std::string ToString(const TopicPartition& place);  // "dealwire.urls/3"

struct KafkaMessage {
  TopicPartition place;
  int64_t offset = 0;
  std::string key;
  std::optional<std::string> value;  // nullopt: a tombstone, the key is gone
  bool end = false;  // no message: all that is committed before `offset` has been read
};

// Where to read on: the offset of the next message.
using Offsets = std::map<TopicPartition, int64_t>;

// The partition of `key` in a topic of `count`: murmur2, as Java's clients choose it by default, so
// that what others write lands where ours does.
int32_t PartitionOf(std::string_view key, int32_t count);

struct KafkaConfDelete {
  void operator()(rd_kafka_conf_s* conf) const;
};
using KafkaConf = std::unique_ptr<rd_kafka_conf_s, KafkaConfDelete>;

// `defaults`, overridden by `settings`; librdkafka's log goes to ours. Errors: kInvalidArgument.
StatusOr<KafkaConf> MakeConf(const KafkaSettings& defaults, const KafkaSettings& settings);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_KAFKA_H_
