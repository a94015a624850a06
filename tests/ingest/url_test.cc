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

TEST_CASE("url: names of other scripts are known by their ASCII form", "[ingest][url]") {
  CHECK(ParseUrl("https://B\u00FCcher.example/a")->Origin() == "https://xn--bcher-kva.example");
  CHECK(ParseUrl("https://xn--bcher-kva.example/")->host == "xn--bcher-kva.example");
  CHECK(ParseUrl("https://\u65E5\u672C.example/")->host == "xn--wgv71a.example");
}

TEST_CASE("url: fuzzing, names that are none", "[ingest][url]") {
  CHECK_FALSE(ParseUrl("https://th\u02DC1/"));  // UTS #46 makes a space of it
  CHECK(ParseUrl("http://127./")->host == "0.0.0.127");
}

TEST_CASE("url: escapes that need none, parameters that track in any case", "[ingest][url]") {
  CHECK(CanonicalUrl(*ParseUrl("https://h/%7Ejoe/%41%2fb")) == "https://h/~joe/A%2Fb");
  CHECK(CanonicalUrl(*ParseUrl("https://h/a?UTM_Source=x&b=1&utm_id&gclid=2&pk_campaign=3")) ==
        "https://h/a?b=1");
  CHECK(CanonicalUrl(*ParseUrl("https://h/a?source=x&reference=y")) ==
        "https://h/a?source=x&reference=y");
}

TEST_CASE("url: one spelling of an IPv4 address", "[ingest][url]") {
  for (const char* odd : {"http://127.1/", "http://0x7f.1/", "http://2130706433/"}) {
    INFO(odd);
    CHECK(ParseUrl(odd)->host == "127.0.0.1");
  }
}

TEST_CASE("url: sites of one owner", "[ingest][url]") {
  const auto same = [](const char* a, const char* b) {
    return IsSameSite(*ParseUrl(a), *ParseUrl(b));
  };
  CHECK(same("https://www.example.org/a", "http://example.org/b"));
  CHECK(same("https://news.example.co.uk/", "https://m.example.co.uk:8443/"));
  CHECK_FALSE(same("https://one.co.uk/", "https://two.co.uk/"));
  CHECK_FALSE(same("https://one.blogspot.com/", "https://two.blogspot.com/"));
  CHECK(same("http://10.0.0.1:80/", "http://10.0.0.1/"));
  CHECK_FALSE(same("http://10.0.0.1:8080/", "http://10.0.0.1/"));
  CHECK_FALSE(same("http://10.0.0.1/", "http://11.0.0.1/"));
  CHECK_FALSE(same("http://intranet/", "http://wiki/"));
}

TEST_CASE("url: whose word on an article's address is believed", "[ingest][url]") {
  const std::string own = "https://www.example.org/news/1?utm_source=feed";
  CHECK(IdentityOf(own, "") == "https://www.example.org/news/1");
  CHECK(IdentityOf(own, "https://example.org/1?fbclid=2#top") == "https://example.org/1");
  CHECK(IdentityOf(own, "/1") == "https://www.example.org/1");
  CHECK(IdentityOf("https://amp.example.org/1", "https://example.org/1") ==
        "https://example.org/1");
  for (const char* other : {"https://example.com/1", "https://example.org.evil.net/news/1",
                            "https://example.org", "https://www.example.org/en/", "/de-AT",
                            "javascript:1", "http://", "https://user:word@example.org/1"}) {
    INFO(other);
    CHECK(IdentityOf(own, other) == "https://www.example.org/news/1");
  }
  CHECK(IdentityOf("https://www.example.org/en", "https://example.org/") == "https://example.org/");
  CHECK(IdentityOf("", "https://example.com/1") == "https://example.com/1");
  CHECK(IdentityOf("", "/1").empty());
}

}  // namespace dealwire
