#ifndef DEALWIRE_INGEST_HTML_TREE_NODES_H_
#define DEALWIRE_INGEST_HTML_TREE_NODES_H_

#include <gumbo.h>

#include <string>
#include <string_view>

#include "ingest/html/arena.h"
#include "ingest/html/references.h"
#include "ingest/html/tag_scanner.h"

namespace dealwire {

// A copy of `text` in NFC, with a NUL behind it.
GumboStringPiece CopyInNfc(std::string_view text, Arena* arena);

// Makes the nodes of a tree, of the tags and texts that the sieve passes on, with what Gumbo and
// HtmlRestorer would have made of them: type, tag, attributes, text, parent, place in it. What a
// parser has to look at first (controls, more references than a page has) is refused: false.
class TreeNodes {
 public:
  // It outlives the nodes.
  explicit TreeNodes(Arena* arena) : arena_(arena) {}

  GumboNode* Document();
  GumboNode* Element(GumboTag tag, const GumboVector& attributes);
  void Append(GumboNode* parent, GumboNode* child);
  // Takes an element out of its parent, if it has one; how many others changed their place.
  static size_t TakeOut(GumboNode* element);
  // Of elements, of which `to` has none; how many.
  static size_t MoveChildren(GumboNode* from, GumboNode* to);

  [[nodiscard]] bool ReadAttributes(const ScannedTag& tag, GumboVector* attributes);
  // Adds to `attributes` those of `more` whose names are not there.
  void Merge(const GumboVector& more, GumboVector* attributes);

  // Text is gathered until it is flushed: tags between do not part it as long as no element begins
  // or ends.
  [[nodiscard]] bool AddText(std::string_view text);
  void Flush(GumboNode* parent);

  // Adds the text of a script, a title or the like below `parent`. `closed`: its end tag follows.
  [[nodiscard]] bool AddRawText(std::string_view text, bool closed, GumboNode* parent);

 private:
  [[nodiscard]] bool AddPiece(std::string_view text);
  [[nodiscard]] bool ReadValue(std::string_view value, bool parsed, GumboStringPiece* out);
  void AppendText(std::string_view text, bool in_nfc, bool words, GumboNode* parent);

  Arena* const arena_;
  References references_;
  std::string text_;       // that waits
  bool words_ = false;     // it is not white space alone
  bool composes_ = false;  // it may not be in NFC
  std::string scratch_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_TREE_NODES_H_
