#include "scale/fetch_worker.h"

#include <algorithm>
#include <chrono>

#include "base/log.h"
#include "scale/fetcher.h"
#include "scale/messages.pb.h"
#include "scale/metrics.h"

namespace dealwire {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kCommitEvery = std::chrono::milliseconds(250);
constexpr auto kTick = std::chrono::milliseconds(20);
constexpr auto kStall = std::chrono::seconds(3);  // a loop that takes longer was stopped
constexpr auto kHold = std::chrono::seconds(4);   // until the group must have told us
constexpr size_t kMostWaiting = 10'000;           // messages of a partition in memory
constexpr size_t kMostOutgoing = size_t{64} << 20;

class FetchLoop {
 public:
  FetchLoop(const WorkerOptions& options, const std::vector<Source>& sources)
      : options_(options), fetcher_(options, sources) {}

  Status Run() {
    DW_TRY(producer_, KafkaProducer::Open(options_.settings, TransactionalId(options_.group)));
    KafkaConsumer::Handler handler;
    handler.assigned = [this](const Places& places) { Assigned(places); };
    handler.revoked = [this](const Places& places, bool lost) { Revoked(places, lost); };
    DW_TRY(consumer_, KafkaConsumer::Join(options_.settings, options_.group, {options_.topics.urls},
                                          std::move(handler)));
    Clock::time_point busy = Clock::now();
    looped_ = busy;
    while (failed_.ok() && !(options_.stop && options_.stop())) {
      failed_ = Turn();
      if (Waiting() > 0 || fetcher_.in_flight() > 0) busy = Clock::now();
      if (options_.idle_seconds > 0 &&
          Clock::now() - busy > std::chrono::seconds(options_.idle_seconds)) {
        break;
      }
    }
    consumer_->Leave();  // hands the partitions over, see Revoked
    return failed_;
  }

 private:
  Status Turn() {
    const Clock::time_point now = Clock::now();
    // Stopped for a while (a laptop's lid, a debugger): another may have our partitions by now, and
    // the group needs a moment to say so.
    if (now - looped_ > kStall) held_until_ = now + kHold;
    looped_ = now;
    DW_RETURN_IF_ERROR(Read());
    if (now >= held_until_ && Outgoing() < kMostOutgoing) {
      for (auto& [number, partition] : partitions_) fetcher_.Start(partition);
    }
    fetcher_.Poll(kTick);
    DW_RETURN_IF_ERROR(PauseAndResume());
    if (Clock::now() - committed_at_ >= kCommitEvery) DW_RETURN_IF_ERROR(Commit());
    return OkStatus();
  }

  Status Read() {
    for (int i = 0; i < 1000; ++i) {
      DW_TRY(const std::optional<KafkaMessage> message,
             consumer_->Poll(std::chrono::milliseconds(0)));
      if (!message) return failed_;
      const auto partition = partitions_.find(message->place.partition);
      if (partition != partitions_.end()) fetcher_.Take(partition->second, *message);
    }
    return failed_;
  }

  Status PauseAndResume() {
    Places pause, resume;
    for (auto& [number, partition] : partitions_) {
      const TopicPartition place = {options_.topics.urls, number};
      if (!partition->paused && partition->waiting() >= kMostWaiting) {
        partition->paused = true;
        pause.push_back(place);
      } else if (partition->paused && partition->waiting() < kMostWaiting / 2) {
        partition->paused = false;
        resume.push_back(place);
      }
    }
    if (!pause.empty()) DW_RETURN_IF_ERROR(consumer_->Pause(pause));
    if (!resume.empty()) DW_RETURN_IF_ERROR(consumer_->Resume(resume));
    return OkStatus();
  }

  // All that is done since the last time, in one transaction.
  Status Commit() {
    committed_at_ = Clock::now();
    ShowFigures();
    const bool news =
        std::ranges::any_of(partitions_, [](const auto& entry) { return entry.second->HasNews(); });
    if (!news) return OkStatus();
    DW_RETURN_IF_ERROR(producer_->Begin());
    Offsets offsets;
    Status done;
    for (auto& [number, partition] : partitions_) {
      if (done.ok()) done = partition->Write(producer_.get(), &offsets);
    }
    if (!done.ok()) {
      DW_RETURN_IF_ERROR(producer_->Abort());
    } else {
      done = producer_->Commit(offsets, consumer_.get());
    }
    const bool again = done.code() == StatusCode::kUnavailable;
    options_.metrics->Add("dealwire_transactions_total",
                          done.ok() ? "result=\"committed\"" : "result=\"aborted\"");
    if (again) LogInfo("transaction aborted, to be done again: " + Message(done));
    if (!done.ok()) return again ? OkStatus() : done;
    for (const auto& [place, offset] : offsets) offsets_[place] = offset;
    for (auto& [number, partition] : partitions_) {
      DW_RETURN_IF_ERROR(partition->Committed(producer_->last()));
    }
    return OkStatus();
  }

