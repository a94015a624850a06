#ifndef DEALWIRE_INGEST_CRAWL_WARC_BYTES_H_
#define DEALWIRE_INGEST_CRAWL_WARC_BYTES_H_

#include <libdeflate.h>
#include <zlib.h>

#include <cstdint>
#include <memory>
#include <string>

#include "base/byte_queue.h"
#include "base/status.h"

namespace dealwire {

// The bytes of a file as one stream, whether it is plain or gzip of one or many members. Reads
// forward only, so that "-" (standard input) and files larger than memory work. One thread.
class WarcBytes {
 public:
  // Errors: kNotFound, kPermissionDenied, kInvalidArgument (a folder), kUnavailable.
  static StatusOr<std::unique_ptr<WarcBytes>> Open(const std::string& path);
  ~WarcBytes();
  WarcBytes(const WarcBytes&) = delete;
  WarcBytes& operator=(const WarcBytes&) = delete;

  // Appends what comes next to *out; false at the end. Of a gzip file this is a whole member whose
  // checksum is right, or a piece of a very large one.
  // Errors: kDataLoss, a member is damaged or ends early: nothing of it is appended, and the next
  // call goes on with the next member that holds a WARC record; kUnavailable, the disk.
  StatusOr<bool> Append(ByteQueue* out);

  // Where in the file that which was appended last begins.
  uint64_t offset() const { return appended_at_; }

 private:
  explicit WarcBytes(int fd);
  StatusOr<bool> Read();  // more raw bytes; false at the end
  StatusOr<bool> AppendMember(ByteQueue* out);
  StatusOr<bool> AppendWhole(ByteQueue* out);
  StatusOr<bool> AppendPlain(ByteQueue* out);
  StatusOr<bool> FindMember();
  bool IsMember(size_t at) const;

  const int fd_;
  std::string raw_;          // what was read and not used up
  size_t at_ = 0;            // into raw_
  uint64_t raw_offset_ = 0;  // of raw_[0] in the file
  uint64_t appended_at_ = 0;
  bool ended_ = false, started_ = false, gzip_ = false, in_member_ = false, lost_ = false;
  z_stream inflate_ = {};
  // Members of usual size are unpacked at once.
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> whole_;
  size_t room_bytes_;
  size_t usual_ = 0;  // compressed bytes that are there before a member is tried: those of one
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_WARC_BYTES_H_
