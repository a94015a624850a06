#include "ingest/crawl/sources.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/file.h"
#include "tests/support/paths.h"

namespace dealwire {

TEST_CASE("sources: defaults, and what a source says itself", "[ingest][sources]") {
  const auto sources =
      ParseSources("s.toml",
                   "[defaults]\nper_host_delay_ms = 50\n[[source]]\nname = \"A\"\n"
                   "kind = \"sitemap\"\nurl = \"https://h/s.xml\"\nmax_age_days = 0\n"
                   "include = [\"/news/\"]\n");
  REQUIRE(sources.ok());
  REQUIRE(sources->size() == 1);
  CHECK((*sources)[0].kind == SourceKind::kSitemap);
  CHECK((*sources)[0].settings.per_host_delay_ms == 50);
  CHECK((*sources)[0].settings.max_age_days == 0);
  CHECK((*sources)[0].settings.respect_robots);
}

TEST_CASE("sources: those that are shipped are good and of many languages", "[ingest][sources]") {
  const std::string path = SourceFolder("corpora/sources.toml").string();
  const auto sources = ParseSources(path, ReadFile(path).value());
  INFO(Message(sources.status()));
  REQUIRE(sources.ok());
  CHECK(sources->size() >= 40);
  std::set<std::string> languages;
  for (const Source& source : *sources) languages.insert(source.lang);
  languages.erase("");
  CHECK(languages.size() >= 15);
}

TEST_CASE("sources: all problems at once, each with its place", "[ingest][sources]") {
  const auto sources = ParseSources(
      "s.toml",
      "[[source]]\nname = \"A\"\nkind = \"fed\"\nurl = \"gopher://h\"\n[[source]]\nname = \"A\"\n"
      "url = \"https://h\"\nexclude = [\"(\"]\ntimeout_s = 0\nca_file = \"/no/such\"\nlanguage = "
      "\"de\"\n");
  REQUIRE_FALSE(sources.ok());
  const std::string message = Message(sources.status());
  for (const char* part : {"s.toml:3:", "unknown kind 'fed'", "s.toml:4:", "no http or https",
                           "exclude '('", "timeout_s is 1 to 600",
                           "ca_file '/no/such' cannot be read", "'language'", "a second source"}) {
    INFO(message);
    CHECK(message.find(part) != std::string::npos);
  }
}

TEST_CASE("sources: a file without any, and one that is no TOML", "[ingest][sources]") {
  CHECK_FALSE(ParseSources("s.toml", "").ok());
  const auto broken = ParseSources("s.toml", "[[source]\n");
  REQUIRE_FALSE(broken.ok());
  CHECK(Message(broken.status()).starts_with("s.toml:1:"));
}

TEST_CASE("sources: a name and a password are kept apart, and stand in no message",
          "[ingest][sources]") {
  const auto sources =
      ParseSources("s.toml", "[[source]]\nname = \"A\"\nurl = \"https://joe:s3cret@h/f\"\n");
  REQUIRE(sources.ok());
  CHECK((*sources)[0].urls == std::vector<std::string>{"https://h/f"});
  CHECK((*sources)[0].credentials.at("https://h") == "joe:s3cret");
  const auto broken =
      ParseSources("s.toml", "[[source]]\nname = \"A\"\nurl = \"ftp://joe:s3cret@h/f\"\n");
  REQUIRE_FALSE(broken.ok());
  CHECK(Message(broken.status()).find("s3cret") == std::string::npos);
}

}  // namespace dealwire
