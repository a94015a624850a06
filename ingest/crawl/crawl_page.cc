// The crawl's pages: asked for, redirected, tried again.
#include <fmt/format.h>

#include <algorithm>

#include "base/time.h"
#include "ingest/crawl/crawl_answers.h"
#include "ingest/crawl/crawl_engine.h"

namespace dealwire {

void Crawler::FetchPage(CrawlHost* host, CrawlTask task) {
  const auto page = std::make_shared<PageTask>();
  page->host = host;
  page->source = task.source;
  page->canonical = CanonicalUrl(task.url);
  page->delay_s = host->delay_s;
  page->task = std::move(task);
  if (!page->task.queued.waiting_body.empty()) {
    host->next = Clock::now();  // nothing is asked
    queue_.Done(host, false);
    ++pages_in_flight_;
    return workers_->Do(0, [this, page] { ReadKeptPage(page); });
  }
  if (!host->refused.empty()) {
    host->next = Clock::now();
    queue_.Done(host, false);
    Tell(page->source->name, page->task.url.ToString(), host->refused);
    return Settle(page, Outcome::kFailed, "private address", host->refused);
  }
  if (page->source->settings.respect_robots && host->robots != nullptr) {
    const Robots::Verdict verdict = host->robots->Check(page->task.url.PathAndQuery());
    page->robots_line = verdict.line;
    if (!verdict.allowed) {
      host->next = Clock::now();
      queue_.Done(host, false);
      return Settle(page, Outcome::kSkipped, "robots", "robots.txt forbids it: " + verdict.line);
    }
  }
  HttpRequest request = RequestFor(*page->source, page->task.url);
  request.pages_only = true;
  if (options_.warc == nullptr || MayRepeat(StateOf(*page))) {
    request.if_none_match = page->task.queued.etag;
    request.if_modified_since = page->task.queued.last_modified;
  }
  ++pages_in_flight_;
  http_.Start(request, [this, page](HttpResponse response) {
    Count(response);
    page->response = std::move(response);
    PageAnswered(page);
  });
}

void Crawler::PageAnswered(const PagePtr& page) {
  const HttpResponse& response = page->response;
  if (!response.failure.empty()) {
    const std::string why = response.failure + ": " + response.detail;
    return PageFailed(page, response.failure, why, response.may_pass);
  }
  const int status = response.status;
  const std::string why = fmt::format("HTTP {}", status);
  if (status == 429 || status >= 500) return PageFailed(page, why, why, true);
  queue_.Done(page->host, true);
  if (IsRedirect(status)) return RedirectPage(page);
  if (status == 200) return KeepPage(page);
  if (status == 304) return Settle(page, Outcome::kNotModified, "", "not modified");
  Tell(page->source->name, page->task.url.ToString(), why);
  Settle(page, Outcome::kFailed, why, why);
}

// Tries again later what may pass; tells what does not. A host that is too busy, or that cannot be
// reached, loses no page by it: what is left waits for the next crawl. One that breaks off does, so
// that the same few pages do not stand in the way of all others night after night.
void Crawler::PageFailed(const PagePtr& page, const std::string& kind, const std::string& why,
                         bool passes) {
  const HttpResponse& response = page->response;
  const bool busy = response.status == 429 || response.status == 503 || kind == "dns" ||
                    kind == "connect" || kind == "tls";
  const bool open = !passes || BackOff(page->host, response, why);
  queue_.Done(page->host, !passes);
  const int attempts = ++page->task.attempts;
  if (passes && (busy || (open && attempts < kMostAttempts))) {
    --pages_in_flight_;
    FetchNote note = NoteOf(page->task, page->canonical, response);
    note.attempt = attempts;
    note.outcome = "failed, to be tried again: " + why;
    note.wait = page->host->state.why;
    note.robots_line = page->robots_line;
    workers_->Keep(0, [note = std::move(note)](FrontierBatch* batch) {
      batch->notes.push_back(note);
      return nullptr;
    });
    if (open) queue_.AddAgain(page->host, std::move(page->task));
    return;  // a closed host's pages stay in the store
  }
  if (kind == "content type") return Settle(page, Outcome::kSkipped, "content type", why);
  Tell(page->source->name, page->task.url.ToString(), why);
  Settle(page, Outcome::kFailed, kind, why);
}

void Crawler::RedirectPage(const PagePtr& page) {
  ++summary_.redirects;
  const std::optional<Url> target = ResolveUrl(page->task.url, page->response.location);
  std::vector<std::string> chain = page->task.redirects;
  chain.push_back(page->task.url.ToString());
  std::string why;
  if (!target) why = "a redirect to no http or https address";
  if (chain.size() > kMostRedirects) why = "more than 10 redirects";
  if (target && std::ranges::find(chain, target->ToString()) != chain.end()) {
    why = "its redirects go in a circle";
  }
  if (!why.empty()) {
    Tell(page->source->name, page->task.url.ToString(), why);
    return Settle(page, Outcome::kFailed, "redirect", why);
  }
  if (CanonicalUrl(*target) == page->canonical) {  // the same page by another spelling
    --pages_in_flight_;
    CrawlTask task = std::move(page->task);
    task.redirects = std::move(chain);
    task.url = *target;
    CrawlHost* host = HostOf(task.url, page->source->settings);
    if (host->closed.empty()) queue_.AddAgain(host, std::move(task));
    return;
  }
  workers_->DoFirst(0, [this, page, chain = std::move(chain), target = *target] {
    MovePage(*page, chain, target);
  });
}

void Crawler::MovePage(const PageTask& page, const std::vector<std::string>& chain,
                       const Url& target) {
  Archive(page.task.url.ToString(), page.response, "");
  UrlState state = StateOf(page);
  state.status = page.response.status;
  state.fetched = state.decided;
  FetchNote note = NoteOf(page.task, page.canonical, page.response);
  note.outcome = "redirect to " + CanonicalUrl(target);
  note.robots_line = page.robots_line;
  note.delay_s = page.delay_s;
  QueuedUrl from = page.task.queued;
  from.url = page.task.url.ToString();
  from.redirects = std::vector<std::string>(chain.begin(), chain.end() - 1);
  const auto post = [&](Admission admission) {
    workers_->Post([this, source = page.source, a = std::move(admission)] {
      --pages_in_flight_;
      Merge(*source, a);
    });
  };
  Fatal(discovery_->Redirect(*page.source, page.task.host_key, from, target, std::move(state), note,
                             post));
}

}  // namespace dealwire
