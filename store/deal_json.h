#ifndef DEALWIRE_STORE_DEAL_JSON_H_
#define DEALWIRE_STORE_DEAL_JSON_H_

#include <string>
#include <vector>

#include "store/query.h"
#include "store/table.h"

namespace dealwire::pb {
class Article;
class Change;
class Deal;
class Report;
}  // namespace dealwire::pb

// Stored records as users see them: an object of JSON without a line feed, or a row of a table.
namespace dealwire {

std::string ToJson(const DealRow& row);
std::string ToJson(const pb::Deal& deal, const std::vector<pb::Report>& reports);
std::string ToJson(const pb::Report& report);
std::string ToJson(const pb::Article& article, bool with_text);
std::string ToJson(const pb::Change& change);

// `for_people`: few columns and short numbers; otherwise every field in a column of its own.
Table ToTable(const std::vector<DealRow>& rows, bool for_people);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DEAL_JSON_H_
