#include "ingest/crawl.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include "base/time.h"
#include "ingest/crawl_queue.h"
#include "ingest/discover.h"
#include "ingest/http.h"

namespace dealwire {
namespace {

constexpr int kMostAttempts = 3;
constexpr size_t kMostRedirects = 10;
constexpr int kDeepestSitemap = 3;
constexpr double kLongestRetryAfterS = 300;  // a host that asks for more is left for this crawl
constexpr size_t kMostErrors = 200;

// include and exclude of a source, compiled.
struct Patterns {
  std::vector<std::unique_ptr<RE2>> include, exclude;

  explicit Patterns(const Source& source) {
    for (const std::string& p : source.include) include.push_back(std::make_unique<RE2>(p));
    for (const std::string& p : source.exclude) exclude.push_back(std::make_unique<RE2>(p));
  }
  static bool Any(const std::vector<std::unique_ptr<RE2>>& patterns, const std::string& url) {
    return std::ranges::any_of(patterns, [&](const auto& p) { return RE2::PartialMatch(url, *p); });
  }
  // Why the address is left out; "" where it is not.
  std::string Rejects(const std::string& url) const {
    if (!include.empty() && !Any(include, url)) return "include";
    return Any(exclude, url) ? "exclude" : "";
  }
};

// Seconds until the time that Retry-After names: a number, or an HTTP date.
double RetryAfter(const std::string& header) {
  double seconds = 0;
  const char* last = header.data() + header.size();
  if (std::from_chars(header.data(), last, seconds).ptr == last && !header.empty()) return seconds;
  const time_t when = header.empty() ? -1 : curl_getdate(header.c_str(), nullptr);
  return when < 0 ? 0 : static_cast<double>(std::max<int64_t>(0, when - NowUnix()));
}

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool IsTooOld(const std::string& published, double max_age_days) {
  const std::optional<Timestamp> time = ParseTimestamp(published);
  if (max_age_days <= 0 || !time) return false;
  return static_cast<double>(NowUnix() - ToUnix(*time)) > max_age_days * 86400;
}

class Crawler {
 public:
  Crawler(const std::vector<Source>& sources, const CrawlOptions& options, Frontier* frontier,
          const PageSink& sink)
      : sources_(sources), options_(options), frontier_(*frontier), sink_(sink) {
    for (const Source& source : sources) patterns_.emplace(&source, Patterns(source));
  }

  CrawlSummary Run() {
    const auto start = std::chrono::steady_clock::now();
    started_ = start;
    for (const Source& source : sources_) AddSource(source);
    {
      std::vector<std::jthread> threads;
      for (size_t i = 0; i < std::max<size_t>(1, options_.jobs); ++i) {
        threads.emplace_back([this] { Work(); });
      }
    }
    summary_.sources = sources_.size();
    for (const auto& [source, failed] : entry_failed_) summary_.failed_sources += failed ? 1 : 0;
    summary_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(summary_);
  }

 private:
  void AddSource(const Source& source) {
    const TaskKind kind = source.kind == SourceKind::kFeed      ? TaskKind::kFeed
                          : source.kind == SourceKind::kSitemap ? TaskKind::kSitemap
                          : source.kind == SourceKind::kList    ? TaskKind::kList
                                                                : TaskKind::kPage;
    for (const std::string& address : source.urls) {
      const std::optional<Url> url = ParseUrl(address);
      if (!url) continue;  // ParseSources has told it
      CrawlTask task;
      task.kind = kind;
      task.url = *url;
      task.source = &source;
      if (kind == TaskKind::kPage) {
        AddPage(std::move(task));
      } else {
        queue_.Add(std::move(task));
      }
    }
  }

  bool Stops() {
    const bool late = options_.max_seconds > 0 && std::chrono::steady_clock::now() - started_ >
                                                      std::chrono::seconds(options_.max_seconds);
    const bool asked = options_.stop && options_.stop();
    if (late || asked) stopped_ = true;
    return stopped_;
  }

