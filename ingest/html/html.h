#ifndef DEALWIRE_INGEST_HTML_HTML_H_
#define DEALWIRE_INGEST_HTML_HTML_H_

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>

#include "ingest/html/attributes.h"

// The tree of a page, of Gumbo's nodes: who owns it, how to walk it, how to read attributes and
// text.
namespace dealwire {

// Deeper than any page that a person wrote; walks stop here.
constexpr int kMaxDepth = 600;

class HtmlTree {
 public:
  // Parses UTF-8, sieved (ingest/html/sieve.h) and in NFC: any bytes give a tree, as deep as
  // OpenElements lets it be. Time and memory are linear in the page.
  static HtmlTree Parse(std::string_view html);
  // The same by Gumbo, as pages are parsed that TreeBuilder gives up; for tests of it.
  static HtmlTree ParseSieved(std::string_view html);
  // The same without the sieve, for tests of it: quadratic in what a stranger nests.
  static HtmlTree ParseWhole(std::string_view html);

  HtmlTree(HtmlTree&& other) noexcept;
  HtmlTree& operator=(HtmlTree&& other) noexcept;
  ~HtmlTree();

  const GumboNode* root() const;  // <html>

 private:
  struct Data;
  HtmlTree();
  explicit HtmlTree(std::string html);
  std::unique_ptr<Data> data_;
};

inline bool IsElement(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}
inline bool Is(const GumboNode* node, GumboTag tag) {
  return IsElement(node) && node->v.element.tag == tag;
}
inline bool HasAttributes(const GumboNode* node) {
  return IsElement(node) && node->v.element.attributes.length > 0;
}
// "" where the attribute is not there.
inline std::string_view Attribute(const GumboNode* node, AttributeName name);
// The same by its place in kAttributesRead.
inline std::string_view AttributeAt(const GumboNode* node, size_t index);
inline const GumboVector* Children(const GumboNode* node);  // nullptr for text
// Class and id, folded to lower case, with a space before, between and after.
std::string ClassAndId(const GumboNode* node);

// Every element below `node`, in document order, itself first, to visit(element); a false from it
// leaves out what is below. `depth` is that of `node`.
template <typename Visitor>
void VisitElements(const GumboNode* node, const Visitor& visit, int depth = 0);

// All text below `node` without scripts and styles, white space made one.
std::string TextOf(const GumboNode* node);

// A script's or style's text as it stands.
std::string RawTextOf(const GumboNode* node);

// Names are told apart by their place, and an original value is the value
// (ingest/html/html_restorer.h).
inline std::string_view AttributeAt(const GumboNode* node, size_t index) {
  if (!IsElement(node)) return {};
  const GumboVector& attributes = node->v.element.attributes;
  const char* const name = kAttributeTexts[index];
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    if (attribute->name != name) continue;
    return {attribute->original_value.data, attribute->original_value.length};
  }
  return {};
}

inline std::string_view Attribute(const GumboNode* node, AttributeName name) {
  return AttributeAt(node, name.index());
}

inline const GumboVector* Children(const GumboNode* node) {
  if (IsElement(node)) return &node->v.element.children;
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
}

template <typename Visitor>
void VisitElements(const GumboNode* node, const Visitor& visit, int depth) {
  if (!IsElement(node) || depth > kMaxDepth || !visit(node)) return;
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    VisitElements(static_cast<const GumboNode*>(children.data[i]), visit, depth + 1);
}

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_HTML_H_
