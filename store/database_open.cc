// Opening a database: its options, the lock of the one writer, the scratch folder of a reader, what
// schema it was written by.
#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdarg>
#include <filesystem>
#include <random>

#include "base/file.h"
#include "base/text.h"
#include "base/time.h"
#include "store/database_rep.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, kFamilies> kNames = {
    "default", "raw",    "article", "mention", "report", "deal",   "index",
    "text",    "change", "url",     "host",    "fetch",  "source", "run"};
constexpr const char* kStoreIdKey = "store_id";  // an export's cursor belongs to one store
constexpr size_t kMiB = size_t{1} << 20;

std::string HolderFile(const std::string& folder) { return folder + "/WRITER"; }

// The line of the holder's file that names the folder which the writer holds: a copy of it is
// another folder, one that was moved is the same.
std::string FolderLine(const std::string& folder) {
  struct stat is = {};
  return stat(folder.c_str(), &is) == 0 ? fmt::format("folder {}", is.st_ino) : "";
}

Status WriteHolder(const std::string& folder) {
  return WriteFileAtomically(
      HolderFile(folder), fmt::format("process {}, since {}\n{}\n", getpid(), FormatUnix(NowUnix()),
                                      FolderLine(folder)));
}

// A writer, when it ends, takes its file away. One that is left and names another folder came with
// a copy that was made while the writer worked.
bool CopiedInUse(const std::string& folder) {
  const StatusOr<std::string> holder = ReadFile(HolderFile(folder), 4096);
  if (!holder.ok()) return false;
  const size_t at = holder->find("\nfolder ");
  return at != std::string::npos && TrimAscii(holder->substr(at)) != FolderLine(folder);
}

// Another process holds the lock: who, since when.
Status Busy(const std::string& folder) {
  const StatusOr<std::string> holder = ReadFile(HolderFile(folder), 4096);
  const std::string who =
      holder.ok() ? fmt::format(" ({})", TrimAscii(holder->substr(0, holder->find('\n')))) : "";
  return Unavailable(
      fmt::format("{}: the database is in use by another writer{}; try again later", folder, who));
}

// RocksDB's own log file is not kept: where the disk is full, a line that could not be written is
// followed by others, and 7.8 asserts that none is.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

}  // namespace

rocksdb::Options MakeOptions() {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.compression = rocksdb::kZSTD;
  options.max_open_files = 512;
  options.info_log = std::make_shared<NoLog>();
  // A reader replays the log and the manifest when it opens: little is kept of them, so that this
  // takes milliseconds.
  options.write_buffer_size = 8 * kMiB;
  options.db_write_buffer_size = 64 * kMiB;
  options.max_total_wal_size = 6 * kMiB;
  options.max_manifest_file_size = 128 << 10;
  // Levels grow from small ones: what is flushed falls on few older bytes.
  options.max_bytes_for_level_base = 32 * kMiB;
  options.target_file_size_base = 32 * kMiB;
  options.target_file_size_multiplier = 4;  // few files in the large levels: a reader opens each
  options.memtable_whole_key_filtering = true;
  options.memtable_prefix_bloom_size_ratio = 0.05;
  // Most bytes lie in the last level: these are packed better, the others fast. Zstd's level 6 in
  // place of 3 saves two bytes of a hundred and takes twice the time, of all that ingest spends a
  // third.
  options.compression_opts.level = 1;
  options.bottommost_compression = rocksdb::kZSTD;
  options.bottommost_compression_opts.enabled = true;
  options.bottommost_compression_opts.level = 3;
  options.bottommost_compression_opts.max_dict_bytes = 16 << 10;
  options.bottommost_compression_opts.zstd_max_train_bytes = 256 << 10;
  options.bottommost_compression_opts.use_zstd_dict_trainer = false;
  // A record torn by a crash ends the log; one that is damaged is an error and not the end.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.bytes_per_sync = kMiB;
  options.level_compaction_dynamic_level_bytes = true;
  options.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Descriptors(const rocksdb::Options& options) {
  rocksdb::BlockBasedTableOptions table;
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(64 * kMiB);
  table.block_cache = cache;
  const std::shared_ptr<const rocksdb::FilterPolicy> filter(rocksdb::NewBloomFilterPolicy(10));
  table.format_version = 5;
  // Read in parts, when they are needed: opening reads none of them.
  table.cache_index_and_filter_blocks = true;
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.metadata_block_size = 4096;
  std::vector<rocksdb::ColumnFamilyDescriptor> out;
  for (const char* name : kNames) {
    rocksdb::ColumnFamilyOptions family(options);
    const std::string_view is = name;
    // What is read in order, or compresses by what it has in common, lies in large blocks; deals
    // and what they are looked up by are read one by one.
    table.block_size = is == "article" || is == "text" ? 65536
                       : is == "deal" || is == "index" ? 4096
                                                       : 16384;
    // Of what is walked over alone, nobody asks whether one key is there.
    table.filter_policy = is == "index" || is == "text" ? nullptr : filter;
    if (HasIdPrefix(static_cast<Family>(out.size()))) {
      family.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(kIdPrefixBytes));
    }
    family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    // These take most of the bytes and are read by their keys, whose filters pass over most files:
    // they are packed anew half as often as what queries walk over.
    if (is == "article" || is == "mention" || is == "report") {
      family.level0_file_num_compaction_trigger = 8;
    }
    if (is == "text") family.merge_operator = MergeOfPostings();
    // Keys that only grow: what is flushed falls on nothing, and in levels the small file of each
    // flush would be moved down as it is and never be merged with others.
    if (is == "change") {
      family.compaction_style = rocksdb::kCompactionStyleUniversal;
      family.level_compaction_dynamic_level_bytes = false;
    }
    if (is == "raw") {
      // Large and rarely read: out of the cache, rewritten seldom. Not in blob files: RocksDB 7.8
      // crashes where a secondary instance, which every reader is, reads one.
      table.no_block_cache = true;
      table.cache_index_and_filter_blocks = false;
      table.block_cache = nullptr;
      table.block_size = 65536;
      family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
      family.compaction_style = rocksdb::kCompactionStyleUniversal;
      family.target_file_size_base = 1024 * kMiB;
      family.level_compaction_dynamic_level_bytes = false;
      table.no_block_cache = false;
      table.cache_index_and_filter_blocks = true;
      table.block_cache = cache;
    }
    out.emplace_back(name, family);
  }
  return out;
}

