#include "extract/text/table_cells.h"

#include <catch2/catch.hpp>
#include <string>

using namespace dealwire;

namespace {

// The cells of a one-row table, each in brackets.
std::string Cells(const std::string& text, const std::vector<size_t>& starts) {
  Article article;
  article.title = "Title";
  article.text = text;
  Block row;
  row.kind = BlockKind::kTableRow;
  row.byte_end = text.size();
  row.byte_cells = starts;
  article.blocks = {row};
  const Document document = MakeDocument(article);
  std::string out;
  for (const Span& cell : TableCells(document, document.blocks.back()))
    out += "[" + std::string(document.Slice(cell)) + "]";
  return out;
}

}  // namespace

TEST_CASE("table cells: between bars, without spaces around them", "[extract][table_cells]") {
  CHECK(Cells("Oracle | $5 billion |  2026 ", {}) == "[Oracle][$5 billion][2026]");
  CHECK(Cells("Oracle||", {}) == "[Oracle][][]");
  CHECK(Cells("Oracle", {}) == "[Oracle]");
}

TEST_CASE("table cells: where the page told them a bar parts none", "[extract][table_cells]") {
  CHECK(Cells("AT|T | $5 billion", {0, 7}) == "[AT|T][$5 billion]");
  CHECK(Cells(" | $5 billion", {0, 3}) == "[][$5 billion]");
}

TEST_CASE("table cells: starts that are none of the row are not believed",
          "[extract][table_cells]") {
  CHECK(Cells("a | b", {4, 0}) == "[a][b]");
  CHECK(Cells("a | b", {0, 4000}) == "[a][b]");
}

TEST_CASE("table cells: no more than are read", "[extract][table_cells]") {
  std::string text = "0";
  for (int i = 1; i < 100; ++i) text += " | 0";
  const std::string cells = Cells(text, {});
  CHECK(cells.size() == 3 * kMostColumns);
}
