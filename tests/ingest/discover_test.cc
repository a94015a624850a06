#include "ingest/discover.h"

#include <catch2/catch.hpp>

namespace dealwire {
namespace {
const Url kBase = *ParseUrl("https://h/feeds/main");
}

TEST_CASE("discover: RSS with relative links, guids and RFC 822 dates", "[ingest][discover]") {
  const auto links = ReadFeed(
      "<?xml version='1.0'?><rss version='2.0' xmlns:atom='x'><channel><atom:link href='/feed'/>"
      "<item><title>A &amp; B</title><link>/news/a</link>"
      "<pubDate>Mon, 03 Nov 2025 14:05:00 +0100</pubDate></item>"
      "<item><guid isPermaLink='true'>https://h/b</guid></item>"
      "<item><guid isPermaLink='false'>x</guid></item></channel></rss>",
      kBase);
  REQUIRE(links.ok());
  REQUIRE(links->size() == 2);
  CHECK((*links)[0].url == "https://h/news/a");
  CHECK((*links)[0].title == "A & B");
  CHECK((*links)[0].published == "2025-11-03T13:05:00Z");
  CHECK((*links)[1].url == "https://h/b");
}

TEST_CASE("discover: Atom, RDF and JSON Feed", "[ingest][discover]") {
  const auto atom = ReadFeed(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='self' href='/s'/>"
      "<link href='/a'/><updated>2025-11-03T09:00:00Z</updated></entry></feed>",
      kBase);
  REQUIRE(atom.ok());
  REQUIRE(atom->size() == 1);
  CHECK((*atom)[0].url == "https://h/a");
  const auto rdf = ReadFeed(
      "<rdf:RDF><channel/><item><link>/r</link><dc:date>2025-11-03</dc:date></item></rdf:RDF>",
      kBase);
  REQUIRE(rdf.ok());
  REQUIRE(rdf->size() == 1);
  CHECK((*rdf)[0].published == "2025-11-03");
  const auto json = ReadFeed(R"({"version":"x","items":[{"url":"/j"},{"id":3},7]})", kBase);
  REQUIRE(json.ok());
  REQUIRE(json->size() == 1);
  CHECK((*json)[0].url == "https://h/j");
}

TEST_CASE("discover: what is no feed is told; broken XML gives what it has", "[ingest][discover]") {
  CHECK_FALSE(ReadFeed("<html><body>no</body></html>", kBase).ok());
  CHECK_FALSE(ReadFeed("", kBase).ok());
  const auto broken = ReadFeed("<rss><channel><item><link>/a</link></item><item><li", kBase);
  REQUIRE(broken.ok());
  CHECK(broken->size() == 1);
}

TEST_CASE("discover: sitemaps, their indexes and lists of addresses", "[ingest][discover]") {
  const auto map = ReadSitemap(
      "<urlset xmlns:n='x'><url><loc>https://h/1</loc><lastmod>2020-01-01</lastmod>"
      "<n:news><n:publication_date>2025-11-03</n:publication_date></n:news></url></urlset>",
      kBase);
  REQUIRE(map.ok());
  REQUIRE(map->size() == 1);
  CHECK((*map)[0].published == "2025-11-03");
  CHECK_FALSE((*map)[0].is_sitemap);
  const auto index =
      ReadSitemap("<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>", kBase);
  REQUIRE(index.ok());
  REQUIRE(index->size() == 1);
  CHECK((*index)[0].is_sitemap);
  CHECK(ReadSitemap("https://h/1\nhttps://h/2\n", kBase)->size() == 2);
  CHECK_FALSE(ReadSitemap("<html/>", kBase).ok());
}

TEST_CASE("discover: links of a page that may be articles", "[ingest][discover]") {
  const auto links = ReadListPage(
      "<a href='/about'>x</a><a href='/2025/11/03/oracle-signs'>A</a>"
      "<a href='/2025/11/03/oracle-signs#c'>B</a><a href='https://other/2025/11/03/x-y-z'>C</a>",
      kBase);
  REQUIRE(links.ok());
  REQUIRE(links->size() == 1);
  CHECK((*links)[0].title == "A");
}

}  // namespace dealwire
