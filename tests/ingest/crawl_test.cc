// The crawl against a server of its own on loopback.
#include "ingest/crawl.h"

#include <httplib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <mutex>
#include <thread>

namespace dealwire {
namespace {

using Clock = std::chrono::steady_clock;

// Answers as the test says, and keeps what was asked and when.
class Site {
 public:
  Site() {
    port_ = server_.bind_to_any_port("127.0.0.1");
    server_.set_logger([this](const httplib::Request& request, const httplib::Response&) {
      const std::lock_guard lock(mutex_);
      asked_.push_back(request.path);
      times_.push_back(Clock::now());
    });
    thread_ = std::jthread([this] { server_.listen_after_bind(); });
  }
  ~Site() { server_.stop(); }

  void Page(const std::string& path, const std::string& body, int status = 200) {
    server_.Get(path, [=](const httplib::Request&, httplib::Response& response) {
      response.status = status;
      response.set_content(body, "text/html");
    });
  }
  httplib::Server& server() { return server_; }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<std::string> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  size_t Asked(const std::string& path) const {
    const auto all = asked();
    return static_cast<size_t>(std::count(all.begin(), all.end(), path));
  }
  double ShortestGapMs() const {
    const std::lock_guard lock(mutex_);
    double gap = 1e9;
    for (size_t i = 1; i < times_.size(); ++i) {
      gap = std::min(gap,
                     std::chrono::duration<double, std::milli>(times_[i] - times_[i - 1]).count());
    }
    return gap;
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> asked_;
  std::vector<Clock::time_point> times_;
  std::jthread thread_;
};

class MemoryFrontier : public Frontier {
 public:
  std::optional<UrlState> Lookup(const std::string& url) override {
    const std::lock_guard lock(mutex_);
    const auto found = states.find(url);
    return found == states.end() ? std::nullopt : std::optional(found->second);
  }
  void Remember(const std::string& url, const UrlState& state) override {
    const std::lock_guard lock(mutex_);
    states[url] = state;
  }
  std::map<std::string, UrlState> states;

