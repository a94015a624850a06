#ifndef DEALWIRE_INGEST_CRAWL_QUEUE_H_
#define DEALWIRE_INGEST_CRAWL_QUEUE_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ingest/robots.h"
#include "ingest/sources.h"
#include "ingest/url.h"

namespace dealwire {

enum class TaskKind { kFeed, kSitemap, kList, kPage };

// One address that is to be asked for.
struct CrawlTask {
  TaskKind kind = TaskKind::kPage;
  Url url;
  const Source* source = nullptr;
  std::string published;  // what the feed says
  std::vector<std::string> redirects;
  int attempts = 0;
  int depth = 0;  // of sitemaps in sitemaps
};

// A host as the crawl treats it. The queue's lock guards all but `robots`, which belongs to the one
// thread that fetches it and never changes after.
struct CrawlHost {
  using Clock = std::chrono::steady_clock;
  std::deque<CrawlTask> tasks;
  Clock::time_point next = Clock::time_point::min();  // no request starts before
  int in_flight = 0;
  int connections = 1;
  int failures = 0;  // in a row
  double delay_s = 0;
  bool asking_robots = false;
  std::shared_ptr<const Robots> robots;  // null: to be asked for
};

// All that is to be fetched, by host, with the time at which each host may be asked again. Safe
// from many threads.
class CrawlQueue {
 public:
  struct Turn {
    CrawlHost* host = nullptr;
    CrawlTask task;
    bool ask_robots = false;  // fetch robots.txt of the host in this turn; the task stays queued
  };

  // Adds a task unless its address was added before in this crawl.
  bool Add(CrawlTask task);
  // Puts back a task that is to be tried again.
  void AddAgain(CrawlTask task);

  // The next host whose time has come; waits for it. nullopt when all is done, or `stop` says so.
  std::optional<Turn> Next(const std::function<bool()>& stop);

  // The turn is over: the host may be asked again after its delay, and not before `not_before_s`
  // from now. `failed`: the delay doubles with each failure in a row.
  void Done(const Turn& turn, bool failed, double not_before_s);
  // Whoever took the turn adds nothing more: once for each turn, after Done.
  void Finish();
  void SetRobots(const Turn& turn, std::shared_ptr<const Robots> robots);

  // Drops what is queued for a host that cannot be had in this crawl; gives how many tasks.
  size_t GiveUp(CrawlHost* host);

  double DelayOf(const CrawlHost* host) const;

 private:
  CrawlHost* HostOf(const CrawlTask& task);
  std::optional<Turn> Take(CrawlHost::Clock::time_point now, CrawlHost::Clock::time_point* soonest);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, CrawlHost> hosts_;
  std::map<std::string, bool> seen_;
  size_t queued_ = 0, turns_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_QUEUE_H_
