// Backups of a store that a writer may be working on, and what brings them back.
#include <fcntl.h>
#include <fmt/format.h>
#include <rocksdb/utilities/backup_engine.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "store/database_rep.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

// Of a writer at full speed the state moves on some times a second, and to take it takes
// milliseconds.
constexpr int kStagings = 200;
constexpr std::chrono::milliseconds kBetweenStagings{10};

Status CannotStage(const fs::path& path, const std::error_code& error) {
  const std::string what = fmt::format("{}: {}", path.string(), error.message());
  if (error == std::errc::no_space_on_device) {
    return ResourceExhausted(what + "; make room and try again");
  }
  return PermissionDenied(what + "; a backup needs to write there");
}

// The folder within the store's own where its files get second names, so that they stay when the
// writer removes them. For one process at a time; what a killed one left goes.
class Staging {
 public:
  static StatusOr<Staging> Make(const std::string& store) {
    Staging staging(store + "/backup");
    std::error_code error;
    fs::create_directory(staging.path_, error);
    if (error) return CannotStage(staging.path_, error);
    staging.fd_ = open(staging.path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (staging.fd_ < 0 || flock(staging.fd_, LOCK_EX | LOCK_NB) != 0) {
      return Unavailable(store + ": another backup of it is being made; try again later");
    }
    for (const auto& left : fs::directory_iterator(staging.path_, error)) {
      fs::remove_all(left.path(), error);
    }
    return staging;
  }
  Staging(Staging&& other) noexcept
      : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}
  Staging& operator=(Staging&&) = delete;
  ~Staging() {
    if (fd_ < 0) return;
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    close(fd_);
  }
  const fs::path& path() const { return path_; }

 private:
  explicit Staging(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
  int fd_ = -1;
};

// A state of the store: it changes whenever a table comes or a log may go.
struct StoreState {
  std::string manifest;
  uintmax_t manifest_bytes = 0;
  bool operator==(const StoreState&) const = default;
};

StatusOr<StoreState> StateNow(const fs::path& store) {
  DW_TRY(const std::string current, ReadFile((store / "CURRENT").string(), 4096));
  StoreState state = {std::string(TrimAscii(current)), 0};
  std::error_code error;
  state.manifest_bytes = fs::file_size(store / state.manifest, error);
  if (error) state.manifest.clear();  // the writer has just begun another: it is never this again
  return state;
}

bool IsGone(const std::error_code& error) { return error == std::errc::no_such_file_or_directory; }

// Every table that is there now and not yet staged; one that went meanwhile is left out.
Status StageTables(const fs::path& store, const fs::path& staging) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(store, error)) {
    const fs::path to = staging / entry.path().filename();
    if (entry.path().extension() != ".sst" || fs::exists(to, error)) continue;
    fs::create_hard_link(entry.path(), to, error);
    if (error && !IsGone(error)) fs::copy_file(entry.path(), to, error);  // no links on this disk
    if (error && !IsGone(error)) return CannotStage(to, error);
  }
  return error && !IsGone(error) ? CannotStage(staging, error) : OkStatus();
}

// In their order: each is closed before the next one begins.
Status StageLogs(const fs::path& store, const fs::path& staging) {
  std::error_code error;
  std::vector<fs::path> logs;
  for (const auto& entry : fs::directory_iterator(store, error)) {
    if (entry.path().extension() == ".log") logs.push_back(entry.path().filename());
  }
  std::ranges::sort(
      logs, {}, [](const fs::path& log) { return std::pair(log.native().size(), log.native()); });
  for (const fs::path& log : logs) {
    fs::copy_file(store / log, staging / log, fs::copy_options::overwrite_existing, error);
    if (error && !IsGone(error)) return CannotStage(staging / log, error);
  }
  return OkStatus();
}

// The manifest as far as it went in that state, and what names it.
Status StageManifest(const fs::path& store, const StoreState& state, const fs::path& staging) {
  std::string bytes(state.manifest_bytes, '\0');
  std::ifstream in(store / state.manifest, std::ios::binary);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<size_t>(in.gcount()));
  DW_RETURN_IF_ERROR(WriteFileAtomically((staging / state.manifest).string(), bytes));
  DW_RETURN_IF_ERROR(WriteFileAtomically((staging / "CURRENT").string(), state.manifest + "\n"));
  std::error_code error;
  fs::copy_file(store / "IDENTITY", staging / "IDENTITY", fs::copy_options::overwrite_existing,
                error);
  return error && !IsGone(error) ? CannotStage(staging / "IDENTITY", error) : OkStatus();
}

