#ifndef DEALWIRE_INGEST_CRAWL_H_
#define DEALWIRE_INGEST_CRAWL_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "ingest/page.h"
#include "ingest/sources.h"

namespace dealwire {

// What is remembered of an address between crawls.
struct UrlState {
  std::string etag, last_modified;  // of the last 200
  std::string canonical;            // where it led
  std::string fetched;              // RFC 3339, UTC: the last answer
  int status = 0;                   // HTTP; 0: no answer, see reason
  int failures = 0;                 // in a row
  std::string source;               // by which source it was found
  std::string reason;               // why it was fetched or not, for `crawl why`
  std::string robots_line;          // the rule that decided
  double delay_s = 0;               // between requests to its host
};

// The crawl's memory; the store implements it. Called from many threads.
class Frontier {
 public:
  virtual ~Frontier() = default;
  virtual std::optional<UrlState> Lookup(const std::string& url) = 0;
  virtual void Remember(const std::string& url, const UrlState& state) = 0;
};

// A page as the crawl hands it on.
struct CrawledPage {
  Page page;
  std::string source;
  std::vector<std::string> redirects;  // addresses that led here, first to last
};

// Takes a fetched page; called from many threads at a time. An error is told and counted; the crawl
// goes on.
using PageSink = std::function<Status(CrawledPage)>;

struct CrawlOptions {
  size_t jobs = 8;                 // threads; hosts that are waited for need none
  uint64_t max_pages = 0;          // 0: no limit; pages of articles, not feeds and robots.txt
  int64_t max_seconds = 0;         // 0: no limit
  bool dry_run = false;            // discovers, and fetches no article
  std::string agent = "dealwire";  // the product token that robots.txt is asked about
  std::function<bool()> stop;      // asked often; true ends the crawl soon
  std::function<void(const std::string&)> on_url;  // each article's address that is to be fetched
};

struct CrawlSummary {
  uint64_t sources = 0, failed_sources = 0;
  uint64_t requests = 0, bytes = 0;
  uint64_t discovered = 0, fetched = 0, not_modified = 0, failed = 0, redirects = 0;
  uint64_t not_taken = 0;                   // fetched, and the sink found no article
  std::map<std::string, uint64_t> skipped;  // reason -> count
  std::vector<std::string> errors;          // "AICC: https://...: no answer within 30 s"
  double seconds = 0;
  bool stopped = false;  // by a limit or a signal
};

// Crawls every source once. Polite: one queue a host (scheme, host, port); at most
// per_host_connections requests at a time and per_host_delay_ms between their starts, lengthened by
// Crawl-delay and Retry-After, doubled after each failure in a row; robots.txt (RFC 9309) is asked
// before every request, redirects included; an address is asked for once a crawl.
CrawlSummary Crawl(const std::vector<Source>& sources, const CrawlOptions& options,
                   Frontier* frontier, const PageSink& sink);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_H_
