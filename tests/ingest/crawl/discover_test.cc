#include "ingest/crawl/discover.h"

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
      "", kBase);
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
      "", kBase);
  REQUIRE(atom.ok());
  REQUIRE(atom->size() == 1);
  CHECK((*atom)[0].url == "https://h/a");
  const auto rdf = ReadFeed(
      "<rdf:RDF><channel/><item><link>/r</link><dc:date>2025-11-03</dc:date></item></rdf:RDF>", "",
      kBase);
  REQUIRE(rdf.ok());
  REQUIRE(rdf->size() == 1);
  CHECK((*rdf)[0].published == "2025-11-03");
  const auto json = ReadFeed(R"({"version":"x","items":[{"url":"/j"},{"id":3},7]})", "", kBase);
  REQUIRE(json.ok());
  REQUIRE(json->size() == 1);
  CHECK((*json)[0].url == "https://h/j");
}

TEST_CASE("discover: what is no feed is told; broken XML gives what it has", "[ingest][discover]") {
  CHECK_FALSE(ReadFeed("<html><body>no</body></html>", "", kBase).ok());
  CHECK_FALSE(ReadFeed("", "", kBase).ok());
  const auto broken = ReadFeed("<rss><channel><item><link>/a</link></item><item><li", "", kBase);
  REQUIRE(broken.ok());
  CHECK(broken->size() == 1);
}

TEST_CASE("discover: sitemaps, their indexes and lists of addresses", "[ingest][discover]") {
  const auto map = ReadSitemap(
      "<urlset xmlns:n='x'><url><loc>https://h/1</loc><lastmod>2020-01-01</lastmod>"
      "<n:news><n:publication_date>2025-11-03</n:publication_date></n:news></url></urlset>",
      "", kBase);
  REQUIRE(map.ok());
  REQUIRE(map->size() == 1);
  CHECK((*map)[0].published == "2025-11-03");
  CHECK_FALSE((*map)[0].is_sitemap);
  const auto index =
      ReadSitemap("<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>", "", kBase);
  REQUIRE(index.ok());
  REQUIRE(index->size() == 1);
  CHECK((*index)[0].is_sitemap);
  CHECK(ReadSitemap("https://h/1\nhttps://h/2\n", "", kBase)->size() == 2);
  CHECK_FALSE(ReadSitemap("<html/>", "", kBase).ok());
}

TEST_CASE("discover: links of a page that may be articles", "[ingest][discover]") {
  const auto links = ReadListPage(
      "<a href='/about'>x</a><a href='/2025/11/03/oracle-signs'>A</a>"
      "<a href='/2025/11/03/oracle-signs#c'>B</a><a href='https://other/2025/11/03/x-y-z'>C</a>",
      "", kBase);
  REQUIRE(links.ok());
  REQUIRE(links->size() == 1);
  CHECK((*links)[0].title == "A");
}

TEST_CASE("discover: xml:base, FeedBurner, identifiers that are addresses", "[ingest][discover]") {
  const auto links = ReadFeed(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://i/x/'>"
      "<entry xml:base='y/'><link href='a'/></entry><entry><link xml:base='/z/' href='b'/></entry>"
      "<entry><id>https://k/c</id></entry><entry><id>tag:k,2025:d</id></entry>"
      "<entry><link "
      "href='https://feedproxy/e'/><f:origLink>https://h/e</f:origLink></entry></feed>",
      "", kBase);
  REQUIRE(links.ok());
  REQUIRE(links->size() == 4);
  CHECK((*links)[0].url == "https://i/x/y/a");
  CHECK((*links)[1].url == "https://i/z/b");
  CHECK((*links)[2].url == "https://k/c");
  CHECK((*links)[3].url == "https://h/e");
}

TEST_CASE("discover: XML that breaks in the middle gives the items after the break",
          "[ingest][discover]") {
  const auto links = ReadFeed(
      "<rss><channel><title>A & B &nbsp; C</title>"
      "<item><link>/a?x=1&y=2</link><description><p>unclosed<br></description></item>"
      "<item><title>R&D &eacute;</title><link>/b</link></item>"
      "<atom:item><link>/c</link></atom:item></channel></rss>",
      "", kBase);
  REQUIRE(links.ok());
  REQUIRE(links->size() == 3);
  CHECK((*links)[0].url == "https://h/a?x=1&y=2");
  CHECK((*links)[1].url == "https://h/b");
  CHECK((*links)[2].url == "https://h/c");
}

TEST_CASE("discover: feeds in the charset they are served in", "[ingest][discover]") {
  const std::string title = "\xCF\xF0\xE8\xE2\xE5\xF2";  // windows-1251
  for (const bool declared : {true, false}) {
    const auto links = ReadFeed((declared ? "<?xml version='1.0' encoding='windows-1251'?>" : "") +
                                    ("<rss><channel><item><title>" + title) +
                                    "</title><link>/a</link></item></channel></rss>",
                                declared ? "" : "text/xml; charset=windows-1251", kBase);
    REQUIRE(links.ok());
    CHECK(links->at(0).title == "\u041F\u0440\u0438\u0432\u0435\u0442");
  }
}

TEST_CASE("discover: entities of a DOCTYPE are not expanded", "[ingest][discover]") {
  const auto links = ReadFeed(
      "<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;'>"
      "<!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
      "<rss><channel><item><title>&b;&c;</title><link>/a</link></item></channel></rss>",
      "", kBase);
  REQUIRE(links.ok());
  REQUIRE(links->size() == 1);
  CHECK(links->at(0).title == "&b;&c;");
}

TEST_CASE("discover: broken files of any length are read in linear time", "[ingest][discover]") {
  std::string items = "<rss><channel></broken>";
  for (int i = 0; i < 200'000; ++i) items += "<item><link>/a";
  CHECK(ReadFeed(items, "", kBase)->size() == kMaxLinks);
  std::string deep = "<rss>";
  for (int i = 0; i < 200'000; ++i) deep += "<a xml:base='b'>";
  CHECK(ReadFeed(deep + "<item><link>c", "", kBase).ok());
}

TEST_CASE("discover: the feeds that a page names", "[ingest][discover]") {
  const auto feeds = FindFeeds(
      "<html><head><link rel='stylesheet' type='text/css' href='/x.css'>"
      "<link rel=alternate type=application/rss+xml href=/comments/feed>"
      "<link rel='alternate' type='application/atom+xml' href='feed.atom'></head>",
      kBase);
  REQUIRE(feeds.ok());
  REQUIRE(feeds->size() == 2);
  CHECK((*feeds)[0].url == "https://h/feeds/feed.atom");
}

}  // namespace dealwire
