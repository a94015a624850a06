#include <string>

#include "base/text.h"
#include "ingest/article.h"
#include "ingest/judge.h"
#include "ingest/page.h"
#include "ingest/readable_text.h"
#include "tests/fuzz/fuzz.h"

namespace dealwire {
namespace {

void CheckText(const std::string& text, const char* what) {
  Require(IsValidUtf8(text), what);
  Require(StripControls(text) == text, what);
}

void CheckArticle(const Article& article) {
  CheckText(article.text, "text: UTF-8 without controls");
  CheckText(article.title, "title: UTF-8 without controls");
  for (const std::string& author : article.authors) CheckText(author, "author: UTF-8");
  for (const std::string& agency : article.agencies) CheckText(agency, "agency: UTF-8");
  Require(ToNfc(article.text) == article.text, "text: NFC");
  Require(!article.text.empty() && !article.blocks.empty(), "an article has text");
  size_t at = 0;
  for (const Block& block : article.blocks) {
    Require(block.byte_start == at && block.byte_end >= at, "blocks cover the text in order");
    at = block.byte_end + 1;
  }
  Require(at == article.text.size() + 1, "blocks cover the text to its end");
  Require(article.id.size() == 16 && article.sha256.size() == 64, "identity");
}

}  // namespace
}  // namespace dealwire

// Whatever the bytes: reading ends, and what it gives keeps the promises of ingest/article.h.
FUZZ_TARGET(
    article,
    "<html lang=en><title>A</title><article><h1>A</h1><p>Three halls of computers are rented on "
    "the old "
    "shipyard, both sides said on Tuesday.<p>The first is to run before the next summer.</article>",
    "<script "
    "type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"articleBody\":\"a\"}]}</"
    "script>",
    "Site\n\nA title of some length\n07.12.2025 von AICC\n\n- a\n1) b\n") {
  using namespace dealwire;
  Page page;
  page.bytes = std::string(bytes);
  page.fetched = "2025-12-07T10:00:00Z";
  for (const PageKind kind : {PageKind::kHtml, PageKind::kAuto}) {
    page.kind = kind;
    const StatusOr<Article> article = ReadArticle(page);
    if (article.ok()) CheckArticle(*article);
    const StatusOr<ReadableText> readable = ReadableTextOf(page);
    Require(readable.ok() || !article.ok(), "what can be read can be looked at");
    if (readable.ok()) Require(IsValidUtf8(readable->text), "readable text: UTF-8");
    const auto judged = JudgePage(page);
    if (!judged.ok()) continue;
    if (article.ok()) Require(!judged->blocks.empty(), "an article's blocks are judged");
    for (const JudgedBlock& block : judged->blocks) CheckText(block.text, "block: UTF-8");
  }
}
