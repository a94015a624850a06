#include "ingest/html/skipped_elements.h"

#include <algorithm>
#include <array>

namespace dealwire {
namespace {

// Start tags that end a drawing which was not closed (HTML Standard 13.2.6.5).
bool BreaksOut(GumboTag tag) {
  constexpr std::array kMore = {GUMBO_TAG_BODY, GUMBO_TAG_BR,  GUMBO_TAG_EMBED, GUMBO_TAG_HEAD,
                                GUMBO_TAG_HR,   GUMBO_TAG_IMG, GUMBO_TAG_META,  GUMBO_TAG_RUBY,
                                GUMBO_TAG_SPAN, GUMBO_TAG_SUB, GUMBO_TAG_SUP,   GUMBO_TAG_VAR};
  const uint16_t traits = TraitsOf(tag);
  if ((traits & kFormatting) != 0) return tag != GUMBO_TAG_A && tag != GUMBO_TAG_FONT;
  return (traits & kSpecial) != 0 || std::ranges::find(kMore, tag) != kMore.end();
}

// Where HTML stands inside a drawing.
bool HoldsHtml(std::string_view name) {
  return (name.size() == 13 && StartsWithIgnoringCase(name, "foreignobject")) ||
         (name.size() == 4 && StartsWithIgnoringCase(name, "desc")) ||
         (name.size() == 5 && StartsWithIgnoringCase(name, "title"));
}

// Where the markup behind `at` that is a tag begins, comments passed over; at the end of the page
// where there is none.
size_t NextTag(std::string_view html, size_t at) {
  while ((at = html.find('<', at)) != kNone) {
    if (BeginsTag(html, at)) return at;
    const std::string_view rest = html.substr(at + 1, 1);
    const bool declaration = rest == "!" || rest == "?" || rest == "/";
    at = declaration ? std::min(EndOfDeclaration(html, at), html.size()) : at + 1;
  }
  return html.size();
}

}  // namespace

bool IsJsonLd(std::string_view type) {
  for (size_t i = 0; i < type.size(); ++i) {
    if (StartsWithIgnoringCase(type.substr(i), "ld+json")) return true;
  }
  return false;
}

size_t AfterEndTag(std::string_view html, size_t at) {
  if (at >= html.size()) return html.size();
  ScannedTag end;
  ScanTag(html, at, &end, AttributeSet({}));
  return std::min(end.byte_end, html.size());
}

size_t EndOfDrawing(std::string_view html, size_t at) {
  size_t depth = 1, html_inside = 0;
  ScannedTag tag;
  while ((at = NextTag(html, at)) < html.size()) {
    ScanTag(html, at, &tag, AttributeSet({}));
    if (tag.byte_end == kNone) break;
    if (tag.tag == GUMBO_TAG_SVG) {
      if (tag.is_end && --depth == 0) return tag.byte_end;
      depth += tag.is_end || tag.self_closing ? 0 : 1;
    } else if (HoldsHtml(tag.name)) {
      if (!tag.is_end) html_inside += tag.self_closing ? 0 : 1;
      if (tag.is_end && html_inside > 0) --html_inside;
    } else if (html_inside == 0 && BreaksOut(tag.tag)) {
      return at;
    }
    at = tag.byte_end;
  }
  return html.size();
}

size_t EndOfTemplate(std::string_view html, size_t at) {
  size_t depth = 1;
  ScannedTag tag;
  while ((at = NextTag(html, at)) < html.size()) {
    ScanTag(html, at, &tag, AttributeSet({}));
    if (tag.byte_end == kNone) break;
    at = tag.byte_end;
    if (tag.tag == GUMBO_TAG_TEMPLATE) {
      if (tag.is_end && --depth == 0) return at;
      depth += tag.is_end ? 0 : 1;
    } else if (!tag.is_end && tag.tag == GUMBO_TAG_SCRIPT) {
      at = AfterEndTag(html, EndOfScript(html, at));
    } else if (!tag.is_end && (TraitsOf(tag.tag) & (kRawText | kEscapable)) != 0) {
      at = AfterEndTag(html, EndOfRawText(html, at, gumbo_normalized_tagname(tag.tag)));
    }
  }
  return html.size();
}

}  // namespace dealwire
