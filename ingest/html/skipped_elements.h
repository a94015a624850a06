#ifndef DEALWIRE_INGEST_HTML_SKIPPED_ELEMENTS_H_
#define DEALWIRE_INGEST_HTML_SKIPPED_ELEMENTS_H_

#include <cstddef>
#include <string_view>

#include "ingest/html/tag_scanner.h"

// Where elements end that are passed over without a look at what is in them. `html` is in an
// encoding in which markup is ASCII; all are linear in what they pass over.
namespace dealwire {

// Behind the end tag at `at`; the size of `html` where there is none.
size_t AfterEndTag(std::string_view html, size_t at);

// Where the drawing (svg) ends whose start tag ends at `at`: behind its end tag, or before a tag
// that cannot be in it.
size_t EndOfDrawing(std::string_view html, size_t at);

// Behind the end tag of the template whose start tag ends at `at`.
size_t EndOfTemplate(std::string_view html, size_t at);

// Whether a script with this value of `type` is JSON-LD.
bool IsJsonLd(std::string_view type);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_SKIPPED_ELEMENTS_H_
