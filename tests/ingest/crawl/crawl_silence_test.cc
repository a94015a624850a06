#include "ingest/crawl/crawl_silence.h"

#include <catch2/catch.hpp>

#include "base/time.h"
#include "tests/support/crawl_site.h"

namespace dealwire {
namespace {

constexpr int64_t kDay = 86400;
constexpr int64_t kTonight = 1'764'000'000;

SourceNight Night(int64_t days_ago, uint64_t offered, uint64_t fresh) {
  return {kTonight - days_ago * kDay, offered, fresh, fresh, 0, false, false};
}

std::vector<SourceNight> Nights(const std::vector<uint64_t>& fresh, uint64_t offered = 20) {
  std::vector<SourceNight> out;
  for (size_t i = 0; i < fresh.size(); ++i) {
    out.push_back(Night(static_cast<int64_t>(fresh.size() - i), offered, fresh[i]));
  }
  return out;
}

}  // namespace

TEST_CASE("silence: nothing is said without a history", "[ingest][silence]") {
  CHECK(Silence({}, Night(0, 0, 0)).empty());
  CHECK(Silence(Nights({5, 5}), Night(0, 0, 0)).empty());
}

TEST_CASE("silence: a source that offers far less than it did", "[ingest][silence]") {
  CHECK(Silence(Nights({5, 5, 5}), Night(0, 0, 0)) == "offers 0 items, 20 are usual");
  CHECK(Silence(Nights({5, 5, 5}), Night(0, 3, 3)) == "offers 3 items, 20 are usual");
  CHECK(Silence(Nights({5, 5, 5}), Night(0, 4, 4)).empty());
  SourceNight same = Night(0, 0, 0);
  same.not_modified = true;  // 304: nobody knows what it offers
  CHECK(Silence(Nights({5, 5, 5}), same).empty());
}

TEST_CASE("silence: a feed that goes on with its old items", "[ingest][silence]") {
  CHECK(Silence(Nights({10, 12, 9, 11, 10}), Night(0, 20, 1)) ==
        "gave 1 new articles within a day, 10 are usual");
  CHECK(Silence(Nights({10, 12, 9, 11, 10}), Night(0, 20, 2)).empty());
  CHECK(Silence(Nights({10, 12, 9, 11}), Night(0, 20, 0)).empty());  // too few days
  SourceNight end = Night(0, 20, 1);
  end.resumed = true;  // what its beginning gave is not counted
  CHECK(Silence(Nights({10, 12, 9, 11, 10}), end).empty());
}

TEST_CASE("silence: a day off, as every week, and a second crawl of the same day",
          "[ingest][silence]") {
  CHECK(Silence(Nights({0, 10, 12, 9, 11, 10, 10}), Night(0, 20, 0)).empty());
  std::vector<SourceNight> nights = Nights({10, 12, 9, 11, 10});
  nights.push_back({kTonight - 3600, 20, 10, 10, 0, false, false});  // an hour ago
  CHECK(Silence(nights, Night(0, 20, 0)).empty());
}

TEST_CASE("silence: pages that come out empty", "[ingest][silence]") {
  SourceNight night = Night(0, 20, 0);
  night.read = 10;
  night.empty = 8;
  CHECK(Silence({}, night) == "8 of its 10 pages came out without an article");
  night.empty = 7;
  CHECK(Silence({}, night).empty());
  night.read = night.empty = 2;
  CHECK(Silence({}, night).empty());
}

TEST_CASE("silence: what is listed counts, whoever queued it first", "[ingest][silence]") {
  Site site;
  std::vector<std::string> links;
  for (int i = 0; i < 5; ++i) {
    links.push_back("/" + std::to_string(i));
    site.Page(links.back(), links.back());
  }
  site.Page("/main", RssOf(links));
  site.Page("/also", RssOf(links));
  Source main = FeedOf(site, "/main"), also = FeedOf(site, "/also");
  also.name = "also";
  MemoryFrontier frontier;
  for (const Source& source : {main, also}) {
    for (int days = 4; days > 0; --days) frontier.nights[source.name].push_back(Night(days, 5, 0));
  }
  SECTION("two feeds of the same pages") {}
  SECTION("a crawl that was broken off near its end") {
    const int64_t run = (NowUnix() - 60) * 1000;
    frontier.runs[run] = "";
    for (const std::string& link : links) frontier.states[site.address() + link].run = run;
  }
  const Run run = CrawlAll({main, also}, &frontier);
  for (const Source& source : {main, also}) {
    INFO(source.name);
    CHECK(run.summary.sources.at(source.name).alarm.empty());
    CHECK(frontier.nights[source.name].back().offered == 5);
  }
}

}  // namespace dealwire
