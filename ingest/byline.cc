#include "ingest/byline.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/page_dates.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr size_t kLongestByline = 120;  // code points
constexpr size_t kMostWords = 9;        // beside the date

bool IsNameChar(char32_t c) { return IsLetter(c) || IsMark(c) || IsDigit(c); }

// White space and punctuation at both ends cut.
std::string_view Bare(std::string_view text) {
  while (!text.empty()) {
    size_t i = 0;
    if (IsNameChar(NextCodePoint(text, &i))) break;
    text.remove_prefix(i);
  }
  while (!text.empty()) {
    size_t i = text.size();
    if (IsNameChar(PreviousCodePoint(text, &i))) break;
    text.remove_suffix(text.size() - i);
  }
  return text;
}

// A word ends where no letter follows; in scripts without spaces everywhere.
bool Breaks(std::string_view text, size_t at) {
  if (at == 0 || at >= text.size()) return true;
  size_t after = at, before = at;
  const char32_t next = NextCodePoint(text, &after);
  return !IsNameChar(next) || IsSpaceless(next) || IsSpaceless(PreviousCodePoint(text, &before));
}

// Case folding may change lengths: words are looked for in the text as it stands, folded piecewise.
bool BeginsWith(std::string_view text, const std::string& word, size_t* length) {
  std::string folded;
  size_t i = 0;
  while (i < text.size() && folded.size() < word.size()) {
    const size_t start = i;
    NextCodePoint(text, &i);
    folded += FoldCase(text.substr(start, i - start));
  }
  *length = i;
  return folded == word && Breaks(text, i);
}

bool EndsWith(std::string_view text, const std::string& word, size_t* length) {
  std::string folded;
  size_t i = text.size();
  while (i > 0 && folded.size() < word.size()) {
    const size_t end = i;
    PreviousCodePoint(text, &i);
    folded.insert(0, FoldCase(text.substr(i, end - i)));
  }
  *length = text.size() - i;
  return folded == word && Breaks(text, i);
}

bool CutFront(const std::vector<std::string>& words, std::string_view* text) {
  *text = Bare(*text);
  for (const std::string& word : words) {
    size_t length = 0;
    if (!text->empty() && BeginsWith(*text, word, &length)) {
      text->remove_prefix(length);
      *text = Bare(*text);
      return true;
    }
  }
  return false;
}

bool CutBack(const std::vector<std::string>& words, std::string_view* text) {
  *text = Bare(*text);
  for (const std::string& word : words) {
    size_t length = 0;
    if (!text->empty() && EndsWith(*text, word, &length)) {
      text->remove_suffix(length);
      *text = Bare(*text);
      return true;
    }
  }
  return false;
}

size_t CountWords(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    const bool name = IsNameChar(c);
    words += name && (!inside || IsSpaceless(c)) ? 1 : 0;
    inside = name;
  }
  return words;
}

// "09:30", "9.30", with nothing else of digits: the time of day beside a date.
std::string WithoutTimes(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(text, &i);
    if (!IsDigit(c)) {
      out += text.substr(start, i - start);
      continue;
    }
    while (i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) != 0 ||
                               text[i] == ':' || text[i] == '.')) {
      ++i;
    }
    const bool time = text.substr(start, i - start).find_first_of(":.") != std::string_view::npos;
    out += time ? " " : text.substr(start, i - start);
  }
  return out;
}

void CutDateWords(std::string_view* text) {
  while (CutFront(HtmlRules().byline_dates, text) || CutBack(HtmlRules().byline_dates, text)) {
  }
}

// What is left of the line when its date is gone: on both sides of it.
std::string WithoutDate(std::string_view line, const WrittenDate& date) {
  std::string_view before = line.substr(0, date.byte_start);
  std::string_view after = line.substr(date.byte_end);
  CutDateWords(&before);
  const std::string late = WithoutTimes(after);
  after = late;
  CutDateWords(&after);
  std::string rest(before);
  if (!rest.empty() && !after.empty()) rest += ", ";
  rest += after;
  return WithoutWeekdays(rest);
}

}  // namespace

std::vector<std::string> SplitAuthors(std::string_view text) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view piece) {
    piece = Bare(piece);
    while (CutFront(HtmlRules().byline_before, &piece)) {
    }
    CutBack(HtmlRules().byline_after, &piece);
    if (piece.empty() || piece.find('@') != std::string_view::npos) return;
    std::string name = CollapseSpace(piece);
    if (CountCodePoints(name) <= 80 && std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
  };
  size_t start = 0;
  for (size_t i = 0; i < text.size() && names.size() < 20;) {
    const size_t at = i;
    const char32_t c = NextCodePoint(text, &i);
    const bool mark = c == ',' || c == ';' || c == '/' || c == '|' || c == '&' || c == '\n' ||
                      c == 0x3001 || c == 0xFF0C || c == 0xFF1B || c == 0x00B7 || c == 0x2022;
    size_t length = 0;
    const bool word = !mark && c == ' ' &&
                      std::ranges::any_of(HtmlRules().byline_and, [&](const std::string& joint) {
                        return BeginsWith(text.substr(i), joint, &length) &&
                               i + length < text.size() && text[i + length] == ' ';
                      });
    if (!mark && !word) continue;
    add(text.substr(start, at - start));
    i += word ? length : 0;
    start = i;
  }
  add(text.substr(std::min(start, text.size())));
  return names;
}

std::optional<Byline> ParseByline(std::string_view line, std::string_view lang) {
  if (line.empty() || CountCodePoints(line) > kLongestByline) return std::nullopt;
  Byline byline;
  std::string rest(line);
  if (const std::optional<WrittenDate> date = FindWrittenDate(line, lang)) {
    byline.published = date->time;
    rest = WithoutDate(line, *date);
  }
  std::string_view names = rest;
  if (CountWords(names) > kMostWords) return std::nullopt;
  const bool before = CutFront(HtmlRules().byline_before, &names);
  const bool after = CutBack(HtmlRules().byline_after, &names);
  if (before || after) {
    byline.authors = SplitAuthors(names);
  } else if (byline.published) {
    byline.source = CollapseSpace(Bare(names));
  }
  const bool told = byline.published || (before && !byline.authors.empty());
  // A line of prose with a date in it ends as prose does.
  const bool prose = line.ends_with('.') && CountWords(rest) > 4;
  if (!told || prose) return std::nullopt;
  return byline;
}

}  // namespace dealwire
