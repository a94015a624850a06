// What tags do to the stack of open elements and the list of active formatting elements, and the
// insertion mode "in body".
#include <algorithm>

#include "ingest/html/html_tags.h"
#include "ingest/html/tree_builder.h"

namespace dealwire {
namespace {

// The sieve bounds what nests; tables and what overlaps in them it does not count.
constexpr size_t kMostOpen = 2048;
// Of as many alike, with the same attributes, the first is forgotten.
constexpr size_t kMostAlike = 3;

bool IsOf(const GumboNode* node, uint16_t traits) {
  return (OpenTraitsOf(node->v.element.tag) & traits) != 0;
}

}  // namespace

GumboNode* TreeBuilder::Insert(const ScannedTag& tag) {
  GumboVector attributes;
  if (!nodes_.ReadAttributes(tag, &attributes)) GiveUp();
  GumboNode* const node = InsertImplied(tag.tag);
  node->v.element.attributes = attributes;
  return node;
}

GumboNode* TreeBuilder::InsertImplied(GumboTag tag) {
  if (document_ == nullptr) document_ = nodes_.Document();
  nodes_.Flush(Current());
  GumboNode* const node = nodes_.Element(tag, {});
  nodes_.Append(Current(), node);
  Push(node);
  return node;
}

TreeBuilder::Next TreeBuilder::InsertVoid(const ScannedTag& tag) {
  Insert(tag);
  Pop();
  return Next::kDone;
}

TreeBuilder::Next TreeBuilder::MergeInto(const ScannedTag& tag, GumboNode* node) {
  GumboVector attributes;
  if (!nodes_.ReadAttributes(tag, &attributes)) return GiveUp();
  nodes_.Merge(attributes, &node->v.element.attributes);
  return Next::kDone;
}

void TreeBuilder::Push(GumboNode* node) {
  if (open_.size() >= kMostOpen) GiveUp();
  open_.push_back(node);
  ++count_[node->v.element.tag];
}

void TreeBuilder::Pop() {
  nodes_.Flush(Current());
  GumboNode* const node = open_.back();
  const GumboTag tag = node->v.element.tag;
  open_.pop_back();
  --count_[tag];
  if ((TraitsOf(tag) & kFormatting) == 0) return;
  for (size_t i = formatting_.size(); i-- > 0;) {
    if (formatting_[i].node != node) continue;
    formatting_[i].open = false;
    return;
  }
}

void TreeBuilder::PopThrough(GumboTag tag) {
  while (!CurrentIs(tag)) Pop();
  Pop();
}

// The nodes above it stay.
void TreeBuilder::Remove(const GumboNode* node) {
  open_.erase(std::ranges::find(open_, node));
  --count_[node->v.element.tag];
}

bool TreeBuilder::InScope(GumboTag tag, uint16_t bounds) const {
  if (count_[tag] == 0) return false;
  for (size_t i = open_.size(); i-- > 0;) {
    if (open_[i]->v.element.tag == tag) return true;
    if (IsOf(open_[i], bounds)) return false;
  }
  return false;
}

void TreeBuilder::ImplyEnds(GumboTag but) {
  while (IsOf(Current(), kEndImplied) && !CurrentIs(but)) Pop();
}

void TreeBuilder::Close(GumboTag tag) {
  ImplyEnds(tag);
  PopThrough(tag);
}

void TreeBuilder::CloseParagraph() {
  if (InScope(GUMBO_TAG_P, kBoundsAll | kBoundsButton)) Close(GUMBO_TAG_P);
}

void TreeBuilder::CloseItem(bool list_item) {
  for (size_t i = open_.size(); i-- > 0;) {
    const GumboTag tag = open_[i]->v.element.tag;
    const bool item = list_item ? tag == GUMBO_TAG_LI : tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT;
    if (item) return Close(tag);
    const bool reaches_over =
        tag == GUMBO_TAG_ADDRESS || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_P;
    if (IsOf(open_[i], kSpecialNode) && !reaches_over) return;
  }
}

// Opens again what formatting was left open where its element was closed.
void TreeBuilder::Reconstruct() {
  size_t first = formatting_.size();
  while (first > 0 && formatting_[first - 1].node != nullptr && !formatting_[first - 1].open) {
    --first;
  }
  for (size_t i = first; i < formatting_.size(); ++i) {
    const GumboElement& element = formatting_[i].node->v.element;
    GumboNode* const node = nodes_.Element(element.tag, element.attributes);
    nodes_.Append(Current(), node);
    Push(node);
    formatting_[i] = {node, true};
  }
}

void TreeBuilder::Activate(GumboNode* node) {
  size_t alike = 0;
  for (size_t i = formatting_.size(); i-- > 0 && formatting_[i].node != nullptr;) {
    alike += formatting_[i].node->v.element.tag == node->v.element.tag ? 1 : 0;
  }
  if (alike >= kMostAlike) GiveUp();
  formatting_.push_back({node, true});
}

void TreeBuilder::ClearToMarker() {
  while (!formatting_.empty()) {
    const bool marker = formatting_.back().node == nullptr;
    formatting_.pop_back();
    if (marker) return;
  }
}

size_t TreeBuilder::FindActive(GumboTag tag) const {
  for (size_t i = formatting_.size(); i-- > 0 && formatting_[i].node != nullptr;) {
    if (formatting_[i].node->v.element.tag == tag) return i;
  }
  return kNone;
}

TreeBuilder::Next TreeBuilder::StartInBody(const ScannedTag& tag) {
  const TagKind kind = KindOf(tag.tag);
  switch (kind) {
    case TagKind::kHtml:
      return MergeInto(tag, open_.front());
    case TagKind::kBody:
      return MergeInto(tag, open_[1]);
    case TagKind::kVoidOfHead:
    case TagKind::kVoid:
      return InsertVoid(tag);
    case TagKind::kRule:
      CloseParagraph();
      return InsertVoid(tag);
    case TagKind::kVoidOfLine:
      Reconstruct();
      return InsertVoid(tag);
    case TagKind::kHead:
    case TagKind::kCaption:
    case TagKind::kColumnGroup:
    case TagKind::kColumn:
    case TagKind::kSection:
    case TagKind::kRow:
    case TagKind::kCell:
    case TagKind::kStray:
      return Ignore();
    case TagKind::kRawOfHead:
    case TagKind::kRaw:
      break;
    case TagKind::kBlock:
    case TagKind::kParagraph:
      CloseParagraph();
      break;
    case TagKind::kHeading:
      CloseParagraph();
      if (KindOf(Current()->v.element.tag) == TagKind::kHeading) Pop();
      break;
    case TagKind::kListItem:
    case TagKind::kDefinition:
      CloseItem(kind == TagKind::kListItem);
      CloseParagraph();
      break;
    case TagKind::kForm:
      if (form_ != nullptr) return Ignore();
      CloseParagraph();
      form_ = Insert(tag);
      return Next::kDone;
    case TagKind::kButton:
      if (InScope(GUMBO_TAG_BUTTON, kBoundsAll)) {
        Close(GUMBO_TAG_BUTTON);
        return Next::kAgain;
      }
      Reconstruct();
      break;
    case TagKind::kAnchor:
      if (FindActive(GUMBO_TAG_A) != kNone) CloseFormatting(GUMBO_TAG_A);
      if (gave_up_ || FindActive(GUMBO_TAG_A) != kNone) return GiveUp();
      [[fallthrough]];
    case TagKind::kFormatting:
    case TagKind::kNoBreak:
      Reconstruct();
      if (kind == TagKind::kNoBreak && InScope(GUMBO_TAG_NOBR, kBoundsAll)) {
        CloseFormatting(GUMBO_TAG_NOBR);
        Reconstruct();
      }
      Activate(Insert(tag));
      return Next::kDone;
    case TagKind::kMarked:
      Reconstruct();
      Insert(tag);
      ActivateMarker();
      return Next::kDone;
    case TagKind::kTable:
      // Whether it ends a paragraph depends on the document's age.
      if (InScope(GUMBO_TAG_P, kBoundsAll | kBoundsButton)) {
        if (has_doctype_ && !plain_doctype_) return GiveUp();
        if (has_doctype_) CloseParagraph();
      }
      Insert(tag);
      mode_ = Mode::kInTable;
      return Next::kDone;
    case TagKind::kSelect:
      Reconstruct();
      Insert(tag);
      mode_ = mode_ == Mode::kInBody ? Mode::kInSelect : Mode::kInSelectInTable;
      return Next::kDone;
    case TagKind::kOption:
      if (CurrentIs(GUMBO_TAG_OPTION)) Pop();
      Reconstruct();
      break;
    case TagKind::kRuby:
      if (InScope(GUMBO_TAG_RUBY, kBoundsAll)) {
        const bool reading = tag.tag == GUMBO_TAG_RT || tag.tag == GUMBO_TAG_RP;
        ImplyEnds(reading ? GUMBO_TAG_RTC : GUMBO_TAG_LAST);
      }
      break;
    case TagKind::kOrdinary:
      Reconstruct();
      break;
    case TagKind::kRefused:
      return GiveUp();
  }
  Insert(tag);
  return Next::kDone;
}

TreeBuilder::Next TreeBuilder::EndInBody(GumboTag tag) {
  switch (KindOf(tag)) {
    case TagKind::kHtml:
    case TagKind::kBody:
      return Ignore();  // the rest of the page is in the body all the same
    case TagKind::kBlock:
    case TagKind::kButton:
    case TagKind::kDefinition:
      if (InScope(tag, kBoundsAll)) Close(tag);
      return Next::kDone;
    case TagKind::kParagraph:
      if (!InScope(tag, kBoundsAll | kBoundsButton)) InsertImplied(tag);
      Close(tag);
      return Next::kDone;
    case TagKind::kListItem:
      if (InScope(tag, kBoundsAll | kBoundsList)) Close(tag);
      return Next::kDone;
    case TagKind::kHeading:
      return EndHeading();
    case TagKind::kForm:
      return EndForm();
    case TagKind::kAnchor:
    case TagKind::kNoBreak:
    case TagKind::kFormatting:
      CloseFormatting(tag);
      return Next::kDone;
    case TagKind::kMarked:
      if (!InTableScope(tag)) return Ignore();
      Close(tag);
      ClearToMarker();
      return Next::kDone;
    case TagKind::kRefused:
      return GiveUp();
    default:
      if (tag != GUMBO_TAG_BR) return EndOrdinary(tag);
      Reconstruct();  // "</br>" is one
      InsertImplied(tag);
      Pop();
      return Next::kDone;
  }
}

TreeBuilder::Next TreeBuilder::EndOrdinary(GumboTag tag) {
  for (size_t i = open_.size(); i-- > 0;) {
    const GumboNode* const node = open_[i];
    if (node->v.element.tag == tag) {
      ImplyEnds(tag);
      while (open_.size() > i) Pop();
      return Next::kDone;
    }
    if (IsOf(node, kSpecialNode)) return Ignore();
  }
  return Ignore();
}

// Whichever heading is open ends.
TreeBuilder::Next TreeBuilder::EndHeading() {
  const auto is_heading = [](const GumboNode* node) {
    return KindOf(node->v.element.tag) == TagKind::kHeading;
  };
  size_t at = open_.size();
  while (at > 0 && !is_heading(open_[at - 1])) {
    if (IsOf(open_[at - 1], kBoundsAll)) return Ignore();
    --at;
  }
  if (at == 0) return Ignore();
  while (open_.size() >= at) Pop();
  return Next::kDone;
}

// Elements in it that are left open stay so.
TreeBuilder::Next TreeBuilder::EndForm() {
  const GumboNode* const form = form_;
  form_ = nullptr;
  size_t at = open_.size();
  while (at > 0 && form != nullptr && open_[at - 1] != form) {
    at = IsOf(open_[at - 1], kBoundsAll) ? 0 : at - 1;
  }
  if (at == 0 || form == nullptr) return Ignore();
  ImplyEnds(GUMBO_TAG_LAST);
  Remove(form);
  return Next::kDone;
}

}  // namespace dealwire
