// The crawl against a server of its own on loopback.
#include "ingest/crawl/crawl.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "base/time.h"
#include "tests/support/crawl_site.h"

namespace dealwire {

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
  CHECK(run.counts.skipped.at("robots") == 1);
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
  const auto start = Clock::now();
  CHECK(CrawlAll(source, &frontier).pages.size() == 3);
  // The n-th request starts no sooner; that one arrives late on a busy machine says nothing.
  const auto times = site.times();
  REQUIRE(times.size() == 4);  // and robots.txt
  for (size_t n = 0; n < times.size(); ++n) {
    INFO("request " << n);
    CHECK(times[n] - start >= n * std::chrono::milliseconds(150));
  }
}

TEST_CASE("crawl: what passes is tried again after Retry-After, what does not is told",
          "[ingest][crawl]") {
  Site site;
  std::atomic<int> calls = 0;
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
  CHECK(again.counts.not_modified == 1);
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
  CHECK(run.counts.skipped.at("age") == 1);
  CHECK(run.counts.left.at("max-pages") == 1);
  CHECK(run.summary.stopped == "max-pages");
  const Run rest = CrawlAll(source, &frontier);  // what was left, though the feed is not new
  CHECK(rest.pages.size() == 1);
  options.dry_run = true;
  std::vector<std::string> urls;
  options.on_url = [&](const std::string& url) { urls.push_back(url); };
  MemoryFrontier fresh;
  CHECK(CrawlAll(source, &fresh, options).pages.empty());
  CHECK(urls == std::vector<std::string>{site.address() + "/a", site.address() + "/b"});
}

TEST_CASE("crawl: a feed whose ETag lies is seen through, and then never asked by it again",
          "[ingest][crawl]") {
  Site site;
  int version = 0, conditional = 0;
  site.server().Get("/feed", [&](const httplib::Request& request, httplib::Response& response) {
    response.set_header("ETag", "\"same\"");
    if (request.has_header("If-None-Match")) {
      ++conditional;
      response.status = 304;
      return;
    }
    response.set_content("<rss><channel><item><link>/" + std::to_string(++version) +
                             "</link></item></channel></rss>",
                         "application/rss+xml");
  });
  for (const char* path : {"/1", "/2", "/3"}) site.Page(path, path);
  Source source = PagesOf(site, {"/feed"});
  source.kind = SourceKind::kFeed;
  MemoryFrontier frontier;
  CHECK(CrawlAll(source, &frontier).pages.size() == 1);
  CHECK(CrawlAll(source, &frontier).pages.empty());  // 304
  CHECK(CrawlAll(source, &frontier).pages.empty());  // 304
  CHECK(CrawlAll(source, &frontier).pages == std::vector<std::string>{site.address() + "/2"});
  CHECK(CrawlAll(source, &frontier).pages == std::vector<std::string>{site.address() + "/3"});
  CHECK(conditional == 2);
}

TEST_CASE("crawl: the same body under a new ETag is not handed on", "[ingest][crawl]") {
  Site site;
  int calls = 0;
  site.server().Get("/a", [&](const httplib::Request&, httplib::Response& response) {
    response.set_header("ETag", "\"" + std::to_string(++calls) + "\"");
    response.set_content("x", "text/html");
  });
  MemoryFrontier frontier;
  CHECK(CrawlAll(PagesOf(site, {"/a"}), &frontier).pages.size() == 1);
  const Run again = CrawlAll(PagesOf(site, {"/a"}), &frontier);
  CHECK(again.pages.empty());
  CHECK(again.counts.not_modified == 1);
  CHECK(frontier.states.at(site.address() + "/a").etag == "\"2\"");
}

TEST_CASE("crawl: a long Retry-After is kept over nights, in seconds and as a date",
          "[ingest][crawl]") {
  for (const bool date : {false, true}) {
    Site site;
    site.server().Get("/busy", [&](const httplib::Request&, httplib::Response& response) {
      response.status = 429;
      response.set_header("Retry-After", date ? "Fri, 31 Dec 2100 23:59:59 GMT" : "3600");
    });
    site.Page("/other", "x");
    MemoryFrontier frontier;
    const Run run = CrawlAll(PagesOf(site, {"/busy", "/other"}), &frontier);
    CHECK(run.pages.empty());
    CHECK(run.counts.left.at("back-off") == 2);
    CHECK(site.Asked("/busy") == 1);
    CHECK(site.Asked("/other") == 0);
    CHECK(frontier.hosts.at(site.address()).not_before > NowUnix() + 3000);
    const size_t asked = site.asked().size();
    const Run again = CrawlAll(PagesOf(site, {"/busy", "/other"}), &frontier);
    CHECK(site.asked().size() == asked);  // the next night: not a single request
    CHECK(again.counts.left.at("back-off") == 2);
  }
}

TEST_CASE("crawl: a host that fails again and again is left, its pages wait", "[ingest][crawl]") {
  Site site;
  site.server().Get(R"(/\d)", [](const httplib::Request&, httplib::Response& response) {
    response.status = 503;
  });
  MemoryFrontier frontier;
  const auto start = Clock::now();
  const Run run = CrawlAll(PagesOf(site, {"/1", "/2", "/3"}), &frontier);
  CHECK(run.counts.left.at("host failed") == 3);
  CHECK(site.asked().size() == 5);  // robots.txt and four tries, each after a longer pause
  CHECK(Clock::now() - start > std::chrono::milliseconds(3500));
  CHECK(frontier.queue.size() == 3);
}

