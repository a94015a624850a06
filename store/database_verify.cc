// Whether the files of a database are as they were written.
#include <fmt/format.h>
#include <rocksdb/env.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/sst_file_reader.h>

#include <array>
#include <chrono>
#include <cstdarg>
#include <cstdio>
#include <filesystem>
#include <set>
#include <string>
#include <thread>

#include "base/ascii.h"
#include "store/database_rep.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

// The checksum of all its bytes, which also covers what no block's own does: filters, the footer.
Status VerifyBytes(const rocksdb::LiveFileMetaData& file, const std::string& path,
                   rocksdb::Env* env) {
  if (file.file_checksum.empty() || file.file_checksum_func_name.empty()) return OkStatus();
  const auto factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  rocksdb::FileChecksumGenContext context;
  context.file_name = path;
  context.requested_checksum_func_name = file.file_checksum_func_name;
  const auto sum = factory->CreateFileChecksumGenerator(context);
  if (sum == nullptr) return OkStatus();  // of another function, or none: written before there was
  std::unique_ptr<rocksdb::SequentialFile> in;
  DW_RETURN_IF_ERROR(Told(env->NewSequentialFile(path, &in, rocksdb::EnvOptions()), path));
  std::string buffer(size_t{1} << 20, '\0');
  rocksdb::Slice piece;
  do {
    DW_RETURN_IF_ERROR(Told(in->Read(buffer.size(), &piece, buffer.data()), path));
    sum->Update(piece.data(), piece.size());
  } while (!piece.empty());
  sum->Finalize();
  if (sum->GetChecksum() == file.file_checksum) return OkStatus();
  return DataLoss(path + ": damaged; dealwire store restore brings back a backup");
}

Status VerifyBlocks(const std::string& path) {
  rocksdb::SstFileReader reader((rocksdb::Options()));
  DW_RETURN_IF_ERROR(Told(reader.Open(path), path));
  return Told(reader.VerifyChecksum(), path);
}

// One that a writer compacted away meanwhile is sound.
Status VerifyTable(const rocksdb::LiveFileMetaData& file, rocksdb::Env* env) {
  const std::string path = file.db_path + file.name;
  Status is = VerifyBytes(file, path, env);
  if (is.ok()) is = VerifyBlocks(path);
  return !is.ok() && env->FileExists(path).IsNotFound() ? OkStatus() : is;
}

// While it lives, a writer removes no file that was one of the database's when it began.
class KeptFiles {
 public:
  explicit KeptFiles(rocksdb::DB* writer) : writer_(writer) {
    if (writer_ != nullptr) (void)writer_->DisableFileDeletions();
  }
  ~KeptFiles() {
    if (writer_ != nullptr) (void)writer_->EnableFileDeletions(/*force=*/false);
  }
  KeptFiles(const KeptFiles&) = delete;
  KeptFiles& operator=(const KeptFiles&) = delete;

 private:
  rocksdb::DB* const writer_;
};

// What RocksDB says of a log that it cannot read: the name of the file is told there alone.
class DamagedLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* format, std::va_list arguments) override {
    std::array<char, 1024> line = {};
    if (std::vsnprintf(line.data(), line.size(), format, arguments) < 0) return;
    const std::string_view text = line.data();
    const size_t end = text.find(".log: dropping");
    if (end == std::string_view::npos) return;
    const size_t start = text.rfind('/', end);
    name_ = std::string(text.substr(start == std::string_view::npos ? 0 : start + 1, end + 4));
    name_.resize(name_.find(".log") + 4);
  }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

// The numbers of the tables that a database did not find where its manifest has them:
// "/000271.sst", or ".ldb", a table by its name of long ago.
std::set<std::string> MissingTables(const std::string& opened) {
  std::set<std::string> numbers;
  if (opened.find("No such file") == std::string::npos) return numbers;
  for (const std::string_view ending : {".sst", ".ldb"}) {
    for (size_t end = opened.find(ending); end != std::string::npos;
         end = opened.find(ending, end + 1)) {
      size_t start = end;
      while (start > 0 && IsAsciiDigit(opened[start - 1])) --start;
      if (start < end && start > 0 && opened[start - 1] == '/')
        numbers.insert(opened.substr(start, end - start));
    }
  }
  return numbers;
}

// The table of the folder that is damaged; "" where none is found.
std::string DamagedTable(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().extension() != ".sst") continue;
    const bool sound = VerifyBlocks(entry.path().string()).ok();
    if (!sound && fs::exists(entry.path(), ignored)) return entry.path().filename();
  }
  return "";
}

}  // namespace

Status Database::Rep::ToldOfOpening(const rocksdb::Status& status, const std::string& folder) {
  if (!status.IsCorruption() || status.ToString().find(".sst") != std::string::npos) {
    return dealwire::Told(status, folder);
  }
  const auto log = std::make_shared<DamagedLog>();
  Rep strict;
  (void)OpenStrictly(folder, log, &strict);
  const std::string name = log->name().empty() ? DamagedTable(folder) : log->name();
  return dealwire::Told(status, name.empty() ? folder : folder + "/" + name);
}

Status Database::Rep::EveryTableOpens(const std::string& folder, Rep* strict) {
  // A file that a compaction removes while it is opened is no damage: its writer has told before
  // that it is none of the database's, so that no later attempt misses it again.
  constexpr int kAttempts = 12;
  std::string before;
  std::set<std::string> missing_before;
  rocksdb::Status opened;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(std::chrono::milliseconds(2 << attempt));
    opened = OpenStrictly(folder, std::make_shared<DamagedLog>(), strict);
    const std::string told = opened.ToString();
    std::set<std::string> missing = MissingTables(told);
    for (const std::string& table : missing) {
      if (missing_before.contains(table)) {
        return DataLoss(fmt::format(
            "{}/{}.sst: missing; dealwire store restore brings back a backup", folder, table));
      }
    }
    if (opened.ok() || told == before) return ToldOfOpening(opened, folder);
    before = told;
    missing_before = std::move(missing);
  }
  if (missing_before.empty()) return ToldOfOpening(opened, folder);
  return Unavailable(folder + ": its tables are compacted away faster than they are read; " +
                     "verify it again, or while nothing is written");
}

Status Database::Rep::DamagedOrGone(const std::string& folder, const std::string& path) {
  Rep strict;
  const Status opened = EveryTableOpens(folder, &strict);
  std::error_code ignored;
  const bool damaged = opened.code() == StatusCode::kDataLoss && fs::exists(path, ignored);
  return damaged ? opened : OkStatus();
}

Status Database::VerifyChecksums() const {
  const bool is_writer = rep_->secondary.empty();
  const KeptFiles kept(is_writer ? rep_->db.get() : nullptr);
  Rep strict;
  DW_RETURN_IF_ERROR(Rep::EveryTableOpens(rep_->folder, &strict));
  std::vector<rocksdb::LiveFileMetaData> files;
  strict.db->GetLiveFilesMetaData(&files);
  for (const rocksdb::LiveFileMetaData& file : files) {
    DW_RETURN_IF_ERROR(VerifyTable(file, strict.db->GetEnv()));
  }
  return OkStatus();
}

}  // namespace dealwire
