// What a fetch worker does with what comes: pages, feeds, redirects, errors.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/log.h"
#include "base/time.h"
#include "ingest/crawl_discovery.h"
#include "ingest/robots_tags.h"
#include "scale/body.h"
#include "scale/fetcher.h"
#include "scale/messages.pb.h"
#include "scale/metrics.h"

namespace dealwire {
namespace {

constexpr int kMostAttempts = 3;
constexpr size_t kMostRedirects = 10;
constexpr int kMostNotModified = 7;      // then a full fetch all the same: some ETags lie
constexpr int kMostFeedNotModified = 2;  // likewise

// Sets what is to be remembered of a whole answer.
void Remember(const HttpResponse& response, const std::string& sha256, UrlState* state) {
  const bool same = state->body_sha256 == sha256;
  state->etag_lies = state->etag_lies || (!same && !state->body_sha256.empty() &&
                                          !state->etag.empty() && state->etag == response.etag);
  state->status = response.status;
  state->fetched = state->decided;
  state->failures = state->not_modified = 0;
  state->etag = response.etag;
  state->last_modified = response.last_modified;
  if (!same) state->body_fetched = state->fetched;
  state->body_sha256 = sha256;
}

}  // namespace

void Fetcher::Fetch(const Partition& partition, CrawlHost* host, CrawlTask task) {
  if (task.source->settings.respect_robots && host->robots != nullptr) {
    const Robots::Verdict verdict = host->robots->Check(task.url.PathAndQuery());
    if (!verdict.allowed) {
      UrlState state = StateOf(partition, task);
      state.robots_line = verdict.line;
      state.reason = "skipped: robots.txt forbids it: " + verdict.line;
      host->next = CrawlHost::Clock::now();  // nothing was asked
      partition->queue().Done(host, false);
      return Done(partition, task, std::move(state), "robots forbid it");
    }
  }
  HttpRequest request = RequestOf(*task.source, task.url);
  const bool page = task.kind == TaskKind::kPage;
  request.pages_only = page;
  const UrlState state = partition->StateOf(CanonicalUrl(task.url));
  const int most = page ? kMostNotModified : kMostFeedNotModified;
  const bool asks = (page || task.kind == TaskKind::kFeed) && !state.etag_lies &&
                    !state.body_sha256.empty() && state.not_modified < most;
  if (asks) {
    request.if_none_match = state.etag;
    request.if_modified_since = state.last_modified;
  }
  const auto shared = std::make_shared<CrawlTask>(std::move(task));
  Ask(partition, request, [this, partition, host, shared](HttpResponse response) {
    Answered(partition, host, std::move(*shared), std::move(response));
  });
}

void Fetcher::Answered(const Partition& partition, CrawlHost* host, CrawlTask task,
                       HttpResponse response) {
  CrawlQueue& queue = partition->queue();
  const bool busy = response.status == 429 || response.status >= 500;
  if (!response.failure.empty() || busy) {
    const std::string why = WhyOf(response);
    const bool passes = response.may_pass || busy;
    const bool open = !passes || BackOff(partition, host, response, why);
    queue.Done(host, !passes);
    if (passes && open && ++task.attempts < kMostAttempts) {
      return queue.AddAgain(host, std::move(task));
    }
    return Fail(partition, task, response.status, why);
  }
  queue.Done(host, true);
  if (IsRedirect(response.status)) return Redirect(partition, std::move(task), response);
  if (response.status == 304) {
    UrlState state = StateOf(partition, task);
    state.failures = 0;
    ++state.not_modified;
    state.reason = "fetched: not modified";
    return Done(partition, task, std::move(state), "not modified");
  }
  if (response.status != 200) {
    return Fail(partition, task, response.status, fmt::format("HTTP {}", response.status));
  }
  if (task.kind == TaskKind::kPage) return TakePage(partition, task, std::move(response));
  TakeEntry(partition, host, task, response);
}

// Wherever it leads, the owner of that host asks there.
void Fetcher::Redirect(const Partition& partition, CrawlTask task, const HttpResponse& response) {
  const std::optional<Url> target = ResolveUrl(task.url, response.location);
  if (!target) return Fail(partition, task, response.status, "a redirect to no http address");
  std::vector<std::string> chain = task.redirects;
  chain.push_back(task.url.ToString());
  if (chain.size() > kMostRedirects) {
    return Fail(partition, task, response.status, "more than 10 redirects");
  }
  if (std::ranges::find(chain, target->ToString()) != chain.end()) {
    return Fail(partition, task, response.status, "its redirects go in a circle");
  }
  const std::string canonical = CanonicalUrl(task.url);
  if (CanonicalUrl(*target) == canonical && target->Origin() == task.url.Origin()) {
    // The same page by another spelling.
    task.redirects = std::move(chain);
    task.url = *target;
    CrawlHost* const host = partition->HostOf(task.url, task.source->settings);
    return partition->queue().AddAgain(host, std::move(task));
  }
  SendTask(partition, task, task.kind, *target, task.queued.published, task.depth, task.guess,
           chain);
  UrlState state = StateOf(partition, task);
  state.status = response.status;
  state.canonical = CanonicalUrl(*target);
  state.reason = fmt::format("fetched: HTTP {} to {}", response.status, state.canonical);
  Done(partition, task, std::move(state), "redirect");
}

void Fetcher::TakePage(const Partition& partition, const CrawlTask& task, HttpResponse response) {
  UrlState state = StateOf(partition, task);
  const std::string sha256 = Sha256Hex(response.body);
  const bool same = state.body_sha256 == sha256;
  Remember(response, sha256, &state);
  state.robots_tags = RobotsTags(response.x_robots_tag, response.body);
  state.reason = same ? "fetched: the same as before" : "fetched: HTTP 200";
  if (same) return Done(partition, task, std::move(state), "same");
  pb::FetchedPage page;
  page.set_url(task.url.ToString());
  page.set_source(task.source->name);
  page.set_content_type(response.content_type);
  page.set_fetched(state.fetched);
  page.set_hint_lang(task.source->lang);
  page.set_hint_published(task.queued.published);
  page.set_robots_tags(state.robots_tags);
  page.set_status(response.status);
  for (const std::string& redirect : task.redirects) page.add_redirects(redirect);
  if (const Status packed =
          PackBody(response.body, options_.claims, page.mutable_body(), options_.claim_over);
      !packed.ok()) {
    LogWarning(task.url.ToString() + ": " + Message(packed));
    return Fail(partition, task, response.status, Message(packed));
  }
  const std::string host = task.url.Origin();
  const std::string& topic = options_.topics.pages;
  partition->Send({{topic, PartitionOf(host, options_.partitions.at(topic))},
                   host,
                   page.SerializeAsString(),
                   {}});
  Done(partition, task, std::move(state), "page");
}

void Fetcher::TakeEntry(const Partition& partition, CrawlHost* host, const CrawlTask& task,
                        const HttpResponse& response) {
  const std::vector<std::string> sitemaps =
      host->robots == nullptr ? std::vector<std::string>() : host->robots->sitemaps();
  const EntryLinks links = LinksOf({task.kind, task.url, task.depth, task.guess}, sitemaps,
                                   task.source->settings.max_age_days, response);
  if (!links.status.ok()) return Fail(partition, task, response.status, Message(links.status));
  const SourceFilter& filter = *filters_.at(task.source->name);
  size_t sent = 0;
  for (const Link& link : links.pages) {
    const std::optional<Url> url = ParseUrl(link.url);
    if (!url || !filter.Rejects(url->ToString()).empty() ||
        IsTooOld(link.published, task.source->settings.max_age_days)) {
      continue;
    }
    SendTask(partition, task, TaskKind::kPage, *url, link.published, 0, false, {});
    ++sent;
  }
  for (const EntryPoint& entry : links.more) {
    SendTask(partition, task, entry.kind, entry.url, "", entry.depth, entry.guess, {});
  }
  UrlState state = StateOf(partition, task);
  Remember(response, Sha256Hex(response.body), &state);
  state.reason = fmt::format("fetched: {} links", sent + links.more.size());
  Done(partition, task, std::move(state), "entry");
}

}  // namespace dealwire
