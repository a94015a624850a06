#ifndef DEALWIRE_INGEST_DISCOVER_H_
#define DEALWIRE_INGEST_DISCOVER_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "ingest/url.h"

namespace dealwire {

// A link to an article, or to a further sitemap, as a feed, sitemap or list page gives it.
struct Link {
  std::string url;        // whole
  std::string title;      // "" where not said
  std::string published;  // RFC 3339 or a date; "" where not said
  bool is_sitemap = false;
};

constexpr size_t kMaxLinks = 50'000;  // of one file; sitemaps.org allows as many

// RSS 0.9 to 2.0, RDF, Atom, JSON Feed. Broken XML gives what stands before the break.
// Errors: kInvalidArgument, no feed.
StatusOr<std::vector<Link>> ReadFeed(std::string_view bytes, const Url& base);

// A sitemap, a sitemap index, a news sitemap, a plain list of addresses; each also gzip.
// Errors: kInvalidArgument, no sitemap; kDataLoss, kResourceExhausted from unpacking.
StatusOr<std::vector<Link>> ReadSitemap(std::string_view bytes, const Url& base);

// Links of an HTML page that may be articles: on the same site, with a path of some length, each
// once, in order. Errors: those of parsing HTML.
StatusOr<std::vector<Link>> ReadListPage(std::string_view html, const Url& base);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_DISCOVER_H_
