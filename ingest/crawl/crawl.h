#ifndef DEALWIRE_INGEST_CRAWL_CRAWL_H_
#define DEALWIRE_INGEST_CRAWL_CRAWL_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/status.h"
#include "ingest/crawl/crawl_frontier.h"
#include "ingest/crawl/sources.h"
#include "ingest/page.h"

namespace dealwire {

class WarcWriter;

// A page as the crawl hands it on. Its bytes are in the store, as CrawledPage::body_sha256.
struct CrawledPage {
  Page page;
  std::string source;
  std::vector<std::string> redirects;  // addresses that led here, first to last
  std::string body_sha256;
  std::string robots_tags;  // X-Robots-Tag and <meta name=robots>
  int status = 200;
};

// What became of it.
struct PageResult {
  Status article;         // not OK: the page is no article, and why
  Status store;           // not OK: the store failed; the crawl stops
  std::string canonical;  // the page's own word on its address; "" where it has none
};

// Takes a fetched page; called from many threads at a time.
using PageSink = std::function<PageResult(CrawledPage)>;

struct CrawlProgress {
  uint64_t sources = 0, sources_done = 0;  // whose feeds and sitemaps are read
  uint64_t pages = 0, bytes = 0, waiting = 0;
  double seconds = 0;
};

struct CrawlOptions {
  size_t jobs = 1;                 // threads that read pages; fetching has one of its own
  size_t max_in_flight = 256;      // requests
  uint64_t max_pages = 0;          // 0: no limit; pages of articles, not feeds and robots.txt
  int64_t max_seconds = 0;         // 0: no limit
  bool dry_run = false;            // discovers, fetches no article, remembers nothing
  std::string agent = "dealwire";  // the product token that robots.txt is asked about
  WarcWriter* warc = nullptr;      // takes every exchange
  std::set<std::string> others;    // sources that this crawl leaves alone, and what they queued
  std::function<bool()> stop;      // asked often; true ends the crawl
  int64_t grace_s = 6;             // that what is in flight has then
  std::function<void(const std::string&)> on_url;  // each article's address that is to be fetched
  std::function<void(const CrawlProgress&)> on_progress;  // ten times a second
};

// discovered = fetched + not_modified + what is skipped + what failed + what is left.
struct SourceCounts {
  uint64_t discovered = 0, fetched = 0, not_modified = 0;
  std::map<std::string, uint64_t> skipped, failed, left;  // reason -> count
  uint64_t articles = 0, empty = 0;  // of those fetched: with an article in them, without
  uint64_t fresh = 0;                // articles at addresses that had none before
  uint64_t listed = 0;               // of those discovered: wanted, known already or not
  bool feed_not_modified = false;
  uint64_t unread = 0;                // feeds, sitemaps, lists that the crawl did not come to
  std::vector<std::string> failures;  // of its feeds and sitemaps
  std::string alarm;                  // it fell silent: in which way

  uint64_t Total() const;  // the right side of the sum above
};

struct CrawlSummary {
  int64_t run = 0;       // when it began, in ms since 1970; also its name
  bool resumed = false;  // it went on with one that was broken off
  std::map<std::string, SourceCounts> sources;
  uint64_t requests = 0, bytes = 0, redirects = 0, robots = 0;
  std::vector<std::string> errors;  // "AICC: https://...: HTTP 404"
  double seconds = 0;
  std::string stopped;  // "interrupted", "max-pages", "max-seconds"; "" where all is done
  Status fatal;         // the store or the disk failed

  SourceCounts Sum() const;
};

// Crawls every source once, and what was left by crawls before. Polite: one queue a host (scheme,
// host, port); at most per_host_connections requests at a time and per_host_delay_ms between their
// starts, lengthened by Crawl-delay and Retry-After, doubled after each failure in a row;
// robots.txt (RFC 9309) is asked before every request, redirects included; an address is asked
// for once a crawl. One thread fetches, `jobs` threads read and store.
// A crawl that was broken off is gone on with, if it is not older than a day: what it had fetched
// is not fetched again, what it had found is not forgotten.
CrawlSummary Crawl(const std::vector<Source>& sources, const CrawlOptions& options,
                   Frontier* frontier, const PageSink& sink);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_CRAWL_H_
