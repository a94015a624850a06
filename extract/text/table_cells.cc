#include "extract/text/table_cells.h"

#include <algorithm>
#include <string_view>

namespace dealwire {
namespace {

Span WithoutSpaces(std::string_view text, Span cell) {
  while (cell.byte_start < cell.byte_end && text[cell.byte_start] == ' ') ++cell.byte_start;
  while (cell.byte_end > cell.byte_start && text[cell.byte_end - 1] == ' ') --cell.byte_end;
  return cell;
}

std::vector<Span> ByStarts(std::string_view text, const DocumentBlock& row) {
  constexpr std::string_view kBar = " | ";  // stands between two
  std::vector<Span> cells;
  for (size_t i = 0; i < std::min(row.byte_cells.size(), kMostColumns); ++i) {
    const size_t start = row.byte_cells[i];
    const bool last = i + 1 == row.byte_cells.size();
    size_t end = last ? row.span.byte_end : row.byte_cells[i + 1];
    if (!last && text.substr(start, end - start).ends_with(kBar)) end -= kBar.size();
    cells.push_back(WithoutSpaces(text, {start, end}));
  }
  return cells;
}

std::vector<Span> BetweenBars(std::string_view text, const DocumentBlock& row) {
  std::vector<Span> cells;
  text = text.substr(0, row.span.byte_end);
  for (size_t at = row.span.byte_start; cells.size() < kMostColumns;) {
    const size_t bar = std::min(text.find('|', at), text.size());
    cells.push_back(WithoutSpaces(text, {at, bar}));
    if (bar == text.size()) break;
    at = bar + 1;
  }
  return cells;
}

}  // namespace

std::vector<Span> TableCells(const Document& document, const DocumentBlock& row) {
  return row.byte_cells.empty() ? BetweenBars(document.text, row) : ByStarts(document.text, row);
}

}  // namespace dealwire
