#include "ingest/url.h"

#include <catch2/catch.hpp>

namespace dealwire {

TEST_CASE("url: parts", "[ingest][url]") {
  const auto url = ParseUrl("HTTPS://Example.ORG:443/a/../b?x=1#frag");
  REQUIRE(url);
  CHECK(url->Origin() == "https://example.org");
  CHECK(url->PathAndQuery() == "/b?x=1");
  CHECK(ParseUrl("http://h:8080")->Origin() == "http://h:8080");
  CHECK(ParseUrl("http://h")->path == "/");
}

TEST_CASE("url: what is refused", "[ingest][url]") {
  for (const char* bad : {"", "example.org", "ftp://h/x", "file:///etc/passwd", "javascript:1",
                          "http://user:word@h/", "http://"}) {
    INFO(bad);
    CHECK_FALSE(ParseUrl(bad));
  }
  CHECK_FALSE(ParseUrl("http://h/" + std::string(5000, 'a')));
}

TEST_CASE("url: references", "[ingest][url]") {
  const Url base = *ParseUrl("https://h/a/b?c");
  CHECK(ResolveUrl(base, "/x")->ToString() == "https://h/x");
  CHECK(ResolveUrl(base, "x")->ToString() == "https://h/a/x");
  CHECK(ResolveUrl(base, "//i/x")->ToString() == "https://i/x");
  CHECK(ResolveUrl(base, "http://j/x")->ToString() == "http://j/x");
  CHECK_FALSE(ResolveUrl(base, "mailto:a@b"));
}

TEST_CASE("url: one form for all spellings", "[ingest][url]") {
  CHECK(CanonicalUrl(*ParseUrl("https://H/a%c3%bc?utm_source=x&id=7&fbclid=1#top")) ==
        "https://h/a%C3%BC?id=7");
  CHECK(CanonicalUrl(*ParseUrl("https://h/a?utm_source=x")) == "https://h/a");
  CHECK(CanonicalUrl(*ParseUrl("https://h/a?b=2&a=1")) == "https://h/a?b=2&a=1");
}

}  // namespace dealwire
