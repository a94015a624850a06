#include "ingest/crawl/crawl_queue.h"

#include <algorithm>

#include "base/time.h"

namespace dealwire {
namespace {

using Clock = CrawlHost::Clock;
constexpr int kMostDoublings = 8;
constexpr double kLeastBackOffS = 0.5;
constexpr double kMostBackOffS = 3600;
constexpr double kMostDelayS = 3600;
constexpr double kSlowestS = 60;                // that 429 alone can make it
constexpr double kMostPatienceS = 7.0 * 86400;  // whatever a host asks for
constexpr size_t kPagesInMemory = 256;          // a host

Clock::duration Seconds(double s) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(s));
}

}  // namespace

CrawlHost* CrawlQueue::Find(const std::string& key) {
  const auto found = hosts_.find(key);
  return found == hosts_.end() ? nullptr : found->second.get();
}

CrawlHost* CrawlQueue::HostOf(const Url& url, const SourceSettings& settings) {
  const std::string key = url.Origin();
  std::unique_ptr<CrawlHost>& host = hosts_[key];
  if (host == nullptr) {
    host = std::make_unique<CrawlHost>();
    host->key = key;
    host->connections = static_cast<int>(settings.per_host_connections);
    host->settings = &settings;
    host->state = frontier_.Host(key).value_or(HostState{});
    const int64_t wait = host->state.not_before - NowUnix();
    if (wait > 0) host->next = host->patient = Clock::now() + std::chrono::seconds(wait);
  }
  // Sources that share a host: the politest of them decides.
  host->connections = std::min(host->connections, static_cast<int>(settings.per_host_connections));
  host->delay_s = std::max(host->delay_s, static_cast<double>(settings.per_host_delay_ms) / 1000.0);
  host->needs_robots = host->needs_robots || settings.respect_robots;
  host->allow_private = host->allow_private || settings.allow_private_networks;
  if (host->allow_private && !host->refused.empty()) {  // the sources before had no leave
    host->refused.clear();
    host->robots = nullptr;
  }
  return host.get();
}

bool CrawlQueue::HasWork(const CrawlHost& host, bool pages) const {
  if (host.in_flight >= host.connections || !host.closed.empty()) return false;
  // Where two hosts' robots.txt lead to each other, neither waits for the other.
  if (!host.robots_tasks.empty()) return true;
  return !host.asking_robots && (!host.tasks.empty() || (pages && host.HasPages()));
}

void CrawlQueue::Schedule(CrawlHost* host) {
  if (host->scheduled || !HasWork(*host, true)) return;
  host->scheduled = true;
  due_.emplace(host->next, host);
}

void CrawlQueue::Add(CrawlHost* host, CrawlTask task) {
  host->tasks.push_back(std::move(task));
  ++tasks_;
  WakePages();  // the host may be held for its pages alone
  Schedule(host);
}

void CrawlQueue::AddAgain(CrawlHost* host, CrawlTask task) {
  host->tasks.push_front(std::move(task));
  ++tasks_;
  WakePages();
  Schedule(host);
}

void CrawlQueue::AddRobots(CrawlHost* host, CrawlTask task) {
  host->robots_tasks.push_back(std::move(task));
  ++tasks_;
  WakePages();
  Schedule(host);
}

void CrawlQueue::AddPage(CrawlHost* host, const QueuedUrl& page) {
  if (!host->closed.empty()) return;
  host->last_number = std::max(host->last_number, page.number);
  if (host->waiting == 0 && host->pages.size() < kPagesInMemory) {
    host->pages.push_back(page);
    host->taken_up_to = page.number;
  } else {
    ++host->waiting;
  }
  ++pages_;
  Schedule(host);
}

void CrawlQueue::AddStored(CrawlHost* host, uint64_t count, uint64_t last_number) {
  if (!host->closed.empty()) return;
  host->waiting += count;
  host->last_number = std::max(host->last_number, last_number);
  pages_ += count;
  Schedule(host);
}

void CrawlQueue::Refill(CrawlHost* host) {
  while (host->pages.empty() && host->waiting > 0) {
    std::vector<QueuedUrl> more =
        frontier_.Queued(host->key, host->taken_up_to, host->last_number, kPagesInMemory);
    if (more.empty()) {  // the store gives less than was put into it: it says so itself elsewhere
      pages_ -= host->waiting;
      host->waiting = 0;
      return;
    }
    host->taken_up_to = more.back().number;
    if (takes_) std::erase_if(more, [this](const QueuedUrl& page) { return !takes_(page); });
    host->waiting -= std::min<uint64_t>(host->waiting, more.size());
    for (QueuedUrl& page : more) host->pages.push_back(std::move(page));
  }
}

