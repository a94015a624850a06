#include "ingest/embedded_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kFewestParagraphs = 2;
constexpr int kMostLevels = 3;  // of strings within strings

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The four digits after "\u"; nullopt-like -1 where they are none.
int FourDigits(std::string_view text) {
  if (text.size() < 4) return -1;
  int value = 0;
  for (size_t i = 0; i < 4; ++i) {
    const int digit = HexDigit(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

size_t CountParagraphs(std::string_view text) {
  size_t count = 0;
  for (size_t at = text.find("<p"); at != std::string_view::npos; at = text.find("<p", at + 2)) {
    const char next = at + 2 < text.size() ? text[at + 2] : ' ';
    count += next == '>' || next == ' ' ? 1 : 0;
  }
  return count;
}

class Finder {
 public:
  // Looks at every string in `text`, and at strings in those that hold some.
  void Look(std::string_view text, int level) {
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '"') continue;
      const size_t start = i + 1;
      for (i = start; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
      }
      const std::string_view inside = text.substr(start, std::min(i, text.size()) - start);
      const bool tags = inside.find("\\u003c") != std::string_view::npos ||
                        inside.find("<p") != std::string_view::npos;
      if (tags) Consider(UnescapeJson(inside), level);
    }
  }

  std::string best;

 private:
  void Consider(std::string text, int level) {
    const bool json = text.find("\":") != std::string::npos;
    if (json && level < kMostLevels) return Look(text, level + 1);
    const size_t paragraphs = CountParagraphs(text);
    if (paragraphs < kFewestParagraphs || text.size() <= best.size()) return;
    best = std::move(text);
  }
};

}  // namespace

std::string UnescapeJson(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 >= text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    if (c == 'u') {
      int unit = FourDigits(text.substr(i + 1));
      if (unit < 0) continue;
      i += 4;
      const bool high = unit >= 0xD800 && unit < 0xDC00;
      if (high && text.substr(i + 1).starts_with("\\u")) {
        const int low = FourDigits(text.substr(i + 3));
        if (low >= 0xDC00 && low < 0xE000) {
          unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
          i += 6;
        }
      }
      const bool lone = unit >= 0xD800 && unit < 0xE000;
      AppendUtf8(lone ? 0xFFFD : static_cast<char32_t>(unit), &out);
    } else if (c == 'n' || c == 't' || c == 'r') {
      out += c == 'n' ? '\n' : ' ';
    } else {
      out += c;
    }
  }
  return out;
}

std::string EmbeddedMarkup(std::string_view html) {
  Finder finder;
  for (size_t at = html.find("<script"); at != std::string_view::npos;) {
    const size_t start = html.find('>', at);
    if (start == std::string_view::npos) break;
    const size_t end = std::min(html.find("</script", start), html.size());
    finder.Look(html.substr(start + 1, end - start - 1), 1);
    at = html.find("<script", end);
  }
  return std::move(finder.best);
}

std::string MarkupOf(const std::string& text) {
  if (text.find("<p") != std::string::npos) return text;
  std::string markup;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    markup += fmt::format("<p>{}</p>", std::string_view(text).substr(start, end - start));
    start = end + 1;
  }
  return markup;
}

}  // namespace dealwire
