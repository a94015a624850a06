#ifndef DEALWIRE_INGEST_HTTP_H_
#define DEALWIRE_INGEST_HTTP_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/status.h"

namespace dealwire {

struct HttpRequest {
  std::string url;
  std::string user_agent;
  std::string if_none_match;            // ETag of what we have
  std::string if_modified_since;        // Last-Modified of it
  int64_t timeout_s = 30;               // of the whole exchange
  size_t max_bytes = size_t{10} << 20;  // of the body, unpacked
  bool allow_private_networks = false;
};

struct HttpResponse {
  int status = 0;
  std::string body;  // content encoding removed
  std::string content_type, etag, last_modified, location, retry_after;
};

// One GET over libcurl, without following redirects: where they lead is asked of robots.txt first.
// One thread at a time; connections are kept between calls.
class HttpClient {
 public:
  HttpClient();
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  // Errors: kDeadlineExceeded; kUnavailable, no answer, no such host, broken TLS;
  // kResourceExhausted, a larger body; kPermissionDenied, an address of a private network
  // (checked when the name is resolved, so that no name can lead there).
  StatusOr<HttpResponse> Get(const HttpRequest& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Does `address` (a sockaddr) belong to a loopback, private, link-local, multicast or reserved net?
bool IsPrivateAddress(const void* address);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTTP_H_