// One state of the store: the tables of its manifest and the logs of what is in none of them. That
// the state is the same after as before says that none of these went between.
Status StageStore(const fs::path& store, const fs::path& staging) {
  for (int i = 0; i < kStagings; ++i) {
    DW_RETURN_IF_ERROR(StageTables(store, staging));
    DW_TRY(const StoreState before, StateNow(store));
    if (!before.manifest.empty()) {
      DW_RETURN_IF_ERROR(StageManifest(store, before, staging));
      DW_RETURN_IF_ERROR(StageTables(store, staging));
      DW_RETURN_IF_ERROR(StageLogs(store, staging));
      DW_TRY(const StoreState after, StateNow(store));
      if (before == after) return OkStatus();
    }
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(staging, ignored)) {
      if (entry.path().extension() != ".sst") fs::remove(entry.path(), ignored);
    }
    std::this_thread::sleep_for(kBetweenStagings);
  }
  return Unavailable(store.string() +
                     ": its files change faster than they can be copied; try later");
}

// The families that are there, ours and those of an older schema, which stay as they are.
std::vector<rocksdb::ColumnFamilyDescriptor> FamiliesThere(const rocksdb::Options& options,
                                                           const std::string& folder) {
  std::vector<std::string> there;
  (void)rocksdb::DB::ListColumnFamilies(options, folder, &there);  // to open it tells what is wrong
  std::vector<rocksdb::ColumnFamilyDescriptor> ours = Descriptors(options);
  std::erase_if(ours, [&](const rocksdb::ColumnFamilyDescriptor& family) {
    return std::ranges::find(there, family.name) == there.end();
  });
  return WithOlder(std::move(ours), there, options);
}

StatusOr<uint32_t> AddBackup(rocksdb::DB* db, const std::string& backups) {
  std::error_code error;
  fs::create_directories(backups, error);
  if (error) return PermissionDenied(fmt::format("{}: {}", backups, error.message()));
  rocksdb::BackupEngine* opened = nullptr;
  rocksdb::BackupEngineOptions options(backups);
  options.sync = true;
  DW_RETURN_IF_ERROR(
      Told(rocksdb::BackupEngine::Open(options, rocksdb::Env::Default(), &opened), backups));
  const std::unique_ptr<rocksdb::BackupEngine> engine(opened);
  rocksdb::CreateBackupOptions create;
  create.flush_before_backup = true;
  rocksdb::BackupID id = 0;
  DW_RETURN_IF_ERROR(Told(engine->CreateNewBackup(create, db, &id), backups));
  DW_RETURN_IF_ERROR(Told(engine->VerifyBackup(id), backups));
  return id;
}

}  // namespace

StatusOr<uint32_t> Database::Backup(const std::string& folder, const std::string& backups) {
  DW_RETURN_IF_ERROR(MayRead(folder));
  DW_TRY(const Staging staging, Staging::Make(folder));
  DW_RETURN_IF_ERROR(StageStore(folder, staging.path()));
  rocksdb::Options options = MakeOptions();
  options.create_if_missing = options.create_missing_column_families = false;
  options.disable_auto_compactions = true;  // a table that is rewritten is one more to copy
  options.skip_stats_update_on_db_open = true;
  const std::string staged = staging.path().string();
  Rep rep;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened =
      rocksdb::DB::Open(options, staged, FamiliesThere(options, staged), &rep.handles, &db);
  DW_RETURN_IF_ERROR(Rep::ToldOfOpening(opened, folder));
  rep.db.reset(db);
  std::string schema;  // none: a writer has only just made the folder
  const rocksdb::Status got = db->Get(rocksdb::ReadOptions(), kSchemaKey, &schema);
  if (!got.IsNotFound()) DW_RETURN_IF_ERROR(Told(got, folder));
  DW_RETURN_IF_ERROR(CheckSchema(folder, ParseSchema(schema).value_or(0), true));
  return AddBackup(db, backups);
}

Status Database::Restore(const std::string& backups, const std::string& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return FailedPrecondition(
        folder + ": not empty; a backup is restored to a new folder, which --db then names");
  }
  if (!fs::exists(backups + "/meta", error)) {
    return NotFound(backups + ": no backups there; dealwire store backup makes one");
  }
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  const rocksdb::BackupEngineOptions options(backups);
  DW_RETURN_IF_ERROR(Told(
      rocksdb::BackupEngineReadOnly::Open(options, rocksdb::Env::Default(), &opened), backups));
  const std::unique_ptr<rocksdb::BackupEngineReadOnly> engine(opened);
  fs::create_directories(folder, error);
  if (error) return PermissionDenied(fmt::format("{}: {}", folder, error.message()));
  return Told(engine->RestoreDBFromLatestBackup(folder, folder), backups);
}

}  // namespace dealwire
