// Pages that a crawl leaves for the next: whose they are, and by which rules they are taken up.
#include <catch2/catch.hpp>
#include <set>

#include "base/time.h"
#include "ingest/crawl/crawl.h"
#include "tests/support/crawl_site.h"

namespace dealwire {
namespace {

// Two feeds at one host with four pages each, "/a0" to "/b3", and a crawl that left most of them.
class TwoFeeds {
 public:
  TwoFeeds() {
    for (const std::string name : {"a", "b"}) {
      std::vector<std::string> links;
      for (int i = 0; i < 4; ++i) {
        links.push_back("/" + name + std::to_string(i));
        site.Page(links.back(), links.back());
      }
      site.Page("/feed-" + name, RssOf(links));
    }
    a = FeedOf(site, "/feed-a");
    b = FeedOf(site, "/feed-b");
    a.name = "A";
    b.name = "B";
  }
  void LeaveMost() {
    CrawlOptions one;
    one.max_pages = 1;
    REQUIRE(CrawlAll({a, b}, &frontier, one).pages.size() == 1);
    REQUIRE(frontier.queue.size() == 7);
  }
  // How many of its pages were asked for, once or more.
  size_t AskedPages(char name) const {
    std::set<std::string> pages;
    for (const std::string& path : site.asked()) {
      if (path.size() == 3 && path[1] == name) pages.insert(path);
    }
    return pages.size();
  }
  // As an earlier crawl would have.
  void Queue(const std::string& path, const std::string& source, const std::string& published) {
    QueuedUrl entry;
    entry.number = frontier.queue.size() + 1;
    entry.url = site.address() + path;
    entry.source = source;
    entry.published = published;
    frontier.queue[{site.address(), entry.number}] = entry;
  }

  Site site;
  Source a, b;
  MemoryFrontier frontier;
};

}  // namespace

TEST_CASE("crawl: one source alone leaves what the others have queued", "[ingest][crawl]") {
  TwoFeeds feeds;
  feeds.LeaveMost();
  CrawlOptions a_alone;
  a_alone.others = {"B"};
  const Run alone = CrawlAll(feeds.a, &feeds.frontier, a_alone);
  CHECK(alone.summary.errors.empty());
  CHECK(feeds.AskedPages('a') == 4);
  CHECK(feeds.AskedPages('b') <= 1);
  CrawlAll({feeds.a, feeds.b}, &feeds.frontier);
  CHECK(feeds.AskedPages('b') == 4);
  CHECK(feeds.frontier.queue.empty());
}

TEST_CASE("crawl: what a source that is no more had queued is told, and free for others",
          "[ingest][crawl]") {
  TwoFeeds feeds;
  feeds.LeaveMost();
  const size_t left = 4 - feeds.AskedPages('b');
  feeds.b.name = "B, by its new name";
  const Run run = CrawlAll({feeds.a, feeds.b}, &feeds.frontier);
  REQUIRE(run.summary.errors.size() == 1);
  CHECK(run.summary.errors[0] ==
        "B: no source has this name any more; " + std::to_string(left) +
            " pages that it had found are not fetched, unless another source lists them");
  CHECK(feeds.AskedPages('a') == 4);
  CHECK(feeds.AskedPages('b') == 4);
  CHECK(feeds.frontier.queue.empty());
}

TEST_CASE("crawl: a page whose source went after it was kept and before it was read is had in full",
          "[ingest][crawl]") {
  Site site;
  site.Page("/feed", RssOf({"/a"}));
  site.server().Get("/a", [](const httplib::Request& request, httplib::Response& response) {
    response.set_header("ETag", "\"2\"");
    if (request.has_header("If-None-Match")) {
      response.status = 304;
    } else {
      response.set_content("A", "text/html");
    }
  });
  MemoryFrontier frontier;
  QueuedUrl entry;
  entry.number = 1;
  entry.url = site.address() + "/a";
  entry.source = "gone";
  entry.waiting_body = "hash";
  frontier.queue[{site.address(), 1}] = entry;
  UrlState& state = frontier.states[entry.url];
  state.queued = true;
  state.etag = "\"2\"";
  state.body_sha256 = "of an older body";
  CHECK(CrawlAll(FeedOf(site, "/feed"), &frontier).pages == std::vector<std::string>{entry.url});
}

TEST_CASE("crawl: an address that says it waits, and no queue holds, is found anew",
          "[ingest][crawl]") {
  TwoFeeds feeds;
  feeds.LeaveMost();
  feeds.frontier.queue.clear();  // as `crawl --source` of dealwire 0.1 did
  CrawlAll({feeds.a, feeds.b}, &feeds.frontier);
  CHECK(feeds.AskedPages('a') == 4);
  CHECK(feeds.AskedPages('b') == 4);
}

TEST_CASE("crawl: what was left is asked again whether it is wanted", "[ingest][crawl]") {
  TwoFeeds feeds;
  const std::string published = FormatUnix(NowUnix() - 5 * 86400);
  for (const char* path : {"/a0", "/a1"}) feeds.Queue(path, "A", published);
  feeds.a.urls = {feeds.site.address() + "/feed-b"};
  feeds.a.include = {"/a"};
  feeds.a.settings.max_age_days = 7;
  size_t wanted = 2;
  std::string reason;
  SECTION("it is") {}
  SECTION("not by its age") {
    feeds.a.settings.max_age_days = 3;
    wanted = 0;
    reason = "age";
  }
  SECTION("not by its address") {
    feeds.a.exclude = {"/a1"};
    wanted = 1;
    reason = "exclude";
  }
  const Run run = CrawlAll(feeds.a, &feeds.frontier);
  CHECK(run.pages.size() == wanted);
  CHECK(feeds.AskedPages('a') == wanted);
  if (!reason.empty()) CHECK(run.counts.skipped.at(reason) == 2 - wanted);
  CHECK(feeds.frontier.queue.empty());
}

TEST_CASE("crawl: what was left is fetched by the manners of its own source", "[ingest][crawl]") {
  TwoFeeds feeds;
  feeds.site.Page("/robots.txt", "User-agent: *\nDisallow: /a\n");
  feeds.b.settings.respect_robots = false;
  for (const char* path : {"/a0", "/a1"}) feeds.Queue(path, "A", "");
  feeds.Queue("/b0", "B", "");
  // Their feeds say nothing new, and come from elsewhere.
  Site elsewhere;
  elsewhere.Page("/feed", RssOf({}));
  for (Source* source : {&feeds.a, &feeds.b}) source->urls = {elsewhere.address() + "/feed"};
  const Run run = CrawlAll({feeds.a, feeds.b}, &feeds.frontier);
  CHECK(run.pages == std::vector<std::string>{feeds.site.address() + "/b0"});
  CHECK(run.counts.skipped.at("robots") == 2);
  CHECK(feeds.AskedPages('a') == 0);
}

TEST_CASE("crawl: a page that was gone is tried again after a week, though its feed lists it",
          "[ingest][crawl]") {
  Site site;
  site.Page("/feed", RssOf({"/a"}));
  MemoryFrontier frontier;
  const Source source = FeedOf(site, "/feed");
  CHECK(CrawlAll(source, &frontier).counts.failed.at("HTTP 404") == 1);
  site.Page("/a", "A");
  CHECK(CrawlAll(source, &frontier).counts.skipped.at("gone") == 1);
  // Skipped every night since: that is no answer of the page.
  frontier.states[site.address() + "/a"].fetched = FormatUnix(NowUnix() - 8 * 86400);
  CHECK(CrawlAll(source, &frontier).pages.size() == 1);
}

}  // namespace dealwire
