#include "ingest/html.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr int kMaxOpen = 20'000;         // Gumbo frees its tree by recursion
constexpr int kMaxOpenFormatting = 400;  // each paragraph repeats what is open

constexpr std::array<std::string_view, 13> kFormatting = {
    "a", "b", "big", "code", "em", "font", "i", "s", "small", "strong", "tt", "u", "nobr"};
// Void, or closed by what follows: they do not nest when left open.
constexpr std::array<std::string_view, 24> kFlat = {
    "br",   "img", "input", "meta",  "link",  "hr",     "p",      "li",
    "td",   "tr",  "th",    "dt",    "dd",    "option", "source", "wbr",
    "area", "col", "embed", "param", "track", "base",   "tbody",  "thead"};

template <size_t N>
bool Among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string TagNameAt(std::string_view html, size_t at) {
  std::string name;
  while (at < html.size() && name.size() < 12) {
    const char c = html[at++];
    if (c >= 'A' && c <= 'Z') {
      name += static_cast<char>(c + 32);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      name += c;
    } else {
      break;
    }
  }
  return name;
}

// A linear look over the tags, before anything is built of them.
Status CheckNesting(std::string_view html) {
  int open = 0, formatting = 0;
  for (size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const bool close = at + 1 < html.size() && html[at + 1] == '/';
    const std::string name = TagNameAt(html, at + (close ? 2 : 1));
    if (name.empty() || Among(kFlat, name)) continue;
    int& count = Among(kFormatting, name) ? formatting : open;
    count = std::max(0, count + (close ? -1 : 1));
    if (open > kMaxOpen || formatting > kMaxOpenFormatting) {
      return ResourceExhausted("elements nested too deep; no page for readers");
    }
  }
  return OkStatus();
}

bool IsHidden(const GumboNode* node) {
  return Is(node, GUMBO_TAG_SCRIPT) || Is(node, GUMBO_TAG_STYLE) || Is(node, GUMBO_TAG_NOSCRIPT) ||
         Is(node, GUMBO_TAG_TEMPLATE);
}

void AppendText(const GumboNode* node, int depth, std::string* out) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
      node->type == GUMBO_NODE_CDATA) {
    *out += node->v.text.text;
    return;
  }
  const GumboVector* children = Children(node);
  if (children == nullptr || depth > kMaxDepth || IsHidden(node)) return;
  if (Is(node, GUMBO_TAG_BR)) *out += ' ';
  for (unsigned i = 0; i < children->length; ++i) {
    AppendText(static_cast<const GumboNode*>(children->data[i]), depth + 1, out);
  }
}

void Visit(const GumboNode* node, int depth,
           const std::function<bool(const GumboNode* element)>& visit) {
  if (!IsElement(node) || depth > kMaxDepth || !visit(node)) return;
  const GumboVector* children = Children(node);
  for (unsigned i = 0; i < children->length; ++i) {
    Visit(static_cast<const GumboNode*>(children->data[i]), depth + 1, visit);
  }
}

}  // namespace

StatusOr<HtmlTree> HtmlTree::Parse(std::string_view html) {
  DW_RETURN_IF_ERROR(CheckNesting(html));
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // with errors kept, each holds a copy of the stack
  return HtmlTree(gumbo_parse_with_options(&options, html.data(), html.size()));
}

HtmlTree::HtmlTree(HtmlTree&& other) noexcept : output_(std::exchange(other.output_, nullptr)) {}
HtmlTree& HtmlTree::operator=(HtmlTree&& other) noexcept {
  std::swap(output_, other.output_);
  return *this;
}
HtmlTree::~HtmlTree() {
  if (output_ != nullptr) gumbo_destroy_output(&kGumboDefaultOptions, output_);
}
const GumboNode* HtmlTree::root() const { return output_->root; }

bool IsElement(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool Is(const GumboNode* node, GumboTag tag) {
  return IsElement(node) && node->v.element.tag == tag;
}

std::string_view Attribute(const GumboNode* node, const char* name) {
  if (!IsElement(node)) return "";
  const GumboAttribute* attribute = gumbo_get_attribute(&node->v.element.attributes, name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

const GumboVector* Children(const GumboNode* node) {
  if (IsElement(node)) return &node->v.element.children;
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
}

std::string ClassAndId(const GumboNode* node) {
  std::string both(" ");
  both += Attribute(node, "class");
  both += ' ';
  both += Attribute(node, "id");
  both += ' ';
  for (char& c : both) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return both;
}

void VisitElements(const GumboNode* node,
                   const std::function<bool(const GumboNode* element)>& visit) {
  Visit(node, 0, visit);
}

std::string TextOf(const GumboNode* node) {
  std::string text;
  AppendText(node, 0, &text);
  return CollapseSpace(text);
}

std::string RawTextOf(const GumboNode* node) {
  std::string text;
  const GumboVector* children = Children(node);
  for (unsigned i = 0; children != nullptr && i < children->length; ++i) {
    const auto* child = static_cast<const GumboNode*>(children->data[i]);
    if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA) {
      text += child->v.text.text;
    }
  }
  return text;
}

}  // namespace dealwire
