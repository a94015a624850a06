// What earlier crawls left in the queue: taken up, left to other sources, or let go.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/time.h"
#include "ingest/crawl/crawl_discovery.h"

namespace dealwire {
namespace {

constexpr size_t kDroppedAtOnce = 1000;

}  // namespace

// Takes the entry off the queue; its address is free again for whoever lists it.
void CrawlDiscovery::Drop(const Dropped& dropped, FrontierBatch* batch) {
  batch->remove.emplace_back(dropped.host, dropped.entry.number);
  const std::optional<Url> url = ParseUrl(dropped.entry.url);
  if (!url) return;
  const std::string canonical = CanonicalUrl(*url);
  UrlState state = frontier_.Lookup(canonical).value_or(UrlState{});
  state.decided = FormatUnix(NowUnix());
  state.reason = "skipped: " + dropped.why;
  Forget(&state);
  batch->urls.emplace_back(canonical, std::move(state));
}

void CrawlDiscovery::Forget(UrlState* state) {
  state->queued = false;
  state->run = 0;
  // They may be of a body that was fetched and never read.
  state->etag.clear();
  state->last_modified.clear();
}

StatusOr<LeftQueue> CrawlDiscovery::Adopt() {
  LeftQueue left;
  std::map<std::pair<std::string, std::string>, LeftQueue::Part> parts;  // by host and source
  std::map<std::string, const Source*> by_name;
  for (const auto& [source, filter] : filters_) by_name.emplace(source->name, source);
  std::vector<Dropped> dropped;
  DW_RETURN_IF_ERROR(frontier_.EachQueued([&](const std::string& host, const QueuedUrl& entry) {
    next_number_ = std::max(next_number_, entry.number + 1);
    const std::optional<Url> url = ParseUrl(entry.url);
    if (!url) return dropped.push_back({host, entry, "no address"});
    waiting_.push_back(Hash64(CanonicalUrl(*url)));
    const auto source = by_name.find(entry.source);
    if (source == by_name.end()) {
      if (options_.others.contains(entry.source)) return;
      ++left.of_no_source[entry.source];
      return dropped.push_back({host, entry, "its source is no longer in the sources file"});
    }
    SourceCounts& counts = left.counts[entry.source];
    ++counts.discovered;
    // What was fetched is read, whatever has been decided since.
    std::string kind;
    const std::string why = entry.waiting_body.empty()
                                ? Unwanted(*source->second, entry.published, url->ToString(), &kind)
                                : "";
    if (!why.empty()) {
      ++counts.skipped[kind];
      return dropped.push_back({host, entry, why});
    }
    if (options_.dry_run) {
      ++counts.left["dry run"];
      if (options_.on_url) options_.on_url(entry.url);
    }
    LeftQueue::Part& part = parts[{host, entry.source}];
    part.source = source->second;
    part.url = *url;
    part.last_number = std::max(part.last_number, entry.number);
    ++part.count;
  }));
  for (size_t at = 0; at < dropped.size(); at += kDroppedAtOnce) {
    FrontierBatch batch;
    const size_t end = std::min(at + kDroppedAtOnce, dropped.size());
    for (size_t i = at; i < end; ++i) Drop(dropped[i], &batch);
    DW_RETURN_IF_ERROR(frontier_.Write(batch));
  }
  std::ranges::sort(waiting_);
  for (auto& [key, part] : parts) left.parts.push_back(std::move(part));
  return left;
}

}  // namespace dealwire
