#include "store/database.h"

#include <fmt/format.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "store/database_rep.h"

namespace dealwire {

Status Told(const rocksdb::Status& status, const std::string& folder) {
  if (status.ok()) return OkStatus();
  const std::string what = CollapseSpace(StripControls(status.ToString()));
  const std::string message = folder + ": " + what;
  if (status.IsCorruption()) {
    return DataLoss(message + "; dealwire store restore brings back a backup");
  }
  if (status.IsNoSpace() || what.find("No space left") != std::string::npos) {
    return ResourceExhausted(message + "; make room and try again, nothing stored is lost");
  }
  if (what.find("ermission denied") != std::string::npos ||
      what.find("Read-only file system") != std::string::npos) {
    return PermissionDenied(message + "; this user may not use the database");
  }
  return status.IsNotFound() ? NotFound(message) : Internal(message);
}

void Database::Batch::Add(Family family, Kind kind, std::string_view key, std::string_view value) {
  const Change change = {family, kind, static_cast<uint32_t>(key.size()),
                         static_cast<uint32_t>(value.size())};
  char head[sizeof change];
  std::memcpy(head, &change, sizeof change);
  encoded_.append(head, sizeof change).append(key).append(value);
}

Database::Batch Database::Batch::FromEncoded(std::string encoded) {
  Batch batch;
  batch.encoded_ = std::move(encoded);
  return batch;
}

void Database::Batch::Each(
    const std::function<void(Family, std::string_view, std::optional<std::string_view>)>& visit)
    const {
  Change change;
  for (std::string_view rest = encoded_; !rest.empty();) {
    std::memcpy(&change, rest.data(), sizeof change);
    const std::string_view key = rest.substr(sizeof change, change.key_size);
    const std::string_view value = rest.substr(sizeof change + change.key_size, change.value_size);
    rest.remove_prefix(sizeof change + key.size() + value.size());
    if (change.kind == Kind::kPut) visit(change.family, key, value);
    if (change.kind == Kind::kDelete) visit(change.family, key, std::nullopt);
  }
}

struct Database::Cursor::Rep {
  std::unique_ptr<rocksdb::Iterator> at;
  std::string folder;

