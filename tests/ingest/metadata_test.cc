#include "ingest/metadata.h"

#include <catch2/catch.hpp>

namespace dealwire {
namespace {

using Names = std::vector<std::string>;

Metadata ReadHead(const std::string& head, const std::string& body = "",
                  const std::string& url = "") {
  const HtmlTree tree =
      HtmlTree::Parse("<html lang=en><head>" + head + "</head><body>" + body + "</body></html>");
  return ReadMetadata(tree, url);
}

std::string JsonLd(const std::string& fields) {
  return R"(<script type="application/ld+json">{"@type":"NewsArticle",)" + fields + "}</script>";
}

}  // namespace

TEST_CASE("metadata: the headline that readers see, when another source repeats it",
          "[ingest][metadata]") {
  CHECK(ReadHead("<title>Halls are rented | Courier</title>", "<h1>Halls are rented</h1>").title ==
        "Halls are rented");
  CHECK(ReadHead(JsonLd(R"("headline":"Halls are rented")"), "<h1>Courier</h1><h1>Halls</h1>")
            .title == "Halls are rented");
  CHECK(ReadHead("<meta property='og:title' content='Halls are rented'>").title ==
        "Halls are rented");
}

TEST_CASE("metadata: the outlet's name is no part of a title", "[ingest][metadata]") {
  const std::string site = "<meta property='og:site_name' content='Courier'>";
  CHECK(ReadHead(site + "<title>Halls are rented - Courier</title>").title == "Halls are rented");
  CHECK(ReadHead(site + "<title>Are halls rented? | Courier</title>").title == "Are halls rented?");
  CHECK(ReadHead(site + "<title>Courier</title>").title == "Courier");
}

TEST_CASE("metadata: no control character in title, site or author", "[ingest][metadata]") {
  // Found by tests/fuzz: C1 controls, which windows-1252 makes of bytes that it does not know.
  const Metadata metadata = ReadHead(
      "<title>Ha&#x81;lls</title><meta name=author content='Ja\xC2\x90ne Rowe'>"
      "<meta property='og:site_name' content='Cou\xC2\x8Drier'>");
  CHECK(metadata.title == "Halls");
  CHECK(metadata.authors == Names{"Jane Rowe"});
  CHECK(metadata.site == "Courier");
}

TEST_CASE("metadata: headlines escaped twice", "[ingest][metadata]") {
  CHECK(ReadHead(JsonLd(R"("headline":"The town&#8217;s halls &amp; more")")).title ==
        "The town\xE2\x80\x99s halls & more");
  CHECK(ReadHead(JsonLd(R"("headline":"Halls & more; less")")).title == "Halls & more; less");
}

TEST_CASE("metadata: names of <meta> are compared by letters alone", "[ingest][metadata]") {
  for (const char* name : {"article:published_time", "article:published:time", "datePublished",
                           "http://ogp.me/ns/article#published_time", "DC.date.issued",
                           "parsely-pub-date", "cXenseParse:recs:publishtime"}) {
    INFO(name);
    const std::string meta =
        "<meta name='" + std::string(name) + "' content='2025-12-07T08:30:00+01:00'>";
    CHECK(ReadHead(meta).published == "2025-12-07T08:30:00+01:00");
  }
}

TEST_CASE("metadata: dates by what is surest", "[ingest][metadata]") {
  const std::string ld = JsonLd(R"("datePublished":"2025-12-07")");
  CHECK(ReadHead(ld + "<meta name=date content=2024-01-01>").published == "2025-12-07");
  CHECK(ReadHead("", "<time datetime='2025-12-07'>a</time>").published == "2025-12-07");
  CHECK(ReadHead("", "<time>7 December 2025</time>").published == "2025-12-07");
  CHECK(ReadHead("",
                 "<time datetime=2020-01-01></time><time class='date published' "
                 "datetime=2025-12-07></time>")
            .published == "2025-12-07");
  CHECK(ReadHead("", "", "https://h/2025/12/07/halls").published == "2025-12-07");
  CHECK(ReadHead("", "<span itemprop=datePublished content=2025-12-07></span>").published ==
        "2025-12-07");
  CHECK(ReadHead("").published.empty());
}

TEST_CASE("metadata: an update is told apart", "[ingest][metadata]") {
  const Metadata updated =
      ReadHead(JsonLd(R"("datePublished":"2025-12-07","dateModified":"2025-12-08")"));
  CHECK(updated.published == "2025-12-07");
  CHECK(updated.modified == "2025-12-08");
  CHECK(ReadHead(JsonLd(R"("datePublished":"2025-12-07","dateModified":"2025-12-07")"))
            .modified.empty());
}

TEST_CASE("metadata: persons before outlets that sign for themselves", "[ingest][metadata]") {
  const std::string outlet = JsonLd(
      R"("author":{"@type":"Organization","name":"Courier"},"publisher":{"name":"Courier"})");
  CHECK(ReadHead(outlet).authors == Names{"Courier"});
  CHECK(ReadHead(outlet, "<span class=byline>By Jane Rowe</span>").authors == Names{"Jane Rowe"});
  for (const char* names : {"AUTHOR", "a xx-Byline", "the-author--x", "y-author-name", "l byline",
                            "uth uthor author", "theBYLINE author"}) {
    INFO(names);
    const std::string line = "<span class='" + std::string(names) + "'>By Jane Rowe</span>";
    CHECK(ReadHead(outlet, line).authors == Names{"Jane Rowe"});
  }
  for (const char* names : {"autho", "auth or", "bylin", "authority", "skyline"}) {
    INFO(names);
    const std::string line = "<span class='" + std::string(names) + "'>By Jane Rowe</span>";
    CHECK(ReadHead(outlet, line).authors == Names{"Courier"});
  }
  CHECK(ReadHead(outlet, "<a rel=author>Jane Rowe</a>").authors == Names{"Jane Rowe"});
  CHECK(ReadHead(outlet + "<meta name='cXenseParse:author' content='Jane Rowe'>").authors ==
        Names{"Jane Rowe"});
  CHECK(ReadHead(outlet, "<span class=author>Courier with agencies</span>").authors ==
        Names{"Courier"});
}

TEST_CASE("metadata: addresses are no authors", "[ingest][metadata]") {
  CHECK(ReadHead("<meta property='article:author' content='https://h/jane'>").authors.empty());
  CHECK(ReadHead("<meta name=author content='jane@h.example'>", "<p id=authors>Jane Rowe</p>")
            .authors == Names{"Jane Rowe"});
  CHECK(ReadHead("<meta name=its_author content='1482088941'>").authors.empty());
}

TEST_CASE("metadata: lines about the headline fill what is missing", "[ingest][metadata]") {
  Metadata metadata = ReadHead("");
  ReadBylines({"Europe", "Do 25.04.24 | 14:07 Uhr | Von Eva Roth"}, false, "", &metadata);
  CHECK(metadata.published == "2024-04-25");
  CHECK(metadata.authors == Names{"Eva Roth"});
  ReadBylines({"By Jane Rowe, 7 December 2025"}, false, "", &metadata);  // nothing is missing
  CHECK(metadata.authors == Names{"Eva Roth"});
}

TEST_CASE("metadata: far lines must say what they are", "[ingest][metadata]") {
  Metadata metadata = ReadHead("");
  ReadBylines({"Tanks on the road to the town, 24 April 2023", "24 April 2023"}, true, "",
              &metadata);
  CHECK(metadata.published.empty());
  ReadBylines({"Published 28 April 2023"}, true, "", &metadata);
  CHECK(metadata.published == "2023-04-28");
}

}  // namespace dealwire
