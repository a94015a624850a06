// The insertion modes in a table. What does not belong there is given up: a parser moves it to
// before the table.
#include "ingest/html/html_tags.h"
#include "ingest/html/tree_builder.h"

namespace dealwire {
namespace {

bool IsHiddenInput(const ScannedTag& tag) {
  constexpr std::string_view kHidden = "hidden";
  const std::string_view type = tag.Value("type");
  return tag.tag == GUMBO_TAG_INPUT && type.size() == kHidden.size() &&
         StartsWithIgnoringCase(type, kHidden);
}

}  // namespace

bool TreeBuilder::InTableScope(GumboTag tag) const { return InScope(tag, kBoundsTable); }

bool TreeBuilder::InSection() const {
  return InTableScope(GUMBO_TAG_TBODY) || InTableScope(GUMBO_TAG_THEAD) ||
         InTableScope(GUMBO_TAG_TFOOT);
}

void TreeBuilder::ClearTo(uint16_t kind) {
  while ((OpenTraitsOf(Current()->v.element.tag) & kind) == 0) Pop();
}

void TreeBuilder::CloseCell() {
  PopThrough(InTableScope(GUMBO_TAG_TD) ? GUMBO_TAG_TD : GUMBO_TAG_TH);
  ClearToMarker();
  mode_ = Mode::kInRow;
}

void TreeBuilder::ResetMode() {
  for (size_t i = open_.size(); i-- > 0;) {
    const GumboTag tag = open_[i]->v.element.tag;
    switch (KindOf(tag)) {
      case TagKind::kCell:
        mode_ = Mode::kInCell;
        return;
      case TagKind::kRow:
        mode_ = Mode::kInRow;
        return;
      case TagKind::kSection:
        mode_ = Mode::kInTableBody;
        return;
      case TagKind::kCaption:
        mode_ = Mode::kInCaption;
        return;
      case TagKind::kTable:
        mode_ = Mode::kInTable;
        return;
      case TagKind::kBody:
        mode_ = Mode::kInBody;
        return;
      default:
        break;
    }
  }
  GiveUp();
}

TreeBuilder::Next TreeBuilder::StartInTable(const ScannedTag& tag) {
  switch (KindOf(tag.tag)) {
    case TagKind::kCaption:
      ClearTo(kOfTable);
      ActivateMarker();
      Insert(tag);
      mode_ = Mode::kInCaption;
      return Next::kDone;
    case TagKind::kColumnGroup:
      ClearTo(kOfTable);
      Insert(tag);
      mode_ = Mode::kInColumnGroup;
      return Next::kDone;
    case TagKind::kColumn:
      ClearTo(kOfTable);
      InsertImplied(GUMBO_TAG_COLGROUP);
      return SwitchTo(Mode::kInColumnGroup);
    case TagKind::kSection:
      ClearTo(kOfTable);
      Insert(tag);
      mode_ = Mode::kInTableBody;
      return Next::kDone;
    case TagKind::kRow:
    case TagKind::kCell:
      ClearTo(kOfTable);
      InsertImplied(GUMBO_TAG_TBODY);
      return SwitchTo(Mode::kInTableBody);
    case TagKind::kTable:
      if (!InTableScope(GUMBO_TAG_TABLE)) return Ignore();
      PopThrough(GUMBO_TAG_TABLE);
      ResetMode();
      return Next::kAgain;
    case TagKind::kForm:
      if (form_ != nullptr) return Ignore();
      form_ = Insert(tag);
      Pop();
      return Next::kDone;
    default:
      if (IsHiddenInput(tag)) return InsertVoid(tag);
      if (tag.tag != GUMBO_TAG_SCRIPT) return GiveUp();
      Insert(tag);
      return Next::kDone;
  }
}

TreeBuilder::Next TreeBuilder::StartInTableBody(const ScannedTag& tag) {
  switch (KindOf(tag.tag)) {
    case TagKind::kRow:
      ClearTo(kOfSection);
      Insert(tag);
      mode_ = Mode::kInRow;
      return Next::kDone;
    case TagKind::kCell:
      ClearTo(kOfSection);
      InsertImplied(GUMBO_TAG_TR);
      return SwitchTo(Mode::kInRow);
    case TagKind::kCaption:
    case TagKind::kColumnGroup:
    case TagKind::kColumn:
    case TagKind::kSection:
      if (!InSection()) return Ignore();
      ClearTo(kOfSection);
      Pop();
      return SwitchTo(Mode::kInTable);
    default:
      return StartInTable(tag);
  }
}

TreeBuilder::Next TreeBuilder::StartInRow(const ScannedTag& tag) {
  const TagKind kind = KindOf(tag.tag);
  if (kind == TagKind::kCell) {
    ClearTo(kOfRow);
    Insert(tag);
    mode_ = Mode::kInCell;
    ActivateMarker();
    return Next::kDone;
  }
  if (kind < TagKind::kCaption || kind > TagKind::kRow) return StartInTable(tag);
  if (!InTableScope(GUMBO_TAG_TR)) return Ignore();
  ClearTo(kOfRow);
  Pop();
  return SwitchTo(Mode::kInTableBody);
}

// Of the tags that end nothing here those of the table are ignored; the others would be moved.
TreeBuilder::Next TreeBuilder::EndInTable(GumboTag tag) {
  const TagKind kind = KindOf(tag);
  if (kind == TagKind::kTable) {
    if (!InTableScope(tag)) return Ignore();
    PopThrough(tag);
    ResetMode();
    return Next::kDone;
  }
  const bool part = kind >= TagKind::kCaption && kind <= TagKind::kCell;
  return part || kind == TagKind::kBody || kind == TagKind::kHtml ? Ignore() : GiveUp();
}

TreeBuilder::Next TreeBuilder::EndInTableBody(GumboTag tag) {
  const TagKind kind = KindOf(tag);
  if (kind != TagKind::kSection && kind != TagKind::kTable) return EndInTable(tag);
  const bool section = kind == TagKind::kSection;
  if (!(section ? InTableScope(tag) : InSection())) return Ignore();
  ClearTo(kOfSection);
  Pop();
  mode_ = Mode::kInTable;
  return section ? Next::kDone : Next::kAgain;
}

TreeBuilder::Next TreeBuilder::EndInRow(GumboTag tag) {
  const TagKind kind = KindOf(tag);
  const bool row = kind == TagKind::kRow, section = kind == TagKind::kSection;
  if (!row && !section && kind != TagKind::kTable) return EndInTable(tag);
  if ((section && !InTableScope(tag)) || !InTableScope(GUMBO_TAG_TR)) return Ignore();
  ClearTo(kOfRow);
  Pop();
  mode_ = Mode::kInTableBody;
  return row ? Next::kDone : Next::kAgain;
}

TreeBuilder::Next TreeBuilder::EndInCell(GumboTag tag) {
  const TagKind kind = KindOf(tag);
  if (kind == TagKind::kCell) {
    if (!InTableScope(tag)) return Ignore();
    PopThrough(tag);
    ClearToMarker();
    mode_ = Mode::kInRow;
    return Next::kDone;
  }
  if (kind == TagKind::kTable || kind == TagKind::kSection || kind == TagKind::kRow) {
    if (!InTableScope(tag)) return Ignore();
    CloseCell();
    return Next::kAgain;
  }
  const bool part = kind >= TagKind::kCaption && kind <= TagKind::kColumn;
  return part || kind == TagKind::kBody || kind == TagKind::kHtml ? Ignore() : EndInBody(tag);
}

}  // namespace dealwire
