// Whose turn it is, and what a host's patience means, without a network.
#include "ingest/crawl/crawl_queue.h"

#include <catch2/catch.hpp>

#include "base/time.h"
#include "tests/support/memory_frontier.h"

namespace dealwire {
namespace {

const char* const kHost = "https://news.example";

// A host with two requests in flight.
class TwoInFlight {
 public:
  TwoInFlight() {
    settings_.per_host_connections = 2;
    settings_.per_host_delay_ms = 0;
    settings_.respect_robots = false;
    host = queue.HostOf(*ParseUrl(kHost), settings_);
    for (const char* path : {"/a", "/b"}) {
      CrawlTask task;
      task.url = *ParseUrl(std::string(kHost) + path);
      queue.Add(host, std::move(task));
    }
    const auto now = CrawlHost::Clock::now();
    REQUIRE(queue.Take(now, true));
    REQUIRE(queue.Take(now, true));
  }
  int64_t StoredPatience() { return frontier.hosts[kHost].not_before - NowUnix(); }

  MemoryFrontier frontier;
  CrawlQueue queue{&frontier, 1};
  CrawlHost* host = nullptr;

 private:
  SourceSettings settings_;
};

}  // namespace

TEST_CASE("crawl queue: what was in flight when a host asked for patience does not end it",
          "[ingest][crawl]") {
  TwoInFlight two;
  CHECK(two.queue.BackOff(two.host, 3600, true, "HTTP 429, Retry-After 3600") == 3600);
  two.queue.Done(two.host, false);
  two.queue.Done(two.host, true);
  CHECK(two.host->state.failures == 1);
  CHECK(two.StoredPatience() > 3500);
  CHECK(two.frontier.hosts[kHost].why == "HTTP 429, Retry-After 3600");
}

TEST_CASE("crawl queue: patience only grows while it lasts, and its failures are one",
          "[ingest][crawl]") {
  TwoInFlight two;
  two.queue.BackOff(two.host, 3600, true, "HTTP 429, Retry-After 3600");
  const double delay = two.host->delay_s;
  CHECK(two.queue.BackOff(two.host, 0, true, "HTTP 503") > 3500);
  CHECK(two.host->state.failures == 1);
  CHECK(two.host->delay_s == delay);
  CHECK(two.StoredPatience() > 3500);
  CHECK(two.frontier.hosts[kHost].why == "HTTP 429, Retry-After 3600");
  CHECK(two.queue.BackOff(two.host, 7200, true, "HTTP 429, Retry-After 7200") == 7200);
  CHECK(two.StoredPatience() > 7100);
}

TEST_CASE("crawl queue: a success after the patience ends it", "[ingest][crawl]") {
  TwoInFlight two;
  two.queue.BackOff(two.host, 0, false, "HTTP 503");
  two.host->patient = CrawlHost::Clock::now();
  two.queue.Done(two.host, true);
  CHECK(two.host->state.failures == 0);
  CHECK(two.frontier.hosts[kHost].not_before == 0);
}

}  // namespace dealwire
