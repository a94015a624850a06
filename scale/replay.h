#ifndef DEALWIRE_SCALE_REPLAY_H_
#define DEALWIRE_SCALE_REPLAY_H_

#include <functional>
#include <memory>

#include "base/status.h"
#include "scale/kafka.h"

namespace dealwire {

class KafkaConsumer;

// Asks where topics end.
class EndReader {
 public:
  static StatusOr<std::unique_ptr<EndReader>> Open(const KafkaSettings& settings);
  ~EndReader();

  // Of the places in `from`, those that hold more than was read: their ends, with what transactions
  // wrote that are still open. Errors: kFailedPrecondition, an offset lies behind the end: what was
  // kept is of another cluster; kUnavailable.
  StatusOr<Offsets> EndsOf(const Offsets& from);

 private:
  explicit EndReader(std::unique_ptr<KafkaConsumer> asker);
  std::unique_ptr<KafkaConsumer> asker_;
};

using Visit = std::function<Status(const KafkaMessage& message)>;

// Reads from `*next` up to `ends` and hands every message that was committed to `visit`, in the
// order of each partition; transactions that were open then are waited for. Sets `*next` to where
// to read on. Errors: those of `visit`; kCancelled, `stop` said true; kUnavailable.
Status Replay(const KafkaSettings& settings, const Offsets& ends, const Visit& visit,
              const std::function<bool()>& stop, Offsets* next);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_REPLAY_H_
