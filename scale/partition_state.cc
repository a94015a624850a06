#include "scale/partition_state.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <thread>

#include "scale/replay.h"

namespace dealwire {
namespace {

constexpr const char* kNext = "log_next";  // in meta: the offset to read on from
constexpr int kTries = 50;

StatusOr<int64_t> NextOf(const Database& database) {
  DW_TRY(const std::optional<std::string> text, database.Get(Family::kMeta, kNext));
  int64_t next = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), next);
  return next;
}

void PutNext(int64_t next, Database::Batch* batch) {
  batch->Put(Family::kMeta, kNext, std::to_string(next));
}

// Where the folder is shared, the owner before may be about to close it.
StatusOr<std::unique_ptr<Database>> OpenPatiently(const std::string& folder) {
  for (int i = 1;; ++i) {
    auto database = Database::OpenWriter(folder);
    if (database.ok() || database.status().code() != StatusCode::kUnavailable || i == kTries) {
      return database;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

}  // namespace

StatusOr<std::unique_ptr<PartitionState>> PartitionState::Open(const WorkerOptions& options,
                                                               const std::string& name,
                                                               const TopicPartition& log,
                                                               const Apply& apply) {
  std::error_code error;
  std::filesystem::create_directories(options.state, error);
  DW_TRY(auto database, OpenPatiently(options.state + "/" + name));
  DW_TRY(const int64_t from, NextOf(*database));
  Offsets next = {{log, from}};
  DW_TRY(const auto reader, EndReader::Open(options.settings));
  StatusOr<Offsets> ends = reader->EndsOf(next);
  if (!ends.ok()) return WithContext(ends.status(), options.state + "/" + name);
  const Visit visit = [&](const KafkaMessage& entry) { return apply(database.get(), entry); };
  DW_RETURN_IF_ERROR(Replay(options.settings, *ends, visit, options.stop, &next));
  Database::Batch batch;
  PutNext(next[log], &batch);
  DW_RETURN_IF_ERROR(database->Write(std::move(batch), false));
  return std::unique_ptr<PartitionState>(new PartitionState(std::move(database), log));
}

Status PartitionState::Commit(const Offsets& written) {
  for (Database::Batch& batch : batches_) {
    DW_RETURN_IF_ERROR(database_->Write(std::move(batch), false));
  }
  batches_.clear();
  // The log's place comes last: until it is written, the entries are applied again, to no effect.
  const auto last = written.find(log_);
  if (last == written.end()) return OkStatus();
  Database::Batch batch;
  PutNext(last->second + 1, &batch);
  return database_->Write(std::move(batch), false);
}

}  // namespace dealwire
