#include <string_view>

#include "ingest/crawl/discover.h"
#include "tests/fuzz/fuzz.h"

// Bytes as a feed, a sitemap and a list page: whatever comes out is whole and bounded.
FUZZ_TARGET(
    discover,
    "<?xml version='1.0' encoding='utf-8'?><rss><channel><item><link>/a</link><pubDate>Mon, 03 "
    "Nov 2025 14:05:00 +0100</pubDate></item></channel></rss>",
    "<feed xml:base='/x'><entry><link href='a'/><updated>2025-11-03T09:00:00Z</updated>"
    "</entry></feed>",
    "<urlset><url><loc>https://h/a</loc><n:news><n:publication_date>2025-11-03"
    "</n:publication_date></n:news></url></urlset>",
    "{\"items\":[{\"url\":\"/a\",\"date_published\":\"2025-11-03\"}]}",
    "<a href='/2025/11/03/a-b-c-d'>x</a>", "https://h/1\nhttps://h/2\n") {
  const dealwire::Url base = *dealwire::ParseUrl("https://h/feeds/main");
  for (const auto read : {&dealwire::ReadFeed, &dealwire::ReadSitemap, &dealwire::ReadListPage}) {
    const auto links = read(bytes, "", base);
    if (!links.ok()) continue;
    Require(links->size() <= dealwire::kMaxLinks, "so many links and no more");
    for (const dealwire::Link& link : *links) {
      Require(dealwire::ParseUrl(link.url).has_value(), "a link is an address");
    }
  }
  (void)dealwire::FindFeeds(bytes, base);
}
