#ifndef DEALWIRE_STORE_RECORD_H_
#define DEALWIRE_STORE_RECORD_H_

#include <string>
#include <vector>

#include "extract/extraction.h"
#include "ingest/article.h"

namespace dealwire::pb {
class Article;
class Report;
}  // namespace dealwire::pb

namespace dealwire {

// What extraction found, as what the store keeps. Pure.

// The article's fields and the whole record as JSON; ids of deals are left to the writer.
pb::Article ToRecord(const Article& article, const Extraction& extraction,
                     const std::string& rules_version);

// One report a deal, in order; deal_id and part_of are the article's own ids, which the writer
// replaces by the store's.
std::vector<pb::Report> ToReports(const Article& article, const Extraction& extraction,
                                  const std::string& rules_version);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_RECORD_H_
