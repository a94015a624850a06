#ifndef DEALWIRE_INGEST_CRAWL_CRAWL_QUEUE_H_
#define DEALWIRE_INGEST_CRAWL_CRAWL_QUEUE_H_

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "ingest/crawl/crawl_frontier.h"
#include "ingest/crawl/robots.h"
#include "ingest/crawl/sources.h"
#include "ingest/url.h"

// Whose turn it is: every host with its queue, its delay and its back-off. One thread.
namespace dealwire {

enum class TaskKind { kFeed, kSitemap, kList, kPage };

struct CrawlHost;

// The addresses where a site that names no feed may have a sitemap.
struct SiteGuess {
  std::string page;    // that names none
  size_t open = 0;     // of them, not answered yet
  bool found = false;  // one is there
};

// One address that is to be asked for.
struct CrawlTask {
  TaskKind kind = TaskKind::kPage;
  Url url;
  const Source* source = nullptr;
  QueuedUrl queued;                    // pages: the entry in the store
  std::string host_key;                // pages: the host under which it is queued there
  CrawlHost* robots_of = nullptr;      // it is this host's robots.txt, whatever `kind` says
  std::vector<std::string> redirects;  // that led here
  int attempts = 0;
  int depth = 0;            // of sitemaps in sitemaps; of redirects of a robots.txt
  std::string robots_line;  // the rule that let it pass
  bool guess = false;       // an address that a site may have; silence about it is no failure
  std::shared_ptr<SiteGuess> guesses;  // of the same page: silence about all of them is one
};

// A host as the crawl treats it.
struct CrawlHost {
  using Clock = std::chrono::steady_clock;
  std::string key;                     // "https://example.org:8080"
  std::deque<CrawlTask> robots_tasks;  // robots.txt of hosts that redirect here; before all else
  std::deque<CrawlTask> tasks;         // feeds, and what is tried again; before the pages
  std::deque<QueuedUrl> pages;         // a piece of the queue in the store
  uint64_t taken_up_to = 0;            // numbers that were moved into `pages`
  uint64_t last_number = 0;            // of the queue in the store
  uint64_t waiting = 0;                // in the store, with numbers between the two
  Clock::time_point next = Clock::time_point::min();     // no request starts before
  Clock::time_point patient = Clock::time_point::min();  // it asked to be left alone until then
  int in_flight = 0;
  int connections = 1;
  double delay_s = 0;
  const SourceSettings* settings = nullptr;  // of the source that met it first
  bool scheduled = false;
  bool needs_robots = false;             // some source asks its robots.txt
  bool asking_robots = false;            // pages and feeds wait; robots_tasks do not
  bool allow_private = false;            // some source may ask it on a private network
  std::shared_ptr<const Robots> robots;  // null: to be asked for
  HostState state;
  std::string closed;   // why no more is asked of it in this crawl; "" while it is open
  std::string refused;  // why it may never be asked: its address

  bool HasPages() const { return !pages.empty() || waiting > 0; }
};

// The queue keeps in memory what is due soon; the rest of the pages stays in the store, so that a
// million of them cost nothing here.
class CrawlQueue {
 public:
  using Clock = CrawlHost::Clock;
  struct Turn {
    CrawlHost* host = nullptr;
    bool ask_robots = false;        // fetch robots.txt; what is queued stays so
    std::optional<CrawlTask> task;  // a feed, or what is tried again
    std::optional<QueuedUrl> page;
  };

  // Of the queue in the store, the entries that this crawl takes; others are passed over.
  using Takes = std::function<bool(const QueuedUrl&)>;

  // `seed` makes the jitter of the back-off.
  CrawlQueue(Frontier* frontier, uint64_t seed, Takes takes = nullptr)
      : frontier_(*frontier), random_(seed), takes_(std::move(takes)) {}

  // The host of `url`, made with what is remembered of it when it is met first.
  CrawlHost* HostOf(const Url& url, const SourceSettings& settings);
  CrawlHost* Find(const std::string& key);
  const std::map<std::string, std::unique_ptr<CrawlHost>>& hosts() const { return hosts_; }

  void Add(CrawlHost* host, CrawlTask task);                              // at the end
  void AddAgain(CrawlHost* host, CrawlTask task);                         // at the front
  void AddRobots(CrawlHost* host, CrawlTask task);                        // before all else
  void AddPage(CrawlHost* host, const QueuedUrl& page);                   // is in the store already
  void AddStored(CrawlHost* host, uint64_t count, uint64_t last_number);  // of an earlier crawl

  // The next host whose time has come. Pages only if `pages`; hosts whose turn it would have been
  // are asked again after Wake().
  std::optional<Turn> Take(Clock::time_point now, bool pages);
  void WakePages();  // pages may be taken again
  // When the next host's time comes; nullopt where none waits for its time.
  std::optional<Clock::time_point> NextTime() const;

  // The turn is over. A success ends a back-off only when its time has come: one that was in
  // flight when the host asked for patience says nothing about it.
  void Done(CrawlHost* host, bool success);
  // The host failed or asked for patience: it is left alone for `retry_after_s`, or longer with
  // each failure in a row, with some jitter, and never for less than it asked for before. What
  // fails while it is left alone was in flight and is no further failure in a row. Gives the
  // seconds. `too_fast`: its delay is doubled for the rest of the crawl.
  double BackOff(CrawlHost* host, double retry_after_s, bool too_fast, const std::string& why);
  void SetRobots(CrawlHost* host, std::shared_ptr<const Robots> robots);
  // It could not be had; it is asked for again when the host's turn comes.
  void RobotsFailed(CrawlHost* host);
  // Nothing more is asked of the host in this crawl; what is queued stays in the store. Gives the
  // tasks that were not of the store.
  std::vector<CrawlTask> Close(CrawlHost* host, const std::string& why);

  uint64_t tasks() const { return tasks_; }  // of open hosts
  uint64_t pages() const { return pages_; }

 private:
  bool HasWork(const CrawlHost& host, bool pages) const;
  void Schedule(CrawlHost* host);
  void Refill(CrawlHost* host);

  using Due = std::pair<Clock::time_point, CrawlHost*>;
  Frontier& frontier_;
  std::mt19937_64 random_;
  const Takes takes_;
  std::map<std::string, std::unique_ptr<CrawlHost>> hosts_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  std::vector<CrawlHost*> held_;  // have pages alone, and pages are not taken now
  uint64_t tasks_ = 0, pages_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_CRAWL_QUEUE_H_
