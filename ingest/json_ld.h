#ifndef DEALWIRE_INGEST_JSON_LD_H_
#define DEALWIRE_INGEST_JSON_LD_H_

#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// What the JSON-LD blocks of a page say of its article; empty where they do not.
struct JsonLdArticle {
  bool found = false;
  std::string headline, alternative, description, published, modified, publisher, lang, url, body;
  std::vector<std::string> authors;
  bool authors_are_outlets = false;  // organisations all
  bool free = true;                  // isAccessibleForFree
  bool is_video = false;             // a VideoObject or ImageGallery, and no article
};

// Reads the article among `blocks` (contents of <script type="application/ld+json">): graphs,
// arrays, "@id" references, several articles (the one whose headline is most like `title`), and
// JSON that is broken by raw line feeds, trailing commas, bytes that are no UTF-8, numbers without
// end or HTML comments. Nesting beyond 64 levels, and blocks beyond the thousandth, are not read.
// Linear. Source: schema.org/NewsArticle.
JsonLdArticle ReadJsonLd(const std::vector<std::string>& blocks, std::string_view title);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_JSON_LD_H_
