#include "store/database.h"

#include <fmt/format.h>
#include <rocksdb/db.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "base/time.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, kFamilies> kNames = {"default", "raw",        "article", "report",
                                                       "deal",    "by_parties", "url",     "change",
                                                       "host",    "fetch",      "source",  "run"};
constexpr const char* kSchemaKey = "schema_version";

rocksdb::Slice ToSlice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

std::string HolderFile(const std::string& folder) { return folder + "/WRITER"; }

Status Told(const rocksdb::Status& status, const std::string& folder) {
  if (status.ok()) return OkStatus();
  const std::string message = folder + ": " + status.ToString();
  if (status.IsCorruption()) {
    return DataLoss(message + "; dealwire store restore brings back a backup");
  }
  return status.IsNotFound() ? NotFound(message) : Internal(message);
}

// Another process holds the lock: who, since when.
Status Busy(const std::string& folder) {
  const StatusOr<std::string> holder = ReadFile(HolderFile(folder), 4096);
  return Unavailable(fmt::format("{}: the database is in use by another writer{}; try again later",
                                 folder,
                                 holder.ok() ? fmt::format(" ({})", TrimAscii(*holder)) : ""));
}

rocksdb::Options MakeOptions() {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.compression = rocksdb::kZSTD;
  options.keep_log_file_num = 4;
  options.max_open_files = 256;
  options.db_write_buffer_size = size_t{64} << 20;
  options.info_log_level = rocksdb::WARN_LEVEL;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Descriptors(const rocksdb::Options& options) {
  std::vector<rocksdb::ColumnFamilyDescriptor> out;
  for (const char* name : kNames) {
    rocksdb::ColumnFamilyOptions family(options);
    if (std::string_view(name) == "raw") {  // large and rarely read: out of the cache
      family.enable_blob_files = true;
      family.min_blob_size = 4096;
      family.blob_compression_type = rocksdb::kZSTD;
      family.enable_blob_garbage_collection = true;
    }
    out.emplace_back(name, family);
  }
  return out;
}

}  // namespace

struct Database::Rep {
  std::string folder;
  std::string secondary;  // scratch folder of a reader; "" for the writer
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;

  rocksdb::ColumnFamilyHandle* Handle(Family family) const {
    return handles[static_cast<size_t>(family)];
  }
};

struct Database::Batch::Rep {
  std::vector<std::tuple<Family, std::string, std::optional<std::string>>> changes;
};

Database::Batch::Batch() : rep_(std::make_unique<Rep>()) {}
Database::Batch::~Batch() = default;
Database::Batch::Batch(Batch&&) noexcept = default;
void Database::Batch::Put(Family family, std::string_view key, std::string_view value) {
  rep_->changes.emplace_back(family, std::string(key), std::string(value));
}
void Database::Batch::Delete(Family family, std::string_view key) {
  rep_->changes.emplace_back(family, std::string(key), std::nullopt);
}

Database::Database(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

Database::~Database() {
  for (rocksdb::ColumnFamilyHandle* handle : rep_->handles) {
    rep_->db->DestroyColumnFamilyHandle(handle);
  }
  rep_->db = nullptr;
  std::error_code ignored;
  if (rep_->secondary.empty()) {
    fs::remove(HolderFile(rep_->folder), ignored);
  } else {
    fs::remove_all(rep_->secondary, ignored);
  }
}

namespace {

Status CheckSchema(const std::string& folder, const std::optional<std::string>& written) {
  if (!written) return OkStatus();
  int version = 0;
  std::from_chars(written->data(), written->data() + written->size(), version);
  if (version <= kSchemaVersion) return OkStatus();
  return FailedPrecondition(
      fmt::format("{}: written by schema {}, this dealwire knows up to {}; use a newer dealwire",
                  folder, version, kSchemaVersion));
}

}  // namespace

StatusOr<std::unique_ptr<Database>> Database::OpenWriter(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return PermissionDenied(fmt::format("{}: {}", folder, error.message()));
  auto rep = std::make_unique<Rep>();
  rep->folder = folder;
  const rocksdb::Options options = MakeOptions();
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened =
      rocksdb::DB::Open(options, folder, Descriptors(options), &rep->handles, &db);
  if (opened.IsIOError() && opened.ToString().find("lock") != std::string::npos) {
    return Busy(folder);
  }
  // A newer schema may have column families that this one does not know.
  if (opened.IsInvalidArgument() && opened.ToString().find("families") != std::string::npos) {
    return FailedPrecondition(fmt::format(
        "{}: written by a newer schema than {}; use a newer dealwire", folder, kSchemaVersion));
  }
  DW_RETURN_IF_ERROR(Told(opened, folder));
  rep->db.reset(db);
  auto database = std::unique_ptr<Database>(new Database(std::move(rep)));
  DW_TRY(const std::optional<std::string> schema, database->Get(Family::kMeta, kSchemaKey));
  DW_RETURN_IF_ERROR(CheckSchema(folder, schema));
  if (!schema) {
    Batch batch;
    batch.Put(Family::kMeta, kSchemaKey, std::to_string(kSchemaVersion));
    DW_RETURN_IF_ERROR(database->Write(std::move(batch), true));
  }
  DW_RETURN_IF_ERROR(WriteFileAtomically(
      HolderFile(folder), fmt::format("process {}, since {}\n", getpid(), FormatUnix(NowUnix()))));
  return database;
}

StatusOr<std::unique_ptr<Database>> Database::OpenReader(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder + "/CURRENT", error)) {
    return NotFound(fmt::format(
        "{}: no database there; dealwire crawl or ingest makes one, --db names another", folder));
  }
  auto rep = std::make_unique<Rep>();
  rep->folder = folder;
  std::string pattern = (fs::temp_directory_path(error) / "dealwire-reader-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return Unavailable(pattern + ": cannot make a folder");
  rep->secondary = pattern;
  rocksdb::Options options = MakeOptions();
  options.create_if_missing = options.create_missing_column_families = false;
  options.max_open_files = -1;  // what a secondary instance needs
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened = rocksdb::DB::OpenAsSecondary(
      options, folder, rep->secondary, Descriptors(options), &rep->handles, &db);
  if (!opened.ok()) {
    fs::remove_all(rep->secondary, error);
    return Told(opened, folder);
  }
  rep->db.reset(db);
  auto database = std::unique_ptr<Database>(new Database(std::move(rep)));
  DW_TRY(const std::optional<std::string> schema, database->Get(Family::kMeta, kSchemaKey));
  DW_RETURN_IF_ERROR(CheckSchema(folder, schema));
  return database;
}

