#include "scale/replay.h"

#include <fmt/format.h>

#include <chrono>

#include "scale/kafka_consumer.h"

namespace dealwire {

EndReader::EndReader(std::unique_ptr<KafkaConsumer> asker) : asker_(std::move(asker)) {}
EndReader::~EndReader() = default;

StatusOr<std::unique_ptr<EndReader>> EndReader::Open(const KafkaSettings& settings) {
  KafkaSettings uncommitted = settings;
  uncommitted["isolation.level"] = "read_uncommitted";
  DW_TRY(auto asker, KafkaConsumer::Read(uncommitted, {}));
  return std::unique_ptr<EndReader>(new EndReader(std::move(asker)));
}

StatusOr<Offsets> EndReader::EndsOf(const Offsets& from) {
  Offsets ends;
  for (const auto& [place, offset] : from) {
    DW_TRY(const KafkaConsumer::Range range, asker_->RangeOf(place));
    if (offset > range.end) {
      return FailedPrecondition(fmt::format(
          "{}: was read up to {}, and ends at {}; what is kept here is of another cluster",
          ToString(place), offset, range.end));
    }
    if (offset < range.end && range.first < range.end) ends[place] = range.end;
  }
  return ends;
}

Status Replay(const KafkaSettings& settings, const Offsets& ends, const Visit& visit,
              const std::function<bool()>& stop, Offsets* next) {
  if (ends.empty()) return OkStatus();
  Offsets from, open = ends;
  for (const auto& [place, end] : ends) from[place] = (*next)[place];
  DW_TRY(const auto consumer, KafkaConsumer::Read(settings, from));
  while (!open.empty()) {
    if (stop && stop()) return Cancelled("interrupted");
    DW_TRY(const std::optional<KafkaMessage> message,
           consumer->Poll(std::chrono::milliseconds(100)));
    if (!message) continue;
    const auto end = open.find(message->place);
    if (end == open.end()) continue;
    // Every partition is read up to one moment: what was written since is for the next time. The
    // last offsets may be the marks of transactions, and no messages.
    const bool reached = message->offset >= end->second;
    if (!message->end && !reached) {
      DW_RETURN_IF_ERROR(visit(*message));
      (*next)[message->place] = message->offset + 1;
    } else if (reached) {
      (*next)[message->place] = std::max((*next)[message->place], end->second);
      open.erase(end);
    }
  }
  return OkStatus();
}

}  // namespace dealwire
