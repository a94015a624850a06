#include "ingest/article.h"

#include <catch2/catch.hpp>

#include "ingest/judge.h"
#include "ingest/page.h"

namespace dealwire {
namespace {

const std::string kProse =
    "<p>Northwind has signed a contract for three halls of computers on the old shipyard near "
    "Leith, both "
    "sides said on Tuesday morning at the harbour.</p><p>The halls are to be handed over one after "
    "another, "
    "and the first of them should be running before the summer of next year.</p>";

StatusOr<Article> Read(const std::string& bytes, const std::string& content_type = "text/html") {
  Page page;
  page.bytes = bytes;
  page.content_type = content_type;
  page.url = "https://news.example/a";
  return ReadArticle(page);
}

std::string WhyNot(const std::string& bytes) {
  const StatusOr<Article> article = Read(bytes);
  return article.ok() ? "" : Message(article.status());
}

}  // namespace

TEST_CASE("article: what is no article, and why", "[ingest][article]") {
  CHECK_THAT(WhyNot(""), Catch::Contains("empty"));
  CHECK_THAT(WhyNot(std::string("a\0b", 3)), Catch::Contains("binary"));
  CHECK_THAT(WhyNot("<html><body><p>Hello</p></body></html>"), Catch::Contains("no text"));
  CHECK_THAT(
      WhyNot(
          "<script type=application/ld+json>{\"@type\":\"VideoObject\",\"name\":\"x\"}</script>"
          "<p>See how the halls were built, in a film of three minutes by our own reporters.</p>"),
      Catch::Contains("video"));
  CHECK_THAT(
      WhyNot("<p>Please enable JavaScript and accept cookies to continue to the page you asked "
             "for.</p>"
             "<p>This takes a moment, and then the page you asked for will be shown to you.</p>"),
      Catch::Contains("wall"));
  std::string list;
  for (int i = 0; i < 30; ++i) {
    list += "<div><h3><a href=/" + std::to_string(i) + ">A headline of some length, number " +
            std::to_string(i) + "</a></h3><p>A teaser of few words for it.</p></div>";
  }
  CHECK_THAT(WhyNot("<h1>News</h1>" + list), Catch::Contains("list of links"));
}

TEST_CASE("article: how much of it there is", "[ingest][article]") {
  CHECK(Read(kProse)->completeness == Completeness::kWhole);
  CHECK(Read(kProse + "<p>What comes after this is not shown to every reader of the page …</p>")
            ->completeness == Completeness::kTruncated);
  CHECK(Read("<article>" + kProse +
             "</article><div class=paywall-box><p>Subscribe to read the rest.</p></div>")
            ->completeness == Completeness::kPaywalled);
  CHECK(Read("<script "
             "type=application/ld+json>{\"@type\":\"Article\",\"isAccessibleForFree\":false}</"
             "script>" +
             kProse)
            ->completeness == Completeness::kPaywalled);
}

TEST_CASE("article: identity is the canonical address", "[ingest][article]") {
  const Article one = *Read("<link rel=canonical href=https://news.example/x>" + kProse);
  const Article two = *Read("<link rel=canonical href=https://news.example/x>" + kProse + kProse);
  const Article other = *Read(kProse);
  CHECK(one.id == two.id);
  CHECK(one.id != other.id);
  CHECK(one.id.size() == 16);
  CHECK(one.sha256 == other.sha256);
  CHECK(one.sha256.size() == 64);
}

TEST_CASE("article: text is UTF-8 in NFC without controls, whatever the bytes",
          "[ingest][article]") {
  const Article article = *Read(
      "<p>Cafe\xCC\x81 \x1B[31m and a long enough sentence about the halls and "
      "the harbour of the town follows here.</p>" +
      kProse);
  CHECK(article.text.starts_with("Caf\xC3\xA9 "));
  CHECK(article.text.find('\x1B') == std::string::npos);
}

TEST_CASE("article: blocks are judged as they are read", "[ingest][article]") {
  Page page;
  page.bytes = "<nav>Home</nav><article>" + kProse + "</article>";
  page.kind = PageKind::kHtml;
  const auto judged = JudgePage(page);
  REQUIRE(judged.ok());
  REQUIRE(judged->blocks.size() == 3);
  CHECK_FALSE(judged->blocks[0].why.empty());
  CHECK(judged->blocks[1].why.empty());
  page.bytes = "plain words";
  page.kind = PageKind::kText;
  CHECK_FALSE(JudgePage(page).ok());
}

}  // namespace dealwire