  void Assigned(const Places& places) {
    for (const TopicPartition& place : places) {
      StatusOr<std::shared_ptr<FetchPartition>> opened =
          FetchPartition::Open(options_, place.partition);
      if (!opened.ok() && failed_.ok()) failed_ = opened.status();
      if (opened.ok()) partitions_[place.partition] = *std::move(opened);
    }
  }

  // Nothing more is begun with these; what is in flight ends (each request has its time-out), and
  // what came of it is committed, before another worker has them.
  void Revoked(const Places& places, bool lost) {
    for (const TopicPartition& place : places) {
      const auto partition = partitions_.find(place.partition);
      if (partition != partitions_.end()) partition->second->closing = true;
    }
    const auto busy = [&] {
      return std::ranges::any_of(partitions_, [](const auto& entry) {
        return entry.second->closing && entry.second->in_flight > 0;
      });
    };
    while (busy()) fetcher_.Poll(kTick);
    if (!lost && failed_.ok()) failed_ = Commit();
    for (const TopicPartition& place : places) {
      partitions_.erase(place.partition);
      offsets_.erase(place);
    }
  }

  void ShowFigures() const {
    ShowLag(options_, *consumer_, offsets_);
    options_.metrics->Set("dealwire_partitions", "", static_cast<double>(partitions_.size()));
    options_.metrics->Set("dealwire_in_flight", "", static_cast<double>(fetcher_.in_flight()));
    options_.metrics->Set("dealwire_paused_partitions", "",
                          static_cast<double>(std::ranges::count_if(
                              partitions_, [](const auto& e) { return e.second->paused; })));
  }
  size_t Waiting() const {
    size_t waiting = 0;
    for (const auto& [number, partition] : partitions_) waiting += partition->waiting();
    return waiting;
  }
  size_t Outgoing() const {
    size_t bytes = fetcher_.bytes_waiting();
    for (const auto& [number, partition] : partitions_) bytes += partition->outgoing_bytes();
    return bytes;
  }

  const WorkerOptions& options_;
  Fetcher fetcher_;
  std::map<int32_t, std::shared_ptr<FetchPartition>> partitions_;
  std::unique_ptr<KafkaProducer> producer_;
  Offsets offsets_;
  Status failed_;
  Clock::time_point looped_, held_until_, committed_at_;
  std::unique_ptr<KafkaConsumer> consumer_;
};

}  // namespace

Status RunFetchWorker(const WorkerOptions& options, const std::vector<Source>& sources) {
  return FetchLoop(options, sources).Run();
}

StatusOr<size_t> Seed(const WorkerOptions& options, const std::vector<Source>& sources) {
  DW_TRY(const auto producer, KafkaProducer::Open(options.settings, ""));
  const int64_t run = std::chrono::duration_cast<std::chrono::milliseconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count();
  const int32_t partitions = options.partitions.at(options.topics.urls);
  size_t count = 0;
  for (const Source& source : sources) {
    for (const std::string& address : source.urls) {
      const std::optional<Url> url = ParseUrl(address);
      if (!url) continue;  // ParseSources has told it
      pb::UrlTask task;
      task.set_url(url->ToString());
      task.set_source(source.name);
      task.set_run(run);
      task.set_kind(static_cast<int>(source.kind == SourceKind::kFeed      ? TaskKind::kFeed
                                     : source.kind == SourceKind::kSitemap ? TaskKind::kSitemap
                                     : source.kind == SourceKind::kList    ? TaskKind::kList
                                                                           : TaskKind::kPage));
      const std::string host = url->Origin();
      DW_RETURN_IF_ERROR(producer->Write({options.topics.urls, PartitionOf(host, partitions)}, host,
                                         task.SerializeAsString()));
      ++count;
    }
  }
  DW_RETURN_IF_ERROR(producer->Flush());
  return count;
}

}  // namespace dealwire
