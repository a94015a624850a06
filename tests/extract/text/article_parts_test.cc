#include "extract/text/article_parts.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

Article ArticleOf(const std::string& text) {
  Article article;
  article.title = "A title";
  article.lang = "en";
  article.published = "2025-11-13";
  article.text = text;
  CompleteArticle(&article);
  return article;
}

std::string Repeated(const std::string& part, size_t bytes) {
  std::string out;
  while (out.size() + part.size() <= bytes) out += part;
  return out;
}

// That parts cover the text, but for white space between them, and are no larger than they may be.
void CheckParts(const Article& article) {
  ArticleParts parts(article);
  size_t end = 0;
  bool first = true;
  while (const auto part = parts.Next()) {
    CHECK(part->article.title == (first ? article.title : ""));
    CHECK(part->article.lang == article.lang);
    CHECK(part->article.text.size() <= ArticleParts::kMostBytes);
    CHECK(part->article.blocks.size() <= ArticleParts::kMostBlocks);
    REQUIRE(part->byte_start >= end);
    CHECK(part->byte_start - end <= 1);
    CHECK(article.text.substr(part->byte_start, part->article.text.size()) == part->article.text);
    CHECK(std::ranges::all_of(part->article.blocks, [&](const Block& block) {
      return block.byte_start < block.byte_end && block.byte_end <= part->article.text.size();
    }));
    end = part->byte_start + part->article.text.size();
    first = false;
  }
  CHECK(end == article.text.size());
}

TEST_CASE("parts: between blocks, at spaces, between characters", "[extract][parts]") {
  constexpr size_t kBytes = 3 * ArticleParts::kMostBytes + 77;
  CheckParts(ArticleOf(Repeated("A paragraph of some words.\n", kBytes) + "end"));
  CheckParts(ArticleOf(Repeated("x\n", kBytes) + "end"));
  CheckParts(ArticleOf(Repeated("one line of words ", kBytes) + "end"));
  CheckParts(ArticleOf(Repeated("中文字", kBytes)));
  CHECK(ArticleParts::IsOne(ArticleOf("short")));
  CHECK_FALSE(ArticleParts::IsOne(ArticleOf(Repeated("word ", kBytes) + "end")));
}

TEST_CASE("parts: what a part holds stands where it stands in the article", "[extract][parts]") {
  const std::string deal = "OpenAI signed a contract with Oracle worth $300 billion.";
  const std::string filler = Repeated("Nothing is said here of anything.\n", size_t{600} << 10);
  const Article article = ArticleOf(filler + deal + "\n" + filler + deal + "\n" + filler + "end");
  const Extraction found = Extract(article, *RuleSet::Embedded());
  const std::string document = article.title + "\n" + article.text;
  REQUIRE(found.deals.size() == 1);  // told twice
  CHECK(found.deals[0].evidence.size() >= 2);
  CHECK(found.body_start == article.title.size() + 1);
  size_t sums = 0;
  for (const Mention& mention : found.mentions) {
    if (Get<MoneyValue>(mention) == nullptr) continue;
    ++sums;
    CHECK(document.substr(mention.span.byte_start, mention.span.size()) == "$300 billion");
  }
  CHECK(sums == 2);
  for (const Evidence& piece : found.deals[0].evidence) {
    CHECK(deal.find(document.substr(piece.span.byte_start, piece.span.size())) !=
          std::string::npos);
  }
}

TEST_CASE("parts: mentions are bounded by the text", "[extract][parts]") {
  const Article article = ArticleOf(Repeated("$5 billion, ", size_t{2} << 20) + "end");
  const Extraction found = Extract(article, *RuleSet::Embedded(), {.mentions_only = true});
  CHECK(found.mentions.size() >= 20'000);
  CHECK(found.mentions.size() <= article.text.size() / 50);
}

}  // namespace
}  // namespace dealwire
