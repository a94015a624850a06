#include "ingest/crawl_queue.h"

#include <algorithm>

namespace dealwire {
namespace {

using Clock = CrawlHost::Clock;
constexpr int kMostDoublings = 6;

Clock::duration Seconds(double s) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(s));
}

}  // namespace

CrawlHost* CrawlQueue::HostOf(const CrawlTask& task) {
  CrawlHost& host = hosts_[task.url.Origin()];
  const SourceSettings& settings = task.source->settings;
  host.delay_s = std::max(host.delay_s, static_cast<double>(settings.per_host_delay_ms) / 1000.0);
  host.connections = static_cast<int>(settings.per_host_connections);
  if (!settings.respect_robots && host.robots == nullptr) {
    host.robots = std::make_shared<Robots>(Robots::AllowAll());
  }
  return &host;
}

bool CrawlQueue::Add(CrawlTask task) {
  const std::lock_guard lock(mutex_);
  if (!seen_.emplace(CanonicalUrl(task.url), true).second) return false;
  CrawlHost* host = HostOf(task);
  host->tasks.push_back(std::move(task));
  ++queued_;
  changed_.notify_all();
  return true;
}

void CrawlQueue::AddAgain(CrawlTask task) {
  const std::lock_guard lock(mutex_);
  CrawlHost* host = HostOf(task);
  host->tasks.push_front(std::move(task));
  ++queued_;
  changed_.notify_all();
}

std::optional<CrawlQueue::Turn> CrawlQueue::Take(Clock::time_point now,
                                                 Clock::time_point* soonest) {
  for (auto& [origin, host] : hosts_) {
    const bool free = host.in_flight < host.connections && !host.asking_robots;
    if (host.tasks.empty() || !free) continue;
    if (host.next > now) {
      *soonest = std::min(*soonest, host.next);
      continue;
    }
    Turn turn;
    turn.host = &host;
    turn.task = host.tasks.front();
    turn.ask_robots = host.robots == nullptr;
    host.asking_robots = turn.ask_robots;
    if (!turn.ask_robots) {
      host.tasks.pop_front();
      --queued_;
    }
    ++host.in_flight;
    ++turns_;
    host.next = now + Seconds(host.delay_s);  // counted from start to start
    return turn;
  }
  return std::nullopt;
}

std::optional<CrawlQueue::Turn> CrawlQueue::Next(const std::function<bool()>& stop) {
  std::unique_lock lock(mutex_);
  while (!stop()) {
    const Clock::time_point now = Clock::now();
    Clock::time_point soonest = now + std::chrono::milliseconds(200);  // to ask `stop` again
    if (std::optional<Turn> turn = Take(now, &soonest)) return turn;
    if (queued_ == 0 && turns_ == 0) return std::nullopt;
    changed_.wait_until(lock, soonest);
  }
  return std::nullopt;
}

void CrawlQueue::Done(const Turn& turn, bool failed, double not_before_s) {
  const std::lock_guard lock(mutex_);
  CrawlHost& host = *turn.host;
  host.failures = failed ? host.failures + 1 : 0;
  double wait = not_before_s;
  if (failed) {
    const double factor = static_cast<double>(1 << std::min(host.failures, kMostDoublings));
    wait = std::max(wait, std::max(host.delay_s, 0.5) * factor);
  }
  host.next = std::max(host.next, Clock::now() + Seconds(wait));
  --host.in_flight;
  changed_.notify_all();
}

void CrawlQueue::Finish() {
  const std::lock_guard lock(mutex_);
  --turns_;
  changed_.notify_all();
}

void CrawlQueue::SetRobots(const Turn& turn, std::shared_ptr<const Robots> robots) {
  const std::lock_guard lock(mutex_);
  CrawlHost& host = *turn.host;
  host.delay_s = std::max(host.delay_s, std::min(robots->crawl_delay_s().value_or(0), 3600.0));
  host.robots = std::move(robots);
  host.asking_robots = false;
  changed_.notify_all();
}

size_t CrawlQueue::GiveUp(CrawlHost* host) {
  const std::lock_guard lock(mutex_);
  const size_t dropped = host->tasks.size();
  host->tasks.clear();
  queued_ -= dropped;
  changed_.notify_all();
  return dropped;
}

double CrawlQueue::DelayOf(const CrawlHost* host) const {
  const std::lock_guard lock(mutex_);
  return host->delay_s;
}

}  // namespace dealwire
