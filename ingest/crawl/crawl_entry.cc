// The crawl's robots.txt, feeds, sitemaps and lists.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/time.h"
#include "ingest/crawl/crawl_answers.h"
#include "ingest/crawl/crawl_engine.h"

namespace dealwire {
namespace {

constexpr int kMostRobotsRedirects = 5;  // RFC 9309 2.3.1.2
constexpr int kMostFeedNotModified = 2;  // then a full fetch all the same: some ETags lie

std::string RobotsAddress(const CrawlHost& host) { return host.key + "/robots.txt"; }
bool IsOwnRobots(const CrawlHost& host, const Url& url) {
  return url.ToString() == RobotsAddress(host);
}

}  // namespace

bool Crawler::UseStoredRobots(CrawlHost* host) {
  const HostState& state = host->state;
  if (!RobotsAreFresh(state)) return false;
  queue_.SetRobots(host, std::make_shared<Robots>(RobotsOf(state, host->settings->user_agent)));
  host->next = Clock::now();  // nothing was asked
  queue_.Done(host, false);
  return true;
}

void Crawler::AskRobots(CrawlHost* asked, const CrawlTask& task) {
  if (asked != task.robots_of && IsOwnRobots(*asked, task.url) && RobotsAreFresh(asked->state)) {
    const HostState& known = asked->state;
    asked->next = Clock::now();  // nothing was asked
    queue_.Done(asked, false);
    return TakeRobots(task.robots_of, {.status = known.robots_status, .body = known.robots_body});
  }
  SourceSettings settings = *task.robots_of->settings;
  settings.allow_private_networks = task.robots_of->allow_private;
  HttpRequest request = RobotsRequest(settings, task.url);
  request.keep_headers = options_.warc != nullptr;
  ++summary_.robots;
  http_.Start(request, [this, asked, task](HttpResponse response) {
    Count(response);
    RobotsAnswered(asked, task, std::move(response));
  });
}

void Crawler::RobotsAnswered(CrawlHost* asked, const CrawlTask& task, HttpResponse response) {
  if (options_.warc != nullptr) {
    workers_->DoFirst(response.body.size(), [this, address = task.url.ToString(), response] {
      Archive(address, response, "");
    });
  }
  CrawlHost* host = task.robots_of;
  if (response.failure.empty() && IsRedirect(response.status) &&
      task.depth < kMostRobotsRedirects && ResolveUrl(task.url, response.location)) {
    queue_.Done(asked, false);
    return RedirectRobots(task, response);
  }
  if (response.failure == "private address") {  // what is queued is told so, one by one
    host->refused = WhyOf(response);
    queue_.SetRobots(host, std::make_shared<Robots>(Robots::DisallowAll(host->refused)));
    return queue_.Done(asked, false);
  }
  if (!ClosesDoor(response)) {
    if (asked != host && IsOwnRobots(*asked, task.url)) TakeRobots(asked, response);
    TakeRobots(host, std::move(response));
    return queue_.Done(asked, true);
  }
  const std::string why = "robots.txt: " + WhyOf(response);
  const bool passes = response.may_pass || response.failure.empty();
  if (!passes) {
    CloseHost(host, why);
  } else {
    if (asked != host) BackOff(asked, response, why);
    if (BackOff(host, response, why) && host->state.failures >= kMostAttempts) CloseHost(host, why);
  }
  queue_.RobotsFailed(host);
  queue_.Done(asked, false);
}

// Another host is asked when its turn comes, as for anything else.
void Crawler::RedirectRobots(CrawlTask task, const HttpResponse& response) {
  task.url = *ResolveUrl(task.url, response.location);
  ++task.depth;
  CrawlHost* to = HostOf(task.url, *task.robots_of->settings);
  if (!to->closed.empty()) {
    return CloseHost(task.robots_of,
                     fmt::format("robots.txt: it is at {}: {}", to->key, to->closed));
  }
  queue_.AddRobots(to, std::move(task));
}

void Crawler::TakeRobots(CrawlHost* host, HttpResponse response) {
  HostState& state = host->state;
  KeepRobots(std::move(response), &state);
  Fatal(frontier_.SetHost(host->key, state));
  queue_.SetRobots(host, std::make_shared<Robots>(RobotsOf(state, host->settings->user_agent)));
}

void Crawler::AddEntry(CrawlTask task) {
  const std::string key = task.source->name + "\n" + CanonicalUrl(task.url);
  if (!entries_seen_.insert(key).second) return;
  ++entries_open_;
  CrawlHost* host = HostOf(task.url, task.source->settings);
  if (!host->closed.empty()) return FailEntry(task, host->closed);
  queue_.Add(host, std::move(task));
}

void Crawler::FailEntry(const CrawlTask& task, const std::string& why) {
  --entries_open_;
  if (task.guess) return;
  summary_.sources[task.source->name].failures.push_back(why);
  Tell(task.source->name, task.url.ToString(), why);
}

void Crawler::FetchEntry(CrawlHost* host, CrawlTask task) {
  if (!host->refused.empty()) {  // no source that may ask it has met it
    FailEntry(task, host->refused);
    return queue_.Done(host, false);
  }
  if (task.source->settings.respect_robots && host->robots != nullptr) {
    const Robots::Verdict verdict = host->robots->Check(task.url.PathAndQuery());
    if (!verdict.allowed) {
      FailEntry(task, "robots.txt forbids it: " + verdict.line);
      return queue_.Done(host, false);
    }
  }
  HttpRequest request = RequestFor(*task.source, task.url);
  UrlState state = frontier_.Lookup(CanonicalUrl(task.url)).value_or(UrlState{});
  const bool asks = task.kind == TaskKind::kFeed && !options_.dry_run && !state.etag_lies &&
                    state.not_modified < kMostFeedNotModified && !state.body_sha256.empty();
  if (asks) {
    request.if_none_match = state.etag;
    request.if_modified_since = state.last_modified;
  }
  const auto shared = std::make_shared<CrawlTask>(std::move(task));
  http_.Start(request, [this, host, shared, state](HttpResponse response) {
    Count(response);
    EntryAnswered(host, std::move(*shared), state, std::move(response));
  });
}

void Crawler::EntryAnswered(CrawlHost* host, CrawlTask task, UrlState state,
                            HttpResponse response) {
  state.source = task.source->name;
  state.status = response.status;
  state.decided = state.fetched = FormatUnix(NowUnix());
  state.delay_s = host->delay_s;
  state.run = summary_.run;
  const bool busy = response.status == 429 || response.status >= 500;
  if (!response.failure.empty() || busy) {
    const std::string why = WhyOf(response);
    const bool passes = response.may_pass || busy;
    const bool open = passes && BackOff(host, response, why);
    queue_.Done(host, !passes);
    if (open && ++task.attempts < kMostAttempts) return queue_.AddAgain(host, std::move(task));
    return FailEntry(task, why);
  }
  queue_.Done(host, true);
  if (IsRedirect(response.status)) return RedirectEntry(std::move(task), response);
  if (response.status != 200 && response.status != 304) {
    return FailEntry(task, fmt::format("HTTP {}", response.status));
  }
  const std::vector<std::string> sitemaps =
      host->robots == nullptr ? std::vector<std::string>() : host->robots->sitemaps();
  const size_t bytes = response.body.size();
  const auto job = std::make_shared<HttpResponse>(std::move(response));
  workers_->DoFirst(bytes,
                    [this, task, state, sitemaps, job] { ReadEntry(task, sitemaps, state, *job); });
}

void Crawler::RedirectEntry(CrawlTask task, const HttpResponse& response) {
  ++summary_.redirects;
  const std::optional<Url> target = ResolveUrl(task.url, response.location);
  if (!target) return FailEntry(task, "a redirect to no http or https address");
  task.redirects.push_back(task.url.ToString());
  if (task.redirects.size() > kMostRedirects) return FailEntry(task, "more than 10 redirects");
  if (std::ranges::find(task.redirects, target->ToString()) != task.redirects.end()) {
    return FailEntry(task, "its redirects go in a circle");
  }
  task.url = *target;
  CrawlHost* host = HostOf(task.url, task.source->settings);
  if (!host->closed.empty()) return FailEntry(task, host->closed);
  queue_.Add(host, std::move(task));
}

void Crawler::ReadEntry(const CrawlTask& task, const std::vector<std::string>& robots_sitemaps,
                        UrlState state, const HttpResponse& response) {
  const std::string canonical = CanonicalUrl(task.url);
  FetchNote note = NoteOf(task, canonical, response);
  FrontierBatch batch;
  EntryLinks entries;
  state.queued = false;
  if (response.status == 304) {
    ++state.not_modified;
    state.reason = note.outcome = "fetched: not modified";
  } else {
    entries = LinksOf({task.kind, task.url, task.depth, task.guess}, robots_sitemaps,
                      task.source->settings.max_age_days, response);
    const std::string sha256 = Sha256Hex(response.body);
    state.etag_lies =
        state.etag_lies || (!state.etag.empty() && state.etag == response.etag &&
                            !state.body_sha256.empty() && state.body_sha256 != sha256);
    state.not_modified = 0;
    state.etag = response.etag;
    state.last_modified = response.last_modified;
    if (state.body_sha256 != sha256) state.body_fetched = state.fetched;
    state.body_sha256 = entries.status.ok() ? sha256 : "";
    note.body_sha256 = sha256;
    state.reason = note.outcome =
        entries.status.ok()
            ? fmt::format("fetched: {} links", entries.pages.size() + entries.more.size())
            : "failed: " + Message(entries.status);
  }
  Archive(task.url.ToString(), response, response.status == 304 ? state.body_fetched : "");
  // The links first: an ETag that is remembered means that they are.
  Fatal(discovery_->Admit(*task.source, entries.pages, [&](Admission admission) {
    workers_->Post([this, source = task.source, a = std::move(admission)] { Merge(*source, a); });
  }));
  batch.urls.emplace_back(canonical, std::move(state));
  batch.notes.push_back(std::move(note));
  Fatal(frontier_.Write(batch));
  workers_->Post([this, task, status = entries.status, more = std::move(entries.more),
                  unchanged = response.status == 304] {
    if (unchanged) summary_.sources[task.source->name].feed_not_modified = true;
    EntryRead(task, status, more);
  });
}

void Crawler::EntryRead(const CrawlTask& task, const Status& status,
                        const std::vector<EntryPoint>& more) {
  if (!status.ok()) return FailEntry(task, Message(status));
  for (const EntryPoint& entry : more) {
    CrawlTask next;
    next.kind = entry.kind;
    next.url = entry.url;
    next.source = task.source;
    next.depth = entry.depth;
    next.guess = entry.guess;
    AddEntry(std::move(next));
  }
  --entries_open_;
}

}  // namespace dealwire