std::optional<CrawlQueue::Turn> CrawlQueue::Take(Clock::time_point now, bool pages) {
  while (!due_.empty() && due_.top().first <= now) {
    CrawlHost* host = due_.top().second;
    due_.pop();
    host->scheduled = false;
    if (!HasWork(*host, true)) continue;
    if (host->next > now) {
      Schedule(host);
      continue;
    }
    if (!HasWork(*host, pages)) {
      held_.push_back(host);
      host->scheduled = true;
      continue;
    }
    Turn turn;
    turn.host = host;
    turn.ask_robots = host->needs_robots && host->robots == nullptr && host->robots_tasks.empty();
    if (!host->robots_tasks.empty()) {
      turn.task = std::move(host->robots_tasks.front());
      host->robots_tasks.pop_front();
      --tasks_;
    } else if (turn.ask_robots) {
      host->asking_robots = true;
    } else if (!host->tasks.empty()) {
      turn.task = std::move(host->tasks.front());
      host->tasks.pop_front();
      --tasks_;
    } else {
      Refill(host);
      if (host->pages.empty()) continue;
      turn.page = std::move(host->pages.front());
      host->pages.pop_front();
      --pages_;
    }
    ++host->in_flight;
    host->next = now + Seconds(host->delay_s);  // counted from start to start
    Schedule(host);
    return turn;
  }
  return std::nullopt;
}

void CrawlQueue::WakePages() {
  for (CrawlHost* host : std::exchange(held_, {})) {
    host->scheduled = false;
    Schedule(host);
  }
}

std::optional<CrawlQueue::Clock::time_point> CrawlQueue::NextTime() const {
  return due_.empty() ? std::nullopt : std::optional(due_.top().first);
}

void CrawlQueue::Done(CrawlHost* host, bool success) {
  --host->in_flight;
  const bool told = host->state.failures > 0 || !host->state.why.empty();
  if (success && told && Clock::now() >= host->patient) {
    host->state.failures = 0;
    host->state.not_before = 0;
    host->state.why.clear();
    (void)frontier_.SetHost(host->key, host->state);
  }
  Schedule(host);
}

double CrawlQueue::BackOff(CrawlHost* host, double retry_after_s, bool too_fast,
                           const std::string& why) {
  const bool again = Clock::now() >= host->patient;
  if (again) ++host->state.failures;
  if (again && too_fast) {
    host->delay_s = std::max(host->delay_s, std::min(host->delay_s * 2 + 0.1, kSlowestS));
  }
  const int doublings = std::min(host->state.failures - 1, kMostDoublings);
  double wait = std::max(host->delay_s, kLeastBackOffS) * static_cast<double>(1 << doublings);
  wait = std::min(wait, kMostBackOffS);
  // Hosts that failed together are not to come back together.
  wait *= std::uniform_real_distribution<>(1.0, 1.5)(random_);
  wait = std::max(wait, std::min(retry_after_s, kMostPatienceS));
  const Clock::time_point until = Clock::now() + Seconds(wait);
  if (until <= host->patient) {
    return std::chrono::duration<double>(host->patient - Clock::now()).count();
  }
  host->patient = until;
  host->next = std::max(host->next, until);
  host->state.not_before = NowUnix() + static_cast<int64_t>(wait + 0.999);
  host->state.why = why;
  (void)frontier_.SetHost(host->key, host->state);
  return wait;
}

void CrawlQueue::SetRobots(CrawlHost* host, std::shared_ptr<const Robots> robots) {
  host->delay_s =
      std::max(host->delay_s, std::min(robots->crawl_delay_s().value_or(0), kMostDelayS));
  host->robots = std::move(robots);
  host->asking_robots = false;
  Schedule(host);
}

void CrawlQueue::RobotsFailed(CrawlHost* host) {
  host->asking_robots = false;
  Schedule(host);
}

std::vector<CrawlTask> CrawlQueue::Close(CrawlHost* host, const std::string& why) {
  host->closed = why;
  tasks_ -= host->robots_tasks.size() + host->tasks.size();
  pages_ -= host->pages.size() + host->waiting;
  host->pages.clear();
  host->waiting = 0;
  std::vector<CrawlTask> left;
  for (std::deque<CrawlTask>* tasks : {&host->robots_tasks, &host->tasks}) {
    for (CrawlTask& task : std::exchange(*tasks, {})) left.push_back(std::move(task));
  }
  return left;
}

}  // namespace dealwire
