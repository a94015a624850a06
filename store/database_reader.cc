// Opening a database to read it: a secondary instance of RocksDB beside the one writer.
#include <fmt/format.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/sst_file_reader.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include "base/memory.h"
#include "store/database_rep.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMemoryOfReader = size_t{20} << 20;  // the log, blocks of tables

// Remembers the tables that were to be opened: all that the manifest names of the families asked
// for, whether or not they opened.
class TablesAsked : public rocksdb::FileSystemWrapper {
 public:
  TablesAsked() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "dealwire.TablesAsked"; }
  rocksdb::IOStatus NewRandomAccessFile(const std::string& path,
                                        const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                        rocksdb::IODebugContext* debug) override {
    {
      const std::lock_guard lock(mutex_);
      asked_.insert(fs::path(path).filename());
    }
    return target()->NewRandomAccessFile(path, options, file, debug);
  }
  std::set<std::string> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  mutable std::mutex mutex_;
  std::set<std::string> asked_;
};

// Starts no thread before there is something for it to do: a reader has nothing.
class LateThreads : public rocksdb::EnvWrapper {
 public:
  explicit LateThreads(std::unique_ptr<rocksdb::Env> env) : EnvWrapper(std::move(env)) {}
  const char* Name() const override { return "dealwire.LateThreads"; }
  void IncBackgroundThreadsIfNeeded(int /*number*/, Priority /*priority*/) override {}
  void Schedule(void (*work)(void*), void* argument, Priority priority, void* tag,
                void (*unschedule)(void*)) override {
    target()->IncBackgroundThreadsIfNeeded(1, priority);
    EnvWrapper::Schedule(work, argument, priority, tag, unschedule);
  }
};

struct Opened {
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
};

void Close(Opened* opened) {
  if (opened->db == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* handle : opened->handles) {
    (void)opened->db->DestroyColumnFamilyHandle(handle);
  }
  delete opened->db;
  *opened = {};
}

// What a query waits for is its opening: nothing is done in it that a short life does not need.
// `few`: not all families, and so nothing of what StatsOf tells.
rocksdb::Options ReaderOptions(bool few) {
  rocksdb::Options options = MakeOptions();
  options.create_if_missing = options.create_missing_column_families = false;
  options.max_open_files = -1;           // what a secondary instance needs
  options.max_file_opening_threads = 1;  // starting more takes longer than opening the files
  options.memtable_prefix_bloom_size_ratio = 0;  // 400 kB a family, to be zeroed
  ReplayUnsorted(&options);
  options.skip_stats_update_on_db_open = few;
  options.skip_checking_sst_file_sizes_on_db_open = true;  // one cut short does not open
  return options;
}

std::set<std::string> LogsIn(const std::string& folder) {
  std::set<std::string> logs;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".log") logs.insert(entry.path().filename());
  }
  return logs;
}

// What a log held that a flush removed between the reading of the manifest and of the logs is in a
// table that the manifest did not yet name, and RocksDB passes over it in silence: what the writer
// did since is read until none of the logs went meanwhile that were there `before`. They go in
// their order, so that one of them is left where none that came since has gone.
rocksdb::Status FollowLogs(const std::string& folder, std::set<std::string> before,
                           rocksdb::DB* db) {
  constexpr int kAttempts = 100;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::set<std::string> now = LogsIn(folder);
    if (std::ranges::includes(now, before)) return rocksdb::Status::OK();
    before = std::move(now);
    if (rocksdb::Status status = db->TryCatchUpWithPrimary(); !status.ok()) return status;
  }
  return rocksdb::Status::TryAgain("its logs go faster than they are read");
}

// Once more, where a compaction removed a file between the reading of the manifest and its opening.
rocksdb::Status OpenSecondary(const rocksdb::Options& options, const std::string& folder,
                              const std::string& scratch,
                              const std::vector<rocksdb::ColumnFamilyDescriptor>& families,
                              Opened* opened) {
  rocksdb::Status status;
  for (int attempt = 0; attempt < 10; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(std::chrono::milliseconds(5 << (attempt - 1)));
    const std::set<std::string> before = LogsIn(folder);
    status = rocksdb::DB::OpenAsSecondary(options, folder, scratch, families, &opened->handles,
                                          &opened->db);
    if (status.ok()) status = FollowLogs(folder, before, opened->db);
    if (status.ok()) return status;
    Close(opened);
    const bool may_pass =
        status.IsIOError() || status.IsPathNotFound() || status.IsTryAgain() ||
        (status.IsCorruption() && status.ToString().find("No such file") != std::string::npos);
    if (!may_pass) return status;
  }
  return status;
}

