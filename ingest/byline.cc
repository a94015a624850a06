#include "ingest/byline.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "ingest/edge_words.h"
#include "ingest/page_dates.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr size_t kLongestBylineText = 120;  // code points
constexpr size_t kMostWords = 9;            // beside the date
constexpr size_t kMostNames = 20;
constexpr size_t kLongestBylineName = 80;  // code points

using TextSet = std::unordered_set<std::string_view>;  // of HtmlRules

const EdgeWords& WordsBefore() {
  static const EdgeWords words(HtmlRules().byline_before);
  return words;
}
const EdgeWords& WordsAfter() {
  static const EdgeWords words(HtmlRules().byline_after);
  return words;
}
const EdgeWords& DateWords() {
  static const EdgeWords words(HtmlRules().byline_dates);
  return words;
}
const EdgeWords& AndWords() {
  static const EdgeWords words(HtmlRules().byline_and);
  return words;
}

size_t CountWords(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    const bool name = IsWordChar(c);
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

// Words such as "Published" on both sides; true if there was one.
bool CutDateWords(std::string_view* text) {
  bool cut = false;
  while (DateWords().CutFront(text) || DateWords().CutBack(text)) {
    cut = true;
  }
  return cut;
}

// What is left of the line when its date is gone: on both sides of it.
std::string WithoutDate(std::string_view line, const WrittenDate& date, bool* labelled) {
  std::string_view before = line.substr(0, date.byte_start);
  std::string_view after = line.substr(date.byte_end);
  *labelled = CutDateWords(&before);
  const std::string late = WithoutTimes(after);
  after = late;
  CutDateWords(&after);
  std::string rest(before);
  if (!rest.empty() && !after.empty()) rest += ", ";
  rest += after;
  return WithoutWeekdays(rest);
}

std::string WithoutBrackets(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) out += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return depth == 0 ? out : std::string(text);
}

// What stands between marks and words that part names.
std::vector<std::string_view> Pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  size_t start = 0;
  for (size_t i = 0; i < text.size() && pieces.size() < kMostNames;) {
    const size_t at = i;
    const char32_t c = NextCodePoint(text, &i);
    const bool mark = c == ',' || c == ';' || c == '/' || c == '|' || c == '&' || c == '\n' ||
                      c == 0x3001 || c == 0xFF0C || c == 0xFF1B || c == 0x00B7 || c == 0x2022 ||
                      c == 0x30FB;
    const size_t joint = !mark && c == ' ' ? AndWords().BeforeSpace(text.substr(i)) : 0;
    if (!mark && joint == 0) continue;
    pieces.push_back(text.substr(start, at - start));
    i += joint;
    start = i;
  }
  pieces.push_back(text.substr(std::min(start, text.size())));
  return pieces;
}

// "" for a piece that is no name: an address, the name of a network beside it.
std::string CleanName(std::string_view piece) {
  piece = BareText(piece);
  while (WordsBefore().CutFront(&piece)) {
  }
  WordsAfter().CutBack(&piece);
  if (piece.empty() || piece.find('@') != std::string_view::npos) return "";
  std::string name = CollapseSpace(StripControls(piece));
  if (CountCodePoints(name) > kLongestBylineName) return "";
  static const TextSet no_names(HtmlRules().no_names.begin(), HtmlRules().no_names.end());
  return no_names.contains(FoldCase(name)) ? "" : name;
}

// A word alone without a capital or a digit's word ("pm"), a place ("Frankfurt"), or a role, which
// has words without capitals.
bool IsNoNameBesideOne(const std::string& name) {
  if (IsAgency(name)) return false;
  size_t words = 0, small = 0, digits = 0;
  bool inside = false, dense = false;
  for (size_t i = 0; i < name.size();) {
    const char32_t c = NextCodePoint(name, &i);
    if (!inside && IsWordChar(c)) ++words, small += IsLetter(c) && !IsUpper(c) ? 1 : 0;
    digits += IsDigit(c) ? 1 : 0;
    dense = dense || IsSpaceless(c) || IsHangul(c);
    inside = c != ' ';
  }
  return digits > 0 || (!dense && (words <= 1 || small >= 3));
}

}  // namespace

bool IsAgency(std::string_view name) {
  static const TextSet agencies(HtmlRules().agencies.begin(), HtmlRules().agencies.end());
  return agencies.contains(FoldCase(name));
}

bool LooksLikePerson(std::string_view name) {
  if (IsAgency(name)) return false;
  size_t words = 0, capitals = 0, dense = 0, letters = 0;
  bool inside = false;
  for (size_t i = 0; i < name.size();) {
    const char32_t c = NextCodePoint(name, &i);
    if (IsDigit(c)) return false;
    const bool kana = c >= 0x3040 && c <= 0x30FF;
    dense += (IsSpaceless(c) && !kana) || IsHangul(c) ? 1 : 0;
    letters += IsLetter(c) ? 1 : 0;
    if (IsLetter(c) && !inside) ++words, capitals += IsUpper(c) ? 1 : 0;
    inside = c != ' ';
  }
  if (dense > 0) return dense == letters && dense >= 2 && dense <= 5;
  return words >= 2 && words <= 5 && capitals >= 2 && words - capitals <= 2;
}

std::vector<std::string> SplitAuthors(std::string_view text) {
  std::vector<std::string> names;
  const std::string plain = WithoutBrackets(text);
  for (const std::string_view piece : Pieces(plain)) {
    std::string name = CleanName(piece);
    if (name.empty() || std::ranges::find(names, name) != names.end()) continue;
    names.push_back(std::move(name));
  }
  // Beside a name, what follows it is a role, a place or a leftover.
  if (names.size() > 1 && CountWords(names[0]) > 1) {
    const auto rest = std::remove_if(names.begin() + 1, names.end(), IsNoNameBesideOne);
    names.erase(rest, names.end());
  }
  return names;
}

std::optional<Byline> ParseByline(std::string_view line, std::string_view lang) {
  if (line.empty() || CountCodePoints(line) > kLongestBylineText) return std::nullopt;
  Byline byline;
  std::string rest(line);
  if (const std::optional<WrittenDate> date = FindWrittenDate(line, lang)) {
    byline.published = date->time;
    rest = WithoutDate(line, *date, &byline.labelled);
  } else if (const std::optional<RelativeDate> ago = FindRelativeDate(line, lang)) {
    std::string others = WithoutDate(line, {{}, ago->byte_start, ago->byte_end}, &byline.labelled);
    // Prose tells such times, too: here nothing else may stand beside it but who wrote.
    std::string_view names = others;
    if (WordsBefore().CutFront(&names) || names.empty()) {
      byline.ago = ago;
      rest = std::move(others);
    }
  }
  std::string_view names = rest;
  if (CountWords(names) > kMostWords) return std::nullopt;
  const bool before = WordsBefore().CutFront(&names);
  const bool after = WordsAfter().CutBack(&names);
  if (before || after) {
    byline.authors = SplitAuthors(names);
  } else if (byline.published) {
    byline.source = CollapseSpace(BareText(names));
  }
  const bool told = byline.published || byline.ago || (before && !byline.authors.empty());
  // A line of prose with a date in it ends as prose does.
  const bool prose = line.ends_with('.') && CountWords(rest) > 4;
  if (!told || prose) return std::nullopt;
  return byline;
}

}  // namespace dealwire
