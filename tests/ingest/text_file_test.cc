#include "ingest/text_file.h"

#include <catch2/catch.hpp>

namespace dealwire {
namespace {

using Names = std::vector<std::string>;

const std::string kBody =
    "Northwind has signed a contract for three halls of computers on the old shipyard near "
    "Leith.\n\n"
    "The halls are to be handed over one after another, the first before the next summer.\n";

Article ReadText(const std::string& text, const std::string& lang = "en") {
  const StatusOr<Article> article = ReadTextFile(text, lang);
  REQUIRE(article.ok());
  return *article;
}

}  // namespace

TEST_CASE("text_file: title, byline, body", "[ingest][text_file]") {
  const Article article = ReadText(
      "Northwind rents computing halls near Leith\n\nBy Jane Rowe, Nov. 3, 2025\n\n" + kBody);
  CHECK(article.title == "Northwind rents computing halls near Leith");
  CHECK(article.published == "2025-11-03");
  CHECK(article.authors == Names{"Jane Rowe"});
  CHECK(article.text.starts_with("Northwind has signed"));
  CHECK(article.blocks.size() == 2);
}

TEST_CASE("text_file: a site's line before the title", "[ingest][text_file]") {
  const Article article = ReadText(
      "Courier\n\nNorthwind rents computing halls near Leith for nine years\n\n2025-12-07\n\n" +
      kBody);
  CHECK(article.title == "Northwind rents computing halls near Leith for nine years");
  CHECK(article.published == "2025-12-07");
}

TEST_CASE("text_file: list items are made uniform", "[ingest][text_file]") {
  const Article article =
      ReadText("A title that is long enough for one\n\n" + kBody +
               "\n- One hall\n* Two halls\n\n1) First of them\n\nAnd a last paragraph of it.\n");
  CHECK(article.text.find("• One hall\n• Two halls\n1. First of them") != std::string::npos);
  int items = 0;
  for (const Block& block : article.blocks) items += block.kind == BlockKind::kListItem ? 1 : 0;
  CHECK(items == 3);
}

TEST_CASE("text_file: rows of a table are rows, a line with a bar is a line",
          "[ingest][text_file]") {
  const Article article = ReadText("Cloud contracts of the week\n\n2026-02-03\n\n" + kBody +
                                   "\nCustomer | Sum\n\nNorthwind | $3 million\n\n" + kBody +
                                   "\nLeith | Evening News\n\n" + kBody);
  REQUIRE(article.blocks.size() == 9);
  CHECK(article.blocks[2].kind == BlockKind::kTableRow);
  CHECK(article.blocks[3].kind == BlockKind::kTableRow);
  CHECK(article.blocks[2].list == article.blocks[3].list);
  CHECK(article.blocks[6].kind != BlockKind::kTableRow);
}

TEST_CASE("text_file: no prose", "[ingest][text_file]") {
  CHECK_FALSE(ReadTextFile("", "en").ok());
  CHECK_FALSE(ReadTextFile("\n\n \n", "en").ok());
  CHECK_FALSE(ReadTextFile("A title alone", "en").ok());
}

}  // namespace dealwire
