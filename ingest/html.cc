#include "ingest/html.h"

#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ingest/arena.h"
#include "ingest/html_tags.h"
#include "ingest/sieve.h"

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

// The parser gives names in lower case; gumbo_get_attribute would fold both anew.
const GumboAttribute* Find(const GumboNode* node, const char* name) {
  if (!IsElement(node)) return nullptr;
  const GumboVector& attributes = node->v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    if (attribute->name[0] == name[0] && std::strcmp(attribute->name, name) == 0) return attribute;
  }
  return nullptr;
}

// Puts what placeholders stand for into the tree. A value is copied once, however many elements
// have it: the parser repeats elements that were left open.
class Restorer {
 public:
  Restorer(SievedHtml* sieved, Arena* arena)
      : sieved_(*sieved), arena_(arena), restored_(sieved->kept.size()) {}

  void Restore(const GumboNode* node) {
    if (!IsElement(node)) return;
    const GumboVector& attributes = node->v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
      auto* attribute = static_cast<GumboAttribute*>(attributes.data[i]);
      Restore(&attribute->value);
    }
    const GumboTag tag = node->v.element.tag;
    // Its text passed the sieve as it stands.
    const bool whole = (TraitsOf(tag) & (kRawText | kEscapable)) != 0 || tag == GUMBO_TAG_PLAINTEXT;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      auto* child = static_cast<GumboNode*>(children.data[i]);
      if (IsElement(child)) {
        Restore(child);
      } else if (child->type != GUMBO_NODE_TEXT) {
        continue;
      } else if (tag == GUMBO_TAG_SCRIPT) {
        Restore(&child->v.text.text);
      } else if (!whole) {
        RestoreText(&child->v.text.text);
      }
    }
  }

 private:
  void Restore(const char** value) {
    const std::optional<size_t> index = sieved_.Placeholder(*value);
    if (!index) return;
    const char*& restored = restored_[*index];
    if (restored == nullptr) restored = Copy(ToNfc(sieved_.kept[*index]));
    *value = restored;
  }

  void RestoreText(const char** text) {
    if (const auto restored = sieved_.texts.Restore(*text)) *text = Copy(*restored);
  }

  const char* Copy(const std::string& text) {
    auto* copy = static_cast<char*>(arena_->Allocate(text.size() + 1));
    std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
  }

  SievedHtml& sieved_;
  Arena* const arena_;
  std::vector<const char*> restored_;
};

}  // namespace

struct HtmlTree::Data {
  std::string html;  // what the tree's views point into
  Arena arena;
  const GumboOutput* output = nullptr;
};

HtmlTree::HtmlTree(std::string html) : data_(std::make_unique<Data>()) {
  data_->html = std::move(html);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // with errors kept, each holds a copy of the stack
  options.userdata = &data_->arena;
  options.allocator = [](void* arena, size_t bytes) {
    return static_cast<Arena*>(arena)->Allocate(bytes);
  };
  options.deallocator = [](void* arena, void* block) { static_cast<Arena*>(arena)->Free(block); };
  data_->output = gumbo_parse_with_options(&options, data_->html.data(), data_->html.size());
}

HtmlTree HtmlTree::Parse(std::string_view html) {
  SievedHtml sieved = SieveHtml(html);
  HtmlTree tree(ToNfc(sieved.html));
  Restorer(&sieved, &tree.data_->arena).Restore(tree.root());
  return tree;
}

HtmlTree HtmlTree::ParseWhole(std::string_view html) { return HtmlTree(ToNfc(html)); }

HtmlTree::HtmlTree(HtmlTree&& other) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&& other) noexcept = default;
HtmlTree::~HtmlTree() = default;
const GumboNode* HtmlTree::root() const { return data_->output->root; }

bool IsElement(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool Is(const GumboNode* node, GumboTag tag) {
  return IsElement(node) && node->v.element.tag == tag;
}

std::string_view Attribute(const GumboNode* node, AttributeName name) {
  const GumboAttribute* found = Find(node, name.get());
  return found == nullptr ? std::string_view() : found->value;
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