  Rep(const Database::Rep& database, Family family, const rocksdb::ReadOptions& options)
      : at(database.db->NewIterator(options, database.Handle(family))), folder(database.folder) {}
};
Database::Cursor::Cursor(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Database::Cursor::~Cursor() = default;
void Database::Cursor::Seek(std::string_view key) { rep_->at->Seek(ToSlice(key)); }
void Database::Cursor::SeekLast() { rep_->at->SeekToLast(); }
void Database::Cursor::Next() { rep_->at->Next(); }
bool Database::Cursor::Valid() const { return rep_->at->Valid(); }
std::string_view Database::Cursor::key() const { return ToView(rep_->at->key()); }
std::string_view Database::Cursor::value() const { return ToView(rep_->at->value()); }
Status Database::Cursor::status() const { return Told(rep_->at->status(), rep_->folder); }

namespace {

// Over a whole family; else only over keys that begin as the one that is sought does, for which the
// filters of most files say that they hold none.
rocksdb::ReadOptions Reading(bool whole) {
  rocksdb::ReadOptions options;
  options.total_order_seek = whole;
  options.prefix_same_as_start = !whole;
  return options;
}

// Each block is read once: kept, it would only take the place of others.
rocksdb::ReadOptions ReadingThrough() {
  rocksdb::ReadOptions options = Reading(true);
  options.fill_cache = false;
  options.readahead_size = 256 << 10;
  return options;
}

}  // namespace

std::unique_ptr<Database::Cursor> Database::NewCursor(Family family) const {
  auto rep = std::make_unique<Cursor::Rep>(*rep_, family, Reading(true));
  return std::unique_ptr<Cursor>(new Cursor(std::move(rep)));
}
std::unique_ptr<Database::Cursor> Database::NewWalk(Family family) const {
  auto rep = std::make_unique<Cursor::Rep>(*rep_, family, ReadingThrough());
  return std::unique_ptr<Cursor>(new Cursor(std::move(rep)));
}

Database::Database(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

int Database::schema() const { return rep_->schema; }
const std::string& Database::folder() const { return rep_->folder; }
bool Database::Reads(Family family) const {
  return rep_->handles[static_cast<size_t>(family)] != nullptr;
}

StatusOr<std::optional<std::string>> Database::Get(Family family, std::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      rep_->db->Get(rocksdb::ReadOptions(), rep_->Handle(family), ToSlice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  DW_RETURN_IF_ERROR(Told(status, rep_->folder));
  return std::optional<std::string>(std::move(value));
}

Status Database::Scan(Family family, std::string_view prefix, const Visit& visit) const {
  const bool one_id = prefix.size() >= kIdPrefixBytes && HasIdPrefix(family);
  const std::unique_ptr<rocksdb::Iterator> at(rep_->db->NewIterator(
      prefix.empty() ? ReadingThrough() : Reading(!one_id), rep_->Handle(family)));
  for (at->Seek(ToSlice(prefix)); at->Valid(); at->Next()) {
    const std::string_view key = ToView(at->key());
    if (!key.starts_with(prefix) || !visit(key, ToView(at->value()))) break;
  }
  return Told(at->status(), rep_->folder);
}

void Database::Observe(std::function<void(const Batch&)> observer) {
  rep_->observer = std::move(observer);
}

Status Database::Write(Batch batch, bool sync) {
  if (rep_->observer) rep_->observer(batch);
  rocksdb::WriteBatch write(batch.encoded_.size());
  Batch::Change change;
  for (std::string_view rest = batch.encoded_; !rest.empty();) {
    std::memcpy(&change, rest.data(), sizeof change);
    const std::string_view key = rest.substr(sizeof change, change.key_size);
    const std::string_view value = rest.substr(sizeof change + change.key_size, change.value_size);
    rest.remove_prefix(sizeof change + key.size() + value.size());
    rocksdb::ColumnFamilyHandle* const handle = rep_->Handle(change.family);
    switch (change.kind) {
      case Batch::Kind::kPut:
        write.Put(handle, ToSlice(key), ToSlice(value));
        break;
      case Batch::Kind::kMerge:
        write.Merge(handle, ToSlice(key), ToSlice(value));
        break;
      case Batch::Kind::kDelete:
        write.Delete(handle, ToSlice(key));
        break;
      case Batch::Kind::kDeleteRange:
        write.DeleteRange(handle, ToSlice(key), ToSlice(value));
        break;
    }
  }
  rocksdb::WriteOptions options;
  options.sync = sync;
  return Told(rep_->db->Write(options, &write), rep_->folder);
}

Status Database::MergeSorted(
    Family family, const std::vector<std::pair<std::string_view, std::string_view>>& entries) {
  if (entries.empty()) return OkStatus();
  if (rep_->observer) {
    Batch batch;
    for (const auto& [key, value] : entries) batch.Merge(family, key, value);
    rep_->observer(batch);
  }
  rocksdb::ColumnFamilyHandle* const handle = rep_->Handle(family);
  const std::string file = rep_->folder + "/adding.sst";  // one that a crash left is overwritten
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), rep_->db->GetOptions(handle), handle);
  DW_RETURN_IF_ERROR(Told(writer.Open(file), rep_->folder));
  for (const auto& [key, value] : entries) {
    DW_RETURN_IF_ERROR(Told(writer.Merge(ToSlice(key), ToSlice(value)), rep_->folder));
  }
  DW_RETURN_IF_ERROR(Told(writer.Finish(), rep_->folder));
  rocksdb::IngestExternalFileOptions options;
  options.move_files = true;
  return Told(rep_->db->IngestExternalFile(handle, {file}, options), rep_->folder);
}

Database::Stats Database::StatsOf(Family family) const {
  Stats stats;
  uint64_t blobs = 0, memory = 0;
  rocksdb::ColumnFamilyHandle* const handle = rep_->Handle(family);
  rep_->db->GetIntProperty(handle, "rocksdb.estimate-num-keys", &stats.keys);
  rep_->db->GetIntProperty(handle, "rocksdb.total-sst-files-size", &stats.bytes);
  rep_->db->GetIntProperty(handle, "rocksdb.total-blob-file-size", &blobs);
  rep_->db->GetIntProperty(handle, "rocksdb.cur-size-all-mem-tables", &memory);
  stats.bytes += blobs + memory;
  return stats;
}

uint64_t Database::SizeBetween(Family family, std::string_view first, std::string_view end) const {
  const rocksdb::Range range(ToSlice(first), ToSlice(end));
  uint64_t bytes = 0;
  rocksdb::SizeApproximationOptions options;
  options.include_memtables = true;
  (void)rep_->db->GetApproximateSizes(options, rep_->Handle(family), &range, 1, &bytes);
  return bytes;
}

Status Database::Flush() {
  return Told(rep_->db->Flush(rocksdb::FlushOptions(), rep_->handles), rep_->folder);
}

bool Database::HasBacklog() const {
  const auto any = [this](rocksdb::ColumnFamilyHandle* family, const std::string& property) {
    uint64_t value = 0;
    return rep_->db->GetIntProperty(family, property, &value) && value > 0;
  };
  using Of = rocksdb::DB::Properties;
  return std::ranges::any_of(rep_->handles, [&](rocksdb::ColumnFamilyHandle* family) {
    // What is not in levels is told to be pending for as long as it has so many files.
    const bool levels = rep_->db->GetOptions(family).compaction_style ==
                        rocksdb::CompactionStyle::kCompactionStyleLevel;
    return any(family, Of::kMemTableFlushPending) || any(family, Of::kNumRunningFlushes) ||
           (levels && any(family, Of::kCompactionPending)) ||
           any(family, Of::kNumRunningCompactions);
  });
}

Status Database::Compact() {
  for (rocksdb::ColumnFamilyHandle* handle : rep_->handles) {
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    const rocksdb::Status status = rep_->db->CompactRange(options, handle, nullptr, nullptr);
    DW_RETURN_IF_ERROR(Told(status, rep_->folder));
  }
  return OkStatus();
}

namespace {

std::string BigEndian(uint64_t value, size_t bytes) {
  std::string out(bytes, '\0');
  for (size_t i = 0; i < bytes; ++i) out[i] = static_cast<char>(value >> (8 * (bytes - 1 - i)));
  return out;
}

}  // namespace

std::string BigEndian32(uint32_t value) { return BigEndian(value, 4); }
std::string BigEndian64(uint64_t value) { return BigEndian(value, 8); }

uint64_t FromBigEndian64(std::string_view bytes) {
  uint64_t value = 0;
  for (const char c : bytes.substr(0, 8)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

uint32_t FromBigEndian32(std::string_view bytes) {
  return static_cast<uint32_t>(FromBigEndian64(bytes.substr(0, 4)));
}

}  // namespace dealwire
