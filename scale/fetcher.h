#ifndef DEALWIRE_SCALE_FETCHER_H_
#define DEALWIRE_SCALE_FETCHER_H_

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ingest/crawl/crawl_answers.h"
#include "ingest/crawl/crawl_workers.h"
#include "ingest/crawl/http.h"
#include "ingest/crawl/source_filter.h"
#include "ingest/crawl/sources.h"
#include "scale/fetch_partition.h"
#include "scale/worker.h"

namespace dealwire::pb {
class UrlTask;
}

namespace dealwire {

// What a fetch worker does with addresses: asks robots.txt, then for the page, feed or sitemap, and
// sends on what comes. Its answers go to the partition that asked. One thread, and some beside it
// that read feeds and pack pages: a large feed, a slow shared folder keep no other host waiting.
class Fetcher {
 public:
  using Partition = std::shared_ptr<FetchPartition>;
  Fetcher(const WorkerOptions& options, const std::vector<Source>& sources);

  // One message of the topic urls, to be done when its host's turn comes.
  void Take(const Partition& partition, const KafkaMessage& message);
  // Starts what is due, unless enough is in flight.
  void Start(const Partition& partition);
  void Poll(std::chrono::milliseconds wait) {
    http_.Poll(wait);
    readers_.RunPosted();
  }
  size_t in_flight() const { return http_.in_flight(); }
  // Bodies that came and are not read yet.
  size_t bytes_waiting() const { return readers_.bytes(); }

 private:
  // What is read aside, of a page, and of a feed, sitemap or list: fetch_answers.cc.
  struct ReadPage;
  struct ReadEntry;
  using Then = std::function<void(const Partition&)>;

  // fetcher.cc: turns, robots.txt, failures
  void Ask(const Partition& partition, const HttpRequest& request,
           std::function<void(HttpResponse)> then);
  void AskRobots(const Partition& partition, CrawlHost* host, const Url& url, int hop);
  void RobotsAnswered(const Partition& partition, CrawlHost* host, const Url& url, int hop,
                      HttpResponse response);
  bool BackOff(const Partition& partition, CrawlHost* host, const HttpResponse& response,
               const std::string& why);
  void CloseHost(const Partition& partition, CrawlHost* host, const std::string& why);
  void Fail(const Partition& partition, const CrawlTask& task, int status, const std::string& why);
  void Done(const Partition& partition, const CrawlTask& task, UrlState state,
            const std::string& result);
  UrlState StateOf(const Partition& partition, const CrawlTask& task) const;
  void SendTask(const Partition& partition, const CrawlTask& from, TaskKind kind, const Url& url,
                const std::string& published, int depth, bool guess,
                const std::vector<std::string>& redirects);

  // fetch_answers.cc: what comes
  void Fetch(const Partition& partition, CrawlHost* host, CrawlTask task);
  void Answered(const Partition& partition, CrawlHost* host, CrawlTask task, HttpResponse response);
  void Redirect(const Partition& partition, CrawlTask task, const HttpResponse& response);
  void Aside(const Partition& partition, size_t bytes, std::function<Then()> work);
  void TakePage(const Partition& partition, CrawlTask task, HttpResponse response);
  void SendPage(const Partition& partition, const CrawlTask& task, const HttpResponse& response,
                const ReadPage& read);
  void TakeEntry(const Partition& partition, const CrawlHost& host, CrawlTask task,
                 HttpResponse response);
  void SendLinks(const Partition& partition, const CrawlTask& task, const HttpResponse& response,
                 const ReadEntry& read);

  const WorkerOptions& options_;
  std::map<std::string, const Source*> sources_;
  std::map<std::string, std::unique_ptr<SourceFilter>> filters_;
  HttpLoop http_;
  CrawlWorkers readers_;  // ends before what it wakes and reads with
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_FETCHER_H_