  void Work() {
    HttpClient client;
    while (std::optional<CrawlQueue::Turn> turn = queue_.Next([this] { return Stops(); })) {
      if (turn->ask_robots) {
        AskRobots(*turn, &client);
      } else {
        Fetch(*turn, &client);
      }
      queue_.Finish();
    }
    const std::lock_guard lock(mutex_);
    summary_.stopped = stopped_;
  }

  HttpRequest RequestFor(const CrawlTask& task, const std::string& url) const {
    const SourceSettings& settings = task.source->settings;
    HttpRequest request;
    request.url = url;
    request.user_agent = settings.user_agent;
    request.timeout_s = settings.timeout_s;
    request.max_bytes = static_cast<size_t>(settings.max_body_mb) << 20;
    request.allow_private_networks = settings.allow_private_networks;
    return request;
  }

  // RFC 9309 2.3.1: redirects are followed (five), 4xx means no rules, 5xx and silence a closed
  // door.
  void AskRobots(const CrawlQueue::Turn& turn, HttpClient* client) {
    Url url = turn.task.url;
    url.path = "/robots.txt";
    url.query.clear();
    std::shared_ptr<const Robots> robots;
    for (int hop = 0; hop <= 5 && robots == nullptr; ++hop) {
      const StatusOr<HttpResponse> got = client->Get(RequestFor(turn.task, url.ToString()));
      Count(got);
      if (!got.ok()) {
        const std::string why = "robots.txt: " + Message(got.status());
        robots = std::make_shared<Robots>(Robots::DisallowAll(why));
        break;
      }
      const std::optional<Url> next =
          IsRedirect(got->status) ? ResolveUrl(url, got->location) : std::nullopt;
      if (next) {
        url = *next;
      } else {
        robots = std::make_shared<Robots>(RobotsOf(*got));
      }
    }
    if (robots == nullptr) robots = std::make_shared<Robots>(Robots::AllowAll());
    queue_.SetRobots(turn, robots);
    queue_.Done(turn, false, 0);
  }

  Robots RobotsOf(const HttpResponse& response) const {
    if (response.status == 200) return Robots::Parse(response.body, options_.agent);
    if (response.status >= 500 || response.status == 429) {
      return Robots::DisallowAll(fmt::format("robots.txt: HTTP {}", response.status));
    }
    return Robots::AllowAll();
  }

  void Fetch(const CrawlQueue::Turn& turn, HttpClient* client) {
    const CrawlTask& task = turn.task;
    const std::string url = task.url.ToString();
    const Robots::Verdict verdict = turn.host->robots->Check(task.url.PathAndQuery());
    UrlState state = frontier_.Lookup(CanonicalUrl(task.url)).value_or(UrlState{});
    state.source = task.source->name;
    state.robots_line = verdict.line;
    state.delay_s = queue_.DelayOf(turn.host);
    if (!verdict.allowed) {
      Skip(task, "robots", "robots.txt forbids it: " + verdict.line, &state);
      if (task.kind != TaskKind::kPage) FailEntry(task, "robots.txt forbids it: " + verdict.line);
      return queue_.Done(turn, false, 0);
    }
    if (task.kind == TaskKind::kPage && !TakeBudget()) return queue_.Done(turn, false, 0);
    HttpRequest request = RequestFor(task, url);
    if (task.kind == TaskKind::kPage) {
      request.if_none_match = state.etag;
      request.if_modified_since = state.last_modified;
    }
    StatusOr<HttpResponse> got = client->Get(request);
    Count(got);
    if (!got.ok()) return FetchFailed(turn, Message(got.status()), Passes(got.status()), 0, &state);
    Answer(turn, *std::move(got), &state);
  }

  static bool Passes(const Status& status) {
    return status.code() == StatusCode::kUnavailable ||
           status.code() == StatusCode::kDeadlineExceeded;
  }

