#ifndef DEALWIRE_STORE_JSON_H_
#define DEALWIRE_STORE_JSON_H_

#include <string>

#include "extract/extraction.h"
#include "ingest/article.h"

// Results as JSON, as users see them (docs/record.md): one object without a line feed, keys always
// in the same order. Offsets are Unicode code points of article.text, end exclusive; of the title
// where the object says "in":"title". A number that is whole is printed without a point; a bound, a
// date or a name that was not said is null. Pure; linear in the article.
namespace dealwire {

// `id` is a JSON value that is to stand first (the id of a JSON-lines input), or "".
std::string ToJson(const Article& article, const Extraction& extraction,
                   const std::string& id = "");

// {"id","url","title","lang","published",...}
std::string ToJson(const Article& article);

// {"mentions":[...],"deals":[...]}: what stands beside the article in a record.
std::string ResultsToJson(const Article& article, const Extraction& extraction);

// The deals alone, an array. `extraction` is of this article.
std::string DealsToJson(const Article& article, const Extraction& extraction);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_JSON_H_
