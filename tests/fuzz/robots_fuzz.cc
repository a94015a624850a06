#include <string>
#include <string_view>

#include "ingest/crawl/robots.h"
#include "ingest/crawl/robots_tags.h"
#include "tests/fuzz/fuzz.h"

// The first line is a path, the rest a robots.txt: no crash, and what it says is said of itself.
FUZZ_TARGET(robots, "/a/b?c\nUser-agent: *\nDisallow: /a*b$\nAllow: /%2a\nCrawl-delay: 2.5\n") {
  const size_t line = bytes.find('\n');
  const std::string_view path = bytes.substr(0, line);
  const std::string_view text = line == std::string_view::npos ? "" : bytes.substr(line + 1);
  const dealwire::Robots robots = dealwire::Robots::Parse(text, "dealwire");
  const auto verdict = robots.Check(path);
  Require(verdict.allowed || !verdict.line.empty(), "a refusal names its line");
  Require(robots.Check("/robots.txt").allowed, "robots.txt itself is always allowed");
  dealwire::RobotsTags(path, text);
}
