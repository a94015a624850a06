#include "ingest/crawl/crawl.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/time.h"
#include "ingest/crawl/crawl_engine.h"
#include "ingest/crawl/warc_writer.h"

namespace dealwire {
namespace {

constexpr size_t kMostJobs = 256;                // pages that wait to be kept or read
constexpr size_t kMostBytes = size_t{64} << 20;  // that these hold
constexpr int64_t kResumeWithinMs = 86'400'000;
constexpr double kPatienceS = 300;    // a host that asks for more is left
constexpr int kMostHostFailures = 4;  // in a row, then it is left
constexpr auto kTick = std::chrono::milliseconds(100);
constexpr auto kSyncEvery = std::chrono::seconds(2);
constexpr size_t kMostErrors = 1000;

int64_t NowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

Crawler::Crawler(const std::vector<Source>& sources, const CrawlOptions& options,
                 Frontier* frontier, const PageSink& sink)
    : sources_(sources),
      options_(options),
      frontier_(*frontier),
      sink_(sink),
      queue_(frontier, static_cast<uint64_t>(Clock::now().time_since_epoch().count()),
             [this](const QueuedUrl& entry) { return by_name_.contains(entry.source); }) {
  for (const Source& source : sources) {
    by_name_.emplace(source.name, &source);
    summary_.sources[source.name];
  }
}

CrawlSummary Crawler::Run() {
  started_ = shown_ = synced_ = Clock::now();
  const auto write = [this](const FrontierBatch& batch) {
    const Status written = batch.empty() ? OkStatus() : frontier_.Write(batch);
    Fatal(written);
    return written.ok();
  };
  workers_ = std::make_unique<CrawlWorkers>(
      std::max<size_t>(1, options_.jobs),
      CrawlWorkers::Calls{.wake = [this] { http_.Wake(); }, .write = write});
  Begin();
  while (true) {
    workers_->RunPosted();
    const bool stopping = Stopping();
    if (!stopping) StartTurns();
    if (IsDone()) break;
    if (stopping && Clock::now() - stopping_since_ > std::chrono::seconds(options_.grace_s)) break;
    http_.Poll(WaitTime());
    ShowProgress();
  }
  workers_->Join();
  workers_->RunPosted();
  End();
  summary_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  return std::move(summary_);
}

void Crawler::Begin() {
  const int64_t now = NowMs();
  const CrawlRun last = frontier_.LastRun(now - kResumeWithinMs).value_or(CrawlRun{0, true});
  summary_.resumed = !last.ended;
  summary_.run = summary_.resumed ? last.run : std::max(now, last.run + 1);
  if (!summary_.resumed) Fatal(frontier_.SetRun(summary_.run, ""));
  discovery_ =
      std::make_unique<CrawlDiscovery>(sources_, options_, &frontier_, summary_.run,
                                       summary_.resumed, static_cast<uint64_t>(summary_.run) << 20);
  AdoptQueue();
  for (const Source& source : sources_) AddSource(source);
}

void Crawler::AdoptQueue() {
  const StatusOr<LeftQueue> left = discovery_->Adopt();
  if (!left.ok()) return Fatal(left.status());
  for (const auto& [source, pages] : left->of_no_source) {
    TellHost(source, fmt::format("no source has this name any more; {} pages that it had found "
                                 "are not fetched, unless another source lists them",
                                 pages));
  }
  for (const auto& [source, counts] : left->counts) AddCounts(source, counts);
  if (options_.dry_run) return;
  for (const LeftQueue::Part& part : left->parts) {
    queue_.AddStored(HostOf(part.url, part.source->settings), part.count, part.last_number);
  }
}

void Crawler::AddSource(const Source& source) {
  if (source.kind == SourceKind::kPages) {
    std::vector<Link> links;
    for (const std::string& url : source.urls) links.push_back({url, "", "", false});
    Fatal(discovery_->Admit(source, links, [&](const Admission& a) { Merge(source, a); }));
    return;
  }
  for (const std::string& address : source.urls) {
    const std::optional<Url> url = ParseUrl(address);
    if (!url) continue;  // ParseSources has told it
    CrawlTask task;
    task.kind = source.kind == SourceKind::kFeed      ? TaskKind::kFeed
                : source.kind == SourceKind::kSitemap ? TaskKind::kSitemap
                                                      : TaskKind::kList;
    task.url = *url;
    task.source = &source;
    AddEntry(std::move(task));
  }
}

CrawlHost* Crawler::HostOf(const Url& url, const SourceSettings& settings) {
  const bool met = queue_.Find(url.Origin()) != nullptr;
  CrawlHost* host = queue_.HostOf(url, settings);
  const int64_t wait = host->state.not_before - NowUnix();
  if (!met && static_cast<double>(wait) > kPatienceS) {
    CloseHost(host, fmt::format("back-off until {}: {}", FormatUnix(host->state.not_before),
                                host->state.why));
  }
  return host;
}

void Crawler::AddCounts(const std::string& source, const SourceCounts& more) {
  SourceCounts& counts = summary_.sources[source];
  counts.discovered += more.discovered;
  counts.listed += more.listed;
  for (const auto& [kind, count] : more.skipped) counts.skipped[kind] += count;
  for (const auto& [kind, count] : more.left) counts.left[kind] += count;
}

void Crawler::Merge(const Source& source, const Admission& admission) {
  AddCounts(source.name, admission.counts);
  for (const auto& [key, entry] : admission.queued) {
    queue_.AddPage(HostOf(*ParseUrl(entry.url), source.settings), entry);
  }
}

bool Crawler::PagesOpen() const {
  return options_.max_pages == 0 || pages_in_flight_ + pages_settled_ < options_.max_pages;
}

bool Crawler::MayStart() const {
  return http_.in_flight() < options_.max_in_flight && workers_->pending() < kMostJobs &&
         workers_->bytes() < kMostBytes;
}

void Crawler::StartTurns() {
  const Clock::time_point now = Clock::now();
  while (MayStart()) {
    const bool open = PagesOpen();
    if (open && !pages_were_open_) queue_.WakePages();
    pages_were_open_ = open;
    std::optional<CrawlQueue::Turn> turn = queue_.Take(now, open);
    if (!turn) return;
    Take(*std::move(turn));
  }
}

void Crawler::Take(CrawlQueue::Turn turn) {
  CrawlHost* host = turn.host;
  if (turn.ask_robots) {
    if (UseStoredRobots(host)) return;
    CrawlTask robots;
    robots.url = *ParseUrl(host->key + "/robots.txt");
    robots.robots_of = host;
    return AskRobots(host, robots);
  }
  if (turn.task && turn.task->robots_of != nullptr) return AskRobots(host, *turn.task);
  if (turn.task && turn.task->kind != TaskKind::kPage) {
    return FetchEntry(host, *std::move(turn.task));
  }
  CrawlTask task;
  if (turn.task) {
    task = *std::move(turn.task);
  } else {
    task.url = *ParseUrl(turn.page->url);
    task.host_key = host->key;
    task.redirects = turn.page->redirects;
    task.source = by_name_.at(turn.page->source);
    task.queued = *std::move(turn.page);
  }
  FetchPage(host, std::move(task));
}

bool Crawler::Stopping() {
  if (stopped_.empty()) {
    const bool late = options_.max_seconds > 0 &&
                      Clock::now() - started_ > std::chrono::seconds(options_.max_seconds);
    if (late) stopped_ = "max-seconds";
    if (options_.stop && options_.stop()) stopped_ = "interrupted";
    if (fatal_) stopped_ = "failed";
    if (!stopped_.empty()) stopping_since_ = Clock::now();
  }
  return !stopped_.empty();
}

bool Crawler::IsDone() const {
  if (http_.in_flight() > 0 || workers_->pending() > 0 || workers_->HasPosted()) return false;
  if (!stopped_.empty()) return true;
  return queue_.tasks() == 0 && (queue_.pages() == 0 || !PagesOpen());
}

std::chrono::milliseconds Crawler::WaitTime() const {
  const std::optional<Clock::time_point> next = queue_.NextTime();
  if (!next || !stopped_.empty() || !MayStart()) return kTick;
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - Clock::now());
  return std::clamp(wait, std::chrono::milliseconds(0), kTick);
}

void Crawler::ShowProgress() {
  const Clock::time_point now = Clock::now();
  if (now - synced_ > kSyncEvery && !options_.dry_run) {
    synced_ = now;
    workers_->Keep(
        0, [this](FrontierBatch* /*batch*/) { return [this] { Fatal(frontier_.Sync()); }; });
  }
  if (!options_.on_progress || now - shown_ < kTick) return;
  shown_ = now;
  CrawlProgress progress;
  progress.sources = sources_.size();
  progress.sources_done = sources_.size() - std::min(entries_open_, sources_.size());
  for (const auto& [name, counts] : summary_.sources) {
    progress.pages += counts.fetched + counts.not_modified;
  }
  progress.bytes = summary_.bytes;
  progress.waiting = queue_.pages() + pages_in_flight_;
  progress.seconds = std::chrono::duration<double>(now - started_).count();
  options_.on_progress(progress);
}

HttpRequest Crawler::RequestFor(const Source& source, const Url& url) const {
  HttpRequest request = RequestOf(source, url);
  request.keep_headers = options_.warc != nullptr;
  return request;
}

void Crawler::Count(const HttpResponse& response) {
  ++summary_.requests;
  summary_.bytes += response.body.size();
}

bool Crawler::BackOff(CrawlHost* host, const HttpResponse& response, const std::string& why) {
  const double asked = RetryAfterSeconds(response.retry_after);
  const std::string reason =
      asked > 0 ? fmt::format("{}, Retry-After {}", why, response.retry_after) : why;
  const double wait = queue_.BackOff(host, asked, response.status == 429, reason);
  if (wait > kPatienceS) {
    CloseHost(host,
              fmt::format("back-off until {}: {}", FormatUnix(host->state.not_before), reason));
  } else if (host->state.failures >= kMostHostFailures) {
    CloseHost(host, reason);
  }
  return host->closed.empty();
}

void Crawler::CloseHost(CrawlHost* host, const std::string& why) {
  if (!host->closed.empty()) return;
  if (host->state.why.empty()) {  // else it says why the host is left alone
    host->state.why = why;
    Fatal(frontier_.SetHost(host->key, host->state));
  }
  if (const uint64_t pages = host->pages.size() + host->waiting; pages > 0) {
    TellHost(host->key, fmt::format("{}; pages left for the next crawl: {}", why, pages));
  }
  for (const CrawlTask& task : queue_.Close(host, why)) {
    if (task.robots_of != nullptr) {
      CloseHost(task.robots_of, fmt::format("robots.txt: it is at {}: {}", host->key, why));
    } else if (task.kind != TaskKind::kPage) {
      FailEntry(task, why);
    }
  }
}

void Crawler::TellHost(const std::string& host, const std::string& why) {
  if (summary_.errors.size() < kMostErrors) summary_.errors.push_back(host + ": " + why);
}

void Crawler::Tell(const std::string& source, const std::string& url, const std::string& why) {
  TellHost(source + ": " + url, why);
}

void Crawler::Fatal(const Status& status) {
  if (status.ok() || fatal_.exchange(true)) return;
  workers_->Post([this, status] { summary_.fatal = status; });
}

FetchNote Crawler::NoteOf(const CrawlTask& task, const std::string& canonical,
                          const HttpResponse& response) const {
  FetchNote note;
  note.url = canonical;
  note.time_ms = NowMs();
  note.run = summary_.run;
  note.source = task.source->name;
  note.status = response.status;
  note.attempt = task.attempts + 1;
  note.redirects = task.redirects;
  note.content_type = response.content_type;
  note.etag = response.etag;
  note.last_modified = response.last_modified;
  note.bytes = response.body.size();
  return note;
}

void Crawler::Archive(const std::string& url, const HttpResponse& response,
                      const std::string& repeats_date) {
  if (options_.warc == nullptr || response.status == 0 || !response.failure.empty()) return;
  WarcExchange exchange;
  exchange.url = url;
  exchange.date = FormatUnix(NowUnix());
  exchange.ip = response.ip;
  exchange.request_header = response.request_header;
  exchange.response_header = response.response_header;
  exchange.body = response.body;
  exchange.repeats_date = repeats_date;
  Fatal(options_.warc->Write(exchange));
}

CrawlSummary Crawl(const std::vector<Source>& sources, const CrawlOptions& options,
                   Frontier* frontier, const PageSink& sink) {
  return Crawler(sources, options, frontier, sink).Run();
}

}  // namespace dealwire
