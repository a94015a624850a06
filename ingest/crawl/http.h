#ifndef DEALWIRE_INGEST_CRAWL_HTTP_H_
#define DEALWIRE_INGEST_CRAWL_HTTP_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace dealwire {

struct HttpRequest {
  std::string url;
  std::string user_agent;
  std::string credentials;              // "user:password", sent to this URL alone; "" for none
  std::string ca_file;                  // PEM: whom TLS trusts; "" for the system's
  std::string if_none_match;            // ETag of what we have
  std::string if_modified_since;        // Last-Modified of it
  int64_t timeout_s = 30;               // of the whole exchange
  int64_t low_speed_s = 20;             // that it may come slower than 64 bytes a second
  size_t max_bytes = size_t{10} << 20;  // of the body, packed and unpacked each
  bool cut_body = false;  // a longer body is an answer too: its first max_bytes are read
  bool allow_private_networks = false;
  bool pages_only = false;    // pictures, films, archives are refused when their header is there
  bool keep_headers = false;  // fills request_header, response_header, ip
};

// An answer, or why there is none.
struct HttpResponse {
  int status = 0;
  std::string body;  // content encoding removed
  std::string content_type, etag, last_modified, location, retry_after, x_robots_tag;
  std::string request_header, response_header, ip;  // as sent, without credentials; as received

  // "" for an answer; else in a word what went wrong: "dns", "connect", "tls", "timeout", "reset",
  // "too large", "private address", "content type", "bad answer".
  std::string failure;
  std::string detail;     // in a sentence
  bool may_pass = false;  // to be tried again later
};

// GET over libcurl's multi interface: many at a time, on one thread, none blocks another. HTTP/1.1
// and 2, connections and names kept, TLS verified, gzip, deflate, br and zstd undone. Redirects are
// not followed: where they lead is asked of robots.txt first. A socket to an address that is not
// of the public internet is not opened (http_address.h), and no request goes over one that another
// request opened, unless the request allows it.
// Proxies: by the usual environment variables (docs/cron.md says what they hide).
class HttpLoop {
 public:
  using Done = std::function<void(HttpResponse)>;

  explicit HttpLoop(size_t kept_connections = 512);
  ~HttpLoop();  // what is in flight is dropped; its Done is not called
  HttpLoop(const HttpLoop&) = delete;
  HttpLoop& operator=(const HttpLoop&) = delete;

  void Start(const HttpRequest& request, Done done);
  // Moves all transfers on and calls Done of those that ended; waits for news, but at most `wait`.
  void Poll(std::chrono::milliseconds wait);
  // Ends the wait of Poll; from any thread.
  void Wake();
  size_t in_flight() const;
  // Bodies in flight, in bytes.
  size_t bytes_in_flight() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_HTTP_H_