  void Answer(const CrawlQueue::Turn& turn, HttpResponse response, UrlState* state) {
    const CrawlTask& task = turn.task;
    state->status = response.status;
    state->fetched = FormatUnix(NowUnix());
    if (IsRedirect(response.status)) {
      Redirect(task, response, state);
      return queue_.Done(turn, false, 0);
    }
    if (response.status == 304) {
      state->reason = "fetched: not modified";
      frontier_.Remember(CanonicalUrl(task.url), *state);
      Add(&CrawlSummary::not_modified);
      return queue_.Done(turn, false, 0);
    }
    if (response.status != 200) {
      const bool passes = response.status == 429 || response.status >= 500;
      return FetchFailed(turn, fmt::format("HTTP {}", response.status), passes,
                         RetryAfter(response.retry_after), state);
    }
    state->failures = 0;
    state->etag = response.etag;
    state->last_modified = response.last_modified;
    queue_.Done(turn, false, 0);  // what follows costs the host nothing
    if (task.kind == TaskKind::kPage) {
      Deliver(task, std::move(response), state);
    } else {
      Discover(task, response);
    }
  }

  // Tries again later what may pass; tells what does not.
  void FetchFailed(const CrawlQueue::Turn& turn, const std::string& why, bool passes,
                   double retry_after_s, UrlState* state) {
    CrawlTask task = turn.task;
    state->reason = "failed: " + why;
    ++state->failures;
    frontier_.Remember(CanonicalUrl(task.url), *state);
    const bool again =
        passes && ++task.attempts < kMostAttempts && retry_after_s <= kLongestRetryAfterS;
    if (again) {
      if (task.kind == TaskKind::kPage) GiveBackBudget();
      queue_.Done(turn, true, retry_after_s);
      return queue_.AddAgain(std::move(task));
    }
    if (task.kind == TaskKind::kPage) {
      Add(&CrawlSummary::failed);
      Tell(task, why);
    } else {
      FailEntry(task, why);
    }
    if (retry_after_s > kLongestRetryAfterS) {
      const size_t left = queue_.GiveUp(turn.host);
      const std::lock_guard lock(mutex_);
      if (left > 0) summary_.skipped["retry-after"] += left;
    }
    queue_.Done(turn, passes, 0);
  }

  void Redirect(const CrawlTask& task, const HttpResponse& response, UrlState* state) {
    Add(&CrawlSummary::redirects);
    const std::optional<Url> target = ResolveUrl(task.url, response.location);
    const std::string from = task.url.ToString();
    state->canonical = target ? CanonicalUrl(*target) : "";
    state->reason = fmt::format("fetched: HTTP {} to {}", response.status, state->canonical);
    frontier_.Remember(CanonicalUrl(task.url), *state);
    CrawlTask next = task;
    next.redirects.push_back(from);
    if (!target || next.redirects.size() > kMostRedirects) {
      const std::string why = target ? "too many redirects" : "a redirect to no address";
      if (task.kind == TaskKind::kPage) {
        Add(&CrawlSummary::failed);
        return Tell(task, why);
      }
      return FailEntry(task, why);
    }
    next.url = *target;
    if (task.kind == TaskKind::kPage) GiveBackBudget();
    queue_.Add(std::move(next));
  }

  void Discover(const CrawlTask& task, const HttpResponse& response) {
    const StatusOr<std::vector<Link>> links =
        task.kind == TaskKind::kFeed      ? ReadFeed(response.body, task.url)
        : task.kind == TaskKind::kSitemap ? ReadSitemap(response.body, task.url)
                                          : ReadListPage(response.body, task.url);
    if (!links.ok()) return FailEntry(task, Message(links.status()));
    for (const Link& link : *links) {
      const std::optional<Url> url = ParseUrl(link.url);
      if (!url) continue;
      CrawlTask next;
      next.url = *url;
      next.source = task.source;
      next.published = link.published;
      if (link.is_sitemap) {
        next.kind = TaskKind::kSitemap;
        next.depth = task.depth + 1;
        const bool old = IsTooOld(link.published, task.source->settings.max_age_days);
        if (next.depth <= kDeepestSitemap && !old) queue_.Add(std::move(next));
      } else {
        AddPage(std::move(next));
      }
    }
  }

