// robots.txt as servers answer it: large ones, failing ones, ones that are elsewhere.
#include <catch2/catch.hpp>

#include "ingest/crawl/crawl.h"
#include "tests/support/crawl_site.h"
#include "tests/support/scripted_server.h"

namespace dealwire {
namespace {

std::string HeaderOf(const std::string& status, size_t length, bool told) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nConnection: close\r\n" +
         (told ? "Content-Length: " + std::to_string(length) + "\r\n" : "");
}

Run CrawlPages(const ScriptedServer& server, const std::vector<std::string>& paths,
               MemoryFrontier* frontier) {
  Source source;
  source.name = "test";
  source.kind = SourceKind::kPages;
  for (const std::string& path : paths) source.urls.push_back(server.address() + path);
  source.settings.per_host_delay_ms = 0;
  source.settings.allow_private_networks = true;
  source.settings.timeout_s = 600;
  return CrawlAll(source, frontier);
}

void Redirect(Site* site, const std::string& to) {
  site->server().Get("/robots.txt",
                     [to](const httplib::Request&, httplib::Response& r) { r.set_redirect(to); });
}

}  // namespace

TEST_CASE("crawl: of a large robots.txt the beginning counts, up to a whole line",
          "[ingest][crawl]") {
  for (const bool told : {false, true}) {  // is its length in the header?
    INFO("Content-Length " << told);
    std::string body = "User-agent: *\nDisallow: /private/\n";
    while (body.size() < (size_t{500} << 10) - 12) body += "# filler\n";
    body += "Disallow: /pages/of/a/rule/that/is/cut\n";
    body += std::string(size_t{2} << 20, '#');
    const std::string page = HeaderOf("200 OK", 1, true);
    ScriptedServer server;
    server.On("/robots.txt", HeaderOf("200 OK", body.size(), told), body);
    server.On("/private/a", page, "x");
    server.On("/pages", page, "x");
    MemoryFrontier frontier;
    const Run run = CrawlPages(server, {"/private/a", "/pages"}, &frontier);
    CHECK(run.counts.skipped.at("robots") == 1);
    CHECK(server.Asked("/private/a") == 0);
    CHECK(server.Asked("/pages") == 1);
  }
}

TEST_CASE("crawl: a robots.txt that fails shuts the host, however much it says",
          "[ingest][crawl]") {
  ScriptedServer server;
  server.On("/robots.txt", HeaderOf("503 Service Unavailable", 0, false),
            std::string(size_t{3} << 20, 'x'));
  server.On("/a", HeaderOf("200 OK", 1, true), "x");
  MemoryFrontier frontier;
  const Run run = CrawlPages(server, {"/a"}, &frontier);
  CHECK(run.counts.left.at("robots.txt unknown") == 1);
  CHECK(server.Asked("/a") == 0);
  CHECK(frontier.hosts[server.address()].robots_status == 0);  // nothing is known of it
}

TEST_CASE("crawl: a robots.txt that is elsewhere is asked for in that host's turn",
          "[ingest][crawl]") {
  Site target;
  std::vector<std::unique_ptr<Site>> sites;
  Source source = PagesOf(target, {});
  for (int i = 0; i < 3; ++i) {
    sites.push_back(std::make_unique<Site>());
    const std::string path = "/robots-" + std::to_string(i);
    target.Page(path, "User-agent: *\nDisallow: /private/\n");
    Redirect(sites.back().get(), target.address() + path);
    sites.back()->Page("/a", "A");
    source.urls.push_back(sites.back()->address() + "/a");
    source.urls.push_back(sites.back()->address() + "/private/a");
  }
  source.settings.per_host_delay_ms = 200;
  MemoryFrontier frontier;
  const auto start = Clock::now();
  const Run run = CrawlAll(source, &frontier);
  CHECK(run.pages.size() == 3);
  CHECK(run.counts.skipped.at("robots") == 3);
  const auto times = target.times();
  REQUIRE(times.size() == 3);
  // The n-th request starts no sooner; that one arrives late on a busy machine says nothing.
  for (size_t n = 0; n < times.size(); ++n) {
    CHECK(times[n] - start >= n * std::chrono::milliseconds(200));
  }
}

TEST_CASE("crawl: a robots.txt that is another host's own is asked for once", "[ingest][crawl]") {
  Site target, one, two;
  target.Page("/robots.txt", "User-agent: *\nDisallow: /private/\n");
  Source source = PagesOf(target, {"/private/a"});
  for (Site* site : {&one, &two}) {
    Redirect(site, target.address() + "/robots.txt");
    source.urls.push_back(site->address() + "/private/a");
  }
  MemoryFrontier frontier;
  CHECK(CrawlAll(source, &frontier).counts.skipped.at("robots") == 3);
  CHECK(target.asked() == std::vector<std::string>{"/robots.txt"});
}

TEST_CASE("crawl: a robots.txt whose other host asks for patience keeps both waiting",
          "[ingest][crawl]") {
  Site target, site;
  target.server().Get("/robots.txt", [](const httplib::Request&, httplib::Response& response) {
    response.status = 429;
    response.set_header("Retry-After", "3600");
  });
  Redirect(&site, target.address() + "/robots.txt");
  site.Page("/a", "A");
  MemoryFrontier frontier;
  const Run run = CrawlAll(PagesOf(site, {"/a"}), &frontier);
  CHECK(run.counts.left.at("back-off") == 1);
  CHECK(site.Asked("/a") == 0);
  CHECK(target.asked().size() == 1);
  const Run again = CrawlAll(PagesOf(site, {"/a"}), &frontier);
  CHECK(again.pages.empty());
  CHECK(target.asked().size() == 1);
}

TEST_CASE("crawl: two robots.txt that lead to each other end, and count as none",
          "[ingest][crawl]") {
  Site one, two;
  Redirect(&one, two.address() + "/robots.txt");
  Redirect(&two, one.address() + "/robots.txt");
  one.Page("/a", "A");
  two.Page("/b", "B");
  Source source = PagesOf(one, {"/a"});
  source.urls.push_back(two.address() + "/b");
  MemoryFrontier frontier;
  CHECK(CrawlAll(source, &frontier).pages.size() == 2);
  CHECK(one.Asked("/robots.txt") + two.Asked("/robots.txt") ==
        12);  // a first one, five hops; twice
}

}  // namespace dealwire
