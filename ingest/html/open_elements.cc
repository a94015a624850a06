#include "ingest/html/open_elements.h"

namespace dealwire {
namespace {

bool IsHeading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

// Special elements that a new list item reaches over.
bool IsOpenToItems(GumboTag tag) {
  return tag == GUMBO_TAG_ADDRESS || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_P;
}

bool IsList(GumboTag tag) { return tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL; }

}  // namespace

void OpenElements::PopTo(size_t size) {
  while (stack_.size() > size) {
    --open_[stack_.back()];
    stack_.pop_back();
  }
}

bool OpenElements::Open(GumboTag tag) {
  const uint16_t traits = TraitsOf(tag);
  if ((traits & kFormatting) != 0) return OpenFormatting(tag);
  if ((traits & kTablePart) != 0) {
    EndCell();
    return true;
  }
  if ((traits & kItem) != 0) EndItem(tag);
  if ((traits & kClosesP) != 0) EndParagraph();
  if ((traits & (kVoid | kNoElement)) != 0) return true;
  if (IsHeading(tag) && !stack_.empty() && IsHeading(stack_.back())) PopTo(stack_.size() - 1);
  const bool closes_itself = (traits & kItem) != 0 || tag == GUMBO_TAG_P;
  if (stack_.size() >= kMaxOpen || (!closes_itself && unclosed_ >= kMaxUnclosed)) {
    ++skipped_[tag];
    return false;
  }
  unclosed_ += closes_itself ? 0 : 1;
  stack_.push_back(tag);
  ++open_[tag];
  return true;
}

bool OpenElements::OpenFormatting(GumboTag tag) {
  // A link in a link ends the first.
  if (tag == GUMBO_TAG_A) {
    open_[tag] = 1;
    return true;
  }
  if (formatting_ >= kMaxFormatting) {
    ++skipped_[tag];
    return false;
  }
  ++open_[tag];
  ++formatting_;
  return true;
}

bool OpenElements::Close(GumboTag tag) {
  const uint16_t traits = TraitsOf(tag);
  if ((traits & kTablePart) != 0) {
    EndCell();
    return true;
  }
  if ((traits & (kVoid | kNoElement)) != 0) return true;
  if (skipped_[tag] > 0) {
    --skipped_[tag];
    return false;
  }
  if (open_[tag] == 0) return true;
  if ((traits & kFormatting) != 0) {
    --open_[tag];
    formatting_ -= tag == GUMBO_TAG_A ? 0 : 1;
    return true;
  }
  if ((traits & kItem) == 0 && tag != GUMBO_TAG_P && unclosed_ > 0) --unclosed_;
  if ((traits & kSpecial) != 0) {
    CloseSpecial(tag);
  } else {
    CloseOrdinary(tag);
  }
  return true;
}

void OpenElements::EndParagraph() {
  if (open_[GUMBO_TAG_P] == 0) return;
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i] == GUMBO_TAG_P) return PopTo(i);
    if (stack_[i] == GUMBO_TAG_BUTTON || (TraitsOf(stack_[i]) & kScope) != 0) return;
  }
}

void OpenElements::EndItem(GumboTag tag) {
  const bool in_list = tag == GUMBO_TAG_LI;
  for (size_t i = stack_.size(); i-- > 0;) {
    const GumboTag at = stack_[i];
    if (at == tag || (!in_list && (at == GUMBO_TAG_DD || at == GUMBO_TAG_DT))) return PopTo(i);
    if ((TraitsOf(at) & kSpecial) != 0 && !IsOpenToItems(at)) return;
  }
}

void OpenElements::EndCell() {
  if (open_[GUMBO_TAG_TABLE] == 0) return;
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i] == GUMBO_TAG_TABLE) return PopTo(i + 1);
  }
}

void OpenElements::CloseSpecial(GumboTag tag) {
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i] == tag) return PopTo(i);
    // A table ends whatever is in its cells.
    if ((TraitsOf(stack_[i]) & kScope) != 0 && tag != GUMBO_TAG_TABLE) return;
    if (tag == GUMBO_TAG_P && stack_[i] == GUMBO_TAG_BUTTON) return;
    if (tag == GUMBO_TAG_LI && IsList(stack_[i])) return;
  }
}

void OpenElements::CloseOrdinary(GumboTag tag) {
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i] == tag) return PopTo(i);
    if ((TraitsOf(stack_[i]) & kSpecial) != 0) return;
  }
}

}  // namespace dealwire
