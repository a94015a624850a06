#include "extract/quantities/table_units.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/quantities.h"
#include "extract/text/table_cells.h"

namespace dealwire {
namespace {

constexpr size_t kMostUnitWords = 5;    // "en millones de dolares"
constexpr size_t kLongestHeading = 80;  // bytes
constexpr size_t kLongestNumber = 16;   // bytes

// Text of a quantity: its number and, before and behind it, its unit.
struct UnitForm {
  std::string before, behind;
};

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

// The ways in which what a head ends with may be the unit of a number: behind it ("1 mln zl"),
// around it ("$1 m", "R$ 1 mil", "USD 1 bn").
void AddForms(std::string_view unit, std::vector<UnitForm>* forms) {
  if (IsBlank(unit)) return;
  forms->push_back({"", " " + std::string(unit)});
  size_t sign = 0;  // behind the first character that is no letter
  for (size_t at = 0; at < unit.size() && sign == 0;) {
    const char32_t c = NextCodePoint(unit, &at);
    if (c == ' ' || c == '.') break;
    if (!IsLetter(c)) sign = at;
  }
  if (sign > 0)
    forms->push_back({std::string(unit.substr(0, sign)), std::string(unit.substr(sign))});
  const size_t space = unit.find(' ');
  if (space != std::string_view::npos)
    forms->push_back({std::string(unit.substr(0, space)) + " ", std::string(unit.substr(space))});
}

bool HoldsDigit(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (IsDigit(NextCodePoint(text, &at))) return true;
  }
  return false;
}

// The forms of all that a head may end with, the longest first.
std::vector<UnitForm> FormsOfHead(std::string_view head) {
  std::vector<UnitForm> forms;
  if (head.empty() || head.size() > kLongestHeading || HoldsDigit(head)) return forms;
  std::string text(head);
  for (const std::string_view bracket : {"(", "[", "\xEF\xBC\x88", ",", "/", ":"}) {
    for (size_t at = text.find(bracket); at != std::string::npos; at = text.find(bracket, at + 1))
      text.replace(at, bracket.size(), " ");
  }
  for (const std::string_view bracket : {")", "]", "\xEF\xBC\x89"}) {
    for (size_t at = text.find(bracket); at != std::string::npos; at = text.find(bracket, at))
      text.erase(at, bracket.size());
  }
  std::vector<size_t> words;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != ' ' && (at == 0 || text[at - 1] == ' ')) words.push_back(at);
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  const size_t first = words.size() - std::min(words.size(), kMostUnitWords);
  for (size_t i = first; i < words.size(); ++i)
    AddForms(std::string_view(text).substr(words[i]), &forms);
  return forms;
}

// Reads lines of text each of which may be one quantity, whole.
class LineReader {
 public:
  LineReader(const Document& document, const Lexicon& lexicon) : lexicon_(lexicon) {
    article_.lang = document.article->lang;
    article_.url = document.article->url;
    article_.canonical_url = document.article->canonical_url;
  }

  void Add(const std::string& line) {
    starts_.push_back(article_.text.size());
    article_.text += line + '\n';
    article_.blocks.push_back({BlockKind::kParagraph, starts_.back(), article_.text.size() - 1});
  }

  // What each line is, in order; nothing where it is no quantity, or holds more than one.
  std::vector<std::optional<Mention>> Read() const {
    std::vector<std::optional<Mention>> out(starts_.size());
    if (starts_.empty()) return out;
    const Document lines = MakeDocument(article_);
    for (Mention& m : FindQuantities(lines, lexicon_).found) {
      const auto line = static_cast<size_t>(std::ranges::upper_bound(starts_, m.span.byte_start) -
                                            starts_.begin()) -
                        1;
      const size_t end = article_.blocks[line].byte_end;
      size_t left = 0;  // letters behind it
      for (size_t at = m.span.byte_end; at < end;)
        left += IsWordChar(NextCodePoint(lines.text, &at)) ? 1 : 0;
      if (m.span.byte_start == starts_[line] && left == 0) out[line] = std::move(m);
    }
    return out;
  }

 private:
  const Lexicon& lexicon_;
  Article article_;
  std::vector<size_t> starts_;
};

// Whether a cell is a number and nothing else; a mark of a footnote may stand behind it.
bool IsBareNumber(std::string_view cell) {
  if (cell.empty() || cell.size() > kLongestNumber) return false;
  bool digit = false;
  for (size_t at = 0; at < cell.size();) {
    const char32_t c = NextCodePoint(cell, &at);
    if (IsDigit(c)) {
      digit = true;
    } else if (c != '.' && c != ',' && c != ' ' && c != 0xA0 && c != 0x202F && c != '*') {
      return false;
    }
  }
  return digit;
}

// The unit of a column, and where its numbers stand.
struct Column {
  std::vector<UnitForm> forms;
  std::vector<Span> cells;
};

std::vector<Column> ColumnsWithNumbers(const Document& document) {
  std::vector<Column> all;
  int table = -1;
  size_t first = 0;  // column of the table
  for (const DocumentBlock& block : document.blocks) {
    if (block.kind != DocumentBlockKind::kTableRow) {
      table = -1;
      continue;
    }
    const std::vector<Span> cells = TableCells(document, block);
    if (table != block.list) {
      table = block.list;
      first = all.size();
      for (const Span& cell : cells) all.push_back({FormsOfHead(document.Slice(cell)), {}});
      continue;
    }
    for (size_t i = 0; i < cells.size() && first + i < all.size(); ++i) {
      if (!all[first + i].forms.empty() && IsBareNumber(document.Slice(cells[i])))
        all[first + i].cells.push_back(cells[i]);
    }
  }
  std::erase_if(all, [](const Column& c) { return c.cells.empty(); });
  return all;
}

// Whether a unit is one that numbers of a column are read in: a term in years may be the year.
bool IsUnit(const Mention& m) {
  return Get<MoneyValue>(m) != nullptr || Get<PowerValue>(m) != nullptr;
}

}  // namespace

Mentions QuantitiesOfCells(const Document& document, const Lexicon& lexicon) {
  Mentions out;
  const std::vector<Column> columns = ColumnsWithNumbers(document);
  if (columns.empty()) return out;
  LineReader heads(document, lexicon);
  for (const Column& column : columns) {
    for (const UnitForm& form : column.forms) heads.Add(form.before + "1" + form.behind);
  }
  const std::vector<std::optional<Mention>> units = heads.Read();
  LineReader numbers(document, lexicon);
  std::vector<Span> spans;
  size_t at = 0;
  for (const Column& column : columns) {
    const UnitForm* unit = nullptr;
    for (const UnitForm& form : column.forms) {
      const std::optional<Mention>& read = units[at++];
      if (unit == nullptr && read && IsUnit(*read)) unit = &form;
    }
    if (unit == nullptr) continue;
    for (const Span& cell : column.cells) {
      std::string_view number = document.Slice(cell);
      number = number.substr(0, number.find_last_not_of("*., ") + 1);
      numbers.Add(unit->before + std::string(number) + unit->behind);
      spans.push_back({cell.byte_start, cell.byte_start + number.size()});
    }
  }
  std::vector<std::optional<Mention>> read = numbers.Read();
  for (size_t i = 0; i < read.size(); ++i) {
    if (!read[i]) continue;
    read[i]->span = spans[i];
    out.push_back(std::move(*read[i]));
  }
  std::ranges::sort(out, {}, [](const Mention& m) { return m.span.byte_start; });
  return out;
}

}  // namespace dealwire
