// The crawl's pages: asked for, kept, read, stored.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/time.h"
#include "ingest/crawl_answers.h"
#include "ingest/crawl_engine.h"
#include "ingest/robots_tags.h"

namespace dealwire {
namespace {

constexpr int kMostAttempts = 3;
constexpr size_t kMostRedirects = 10;

}  // namespace

void Crawler::FetchPage(CrawlHost* host, CrawlTask task) {
  PageTask page;
  page.host = host;
  page.source = task.source;
  page.canonical = CanonicalUrl(task.url);
  page.delay_s = host->delay_s;
  page.task = std::move(task);
  if (!page.task.queued.waiting_body.empty()) {
    host->next = Clock::now();  // nothing is asked
    queue_.Done(host, false);
    ++pages_in_flight_;
    return workers_->Do(0, [this, page] { ReadKeptPage(page); });
  }
  if (page.source->settings.respect_robots && host->robots != nullptr) {
    const Robots::Verdict verdict = host->robots->Check(page.task.url.PathAndQuery());
    page.robots_line = verdict.line;
    if (!verdict.allowed) {
      host->next = Clock::now();
      queue_.Done(host, false);
      const std::string why = "robots.txt forbids it: " + verdict.line;
      return workers_->Do(
          0, [this, page, why] { Settle(page, Outcome::kSkipped, "robots", why, HttpResponse{}); });
    }
  }
  HttpRequest request = RequestFor(*page.source, page.task.url);
  request.pages_only = true;
  request.if_none_match = page.task.queued.etag;
  request.if_modified_since = page.task.queued.last_modified;
  ++pages_in_flight_;
  const auto shared = std::make_shared<PageTask>(std::move(page));
  http_.Start(request, [this, shared](HttpResponse response) {
    Count(response);
    PageAnswered(std::move(*shared), std::move(response));
  });
}

void Crawler::PageAnswered(PageTask page, HttpResponse response) {
  if (!response.failure.empty()) {
    const std::string why = response.failure + ": " + response.detail;
    return PageFailed(std::move(page), response, response.failure, why, response.may_pass);
  }
  const int status = response.status;
  if (status == 429 || status >= 500) {
    const std::string why = fmt::format("HTTP {}", status);
    return PageFailed(std::move(page), response, why, why, true);
  }
  queue_.Done(page.host, true);
  if (IsRedirect(status)) return RedirectPage(std::move(page), response);
  if (status == 200 || status == 304) {
    const size_t bytes = response.body.size();
    const auto shared = std::make_shared<HttpResponse>(std::move(response));
    return workers_->Do(bytes, [this, page = std::move(page), shared] {
      if (shared->status == 200) return ReadPage(page, std::move(*shared));
      Settle(page, Outcome::kNotModified, "", "not modified", *shared);
    });
  }
  const std::string why = fmt::format("HTTP {}", status);
  Tell(page.source->name, page.task.url.ToString(), why);
  workers_->Do(0, [this, page = std::move(page), why, response] {
    Settle(page, Outcome::kFailed, why, why, response);
  });
}

// Tries again later what may pass; tells what does not. A host that is too busy, or that cannot be
// reached, loses no page by it: what is left waits for the next crawl. One that breaks off does, so
// that the same few pages do not stand in the way of all others night after night.
void Crawler::PageFailed(PageTask page, const HttpResponse& response, const std::string& kind,
                         const std::string& why, bool passes) {
  const bool busy = response.status == 429 || response.status == 503 || kind == "dns" ||
                    kind == "connect" || kind == "tls";
  const bool open = !passes || BackOff(page.host, response, why);
  queue_.Done(page.host, !passes);
  const int attempts = ++page.task.attempts;
  if (passes && (busy || (open && attempts < kMostAttempts))) {
    --pages_in_flight_;
    FetchNote note = NoteOf(page.task, page.canonical, response);
    note.attempt = attempts;
    note.outcome = "failed, to be tried again: " + why;
    note.wait = page.host->state.why;
    note.robots_line = page.robots_line;
    workers_->Do(0, [this, note = std::move(note)] {
      FrontierBatch batch;
      batch.notes.push_back(note);
      Fatal(frontier_.Write(batch));
    });
    if (open) queue_.AddAgain(page.host, std::move(page.task));
    return;  // a closed host's pages stay in the store
  }
  if (kind == "content type") {
    return workers_->Do(0, [this, page = std::move(page), response, why] {
      Settle(page, Outcome::kSkipped, "content type", why, response);
    });
  }
  Tell(page.source->name, page.task.url.ToString(), why);
  workers_->Do(0, [this, page = std::move(page), response, kind, why] {
    Settle(page, Outcome::kFailed, kind, why, response);
  });
}

void Crawler::RedirectPage(PageTask page, const HttpResponse& response) {
  ++summary_.redirects;
  const std::optional<Url> target = ResolveUrl(page.task.url, response.location);
  std::vector<std::string> chain = page.task.redirects;
  chain.push_back(page.task.url.ToString());
  std::string why;
  if (!target) why = "a redirect to no http or https address";
  if (chain.size() > kMostRedirects) why = "more than 10 redirects";
  if (target && std::ranges::find(chain, target->ToString()) != chain.end()) {
    why = "its redirects go in a circle";
  }
  if (!why.empty()) {
    Tell(page.source->name, page.task.url.ToString(), why);
    return workers_->Do(0, [this, page = std::move(page), response, why] {
      Settle(page, Outcome::kFailed, "redirect", why, response);
    });
  }
  if (CanonicalUrl(*target) == page.canonical) {  // the same page by another spelling
    --pages_in_flight_;
    CrawlTask task = std::move(page.task);
    task.redirects = std::move(chain);
    task.url = *target;
    CrawlHost* host = HostOf(task.url, *page.source);
    if (host->closed.empty()) queue_.AddAgain(host, std::move(task));
    return;
  }
  workers_->Do(
      0, [this, page = std::move(page), chain = std::move(chain), response, target = *target] {
        Archive(page.task.url.ToString(), response, "");
        UrlState state = StateOf(page);
        state.status = response.status;
        state.fetched = state.decided;
        FetchNote note = NoteOf(page.task, page.canonical, response);
        note.outcome = "redirect to " + CanonicalUrl(target);
        note.robots_line = page.robots_line;
        note.delay_s = page.delay_s;
        QueuedUrl from = page.task.queued;
        from.url = page.task.url.ToString();
        from.redirects = std::vector<std::string>(chain.begin(), chain.end() - 1);
        Fatal(discovery_->Redirect(*page.source, page.task.host_key, from, target, std::move(state),
                                   note, [&](Admission admission) {
                                     workers_->Post(
                                         [this, source = page.source, a = std::move(admission)] {
                                           --pages_in_flight_;
                                           Merge(*source, a);
                                         });
                                   }));
      });
}

UrlState Crawler::StateOf(const PageTask& page) const {
  UrlState state = frontier_.Lookup(page.canonical).value_or(UrlState{});
  state.source = page.source->name;
  state.decided = FormatUnix(NowUnix());
  state.robots_line = page.robots_line;
  state.delay_s = page.delay_s;
  state.run = summary_.run;
  state.queued = false;
  return state;
}

void Crawler::Settle(const PageTask& page, Outcome outcome, const std::string& kind,
                     const std::string& why, const HttpResponse& response) {
  UrlState state = StateOf(page);
  FrontierBatch batch;
  const bool skipped = outcome == Outcome::kSkipped;
  state.reason = (skipped                       ? "skipped: "
                  : outcome == Outcome::kFailed ? "failed: "
                                                : "fetched: ") +
                 why;
  if (response.status != 0 || !response.failure.empty()) {
    state.status = response.status;
    state.fetched = state.decided;
    FetchNote note = NoteOf(page.task, page.canonical, response);
    note.outcome = state.reason;
    note.robots_line = page.robots_line;
    note.delay_s = page.delay_s;
    batch.notes.push_back(std::move(note));
  }
  if (outcome == Outcome::kFailed) ++state.failures;
  if (outcome == Outcome::kNotModified) {
    state.failures = 0;
    ++state.not_modified;
    Archive(page.task.url.ToString(), response, state.body_fetched);
  } else {
    Archive(page.task.url.ToString(), response, "");
  }
  batch.remove.emplace_back(page.task.host_key, page.task.queued.number);
  batch.urls.emplace_back(page.canonical, std::move(state));
  Fatal(frontier_.Write(batch));
  const bool flew = !skipped || kind != "robots";
  workers_->Post([this, source = page.source->name, outcome, kind, flew] {
    SourceCounts& counts = summary_.sources[source];
    if (flew) --pages_in_flight_;
    if (outcome == Outcome::kSkipped) ++counts.skipped[kind];
    if (outcome == Outcome::kFailed) ++counts.failed[kind];
    if (outcome == Outcome::kNotModified) ++counts.not_modified;
  });
}

// Keeps what came, and then reads it. From here on the page is not asked for again, even if the
// crawl is killed the next moment.
void Crawler::ReadPage(const PageTask& page, HttpResponse response) {
  const std::string url = page.task.url.ToString();
  const std::string sha256 = Sha256Hex(response.body);
  UrlState state = StateOf(page);
  FetchNote note = NoteOf(page.task, page.canonical, response);
  note.robots_line = page.robots_line;
  note.delay_s = page.delay_s;
  note.body_sha256 = sha256;
  const bool same = state.body_sha256 == sha256;
  state.etag_lies = state.etag_lies || (!same && !state.body_sha256.empty() &&
                                        !state.etag.empty() && state.etag == response.etag);
  state.status = response.status;
  state.fetched = state.decided;
  state.failures = state.not_modified = 0;
  state.etag = response.etag;
  state.last_modified = response.last_modified;
  state.robots_tags = RobotsTags(response.x_robots_tag, response.body);
  Archive(url, response, same ? state.body_fetched : "");
  FrontierBatch batch;
  if (same) {
    state.reason = note.outcome = "fetched: the same as before";
    batch.remove.emplace_back(page.task.host_key, page.task.queued.number);
    batch.urls.emplace_back(page.canonical, std::move(state));
    batch.notes.push_back(std::move(note));
    Fatal(frontier_.Write(batch));
    return workers_->Post([this, source = page.source->name] {
      --pages_in_flight_;
      ++summary_.sources[source].not_modified;
    });
  }
  state.body_fetched = state.fetched;
  note.outcome = "fetched: HTTP 200";
  QueuedUrl kept = page.task.queued;
  kept.url = url;
  kept.redirects = page.task.redirects;
  kept.waiting_body = sha256;
  // The entry comes to know its body, the address its answer; `run` and `queued` stay, so that a
  // later crawl finds the entry and reads it.
  UrlState waiting = state;
  waiting.queued = true;
  waiting.reason = "fetched: HTTP 200, to be read";
  batch.add.emplace_back(page.task.host_key, std::move(kept));
  batch.urls.emplace_back(page.canonical, std::move(waiting));
  batch.notes.push_back(std::move(note));
  batch.raw_sha256 = sha256;
  batch.raw = response.body;
  if (const Status written = frontier_.Write(batch); !written.ok()) return Fatal(written);
  CrawledPage crawled;
  crawled.page.content_type = response.content_type;
  crawled.page.bytes = std::move(response.body);
  crawled.body_sha256 = sha256;
  DeliverPage(page, std::move(state), std::move(crawled));
}

// A crawl that was broken off had fetched it, and did not come to read it.
void Crawler::ReadKeptPage(const PageTask& page) {
  UrlState state = StateOf(page);
  CrawledPage crawled;
  crawled.body_sha256 = page.task.queued.waiting_body;
  StatusOr<std::string> body = frontier_.Raw(crawled.body_sha256);
  if (!body.ok()) return Fatal(body.status());
  crawled.page.bytes = *std::move(body);
  DeliverPage(page, std::move(state), std::move(crawled));
}

void Crawler::DeliverPage(const PageTask& page, UrlState state, CrawledPage crawled) {
  const bool fresh = state.body_sha256.empty();
  crawled.page.url = page.task.url.ToString();
  crawled.page.fetched = state.fetched;
  crawled.page.hint_lang = page.source->lang;
  crawled.page.hint_published = page.task.queued.published;
  crawled.source = page.source->name;
  crawled.redirects = page.task.redirects;
  crawled.robots_tags = state.robots_tags;
  crawled.status = state.status;
  state.body_sha256 = crawled.body_sha256;
  const PageResult result = sink_(std::move(crawled));
  if (!result.store.ok()) return Fatal(result.store);
  const bool article = result.article.ok();
  state.reason = article ? "fetched: HTTP 200" : "fetched, no article: " + Message(result.article);
  if (!result.canonical.empty() && result.canonical != page.canonical) {
    state.canonical = result.canonical;
  }
  FrontierBatch batch;
  batch.remove.emplace_back(page.task.host_key, page.task.queued.number);
  batch.urls.emplace_back(page.canonical, std::move(state));
  if (const Status written = frontier_.Write(batch); !written.ok()) return Fatal(written);
  workers_->Post([this, source = page.source->name, article, fresh] {
    SourceCounts& counts = summary_.sources[source];
    --pages_in_flight_;
    ++counts.fetched;
    ++(article ? counts.articles : counts.empty);
    if (article && fresh) ++counts.fresh;
  });
}

}  // namespace dealwire
