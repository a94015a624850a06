#ifndef DEALWIRE_INGEST_HTML_TREE_BUILDER_H_
#define DEALWIRE_INGEST_HTML_TREE_BUILDER_H_

#include <gumbo.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/html/sieve.h"
#include "ingest/html/tree_nodes.h"
#include "ingest/html/tree_tags.h"

namespace dealwire {

// Builds the tree of a page from what the sieve passes on of it, the same that Gumbo would, at a
// quarter of the cost: no byte is looked at a second time. It follows the tree construction of the
// HTML Standard (13.2.6) as Gumbo 0.10 does it, and gives up where a page does what next to none
// does: text or elements between the rows of a table, links that overlap so that one is left open,
// frames, <pre>, controls in text. Gumbo reads such a page. Linear, any bytes are taken.
class TreeBuilder final : public SieveSink {
 public:
  // It outlives the tree.
  explicit TreeBuilder(Arena* arena) : nodes_(arena) {}

  void Text(std::string_view text, bool exact) override;
  void Doctype(std::string_view declaration) override;
  void StartTag(const ScannedTag& tag) override;
  void EndTag(const ScannedTag& tag) override;
  void RawText(const ScannedTag& tag, std::string_view text, std::string_view end_tag) override;
  bool takes_more() const override { return !gave_up_; }

  // <html>, once the sieve has passed everything on; nullptr where it gave up.
  const GumboNode* Finish();

 private:
  // The insertion modes. Those behind </body> differ from kInBody in nothing that is left of a
  // page.
  enum class Mode : uint8_t {
    kInitial,
    kBeforeHtml,
    kBeforeHead,
    kInHead,
    kInHeadNoscript,
    kAfterHead,
    kInBody,
    kInTable,
    kInCaption,
    kInColumnGroup,
    kInTableBody,
    kInRow,
    kInCell,
    kInSelect,
    kInSelectInTable,
  };
  // Whether a tag is dealt with, or is to be looked at in the mode that is now.
  enum class Next : uint8_t { kDone, kAgain };
  // Of the list of active formatting elements; a marker has no node.
  struct Formatting {
    GumboNode* node = nullptr;
    bool open = false;
  };

  bool OpenBody(std::string_view text);
  Next Start(const ScannedTag& tag);
  Next StartInHead(const ScannedTag& tag);
  Next StartAfterHead(const ScannedTag& tag);
  Next StartInBody(const ScannedTag& tag);
  Next StartInTable(const ScannedTag& tag);
  Next StartInTableBody(const ScannedTag& tag);
  Next StartInRow(const ScannedTag& tag);
  Next StartInSelect(const ScannedTag& tag);
  Next End(GumboTag tag);
  Next EndBeforeBody(GumboTag tag);
  Next EndInBody(GumboTag tag);
  Next EndOrdinary(GumboTag tag);
  Next EndHeading();
  Next EndForm();
  Next EndInTable(GumboTag tag);
  Next EndInTableBody(GumboTag tag);
  Next EndInRow(GumboTag tag);
  Next EndInCell(GumboTag tag);
  Next EndInSelect(GumboTag tag);
  Next GiveUp();
  Next Ignore() { return Next::kDone; }
  Next SwitchTo(Mode mode);

  // Elements; Insert leaves them open.
  GumboNode* Insert(const ScannedTag& tag);
  GumboNode* InsertImplied(GumboTag tag);
  Next InsertVoid(const ScannedTag& tag);
  void Push(GumboNode* node);
  void Pop();
  void PopThrough(GumboTag tag);  // one of it is open
  void Remove(const GumboNode* node);
  GumboNode* Current() const { return open_.empty() ? document_ : open_.back(); }
  bool CurrentIs(GumboTag tag) const {
    return !open_.empty() && open_.back()->v.element.tag == tag;
  }
  Next MergeInto(const ScannedTag& tag, GumboNode* node);

  // The stack of open elements.
  bool InScope(GumboTag tag, uint16_t bounds) const;
  bool InTableScope(GumboTag tag) const;
  bool InSection() const;  // of a table: its body, head or foot
  void ImplyEnds(GumboTag but);
  void Close(GumboTag tag);  // what may be left open is closed before it
  void CloseParagraph();
  void CloseItem(bool list_item);
  void CloseCell();
  void ClearTo(uint16_t kind);
  void ResetMode();

  // The list of active formatting elements.
  void Reconstruct();
  void Activate(GumboNode* node);
  void ActivateMarker() { formatting_.emplace_back(); }
  void ClearToMarker();
  size_t FindActive(GumboTag tag) const;  // kNone for none behind the last marker
  void CloseFormatting(GumboTag tag);
  void Adopt(size_t active, size_t furthest);
  GumboNode* Copy(const GumboNode* element);  // without what stands in it
  void Move(GumboNode* node, GumboNode* to);

  TreeNodes nodes_;
  GumboNode* document_ = nullptr;
  GumboNode* head_ = nullptr;
  GumboNode* form_ = nullptr;
  Mode mode_ = Mode::kInitial;
  bool gave_up_ = false;
  bool has_doctype_ = false;
  bool plain_doctype_ = false;  // "<!doctype html>"
  std::vector<GumboNode*> open_;
  std::array<uint32_t, GUMBO_TAG_LAST + 1> count_ = {};  // in open_
  std::vector<Formatting> formatting_;
  size_t moved_ = 0;  // nodes
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_TREE_BUILDER_H_
