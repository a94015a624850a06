#ifndef DEALWIRE_INGEST_PAGE_H_
#define DEALWIRE_INGEST_PAGE_H_

#include <cstddef>
#include <string>

namespace dealwire {

constexpr size_t kMaxPageBytes = size_t{32} << 20;

enum class PageKind { kAuto, kHtml, kText };

// What was fetched or read, before anything is understood of it: the bytes as served and what the
// transport said.
struct Page {
  std::string url;           // after redirects; empty for a file without one
  std::string bytes;         // as served, content encoding removed, charset untouched
  std::string content_type;  // the header's value, e.g. "text/html; charset=koi8-r"; may be empty
  std::string fetched;       // RFC 3339, UTC; empty if unknown
  PageKind kind = PageKind::kAuto;
  // What the user or the source says; hints, used where the page itself is silent.
  std::string hint_lang;       // BCP 47
  std::string hint_published;  // RFC 3339 or a date
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_PAGE_H_
