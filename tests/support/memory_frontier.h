#ifndef DEALWIRE_TESTS_SUPPORT_MEMORY_FRONTIER_H_
#define DEALWIRE_TESTS_SUPPORT_MEMORY_FRONTIER_H_

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ingest/crawl/crawl_frontier.h"

namespace dealwire {

// The crawl's memory without a disk. Its members may be looked at when no crawl runs.
class MemoryFrontier : public Frontier {
 public:
  std::optional<UrlState> Lookup(const std::string& url) override {
    const std::lock_guard lock(mutex_);
    const auto found = states.find(url);
    return found == states.end() ? std::nullopt : std::optional(found->second);
  }
  Status Write(const FrontierBatch& batch) override {
    const std::lock_guard lock(mutex_);
    if (++writes == fails_at) return ResourceExhausted("no space left on device");
    for (const auto& [url, state] : batch.urls) states[url] = state;
    for (const auto& [host, entry] : batch.add) queue[{host, entry.number}] = entry;
    for (const auto& [host, number] : batch.remove) queue.erase({host, number});
    notes.insert(notes.end(), batch.notes.begin(), batch.notes.end());
    for (const auto& [sha256, body] : batch.raw) raw[sha256] = std::string(body);
    return OkStatus();
  }
  Status Sync() override { return OkStatus(); }
  std::vector<QueuedUrl> Queued(const std::string& host, uint64_t after, uint64_t last,
                                size_t most) override {
    const std::lock_guard lock(mutex_);
    std::vector<QueuedUrl> out;
    for (auto at = queue.upper_bound({host, after}); at != queue.end() && at->first.first == host &&
                                                     at->first.second <= last && out.size() < most;
         ++at) {
      out.push_back(at->second);
    }
    return out;
  }
  Status EachQueued(
      const std::function<void(const std::string& host, const QueuedUrl& url)>& visit) override {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, entry] : queue) visit(key.first, entry);
    return OkStatus();
  }
  StatusOr<std::string> Raw(const std::string& sha256) override {
    const std::lock_guard lock(mutex_);
    return raw.at(sha256);
  }
  std::optional<HostState> Host(const std::string& host) override {
    const std::lock_guard lock(mutex_);
    const auto found = hosts.find(host);
    return found == hosts.end() ? std::nullopt : std::optional(found->second);
  }
  Status SetHost(const std::string& host, const HostState& state) override {
    const std::lock_guard lock(mutex_);
    hosts[host] = state;
    return OkStatus();
  }
  std::vector<SourceNight> History(const std::string& source) override { return nights[source]; }
  Status SetHistory(const std::string& source, const std::vector<SourceNight>& history) override {
    nights[source] = history;
    return OkStatus();
  }
  std::optional<CrawlRun> LastRun(int64_t since) override {
    if (runs.empty() || runs.rbegin()->first < since) return {};
    return CrawlRun{runs.rbegin()->first, !runs.rbegin()->second.empty()};
  }
  Status SetRun(int64_t run, const std::string& summary) override {
    runs[run] = summary;
    return OkStatus();
  }

  std::map<std::string, UrlState> states;
  std::map<std::pair<std::string, uint64_t>, QueuedUrl> queue;
  std::map<std::string, std::string> raw;
  std::map<std::string, HostState> hosts;
  std::map<std::string, std::vector<SourceNight>> nights;
  std::map<int64_t, std::string> runs;
  std::vector<FetchNote> notes;
  size_t writes = 0, fails_at = 0;

 private:
  std::mutex mutex_;
};

}  // namespace dealwire

#endif  // DEALWIRE_TESTS_SUPPORT_MEMORY_FRONTIER_H_
