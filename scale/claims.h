#ifndef DEALWIRE_SCALE_CLAIMS_H_
#define DEALWIRE_SCALE_CLAIMS_H_

#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"

namespace dealwire {

// Where bodies are that are too large for a message: a folder that all workers share, or a bucket
// of a store that speaks S3. A body's name is the hash of what it holds, so that writing it twice
// is writing it once. Safe from many threads; blocks.
class Claims {
 public:
  // "s3://BUCKET" or "s3://BUCKET/PREFIX", else a folder; null for "". What S3 needs beside it is
  // read as Amazon's own tools read it, from the environment: AWS_ENDPOINT_URL_S3 or
  // AWS_ENDPOINT_URL (none: Amazon's of the region), AWS_REGION or AWS_DEFAULT_REGION, the keys in
  // AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, else in the section AWS_PROFILE
  // of the file AWS_SHARED_CREDENTIALS_FILE (~/.aws/credentials). That file is read at each
  // request, so that its keys may change. Errors: kInvalidArgument, no such bucket's name;
  // kNotFound, no keys.
  static StatusOr<std::shared_ptr<const Claims>> Open(const std::string& where);

  virtual ~Claims() = default;
  // Errors: kUnavailable, may pass (it was tried for some seconds); others will not by themselves.
  virtual Status Put(const std::string& name, std::string_view bytes) const = 0;
  // Errors: kNotFound, there is none of this name; as Put.
  virtual StatusOr<std::string> Get(const std::string& name) const = 0;

 protected:
  // Two folders deep: a folder of a million files is no good on any disk.
  static std::string PathOf(const std::string& name) {
    return name.substr(0, 2) + "/" + name.substr(2, 2) + "/" + name;
  }
};

// Those of a bucket (claims_s3.cc); `where` is s3://...
StatusOr<std::shared_ptr<const Claims>> OpenS3Claims(const std::string& where);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_CLAIMS_H_
