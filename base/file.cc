#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <random>

namespace dealwire {
namespace {

Status SystemError(const std::string& path, std::string_view doing) {
  const int error = errno;
  const std::string message = fmt::format("{}: {}: {}", path, doing, std::strerror(error));
  if (error == ENOENT || error == ENOTDIR) return NotFound(message);
  if (error == EACCES || error == EPERM) return PermissionDenied(message);
  if (error == EISDIR) return InvalidArgument(message);
  if (error == ENOSPC || error == EDQUOT) return ResourceExhausted(message);
  return Unavailable(message);
}

struct Descriptor {
  int fd = -1;
  ~Descriptor() {
    if (fd > 2) ::close(fd);
  }
};

Status WriteAll(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return SystemError(path, "cannot write");
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return OkStatus();
}

}  // namespace

StatusOr<std::string> ReadFile(const std::string& path, size_t max_bytes) {
  Descriptor in;
  in.fd = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (in.fd < 0) return SystemError(path, "cannot read");
  std::string bytes;
  // What a file tells of its size spares copies as it grows; others, pipes among them, tell none.
  struct stat told = {};
  if (::fstat(in.fd, &told) == 0 && S_ISREG(told.st_mode) && told.st_size > 0)
    bytes.reserve(std::min(static_cast<size_t>(told.st_size), max_bytes));
  std::array<char, 1 << 16> buffer;
  while (true) {
    const ssize_t n = ::read(in.fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return SystemError(path, "cannot read");
    if (n == 0) return bytes;
    bytes.append(buffer.data(), static_cast<size_t>(n));
    if (bytes.size() > max_bytes) {
      return ResourceExhausted(fmt::format("{}: larger than {} bytes", path, max_bytes));
    }
  }
}

namespace {

uint32_t Chance() {
  thread_local std::random_device chance;
  return chance();
}

}  // namespace

Status WriteFileAtomically(const std::string& path, std::string_view bytes) {
  // Nobody else's: other threads, and processes of other machines, may write the same file.
  const std::string temporary = fmt::format("{}.{}.{:08x}.tmp", path, ::getpid(), Chance());
  {
    Descriptor out;
    out.fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (out.fd < 0) return SystemError(path, "cannot write");
    Status status = WriteAll(out.fd, bytes, path);
    if (status.ok() && ::fsync(out.fd) != 0) status = SystemError(path, "cannot sync");
    if (!status.ok()) {
      ::unlink(temporary.c_str());
      return status;
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    Status status = SystemError(path, "cannot rename into place");
    ::unlink(temporary.c_str());
    return status;
  }
  const std::string folder = std::filesystem::path(path).parent_path().string();
  Descriptor parent;
  parent.fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (parent.fd >= 0) ::fsync(parent.fd);
  return OkStatus();
}

bool IsGzip(std::string_view bytes) { return bytes.substr(0, 2) == "\x1f\x8b"; }

namespace {

// How much a file unpacks to, as its last four bytes tell: a hint, of a stranger's. 0: not likely.
size_t ToldSize(std::string_view bytes, size_t max_bytes) {
  constexpr size_t kPacksAtMost = 1032, kLeast = 18;
  if (bytes.size() < kLeast) return 0;
  size_t told = 0;
  for (size_t i = 1; i <= 4; ++i) {
    told = told << 8 | static_cast<unsigned char>(bytes[bytes.size() - i]);
  }
  return told <= max_bytes && told / kPacksAtMost <= bytes.size() ? told : 0;
}

// A file of one sound member, in a third of the time that zlib's stream takes; false for any other.
bool GunzipWhole(std::string_view bytes, size_t told, std::string* out) {
  thread_local const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)>
      decompressor(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (told == 0 || decompressor == nullptr) return false;
  out->resize(told);
  size_t read = 0, written = 0;
  const libdeflate_result result = libdeflate_gzip_decompress_ex(
      decompressor.get(), bytes.data(), bytes.size(), out->data(), out->size(), &read, &written);
  return result == LIBDEFLATE_SUCCESS && read == bytes.size() && written == told;
}

}  // namespace

StatusOr<std::string> Gunzip(std::string_view bytes, size_t max_bytes) {
  const size_t told = ToldSize(bytes, max_bytes);
  std::string out;
  if (GunzipWhole(bytes, told, &out)) return out;
  out.clear();
  out.reserve(told);
  z_stream stream = {};
  if (inflateInit2(&stream, 15 + 32) != Z_OK) return Internal("zlib did not start");
  const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
  std::array<char, 1 << 16> buffer;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = buffer.size();
    const int result = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - stream.avail_out);
    if (out.size() > max_bytes) {
      return ResourceExhausted(fmt::format("unpacks to more than {} bytes", max_bytes));
    }
    if (result == Z_STREAM_END) {
      // The next member of the file, if what follows looks like one.
      if (stream.avail_in < 2 || stream.next_in[0] != 0x1f || stream.next_in[1] != 0x8b) return out;
      inflateReset(&stream);
    } else if (result != Z_OK) {
      return DataLoss("broken gzip data");
    } else if (stream.avail_in == 0 && stream.avail_out != 0) {
      return DataLoss("gzip data ends early");
    }
  }
}

}  // namespace dealwire
