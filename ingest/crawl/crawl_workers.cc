#include "ingest/crawl/crawl_workers.h"

#include <utility>

namespace dealwire {
namespace {

constexpr size_t kMostAtOnce = 512;                   // of what is kept in one write
constexpr size_t kMostBytesAtOnce = size_t{8} << 20;  // of its bodies

}  // namespace

CrawlWorkers::CrawlWorkers(size_t readers, Calls calls) : calls_(std::move(calls)) {
  for (size_t i = 0; i < readers; ++i) readers_.emplace_back([this] { Read(); });
  keeper_ = std::jthread([this] { KeepAll(); });
}

void CrawlWorkers::Keep(size_t bytes, Keeping keeping) {
  const std::lock_guard lock(mutex_);
  ++pending_;
  bytes_ += bytes;
  keep_.push_back({bytes, std::move(keeping)});
  keeping_.notify_one();
}

void CrawlWorkers::Add(bool first, size_t bytes, Job job) {
  const std::lock_guard lock(mutex_);
  if (readers_closed_) return;  // the crawl ends: whatever was kept is read by the next one
  ++pending_;
  bytes_ += bytes;
  (first ? first_ : jobs_).push_back({bytes, std::move(job)});
  reading_.notify_one();
}
void CrawlWorkers::Do(size_t bytes, Job job) { Add(false, bytes, std::move(job)); }
void CrawlWorkers::DoFirst(size_t bytes, Job job) { Add(true, bytes, std::move(job)); }

void CrawlWorkers::Post(Job then) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = posted_.empty();
    posted_.push_back(std::move(then));
  }
  if (first) calls_.wake();
}

void CrawlWorkers::RunPosted() {
  std::vector<Job> posted;
  {
    const std::lock_guard lock(mutex_);
    posted.swap(posted_);
  }
  for (const Job& then : posted) then();
}

bool CrawlWorkers::HasPosted() {
  const std::lock_guard lock(mutex_);
  return !posted_.empty();
}

// Whoever hands work on does so before its own is done, so that pending() is 0 only at the end.
void CrawlWorkers::Done(size_t count, size_t bytes) {
  bytes_ -= bytes;
  if ((pending_ -= count) == 0) calls_.wake();
}

void CrawlWorkers::Read() {
  while (true) {
    std::unique_lock lock(mutex_);
    reading_.wait(lock, [this] { return readers_closed_ || !first_.empty() || !jobs_.empty(); });
    if (readers_closed_) return;
    std::deque<Waiting>& from = first_.empty() ? jobs_ : first_;
    auto [bytes, job] = std::move(from.front());
    from.pop_front();
    lock.unlock();
    job();
    job = nullptr;
    Done(1, bytes);
  }
}

void CrawlWorkers::KeepAll() {
  while (true) {
    std::vector<ToKeep> some;
    {
      std::unique_lock lock(mutex_);
      keeping_.wait(lock, [this] { return keeper_closed_ || !keep_.empty(); });
      if (keep_.empty()) return;
      for (size_t bytes = 0;
           !keep_.empty() && some.size() < kMostAtOnce && bytes < kMostBytesAtOnce;) {
        bytes += keep_.front().bytes;
        some.push_back(std::move(keep_.front()));
        keep_.pop_front();
      }
    }
    KeepSome(std::move(some));
  }
}

void CrawlWorkers::KeepSome(std::vector<ToKeep> some) {
  FrontierBatch batch;
  std::vector<Job> then;
  size_t bytes = 0;
  for (const ToKeep& one : some) {
    bytes += one.bytes;
    then.push_back(one.keeping(&batch));
  }
  if (calls_.write(batch)) {
    for (const Job& next : then) {
      if (next) next();
    }
  }
  const size_t count = some.size();
  then.clear();
  some.clear();  // lets go of the bodies
  Done(count, bytes);
}

void CrawlWorkers::Join() {
  {
    const std::lock_guard lock(mutex_);
    readers_closed_ = true;
    jobs_.clear();
    first_.clear();
  }
  reading_.notify_all();
  readers_.clear();
  {
    const std::lock_guard lock(mutex_);
    keeper_closed_ = true;
  }
  keeping_.notify_all();
  if (keeper_.joinable()) keeper_.join();
}

}  // namespace dealwire
