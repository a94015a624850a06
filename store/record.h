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

class RuleSet;

// What extraction found, as what the store keeps. Pure.

// The article's fields; ids of deals are left to the writer.
pb::Article ToRecord(const Article& article, const std::string& rules_version);
// The reverse: what extraction needs, so that Extract gives again what it gave.
Article FromRecord(const pb::Article& record);

// One report a deal, in order; deal_id and part_of are the article's own ids, which the writer
// replaces by the store's. Parties have the registry's ids; amounts in other currencies are
// converted at the year's rate, which stands beside them.
std::vector<pb::Report> ToReports(const Article& article, const Extraction& extraction,
                                  const RuleSet& rules);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_RECORD_H_
