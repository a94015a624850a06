#ifndef DEALWIRE_INGEST_CRAWL_WARC_WRITER_H_
#define DEALWIRE_INGEST_CRAWL_WARC_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"

namespace dealwire {

// One request and what came back, as a web archive keeps it.
struct WarcExchange {
  std::string url;
  std::string date;             // RFC 3339, UTC: when the answer was there
  std::string ip;               // of the server; "" where unknown
  std::string request_header;   // as sent, lines ended by CR LF; credentials taken out
  std::string response_header;  // as received: status line and fields
  std::string_view body;        // content encoding and chunks undone
  // A revisit: what this answer repeats was fetched at that time. "" for a response of its own.
  std::string repeats_date;
};

// Writes WARC 1.1 (ISO 28500), gzip a record, into files of about 1 GB in a folder:
// dealwire-20251103090000-00000.warc.gz. A file that is being written ends in ".open"; it loses the
// suffix when it is whole, and after a crash holds what was written up to then. Safe from many
// threads; records are packed outside of the lock.
//
// A body is stored with its content encoding undone; what the header said of that is kept under
// X-Crawler-Content-Encoding, -Transfer-Encoding and -Content-Length, as Common Crawl does it.
class WarcWriter {
 public:
  // Makes the folder. Errors: kPermissionDenied, kUnavailable.
  static StatusOr<std::unique_ptr<WarcWriter>> Open(const std::string& folder,
                                                    const std::string& software,
                                                    uint64_t max_file_bytes = uint64_t{1} << 30);
  ~WarcWriter();  // closes, if Close was not called; errors are lost

  // A request record and a response record, or a revisit one (a 304, or the body that was there
  // before). Errors: kResourceExhausted, the disk is full; kUnavailable.
  Status Write(const WarcExchange& exchange);

  // All is on disk and the file has its name.
  Status Close();

 private:
  struct Rep;
  explicit WarcWriter(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_WARC_WRITER_H_
