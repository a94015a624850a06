#ifndef DEALWIRE_SCALE_TOPICS_H_
#define DEALWIRE_SCALE_TOPICS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/status.h"
#include "scale/kafka.h"

// The topics (docs/scale.md tells of keys and retention).
namespace dealwire {

// What is deleted is told by a tombstone in the compacted topics, which is there so long. Who read
// last before that may have missed one: what it remembers is not to be trusted.
constexpr int kTombstoneDays = 7;
constexpr int64_t kTrustSeconds = int64_t{kTombstoneDays - 1} * 86400;  // a day to read them in

struct Topics {
  explicit Topics(const std::string& prefix);
  std::string urls;        // what is to be fetched; by host
  std::string frontier;    // what is known of addresses and hosts; compacted, by host
  std::string pages;       // raw responses; by host
  std::string extracted;   // articles as read; by article
  std::string articles;    // articles as stored; compacted, by article
  std::string reports;     // tellings of deals; by the pair of party groups
  std::string deals;       // merged deals, their reports and changes; compacted, by pair
  std::string quarantine;  // what could not be read, with the reason

  std::vector<std::string> All() const;
};

// Makes those that are missing. `partitions` and `replicas` are of each; a `replicas` of 0: what
// the brokers say. Errors: kUnavailable, kPermissionDenied and what else the brokers say.
Status MakeTopics(const KafkaSettings& settings, const Topics& topics, int partitions,
                  int replicas);

// The number of partitions of each topic. Errors: kNotFound, a topic is missing;
// kFailedPrecondition, topics that share their partitions (urls and frontier, extracted and
// articles, reports and deals) have not the same number; kUnavailable, no broker answers.
StatusOr<std::map<std::string, int32_t>> CountPartitions(const KafkaSettings& settings,
                                                         const Topics& topics);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_TOPICS_H_
