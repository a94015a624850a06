#ifndef DEALWIRE_INGEST_HTML_TAG_SCANNER_H_
#define DEALWIRE_INGEST_HTML_TAG_SCANNER_H_

#include <array>
#include <cstddef>
#include <string_view>

#include "ingest/html/attributes.h"
#include "ingest/html/html_tags.h"

namespace dealwire {

constexpr size_t kNone = std::string_view::npos;

// What the HTML Standard takes for space between names and values.
constexpr bool IsHtmlSpace(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// One tag as it stands in a page: views into it.
struct ScannedTag {
  struct Attribute {
    size_t index = 0;        // in kAttributesRead
    std::string_view value;  // without its quotes; "" for none
    bool quoted = false;
  };

  std::string_view name;
  GumboTag tag = GUMBO_TAG_UNKNOWN;
  bool is_end = false;
  bool self_closing = false;
  size_t byte_end = 0;  // behind its '>'; kNone where the page ends within it
  // Those of kAttributesRead, each once: the first counts.
  std::array<Attribute, kAttributesRead.size()> attributes = {};
  size_t attribute_count = 0;

  // "" where there is none.
  std::string_view Value(AttributeName name) const;
};

// Whether a tag begins at html[at], which is '<': a letter, or a slash and a letter, follows.
bool BeginsTag(std::string_view html, size_t at);

// The tag that begins at `at`. Linear in its length.
void ScanTag(std::string_view html, size_t at, ScannedTag* tag);
// The same with those attributes alone, at less cost.
void ScanTag(std::string_view html, size_t at, ScannedTag* tag, const AttributeSet& only);

// Where markup that is no element, "<!...", "<?...", "</1...", ends: kNone where it does not.
size_t EndOfDeclaration(std::string_view html, size_t at);

// Where the text of a raw text element ends whose start tag ends at `at`: at its end tag, or at the
// end of the page. Scripts may hold comments that hold scripts.
size_t EndOfRawText(std::string_view html, size_t at, std::string_view name);
size_t EndOfScript(std::string_view html, size_t at);

// Whether `text` begins with `lower`, whatever its case.
bool StartsWithIgnoringCase(std::string_view text, std::string_view lower);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_TAG_SCANNER_H_
