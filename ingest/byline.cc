#include "ingest/byline.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/page_dates.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr size_t kLongestByline = 120;  // code points
constexpr size_t kMostWords = 9;        // beside the date
constexpr size_t kMostNames = 20;
constexpr size_t kLongestBylineName = 80;  // code points

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

// The same for what begins at `at`.
bool BreaksBefore(std::string_view text, size_t at) {
  if (at == 0 || at >= text.size()) return true;
  size_t after = at, before = at;
  const char32_t previous = PreviousCodePoint(text, &before);
  return !IsNameChar(previous) || IsSpaceless(previous) || IsSpaceless(NextCodePoint(text, &after));
}

// `text` from `start` to `end`, one character, folded.
std::string FoldedCharacter(std::string_view text, size_t start, size_t end) {
  const char c = text[start];
  if (static_cast<unsigned char>(c) >= 0x80) return FoldCase(text.substr(start, end - start));
  return std::string(1, c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
}

// Case folding may change lengths: words are looked for in the text as it stands, folded a
// character at a time, as far as it agrees.
bool BeginsWith(std::string_view text, const std::string& word, size_t* length) {
  size_t i = 0, matched = 0;
  while (i < text.size() && matched < word.size()) {
    const size_t start = i;
    if (const char c = text[i]; static_cast<unsigned char>(c) < 0x80) {
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[matched]) return false;
      ++i, ++matched;
      continue;
    }
    NextCodePoint(text, &i);
    const std::string folded = FoldedCharacter(text, start, i);
    if (word.compare(matched, folded.size(), folded) != 0) return false;
    matched += folded.size();
  }
  *length = i;
  return matched == word.size() && Breaks(text, i);
}

bool EndsWith(std::string_view text, const std::string& word, size_t* length) {
  size_t i = text.size(), left = word.size();
  while (i > 0 && left > 0) {
    const size_t end = i;
    PreviousCodePoint(text, &i);
    const std::string folded = FoldedCharacter(text, i, end);
    if (folded.size() > left || word.compare(left - folded.size(), folded.size(), folded) != 0) {
      return false;
    }
    left -= folded.size();
  }
  *length = text.size() - i;
  return left == 0 && BreaksBefore(text, i);
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

// Words such as "Published" on both sides; true if there was one.
bool CutDateWords(std::string_view* text) {
  bool cut = false;
  while (CutFront(HtmlRules().byline_dates, text) || CutBack(HtmlRules().byline_dates, text)) {
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
    size_t length = 0;
    const bool word = !mark && c == ' ' &&
                      std::ranges::any_of(HtmlRules().byline_and, [&](const std::string& joint) {
                        return BeginsWith(text.substr(i), joint, &length) &&
                               i + length < text.size() && text[i + length] == ' ';
                      });
    if (!mark && !word) continue;
    pieces.push_back(text.substr(start, at - start));
    i += word ? length : 0;
    start = i;
  }
  pieces.push_back(text.substr(std::min(start, text.size())));
  return pieces;
}

// "" for a piece that is no name: an address, the name of a network beside it.
std::string CleanName(std::string_view piece) {
  piece = Bare(piece);
  while (CutFront(HtmlRules().byline_before, &piece)) {
  }
  CutBack(HtmlRules().byline_after, &piece);
  if (piece.empty() || piece.find('@') != std::string_view::npos) return "";
  std::string name = CollapseSpace(StripControls(piece));
  if (CountCodePoints(name) > kLongestBylineName) return "";
  const std::string folded = FoldCase(name);
  const bool no_name = std::ranges::any_of(HtmlRules().no_names,
                                           [&](const std::string& word) { return folded == word; });
  return no_name ? "" : name;
}

// A word alone without a capital or a digit's word ("pm"), a place ("Frankfurt"), or a role, which
// has words without capitals.
bool IsNoNameBesideOne(const std::string& name) {
  if (IsAgency(name)) return false;
  size_t words = 0, small = 0, digits = 0;
  bool inside = false, dense = false;
  for (size_t i = 0; i < name.size();) {
    const char32_t c = NextCodePoint(name, &i);
    if (!inside && IsNameChar(c)) ++words, small += IsLetter(c) && !IsUpper(c) ? 1 : 0;
    digits += IsDigit(c) ? 1 : 0;
    dense = dense || IsSpaceless(c) || IsHangul(c);
    inside = c != ' ';
  }
  return digits > 0 || (!dense && (words <= 1 || small >= 3));
}

}  // namespace

bool IsAgency(std::string_view name) {
  return std::ranges::find(HtmlRules().agencies, FoldCase(name)) != HtmlRules().agencies.end();
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
  if (line.empty() || CountCodePoints(line) > kLongestByline) return std::nullopt;
  Byline byline;
  std::string rest(line);
  if (const std::optional<WrittenDate> date = FindWrittenDate(line, lang)) {
    byline.published = date->time;
    rest = WithoutDate(line, *date, &byline.labelled);
  } else if (const std::optional<RelativeDate> ago = FindRelativeDate(line, lang)) {
    std::string others = WithoutDate(line, {{}, ago->byte_start, ago->byte_end}, &byline.labelled);
    // Prose tells such times, too: here nothing else may stand beside it but who wrote.
    std::string_view names = others;
    if (CutFront(HtmlRules().byline_before, &names) || names.empty()) {
      byline.ago = ago;
      rest = std::move(others);
    }
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
  const bool told = byline.published || byline.ago || (before && !byline.authors.empty());
  // A line of prose with a date in it ends as prose does.
  const bool prose = line.ends_with('.') && CountWords(rest) > 4;
  if (!told || prose) return std::nullopt;
  return byline;
}

}  // namespace dealwire
