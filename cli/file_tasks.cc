#include "cli/file_tasks.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "base/file.h"
#include "cli/inputs.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;
constexpr size_t kBuffer = size_t{1} << 20;

// What a marker says: enough to see that the file is another now.
std::string StampOf(const std::string& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  const auto time = fs::last_write_time(file, error);
  return fmt::format(
      "{} {}\n", size,
      std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count());
}

Status Told(const std::string& path) {
  const int code = errno;
  const std::string message = path + ": " + std::strerror(code);
  return code == ENOSPC   ? ResourceExhausted(message)
         : code == EACCES ? PermissionDenied(message)
                          : Unavailable(message);
}

}  // namespace

std::string TaskName(const std::string& file) { return fs::path(file).filename().string(); }

StatusOr<std::vector<std::string>> TaskFiles(const std::vector<std::string>& paths,
                                             const Shard& shard) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (path == "-") return InvalidArgument("standard input is no file that can be done again");
    const std::vector<std::string> found = FilesBelow(path);
    files.insert(files.end(), found.begin(), found.end());
  }
  std::set<std::string> names;
  std::vector<std::string> mine;
  for (size_t i = 0; i < files.size(); ++i) {
    if (!names.insert(TaskName(files[i])).second) {
      return InvalidArgument(
          fmt::format("two files are named {}; what belongs to a file is found by its name",
                      TaskName(files[i])));
    }
    if (shard.Takes(i)) mine.push_back(files[i]);
  }
  return mine;
}

bool Markers::IsDone(const std::string& file) const {
  const auto text = ReadFile(folder_ + "/" + TaskName(file) + ".done", 1 << 16);
  return text.ok() && *text == StampOf(file);
}

Status Markers::Mark(const std::string& file) const {
  std::error_code error;
  fs::create_directories(folder_, error);
  return WriteFileAtomically(folder_ + "/" + TaskName(file) + ".done", StampOf(file));
}

WholeFile::WholeFile(std::string path)
    : path_(std::move(path)), temporary_(fmt::format("{}.{}.part", path_, getpid())) {
  file_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ < 0) status_ = Told(temporary_);
}

WholeFile::~WholeFile() {
  if (file_ < 0) return;
  close(file_);
  unlink(temporary_.c_str());
}

bool WholeFile::Flush() {
  std::string_view rest = buffer_;
  while (status_.ok() && !rest.empty()) {
    const ssize_t written = write(file_, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) status_ = Told(temporary_);
    if (written > 0) rest.remove_prefix(static_cast<size_t>(written));
  }
  buffer_.clear();
  return status_.ok();
}

bool WholeFile::Write(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < kBuffer ? status_.ok() : Flush();
}

Status WholeFile::Close() {
  if (!Flush()) return status_;
  if (fsync(file_) != 0) return Told(temporary_);
  close(file_);
  file_ = -1;
  if (rename(temporary_.c_str(), path_.c_str()) == 0) return OkStatus();
  const Status failed = Told(path_);
  unlink(temporary_.c_str());
  return failed;
}

}  // namespace dealwire
