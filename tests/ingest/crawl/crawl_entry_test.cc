// Feeds and sitemaps that give nothing, and what is told and kept of them.
#include <catch2/catch.hpp>
#include <filesystem>

#include "ingest/crawl/crawl.h"
#include "ingest/crawl/warc.h"
#include "ingest/crawl/warc_writer.h"
#include "tests/support/crawl_site.h"
#include "tests/support/process.h"

namespace dealwire {
namespace {

// Answers with `body` under an ETag that never changes, and 304 to whoever has it.
void Constant(Site* site, const std::string& path, const std::string& body) {
  site->server().Get(path, [body](const httplib::Request& request, httplib::Response& response) {
    response.set_header("ETag", "\"1\"");
    if (request.has_header("If-None-Match")) {
      response.status = 304;
    } else {
      response.set_content(body, "text/html");
    }
  });
}

}  // namespace

TEST_CASE("crawl: a site's page that does not change keeps nobody from its feed",
          "[ingest][crawl]") {
  Site site;
  Constant(&site, "/", "<html><link rel=alternate type=application/rss+xml href=/rss></html>");
  int night = 0;
  site.server().Get("/rss", [&](const httplib::Request&, httplib::Response& response) {
    response.set_content(RssOf({"/" + std::to_string(++night)}), "application/rss+xml");
  });
  for (const char* path : {"/1", "/2", "/3"}) site.Page(path, path);
  MemoryFrontier frontier;
  for (int i = 1; i <= 3; ++i) {
    CHECK(CrawlAll(FeedOf(site, "/"), &frontier).pages ==
          std::vector<std::string>{site.address() + "/" + std::to_string(i)});
  }
}

TEST_CASE("crawl: a page in the place of a feed fails the source, unless a sitemap is found",
          "[ingest][crawl]") {
  Site site;
  Constant(&site, "/feed", "<!doctype html><html><body>parked</body></html>");
  const Source source = FeedOf(site, "/feed");
  MemoryFrontier frontier;
  for (int night = 0; night < 3; ++night) {  // every night, whatever its ETag says
    const Run run = CrawlAll(source, &frontier);
    CHECK(run.summary.sources.at("test").failures.size() == 1);
    CHECK(run.summary.errors ==
          std::vector<std::string>{"test: " + site.address() +
                                   "/feed: a page that names no feed, and no sitemap is where "
                                   "sites have one; the last: HTTP 404"});
  }
  site.Page("/sitemap_index.xml",
            "<urlset><url><loc>" + site.address() + "/a</loc></url></urlset>");
  site.Page("/a", "A");
  const Run found = CrawlAll(source, &frontier);
  CHECK(found.summary.errors.empty());
  CHECK(found.pages.size() == 1);
}

TEST_CASE("crawl: two sources of one feed each have their links of it", "[ingest][crawl]") {
  Site site;
  Constant(&site, "/feed", RssOf({"/a", "/b"}));
  site.Page("/a", "A");
  site.Page("/b", "B");
  Source a = FeedOf(site, "/feed"), b = FeedOf(site, "/feed");
  b.name = "b";
  a.include = {"/a$"};
  b.include = {"/b$"};
  MemoryFrontier frontier;
  CHECK(CrawlAll({a, b}, &frontier).pages.size() == 2);
}

TEST_CASE("crawl: a feed that max-seconds came before is told", "[ingest][crawl]") {
  Site site;
  site.Page("/1", RssOf({}));
  site.Page("/2", RssOf({}));
  Source source = FeedOf(site, "/1");
  source.urls.push_back(site.address() + "/2");
  source.settings.respect_robots = false;
  source.settings.per_host_delay_ms = 3'600'000;
  CrawlOptions options;
  options.max_seconds = 1;
  MemoryFrontier frontier;
  const Run run = CrawlAll(source, &frontier, options);
  CHECK(run.summary.stopped == "max-seconds");
  CHECK(run.summary.errors ==
        std::vector<std::string>{"test: 1 of its feeds, sitemaps and lists were not read: "
                                 "max-seconds"});
}

TEST_CASE("crawl: every request for a feed, and every refusal, is in the ledger",
          "[ingest][crawl]") {
  Site site;
  site.Page("/robots.txt", "User-agent: *\nDisallow: /private\n");
  site.Page("/gone", "", 404);
  site.Page("/broken", "", 500);
  site.server().Get(
      "/old", [](const httplib::Request&, httplib::Response& r) { r.set_redirect("/feed", 301); });
  site.Page("/feed", RssOf({}));
  Source source = FeedOf(site, "/gone");
  for (const char* path : {"/broken", "/old", "/private"}) {
    source.urls.push_back(site.address() + path);
  }
  MemoryFrontier frontier;
  CHECK(CrawlAll(source, &frontier).summary.errors.size() == 3);
  const auto reason = [&](const char* path) {
    return frontier.states[site.address() + path].reason;
  };
  CHECK(reason("/gone") == "failed: HTTP 404");
  CHECK(reason("/broken") == "failed: HTTP 500");
  CHECK(reason("/old") == "redirect to " + site.address() + "/feed");
  CHECK(reason("/feed") == "fetched: 0 links");
  CHECK(reason("/private") == "failed: robots.txt forbids it: 2: Disallow: /private");
  CHECK(frontier.states[site.address() + "/private"].robots_line == "2: Disallow: /private");
  std::map<std::string, size_t> requests;
  for (const FetchNote& note : frontier.notes) ++requests[note.url];
  CHECK(requests[site.address() + "/gone"] == 1);
  CHECK(requests[site.address() + "/broken"] == 3);
  CHECK(requests[site.address() + "/old"] == 1);
  CHECK(requests[site.address() + "/private"] == 0);
}

TEST_CASE("crawl: why a host was left stands with it", "[ingest][crawl]") {
  Site site;
  site.server().Get("/robots.txt", [](const httplib::Request&, httplib::Response& response) {
    response.set_header("Content-Encoding", "gzip");
    response.set_content("this is not packed", "text/plain");
  });
  site.Page("/a", "A");
  MemoryFrontier frontier;
  CHECK(CrawlAll(PagesOf(site, {"/a"}), &frontier).pages.empty());
  CHECK(frontier.hosts[site.address()].why.starts_with("robots.txt: bad answer: "));
}

TEST_CASE("crawl: a web archive holds every answer, and repeats only what it holds",
          "[ingest][crawl][warc]") {
  Site site;
  site.Page("/feed", RssOf({"/a", "/b"}));
  site.Page("/gone", "", 404);
  Constant(&site, "/a", "A");
  site.Page("/b", "B");
  Source source = FeedOf(site, "/feed");
  source.urls.push_back(site.address() + "/gone");
  MemoryFrontier frontier;
  CrawlAll(source, &frontier);  // without an archive
  const TemporaryFolder folder;
  std::vector<std::map<std::string, std::string>> types;
  for (const char* night : {"1", "2"}) {
    const std::string where = (folder.path() / night).string();
    const auto writer = WarcWriter::Open(where, "dealwire test");
    REQUIRE(writer.ok());
    CrawlOptions options;
    options.warc = writer->get();
    CHECK(CrawlAll(source, &frontier, options).counts.not_modified == 2);
    REQUIRE((*writer)->Close().ok());
    types.emplace_back();
    for (const auto& file : std::filesystem::directory_iterator(where)) {
      const auto reader = WarcReader::Open(file.path().string());
      REQUIRE(reader.ok());
      while (const auto record = (*reader)->Next()) {
        REQUIRE(record->ok());
        if ((*record)->type != "request") types.back()[(*record)->url] = (*record)->type;
      }
    }
  }
  for (const char* path : {"/a", "/b"}) {
    CHECK(types[0][site.address() + path] == "response");
    CHECK(types[1][site.address() + path] == "revisit");
  }
  CHECK(types[0][site.address() + "/gone"] == "response");
}

}  // namespace dealwire
