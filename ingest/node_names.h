#ifndef DEALWIRE_INGEST_NODE_NAMES_H_
#define DEALWIRE_INGEST_NODE_NAMES_H_

#include <string>
#include <string_view>

#include "ingest/html/html.h"

namespace dealwire {

// What an element's class, id and itemprop say that it is, by the words of rules/html/body.toml.
struct NodeNames {
  bool body = false;                  // often the article's body
  bool lead = false;                  // often the standfirst
  bool picture = false;               // often a picture with its words
  const std::string* drop = nullptr;  // the word that says it is no part of the body
};

// Words are compared without regard to how they are joined: "articleBody", "article__body" and
// "article-body" are one. A word of the rules counts where it begins a word of the name; one that
// ends in "-" must be the whole of it ("nav-" is not in "navy").
class NamesReader {
 public:
  NodeNames Of(const GumboNode* node);

 private:
  std::string text_;  // memory that is used again
};

// " article-body rich-text ": class and id, parted at spaces, words joined by one hyphen.
std::string NormalizedNames(std::string_view names);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_NODE_NAMES_H_
