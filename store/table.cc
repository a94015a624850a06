#include "store/table.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace dealwire {
namespace {

size_t WidthOf(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (IsMark(c)) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);  // UAX #11
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string Cut(const std::string& text, size_t width) {
  if (DisplayWidth(text) <= width) return text;
  std::string out;
  size_t used = 0;
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    used += WidthOf(NextCodePoint(text, &i));
    if (used + 1 > width) break;
    out += text.substr(start, i - start);
  }
  return out + "\xE2\x80\xA6";
}

std::string Padded(const std::string& text, size_t width, bool right) {
  const size_t own = DisplayWidth(text);
  const std::string space(own < width ? width - own : 0, ' ');
  return right ? space + text : text + space;
}

// The widest columns give way until all fit.
std::vector<size_t> Widths(const Table& table, size_t width) {
  std::vector<size_t> widths;
  for (const std::string& column : table.columns) widths.push_back(DisplayWidth(column));
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(row[i].text));
    }
  }
  const auto total = [&] {
    size_t sum = 0;
    for (const size_t w : widths) sum += w + 2;
    return sum < 2 ? 0 : sum - 2;
  };
  while (width > 0 && total() > width) {
    const auto widest = std::ranges::max_element(widths);
    if (*widest <= 8) break;
    --*widest;
  }
  return widths;
}

std::string Aligned(const Table& table, size_t width, bool color) {
  Table shown = table;
  for (auto& row : shown.rows) {
    for (Table::Cell& cell : row) cell.text = CollapseSpace(StripControls(cell.text));
  }
  const std::vector<size_t> widths = Widths(shown, width);
  std::string out;
  const auto line = [&](const std::vector<Table::Cell>& cells, bool head) {
    std::string text;
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text += "  ";
      text += Padded(Cut(cells[i].text, widths[i]), widths[i], cells[i].number);
    }
    while (text.ends_with(' ')) text.pop_back();
    out += head && color ? "\x1b[1m" + text + "\x1b[0m\n" : text + "\n";
  };
  std::vector<Table::Cell> head;
  for (size_t i = 0; i < shown.columns.size(); ++i) {
    const bool number = !shown.rows.empty() && shown.rows[0][i].number;
    head.push_back({shown.columns[i], number});
  }
  line(head, true);
  for (const auto& row : shown.rows) line(row, false);
  return out;
}

// A spreadsheet would run it: it gets an apostrophe before it.
bool Runs(std::string_view text, bool number) {
  constexpr std::string_view kRuns = "=+-@\t\r";
  return !number && !text.empty() && kRuns.find(text[0]) != std::string_view::npos;
}

// A cell of CSV with one of these stands in quotes.
constexpr std::array<bool, 256> kQuoted = [] {
  std::array<bool, 256> quoted = {};
  for (const char c : {'"', ',', '\r', '\n'}) quoted[static_cast<unsigned char>(c)] = true;
  return quoted;
}();

}  // namespace

void AppendCsv(std::string_view text, bool number, std::string* out) {
  const char* const before = Runs(text, number) ? "'" : "";
  if (std::ranges::none_of(text, [](char c) { return kQuoted[static_cast<unsigned char>(c)]; })) {
    (*out += before) += text;
    return;
  }
  (*out += '"') += before;
  for (size_t start = 0, end = 0; start < text.size(); start = end) {
    end = std::min(text.find('"', start), text.size() - 1) + 1;
    out->append(text, start, end - start);
    if (text[end - 1] == '"') *out += '"';
  }
  *out += '"';
}

void AppendTsv(std::string_view text, bool number, std::string* out) {
  if (Runs(text, number)) *out += '\'';
  for (const char c : text) *out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

namespace {

void AppendMarkdown(std::string_view text, bool /*number*/, std::string* out) {
  for (const char c : CollapseSpace(StripControls(text))) {
    if (c == '|' || c == '\\') *out += '\\';
    *out += c;
  }
}

std::string Delimited(const Table& table, const std::string& between, const std::string& end,
                      void (*append)(std::string_view, bool, std::string*)) {
  std::string out;
  const auto line = [&](const std::vector<Table::Cell>& cells) {
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += between;
      append(cells[i].text, cells[i].number, &out);
    }
    out += end;
  };
  std::vector<Table::Cell> head;
  for (const std::string& column : table.columns) head.push_back({column, false});
  line(head);
  for (const auto& row : table.rows) line(row);
  return out;
}

std::string Markdown(const Table& table) {
  std::string out = Delimited(table, " | ", " |\n", AppendMarkdown);
  std::string rule;
  for (size_t i = 0; i < table.columns.size(); ++i) rule += i == 0 ? "--- " : "| --- ";
  const size_t head = out.find('\n') + 1;
  out.insert(head, rule + "|\n");
  std::string lines;
  for (size_t start = 0; start < out.size();) {
    const size_t end = out.find('\n', start);
    lines += "| " + out.substr(start, end - start + 1);
    start = end + 1;
  }
  return lines;
}

}  // namespace

std::optional<TableFormat> ParseTableFormat(const std::string& name) {
  if (name == "table") return TableFormat::kTable;
  if (name == "csv") return TableFormat::kCsv;
  if (name == "tsv") return TableFormat::kTsv;
  if (name == "markdown") return TableFormat::kMarkdown;
  return std::nullopt;
}

size_t DisplayWidth(const std::string& text) {
  size_t width = 0;
  for (size_t i = 0; i < text.size();) width += WidthOf(NextCodePoint(text, &i));
  return width;
}

std::string Render(const Table& table, TableFormat format, size_t width, bool color) {
  switch (format) {
    case TableFormat::kCsv:
      return Delimited(table, ",", "\r\n", AppendCsv);
    case TableFormat::kTsv:
      return Delimited(table, "\t", "\n", AppendTsv);
    case TableFormat::kMarkdown:
      return Markdown(table);
    case TableFormat::kTable:
      break;
  }
  return Aligned(table, width, color);
}

}  // namespace dealwire
