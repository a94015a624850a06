#include "ingest/crawl/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "ingest/crawl/warc_bytes.h"

namespace dealwire {
namespace {

constexpr size_t kMaxHeader = size_t{64} << 10;
constexpr size_t kMaxBlock = kMaxPageBytes + (size_t{1} << 20);
constexpr size_t kBeginning = 32;  // bytes that tell whether a record begins

// Some writers put the URI into angle brackets, as the grammar of WARC 1.0 has it.
std::string_view WithoutBrackets(std::string_view uri) {
  if (uri.starts_with('<') && uri.ends_with('>')) return uri.substr(1, uri.size() - 2);
  return uri;
}

// Calls `visit` with name, in lower case, and value of each line of a header.
template <typename Visit>
void EachField(std::string_view header, Visit visit) {
  for (size_t start = 0; start < header.size();) {
    const size_t end = std::min(header.find('\n', start), header.size());
    const std::string_view line = header.substr(start, end - start);
    if (const size_t colon = line.find(':'); colon != std::string_view::npos) {
      visit(LowerAscii(TrimAscii(line.substr(0, colon))), TrimAscii(line.substr(colon + 1)));
    }
    start = end + 1;
  }
}

struct Header {
  WarcRecord record;
  std::optional<uint64_t> length;
};

Header ReadHeader(std::string_view text) {
  Header header;
  WarcRecord& record = header.record;
  EachField(text.substr(std::min(text.find('\n'), text.size())),
            [&](std::string_view name, std::string_view value) {
              if (name == "warc-type") record.type = value;
              if (name == "warc-target-uri") record.url = WithoutBrackets(value);
              if (name == "warc-date") record.date = value;
              if (name == "warc-record-id") record.id = value;
              if (name == "content-type") record.content_type = value;
              uint64_t length = 0;
              const char* last = value.data() + value.size();
              if (name == "content-length" && !value.empty() &&
                  std::from_chars(value.data(), last, length).ptr == last) {
                header.length = length;
              }
            });
  return header;
}

// Does a record begin here? Its version line and the name of a field.
bool BeginsRecord(std::string_view text) {
  if (!text.starts_with("WARC/")) return false;
  const size_t line = text.substr(0, 16).find('\n');
  if (line == std::string_view::npos) return false;
  const std::string_view field = text.substr(line + 1, 8);
  return field.starts_with("WARC-") || field.starts_with("Content-");
}

}  // namespace

WarcReader::WarcReader(std::unique_ptr<WarcBytes> bytes) : bytes_(std::move(bytes)) {}
WarcReader::~WarcReader() = default;

StatusOr<std::unique_ptr<WarcReader>> WarcReader::Open(const std::string& path) {
  DW_TRY(std::unique_ptr<WarcBytes> bytes, WarcBytes::Open(path));
  return std::unique_ptr<WarcReader>(new WarcReader(std::move(bytes)));
}

Status WarcReader::Told(std::string_view what) const {
  return DataLoss(fmt::format("byte {}: {}", bytes_->offset(), what));
}

// More into the buffer; false at the end, and where the stream is broken (lost_ says so).
bool WarcReader::Fill() {
  if (lost_) return false;
  const StatusOr<bool> more = bytes_->Append(&buffer_);
  if (more.ok()) return *more;
  lost_ = more.status();
  return false;
}

bool WarcReader::Ensure(size_t bytes) {
  while (buffer_.size() < bytes) {
    if (!Fill()) return false;
  }
  return true;
}

// Where the block of the record at the front begins; npos where no header ends.
size_t WarcReader::HeaderEnd() {
  for (size_t from = 0;;) {
    const std::string_view rest = buffer_.view();
    if (const size_t end = rest.find("\r\n\r\n", from); end != std::string_view::npos)
      return end + 4;
    if (rest.size() > kMaxHeader) return std::string_view::npos;
    from = rest.size() < 3 ? 0 : rest.size() - 3;
    if (!Fill()) return std::string_view::npos;
  }
}

// After a block stand two line ends, then a record or the end of the file.
bool WarcReader::EndsWell(size_t end) {
  if (!Ensure(end + 4)) return lost_.has_value() || buffer_.size() == end;
  const std::string_view rest = buffer_.view().substr(end);
  if (!rest.starts_with("\r\n\r\n")) return false;
  if (!Ensure(end + 9)) return true;
  return buffer_.view().substr(end + 4).starts_with("WARC/");
}

// Moves to the next place, `from` bytes on or later, where a record begins; else to the end.
void WarcReader::FindRecord(size_t from) {
  while (true) {
    const std::string_view rest = buffer_.view();
    const size_t found = rest.find("WARC/", std::min(from, rest.size()));
    if (found != std::string_view::npos && rest.size() - found >= kBeginning) {
      if (BeginsRecord(rest.substr(found))) {
        buffer_.Take(found);
        return;
      }
      from = found + 1;
      continue;
    }
    buffer_.Take(found != std::string_view::npos ? found
                                                 : rest.size() - std::min<size_t>(rest.size(), 4));
    from = 0;
    if (!Fill()) {
      buffer_.Truncate(0);
      return;
    }
  }
}

bool WarcReader::SkipBlock(uint64_t bytes) {
  while (bytes > buffer_.size()) {
    bytes -= buffer_.size();
    buffer_.Truncate(0);
    if (!Fill()) return false;
  }
  buffer_.Take(bytes);
  return true;
}

Status WarcReader::PassOver(std::string_view what, size_t from) {
  if (lost_) {
    buffer_.Truncate(0);
    return *std::exchange(lost_, std::nullopt);
  }
  Status told = Told(what);
  FindRecord(from);
  return told;
}

std::optional<StatusOr<WarcRecord>> WarcReader::Next() {
  while (true) {  // the line ends after the record before
    const std::string_view rest = buffer_.view();
    buffer_.Take(std::min(rest.find_first_not_of("\r\n"), rest.size()));
    if (buffer_.size() > 0) break;
    if (Fill()) continue;
    if (lost_) return *std::exchange(lost_, std::nullopt);
    return std::nullopt;
  }
  return Take();
}

StatusOr<WarcRecord> WarcReader::Take() {
  const size_t block = HeaderEnd();
  if (block == std::string_view::npos || !buffer_.view().starts_with("WARC/")) {
    return PassOver("no record where one should begin; passed over what is there", 1);
  }
  Header header = ReadHeader(buffer_.view().substr(0, block));
  if (!header.length) return PassOver("a record without Content-Length; passed over", block);
  if (*header.length > kMaxBlock) {
    buffer_.Take(block);
    SkipBlock(*header.length);
    return ResourceExhausted(fmt::format("{}: a record of {} MiB; passed over", header.record.url,
                                         *header.length >> 20));
  }
  if (!Ensure(block + *header.length)) {
    return PassOver("the last record ends early; passed over", block);
  }
  header.record.block = buffer_.view().substr(block, *header.length);
  header.record.offset = bytes_->offset();
  if (!EndsWell(block + *header.length)) {
    return PassOver("a record whose Content-Length is wrong; passed over", block);
  }
  buffer_.Take(block + *header.length);
  return std::move(header.record);
}

}  // namespace dealwire
