#ifndef DEALWIRE_INGEST_TEXT_FILE_H_
#define DEALWIRE_INGEST_TEXT_FILE_H_

#include <string_view>

#include "base/status.h"
#include "ingest/article.h"

namespace dealwire {

// Reads a page that has lost its mark-up: an optional site line, the title (the first longer line),
// an optional date and byline, then the body, a blank line between blocks (or a block a line), list
// items led by U+2022, "-", "*" or "1.". A body that opens with the title again loses it, and what
// stands around it.
// Fills title, published, authors, site, text and blocks. `text` is UTF-8 in NFC.
// Errors: kNotFound, no block of prose.
StatusOr<Article> ReadTextFile(std::string_view text, std::string_view lang);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_TEXT_FILE_H_