std::vector<rocksdb::ColumnFamilyDescriptor> WithOlder(
    std::vector<rocksdb::ColumnFamilyDescriptor> ours, const std::vector<std::string>& there,
    const rocksdb::Options& options) {
  for (const std::string& name : there) {
    const bool known = std::ranges::find(kNames, name) != kNames.end();
    if (!known) ours.emplace_back(name, rocksdb::ColumnFamilyOptions(options));
  }
  return ours;
}

std::optional<int> ParseSchema(const std::string& text) {
  int version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  return error == std::errc() ? std::optional(version) : std::nullopt;
}

Status CheckSchema(const std::string& folder, int version, bool may_migrate) {
  if (version > kSchemaVersion) {
    return FailedPrecondition(
        fmt::format("{}: written by schema {}, this dealwire knows up to {}; use a newer dealwire",
                    folder, version, kSchemaVersion));
  }
  if (version >= kOldestReadable || may_migrate) return OkStatus();
  return FailedPrecondition(fmt::format(
      "{}: written by schema {}, this dealwire reads {}; dealwire store compact brings it there",
      folder, version, kSchemaVersion));
}

StatusOr<int> SchemaOf(const std::string& folder) {
  rocksdb::Options options = MakeOptions();
  options.create_if_missing = options.create_missing_column_families = false;
  rocksdb::DB* db = nullptr;
  DW_RETURN_IF_ERROR(Told(rocksdb::DB::OpenForReadOnly(options, folder, &db), folder));
  const std::unique_ptr<rocksdb::DB> owner(db);
  std::string value;
  const rocksdb::Status got = db->Get(rocksdb::ReadOptions(), kSchemaKey, &value);
  if (got.IsNotFound()) return 0;
  DW_RETURN_IF_ERROR(Told(got, folder));
  return ParseSchema(value).value_or(0);
}

namespace {

bool Damaged(const std::string& folder) {
  std::error_code ignored;
  return !fs::exists(folder + "/CURRENT", ignored) && fs::exists(folder + "/LOCK", ignored) &&
         std::ranges::any_of(fs::directory_iterator(folder, ignored),
                             [](const auto& entry) { return entry.path().extension() == ".sst"; });
}

}  // namespace

const char* Database::Name(Family family) { return kNames[static_cast<size_t>(family)]; }

