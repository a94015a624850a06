#include "ingest/html/tag_scanner.h"

#include <cstdint>

namespace dealwire {
namespace {

constexpr char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }

// What a page's characters are to a tag: its names are read a character at a time.
enum CharTrait : uint8_t { kEndsName = 1, kEndsAttribute = 2 };
constexpr std::array<uint8_t, 256> CharTraits() {
  std::array<uint8_t, 256> traits = {};
  for (const char c : {' ', '\n', '\t', '\r', '\f', '/', '>'}) {
    traits[static_cast<unsigned char>(c)] = kEndsName | kEndsAttribute;
  }
  traits['='] = kEndsAttribute;
  return traits;
}
constexpr std::array<uint8_t, 256> kCharTraits = CharTraits();
bool Has(char c, CharTrait trait) {
  return (kCharTraits[static_cast<unsigned char>(c)] & trait) != 0;
}
bool EndsName(char c) { return Has(c, kEndsName); }

size_t SkipSpace(std::string_view html, size_t at) {
  while (at < html.size() && IsHtmlSpace(html[at])) ++at;
  return at;
}

// html[begin, end), which is there: without the check of substr, for every name and value of a
// page.
std::string_view Slice(std::string_view html, size_t begin, size_t end) {
  return {html.data() + begin, end - begin};
}

// The value that begins at `at`, behind '=' and spaces; where it ends, or kNone.
size_t EndOfValue(std::string_view html, size_t at) {
  if (html[at] == '"' || html[at] == '\'') {
    const size_t quote = html.find(html[at], at + 1);
    return quote == kNone ? kNone : quote + 1;
  }
  while (at < html.size() && !IsHtmlSpace(html[at]) && html[at] != '>') ++at;
  return at;
}

// "</name" with what may stand behind a name.
bool IsEndTagAt(std::string_view html, size_t at, std::string_view name) {
  const size_t end = at + 2 + name.size();
  return at + 1 < html.size() && html[at + 1] == '/' && end < html.size() && EndsName(html[end]) &&
         StartsWithIgnoringCase(html.substr(at + 2), name);
}

bool IsStartTagAt(std::string_view html, size_t at, std::string_view name) {
  const size_t end = at + 1 + name.size();
  return end < html.size() && EndsName(html[end]) &&
         StartsWithIgnoringCase(html.substr(at + 1), name);
}

// The tag that begins at `at`, with the attributes of which `index_of` tells a place.
template <typename IndexOf>
void Scan(std::string_view html, size_t at, const IndexOf& index_of, ScannedTag* tag) {
  tag->is_end = html[at + 1] == '/';
  tag->self_closing = false;
  tag->byte_end = kNone;
  tag->attribute_count = 0;
  const size_t name = at + (tag->is_end ? 2 : 1);
  size_t i = name;
  while (i < html.size() && !EndsName(html[i])) ++i;
  tag->name = Slice(html, name, i);
  tag->tag = TagOf(tag->name);
  uint32_t seen = 0;
  static_assert(kAttributesRead.size() <= 32);
  while (true) {
    const size_t between = i;
    while (i < html.size() && (IsHtmlSpace(html[i]) || html[i] == '/')) ++i;
    if (i >= html.size()) return;
    if (html[i] == '>') {
      tag->self_closing = i > between && html[i - 1] == '/';
      break;
    }
    const size_t begin = i++;  // a '=' that comes first is part of the name
    while (i < html.size() && !Has(html[i], kEndsAttribute)) ++i;
    const std::string_view attribute = Slice(html, begin, i);
    std::string_view value;
    const size_t sign = SkipSpace(html, i);
    if (sign < html.size() && html[sign] == '=') {
      i = SkipSpace(html, sign + 1);
      if (i >= html.size()) return;
      const size_t end = html[i] == '>' ? i : EndOfValue(html, i);
      if (end == kNone) return;
      value = Slice(html, i, end);
      i = end;
    }
    const size_t index = index_of(attribute);
    if (index == kAttributesRead.size() || (seen >> index & 1) != 0) continue;
    seen |= uint32_t{1} << index;
    const bool quoted = value.size() >= 2 && (value[0] == '"' || value[0] == '\'');
    if (quoted) value = Slice(value, 1, value.size() - 1);
    tag->attributes[tag->attribute_count++] = {index, value, quoted};
  }
  tag->byte_end = i + 1;
}

}  // namespace

bool StartsWithIgnoringCase(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (size_t i = 0; i < lower.size(); ++i) {
    if (Lower(text[i]) != lower[i]) return false;
  }
  return true;
}

std::string_view ScannedTag::Value(AttributeName wanted) const {
  for (size_t i = 0; i < attribute_count; ++i) {
    if (attributes[i].index == wanted.index()) return attributes[i].value;
  }
  return "";
}

bool BeginsTag(std::string_view html, size_t at) {
  if (at + 1 >= html.size()) return false;
  return IsLetter(html[at + 1]) ||
         (html[at + 1] == '/' && at + 2 < html.size() && IsLetter(html[at + 2]));
}

void ScanTag(std::string_view html, size_t at, ScannedTag* tag) {
  Scan(html, at, AttributeIndex, tag);
}

void ScanTag(std::string_view html, size_t at, ScannedTag* tag, const AttributeSet& only) {
  const auto index_of = [&](std::string_view attribute) {
    if (!only.HasSize(attribute.size())) return kAttributesRead.size();
    const size_t index = AttributeIndex(attribute);
    return only.Has(index) ? index : kAttributesRead.size();
  };
  Scan(html, at, index_of, tag);
}

size_t EndOfDeclaration(std::string_view html, size_t at) {
  if (!html.substr(at).starts_with("<!--")) {
    const size_t end = html.find('>', at);
    return end == kNone ? kNone : end + 1;
  }
  // "<!-->" and "<!--->" are comments too; "--!>" ends one.
  const std::string_view begin = html.substr(at + 4, 2);
  if (begin.starts_with('>')) return at + 5;
  if (begin == "->") return at + 6;
  for (size_t dashes = html.find("--", at + 4); dashes != kNone;
       dashes = html.find("--", dashes + 1)) {
    const std::string_view rest = html.substr(dashes + 2, 2);
    if (rest.starts_with('>')) return dashes + 3;
    if (rest == "!>") return dashes + 4;
  }
  return kNone;
}

size_t EndOfRawText(std::string_view html, size_t at, std::string_view name) {
  for (; (at = html.find('<', at)) != kNone; ++at) {
    if (IsEndTagAt(html, at, name)) return at;
  }
  return html.size();
}

// HTML Standard 13.2.5.15 to 13.2.5.31: the "script data" states.
size_t EndOfScript(std::string_view html, size_t at) {
  constexpr std::string_view kScript = "script";
  bool escaped = false, twice = false;
  size_t comment = 0;  // where to look for the end of the comment
  for (; (at = html.find('<', at)) != kNone; ++at) {
    if (escaped && html.substr(comment, at - comment).find("-->") != kNone) {
      escaped = twice = false;
    }
    if (escaped) comment = at < comment + 2 ? comment : at - 2;
    if (!escaped && html.substr(at).starts_with("<!--")) {
      escaped = true;
      comment = at + 2;
    } else if (escaped && !twice && IsStartTagAt(html, at, kScript)) {
      twice = true;
    } else if (IsEndTagAt(html, at, kScript)) {
      if (!twice) return at;
      twice = false;
    }
  }
  return html.size();
}

}  // namespace dealwire
