#include "scale/worker.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>

#include "base/log.h"
#include "scale/metrics.h"

namespace dealwire {
namespace {

using Clock = std::chrono::steady_clock;
constexpr size_t kMostMessages = 512;  // of a batch
constexpr size_t kMostBytes = size_t{32} << 20;
constexpr auto kGather = std::chrono::milliseconds(50);  // at most, once there is a message
constexpr auto kWait = std::chrono::milliseconds(200);
constexpr size_t kMostQuarantined = size_t{7} << 20;  // bytes of one that are kept

class BatchLoop {
 public:
  BatchLoop(const WorkerOptions& options, BatchStage* stage) : options_(options), stage_(*stage) {}

  Status Run(const std::vector<std::string>& topics) {
    DW_TRY(producer_, KafkaProducer::Open(options_.settings, TransactionalId(options_.group)));
    KafkaConsumer::Handler handler;
    handler.assigned = [this](const Places& places) { Assigned(places); };
    handler.revoked = [this](const Places& places, bool /*lost*/) { Revoked(places); };
    DW_TRY(consumer_,
           KafkaConsumer::Join(options_.settings, options_.group, topics, std::move(handler)));
    Clock::time_point busy = Clock::now();
    Status status;
    while (status.ok() && !(options_.stop && options_.stop())) {
      status = Gather();
      if (!status.ok() || !failed_.ok()) break;
      if (!batch_.empty()) {
        status = Work();
        busy = Clock::now();
      }
      ShowLag(options_, *consumer_, committed_);
      const bool idle = options_.idle_seconds > 0 &&
                        Clock::now() - busy > std::chrono::seconds(options_.idle_seconds);
      if (idle) break;
    }
    consumer_->Leave();  // others need not wait for a time-out
    return status.ok() ? failed_ : status;
  }

 private:
  void Assigned(const Places& places) {
    if (failed_.ok()) failed_ = stage_.Assign(places);
  }
  // What was read of these and not worked on is read by whoever has them next.
  void Revoked(const Places& places) {
    const auto gone = [&](const TopicPartition& place) {
      return std::ranges::find(places, place) != places.end();
    };
    std::erase_if(batch_, [&](const KafkaMessage& message) { return gone(message.place); });
    std::erase_if(committed_, [&](const auto& entry) { return gone(entry.first); });
    stage_.Revoke(places);
  }

  Status Gather() {
    batch_.clear();
    size_t bytes = 0;
    Clock::time_point last = Clock::now() + kWait;
    while (batch_.size() < kMostMessages && bytes < kMostBytes) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(last - Clock::now());
      if (left.count() < 0) break;
      DW_TRY(std::optional<KafkaMessage> message, consumer_->Poll(left));
      if (!message) break;
      bytes += message->key.size() + message->value.value_or("").size();
      if (batch_.empty()) last = Clock::now() + kGather;
      batch_.push_back(*std::move(message));
    }
    return OkStatus();
  }

  Status Work() {
    for (size_t at = 0; at < batch_.size();) {
      DW_RETURN_IF_ERROR(producer_->Begin());
      const StatusOr<size_t> taken = stage_.Process(batch_, at, producer_.get());
      Status done = taken.status();
      Offsets offsets;
      if (done.ok()) {
        for (size_t i = at; i < at + *taken; ++i) offsets[batch_[i].place] = batch_[i].offset + 1;
        done = producer_->Commit(offsets, consumer_.get());
      }
      if (!done.ok()) return ComeAgain(at, done);
      options_.metrics->Add("dealwire_transactions_total", "result=\"committed\"");
      options_.metrics->Add("dealwire_messages_total", "", static_cast<double>(*taken));
      for (const auto& [place, offset] : offsets) committed_[place] = offset;
      DW_RETURN_IF_ERROR(stage_.Committed(producer_->last()));
      at += *taken;
    }
    return OkStatus();
  }

  Status ComeAgain(size_t at, const Status& why) {
    if (why.code() != StatusCode::kUnavailable) return why;
    LogInfo("transaction aborted, to be done again: " + Message(why));
    options_.metrics->Add("dealwire_transactions_total", "result=\"aborted\"");
    stage_.Aborted();
    Offsets back;
    for (size_t i = batch_.size(); i-- > at;) back[batch_[i].place] = batch_[i].offset;
    // Partitions that are another's by now are no error. One of ours that was not set back would
    // have its messages passed over by the next commit: who starts again reads what is committed.
    const Status sought = consumer_->Seek(back);
    return sought.ok() ? sought : FailedPrecondition(Message(sought) + "; start the worker again");
  }

  const WorkerOptions& options_;
  BatchStage& stage_;
  std::unique_ptr<KafkaProducer> producer_;
  std::vector<KafkaMessage> batch_;
  Offsets committed_;
  Status failed_;  // of a rebalance
  std::unique_ptr<KafkaConsumer> consumer_;
};

}  // namespace

std::string TransactionalId(const std::string& group) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  std::random_device chance;
  return fmt::format("{}-{}-{}-{:08x}", group, host.data(), getpid(), chance());
}

Status Quarantine(const WorkerOptions& options, const std::string& stage,
                  const KafkaMessage& message, const std::string& why, KafkaProducer* producer) {
  LogWarning(
      fmt::format("{} {}: put in quarantine: {}", ToString(message.place), message.offset, why));
  options.metrics->Add("dealwire_quarantined_total", fmt::format("stage=\"{}\"", stage));
  const Headers headers = {{"stage", stage},
                           {"topic", message.place.topic},
                           {"partition", std::to_string(message.place.partition)},
                           {"offset", std::to_string(message.offset)},
                           {"reason", why.substr(0, 1000)}};
  const std::string& topic = options.topics.quarantine;
  std::optional<std::string_view> value;
  if (message.value) value = std::string_view(*message.value).substr(0, kMostQuarantined);
  return producer->Write({topic, PartitionOf(message.key, options.partitions.at(topic))},
                         message.key, value, headers);
}

Status RunBatches(const WorkerOptions& options, const std::vector<std::string>& topics,
                  BatchStage* stage) {
  return BatchLoop(options, stage).Run(topics);
}

void ShowLag(const WorkerOptions& options, const KafkaConsumer& consumer,
             const Offsets& committed) {
  options.metrics->Forget("dealwire_lag");
  options.metrics->Set("dealwire_partitions", "", static_cast<double>(committed.size()));
  for (const auto& [place, offset] : committed) {
    const int64_t end = consumer.KnownEnd(place);
    if (end < 0) continue;
    options.metrics->Set("dealwire_lag",
                         fmt::format("topic=\"{}\",partition=\"{}\"", place.topic, place.partition),
                         static_cast<double>(std::max<int64_t>(0, end - offset)));
  }
}

}  // namespace dealwire
