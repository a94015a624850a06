#include "ingest/html/references.h"

#include <gumbo.h>

#include <array>
#include <utility>

#include "base/text.h"
#include "ingest/html/arena.h"
#include "ingest/html/sieved_text.h"

namespace dealwire {
namespace {

constexpr size_t kMostShown = 64;  // references that are shown to Gumbo

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kReadByHeart = {{
    {"&amp;", "&"},
    {"&nbsp;", "\xC2\xA0"},
    {"&quot;", "\""},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&apos;", "'"},
}};

// Numbers that stand for the character of that number and nothing else: no controls, surrogates, or
// what Unicode says is no character.
bool StandsForItself(char32_t c) {
  if (c < 0xA0) return c >= 0x20 && c < 0x7F;
  if (c >= 0xD800 && c < 0xE000) return false;
  if (c >= 0xFDD0 && c <= 0xFDEF) return false;
  return c <= 0x10FFFF && (c & 0xFFFE) != 0xFFFE;
}

// The only attribute, or else the only text, of the only element that has one.
const char* Shown(const GumboNode* node, bool in_attribute) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
    return node->v.text.text;
  }
  if (node->type != GUMBO_NODE_ELEMENT) return nullptr;
  const GumboVector& attributes = node->v.element.attributes;
  if (in_attribute && attributes.length > 0) {
    return static_cast<const GumboAttribute*>(attributes.data[0])->value;
  }
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const char* const found = Shown(static_cast<const GumboNode*>(children.data[i]), in_attribute);
    if (found != nullptr) return found;
  }
  return nullptr;
}

std::string AsGumboReads(std::string_view written, bool in_attribute) {
  std::string html(in_attribute ? "<p class=\"" : "<p>");
  html += written;
  html += in_attribute ? "\"></p>" : "</p>";
  Arena arena;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.userdata = &arena;
  options.allocator = [](void* of, size_t bytes) {
    return static_cast<Arena*>(of)->Allocate(bytes);
  };
  options.deallocator = [](void* of, void* block) { static_cast<Arena*>(of)->Free(block); };
  const GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  const char* const read = Shown(output->root, in_attribute);
  return read == nullptr ? "" : read;
}

}  // namespace

size_t References::Append(std::string_view text, size_t at, bool in_attribute, std::string* out) {
  char32_t character = 0;
  const size_t number = NumericReferenceEnd(text.substr(at), &character);
  if (number > 0 && StandsForItself(character)) {
    AppendUtf8(character, out);
    return at + number;
  }
  const size_t end = EndOfReference(text, at);
  if (end == at + 1) {
    *out += '&';
    return end;
  }
  const std::string_view written = text.substr(at, end - at);
  for (const auto& [name, read] : kReadByHeart) {
    if (written != name) continue;
    *out += read;
    return end;
  }
  // "&copy=" is none in an attribute.
  const bool equals = in_attribute && end < text.size() && text[end] == '=';
  const std::string* const read = Read(text.substr(at, end - at + (equals ? 1 : 0)), in_attribute);
  if (read == nullptr) return std::string_view::npos;
  *out += *read;
  return end + (equals ? 1 : 0);
}

const std::string* References::Read(std::string_view written, bool in_attribute) {
  for (const Known& known : known_) {
    if (known.written == written && known.in_attribute == in_attribute) return &known.read;
  }
  if (known_.size() >= kMostShown) return nullptr;
  known_.push_back({std::string(written), in_attribute, AsGumboReads(written, in_attribute)});
  return &known_.back().read;
}

}  // namespace dealwire
