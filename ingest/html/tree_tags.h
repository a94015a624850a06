#ifndef DEALWIRE_INGEST_HTML_TREE_TAGS_H_
#define DEALWIRE_INGEST_HTML_TREE_TAGS_H_

#include <gumbo.h>

#include <cstdint>

// What tree construction makes of each tag in the body of a page, for ingest/html/tree_builder.h.
// Source: HTML Standard 13.2.4.2 "The stack of open elements", 13.2.6.4.7 "in body", as of Gumbo
// 0.10 (<main> is not special in it, and it knows <rb> and <rtc>).
namespace dealwire {

enum class TagKind : uint8_t {
  kOrdinary,
  kHtml,
  kHead,
  kBody,
  kVoidOfHead,  // base, link, meta and their like
  kRawOfHead,   // title, script, noframes
  kBlock,
  kParagraph,
  kHeading,
  kForm,
  kListItem,
  kDefinition,  // dd, dt
  kButton,
  kAnchor,
  kNoBreak,  // nobr
  kFormatting,
  kMarked,  // applet, marquee, object: formatting does not reach into them
  kTable,
  kVoidOfLine,  // br, img, input and their like
  kVoid,        // param, source, track
  kRule,        // hr
  kRaw,         // textarea, iframe, noembed
  kSelect,
  kOption,  // option, optgroup
  kRuby,    // rb, rp, rt, rtc
  kCaption,
  kColumnGroup,
  kColumn,
  kSection,  // tbody, thead, tfoot
  kRow,
  kCell,
  kStray,    // frame: nothing, where it may not stand
  kRefused,  // what the builder does not follow
};

TagKind KindOf(GumboTag tag);

// Of an open element.
enum OpenTrait : uint16_t {
  kSpecialNode = 1 << 0,
  kEndImplied = 1 << 1,
  kBoundsAll = 1 << 2,     // what is outside is in no scope
  kBoundsList = 1 << 3,    // nor in that of list items
  kBoundsButton = 1 << 4,  // nor in that of buttons
  kBoundsTable = 1 << 5,   // nor in that of tables
  kOfTable = 1 << 6,       // where the stack is cleared to before a caption, a section
  kOfSection = 1 << 7,     // before a row
  kOfRow = 1 << 8,         // before a cell
};

uint16_t OpenTraitsOf(GumboTag tag);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_TREE_TAGS_H_
