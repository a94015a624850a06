// The crawl's pages: kept, read, stored.
#include "base/hash.h"
#include "base/time.h"
#include "ingest/crawl/crawl_engine.h"
#include "ingest/crawl/robots_tags.h"

namespace dealwire {

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

void Crawler::Keep(const PagePtr& page, CrawlWorkers::Keeping keeping) {
  const size_t bytes = page->response.body.size();
  if (options_.warc == nullptr) return workers_->Keep(bytes, std::move(keeping));
  // Into the archive first: a page that is in the store is not asked for again. It is packed on
  // the readers' threads, of which there may be more.
  workers_->DoFirst(bytes, [this, page, bytes, keeping = std::move(keeping)] {
    ArchivePage(*page);
    workers_->Keep(bytes, keeping);
  });
}

void Crawler::ArchivePage(const PageTask& page) {
  const HttpResponse& response = page.response;
  const UrlState state = frontier_.Lookup(page.canonical).value_or(UrlState{});
  const bool same = response.status == 200 && state.body_sha256 == Sha256Hex(response.body);
  const bool repeats = response.status == 304 || (same && state.archived);
  Archive(page.task.url.ToString(), response, repeats ? state.body_fetched : "");
}

void Crawler::Settle(const PagePtr& page, Outcome outcome, const std::string& kind,
                     const std::string& why) {
  Keep(page, [this, page, outcome, kind, why](FrontierBatch* batch) {
    return KeepSettled(*page, outcome, kind, why, batch);
  });
}

CrawlWorkers::Job Crawler::KeepSettled(const PageTask& page, Outcome outcome,
                                       const std::string& kind, const std::string& why,
                                       FrontierBatch* batch) {
  UrlState state = StateOf(page);
  const HttpResponse& response = page.response;
  state.reason = (outcome == Outcome::kSkipped  ? "skipped: "
                  : outcome == Outcome::kFailed ? "failed: "
                                                : "fetched: ") +
                 why;
  const bool asked = response.status != 0 || !response.failure.empty();
  if (asked) {
    state.status = response.status;
    state.fetched = state.decided;
    FetchNote note = NoteOf(page.task, page.canonical, response);
    note.outcome = state.reason;
    note.robots_line = page.robots_line;
    note.delay_s = page.delay_s;
    batch->notes.push_back(std::move(note));
  }
  if (outcome == Outcome::kFailed) ++state.failures;
  if (outcome == Outcome::kNotModified) {
    state.failures = 0;
    ++state.not_modified;
  }
  batch->remove.emplace_back(page.task.host_key, page.task.queued.number);
  batch->urls.emplace_back(page.canonical, std::move(state));
  return [this, source = page.source->name, outcome, kind, asked] {
    workers_->Post([this, source, outcome, kind, asked] {
      SourceCounts& counts = summary_.sources[source];
      if (asked) --pages_in_flight_;
      if (outcome != Outcome::kSkipped) ++pages_settled_;
      if (outcome == Outcome::kSkipped) ++counts.skipped[kind];
      if (outcome == Outcome::kFailed) ++counts.failed[kind];
      if (outcome == Outcome::kNotModified) ++counts.not_modified;
    });
  };
}

// Keeps what came, and then reads it. Once it is kept the page is not asked for again, even if the
// crawl is killed the next moment.
void Crawler::KeepPage(const PagePtr& page) {
  Keep(page, [this, page](FrontierBatch* batch) { return KeepBody(page, batch); });
}

CrawlWorkers::Job Crawler::KeepBody(const PagePtr& page, FrontierBatch* batch) {
  const HttpResponse& response = page->response;
  const std::string sha256 = Sha256Hex(response.body);
  UrlState state = StateOf(*page);
  FetchNote note = NoteOf(page->task, page->canonical, response);
  note.robots_line = page->robots_line;
  note.delay_s = page->delay_s;
  note.body_sha256 = sha256;
  const bool same = state.body_sha256 == sha256;
  state.etag_lies = state.etag_lies || (!same && !state.body_sha256.empty() &&
                                        !state.etag.empty() && state.etag == response.etag);
  state.archived = options_.warc != nullptr || (same && state.archived);
  state.status = response.status;
  state.fetched = state.decided;
  state.failures = state.not_modified = 0;
  state.etag = response.etag;
  state.last_modified = response.last_modified;
  state.robots_tags = RobotsTags(response.x_robots_tag, response.body);
  if (same) {
    state.reason = note.outcome = "fetched: the same as before";
    batch->remove.emplace_back(page->task.host_key, page->task.queued.number);
    batch->urls.emplace_back(page->canonical, std::move(state));
    batch->notes.push_back(std::move(note));
    return [this, source = page->source->name] {
      workers_->Post([this, source] {
        --pages_in_flight_;
        ++pages_settled_;
        ++summary_.sources[source].not_modified;
      });
    };
  }
  state.body_fetched = state.fetched;
  note.outcome = "fetched: HTTP 200";
  QueuedUrl kept = page->task.queued;
  kept.url = page->task.url.ToString();
  kept.redirects = page->task.redirects;
  kept.waiting_body = sha256;
  kept.waiting_type = response.content_type;
  // The entry comes to know its body, the address its answer; `run` and `queued` stay, so that a
  // later crawl finds the entry and reads it.
  UrlState waiting = state;
  waiting.queued = true;
  waiting.reason = "fetched: HTTP 200, to be read";
  batch->add.emplace_back(page->task.host_key, std::move(kept));
  batch->urls.emplace_back(page->canonical, std::move(waiting));
  batch->notes.push_back(std::move(note));
  batch->raw.emplace_back(sha256, response.body);
  return [this, page, sha256, state] {
    workers_->Do(page->response.body.size(),
                 [this, page, sha256, state] { ReadPage(page, state, sha256); });
  };
}

// A crawl that was broken off had fetched it, and did not come to read it.
void Crawler::ReadKeptPage(const PagePtr& page) {
  const QueuedUrl& kept = page->task.queued;
  StatusOr<std::string> body = frontier_.Raw(kept.waiting_body);
  if (!body.ok()) return Fatal(body.status());
  page->response.body = *std::move(body);
  page->response.content_type = kept.waiting_type;
  ReadPage(page, StateOf(*page), kept.waiting_body);
}

void Crawler::ReadPage(const PagePtr& page, const UrlState& state, const std::string& sha256) {
  CrawledPage crawled;
  crawled.page.url = page->task.url.ToString();
  crawled.page.content_type = page->response.content_type;
  crawled.page.bytes = std::move(page->response.body);
  crawled.page.fetched = state.fetched;
  crawled.page.hint_lang = page->source->lang;
  crawled.page.hint_published = page->task.queued.published;
  crawled.source = page->source->name;
  crawled.redirects = page->task.redirects;
  crawled.body_sha256 = sha256;
  crawled.robots_tags = state.robots_tags;
  crawled.status = state.status;
  const PageResult result = sink_(std::move(crawled));
  if (!result.store.ok()) return Fatal(result.store);
  workers_->Keep(0, [this, page, state, sha256, result](FrontierBatch* batch) {
    UrlState read = state;
    read.body_sha256 = sha256;
    return KeepRead(*page, std::move(read), result, state.body_sha256.empty(), batch);
  });
}

CrawlWorkers::Job Crawler::KeepRead(const PageTask& page, UrlState state, const PageResult& result,
                                    bool fresh, FrontierBatch* batch) {
  const bool article = result.article.ok();
  state.reason = article ? "fetched: HTTP 200" : "fetched, no article: " + Message(result.article);
  if (!result.canonical.empty() && result.canonical != page.canonical) {
    state.canonical = result.canonical;
  }
  batch->remove.emplace_back(page.task.host_key, page.task.queued.number);
  batch->urls.emplace_back(page.canonical, std::move(state));
  return [this, source = page.source->name, article, fresh] {
    workers_->Post([this, source, article, fresh] {
      SourceCounts& counts = summary_.sources[source];
      --pages_in_flight_;
      ++pages_settled_;
      ++counts.fetched;
      ++(article ? counts.articles : counts.empty);
      if (article && fresh) ++counts.fresh;
    });
  };
}

}  // namespace dealwire
