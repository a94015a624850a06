// What a fetch worker does with what comes: pages, feeds, redirects, errors.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/log.h"
#include "base/time.h"
#include "ingest/crawl/crawl_discovery.h"
#include "ingest/crawl/robots_tags.h"
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
  // Another source had other links of a feed.
  const bool feed = task.kind == TaskKind::kFeed && state.source == task.source->name;
  const bool asks =
      (page || feed) && !state.etag_lies && !state.body_sha256.empty() && state.not_modified < most;
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
  if (task.kind == TaskKind::kPage) {
    return TakePage(partition, std::move(task), std::move(response));
  }
  TakeEntry(partition, *host, std::move(task), std::move(response));
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

// Runs `work` beside the loop, then here what it gives. The partition is not handed over before.
void Fetcher::Aside(const Partition& partition, size_t bytes, std::function<Then()> work) {
  ++partition->in_flight;
  // Moved on and never copied: the last to let go of a partition closes it, here and not there.
  readers_.Do(bytes, [this, partition = partition, work = std::move(work)]() mutable {
    Then then = work();
    readers_.Post([partition = std::move(partition), then = std::move(then)] {
      --partition->in_flight;
      then(partition);
    });
  });
}

struct Fetcher::ReadPage {
  std::string sha256, robots_tags;
  bool same = false;  // as the last time
  Status packed;      // where it is not
  pb::Body body;
};

void Fetcher::TakePage(const Partition& partition, CrawlTask task, HttpResponse response) {
  const size_t bytes = response.body.size();
  const std::string known = partition->StateOf(CanonicalUrl(task.url)).body_sha256;
  Aside(partition, bytes,
        [this, known, task = std::make_shared<const CrawlTask>(std::move(task)),
         response = std::make_shared<HttpResponse>(std::move(response))] {
          const auto read = std::make_shared<ReadPage>();
          read->sha256 = Sha256Hex(response->body);
          read->robots_tags = RobotsTags(response->x_robots_tag, response->body);
          read->same = read->sha256 == known;
          if (!read->same) {
            read->packed =
                PackBody(response->body, options_.claims.get(), &read->body, options_.claim_over);
          }
          return [this, task, response, read](const Partition& owner) {
            SendPage(owner, *task, *response, *read);
          };
        });
}

void Fetcher::SendPage(const Partition& partition, const CrawlTask& task,
                       const HttpResponse& response, const ReadPage& read) {
  if (!read.packed.ok()) {
    LogWarning(task.url.ToString() + ": " + Message(read.packed));
    return Fail(partition, task, response.status, Message(read.packed));
  }
  UrlState state = StateOf(partition, task);
  Remember(response, read.sha256, &state);
  state.robots_tags = read.robots_tags;
  state.reason = read.same ? "fetched: the same as before" : "fetched: HTTP 200";
  if (read.same) return Done(partition, task, std::move(state), "same");
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
  *page.mutable_body() = read.body;
  const std::string host = task.url.Origin();
  const std::string& topic = options_.topics.pages;
  partition->Send({{topic, PartitionOf(host, options_.partitions.at(topic))},
                   host,
                   page.SerializeAsString(),
                   {}});
  Done(partition, task, std::move(state), "page");
}

struct Fetcher::ReadEntry {
  Status status;
  bool of_site = false;
  std::string sha256;
  std::vector<std::pair<Url, std::string>> pages;  // when they were published, as the entry says
  std::vector<EntryPoint> more;
};

void Fetcher::TakeEntry(const Partition& partition, const CrawlHost& host, CrawlTask task,
                        HttpResponse response) {
  const size_t bytes = response.body.size();
  Aside(partition, bytes,
        [this,
         sitemaps = host.robots == nullptr ? std::vector<std::string>() : host.robots->sitemaps(),
         task = std::make_shared<const CrawlTask>(std::move(task)),
         response = std::make_shared<HttpResponse>(std::move(response))] {
          const auto read = std::make_shared<ReadEntry>();
          const double most_days = task->source->settings.max_age_days;
          EntryLinks links = LinksOf({task->kind, task->url, task->depth, task->guess}, sitemaps,
                                     most_days, *response);
          read->status = links.status;
          read->of_site = links.of_site;
          read->sha256 = Sha256Hex(response->body);
          read->more = std::move(links.more);
          const SourceFilter& filter = *filters_.at(task->source->name);
          for (const Link& link : links.pages) {
            std::optional<Url> url = ParseUrl(link.url);
            if (!url || !filter.Rejects(url->ToString()).empty() ||
                IsTooOld(link.published, most_days)) {
              continue;
            }
            read->pages.emplace_back(*std::move(url), link.published);
          }
          return [this, task, response, read](const Partition& owner) {
            SendLinks(owner, *task, *response, *read);
          };
        });
}

void Fetcher::SendLinks(const Partition& partition, const CrawlTask& task,
                        const HttpResponse& response, const ReadEntry& read) {
  if (!read.status.ok()) return Fail(partition, task, response.status, Message(read.status));
  for (const auto& [url, published] : read.pages) {
    SendTask(partition, task, TaskKind::kPage, url, published, 0, false, {});
  }
  for (const EntryPoint& entry : read.more) {
    SendTask(partition, task, entry.kind, entry.url, "", entry.depth, entry.guess, {});
  }
  UrlState state = StateOf(partition, task);
  // What is asked about again is a feed: a page of the site says nothing of the feeds it names.
  Remember(response, read.of_site ? "" : read.sha256, &state);
  state.reason = fmt::format("fetched: {} links", read.pages.size() + read.more.size());
  Done(partition, task, std::move(state), "entry");
}

}  // namespace dealwire
