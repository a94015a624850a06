#include "ingest/crawl/warc_bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/file.h"
#include "ingest/page.h"

namespace dealwire {
namespace {

constexpr size_t kReadBytes = size_t{256} << 10;
// A member up to this size is handed out when its checksum is known to be right.
constexpr size_t kCheckedBytes = kMaxPageBytes + (size_t{1} << 20);
// A member of which as much is read, or that unpacks to more, is unpacked as a stream.
constexpr size_t kWholeBytes = size_t{4} << 20;
constexpr size_t kFirstRoom = size_t{512} << 10;
constexpr size_t kTrialBytes = 1024;  // of compressed data: enough to see "WARC/"

Status ReadError(const std::string& path) {
  const std::string message = fmt::format("{}: cannot read: {}", path, std::strerror(errno));
  if (errno == ENOENT || errno == ENOTDIR) return NotFound(message);
  if (errno == EACCES || errno == EPERM) return PermissionDenied(message);
  return errno == EISDIR ? InvalidArgument(message) : Unavailable(message);
}

Bytef* Input(std::string& bytes, size_t at) { return reinterpret_cast<Bytef*>(bytes.data() + at); }

}  // namespace

WarcBytes::WarcBytes(int fd)
    : fd_(fd),
      whole_(libdeflate_alloc_decompressor(), libdeflate_free_decompressor),
      room_bytes_(kFirstRoom) {
  inflateInit2(&inflate_, 15 + 16);
}

WarcBytes::~WarcBytes() {
  inflateEnd(&inflate_);
  if (fd_ > 2) ::close(fd_);
}

StatusOr<std::unique_ptr<WarcBytes>> WarcBytes::Open(const std::string& path) {
  const int fd = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return ReadError(path);
  auto bytes = std::unique_ptr<WarcBytes>(new WarcBytes(fd));
  struct stat info = {};
  if (::fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return ReadError(path);
  }
  return bytes;
}

StatusOr<bool> WarcBytes::Read() {
  if (ended_) return false;
  raw_.erase(0, at_);
  raw_offset_ += at_;
  at_ = 0;
  const size_t before = raw_.size();
  raw_.resize(before + kReadBytes);
  ssize_t got = 0;
  do {
    got = ::read(fd_, raw_.data() + before, kReadBytes);
  } while (got < 0 && errno == EINTR);
  raw_.resize(before + static_cast<size_t>(std::max<ssize_t>(got, 0)));
  ended_ = got <= 0;
  if (got < 0) return Unavailable(fmt::format("cannot read: {}", std::strerror(errno)));
  return got > 0;
}

StatusOr<bool> WarcBytes::Append(ByteQueue* out) {
  if (!started_) {
    while (raw_.size() < 2) {
      DW_TRY(const bool more, Read());
      if (!more) break;
    }
    started_ = true;
    gzip_ = IsGzip(raw_);
  }
  return gzip_ ? AppendMember(out) : AppendPlain(out);
}

StatusOr<bool> WarcBytes::AppendPlain(ByteQueue* out) {
  if (at_ == raw_.size()) {
    DW_TRY(const bool more, Read());
    if (!more) return false;
  }
  appended_at_ = raw_offset_ + at_;
  out->Append(std::string_view(raw_).substr(at_));
  at_ = raw_.size();
  return true;
}

StatusOr<bool> WarcBytes::AppendMember(ByteQueue* out) {
  if (!in_member_) {
    DW_TRY(const bool found, FindMember());
    if (!found) return false;
    appended_at_ = raw_offset_ + at_;
    DW_TRY(const bool whole, AppendWhole(out));
    if (whole) return true;
    inflateReset(&inflate_);
    in_member_ = true;
  }
  const size_t before = out->size();
  const uint64_t member = appended_at_;
  while (true) {
    if (at_ == raw_.size()) {
      const StatusOr<bool> more = Read();
      if (!more.ok() || !*more) {
        in_member_ = false;
        out->Truncate(before);
        if (!more.ok()) return more.status();
        return DataLoss(fmt::format("byte {}: the compressed record ends early", member));
      }
    }
    inflate_.next_in = Input(raw_, at_);
    inflate_.avail_in = static_cast<uInt>(raw_.size() - at_);
    inflate_.next_out = reinterpret_cast<Bytef*>(out->Room(kReadBytes));
    inflate_.avail_out = kReadBytes;
    const int result = inflate(&inflate_, Z_NO_FLUSH);
    at_ = raw_.size() - inflate_.avail_in;
    out->Added(kReadBytes - inflate_.avail_out);
    if (result == Z_STREAM_END) {
      in_member_ = false;
      return true;
    }
    if (result != Z_OK && result != Z_BUF_ERROR) {
      in_member_ = false;
      lost_ = true;
      // The next member may have begun before the damage was seen: back to what is still here.
      at_ = member < raw_offset_ ? 0 : static_cast<size_t>(member - raw_offset_) + 1;
      out->Truncate(before);
      return DataLoss(fmt::format("byte {}: the compressed record is damaged", member));
    }
    if (out->size() - before > kCheckedBytes) return true;
  }
}

// The member that begins here, in a third of the time that zlib's stream takes; false, and nothing
// is used up, for one that is large, cut off or damaged: the stream tells which. What is read for a
// member that has not ended yet doubles, so that trying anew costs no more than reading it once; as
// much as the members before took is read first.
StatusOr<bool> WarcBytes::AppendWhole(ByteQueue* out) {
  if (whole_ == nullptr) return false;
  while (raw_.size() - at_ < usual_ && !ended_) DW_RETURN_IF_ERROR(Read().status());
  while (true) {
    size_t read = 0, written = 0;
    const libdeflate_result result =
        libdeflate_gzip_decompress_ex(whole_.get(), raw_.data() + at_, raw_.size() - at_,
                                      out->Room(room_bytes_), room_bytes_, &read, &written);
    if (result == LIBDEFLATE_SUCCESS) {
      out->Added(written);
      at_ += read;
      usual_ = std::max(usual_ - usual_ / 8, read);
      return true;
    }
    const size_t here = raw_.size() - at_;
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
      if (room_bytes_ >= kWholeBytes) return false;
      room_bytes_ *= 2;
    } else {
      if (ended_ || here >= kWholeBytes) return false;
      while (raw_.size() - at_ < 2 * here && !ended_) DW_RETURN_IF_ERROR(Read().status());
    }
  }
}

