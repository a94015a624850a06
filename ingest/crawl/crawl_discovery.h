#ifndef DEALWIRE_INGEST_CRAWL_CRAWL_DISCOVERY_H_
#define DEALWIRE_INGEST_CRAWL_CRAWL_DISCOVERY_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/status.h"
#include "ingest/crawl/crawl.h"
#include "ingest/crawl/crawl_frontier.h"
#include "ingest/crawl/discover.h"
#include "ingest/crawl/sources.h"
#include "ingest/url.h"

namespace dealwire {

class SourceFilter;

// What became of the links of one feed, sitemap or list.
struct Admission {
  SourceCounts counts;                                    // to be added to the source's
  std::vector<std::pair<std::string, QueuedUrl>> queued;  // host, entry; in the store already
};

// What earlier crawls left in the queue.
struct LeftQueue {
  struct Part {  // of one source at one host
    const Source* source = nullptr;
    Url url;  // one of them
    uint64_t count = 0;
    uint64_t last_number = 0;
  };
  std::vector<Part> parts;
  std::map<std::string, SourceCounts> counts;    // by source
  std::map<std::string, uint64_t> of_no_source;  // let go: pages, by the source that there is not
};

// Which of the addresses that feeds and sitemaps give are to be fetched: filters of the source,
// age, what was met before. Writes every decision down. Safe from many threads.
class CrawlDiscovery {
 public:
  // `first_number`: of the entries it makes; Adopt() raises it above all that are in the store.
  CrawlDiscovery(const std::vector<Source>& sources, const CrawlOptions& options,
                 Frontier* frontier, int64_t run, bool resumed, uint64_t first_number);
  ~CrawlDiscovery();

  // Before all else: what is queued in the store. What is of these sources and still passes their
  // filters and their age is taken up; what is of CrawlOptions::others stays as it is; the rest is
  // taken off the queue, and its addresses may be found anew. Errors: those of the store.
  StatusOr<LeftQueue> Adopt();

  using Post = std::function<void(Admission)>;
  // Calls `post`, in the order of the numbers that it gives, once for every thousand links.
  // Errors: those of the store.
  Status Admit(const Source& source, const std::vector<Link>& links, const Post& post);

  // The page `from` redirects to `to`: the entry moves there, unless that is fetched by itself or
  // was. `state` is that of `from`, and is written.
  Status Redirect(const Source& source, const std::string& from_host, const QueuedUrl& from,
                  const Url& to, UrlState state, const FetchNote& note, const Post& post);

 private:
  Status AdmitSome(const Source& source, const Link* begin, const Link* end, const Post& post);
  // Queues it into `batch` and `admission`, or counts why not.
  void AdmitOne(const Source& source, const Link& link, std::unordered_set<std::string>* seen,
                FrontierBatch* batch, Admission* admission);
  // Why the source does not want the address, and that in a word; "" where it does.
  std::string Unwanted(const Source& source, const std::string& published, const std::string& url,
                       std::string* kind) const;
  // Is it queued, as its state says? A state that no entry of the queue bears out says nothing.
  bool Waits(const std::string& canonical, const UrlState& state) const;

  struct Dropped {
    std::string host;
    QueuedUrl entry;
    std::string why;
  };
  void Drop(const Dropped& dropped, FrontierBatch* batch);
  static void Forget(UrlState* state);
  QueuedUrl Entry(const Source& source, const std::string& url, const std::string& published,
                  const UrlState& state);

  const CrawlOptions& options_;
  Frontier& frontier_;
  const int64_t run_;
  const bool resumed_;
  std::map<const Source*, std::unique_ptr<SourceFilter>> filters_;
  std::mutex mutex_;  // guards what follows, and the order of posts
  uint64_t next_number_;
  std::unordered_set<uint64_t> dry_seen_;  // hashes of addresses, in a dry run
  std::vector<uint64_t> waiting_;          // likewise, in order: what Adopt() found queued
};

// Is what was published then older than `days`? Never, where one of both is not known.
bool IsTooOld(const std::string& published, double days);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_CRAWL_DISCOVERY_H_
