#ifndef DEALWIRE_INGEST_CRAWL_WORKERS_H_
#define DEALWIRE_INGEST_CRAWL_WORKERS_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace dealwire {

// Threads that read and store what the crawl's one fetching thread hands them, so that it never
// waits for a disk or a parser. Do, RunPosted and Join belong to the fetching thread; Post may be
// called from jobs.
class CrawlWorkers {
 public:
  using Job = std::function<void()>;

  // `wake` is called when something was posted; from any thread.
  CrawlWorkers(size_t threads, Job wake) : wake_(std::move(wake)) {
    for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
  }
  ~CrawlWorkers() { Join(); }
  CrawlWorkers(const CrawlWorkers&) = delete;
  CrawlWorkers& operator=(const CrawlWorkers&) = delete;

  // Runs `job` on one of the threads; `bytes` is what it holds on to.
  void Do(size_t bytes, Job job) {
    pending_ += 1;
    bytes_ += bytes;
    const std::lock_guard lock(mutex_);
    jobs_.emplace_back(bytes, std::move(job));
    changed_.notify_one();
  }

  // `then` is run on the fetching thread, in the order of posting.
  void Post(Job then) {
    bool first = false;
    {
      const std::lock_guard lock(mutex_);
      first = posted_.empty();
      posted_.push_back(std::move(then));
    }
    if (first) wake_();
  }

  void RunPosted() {
    std::vector<Job> posted;
    {
      const std::lock_guard lock(mutex_);
      posted.swap(posted_);
    }
    for (const Job& then : posted) then();
  }

  // All jobs are done; what they posted is still to be run.
  void Join() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    threads_.clear();
  }

  size_t pending() const { return pending_; }  // jobs that are not done
  size_t bytes() const { return bytes_; }      // that these hold on to
  bool HasPosted() {
    const std::lock_guard lock(mutex_);
    return !posted_.empty();
  }

 private:
  void Work() {
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      auto [bytes, job] = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
      job = nullptr;
      bytes_ -= bytes;
      if (--pending_ == 0) wake_();
    }
  }

  const Job wake_;
  std::atomic<size_t> pending_ = 0, bytes_ = 0;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<std::pair<size_t, Job>> jobs_;
  std::vector<Job> posted_;
  bool closed_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_WORKERS_H_
