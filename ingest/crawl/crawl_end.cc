// The end of a crawl: what is left, who fell silent, the summary.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/crawl/crawl_engine.h"
#include "ingest/crawl/crawl_silence.h"

namespace dealwire {
namespace {

uint64_t SumOf(const std::map<std::string, uint64_t>& counts) {
  uint64_t sum = 0;
  for (const auto& [reason, count] : counts) sum += count;
  return sum;
}

void AddTo(const std::map<std::string, uint64_t>& from, std::map<std::string, uint64_t>* to) {
  for (const auto& [reason, count] : from) (*to)[reason] += count;
}

// Reasons to leave a page that lie with its host, not with us.
constexpr const char* kBackOff = "back-off";
constexpr const char* kNoRobots = "robots.txt unknown";
constexpr const char* kHostFailed = "host failed";

uint64_t LeftByHosts(const SourceCounts& counts) {
  uint64_t sum = 0;
  for (const char* reason : {kBackOff, kNoRobots, kHostFailed}) {
    const auto found = counts.left.find(reason);
    if (found != counts.left.end()) sum += found->second;
  }
  return sum;
}

}  // namespace

uint64_t SourceCounts::Total() const {
  return fetched + not_modified + SumOf(skipped) + SumOf(failed) + SumOf(left);
}

SourceCounts CrawlSummary::Sum() const {
  SourceCounts sum;
  for (const auto& [name, counts] : sources) {
    sum.discovered += counts.discovered;
    sum.fetched += counts.fetched;
    sum.not_modified += counts.not_modified;
    sum.articles += counts.articles;
    sum.empty += counts.empty;
    sum.fresh += counts.fresh;
    sum.listed += counts.listed;
    AddTo(counts.skipped, &sum.skipped);
    AddTo(counts.failed, &sum.failed);
    AddTo(counts.left, &sum.left);
  }
  return sum;
}

// What the store still has queued is left for the next crawl, each for the reason that its host or
// the whole crawl gives.
void Crawler::CountLeft() {
  if (options_.dry_run) return;
  std::string all = stopped_;
  if (all.empty() && !PagesOpen()) all = "max-pages";
  Fatal(frontier_.EachQueued([&](const std::string& key, const QueuedUrl& entry) {
    const auto counts = summary_.sources.find(entry.source);
    if (counts == summary_.sources.end()) return;
    const CrawlHost* host = queue_.Find(key);
    const std::string closed = host == nullptr ? "" : host->closed;
    const std::string reason = closed.empty()                     ? all
                               : closed.starts_with("back-off")   ? kBackOff
                               : closed.starts_with("robots.txt") ? kNoRobots
                                                                  : kHostFailed;
    ++counts->second.left[reason.empty() ? "waiting" : reason];
  }));
}

void Crawler::ListenForSilence() {
  if (options_.dry_run || !stopped_.empty() || !PagesOpen()) return;  // no whole night
  for (const Source& source : sources_) {
    SourceCounts& counts = summary_.sources[source.name];
    if (source.kind == SourceKind::kPages) continue;
    std::vector<SourceNight> history = frontier_.History(source.name);
    SourceNight tonight;
    tonight.time = summary_.run / 1000;
    tonight.offered = counts.listed;
    tonight.fresh = counts.fresh;
    tonight.read = counts.fetched;
    tonight.empty = counts.empty;
    tonight.not_modified = counts.feed_not_modified;
    tonight.resumed = summary_.resumed;
    if (counts.failures.empty()) counts.alarm = Silence(history, tonight);
    history.push_back(tonight);
    if (history.size() > kNightsRemembered) history.erase(history.begin());
    Fatal(frontier_.SetHistory(source.name, history));
  }
}

// A source whose pages could not be had has failed, though its feed came: where nothing came, or
// where the pages were asked for by name.
void Crawler::FailSources() {
  for (const Source& source : sources_) {
    SourceCounts& counts = summary_.sources[source.name];
    const uint64_t not_had = SumOf(counts.failed) + LeftByHosts(counts);
    if (not_had == 0 || !counts.failures.empty()) continue;
    if (counts.fetched + counts.not_modified == 0) {
      counts.failures.push_back(fmt::format("none of its {} pages could be had", not_had));
    } else if (source.kind == SourceKind::kPages) {
      counts.failures.push_back(fmt::format("{} of its pages could not be had", not_had));
    }
  }
}

void Crawler::End() {
  if (stopped_.empty() && !PagesOpen()) stopped_ = queue_.pages() > 0 ? "max-pages" : "";
  summary_.stopped = stopped_;
  for (const auto& [name, counts] : summary_.sources) {
    if (stopped_ != "max-seconds" || counts.unread == 0) continue;
    TellHost(name, fmt::format("{} of its feeds, sitemaps and lists were not read: max-seconds",
                               counts.unread));
  }
  CountLeft();
  FailSources();
  ListenForSilence();
  if (fatal_) {
    workers_->RunPosted();
    return;
  }
  // An interrupted crawl is not over: the next one goes on with it.
  if (stopped_ != "interrupted") Fatal(frontier_.SetRun(summary_.run, "ended"));
  Fatal(frontier_.Sync());
  workers_->RunPosted();
}

}  // namespace dealwire
