#ifndef DEALWIRE_INGEST_HTML_H_
#define DEALWIRE_INGEST_HTML_H_

#include <gumbo.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/attributes.h"

// The tree of a page, of Gumbo's nodes: who owns it, how to walk it, how to read attributes and
// text.
namespace dealwire {

// Deeper than any page that a person wrote; walks stop here.
constexpr int kMaxDepth = 600;

class HtmlTree {
 public:
  // Parses UTF-8, sieved (ingest/sieve.h) and in NFC: any bytes give a tree, as deep as
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

bool IsElement(const GumboNode* node);
bool Is(const GumboNode* node, GumboTag tag);
// "" where the attribute is not there.
std::string_view Attribute(const GumboNode* node, AttributeName name);
// The same by its place in kAttributesRead.
std::string_view AttributeAt(const GumboNode* node, size_t index);
const GumboVector* Children(const GumboNode* node);  // nullptr for text
// Class and id, folded to lower case, with a space before, between and after.
std::string ClassAndId(const GumboNode* node);

// Every element below `node`, in document order, itself first; a false from `visit` leaves out what
// is below.
void VisitElements(const GumboNode* node,
                   const std::function<bool(const GumboNode* element)>& visit);

// All text below `node` without scripts and styles, white space made one.
std::string TextOf(const GumboNode* node);

// A script's or style's text as it stands.
std::string RawTextOf(const GumboNode* node);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_H_
