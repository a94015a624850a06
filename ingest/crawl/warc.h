#ifndef DEALWIRE_INGEST_CRAWL_WARC_H_
#define DEALWIRE_INGEST_CRAWL_WARC_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_queue.h"
#include "base/status.h"
#include "ingest/page.h"

// Web archives, read (ISO 28500, WARC 1.0 and 1.1). ingest/crawl/warc_writer.h writes them.
namespace dealwire {

class WarcBytes;

// One record as it stands in the file. A plain value.
struct WarcRecord {
  std::string type;          // "response", "request", "revisit", "warcinfo", "resource", ...
  std::string url;           // WARC-Target-URI
  std::string date;          // WARC-Date, RFC 3339, UTC
  std::string id;            // WARC-Record-ID, "<urn:uuid:...>"
  std::string content_type;  // of the block: "application/http; msgtype=response"
  std::string block;
  uint64_t offset = 0;  // of the record, or of the gzip member it is in, in the file
};

// Reads the records of a .warc or .warc.gz file (gzip a record or gzip over all), one after
// another, in bounded memory. One thread.
//
//     DW_TRY(const auto reader, WarcReader::Open("CC-NEWS-20251103.warc.gz"));
//     while (auto record = reader->Next()) {
//       if (!record->ok()) { LogWarning(Message(record->status())); continue; }
//       DW_TRY(std::optional<Page> page, PageOf(*std::move(*record)));
//     }
class WarcReader {
 public:
  // "-" is standard input. Errors: kNotFound, kPermissionDenied, kInvalidArgument (a folder),
  // kUnavailable.
  static StatusOr<std::unique_ptr<WarcReader>> Open(const std::string& path);
  ~WarcReader();

  // The next record; nullopt at the end. An error tells of a record that was passed over, with its
  // place in the file, and the next call goes on after it: kDataLoss, damaged or cut off;
  // kResourceExhausted, a block of more than kMaxPageBytes and some headers.
  std::optional<StatusOr<WarcRecord>> Next();

 private:
  explicit WarcReader(std::unique_ptr<WarcBytes> bytes);
  Status Told(std::string_view what) const;
  bool Fill();
  bool Ensure(size_t bytes);
  size_t HeaderEnd();
  bool SkipBlock(uint64_t bytes);
  bool EndsWell(size_t end);
  void FindRecord(size_t from);
  Status PassOver(std::string_view what, size_t from);
  StatusOr<WarcRecord> Take();

  std::unique_ptr<WarcBytes> bytes_;
  ByteQueue buffer_;            // what was read and not used up
  std::optional<Status> lost_;  // what the stream said, not told yet
};

// The page that a record holds: the body of an HTTP answer with status 200 (chunks joined, gzip,
// deflate, br or zstd undone), or a resource, if it is HTML or text. nullopt: no page, or a
// robots.txt. Errors:
// kDataLoss, an encoding that is broken; kResourceExhausted, more than `max_bytes` unpacked.
StatusOr<std::optional<Page>> PageOf(WarcRecord record, size_t max_bytes = kMaxPageBytes);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_WARC_H_