 private:
  std::mutex mutex_;
};

struct Run {
  CrawlSummary summary;
  std::vector<std::string> pages;
};

Source PagesOf(const Site& site, const std::vector<std::string>& paths) {
  Source source;
  source.name = "test";
  source.kind = SourceKind::kPages;
  for (const std::string& path : paths) source.urls.push_back(site.address() + path);
  source.settings.per_host_delay_ms = 0;
  source.settings.allow_private_networks = true;
  source.settings.timeout_s = 5;
  return source;
}

Run CrawlAll(const Source& source, MemoryFrontier* frontier, CrawlOptions options = {}) {
  Run run;
  std::mutex mutex;
  run.summary = Crawl({source}, options, frontier, [&](const CrawledPage& page) {
    const std::lock_guard lock(mutex);
    run.pages.push_back(page.page.url);
    return OkStatus();
  });
  return run;
}

}  // namespace

TEST_CASE("crawl: a feed's pages, without what robots.txt forbids", "[ingest][crawl]") {
  Site site;
  site.Page("/robots.txt", "User-agent: *\nDisallow: /private/\n");
  site.Page("/feed",
            "<rss><channel><item><link>/a</link></item><item><link>/private/b</link></item>"
            "<item><link>/a#again</link></item></channel></rss>");
  site.Page("/a", "A");
  site.Page("/private/b", "B");
  Source source = PagesOf(site, {"/feed"});
  source.kind = SourceKind::kFeed;
  MemoryFrontier frontier;
  const Run run = CrawlAll(source, &frontier);
  CHECK(run.pages == std::vector<std::string>{site.address() + "/a"});
  CHECK(site.Asked("/private/b") == 0);
  CHECK(site.Asked("/a") == 1);
  CHECK(run.summary.skipped.at("robots") == 1);
  CHECK(frontier.states[site.address() + "/private/b"].robots_line == "2: Disallow: /private/");
}

TEST_CASE("crawl: robots.txt that answers 503 closes the host, 404 opens it", "[ingest][crawl]") {
  Site closed, open;
  closed.Page("/robots.txt", "", 503);
  closed.Page("/a", "A");
  open.Page("/a", "A");
  MemoryFrontier frontier;
  CHECK(CrawlAll(PagesOf(closed, {"/a"}), &frontier).pages.empty());
  CHECK(closed.Asked("/a") == 0);
  CHECK(CrawlAll(PagesOf(open, {"/a"}), &frontier).pages.size() == 1);
}

TEST_CASE("crawl: requests to a host keep their distance", "[ingest][crawl]") {
  Site site;
  for (const char* path : {"/a", "/b", "/c"}) site.Page(path, "x");
  Source source = PagesOf(site, {"/a", "/b", "/c"});
  source.settings.per_host_delay_ms = 150;
  MemoryFrontier frontier;
  CHECK(CrawlAll(source, &frontier).pages.size() == 3);
  CHECK(site.ShortestGapMs() > 140);
}

TEST_CASE("crawl: what passes is tried again after Retry-After, what does not is told",
          "[ingest][crawl]") {
  Site site;
  int calls = 0;
  site.server().Get("/busy", [&](const httplib::Request&, httplib::Response& response) {
    response.status = ++calls == 1 ? 429 : 200;
    if (calls == 1) response.set_header("Retry-After", "1");
    response.set_content("x", "text/html");
  });
  site.Page("/gone", "", 410);
  MemoryFrontier frontier;
  const auto start = Clock::now();
  const Run run = CrawlAll(PagesOf(site, {"/busy", "/gone"}), &frontier);
  CHECK(run.pages.size() == 1);
  CHECK(Clock::now() - start > std::chrono::milliseconds(990));
  CHECK(site.Asked("/gone") == 1);
  REQUIRE(run.summary.errors.size() == 1);
  CHECK(run.summary.errors[0] == "test: " + site.address() + "/gone: HTTP 410");
}

TEST_CASE("crawl: redirects are asked of robots.txt too, and end", "[ingest][crawl]") {
  Site site;
  site.Page("/robots.txt", "User-agent: *\nDisallow: /private/\n");
  site.server().Get(
      "/old", [](const httplib::Request&, httplib::Response& r) { r.set_redirect("/new", 301); });
  site.Page("/new", "x");
  site.server().Get(
      "/sly", [](const httplib::Request&, httplib::Response& r) { r.set_redirect("/private/x"); });
  site.server().Get(R"(/loop(\d+))", [](const httplib::Request& request, httplib::Response& r) {
    r.set_redirect("/loop" + std::to_string(std::stoi(request.matches[1]) + 1));
  });
  MemoryFrontier frontier;
  const Run run = CrawlAll(PagesOf(site, {"/old", "/sly", "/loop1"}), &frontier);
  CHECK(run.pages == std::vector<std::string>{site.address() + "/new"});
  CHECK(site.Asked("/private/x") == 0);
  CHECK(site.asked().size() < 20);
}

TEST_CASE("crawl: a page that did not change is not fetched twice", "[ingest][crawl]") {
  Site site;
  site.server().Get("/a", [](const httplib::Request& request, httplib::Response& response) {
    response.set_header("ETag", "\"1\"");
    if (request.get_header_value("If-None-Match") == "\"1\"") {
      response.status = 304;
    } else {
      response.set_content("x", "text/html");
    }
  });
  MemoryFrontier frontier;
  CHECK(CrawlAll(PagesOf(site, {"/a"}), &frontier).pages.size() == 1);
  const Run again = CrawlAll(PagesOf(site, {"/a"}), &frontier);
  CHECK(again.pages.empty());
  CHECK(again.summary.not_modified == 1);
}

TEST_CASE("crawl: no address of a private network, and no body without end", "[ingest][crawl]") {
  Site site;
  site.Page("/a", std::string(2 << 20, 'x'));
  Source source = PagesOf(site, {"/a"});
  source.settings.allow_private_networks = false;
  source.settings.respect_robots = false;
  MemoryFrontier frontier;
  const Run refused = CrawlAll(source, &frontier);
  CHECK(refused.pages.empty());
  CHECK(site.asked().empty());
  source.settings.allow_private_networks = true;
  source.settings.max_body_mb = 1;
  const Run large = CrawlAll(source, &frontier);
  CHECK(large.pages.empty());
  REQUIRE(large.summary.errors.size() == 1);
  CHECK(large.summary.errors[0].find("more than 1 MiB") != std::string::npos);
}

TEST_CASE("crawl: limits and age", "[ingest][crawl]") {
  Site site;
  site.Page("/feed",
            "<rss><channel><item><link>/a</link></item><item><link>/b</link></item>"
            "<item><link>/old</link><pubDate>Mon, 03 Nov 2014 14:05:00 +0100</pubDate></item>"
            "</channel></rss>");
  for (const char* path : {"/a", "/b", "/old"}) site.Page(path, "x");
  Source source = PagesOf(site, {"/feed"});
  source.kind = SourceKind::kFeed;
  MemoryFrontier frontier;
  CrawlOptions options;
  options.max_pages = 1;
  const Run run = CrawlAll(source, &frontier, options);
  CHECK(run.pages.size() == 1);
  CHECK(run.summary.skipped.at("age") == 1);
  CHECK(run.summary.skipped.at("max-pages") == 1);
  options.dry_run = true;
  CHECK(CrawlAll(source, &frontier, options).pages.empty());
}

}  // namespace dealwire
