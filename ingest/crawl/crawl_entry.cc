// The crawl's feeds, sitemaps and lists.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/time.h"
#include "ingest/crawl/crawl_answers.h"
#include "ingest/crawl/crawl_engine.h"

namespace dealwire {
namespace {

constexpr int kMostFeedNotModified = 2;  // then a full fetch all the same: some ETags lie

}  // namespace

bool Crawler::AddEntry(CrawlTask task) {
  const std::string key = task.source->name + "\n" + CanonicalUrl(task.url);
  if (!entries_seen_.insert(key).second) return false;
  ++entries_open_;
  ++summary_.sources[task.source->name].unread;
  if (task.guess) ++task.guesses->open;
  CrawlHost* host = HostOf(task.url, task.source->settings);
  if (host->closed.empty()) {
    queue_.Add(host, std::move(task));
  } else {
    FailEntry(task, host->closed);
  }
  return true;
}

void Crawler::FailEntry(const CrawlTask& task, const std::string& why,
                        const HttpResponse& response) {
  KeepEntry(task, "failed: " + why, response);
  CountFailed(task, why);
}

void Crawler::CountFailed(const CrawlTask& task, const std::string& why) {
  SourceCounts& counts = summary_.sources[task.source->name];
  --entries_open_;
  --counts.unread;
  std::string url = task.url.ToString(), told = why;
  if (task.guess) {
    if (--task.guesses->open > 0 || task.guesses->found) return;
    url = task.guesses->page;
    told = "a page that names no feed, and no sitemap is where sites have one; the last: " + why;
  }
  counts.failures.push_back(told);
  Tell(task.source->name, url, told);
}

void Crawler::KeepEntry(const CrawlTask& task, const std::string& outcome,
                        const HttpResponse& response) {
  const bool asked = response.status != 0 || !response.failure.empty();
  const std::string canonical = CanonicalUrl(task.url);
  FetchNote note = NoteOf(task, canonical, response);
  note.outcome = outcome;
  if (const CrawlHost* host = queue_.Find(task.url.Origin())) {
    note.delay_s = host->delay_s;
    note.wait = host->state.why;
  }
  const auto kept = std::make_shared<HttpResponse>(response);
  workers_->DoFirst(kept->body.size(), [this, task, canonical, asked, kept, note] {
    UrlState state = frontier_.Lookup(canonical).value_or(UrlState{});
    state.source = note.source;
    state.reason = note.outcome;
    state.decided = FormatUnix(note.time_ms / 1000);
    state.delay_s = note.delay_s;
    state.robots_line = task.robots_line;
    FrontierBatch batch;
    if (asked) {
      Archive(task.url.ToString(), *kept, "");
      state.status = kept->status;
      state.fetched = state.decided;
      if (const auto to =
              IsRedirect(kept->status) ? ResolveUrl(task.url, kept->location) : std::nullopt) {
        state.canonical = CanonicalUrl(*to);
      }
      batch.notes.push_back(note);
    }
    batch.urls.emplace_back(canonical, std::move(state));
    Fatal(frontier_.Write(batch));
  });
}

void Crawler::FetchEntry(CrawlHost* host, CrawlTask task) {
  if (!host->refused.empty()) {  // no source that may ask it has met it
    FailEntry(task, host->refused);
    return queue_.Done(host, false);
  }
  if (task.source->settings.respect_robots && host->robots != nullptr) {
    const Robots::Verdict verdict = host->robots->Check(task.url.PathAndQuery());
    task.robots_line = verdict.line;
    if (!verdict.allowed) {
      FailEntry(task, "robots.txt forbids it: " + verdict.line);
      return queue_.Done(host, false);
    }
  }
  HttpRequest request = RequestFor(*task.source, task.url);
  UrlState state = frontier_.Lookup(CanonicalUrl(task.url)).value_or(UrlState{});
  // Another source had other links of it.
  const bool had = !state.body_sha256.empty() && state.source == task.source->name;
  const bool asks = task.kind == TaskKind::kFeed && !options_.dry_run && had && !state.etag_lies &&
                    state.not_modified < kMostFeedNotModified && MayRepeat(state);
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
  state.robots_line = task.robots_line;
  state.run = summary_.run;
  const bool busy = response.status == 429 || response.status >= 500;
  if (!response.failure.empty() || busy) {
    const std::string why = WhyOf(response);
    const bool passes = response.may_pass || busy;
    const bool open = passes && BackOff(host, response, why);
    queue_.Done(host, !passes);
    if (!open || task.attempts + 1 >= kMostAttempts) return FailEntry(task, why, response);
    KeepEntry(task, "failed, to be tried again: " + why, response);
    ++task.attempts;
    return queue_.AddAgain(host, std::move(task));
  }
  queue_.Done(host, true);
  if (IsRedirect(response.status)) return RedirectEntry(std::move(task), response);
  if (response.status != 200 && response.status != 304) {
    return FailEntry(task, fmt::format("HTTP {}", response.status), response);
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
  std::string why;
  std::vector<std::string> chain = task.redirects;
  chain.push_back(task.url.ToString());
  if (!target) why = "a redirect to no http or https address";
  if (chain.size() > kMostRedirects) why = "more than 10 redirects";
  if (target && std::ranges::find(chain, target->ToString()) != chain.end()) {
    why = "its redirects go in a circle";
  }
  if (!why.empty()) return FailEntry(task, why, response);
  KeepEntry(task, "redirect to " + CanonicalUrl(*target), response);
  task.redirects = std::move(chain);
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
    // What is asked about again is a feed: a page of the site says nothing of the feeds it names.
    state.body_sha256 = entries.status.ok() && !entries.of_site ? sha256 : "";
    state.archived = options_.warc != nullptr;
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
  if (!status.ok()) return CountFailed(task, Message(status));
  if (task.guess) task.guesses->found = true;
  const auto guesses = std::make_shared<SiteGuess>(SiteGuess{.page = task.url.ToString()});
  for (const EntryPoint& entry : more) {
    CrawlTask next;
    next.kind = entry.kind;
    next.url = entry.url;
    next.source = task.source;
    next.depth = entry.depth;
    next.guess = entry.guess;
    next.guesses = guesses;
    // One that is asked for already answers for this page too.
    if (!AddEntry(std::move(next))) guesses->found = true;
  }
  --entries_open_;
  --summary_.sources[task.source->name].unread;
}

}  // namespace dealwire
