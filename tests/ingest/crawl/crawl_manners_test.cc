// How many requests at once, when robots.txt is asked again, what a proxy is told.
#include <unistd.h>

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <cstdlib>
#include <thread>

#include "base/time.h"
#include "ingest/crawl/crawl.h"
#include "ingest/crawl/http.h"
#include "ingest/crawl/http_address.h"
#include "tests/support/crawl_site.h"
#include "tests/support/scripted_server.h"

namespace dealwire {
namespace {

// Lets nobody on before `wanted` have come: a crawl that does not ask for so many at once would
// wait for ever.
class Gate {
 public:
  explicit Gate(int wanted) : wanted_(wanted) {}
  void Enter() {
    std::unique_lock lock(mutex_);
    most_ = std::max(most_, ++inside_);
    if (most_ >= wanted_) changed_.notify_all();
    changed_.wait(lock, [this] { return most_ >= wanted_; });
  }
  void Leave() {
    const std::lock_guard lock(mutex_);
    --inside_;
  }
  int most() const { return most_; }

 private:
  const int wanted_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_ = 0, most_ = 0;
};

void Behind(Gate* gate, Site* site) {
  site->server().Get(R"(/page\d+)", [gate](const httplib::Request&, httplib::Response& response) {
    gate->Enter();
    response.set_content("x", "text/html");
    gate->Leave();
  });
}

}  // namespace

TEST_CASE("crawl: as many requests at once to a host as it may have, and no more",
          "[ingest][crawl]") {
  Site site;
  Gate gate(2);
  Behind(&gate, &site);
  std::vector<std::string> paths;
  for (int i = 0; i < 12; ++i) paths.push_back("/page" + std::to_string(i));
  Source source = PagesOf(site, paths);
  source.settings.per_host_connections = 2;
  MemoryFrontier frontier;
  CHECK(CrawlAll(source, &frontier).pages.size() == 12);
  CHECK(gate.most() == 2);
}

TEST_CASE("crawl: hosts are asked side by side", "[ingest][crawl]") {
  Site one, two, three;
  Gate gate(3);
  Source source = PagesOf(one, {"/page1"});
  for (Site* site : {&one, &two, &three}) Behind(&gate, site);
  source.urls.push_back(two.address() + "/page1");
  source.urls.push_back(three.address() + "/page1");
  MemoryFrontier frontier;
  CHECK(CrawlAll(source, &frontier).pages.size() == 3);
}

TEST_CASE("crawl: robots.txt is asked for once a day", "[ingest][crawl]") {
  Site site;
  site.Page("/robots.txt", "User-agent: *\nDisallow: /b\n");
  site.Page("/a", "A");
  site.Page("/b", "B");
  MemoryFrontier frontier;
  CrawlAll(PagesOf(site, {"/a"}), &frontier);
  CrawlAll(PagesOf(site, {"/b"}), &frontier);
  CHECK(site.Asked("/robots.txt") == 1);
  CHECK(site.Asked("/b") == 0);
  HostState& host = frontier.hosts.at(site.address());
  host.robots_time -= 86401;
  CrawlAll(PagesOf(site, {"/b"}), &frontier);
  CHECK(site.Asked("/robots.txt") == 2);
  host.robots_time = NowUnix() + 86400;  // of a clock that went wrong
  CrawlAll(PagesOf(site, {"/b"}), &frontier);
  CHECK(site.Asked("/robots.txt") == 3);
}

TEST_CASE("http: a proxy is asked by its variable, and what is known to be private is not",
          "[ingest][crawl]") {
  ScriptedServer proxy;
  proxy.On("http://news.example/a", "HTTP/1.1 200 OK\r\nConnection: close\r\n", "by proxy");
  setenv("http_proxy", proxy.address().c_str(), 1);
  const auto get = [](const std::string& url) {
    HttpLoop loop;
    HttpRequest request;
    request.url = url;
    request.timeout_s = 600;
    std::optional<HttpResponse> got;
    loop.Start(request, [&](HttpResponse response) { got = std::move(response); });
    while (!got) loop.Poll(std::chrono::milliseconds(100));
    return *got;
  };
  CHECK(get("http://news.example/a").body == "by proxy");
  for (const char* inside : {"http://10.0.0.1/a", "http://127.1/a", "http://localhost/a"}) {
    INFO(inside);
    CHECK(get(inside).failure == "private address");
    CHECK(proxy.Asked(inside) == 0);
  }
  unsetenv("http_proxy");
}

TEST_CASE("http: a connection that was opened with leave is not used without", "[ingest][crawl]") {
  // A name of this machine, which says nothing by itself.
  std::array<char, 256> name{};
  REQUIRE(gethostname(name.data(), name.size() - 1) == 0);
  httplib::Server server;
  const int port = server.bind_to_any_port(name.data());
  if (port <= 0 || IsPrivateHost(name.data())) {
    WARN("passed over: this machine's name leads nowhere");
    return;
  }
  std::atomic<int> asked = 0;
  server.Get("/a", [&](const httplib::Request&, httplib::Response& response) {
    ++asked;
    response.set_content("inside", "text/html");
  });
  const std::jthread serving([&] { server.listen_after_bind(); });
  while (!server.is_running()) std::this_thread::yield();
  HttpLoop loop;
  const auto get = [&](bool allowed) {
    HttpRequest request;
    request.url = "http://" + std::string(name.data()) + ":" + std::to_string(port) + "/a";
    request.timeout_s = 600;
    request.allow_private_networks = allowed;
    std::optional<HttpResponse> got;
    loop.Start(request, [&](HttpResponse response) { got = std::move(response); });
    while (!got) loop.Poll(std::chrono::milliseconds(100));
    return *got;
  };
  CHECK(get(true).body == "inside");
  CHECK(get(false).failure == "private address");
  CHECK(get(true).body == "inside");
  CHECK(asked == 2);
  server.stop();
}

TEST_CASE("crawl: leave for private networks is each source's own", "[ingest][crawl]") {
  Site site;
  site.Page("/a", "A");
  site.Page("/b", "B");
  Source outside = PagesOf(site, {"/a"}), inside = PagesOf(site, {"/b"});
  outside.settings.allow_private_networks = false;
  inside.name = "inside";
  for (const bool first : {false, true}) {
    MemoryFrontier frontier;
    const Run run = CrawlAll(
        first ? std::vector<Source>{inside, outside} : std::vector<Source>{outside, inside},
        &frontier);
    CHECK(run.pages == std::vector<std::string>{site.address() + "/b"});
    CHECK(run.counts.failed.at("private address") == 1);
  }
  CHECK(site.Asked("/a") == 0);
}

}  // namespace dealwire
