#include "ingest/crawl/warc_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "base/time.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

Status WriteError(const std::string& path) {
  const std::string message = fmt::format("{}: cannot write: {}", path, std::strerror(errno));
  if (errno == ENOSPC || errno == EDQUOT) return ResourceExhausted(message);
  return errno == EACCES || errno == EPERM ? PermissionDenied(message) : Unavailable(message);
}

// RFC 9562 version 4.
std::string RecordId() {
  std::array<unsigned char, 16> b = {};
  (void)getrandom(b.data(), b.size(), 0);
  b[6] = static_cast<unsigned char>((b[6] & 0x0F) | 0x40);
  b[8] = static_cast<unsigned char>((b[8] & 0x3F) | 0x80);
  std::string hex;
  for (size_t i = 0; i < b.size(); ++i) {
    hex += fmt::format("{}{:02x}", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", b[i]);
  }
  return "<urn:uuid:" + hex + ">";
}

// One gzip member.
std::string Packed(std::string_view bytes) {
  z_stream stream = {};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string Record(const std::string& type, const std::string& id, const std::string& date,
                   const Fields& fields, std::string_view block) {
  std::string text = fmt::format("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\n", type, id);
  text += fmt::format("WARC-Date: {}\r\n", date);
  for (const auto& [name, value] : fields) {
    if (!value.empty()) text += fmt::format("{}: {}\r\n", name, value);
  }
  text += fmt::format("Content-Length: {}\r\n\r\n", block.size());
  text.append(block);
  return Packed(text + "\r\n\r\n");
}

// The header of an answer whose body is stored unpacked and whole.
std::string StoredHeader(std::string_view header, size_t body_bytes) {
  std::string out;
  for (size_t start = 0; start < header.size();) {
    const size_t end = std::min(header.find('\n', start), header.size());
    std::string_view line = header.substr(start, end - start);
    start = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::string name = LowerAscii(line.substr(0, line.find(':')));
    const bool undone =
        name == "content-encoding" || name == "transfer-encoding" || name == "content-length";
    out += fmt::format("{}{}\r\n", undone ? "X-Crawler-" : "", line);
  }
  return out + fmt::format("Content-Length: {}\r\n\r\n", body_bytes);
}

}  // namespace

struct WarcWriter::Rep {
  std::string folder, software, stamp;
  uint64_t max_file_bytes = 0;
  std::mutex mutex;  // guards what follows
  int fd = -1;
  int number = 0;
  uint64_t written = 0;
  std::string path;  // without ".open"

  Status OpenNext() {
    path = fmt::format("{}/dealwire-{}-{:05}.warc.gz", folder, stamp, number++);
    fd = ::open((path + ".open").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) return WriteError(path);
    written = 0;
    const std::string info = fmt::format(
        "software: {}\r\nformat: WARC File Format 1.1\r\n"
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/"
        "warc-1.1/\r\n",
        software);
    return Append(Record("warcinfo", RecordId(), FormatUnix(NowUnix()),
                         {{"WARC-Filename", fs::path(path).filename().string()},
                          {"Content-Type", "application/warc-fields"}},
                         info));
  }

  Status Append(std::string_view bytes) {
    const uint64_t before = written;
    while (!bytes.empty()) {
      const ssize_t n = ::write(fd, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) {
        Status status = WriteError(path);
        (void)!::ftruncate(fd, static_cast<off_t>(before));  // no half of a record
        return status;
      }
      bytes.remove_prefix(static_cast<size_t>(n));
      written += static_cast<uint64_t>(n);
    }
    return OkStatus();
  }

  Status CloseFile() {
    if (fd < 0) return OkStatus();
    const bool synced = ::fsync(fd) == 0;
    Status status = synced ? OkStatus() : WriteError(path);
    ::close(fd);
    fd = -1;
    if (status.ok() && ::rename((path + ".open").c_str(), path.c_str()) != 0) {
      return WriteError(path);
    }
    return status;
  }
};

WarcWriter::WarcWriter(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
WarcWriter::~WarcWriter() { (void)Close(); }

StatusOr<std::unique_ptr<WarcWriter>> WarcWriter::Open(const std::string& folder,
                                                       const std::string& software,
                                                       uint64_t max_file_bytes) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return PermissionDenied(fmt::format("{}: {}", folder, error.message()));
  auto rep = std::make_unique<Rep>();
  rep->folder = folder;
  rep->software = software;
  rep->max_file_bytes = max_file_bytes;
  for (const char c : FormatUnix(NowUnix())) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) rep->stamp += c;
  }
  rep->stamp += fmt::format("-{}", ::getpid());
  DW_RETURN_IF_ERROR(rep->OpenNext());
  return std::unique_ptr<WarcWriter>(new WarcWriter(std::move(rep)));
}

Status WarcWriter::Write(const WarcExchange& x) {
  const bool revisit = !x.repeats_date.empty();
  const bool not_modified = x.body.empty();
  const std::string digest = "sha256:" + Sha256Hex(x.body);
  const std::string response_id = RecordId();
  const std::string block = not_modified && revisit
                                ? StoredHeader(x.response_header, 0)
                                : StoredHeader(x.response_header, x.body.size()) +
                                      std::string(revisit ? std::string_view() : x.body);
  Fields fields = {{"WARC-Target-URI", x.url},
                   {"WARC-IP-Address", x.ip},
                   {"WARC-Payload-Digest", not_modified && revisit ? "" : digest},
                   {"Content-Type", "application/http; msgtype=response"}};
  if (revisit) {
    fields.emplace_back("WARC-Profile",
                        std::string("http://netpreserve.org/warc/1.1/revisit/") +
                            (not_modified ? "server-not-modified" : "identical-payload-digest"));
    fields.emplace_back("WARC-Refers-To-Target-URI", x.url);
    fields.emplace_back("WARC-Refers-To-Date", x.repeats_date);
  }
  const std::string both =
      Record("request", RecordId(), x.date,
             {{"WARC-Target-URI", x.url},
              {"WARC-Concurrent-To", response_id},
              {"Content-Type", "application/http; msgtype=request"}},
             x.request_header) +
      Record(revisit ? "revisit" : "response", response_id, x.date, fields, block);
  const std::lock_guard lock(rep_->mutex);
  if (rep_->written > rep_->max_file_bytes || rep_->fd < 0) {
    DW_RETURN_IF_ERROR(rep_->CloseFile());
    DW_RETURN_IF_ERROR(rep_->OpenNext());
  }
  return rep_->Append(both);
}

Status WarcWriter::Close() {
  const std::lock_guard lock(rep_->mutex);
  return rep_->CloseFile();
}

}  // namespace dealwire