Database::Rep::~Rep() {
  if (db != nullptr) {
    for (rocksdb::ColumnFamilyHandle* handle : handles) {
      if (handle != nullptr) db->DestroyColumnFamilyHandle(handle);
    }
    if (secondary.empty()) db->Close();
  }
  db = nullptr;
  std::error_code ignored;
  if (!secondary.empty()) fs::remove_all(secondary, ignored);
}

rocksdb::Status Database::Rep::OpenStrictly(const std::string& folder,
                                            const std::shared_ptr<rocksdb::Logger>& log,
                                            Rep* opened) {
  rocksdb::Options options = MakeOptions();
  options.create_if_missing = options.create_missing_column_families = false;
  options.max_open_files = -1;  // all are opened at once
  options.info_log = log;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::OpenForReadOnly(options, folder, Descriptors(options), &opened->handles, &db);
  opened->db.reset(db);
  return status;
}

StatusOr<std::unique_ptr<Database>> Database::OpenWriter(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return PermissionDenied(
        fmt::format("{}: cannot make this folder: {}", folder, error.message()));
  }
  if (Damaged(folder)) {
    return DataLoss(folder +
                    ": its file CURRENT is missing; dealwire store restore brings back a "
                    "backup");
  }
  rocksdb::Options options = MakeOptions();
  options.IncreaseParallelism(2);
  // Compaction gives way to queries, which somebody waits for. Where this fails, it does not.
  (void)options.env->LowerThreadPoolCPUPriority(rocksdb::Env::Priority::LOW,
                                                rocksdb::CpuPriority::kLow);
  std::vector<rocksdb::ColumnFamilyDescriptor> families = Descriptors(options);
  std::vector<std::string> there;
  const bool exists = rocksdb::DB::ListColumnFamilies(options, folder, &there).ok();
  const bool foreign = std::ranges::any_of(there, [](const std::string& name) {
    return std::ranges::find(kNames, name) == kNames.end();
  });
  if (exists && foreign) {  // nothing is written before it is known to be no newer than we are
    DW_TRY(const int version, SchemaOf(folder));
    DW_RETURN_IF_ERROR(CheckSchema(folder, version, true));
    families = WithOlder(std::move(families), there, options);
  }
  auto rep = std::make_unique<Rep>();
  rep->folder = folder;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened = rocksdb::DB::Open(options, folder, families, &rep->handles, &db);
  if (opened.IsIOError() && opened.ToString().find("lock ") != std::string::npos &&
      opened.ToString().find("ermission") == std::string::npos) {
    return Busy(folder);
  }
  DW_RETURN_IF_ERROR(Rep::ToldOfOpening(opened, folder));
  rep->db.reset(db);
  auto database = std::unique_ptr<Database>(new Database(std::move(rep)));
  DW_TRY(const std::optional<std::string> schema, database->Get(Family::kMeta, kSchemaKey));
  if (schema) {
    database->rep_->schema = ParseSchema(*schema).value_or(0);
    DW_RETURN_IF_ERROR(CheckSchema(folder, database->rep_->schema, true));
  } else {
    DW_RETURN_IF_ERROR(database->SetSchema(kSchemaVersion));
  }
  if (CopiedInUse(folder)) {
    Batch batch;
    batch.Put(Family::kMeta, kUncheckedCopyKey, "");
    DW_RETURN_IF_ERROR(database->Write(std::move(batch), true));
  }
  DW_RETURN_IF_ERROR(WriteHolder(folder));
  return database;
}

Database::~Database() {
  std::error_code ignored;
  if (rep_->secondary.empty()) fs::remove(HolderFile(rep_->folder), ignored);
}

Status Database::SetSchema(int version) {
  // What an older schema kept apart is derived anew by now.
  while (rep_->handles.size() > static_cast<size_t>(kFamilies)) {
    rocksdb::ColumnFamilyHandle* old = rep_->handles.back();
    DW_RETURN_IF_ERROR(Told(rep_->db->DropColumnFamily(old), rep_->folder));
    rep_->db->DestroyColumnFamilyHandle(old);
    rep_->handles.pop_back();
  }
  Batch batch;
  batch.Put(Family::kMeta, kSchemaKey, std::to_string(version));
  DW_TRY(const std::optional<std::string> id, Get(Family::kMeta, kStoreIdKey));
  if (!id) {
    std::random_device random;
    batch.Put(Family::kMeta, kStoreIdKey, fmt::format("{:08x}{:08x}", random(), random()));
  }
  DW_RETURN_IF_ERROR(Write(std::move(batch), true));
  rep_->schema = version;
  return OkStatus();
}

}  // namespace dealwire
