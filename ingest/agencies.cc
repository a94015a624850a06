#include "ingest/agencies.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "ingest/byline.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr size_t kDateline = 200;  // bytes of the text that a dateline may take
constexpr size_t kSignature = 80;  // bytes of a last line that is one

// What parts names that stand together: "dpa/AFP", "SEOUL=Yonhap".
bool Parts(char32_t c) {
  return c == '/' || c == ',' || c == ';' || c == '|' || c == '=' || c == '(' || c == ')' ||
         c == '[' || c == ']' || c == '+' || c == '&' || c == 0x00B7 || c == 0x2022 ||
         c == 0x3001 || c == 0x3010 || c == 0x3011 || c == 0xFF08 || c == 0xFF09;
}

bool Opens(char32_t c) { return c == '(' || c == '[' || c == 0x3010 || c == 0xFF08; }
bool Closes(char32_t c) { return c == ')' || c == ']' || c == 0x3011 || c == 0xFF09; }
bool Dashes(char32_t c) {
  return c == '-' || c == ':' || c == '=' || c == 0x2013 || c == 0x2014 || c == 0x2015;
}

bool IsAsciiWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Tells lines that name no agency, as most do, before they are taken apart.
class AgencyWords {
 public:
  AgencyWords() {
    for (const std::string& agency : HtmlRules().agencies)
      by_first_.at(ByteOf(agency)).push_back(agency);
  }

  // Whether one stands in `text` as a word.
  bool MayStandIn(std::string_view text) const {
    const std::string folded = FoldCase(text);
    for (size_t i = 0; i < folded.size(); ++i) {
      if (i > 0 && IsAsciiWord(folded[i - 1])) continue;
      const std::string_view rest = std::string_view(folded).substr(i);
      for (const std::string_view agency : by_first_.at(ByteOf(rest))) {
        if (!rest.starts_with(agency)) continue;
        if (rest.size() == agency.size() || !IsAsciiWord(rest[agency.size()])) return true;
      }
    }
    return false;
  }

 private:
  static size_t ByteOf(std::string_view text) { return static_cast<unsigned char>(text[0]); }

  std::array<std::vector<std::string_view>, 256> by_first_;
};

class AgencyCollector {
 public:
  void Add(std::string_view name) {
    if (std::ranges::find(found, name) == found.end()) found.emplace_back(name);
  }

  // The agencies among the pieces of `text`; with `all`, if nothing else is among them.
  void AddPieces(std::string_view text, bool all) {
    static const AgencyWords words;
    if (!words.MayStandIn(text)) return;
    std::vector<std::string> agencies;
    bool others = false;
    size_t start = 0;
    for (size_t i = 0; start <= text.size();) {
      const size_t at = i;
      if (i < text.size() && !Parts(NextCodePoint(text, &i))) continue;
      for (std::string& name : SplitAuthors(text.substr(start, at - start)))
        IsAgency(name) ? agencies.push_back(std::move(name)) : void(others = true);
      start = at == text.size() ? text.size() + 1 : i;
    }
    if (all && others) return;
    for (const std::string& agency : agencies) Add(agency);
  }

  std::vector<std::string> found;
};

// The first bracket near the beginning: the text begins with it, or a dash is on either side.
std::string_view DatelineOf(std::string_view text) {
  size_t open = std::string_view::npos;
  bool dash = false;  // right before the bracket
  bool at_start = false;
  for (size_t i = 0; i < text.size() && i < kDateline;) {
    const size_t at = i;
    const char32_t c = NextCodePoint(text, &i);
    if (Opens(c)) {
      open = i;
      at_start = at == 0;
    } else if (Closes(c) && open != std::string_view::npos) {
      std::string_view rest = text.substr(i);
      while (!rest.empty()) {
        size_t next = 0;
        const char32_t after = NextCodePoint(rest, &next);
        if (Dashes(after)) dash = true;
        if (!IsSpace(after)) break;
        rest.remove_prefix(next);
      }
      return dash || at_start || c == 0x3011 ? text.substr(open, at - open) : std::string_view();
    } else if (open == std::string_view::npos && !IsSpace(c)) {
      dash = Dashes(c);
    }
  }
  return "";
}

// What stands in the brackets that end `text`.
std::string_view LastBracket(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && (text[end - 1] == '.' || text[end - 1] == ' ')) --end;
  if (end == 0 || text[end - 1] != ')') return "";
  const size_t open = text.rfind('(', end - 1);
  if (open == std::string_view::npos || end - open > kSignature) return "";
  return text.substr(open + 1, end - open - 2);
}

std::string_view TextOf(const Content& content, const Block& block) {
  return std::string_view(content.text).substr(block.byte_start, block.byte_end - block.byte_start);
}

}  // namespace

std::vector<std::string> FindAgencies(const std::vector<std::string>& authors,
                                      const Content& content) {
  AgencyCollector out;
  for (const std::string& author : authors) {
    if (IsAgency(author)) out.Add(author);
  }
  for (const std::string& line : content.bylines) out.AddPieces(line, false);
  for (const std::string& line : content.notes) out.AddPieces(line, true);
  if (content.blocks.empty()) return std::move(out.found);
  out.AddPieces(DatelineOf(TextOf(content, content.blocks.front())), false);
  const std::string_view last = TextOf(content, content.blocks.back());
  if (last.size() <= kSignature) out.AddPieces(last, true);
  out.AddPieces(LastBracket(last), true);
  return std::move(out.found);
}

}  // namespace dealwire