  // Filters by address and age, then queues.
  void AddPage(CrawlTask task) {
    Add(&CrawlSummary::discovered);
    UrlState state;
    state.source = task.source->name;
    const std::string url = task.url.ToString();
    if (const std::string filter = patterns_.at(task.source).Rejects(url); !filter.empty()) {
      return Skip(task, filter, "the source's " + filter + " leaves it out", &state);
    }
    const double days = task.source->settings.max_age_days;
    if (IsTooOld(task.published, days)) {
      return Skip(task, "age",
                  fmt::format("published {}, more than {} days ago", task.published, days), &state);
    }
    if (options_.on_url) {
      const std::lock_guard lock(mutex_);
      options_.on_url(url);
    }
    if (!options_.dry_run) queue_.Add(std::move(task));
  }

  void Deliver(const CrawlTask& task, HttpResponse response, UrlState* state) {
    CrawledPage crawled;
    crawled.page.url = task.url.ToString();
    crawled.page.bytes = std::move(response.body);
    crawled.page.content_type = response.content_type;
    crawled.page.fetched = state->fetched;
    crawled.page.hint_lang = task.source->lang;
    crawled.page.hint_published = task.published;
    crawled.source = task.source->name;
    crawled.redirects = task.redirects;
    const Status taken = sink_(std::move(crawled));
    Add(&CrawlSummary::fetched);
    state->reason = taken.ok() ? "fetched: HTTP 200" : "fetched, not stored: " + Message(taken);
    if (!taken.ok()) {
      state->etag.clear();  // so that the next crawl asks for the page again
      state->last_modified.clear();
      Add(&CrawlSummary::not_taken);
      if (taken.code() != StatusCode::kNotFound) Tell(task, Message(taken));
    }
    frontier_.Remember(CanonicalUrl(task.url), *state);
  }

  void Skip(const CrawlTask& task, const std::string& kind, const std::string& why,
            UrlState* state) {
    state->reason = "skipped: " + why;
    frontier_.Remember(CanonicalUrl(task.url), *state);
    const std::lock_guard lock(mutex_);
    ++summary_.skipped[kind];
  }

  void FailEntry(const CrawlTask& task, const std::string& why) {
    Tell(task, why);
    const std::lock_guard lock(mutex_);
    entry_failed_[task.source] = true;
  }

  void Tell(const CrawlTask& task, const std::string& why) {
    const std::lock_guard lock(mutex_);
    if (summary_.errors.size() < kMostErrors) {
      summary_.errors.push_back(
          fmt::format("{}: {}: {}", task.source->name, task.url.ToString(), why));
    }
  }

  void Count(const StatusOr<HttpResponse>& got) {
    const std::lock_guard lock(mutex_);
    ++summary_.requests;
    if (got.ok()) summary_.bytes += got->body.size();
  }

  void Add(uint64_t CrawlSummary::*counter) {
    const std::lock_guard lock(mutex_);
    ++(summary_.*counter);
  }

  bool TakeBudget() {
    const std::lock_guard lock(mutex_);
    if (options_.max_pages == 0 || pages_ < options_.max_pages) {
      ++pages_;
      return true;
    }
    ++summary_.skipped["max-pages"];
    return false;
  }
  void GiveBackBudget() {
    const std::lock_guard lock(mutex_);
    --pages_;
  }

  const std::vector<Source>& sources_;
  const CrawlOptions& options_;
  Frontier& frontier_;
  const PageSink& sink_;
  std::map<const Source*, Patterns> patterns_;
  CrawlQueue queue_;
  std::chrono::steady_clock::time_point started_;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;  // guards what follows
  CrawlSummary summary_;
  std::map<const Source*, bool> entry_failed_;
  uint64_t pages_ = 0;
};

}  // namespace

CrawlSummary Crawl(const std::vector<Source>& sources, const CrawlOptions& options,
                   Frontier* frontier, const PageSink& sink) {
  return Crawler(sources, options, frontier, sink).Run();
}

}  // namespace dealwire
