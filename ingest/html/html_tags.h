#ifndef DEALWIRE_INGEST_HTML_HTML_TAGS_H_
#define DEALWIRE_INGEST_HTML_HTML_TAGS_H_

#include <gumbo.h>

#include <cstdint>
#include <string_view>

// What the tree construction of the HTML Standard makes of tags, as far as it decides how deep a
// tree gets. Source: HTML Standard 13.2.4.2 "The stack of open elements", 13.2.6.4.7 "in body".
namespace dealwire {

enum TagTrait : uint16_t {
  kVoid = 1 << 0,        // never open, or closed by what follows
  kSpecial = 1 << 1,     // the end tag of an ordinary element does not reach over it
  kFormatting = 1 << 2,  // opened again in the next paragraph until its end tag comes
  kScope = 1 << 3,       // an end tag inside of it does not reach what is outside
  kClosesP = 1 << 4,     // its start tag ends an open paragraph
  kTablePart = 1 << 5,   // ends what is open inside the table's cell
  kItem = 1 << 6,        // li, dd, dt: a start tag ends the one before
  kRawText = 1 << 7,     // text up to its end tag, without markup
  kEscapable = 1 << 8,   // the same, with character references
  kDropped = 1 << 9,     // no text for readers: left out with all that is in it
  kNoElement = 1 << 10,  // html, head, body, frameset: one a page, whatever tags say
  kLine = 1 << 11,       // begins and ends a line of text: white space beside it says nothing
};

// The traits of a tag; 0 for elements that have none, unknown ones among them.
uint16_t TraitsOf(GumboTag tag);

// The tag of a name as it stands in a page, in any case; GUMBO_TAG_UNKNOWN for others.
GumboTag TagOf(std::string_view name);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_HTML_TAGS_H_
