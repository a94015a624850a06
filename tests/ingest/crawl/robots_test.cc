#include "ingest/crawl/robots.h"

#include <catch2/catch.hpp>

namespace dealwire {

TEST_CASE("robots: RFC 9309 2.2.1, the group that names us, else that of *", "[ingest][robots]") {
  const std::string text =
      "User-agent: other\nDisallow: /\n\nUser-agent: Dealwire/2\nUser-agent: x\nDisallow: /a\n"
      "User-agent: *\nDisallow: /b\n";
  const Robots ours = Robots::Parse(text, "dealwire");
  CHECK_FALSE(ours.Check("/a/1").allowed);
  CHECK(ours.Check("/b/1").allowed);
  const Robots rest = Robots::Parse(text, "somebody");
  CHECK(rest.Check("/a/1").allowed);
  CHECK_FALSE(rest.Check("/b/1").allowed);
}

TEST_CASE("robots: RFC 9309 2.2.2, the longest match decides, Allow where equal",
          "[ingest][robots]") {
  const Robots robots = Robots::Parse(
      "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /same\nAllow: /same\n", "us");
  CHECK_FALSE(robots.Check("/news/1").allowed);
  CHECK(robots.Check("/news/open/1").allowed);
  CHECK(robots.Check("/same").allowed);
  CHECK(robots.Check("/news/1").line == "2: Disallow: /news");
  CHECK(robots.Check("/robots.txt").allowed);
}

TEST_CASE("robots: RFC 9309 2.2.3, * and $", "[ingest][robots]") {
  const Robots robots = Robots::Parse("User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\n", "us");
  CHECK_FALSE(robots.Check("/x.pdf").allowed);
  CHECK(robots.Check("/x.pdf?y").allowed);
  CHECK_FALSE(robots.Check("/a12b3c4").allowed);
  CHECK(robots.Check("/a12c").allowed);
}

TEST_CASE("robots: escapes are one form; an empty Disallow forbids nothing", "[ingest][robots]") {
  const Robots robots = Robots::Parse(
      "\xEF\xBB\xBFUser-agent: *\r\nDisallow: /\xC3\xBC\r\nDisallow: /%7ejoe\r\n"
      "Disallow:\r\n# Disallow: /c\r\nCrawl-delay: 2.5\r\nSitemap: https://a/s.xml",
      "us");
  CHECK_FALSE(robots.Check("/%C3%BC").allowed);
  CHECK_FALSE(robots.Check("/~joe").allowed);
  CHECK(robots.Check("/c").allowed);
  CHECK(robots.crawl_delay_s() == 2.5);
  REQUIRE(robots.sitemaps().size() == 1);
  CHECK(robots.sitemaps()[0] == "https://a/s.xml");
}

TEST_CASE("robots: RFC 9309 2.3.1, no file allows, no answer forbids", "[ingest][robots]") {
  CHECK(Robots::AllowAll().Check("/x").allowed);
  CHECK_FALSE(Robots::DisallowAll("HTTP 503").Check("/x").allowed);
  CHECK(Robots::Parse("<html>not a robots file</html>", "us").Check("/x").allowed);
}

TEST_CASE("robots: a hostile pattern costs no more than its length", "[ingest][robots]") {
  std::string pattern = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 5000; ++i) pattern += "*a";
  const Robots robots = Robots::Parse(pattern + "b", "us");
  CHECK(robots.Check("/" + std::string(20'000, 'a')).allowed);
}

TEST_CASE("robots: RFC 9309 5.1, its simple example", "[ingest][robots]") {
  const std::string text =
      "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
      "User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
      "User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\n"
      "User-Agent: quxbot\n\nEOF\n";
  const auto allowed = [&](const char* agent, const char* path) {
    return Robots::Parse(text, agent).Check(path).allowed;
  };
  CHECK_FALSE(allowed("other", "/a.gif"));
  CHECK(allowed("other", "/a.gif?x"));
  CHECK_FALSE(allowed("other", "/example/x"));
  CHECK(allowed("other", "/publications/x"));
  CHECK_FALSE(allowed("foobot", "/x"));
  CHECK(allowed("foobot", "/example/page.html"));
  CHECK(allowed("foobot", "/example/allowed.gif"));
  CHECK_FALSE(allowed("barbot", "/example/page.html"));
  CHECK_FALSE(allowed("bazbot", "/example/page.html"));
  CHECK(allowed("bazbot", "/example/"));
  CHECK(allowed("quxbot", "/example/page.html"));
}

TEST_CASE("robots: RFC 9309 5.2, the longest match", "[ingest][robots]") {
  const Robots robots = Robots::Parse(
      "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
      "foobot");
  CHECK(robots.Check("/example/page/allowed.gif").allowed);
  CHECK_FALSE(robots.Check("/example/page/disallowed.gif").allowed);
}

TEST_CASE("robots: RFC 9309 2.2.2, the table of escapes", "[ingest][robots]") {
  const auto matches = [](const std::string& pattern, const char* path) {
    return !Robots::Parse("User-agent: *\nDisallow: " + pattern, "us").Check(path).allowed;
  };
  CHECK(matches("/foo/bar?baz=quz", "/foo/bar?baz=quz"));
  CHECK(matches("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar"));
  CHECK(matches("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"));
  CHECK(matches("/foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84"));
  CHECK(matches("/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84"));
  CHECK(matches("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84"));
  CHECK(matches("/foo/bar/%62%61%7A", "/foo/bar/baz"));
  CHECK(matches("/foo/bar/baz", "/foo/bar/%62%61%7A"));
}

TEST_CASE("robots: RFC 9309 2.2.3, the special characters escaped", "[ingest][robots]") {
  const Robots robots = Robots::Parse(
      "User-agent: *\nDisallow: /path/file-with-a-%2A.html\nDisallow: /path/foo-%24\n"
      "Disallow: /mid$dle\n",
      "us");
  CHECK_FALSE(robots.Check("/path/file-with-a-*.html").allowed);
  CHECK_FALSE(robots.Check("/path/file-with-a-%2A.html").allowed);
  CHECK(robots.Check("/path/file-with-a-b.html").allowed);
  CHECK_FALSE(robots.Check("/path/foo-$").allowed);
  CHECK_FALSE(robots.Check("/path/foo-%24bar").allowed);
  CHECK_FALSE(robots.Check("/mid$dle").allowed);
  CHECK(robots.Check("/mid").allowed);
}

TEST_CASE("robots: RFC 9309 2.2.4, other records do not end a group", "[ingest][robots]") {
  const std::string text =
      "User-agent: us\nSitemap: https://h/s.xml\nCrawl-delay: 3\nUser-agent: them\n"
      "Disallow: /x\nHost: h\nDisallow: /y\n";
  const Robots robots = Robots::Parse(text, "us");
  CHECK_FALSE(robots.Check("/x").allowed);
  CHECK_FALSE(robots.Check("/y").allowed);
  CHECK(robots.crawl_delay_s() == 3);
}

// The cases of google/robotstxt's documentation: "Order of precedence for rules", "URL matching
// based on path values".
TEST_CASE("robots: Google's table of path matches", "[ingest][robots]") {
  struct Case {
    const char* pattern;
    std::vector<const char*> match, other;
  };
  const std::vector<Case> cases = {
      {"/", {"/", "/any"}, {}},
      {"/*", {"/", "/any"}, {}},
      {"/$", {"/"}, {"/any"}},
      {"/fish",
       {"/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fish.php?id=anything"},
       {"/Fish.asp", "/catfish", "/?id=fish", "/desert/fish"}},
      {"/fish*", {"/fish", "/fishheads/yummy.html"}, {"/Fish.asp", "/catfish"}},
      {"/fish/", {"/fish/", "/fish/?id=anything", "/fish/salmon.htm"}, {"/fish", "/fish.html"}},
      {"/*.php",
       {"/index.php", "/filename.php", "/folder/filename.php?parameters", "/filename.php/"},
       {"/", "/windows.PHP"}},
      {"/*.php$",
       {"/filename.php", "/folder/filename.php"},
       {"/filename.php?parameters", "/filename.php/", "/filename.php5", "/windows.PHP"}},
      {"/fish*.php", {"/fish.php", "/fishheads/catfish.php?parameters"}, {"/Fish.PHP"}},
  };
  for (const Case& c : cases) {
    const Robots robots = Robots::Parse(std::string("User-agent: *\nDisallow: ") + c.pattern, "us");
    INFO(c.pattern);
    for (const char* path : c.match) {
      INFO(path);
      CHECK_FALSE(robots.Check(path).allowed);
    }
    for (const char* path : c.other) {
      INFO(path);
      CHECK(robots.Check(path).allowed);
    }
  }
}

TEST_CASE("robots: Google's table of precedence", "[ingest][robots]") {
  const auto allowed = [](const std::string& rules, const char* path) {
    return Robots::Parse("User-agent: *\n" + rules, "us").Check(path).allowed;
  };
  CHECK(allowed("allow: /p\ndisallow: /\n", "/page"));
  CHECK(allowed("allow: /folder\ndisallow: /folder\n", "/folder/page"));
  CHECK_FALSE(allowed("allow: /page\ndisallow: /*.htm\n", "/page.htm"));
  CHECK(allowed("allow: /page\ndisallow: /*.ph\n", "/page.php5"));
  CHECK(allowed("allow: /$\ndisallow: /\n", "/"));
  CHECK_FALSE(allowed("allow: /$\ndisallow: /\n", "/page.htm"));
}

TEST_CASE("robots: Google's rules of groups", "[ingest][robots]") {
  const auto allowed = [](const std::string& text, const char* path) {
    return Robots::Parse(text, "FooBot").Check(path).allowed;
  };
  // Groups of one agent are joined; lines before any agent belong to none.
  CHECK_FALSE(
      allowed("Disallow: /\nuser-agent: foobot\ndisallow: /a\n\nuser-agent: x\n"
              "disallow: /b\n\nUSER-AGENT : FooBot/1.2\nDISALLOW : /c\n",
              "/c"));
  CHECK(allowed("Disallow: /\nuser-agent: foobot\ndisallow: /a\n", "/z"));
  // The named group counts alone, and its name is no prefix of another.
  CHECK(allowed("user-agent: *\ndisallow: /\nuser-agent: foobot\ndisallow: /a\n", "/b"));
  CHECK(allowed("user-agent: foobot-news\ndisallow: /\n", "/b"));
  CHECK_FALSE(allowed("user-agent: * all\ndisallow: /\n", "/b"));
  // A mistyped line is passed over; a comment ends a line.
  CHECK(allowed("user-agent: foobot\ndisalow: /\ndisallow: /a # remark\n", "/b"));
  CHECK_FALSE(allowed("user-agent: foobot\ndisalow: /\ndisallow: /a # remark\n", "/a"));
  CHECK_FALSE(allowed("user-agent: foobot\rdisallow: /a\r", "/a"));
}

TEST_CASE("robots: RFC 9309 2.5, the first 500 KiB count", "[ingest][robots]") {
  std::string text = "User-agent: *\n";
  while (text.size() < (size_t{500} << 10) - 40) text += "Disallow: /some/long/path/of/no/matter\n";
  text.resize((size_t{500} << 10) - 20, '\n');
  const Robots robots = Robots::Parse(text + "Disallow: /last\n" + "Disallow: /beyond\n", "us");
  CHECK_FALSE(robots.Check("/last").allowed);
  CHECK(robots.Check("/beyond").allowed);
}

TEST_CASE("robots: a hostile file costs no more than its length times the path",
          "[ingest][robots]") {
  std::string text = "User-agent: *\n";
  const std::string piece(1900, 'a');
  for (int i = 0; i < 260; ++i) text += "Disallow: /*" + piece + "b*" + "\n";
  const Robots robots = Robots::Parse(text, "us");
  CHECK(robots.Check("/" + std::string(4000, 'a')).allowed);
}

}  // namespace dealwire