StatusOr<std::optional<std::string>> Database::Get(Family family, std::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      rep_->db->Get(rocksdb::ReadOptions(), rep_->Handle(family), ToSlice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  DW_RETURN_IF_ERROR(Told(status, rep_->folder));
  return std::optional<std::string>(std::move(value));
}

Status Database::Scan(
    Family family, std::string_view prefix,
    const std::function<bool(std::string_view key, std::string_view value)>& visit) const {
  const std::unique_ptr<rocksdb::Iterator> at(
      rep_->db->NewIterator(rocksdb::ReadOptions(), rep_->Handle(family)));
  for (at->Seek(ToSlice(prefix)); at->Valid() && at->key().starts_with(ToSlice(prefix));
       at->Next()) {
    if (!visit(ToView(at->key()), ToView(at->value()))) break;
  }
  return Told(at->status(), rep_->folder);
}

struct Database::Cursor::Rep {
  std::unique_ptr<rocksdb::Iterator> at;
};
Database::Cursor::Cursor(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Database::Cursor::~Cursor() = default;
void Database::Cursor::Seek(std::string_view key) { rep_->at->Seek(ToSlice(key)); }
void Database::Cursor::Next() { rep_->at->Next(); }
bool Database::Cursor::Valid() const { return rep_->at->Valid(); }
std::string_view Database::Cursor::key() const { return ToView(rep_->at->key()); }
std::string_view Database::Cursor::value() const { return ToView(rep_->at->value()); }

std::unique_ptr<Database::Cursor> Database::NewCursor(Family family) const {
  auto rep = std::make_unique<Cursor::Rep>();
  rep->at.reset(rep_->db->NewIterator(rocksdb::ReadOptions(), rep_->Handle(family)));
  return std::unique_ptr<Cursor>(new Cursor(std::move(rep)));
}

Status Database::Write(Batch batch, bool sync) {
  rocksdb::WriteBatch write;
  for (const auto& [family, key, value] : batch.rep_->changes) {
    if (value) {
      write.Put(rep_->Handle(family), key, *value);
    } else {
      write.Delete(rep_->Handle(family), key);
    }
  }
  rocksdb::WriteOptions options;
  options.sync = sync;
  return Told(rep_->db->Write(options, &write), rep_->folder);
}

Database::Stats Database::StatsOf(Family family) const {
  Stats stats;
  rep_->db->GetIntProperty(rep_->Handle(family), "rocksdb.estimate-num-keys", &stats.keys);
  uint64_t blobs = 0, memory = 0;
  rep_->db->GetIntProperty(rep_->Handle(family), "rocksdb.total-sst-files-size", &stats.bytes);
  rep_->db->GetIntProperty(rep_->Handle(family), "rocksdb.total-blob-file-size", &blobs);
  rep_->db->GetIntProperty(rep_->Handle(family), "rocksdb.cur-size-all-mem-tables", &memory);
  stats.bytes += blobs + memory;
  return stats;
}

Status Database::Compact() {
  for (rocksdb::ColumnFamilyHandle* handle : rep_->handles) {
    const rocksdb::Status status =
        rep_->db->CompactRange(rocksdb::CompactRangeOptions(), handle, nullptr, nullptr);
    DW_RETURN_IF_ERROR(Told(status, rep_->folder));
  }
  return OkStatus();
}

Status Database::VerifyChecksums() const { return Told(rep_->db->VerifyChecksum(), rep_->folder); }

const char* Database::Name(Family family) { return kNames[static_cast<size_t>(family)]; }
const std::string& Database::folder() const { return rep_->folder; }

std::string BigEndian32(uint32_t value) {
  std::string out(4, '\0');
  for (size_t i = 0; i < 4; ++i) out[i] = static_cast<char>(value >> (24 - 8 * i));
  return out;
}

std::string BigEndian64(uint64_t value) {
  std::string out(8, '\0');
  for (size_t i = 0; i < 8; ++i) out[i] = static_cast<char>(value >> (56 - 8 * i));
  return out;
}

uint64_t FromBigEndian64(std::string_view bytes) {
  uint64_t value = 0;
  for (const char c : bytes.substr(0, 8)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

}  // namespace dealwire
