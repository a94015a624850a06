#ifndef DEALWIRE_INGEST_HTML_HTML_RESTORER_H_
#define DEALWIRE_INGEST_HTML_HTML_RESTORER_H_

#include <gumbo.h>

#include <optional>
#include <string_view>
#include <vector>

#include "ingest/html/arena.h"
#include "ingest/html/sieved_html.h"

namespace dealwire {

// Puts what placeholders stand for into a tree that was parsed of sieved HTML, in NFC, and points
// the names of attributes to kAttributeTexts, their original_value to their value. A tag's
// attributes are made once, however many elements have them: the parser repeats elements that were
// left open.
class HtmlRestorer {
 public:
  // Both outlive it; the arena is the tree's.
  HtmlRestorer(SievedHtml* sieved, Arena* arena);

  // All below `node`. Recursive: as deep as the tree is.
  void Restore(const GumboNode* node);

 private:
  void RestoreAttributes(GumboVector* attributes);
  const GumboVector& AttributesOf(size_t tag);
  // The number of a name or a script that is a placeholder and nothing else.
  static std::optional<size_t> Placeholder(std::string_view text, size_t known);

  SievedHtml& sieved_;
  Arena* const arena_;
  std::vector<GumboVector> attributes_;  // by tag; without data until they are asked for
  std::vector<const char*> scripts_;     // likewise nullptr
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_HTML_RESTORER_H_
