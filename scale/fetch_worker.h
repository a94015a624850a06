#ifndef DEALWIRE_SCALE_FETCH_WORKER_H_
#define DEALWIRE_SCALE_FETCH_WORKER_H_

#include <vector>

#include "base/status.h"
#include "ingest/crawl/sources.h"
#include "scale/worker.h"

namespace dealwire {

// Addresses in, pages out; feeds, sitemaps and lists become more addresses. As polite as a crawl on
// one machine (ingest/crawl/crawl_queue.h), since all addresses of a host are in one partition and
// a partition has one owner: only that one asks the host. A partition goes to another worker when
// its last request has ended; there the first one comes a whole delay later. A partition with many
// addresses that wait is paused. `sources` are those that the tasks name.
Status RunFetchWorker(const WorkerOptions& options, const std::vector<Source>& sources);

// Puts the feeds, sitemaps, lists and pages of all sources into the topic urls: the beginning of a
// crawl, from cron. Gives their number.
StatusOr<size_t> Seed(const WorkerOptions& options, const std::vector<Source>& sources);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_FETCH_WORKER_H_
