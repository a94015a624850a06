#ifndef DEALWIRE_STORE_QUERY_H_
#define DEALWIRE_STORE_QUERY_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/status.h"
#include "store/database.h"
#include "store/filter.h"
#include "store/plan.h"

namespace dealwire::pb {
class Article;
class Deal;
class Report;
class Change;
}  // namespace dealwire::pb

// Questions to the store.
namespace dealwire {

struct DealRow {
  std::shared_ptr<const pb::Deal> deal;
  std::shared_ptr<const pb::Report> report;  // --reports: the row is this article's telling
};

struct Query {
  Filter filter;
  std::string sort;        // see QueryDeals
  size_t most = 0;         // 0: all
  bool by_report = false;  // a row for each matching report of the deals
};

// What a reader must have opened for these questions: of merged deals; with `by_report`; with words
// (Filter::text); of articles.
std::vector<Family> FamiliesOfDeals(bool by_report, bool by_text);
std::vector<Family> FamiliesOfArticles();

// Merged deals that match. Sorted by `sort`: "published" (the default: newest report first; with
// --until by the first report), "amount" (largest first), "customer", "provider", "kind", "status",
// "sources", "confidence"; ties by id. Time: of a question that an index answers, in the number of
// its answers; a sorting that no index has reads all deals that match. Errors: kInvalidArgument, no
// such field.
StatusOr<std::vector<DealRow>> QueryDeals(const Database& database, const Query& query,
                                          PlanReport* report = nullptr);

// The same rows one after another, in no order, so that memory is bounded; until `visit` says
// false.
Status EachRow(const Database& database, const Query& query,
               const std::function<bool(const DealRow& row)>& visit, PlanReport* report = nullptr);

// The newest version of articles that match, newest first; where the filter asks for deals, of
// those that report a matching one. `most`: 0 is all.
Status QueryArticles(const Database& database, const Filter& filter, size_t most,
                     const std::function<bool(const pb::Article& article)>& visit);

StatusOr<std::vector<pb::Report>> ReportsOf(const Database& database, const std::string& deal_id,
                                            size_t most = SIZE_MAX);
// In order of their numbers.
StatusOr<std::vector<pb::Change>> ChangesOf(const Database& database, const std::string& deal_id);
// All changes after the one with that number.
StatusOr<std::vector<pb::Change>> ChangesAfter(const Database& database, uint64_t number);
// Deals whose id begins with `prefix`, at most 20.
StatusOr<std::vector<pb::Deal>> DealsById(const Database& database, const std::string& prefix);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_QUERY_H_
