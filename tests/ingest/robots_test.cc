#include "ingest/robots.h"

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

}  // namespace dealwire
