#ifndef DEALWIRE_INGEST_HTML_OPEN_ELEMENTS_H_
#define DEALWIRE_INGEST_HTML_OPEN_ELEMENTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "ingest/html/html_tags.h"

namespace dealwire {

// Follows which elements a parser has open, so that a page cannot nest them deeper than any page
// that a person wrote: Gumbo looks through all open elements at nearly every tag, and repeats what
// formatting is open in each paragraph. Tags beyond the bounds are to be left out; the text in them
// stays. Costs a few steps a tag, never more than kMaxOpen.
class OpenElements {
 public:
  static constexpr size_t kMaxOpen = 256;
  // Beside links, which do not nest.
  static constexpr uint32_t kMaxFormatting = 4;
  // Elements opened and not closed by an end tag of their own. A page that is so far from what it
  // says is not followed: its further tags are left out.
  static constexpr uint32_t kMaxUnclosed = 4096;

  // A start or an end tag comes. Whether it is to be passed on.
  bool Open(GumboTag tag);
  bool Close(GumboTag tag);

  // Whether an element is open; of formatting, whether it is active.
  bool IsOpen(GumboTag tag) const { return open_[tag] > 0; }

 private:
  static constexpr size_t kTags = GUMBO_TAG_LAST + 1;

  bool OpenFormatting(GumboTag tag);
  void EndParagraph();
  void EndItem(GumboTag tag);
  void EndCell();
  void CloseSpecial(GumboTag tag);
  void CloseOrdinary(GumboTag tag);
  void PopTo(size_t size);

  std::vector<GumboTag> stack_;
  std::array<uint32_t, kTags> open_ = {};     // in stack_; formatting: active
  std::array<uint32_t, kTags> skipped_ = {};  // start tags left out whose end tag is to come
  uint32_t formatting_ = 0;
  uint32_t unclosed_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_OPEN_ELEMENTS_H_
