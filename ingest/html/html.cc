#include "ingest/html/html.h"

#include <utility>

#include "base/text.h"
#include "ingest/html/arena.h"
#include "ingest/html/html_restorer.h"
#include "ingest/html/html_tags.h"
#include "ingest/html/sieve.h"
#include "ingest/html/sieved_html.h"
#include "ingest/html/tree_builder.h"

namespace dealwire {
namespace {

bool IsHidden(const GumboNode* node) {
  return Is(node, GUMBO_TAG_SCRIPT) || Is(node, GUMBO_TAG_STYLE) || Is(node, GUMBO_TAG_NOSCRIPT) ||
         Is(node, GUMBO_TAG_TEMPLATE) || Is(node, GUMBO_TAG_SVG);
}

void AppendText(const GumboNode* node, int depth, std::string* out) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
      node->type == GUMBO_NODE_CDATA) {
    *out += node->v.text.text;
    return;
  }
  const GumboVector* children = Children(node);
  if (children == nullptr || depth > kMaxDepth || IsHidden(node)) return;
  // The words of two lines are two words, whether or not white space stands between their tags.
  const bool line = Is(node, GUMBO_TAG_BR) || (TraitsOf(node->v.element.tag) & kLine) != 0;
  if (line) *out += ' ';
  for (unsigned i = 0; i < children->length; ++i) {
    AppendText(static_cast<const GumboNode*>(children->data[i]), depth + 1, out);
  }
  if (line) *out += ' ';
}

}  // namespace

struct HtmlTree::Data {
  std::string html;  // what Gumbo's views point into
  Arena arena;
  const GumboNode* root = nullptr;
};

HtmlTree::HtmlTree() : data_(std::make_unique<Data>()) {}

HtmlTree::HtmlTree(std::string html) : HtmlTree() {
  data_->html = std::move(html);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // with errors kept, each holds a copy of the stack
  options.userdata = &data_->arena;
  options.allocator = [](void* arena, size_t bytes) {
    return static_cast<Arena*>(arena)->Allocate(bytes);
  };
  options.deallocator = [](void* arena, void* block) { static_cast<Arena*>(arena)->Free(block); };
  data_->root = gumbo_parse_with_options(&options, data_->html.data(), data_->html.size())->root;
}

HtmlTree HtmlTree::Parse(std::string_view html) {
  HtmlTree built;
  TreeBuilder builder(&built.data_->arena);
  Sieve(html, &builder);
  built.data_->root = builder.Finish();
  return built.root() != nullptr ? std::move(built) : ParseSieved(html);
}

HtmlTree HtmlTree::ParseSieved(std::string_view html) {
  SievedHtml sieved = SieveHtml(html);
  HtmlTree tree(std::move(sieved.html));
  HtmlRestorer(&sieved, &tree.data_->arena).Restore(tree.root());
  return tree;
}

HtmlTree HtmlTree::ParseWhole(std::string_view html) {
  SievedHtml nothing;
  HtmlTree tree(ToNfc(html));
  HtmlRestorer(&nothing, &tree.data_->arena).Restore(tree.root());
  return tree;
}

HtmlTree::HtmlTree(HtmlTree&& other) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&& other) noexcept = default;
HtmlTree::~HtmlTree() = default;
const GumboNode* HtmlTree::root() const { return data_->root; }

std::string ClassAndId(const GumboNode* node) {
  std::string both(" ");
  both += Attribute(node, "class");
  both += ' ';
  both += Attribute(node, "id");
  both += ' ';
  for (char& c : both) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return both;
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
