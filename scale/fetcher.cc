#include "scale/fetcher.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/log.h"
#include "base/time.h"
#include "scale/messages.pb.h"
#include "scale/metrics.h"

namespace dealwire {
namespace {

constexpr size_t kMostInFlight = 256;
constexpr size_t kReaders = 4;  // threads; they mostly wait for the claims' disk or network
constexpr int kMostRobotsRedirects = 5;  // RFC 9309 2.3.1.2
constexpr int kMostHostFailures = 4;     // in a row, then it is left for this run
constexpr double kPatienceS = 300;       // a host that asks for more is left for this run
constexpr int64_t kGoneFor = int64_t{7} * 86400;

// Gone for good, as far as is known.
bool IsGone(const UrlState& state) {
  const auto decided = ParseTimestamp(state.decided);
  return (state.status == 404 || state.status == 410) && state.failures > 0 && decided &&
         NowUnix() - ToUnix(*decided) < kGoneFor;
}

}  // namespace

Fetcher::Fetcher(const WorkerOptions& options, const std::vector<Source>& sources)
    : options_(options),
      readers_(kReaders, {.wake = [this] { http_.Wake(); },
                          .write = [](const FrontierBatch&) { return true; }}) {
  for (const Source& source : sources) {
    sources_.emplace(source.name, &source);
    filters_.emplace(source.name, std::make_unique<SourceFilter>(source));
  }
}

void Fetcher::Take(const Partition& partition, const KafkaMessage& message) {
  pb::UrlTask told;
  const bool whole = message.value && told.ParseFromString(*message.value) && told.kind() >= 0 &&
                     told.kind() <= static_cast<int>(TaskKind::kPage);
  const std::optional<Url> url = whole ? ParseUrl(told.url()) : std::nullopt;
  const auto source = sources_.find(told.source());
  partition->Begin(message.offset, told.run());
  const bool strange =
      url && PartitionOf(url->Origin(), options_.partitions.at(options_.topics.urls)) !=
                 partition->partition();
  if (!url || source == sources_.end() || strange) {
    const std::string why =
        !url      ? "it is no address"
        : strange ? "it is in another partition than its host's; its key must be " + url->Origin()
                  : fmt::format("source '{}' is not in the sources file", told.source());
    const std::string& topic = options_.topics.quarantine;
    partition->Send({{topic, PartitionOf(message.key, options_.partitions.at(topic))},
                     message.key,
                     message.value.value_or(""),
                     {{"stage", "fetch"}, {"reason", why}}});
    options_.metrics->Add("dealwire_quarantined_total", "stage=\"fetch\"");
    LogWarning(
        fmt::format("{} {}: put in quarantine: {}", ToString(message.place), message.offset, why));
    return partition->Finish(message.offset);
  }
  CrawlTask task;
  task.kind = static_cast<TaskKind>(told.kind());
  task.url = *url;
  task.source = source->second;
  task.queued.number = static_cast<uint64_t>(message.offset);
  task.queued.published = told.published();
  task.redirects.assign(told.redirects().begin(), told.redirects().end());
  task.depth = told.depth();
  task.guess = told.guess();
  const std::string canonical = CanonicalUrl(*url);
  const UrlState state = partition->StateOf(canonical);
  const bool done = (state.run == told.run() && told.run() != 0) || IsGone(state);
  if (done || !partition->Queue(canonical)) {
    options_.metrics->Add("dealwire_requests_total", "result=\"not needed\"");
    return partition->Finish(message.offset);
  }
  CrawlHost* const host = partition->HostOf(*url, task.source->settings);
  if (!host->closed.empty() && host->state.not_before <= NowUnix()) host->closed.clear();
  if (!host->closed.empty()) return Fail(partition, task, 0, host->closed);
  partition->queue().Add(host, std::move(task));
}

void Fetcher::Start(const Partition& partition) {
  if (partition->closing) return;
  while (http_.in_flight() < kMostInFlight) {
    std::optional<CrawlQueue::Turn> turn = partition->queue().Take(CrawlHost::Clock::now(), false);
    if (!turn) return;
    if (turn->ask_robots) {
      AskRobots(partition, turn->host, *ParseUrl(turn->host->key + "/robots.txt"), 0);
    } else if (turn->task) {
      Fetch(partition, turn->host, *std::move(turn->task));
    }
  }
}

void Fetcher::Ask(const Partition& partition, const HttpRequest& request,
                  std::function<void(HttpResponse)> then) {
  ++partition->in_flight;
  http_.Start(request, [this, partition, then = std::move(then)](HttpResponse response) {
    --partition->in_flight;
    options_.metrics->Add("dealwire_fetched_bytes_total", "",
                          static_cast<double>(response.body.size()));
    then(std::move(response));
  });
}

void Fetcher::AskRobots(const Partition& partition, CrawlHost* host, const Url& url, int hop) {
  options_.metrics->Add("dealwire_requests_total", "result=\"robots\"");
  Ask(partition, RobotsRequest(*host->settings, url),
      [this, partition, host, url, hop](HttpResponse response) {
        RobotsAnswered(partition, host, url, hop, std::move(response));
      });
}

void Fetcher::RobotsAnswered(const Partition& partition, CrawlHost* host, const Url& url, int hop,
                             HttpResponse response) {
  if (response.failure.empty() && IsRedirect(response.status) && hop < kMostRobotsRedirects &&
      !partition->closing) {
    // Another host is another worker's to ask: a robots.txt that is there counts as none here.
    const std::optional<Url> next = ResolveUrl(url, response.location);
    if (next && next->Origin() == host->key) return AskRobots(partition, host, *next, hop + 1);
  }
  CrawlQueue& queue = partition->queue();
  if (ClosesDoor(response)) {
    const std::string why = "robots.txt: " + WhyOf(response);
    host->asking_robots = false;
    if (!response.may_pass && !response.failure.empty()) {
      CloseHost(partition, host, why);
    } else {
      BackOff(partition, host, response, why);
    }
    return queue.Done(host, false);
  }
  KeepRobots(std::move(response), &host->state);
  auto robots = std::make_shared<Robots>(RobotsOf(host->state, host->settings->user_agent));
  queue.SetRobots(host, std::move(robots));
  // A Crawl-delay that is read just now counts from the request for it.
  const auto delay = std::chrono::duration_cast<CrawlHost::Clock::duration>(
      std::chrono::duration<double>(host->delay_s));
  host->next = std::max(host->next, CrawlHost::Clock::now() + delay);
  partition->SetHost(*host);
  queue.Done(host, true);
}

bool Fetcher::BackOff(const Partition& partition, CrawlHost* host, const HttpResponse& response,
                      const std::string& why) {
  const double wait = partition->queue().BackOff(host, RetryAfterSeconds(response.retry_after),
                                                 response.status == 429, why);
  if (wait > kPatienceS || host->state.failures >= kMostHostFailures) {
    CloseHost(partition, host, why);
  }
  return host->closed.empty();
}

void Fetcher::CloseHost(const Partition& partition, CrawlHost* host, const std::string& why) {
  LogWarning(fmt::format("{}: left for now: {}", host->key, why));
  for (const CrawlTask& task : partition->queue().Close(host, why)) Fail(partition, task, 0, why);
}

UrlState Fetcher::StateOf(const Partition& partition, const CrawlTask& task) const {
  UrlState state = partition->StateOf(CanonicalUrl(task.url));
  state.source = task.source->name;
  state.decided = FormatUnix(NowUnix());
  state.run = partition->RunOf(static_cast<int64_t>(task.queued.number));
  if (!task.queued.published.empty()) state.published = task.queued.published;
  return state;
}

// What could not be fetched is done too: the next seeding tries again.
void Fetcher::Fail(const Partition& partition, const CrawlTask& task, int status,
                   const std::string& why) {
  UrlState state = StateOf(partition, task);
  state.reason = "failed: " + why;
  state.status = status;
  ++state.failures;
  if (!task.guess) {
    LogInfo(fmt::format("{}: {}: {}", task.source->name, task.url.ToString(), why));
  }
  Done(partition, task, std::move(state), "failed");
}

void Fetcher::Done(const Partition& partition, const CrawlTask& task, UrlState state,
                   const std::string& result) {
  const std::string canonical = CanonicalUrl(task.url);
  options_.metrics->Add("dealwire_requests_total", fmt::format("result=\"{}\"", result));
  partition->SetState(canonical, std::move(state));
  partition->Unqueue(canonical);
  partition->Finish(static_cast<int64_t>(task.queued.number));
}

void Fetcher::SendTask(const Partition& partition, const CrawlTask& from, TaskKind kind,
                       const Url& url, const std::string& published, int depth, bool guess,
                       const std::vector<std::string>& redirects) {
  pb::UrlTask task;
  task.set_url(url.ToString());
  task.set_source(from.source->name);
  task.set_kind(static_cast<int>(kind));
  task.set_run(partition->RunOf(static_cast<int64_t>(from.queued.number)));
  task.set_published(published);
  task.set_depth(depth);
  task.set_guess(guess);
  for (const std::string& redirect : redirects) task.add_redirects(redirect);
  const std::string host = url.Origin();
  const std::string& topic = options_.topics.urls;
  partition->Send({{topic, PartitionOf(host, options_.partitions.at(topic))},
                   host,
                   task.SerializeAsString(),
                   {}});
}

}  // namespace dealwire
