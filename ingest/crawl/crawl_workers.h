#ifndef DEALWIRE_INGEST_CRAWL_CRAWL_WORKERS_H_
#define DEALWIRE_INGEST_CRAWL_CRAWL_WORKERS_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "ingest/crawl/crawl_frontier.h"

namespace dealwire {

// The threads beside the crawl's one fetching thread, so that it never waits for a disk or a
// parser: one that keeps, and some that read.
//
// The keeper writes what came as soon as it came, whatever waits to be read: all that has gathered
// meanwhile is one write to the store, so that a slow disk makes the writes larger and not the
// crawl slower. RunPosted and Join belong to the fetching thread; all else may be called from any.
class CrawlWorkers {
 public:
  using Job = std::function<void()>;
  // Adds to the batch; gives what is to be done when it is written, or null. On the keeper.
  using Keeping = std::function<Job(FrontierBatch* batch)>;

  struct Calls {
    Job wake;  // something was posted, or all is done
    // Writes a batch; false: it failed, and what was to be done after it is not.
    std::function<bool(const FrontierBatch&)> write;
  };
  CrawlWorkers(size_t readers, Calls calls);
  ~CrawlWorkers() { Join(); }
  CrawlWorkers(const CrawlWorkers&) = delete;
  CrawlWorkers& operator=(const CrawlWorkers&) = delete;

  // `bytes` is what it holds on to.
  void Keep(size_t bytes, Keeping keeping);
  // Runs `job` on one of the reading threads, in order; DoFirst: before what Do was given.
  void Do(size_t bytes, Job job);
  void DoFirst(size_t bytes, Job job);

  // `then` is run on the fetching thread, in the order of posting.
  void Post(Job then);
  void RunPosted();

  // Ends the threads. Jobs that have not begun are dropped, what is to be kept is kept; what was
  // posted is still to be run.
  void Join();

  size_t pending() const { return pending_; }  // jobs and keepings that are not done
  size_t bytes() const { return bytes_; }      // that these hold on to
  bool HasPosted();

 private:
  struct Waiting {
    size_t bytes = 0;
    Job job;
  };
  struct ToKeep {
    size_t bytes = 0;
    Keeping keeping;
  };
  void Add(bool first, size_t bytes, Job job);
  void Read();
  void KeepAll();
  void KeepSome(std::vector<ToKeep> some);
  void Done(size_t count, size_t bytes);

  const Calls calls_;
  std::atomic<size_t> pending_ = 0, bytes_ = 0;
  std::mutex mutex_;  // guards what follows
  std::condition_variable reading_, keeping_;
  std::deque<Waiting> first_, jobs_;
  std::deque<ToKeep> keep_;
  std::vector<Job> posted_;
  bool readers_closed_ = false, keeper_closed_ = false;
  std::vector<std::jthread> readers_;
  std::jthread keeper_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_CRAWL_WORKERS_H_