// A reader that meets a damaged table goes back to a state without it, in silence: those that were
// asked for, are there, are no part of the state and do not open.
std::vector<std::string> LeftOut(const std::string& folder, rocksdb::DB* db,
                                 std::set<std::string> asked) {
  std::vector<rocksdb::LiveFileMetaData> files;
  db->GetLiveFilesMetaData(&files);
  for (const rocksdb::LiveFileMetaData& file : files) asked.erase(file.name.substr(1));
  std::vector<std::string> out;
  std::error_code ignored;
  for (const std::string& name : asked) {
    const std::string path = folder + "/" + name;
    if (!fs::exists(path, ignored)) continue;
    rocksdb::SstFileReader reader((rocksdb::Options()));
    if (!reader.Open(path).ok()) out.push_back(path);  // else it comes or goes by a compaction
  }
  return out;
}

// Those asked for, and `meta`; every one where none is named.
std::vector<bool> Wanted(const std::vector<Family>& families) {
  std::vector<bool> wanted(kFamilies, families.empty());
  wanted[static_cast<size_t>(Family::kMeta)] = true;
  for (const Family family : families) wanted[static_cast<size_t>(family)] = true;
  return wanted;
}

}  // namespace

Status MayRead(const std::string& folder) {
  std::error_code error;
  const bool there = fs::exists(folder + "/CURRENT", error);
  if (error.value() == EACCES) {
    return PermissionDenied(fmt::format("{}: {}", folder, error.message()));
  }
  if (there) return OkStatus();
  return NotFound(fmt::format(
      "{}: no database there; dealwire crawl or ingest makes one, --db names another", folder));
}

StatusOr<std::unique_ptr<Database>> Database::OpenReader(const std::string& folder,
                                                         const std::vector<Family>& families) {
  DW_RETURN_IF_ERROR(MayRead(folder));
  auto rep = std::make_unique<Rep>();
  rep->folder = folder;
  std::error_code ignored;
  std::string pattern = (fs::temp_directory_path(ignored) / "dealwire-reader-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    return Unavailable(pattern + ": cannot make a folder; TMPDIR names where there may be one");
  }
  rep->secondary = pattern;
  const auto tables = std::make_shared<TablesAsked>();
  rep->env = std::make_unique<LateThreads>(rocksdb::NewCompositeEnv(tables));
  rocksdb::Options options = ReaderOptions(!families.empty());
  options.env = rep->env.get();
  const std::vector<bool> wanted = Wanted(families);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors = Descriptors(options), asked;
  for (size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i]) asked.push_back(descriptors[i]);
  }
  ExpectMemory(kMemoryOfReader);
  Opened opened;
  const rocksdb::Status status = OpenSecondary(options, folder, rep->secondary, asked, &opened);
  if (status.IsInvalidArgument()) {  // families are missing: an older schema
    DW_TRY(const int version, SchemaOf(folder));
    DW_RETURN_IF_ERROR(CheckSchema(folder, version, false));
  }
  DW_RETURN_IF_ERROR(Rep::ToldOfOpening(status, folder));
  rep->db.reset(opened.db);
  // RocksDB wants the scratch folder to open, and writes nothing there: gone now, it is not left
  // behind where the process is killed.
  fs::remove(rep->secondary, ignored);
  rep->handles.resize(kFamilies);
  for (size_t i = 0, next = 0; i < wanted.size(); ++i) {
    if (wanted[i]) rep->handles[i] = opened.handles[next++];
  }
  for (const std::string& table : LeftOut(folder, rep->db.get(), tables->asked())) {
    DW_RETURN_IF_ERROR(Rep::DamagedOrGone(folder, table));
  }
  auto database = std::unique_ptr<Database>(new Database(std::move(rep)));
  DW_TRY(const std::optional<std::string> schema, database->Get(Family::kMeta, kSchemaKey));
  database->rep_->schema = ParseSchema(schema.value_or("")).value_or(0);
  // A writer that has only just made the folder has not written the number yet.
  if (schema) DW_RETURN_IF_ERROR(CheckSchema(folder, database->rep_->schema, false));
  return database;
}

}  // namespace dealwire
