#include "ingest/html/tree_builder.h"

#include <algorithm>

#include "ingest/html/attributes.h"
#include "ingest/html/html_tags.h"

namespace dealwire {
namespace {

// "<!doctype html>" and nothing else in it.
bool IsPlainDoctype(std::string_view declaration) {
  constexpr std::string_view kDoctype = "<!doctype", kHtml = "html";
  if (!StartsWithIgnoringCase(declaration, kDoctype) || !declaration.ends_with('>')) return false;
  declaration.remove_prefix(kDoctype.size());
  declaration.remove_suffix(1);
  if (declaration.empty() || !IsHtmlSpace(declaration[0])) return false;
  while (!declaration.empty() && IsHtmlSpace(declaration[0])) declaration.remove_prefix(1);
  while (!declaration.empty() && IsHtmlSpace(declaration.back())) declaration.remove_suffix(1);
  return declaration.size() == kHtml.size() && StartsWithIgnoringCase(declaration, kHtml);
}

}  // namespace

const GumboNode* TreeBuilder::Finish() {
  if (gave_up_ || open_.empty() || mode_ < Mode::kInBody) return nullptr;
  nodes_.Flush(Current());
  return open_.front();
}

TreeBuilder::Next TreeBuilder::GiveUp() {
  gave_up_ = true;
  return Next::kDone;
}

TreeBuilder::Next TreeBuilder::SwitchTo(Mode mode) {
  mode_ = mode;
  return Next::kAgain;
}

void TreeBuilder::Doctype(std::string_view declaration) {
  if (mode_ != Mode::kInitial) return;  // one that comes late says nothing
  has_doctype_ = true;
  plain_doctype_ = IsPlainDoctype(declaration);
  mode_ = Mode::kBeforeHtml;
}

void TreeBuilder::Text(std::string_view text, bool exact) {
  if (gave_up_) return;
  const bool space = std::ranges::all_of(text, IsHtmlSpace);
  if (!space && !exact && mode_ < Mode::kInBody && !OpenBody(text)) GiveUp();
  if (exact || (!space && mode_ != Mode::kInBody && mode_ != Mode::kInCell &&
                mode_ != Mode::kInCaption && mode_ < Mode::kInSelect)) {
    GiveUp();
    return;
  }
  if (mode_ < Mode::kInHead) return;
  if (mode_ == Mode::kInBody || mode_ == Mode::kInCell || mode_ == Mode::kInCaption) Reconstruct();
  if (!nodes_.AddText(text)) GiveUp();
}

// Words before any tag of the body open it; white space before them, which a reference may give, is
// left to Gumbo.
bool TreeBuilder::OpenBody(std::string_view text) {
  if (mode_ == Mode::kInHeadNoscript || IsHtmlSpace(text[0])) return false;
  if (text[0] == '&' && text.find_first_of("#TN") == 1) return false;  // "&Tab;"
  if (mode_ == Mode::kInitial) mode_ = Mode::kBeforeHtml;
  while (mode_ < Mode::kInBody) EndBeforeBody(GUMBO_TAG_BODY);
  return !gave_up_;
}

void TreeBuilder::StartTag(const ScannedTag& tag) {
  if (gave_up_) return;
  if (mode_ == Mode::kInTable || mode_ == Mode::kInTableBody || mode_ == Mode::kInRow) {
    nodes_.Flush(Current());
  }
  while (Start(tag) == Next::kAgain && !gave_up_) {
  }
}

void TreeBuilder::EndTag(const ScannedTag& tag) {
  if (gave_up_) return;
  if (mode_ == Mode::kInTable || mode_ == Mode::kInTableBody || mode_ == Mode::kInRow) {
    nodes_.Flush(Current());
  }
  while (End(tag.tag) == Next::kAgain && !gave_up_) {
  }
}

void TreeBuilder::RawText(const ScannedTag& tag, std::string_view text, std::string_view end_tag) {
  // An end tag that the page ends in is text.
  const bool cut = !end_tag.empty() && end_tag.back() != '>';
  const TagKind kind = KindOf(tag.tag);
  if (cut || (kind != TagKind::kRawOfHead && kind != TagKind::kRaw)) GiveUp();
  StartTag(tag);
  if (gave_up_) return;
  // Where it may not stand its content would be markup.
  if (!CurrentIs(tag.tag) || !nodes_.AddRawText(text, !end_tag.empty(), Current())) {
    GiveUp();
    return;
  }
  Pop();
}

TreeBuilder::Next TreeBuilder::Start(const ScannedTag& tag) {
  const TagKind kind = KindOf(tag.tag);
  if (kind == TagKind::kRefused) return GiveUp();
  switch (mode_) {
    case Mode::kInitial:
      return SwitchTo(Mode::kBeforeHtml);
    case Mode::kBeforeHtml:
      mode_ = Mode::kBeforeHead;
      if (kind == TagKind::kHtml) {
        Insert(tag);
        return Next::kDone;
      }
      InsertImplied(GUMBO_TAG_HTML);
      return Next::kAgain;
    case Mode::kBeforeHead:
      mode_ = Mode::kInHead;
      if (kind == TagKind::kHead) {
        head_ = Insert(tag);
        return Next::kDone;
      }
      head_ = InsertImplied(GUMBO_TAG_HEAD);
      return Next::kAgain;
    case Mode::kInHead:
    case Mode::kInHeadNoscript:
      return StartInHead(tag);
    case Mode::kAfterHead:
      return StartAfterHead(tag);
    case Mode::kInBody:
      return StartInBody(tag);
    case Mode::kInTable:
      return StartInTable(tag);
    case Mode::kInCaption:
      if (kind < TagKind::kCaption || kind > TagKind::kCell) return StartInBody(tag);
      if (!InTableScope(GUMBO_TAG_CAPTION)) return Ignore();
      PopThrough(GUMBO_TAG_CAPTION);
      ClearToMarker();
      return SwitchTo(Mode::kInTable);
    case Mode::kInColumnGroup:
      if (kind == TagKind::kHtml) return GiveUp();
      if (kind == TagKind::kColumn) return InsertVoid(tag);
      if (!CurrentIs(GUMBO_TAG_COLGROUP)) return Ignore();
      Pop();
      return SwitchTo(Mode::kInTable);
    case Mode::kInTableBody:
      return StartInTableBody(tag);
    case Mode::kInRow:
      return StartInRow(tag);
    case Mode::kInCell:
      if (kind < TagKind::kCaption || kind > TagKind::kCell) return StartInBody(tag);
      if (!InTableScope(GUMBO_TAG_TH) && !InTableScope(GUMBO_TAG_TD)) return Ignore();
      CloseCell();
      return Next::kAgain;
    case Mode::kInSelect:
    case Mode::kInSelectInTable:
      return StartInSelect(tag);
  }
  return GiveUp();
}

TreeBuilder::Next TreeBuilder::StartInHead(const ScannedTag& tag) {
  const TagKind kind = KindOf(tag.tag);
  const bool noscript = mode_ == Mode::kInHeadNoscript;
  if (kind == TagKind::kHtml) return MergeInto(tag, open_.front());
  if (kind == TagKind::kHead || (noscript && tag.tag == GUMBO_TAG_NOSCRIPT)) return Ignore();
  const bool fits = !noscript || (tag.tag != GUMBO_TAG_BASE && tag.tag != GUMBO_TAG_MENUITEM &&
                                  tag.tag != GUMBO_TAG_TITLE && tag.tag != GUMBO_TAG_SCRIPT);
  if (fits && kind == TagKind::kVoidOfHead) return InsertVoid(tag);
  if (fits && kind == TagKind::kRawOfHead) {
    Insert(tag);
    return Next::kDone;
  }
  if (!noscript && tag.tag == GUMBO_TAG_NOSCRIPT) {
    Insert(tag);
    mode_ = Mode::kInHeadNoscript;
    return Next::kDone;
  }
  Pop();
  return SwitchTo(noscript ? Mode::kInHead : Mode::kAfterHead);
}

TreeBuilder::Next TreeBuilder::StartAfterHead(const ScannedTag& tag) {
  switch (KindOf(tag.tag)) {
    case TagKind::kHtml:
      return MergeInto(tag, open_.front());
    case TagKind::kHead:
      return Ignore();
    case TagKind::kBody:
      Insert(tag);
      mode_ = Mode::kInBody;
      return Next::kDone;
    case TagKind::kVoidOfHead:
    case TagKind::kRawOfHead:
      if (tag.tag != GUMBO_TAG_MENUITEM) {  // into the head that was closed
        nodes_.Flush(Current());
        Push(head_);
        KindOf(tag.tag) == TagKind::kVoidOfHead ? InsertVoid(tag) : (Insert(tag), Next::kDone);
        Remove(head_);
        return Next::kDone;
      }
      break;
    default:
      break;
  }
  InsertImplied(GUMBO_TAG_BODY);
  return SwitchTo(Mode::kInBody);
}

TreeBuilder::Next TreeBuilder::End(GumboTag tag) {
  switch (mode_) {
    case Mode::kInitial:
      return SwitchTo(Mode::kBeforeHtml);
    case Mode::kBeforeHtml:
    case Mode::kBeforeHead:
    case Mode::kInHead:
    case Mode::kInHeadNoscript:
    case Mode::kAfterHead:
      return EndBeforeBody(tag);
    case Mode::kInBody:
      return EndInBody(tag);
    case Mode::kInTable:
      return EndInTable(tag);
    case Mode::kInCaption: {
      const TagKind kind = KindOf(tag);
      const bool table = tag == GUMBO_TAG_TABLE;
      if (table || tag == GUMBO_TAG_CAPTION) {
        if (!InTableScope(GUMBO_TAG_CAPTION)) return Ignore();
        PopThrough(GUMBO_TAG_CAPTION);
        ClearToMarker();
        mode_ = Mode::kInTable;
        return table ? Next::kAgain : Next::kDone;
      }
      const bool part = kind > TagKind::kCaption && kind <= TagKind::kCell;
      return part || kind == TagKind::kBody || kind == TagKind::kHtml ? Ignore() : EndInBody(tag);
    }
    case Mode::kInColumnGroup:
      if (tag == GUMBO_TAG_COL || !CurrentIs(GUMBO_TAG_COLGROUP)) return Ignore();
      Pop();
      mode_ = Mode::kInTable;
      return tag == GUMBO_TAG_COLGROUP ? Next::kDone : Next::kAgain;
    case Mode::kInTableBody:
      return EndInTableBody(tag);
    case Mode::kInRow:
      return EndInRow(tag);
    case Mode::kInCell:
      return EndInCell(tag);
    case Mode::kInSelect:
    case Mode::kInSelectInTable:
      return EndInSelect(tag);
  }
  return GiveUp();
}

TreeBuilder::Next TreeBuilder::EndBeforeBody(GumboTag tag) {
  const bool implies = tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BR;
  switch (mode_) {
    case Mode::kBeforeHtml:
      if (!implies && tag != GUMBO_TAG_HEAD) return Ignore();
      InsertImplied(GUMBO_TAG_HTML);
      return SwitchTo(Mode::kBeforeHead);
    case Mode::kBeforeHead:
      if (!implies && tag != GUMBO_TAG_HEAD) return Ignore();
      head_ = InsertImplied(GUMBO_TAG_HEAD);
      return SwitchTo(Mode::kInHead);
    case Mode::kInHead:
      if (!implies && tag != GUMBO_TAG_HEAD) return Ignore();
      Pop();
      mode_ = Mode::kAfterHead;
      return implies ? Next::kAgain : Next::kDone;
    case Mode::kInHeadNoscript:
      if (tag != GUMBO_TAG_NOSCRIPT && tag != GUMBO_TAG_BR) return Ignore();
      Pop();
      mode_ = Mode::kInHead;
      return tag == GUMBO_TAG_BR ? Next::kAgain : Next::kDone;
    default:
      if (!implies) return Ignore();
      InsertImplied(GUMBO_TAG_BODY);
      return SwitchTo(Mode::kInBody);
  }
}

TreeBuilder::Next TreeBuilder::StartInSelect(const ScannedTag& tag) {
  const TagKind kind = KindOf(tag.tag);
  const bool leaves_table = kind == TagKind::kCaption || kind == TagKind::kTable ||
                            (kind >= TagKind::kSection && kind <= TagKind::kCell);
  if (mode_ == Mode::kInSelectInTable && leaves_table) {
    PopThrough(GUMBO_TAG_SELECT);
    ResetMode();
    return Next::kAgain;
  }
  if (kind == TagKind::kHtml) return MergeInto(tag, open_.front());
  if (kind == TagKind::kOption) {
    if (CurrentIs(GUMBO_TAG_OPTION)) Pop();
    if (tag.tag == GUMBO_TAG_OPTGROUP && CurrentIs(GUMBO_TAG_OPTGROUP)) Pop();
    Insert(tag);
    return Next::kDone;
  }
  const bool ends =
      tag.tag == GUMBO_TAG_INPUT || tag.tag == GUMBO_TAG_KEYGEN || tag.tag == GUMBO_TAG_TEXTAREA;
  if (kind == TagKind::kSelect || ends) {
    PopThrough(GUMBO_TAG_SELECT);
    ResetMode();
    return ends ? Next::kAgain : Next::kDone;
  }
  if (tag.tag == GUMBO_TAG_SCRIPT) Insert(tag);
  return Next::kDone;
}

TreeBuilder::Next TreeBuilder::EndInSelect(GumboTag tag) {
  const TagKind kind = KindOf(tag);
  const bool leaves_table = kind == TagKind::kCaption || kind == TagKind::kTable ||
                            (kind >= TagKind::kSection && kind <= TagKind::kCell);
  if (mode_ == Mode::kInSelectInTable && leaves_table) {
    if (!InTableScope(tag)) return Ignore();
    PopThrough(GUMBO_TAG_SELECT);
    ResetMode();
    return Next::kAgain;
  }
  if (tag == GUMBO_TAG_SELECT) {
    PopThrough(GUMBO_TAG_SELECT);
    ResetMode();
  } else if (tag == GUMBO_TAG_OPTION) {
    if (CurrentIs(GUMBO_TAG_OPTION)) Pop();
  } else if (tag == GUMBO_TAG_OPTGROUP) {
    const GumboNode* const outer = open_[open_.size() - 2];
    if (CurrentIs(GUMBO_TAG_OPTION) && outer->v.element.tag == GUMBO_TAG_OPTGROUP) Pop();
    if (CurrentIs(GUMBO_TAG_OPTGROUP)) Pop();
  }
  return Next::kDone;
}

}  // namespace dealwire