// Moves to where a member begins: here, or after a damage the next that holds a record.
StatusOr<bool> WarcBytes::FindMember() {
  while (true) {
    while (raw_.size() - at_ < kTrialBytes && !ended_) DW_RETURN_IF_ERROR(Read().status());
    if (at_ == raw_.size()) return false;
    if (!lost_) {
      if (IsGzip(std::string_view(raw_).substr(at_))) return true;
      lost_ = true;
      return DataLoss(fmt::format("byte {}: no gzip data", raw_offset_ + at_));
    }
    const size_t found = raw_.find("\x1f\x8b\x08", at_);
    if (found == std::string::npos) {
      at_ = ended_ || raw_.size() < 2 ? raw_.size() : raw_.size() - 2;
      if (ended_) return false;
      DW_RETURN_IF_ERROR(Read().status());
      continue;
    }
    at_ = found;
    while (raw_.size() - at_ < kTrialBytes && !ended_) DW_RETURN_IF_ERROR(Read().status());
    if (IsMember(at_)) {
      lost_ = false;
      return true;
    }
    ++at_;
  }
}

bool WarcBytes::IsMember(size_t at) const {
  z_stream trial = {};
  if (inflateInit2(&trial, 15 + 16) != Z_OK) return false;
  std::array<unsigned char, 5> start = {};
  std::string input = raw_.substr(at, kTrialBytes);
  trial.next_in = Input(input, 0);
  trial.avail_in = static_cast<uInt>(input.size());
  trial.next_out = start.data();
  trial.avail_out = start.size();
  const int result = inflate(&trial, Z_NO_FLUSH);
  inflateEnd(&trial);
  return (result == Z_OK || result == Z_STREAM_END) && trial.avail_out == 0 &&
         std::memcmp(start.data(), "WARC/", start.size()) == 0;
}

}  // namespace dealwire
