#include "scale/partition_state.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <thread>

#include "base/log.h"
#include "base/time.h"
#include "scale/replay.h"

namespace dealwire {
namespace {

constexpr const char* kNext = "log_next";   // in meta: the offset to read on from
constexpr const char* kAsOf = "log_as_of";  // in meta: when that was, in seconds since 1970
constexpr int kTries = 50;

StatusOr<int64_t> MetaNumber(const Database& database, const char* name) {
  DW_TRY(const std::optional<std::string> text, database.Get(Family::kMeta, name));
  int64_t number = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

void PutNext(int64_t next, int64_t as_of, Database::Batch* batch) {
  batch->Put(Family::kMeta, kNext, std::to_string(next));
  batch->Put(Family::kMeta, kAsOf, std::to_string(as_of));
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

// As it was left, or an empty one where that was too long ago.
StatusOr<std::unique_ptr<Database>> OpenTrusted(const std::string& folder) {
  DW_TRY(auto database, OpenPatiently(folder));
  DW_TRY(const int64_t next, MetaNumber(*database, kNext));
  DW_TRY(const int64_t as_of, MetaNumber(*database, kAsOf));
  if (next == 0 || NowUnix() - as_of <= kTrustSeconds) return database;
  LogInfo(fmt::format("{}: is of {}, and is made anew from the log", folder, FormatUnix(as_of)));
  database.reset();
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  if (error) return Internal(fmt::format("{}: {}", folder, error.message()));
  return OpenPatiently(folder);
}

}  // namespace

StatusOr<std::unique_ptr<PartitionState>> PartitionState::Open(const WorkerOptions& options,
                                                               const std::string& name,
                                                               const TopicPartition& log,
                                                               const Apply& apply) {
  std::error_code error;
  std::filesystem::create_directories(options.state, error);
  DW_TRY(auto database, OpenTrusted(options.state + "/" + name));
  DW_TRY(const int64_t from, MetaNumber(*database, kNext));
  const int64_t now = NowUnix();
  Offsets next = {{log, from}};
  DW_TRY(const auto reader, EndReader::Open(options.settings));
  StatusOr<Offsets> ends = reader->EndsOf(next);
  if (!ends.ok()) return WithContext(ends.status(), options.state + "/" + name);
  const Visit visit = [&](const KafkaMessage& entry) { return apply(database.get(), entry); };
  DW_RETURN_IF_ERROR(Replay(options.settings, *ends, visit, options.stop, &next));
  Database::Batch batch;
  PutNext(next[log], now, &batch);
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
  PutNext(last->second + 1, NowUnix(), &batch);
  return database_->Write(std::move(batch), false);
}

}  // namespace dealwire
