// The crawl's robots.txt: asked for, redirected, kept.
#include <fmt/format.h>

#include "ingest/crawl/crawl_answers.h"
#include "ingest/crawl/crawl_engine.h"

namespace dealwire {
namespace {

constexpr int kMostRobotsRedirects = 5;  // RFC 9309 2.3.1.2

bool IsOwnRobots(const CrawlHost& host, const Url& url) {
  return url.ToString() == host.key + "/robots.txt";
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

}  // namespace dealwire
