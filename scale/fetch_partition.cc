#include "scale/fetch_partition.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/crawl/crawl_answers.h"
#include "store/frontier.h"

namespace dealwire {
namespace {

constexpr std::string_view kUrl = "url/", kHost = "host/";

// Keys of the database are those of a crawl's (docs/store_format.md).
void Put(std::string_view key, const std::string& value, Database::Batch* batch) {
  if (key.starts_with(kUrl)) batch->Put(Family::kUrl, key.substr(kUrl.size()), value);
  if (key.starts_with(kHost)) {
    batch->Put(Family::kHost, "h" + std::string(key.substr(kHost.size())), value);
  }
}

Status ApplyFrontier(Database* database, const KafkaMessage& entry) {
  Database::Batch batch;
  if (entry.value) Put(entry.key, *entry.value, &batch);
  return database->Write(std::move(batch), false);
}

}  // namespace

FetchPartition::FetchPartition(const WorkerOptions& options, int32_t partition,
                               std::unique_ptr<PartitionState> kept)
    : options_(options),
      partition_(partition),
      assigned_(Clock::now()),
      kept_(std::move(kept)),
      known_(MakeFrontier(&kept_->database())),
      hosts_(known_.get()),
      queue_(&hosts_, static_cast<uint64_t>(assigned_.time_since_epoch().count())) {}

StatusOr<std::shared_ptr<FetchPartition>> FetchPartition::Open(const WorkerOptions& options,
                                                               int32_t partition) {
  DW_TRY(auto kept, PartitionState::Open(options, fmt::format("frontier-{}", partition),
                                         {options.topics.frontier, partition}, ApplyFrontier));
  return std::shared_ptr<FetchPartition>(new FetchPartition(options, partition, std::move(kept)));
}

CrawlHost* FetchPartition::HostOf(const Url& url, const SourceSettings& settings) {
  const bool met = queue_.Find(url.Origin()) != nullptr;
  CrawlHost* host = queue_.HostOf(url, settings);
  if (met) return host;
  if (host->needs_robots && RobotsAreFresh(host->state)) {
    queue_.SetRobots(host, std::make_shared<Robots>(RobotsOf(host->state, settings.user_agent)));
  }
  const auto delay =
      std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(host->delay_s));
  host->next = std::max(host->next, assigned_ + delay);
  return host;
}

UrlState FetchPartition::StateOf(const std::string& canonical) {
  const auto open = urls_.find(canonical);
  if (open != urls_.end()) return open->second;
  return known_->Lookup(canonical).value_or(UrlState{});
}

void FetchPartition::SetState(const std::string& canonical, UrlState state) {
  urls_[canonical] = std::move(state);
}

void FetchPartition::Begin(int64_t offset, int64_t run) {
  waiting_.emplace(offset, run);
  next_ = std::max(next_, offset + 1);
}

void FetchPartition::Finish(int64_t offset) { waiting_.erase(offset); }

void FetchPartition::Send(Outgoing message) {
  outgoing_bytes_ += message.value.size();
  outgoing_.push_back(std::move(message));
}

bool FetchPartition::HasNews() const {
  const int64_t done = waiting_.empty() ? next_ : waiting_.begin()->first;
  return !outgoing_.empty() || !urls_.empty() || !hosts_.changed.empty() ||
         (done >= 0 && done != committed_);
}

Status FetchPartition::Write(KafkaProducer* producer, Offsets* offsets) {
  for (const Outgoing& message : outgoing_) {
    const Status written =
        producer->Write(message.place, message.key, message.value, message.headers);
    // Too large: the message that it comes from is done all the same.
    if (!written.ok() && written.code() != StatusCode::kInvalidArgument) return written;
  }
  for (const auto& [url, state] : urls_) {
    DW_RETURN_IF_ERROR(producer->Write(kept_->log(), std::string(kUrl) + url, Encode(state)));
  }
  for (const auto& [host, state] : hosts_.changed) {
    DW_RETURN_IF_ERROR(producer->Write(kept_->log(), std::string(kHost) + host, Encode(state)));
  }
  const int64_t done = waiting_.empty() ? next_ : waiting_.begin()->first;
  if (done >= 0) (*offsets)[{options_.topics.urls, partition_}] = done;
  return OkStatus();
}

Status FetchPartition::Committed(const Offsets& written) {
  Database::Batch batch;
  for (const auto& [url, state] : urls_) Put(std::string(kUrl) + url, Encode(state), &batch);
  for (const auto& [host, state] : hosts_.changed) {
    Put(std::string(kHost) + host, Encode(state), &batch);
  }
  kept_->Add(std::move(batch));
  outgoing_.clear();
  outgoing_bytes_ = 0;
  urls_.clear();
  hosts_.changed.clear();
  committed_ = waiting_.empty() ? next_ : waiting_.begin()->first;
  return kept_->Commit(written);
}

}  // namespace dealwire
