#ifndef DEALWIRE_INGEST_METADATA_H_
#define DEALWIRE_INGEST_METADATA_H_

#include <string>
#include <string_view>
#include <vector>

#include "ingest/html/html.h"

namespace dealwire {

// Where on the page a field was found: "JSON-LD", "meta", "h1", "title", "microdata", "time",
// "address", "byline"; "" for a field that is empty.
struct Origins {
  std::string title, published, authors;
};

// What a page says of itself, each field from the best of its sources: JSON-LD (schema.org), then
// Open Graph and other <meta>, then what a reader sees. A field that none gives is empty.
struct Metadata {
  std::string title;
  std::vector<std::string> titles;        // every headline the page gives, best first
  std::vector<std::string> descriptions;  // what the page gives as its summary
  std::string published, modified;        // RFC 3339 or a date
  std::vector<std::string> authors;
  Origins origins;
  bool authors_are_sure = false;  // persons that the page names as such, not its outlet
  std::string site;
  std::string lang;         // BCP 47, claimed
  std::string canonical;    // as written; may be relative
  std::string body;         // JSON-LD articleBody
  bool paywalled = false;   // JSON-LD isAccessibleForFree: false
  bool is_article = false;  // JSON-LD or og:type says so
  bool is_video = false;    // JSON-LD names a video or gallery and no article
};

// `url` is where the page is from: dates in its path, the host as site. `fetched` (RFC 3339) is
// what a <time> that says "2 hours ago" counts from; without it none is read. Linear in the page.
Metadata ReadMetadata(const HtmlTree& tree, std::string_view url, std::string_view fetched = "");

// Fills what is missing, or unsure, from lines that stand about the headline, those nearest to the
// body first: "Do 25.04.24 | 14:07 Uhr | Von Eva Roe". With `labelled`, from those alone that say
// what they are: "Published 7 December 2025", "By Jane Roe". "2 hours ago" counts from `fetched`.
void ReadBylines(const std::vector<std::string>& lines, bool labelled, std::string_view fetched,
                 Metadata* metadata);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_METADATA_H_
