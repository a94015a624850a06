#ifndef DEALWIRE_STORE_TABLE_H_
#define DEALWIRE_STORE_TABLE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// Rows for people and spreadsheets.
struct Table {
  struct Cell {
    std::string text;
    bool number = false;  // aligned to the right; never taken for a formula
  };
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

enum class TableFormat { kTable, kCsv, kTsv, kMarkdown };
std::optional<TableFormat> ParseTableFormat(const std::string& name);

// kTable: aligned columns cut to `width` cells of a terminal (0: whatever they need), without
//         control characters; bold head where `color`.
// kCsv:   RFC 4180; a text that a spreadsheet would run (it begins with = + - @, tab or return)
// gets
//         an apostrophe before it.
// kTsv:   tabs and line feeds in a text become spaces; formulas likewise.
std::string Render(const Table& table, TableFormat format, size_t width = 0, bool color = false);

// Appends one cell of kCsv, of kTsv.
void AppendCsv(std::string_view text, bool number, std::string* out);
void AppendTsv(std::string_view text, bool number, std::string* out);

// How many cells of a terminal `text` takes: wide for Han, kana, Hangul, none for marks.
size_t DisplayWidth(const std::string& text);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_TABLE_H_