TEST_CASE("crawl: what was kept and not read before a kill is read and not fetched again",
          "[ingest][crawl]") {
  Site site;
  site.Page("/a", "A");
  const Source source = PagesOf(site, {"/a"});
  MemoryFrontier frontier;
  frontier.runs[(NowUnix() - 60) * 1000] = "";  // a crawl that did not come to its end
  const int64_t run_id = frontier.runs.begin()->first;
  QueuedUrl entry;
  entry.number = 1;
  entry.url = site.address() + "/b";
  entry.source = source.name;
  entry.waiting_body = "hash";
  frontier.raw["hash"] = "B";
  frontier.queue[{site.address(), 1}] = entry;
  UrlState state;
  state.run = run_id;
  frontier.states[site.address() + "/a"] = state;  // done before the kill
  const Run run = CrawlAll(source, &frontier);
  CHECK(run.summary.resumed);
  CHECK(run.pages == std::vector<std::string>{site.address() + "/b"});
  CHECK(run.counts.skipped.at("done before") == 1);
  CHECK(site.Asked("/a") == 0);
  CHECK(site.Asked("/b") == 0);
  CHECK(frontier.queue.empty());
  CHECK(frontier.runs.at(run_id) == "ended");
}

TEST_CASE("crawl: the n-th write to the store fails, for every n: it stops and says so",
          "[ingest][crawl]") {
  Site site;
  for (const char* path : {"/a", "/b"}) site.Page(path, path);
  for (size_t n = 1;; ++n) {
    MemoryFrontier frontier;
    frontier.fails_at = n;
    std::atomic<int> pages = 0;
    const CrawlSummary summary =
        Crawl({PagesOf(site, {"/a", "/b"})}, CrawlOptions{}, &frontier, [&](const CrawledPage&) {
          ++pages;
          return PageResult{};
        });
    if (frontier.writes < n) {
      CHECK(summary.fatal.ok());
      CHECK(pages == 2);
      break;
    }
    INFO("write " << n);
    CHECK(summary.fatal.code() == StatusCode::kResourceExhausted);
  }
}

TEST_CASE("crawl: stopped in the middle, what is in flight is kept and the rest waits",
          "[ingest][crawl]") {
  Site site;
  site.server().Get(R"(/\d+)", [](const httplib::Request&, httplib::Response& response) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    response.set_content("x", "text/html");
  });
  std::vector<std::string> paths;
  for (int i = 0; i < 40; ++i) paths.push_back("/" + std::to_string(i));
  MemoryFrontier frontier;
  CrawlOptions options;
  options.stop = [&] { return site.asked().size() > 10; };
  options.grace_s = 600;
  const Run first = CrawlAll(PagesOf(site, paths), &frontier, options);
  CHECK(first.summary.stopped == "interrupted");
  CHECK(first.counts.left.at("interrupted") + first.counts.fetched == 40);
  options.stop = nullptr;
  const Run second = CrawlAll(PagesOf(site, paths), &frontier, options);
  CHECK(second.summary.resumed);
  CHECK(first.pages.size() + second.pages.size() == 40);
  for (const std::string& path : paths) CHECK(site.Asked(path) == 1);
}

TEST_CASE("crawl: a site's own page leads to its feed, or to the sitemaps of robots.txt",
          "[ingest][crawl]") {
  Site site;
  site.Page("/",
            "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head>");
  site.Page("/rss", "<rss><channel><item><link>/a</link></item></channel></rss>");
  site.Page("/robots.txt", "Sitemap: " + site.address() + "/map.xml");
  site.Page("/map.xml", "<urlset><url><loc>" + site.address() + "/b</loc></url></urlset>");
  site.Page("/a", "A");
  site.Page("/b", "B");
  Source source = PagesOf(site, {"/"});
  source.kind = SourceKind::kFeed;
  MemoryFrontier frontier, other;
  CHECK(CrawlAll(source, &frontier).pages == std::vector<std::string>{site.address() + "/a"});
  source.kind = SourceKind::kSitemap;
  CHECK(CrawlAll(source, &other).pages == std::vector<std::string>{site.address() + "/b"});
}

TEST_CASE("crawl: what a page asks of robots is kept with it", "[ingest][crawl]") {
  Site site;
  site.server().Get("/a", [](const httplib::Request&, httplib::Response& response) {
    response.set_header("X-Robots-Tag", "noarchive");
    response.set_content("<meta content=noindex name='ROBOTS'>", "text/html");
  });
  MemoryFrontier frontier;
  const Run run = CrawlAll(PagesOf(site, {"/a"}), &frontier);
  CHECK(run.robots_tags == std::vector<std::string>{"noarchive, noindex"});
  CHECK(frontier.states.at(site.address() + "/a").robots_tags == "noarchive, noindex");
}

TEST_CASE("crawl: a name and a password go to their own origin alone", "[ingest][crawl]") {
  Site site, other;
  std::string seen_there = "unset";
  site.server().Get("/feed", [&](const httplib::Request& request, httplib::Response& response) {
    response.status = request.get_header_value("Authorization") == "Basic dXNlcjp3b3Jk" ? 302 : 401;
    response.set_header("Location", other.address() + "/feed");
  });
  other.server().Get("/feed", [&](const httplib::Request& request, httplib::Response& response) {
    seen_there = request.get_header_value("Authorization");
    response.set_content("<rss><channel/></rss>", "text/xml");
  });
  Source source = PagesOf(site, {"/feed"});
  source.kind = SourceKind::kFeed;
  source.credentials[site.address()] = "user:word";
  MemoryFrontier frontier;
  const Run run = CrawlAll(source, &frontier);
  CHECK(run.summary.errors.empty());
  CHECK(seen_there.empty());
}

}  // namespace dealwire
