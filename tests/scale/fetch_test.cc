#include <fmt/format.h>
#include <httplib.h>

#include <catch2/catch.hpp>
#include <condition_variable>

#include "scale/claims.h"
#include "scale/fetch_worker.h"
#include "scale/metrics.h"
#include "tests/scale/bucket_server.h"
#include "tests/scale/mock_kafka.h"
#include "tests/support/process.h"

namespace dealwire {
namespace {

// A site of pages /0, /1, ..., which counts what it is asked for.
class CountingSite {
 public:
  CountingSite() {
    server_.Get("/\\d+", [this](const httplib::Request& request, httplib::Response& response) {
      response.set_content("<html><p>" + address() + request.path + "</p></html>", "text/html");
      const std::lock_guard lock(mutex_);
      ++pages_;
      asked_.notify_all();
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
  }
  ~CountingSite() {
    server_.stop();
    thread_.join();
  }
  CountingSite(const CountingSite&) = delete;
  CountingSite& operator=(const CountingSite&) = delete;

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // False: they were not, within a minute.
  bool WaitUntilAsked(size_t pages) {
    std::unique_lock lock(mutex_);
    return asked_.wait_for(lock, std::chrono::minutes(1), [&] { return pages_ >= pages; });
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::mutex mutex_;
  std::condition_variable asked_;
  size_t pages_ = 0;
  std::thread thread_;
};

TEST_CASE("workers: what is slow to read or to keep lets other hosts be asked meanwhile",
          "[scale]") {
  const TemporaryFolder temporary;
  const MockKafka kafka(1);
  Metrics metrics;
  WorkerOptions options = kafka.Options("fetch", &metrics);
  options.state = (temporary.path() / "state").string();
  options.claim_over = 0;  // every body is kept in the bucket
  CountingSite slow, other;
  std::string urls = fmt::format("'{}/0'", slow.address());
  constexpr size_t kOthers = 5;
  for (size_t i = 0; i < kOthers; ++i) urls += fmt::format(", '{}/{}'", other.address(), i);
  const auto sources =
      ParseSources("sources.toml",
                   "[defaults]\nper_host_delay_ms = 10\nallow_private_networks = true\n"
                   "[[source]]\nname = 'all'\nkind = 'pages'\nurls = [" +
                       urls + "]\n");
  INFO(sources.status());
  REQUIRE(sources.ok());

  BucketServer bucket;
  // The first body that comes is kept only when all pages were asked for.
  std::atomic<int> puts = 0, overtaken = 0;
  bucket.on_put = [&](const httplib::Request&) {
    if (puts++ == 0 && other.WaitUntilAsked(kOthers) && slow.WaitUntilAsked(1)) ++overtaken;
  };
  const auto claims = Claims::Open("s3://bodies");
  REQUIRE(claims.ok());
  options.claims = *claims;
  const auto seeded = Seed(options, *sources);
  REQUIRE(seeded.ok());
  CHECK(*seeded == kOthers + 1);
  const auto pages = [&] { return metrics.Value("dealwire_requests_total", "result=\"page\""); };
  options.stop = [&] { return pages() >= kOthers + 1; };
  const Status done = RunFetchWorker(options, *sources);
  INFO(done);
  REQUIRE(done.ok());
  CHECK(overtaken == 1);
  CHECK(bucket.objects.size() == kOthers + 1);
}

}  // namespace
}  // namespace dealwire
