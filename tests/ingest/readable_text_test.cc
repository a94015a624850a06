#include "ingest/readable_text.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "base/text.h"
#include "ingest/article.h"
#include "ingest/page.h"
#include "tests/support/shared.h"

namespace dealwire {
namespace {

// White space made one.
std::string Readable(const std::string& html) { return CollapseSpace(ReadableTextOf(html).text); }

TEST_CASE("readable text: what stands outside of tags", "[ingest][readable]") {
  CHECK(Readable("<p>$5 <b>bil</b>lion</p><p>next</p>") == "$5 billion next");
  CHECK(Readable("a<!-- x -->b<style>p{}</style>c<script>var d;</script>d") == "abcd");
  CHECK(Readable("1 < 2<br>3") == "1 < 2 3");
  CHECK(Readable("<meta property=og:title content='A &amp; B'>c") == "c A & B");
  CHECK(Readable("$5 <span content='five'>bil</span>lion") == "$5 billion five");
  CHECK(Readable(R"(<script type="application/LD+json">{"a":"\u20ac5"}</script>)") == R"(a €5)");
  CHECK(Readable("<p>unclosed <a href='x") == "unclosed");
}

TEST_CASE("readable text: lines that are but links lead away", "[ingest][readable]") {
  const std::string link = "<a href=/b>Another pays $5 billion</a>";
  CHECK(Readable("<p>said</p><div>" + link + "</div><li>" + link + "</li>") == "said");
  CHECK(Readable("<p>As told, " + link + "</p>") == "As told, Another pays $5 billion");
  CHECK(Readable("<h1>" + link + "</h1>") == "Another pays $5 billion");
  CHECK(Readable("<table><tr><td>" + link + "</table>") == "Another pays $5 billion");
  CHECK(Readable("<p><a href=/b>Another pays.</a></p>") == "Another pays.");
  CHECK(Readable("<p><a name=b>Another pays</a></p>") == "Another pays");
}

TEST_CASE("readable text: the language that a page claims", "[ingest][readable]") {
  CHECK(ReadableTextOf("<html lang='de-CH'><p>text").lang == "de-CH");
  CHECK(ReadableTextOf("<p lang=de>text").lang.empty());
}

TEST_CASE("readable text: references", "[ingest][readable]") {
  CHECK(Readable("&euro;5&nbsp;bn &#8364;6 &#x20AC;7 &pound8 &#0; &#xD800;") ==
        "€5 bn €6 €7 £8 \uFFFD \uFFFD");
  CHECK(ToNfc(Readable("M&uuml;ller &Eacute;lys&eacute;e &scaron;")) == "Müller Élysée š");
  CHECK(Readable("AT&T ?a=1&b=2 &") == "AT&T ?a=1&b=2 &");
  CHECK(ReadableTextOf("AT&T ?a=1&b=2 &euro;").whole);
  CHECK(Readable("&CounterClockwiseContourIntegral;") == "∳");
  std::string many;
  for (int i = 0; i < 100; ++i) many += "&" + std::string(static_cast<size_t>(i) + 1, 'q') + ";";
  CHECK_FALSE(ReadableTextOf(many).whole);
}

TEST_CASE("readable text: what scripts hold, where a page shows next to nothing",
          "[ingest][readable]") {
  const std::string script =
      R"(<script>var s = {"body":"\u003cp>Held by a script.\u003c/p>\u003cp>And more.\u003c/p>"}</script>)";
  CHECK(Readable(script).find("Held by a script.") != std::string::npos);
  std::string prose;
  while (prose.size() < 4000) prose += "A sentence that a reader is shown. ";
  CHECK(Readable("<p>" + prose + "</p>" + script).find("Held by") == std::string::npos);
  // Links are no prose.
  CHECK(Readable("<a>" + prose + "</a>" + script).find("Held by") != std::string::npos);
}

// Whether all of a block's text stands in `text`: cells one by one, without what marks an item.
bool Holds(const std::string& text, std::string block) {
  if (block.starts_with("\u2022 ")) block.erase(0, 4);
  if (const size_t dot = block.find(". "); dot < 3) block.erase(0, dot + 2);
  for (size_t start = 0; start <= block.size();) {
    const size_t end = std::min(block.find(" | ", start), block.size());
    if (text.find(block.substr(start, end - start)) == std::string::npos) return false;
    start = end + 3;
  }
  return true;
}

TEST_CASE("readable text: holds all lines of the articles of the corpus", "[ingest][readable]") {
  size_t lines = 0, held = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(SourceFolder("corpora/pages"))) {
    if (entry.path().extension() != ".html") continue;
    Page page;
    page.bytes = ReadFile(entry.path().string(), 64 << 20).value();
    const StatusOr<Article> article = ReadArticle(page);
    if (!article.ok()) continue;
    const std::string text = ToNfc(CollapseSpace(ReadableTextOf(page).value().text));
    INFO(entry.path());
    for (const Block& block : article->blocks) {
      const std::string line =
          article->text.substr(block.byte_start, block.byte_end - block.byte_start);
      ++lines;
      held += Holds(text, line) ? 1 : 0;
      if (!Holds(text, line)) UNSCOPED_INFO(line);
    }
    CHECK(Holds(text, article->title));
  }
  CHECK(lines >= 200);
  INFO(lines << " lines, " << held << " held");
  CHECK(held == lines);
}

}  // namespace
}  // namespace dealwire
