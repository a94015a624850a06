#ifndef DEALWIRE_INGEST_CRAWL_CRAWL_FRONTIER_H_
#define DEALWIRE_INGEST_CRAWL_CRAWL_FRONTIER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status.h"

// What a crawl remembers, and the interface by which it does; the store implements it. Times are
// RFC 3339 in UTC, or seconds since 1970.
namespace dealwire {

// An address between crawls. Key: its canonical URL.
struct UrlState {
  std::string etag, last_modified;  // of the last 200
  std::string canonical;            // where a redirect or rel=canonical leads
  std::string fetched;              // the last answer
  int status = 0;                   // HTTP; 0: no answer, see reason
  int failures = 0;                 // in a row
  std::string source;               // by which source it was found
  std::string reason;               // why it was fetched or not
  std::string decided;              // when
  std::string robots_line;          // the rule that decided
  double delay_s = 0;               // between requests to its host
  std::string published;            // what the feed or sitemap says
  std::string body_sha256;          // of the last body
  std::string body_fetched;         // when that was first had
  int not_modified = 0;             // answers of 304 in a row
  bool etag_lies = false;           // the body changed and its ETag did not: never trusted again
  std::string robots_tags;          // X-Robots-Tag and <meta name=robots>: "noindex, noarchive"
  int64_t run = 0;                  // the last crawl that queued or fetched it; see CrawlSummary
  bool queued = false;              // it waits to be fetched
  bool archived = false;            // the last body is in a web archive
};

// An address that waits to be fetched. Key: its host and its number.
struct QueuedUrl {
  uint64_t number = 0;  // its place in the queue of its host
  std::string url;      // as it is asked for
  std::string source;
  std::string published;               // what the feed says
  std::vector<std::string> redirects;  // that led here
  std::string etag, last_modified;     // to be sent; "" for a full fetch
  std::string known_etag;              // of the last 200
  std::string body_sha256;             // of the last body
  std::string waiting_body;            // sha256: fetched and kept, and not read yet
  std::string waiting_type;            // Content-Type of that
};

// One request and what came of it: a line of the politeness ledger. Key: canonical URL, time.
struct FetchNote {
  std::string url;  // canonical
  int64_t time_ms = 0;
  int64_t run = 0;
  std::string source;
  std::string outcome;  // "fetched", "failed: HTTP 404", "redirect to https://..."
  int status = 0;
  int attempt = 1;
  std::string robots_line;
  double delay_s = 0;  // before it, as the host's delay stood
  std::string wait;    // why the host waits after it: "Retry-After 120 s"
  std::vector<std::string> redirects;
  std::string content_type, etag, last_modified, body_sha256;
  uint64_t bytes = 0;
};

// A host between crawls. Key: "https://example.org:8080".
struct HostState {
  std::string robots_body;
  int robots_status = 0;     // HTTP; 0: no answer
  int64_t robots_time = 0;   // when it was asked for
  std::string robots_error;  // why there was no answer
  int64_t not_before = 0;    // no request before
  int failures = 0;          // in a row
  std::string why;           // "HTTP 429, Retry-After 3600 s"
};

// What one crawl had of a source.
struct SourceNight {
  int64_t time = 0;           // of the crawl's start
  uint64_t offered = 0;       // items that it lists, of those that are wanted and new enough
  uint64_t fresh = 0;         // articles that no crawl had stored before
  uint64_t read = 0;          // pages that were read
  uint64_t empty = 0;         // of these, without an article
  bool not_modified = false;  // the feed said 304: `offered` is the one before
  bool resumed = false;       // the end of one that was broken off; not stored
};

// A crawl, by its name: when it began, in ms since 1970.
struct CrawlRun {
  int64_t run = 0;
  bool ended = false;  // it came to its end
};

// All that is written at once or not at all.
struct FrontierBatch {
  std::vector<std::pair<std::string, UrlState>> urls;    // by canonical URL
  std::vector<std::pair<std::string, QueuedUrl>> add;    // by host; also replaces
  std::vector<std::pair<std::string, uint64_t>> remove;  // host, number
  std::vector<FetchNote> notes;
  std::vector<std::pair<std::string, std::string_view>> raw;  // bodies, by sha256

  bool empty() const {
    return urls.empty() && add.empty() && remove.empty() && notes.empty() && raw.empty();
  }
};

// The crawl's memory. Safe from many threads. What is written survives a kill -9 in the order of
// writing; Sync makes it survive a power failure.
class Frontier {
 public:
  virtual ~Frontier() = default;
  virtual std::optional<UrlState> Lookup(const std::string& canonical_url) = 0;
  virtual Status Write(const FrontierBatch& batch) = 0;
  virtual Status Sync() = 0;

  // At most `most` of the host's queue with numbers above `after` and up to `last`, in order.
  virtual std::vector<QueuedUrl> Queued(const std::string& host, uint64_t after, uint64_t last,
                                        size_t most) = 0;
  virtual Status EachQueued(
      const std::function<void(const std::string& host, const QueuedUrl& url)>& visit) = 0;
  virtual StatusOr<std::string> Raw(const std::string& sha256) = 0;

  virtual std::optional<HostState> Host(const std::string& host) = 0;
  virtual Status SetHost(const std::string& host, const HostState& state) = 0;

  virtual std::vector<SourceNight> History(const std::string& source) = 0;  // oldest first
  virtual Status SetHistory(const std::string& source, const std::vector<SourceNight>& nights) = 0;

  // The last crawl that began after `since` (ms).
  virtual std::optional<CrawlRun> LastRun(int64_t since) = 0;
  // `summary` is "" at the start, JSON at the end.
  virtual Status SetRun(int64_t run, const std::string& summary) = 0;
};

// Knows what `base` knows (nothing, if it is null) and keeps nothing: for a dry run.
class ForgetfulFrontier : public Frontier {
 public:
  explicit ForgetfulFrontier(Frontier* base) : base_(base) {}
  std::optional<UrlState> Lookup(const std::string& url) override {
    return base_ == nullptr ? std::nullopt : base_->Lookup(url);
  }
  Status Write(const FrontierBatch& /*batch*/) override { return OkStatus(); }
  Status Sync() override { return OkStatus(); }
  std::vector<QueuedUrl> Queued(const std::string& /*host*/, uint64_t /*after*/, uint64_t /*last*/,
                                size_t /*most*/) override {
    return {};
  }
  Status EachQueued(
      const std::function<void(const std::string& host, const QueuedUrl& url)>& visit) override {
    return base_ == nullptr ? OkStatus() : base_->EachQueued(visit);
  }
  StatusOr<std::string> Raw(const std::string& /*sha256*/) override { return NotFound("dry run"); }
  std::optional<HostState> Host(const std::string& host) override {
    return base_ == nullptr ? std::nullopt : base_->Host(host);
  }
  Status SetHost(const std::string& /*host*/, const HostState& /*state*/) override {
    return OkStatus();
  }
  std::vector<SourceNight> History(const std::string& /*source*/) override { return {}; }
  Status SetHistory(const std::string& /*source*/,
                    const std::vector<SourceNight>& /*nights*/) override {
    return OkStatus();
  }
  std::optional<CrawlRun> LastRun(int64_t /*since*/) override { return std::nullopt; }
  Status SetRun(int64_t /*run*/, const std::string& /*summary*/) override { return OkStatus(); }

 private:
  Frontier* base_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_CRAWL_FRONTIER_H_
