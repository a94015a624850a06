#ifndef DEALWIRE_SCALE_FOLLOW_H_
#define DEALWIRE_SCALE_FOLLOW_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/status.h"
#include "scale/kafka.h"
#include "scale/topics.h"

namespace dealwire {

class Claims;
class Metrics;
class Replica;

struct FollowOptions {
  KafkaSettings settings;
  Topics topics{"dealwire"};
  std::map<std::string, int32_t> partitions;
  std::shared_ptr<const Claims> claims;  // of bodies too large for a message; may be null
  bool once = false;                     // ends when it has caught up
  std::function<bool()> stop;
  Metrics* metrics = nullptr;  // required
};

// Keeps `replica` up to date, in rounds: up to where the deals end now, after the articles up to
// where those end a moment later. An article is committed before a worker reads it, so every deal's
// article is there when the deal comes, whatever order the partitions are read in. Errors: those of
// the store and of Kafka.
Status Follow(const FollowOptions& options, Replica* replica);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_FOLLOW_H_
