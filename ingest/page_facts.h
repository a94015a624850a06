#ifndef DEALWIRE_INGEST_PAGE_FACTS_H_
#define DEALWIRE_INGEST_PAGE_FACTS_H_

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html/html.h"

namespace dealwire {

// What stands in a page about its article, as found in one walk, before anything is weighed.
struct PageFacts {
  // By name, property or itemprop: letters and digits alone, in lower case, without what is before
  // a "/": "article:published_time" and "http://ogp.me/ns/article#published_time" are one. The
  // values in page order.
  std::map<std::string, std::vector<std::string>, std::less<>> meta;
  std::vector<std::string> json_ld;
  std::vector<std::string> h1;
  std::string title, lang, canonical;
  std::string item_headline, item_published, item_modified;  // microdata
  std::vector<std::string> times;    // <time>, those that say "published" first
  std::vector<std::string> authors;  // texts of elements that name authors, the surest first
  std::vector<std::string> bylines;  // texts of elements that may say more than a name

  // The first value of the first of `names` that has one; "" for none.
  std::string Meta(std::initializer_list<std::string_view> names) const;
};

PageFacts FindFacts(const HtmlTree& tree);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_PAGE_FACTS_H_
