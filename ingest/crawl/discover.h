#ifndef DEALWIRE_INGEST_CRAWL_DISCOVER_H_
#define DEALWIRE_INGEST_CRAWL_DISCOVER_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "ingest/url.h"

// What feeds, sitemaps and list pages say of articles. `bytes` are as served, plain or gzip;
// `content_type` is the header's value. The encoding is what ingest/charset.h finds, and for XML
// what its declaration says. Entities of a DOCTYPE are never expanded, nothing is ever loaded. XML
// that breaks in the middle still gives the items after the break. Linear; nothing recurses.
namespace dealwire {

// A link to an article, or to a further sitemap, as a feed, sitemap or list page gives it.
struct Link {
  std::string url;        // whole
  std::string title;      // "" where not said
  std::string published;  // RFC 3339 or a date; "" where not said
  bool is_sitemap = false;
};

constexpr size_t kMaxLinks = 50'000;  // of one file; sitemaps.org allows as many

// RSS 0.9 to 2.0, RDF, Atom, JSON Feed. Relative links are resolved by xml:base, else by `base`.
// Errors: kInvalidArgument, no feed; kDataLoss, kResourceExhausted from unpacking.
StatusOr<std::vector<Link>> ReadFeed(std::string_view bytes, std::string_view content_type,
                                     const Url& base);

// A sitemap, a sitemap index, a news sitemap, a plain list of addresses, a feed that serves as
// sitemap. Errors: kInvalidArgument, no sitemap; kDataLoss, kResourceExhausted from unpacking.
StatusOr<std::vector<Link>> ReadSitemap(std::string_view bytes, std::string_view content_type,
                                        const Url& base);

// Links of an HTML page that may be articles: on the same site, with a path of some length, each
// once, in order. Errors: those of parsing HTML.
StatusOr<std::vector<Link>> ReadListPage(std::string_view bytes, std::string_view content_type,
                                         const Url& base);

// The feeds that an HTML page names by <link rel="alternate">, those of comments last. Errors:
// those of parsing HTML.
StatusOr<std::vector<Link>> FindFeeds(std::string_view html, const Url& base);

// Does it begin as a web page does?
bool LooksLikeHtml(std::string_view bytes);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_DISCOVER_H_
