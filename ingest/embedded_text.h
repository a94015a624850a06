#ifndef DEALWIRE_INGEST_EMBEDDED_TEXT_H_
#define DEALWIRE_INGEST_EMBEDDED_TEXT_H_

#include <string>
#include <string_view>

namespace dealwire {

// For pages that show nothing before their scripts run: the markup of most paragraphs among the
// strings of their scripts (JSON of a page's state, also JSON inside of such a string); "" where no
// string holds two paragraphs. `html` is the page as served, in UTF-8. Linear.
std::string EmbeddedMarkup(std::string_view html);

// A JSON string's inside, its escapes undone; other JSON as it stands. Linear.
std::string UnescapeJson(std::string_view text);

// Paragraphs for a text of lines, or the text itself where it is marked up.
std::string MarkupOf(const std::string& text);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_EMBEDDED_TEXT_H_
