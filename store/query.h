#ifndef DEALWIRE_STORE_QUERY_H_
#define DEALWIRE_STORE_QUERY_H_

#include <memory>
#include <string>
#include <vector>

#include "base/status.h"
#include "store/filter.h"

namespace dealwire::pb {
class Deal;
class Report;
class Change;
}  // namespace dealwire::pb

// Questions to the store. Each runs over the deals once.
namespace dealwire {

class Database;

struct DealRow {
  std::shared_ptr<const pb::Deal> deal;
  std::shared_ptr<const pb::Report> report;  // --reports: the row is this article's telling
};

// Merged deals that match; with `by_report` a row for each matching report of theirs. Sorted by
// `sort`: "published" (newest first), "amount" (largest first), "customer", "provider", "kind",
// "status", "sources", "confidence"; ties by id. Errors: kInvalidArgument, no such field.
StatusOr<std::vector<DealRow>> QueryDeals(const Database& database, const Filter& filter,
                                          const std::string& sort, bool by_report);

StatusOr<std::vector<pb::Report>> ReportsOf(const Database& database, const std::string& deal_id);
StatusOr<std::vector<pb::Change>> ChangesOf(const Database& database, const std::string& deal_id);
// Deals whose id begins with `prefix`.
StatusOr<std::vector<pb::Deal>> DealsById(const Database& database, const std::string& prefix);

struct GroupRow {
  std::string key;
  size_t count = 0;
  double usd = 0;  // of the bounds said: the lower, else the upper
};
// By "provider", "customer", "chip", "kind", "month", "site"; largest sum first. A deal with two
// providers counts for both. Errors: kInvalidArgument.
StatusOr<std::vector<GroupRow>> GroupDeals(const Database& database,
                                           const std::vector<DealRow>& rows, const std::string& by);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_QUERY_H_
