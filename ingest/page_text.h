#ifndef DEALWIRE_INGEST_PAGE_TEXT_H_
#define DEALWIRE_INGEST_PAGE_TEXT_H_

#include <string>
#include <string_view>

#include "base/status.h"

namespace dealwire {

struct Page;

// The page in UTF-8, once it is known that there is text on it: a view of the page's bytes, or of
// `*decoded`. Errors: kInvalidArgument, empty or binary; kResourceExhausted, larger than
// kMaxPageBytes.
StatusOr<std::string_view> TextOfPage(const Page& page, std::string* decoded);

// Whether `text`, which is the page's, is HTML, by what the page is said to be or by how it begins.
bool IsHtml(const Page& page, std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_PAGE_TEXT_H_
