#ifndef DEALWIRE_STORE_MERGE_H_
#define DEALWIRE_STORE_MERGE_H_

#include <functional>
#include <string>
#include <vector>

namespace dealwire::pb {
class Deal;
class DealFields;
class Report;
}  // namespace dealwire::pb

// When reports tell of the same deal, and what all of them together say. Structured keys alone
// decide: parties by group, kind, amounts, time. Pure.
namespace dealwire {

// The organisation's topmost group ("aws" -> "amazon"); the id itself where there is none.
using GroupOf = std::function<std::string(const std::string& id)>;

// What reports of one deal have in common whatever their words: parties by group, kind, and whether
// it is a sum.
std::string PartiesKey(const pb::DealFields& fields, const GroupOf& group_of);

// May `report` tell of `deal`, whose parties key it shares? Amounts agree within 5 %, or contain
// one another, or one is not said; published within 270 days of the deal's first or last report.
bool MayBeSameDeal(const pb::Deal& deal, const pb::Report& report);

// Do the amounts agree exactly? Breaks ties between several deals that may be the same.
bool SameAmount(const pb::Deal& deal, const pb::Report& report);

// Sets everything in `deal` but its id and key from its reports; none: retracted. Of values that
// disagree the one with most independent sources counts (copies of one text count once), then the
// later; the others are kept beside it. The status is the latest told.
void MergeReports(std::vector<pb::Report> reports, pb::Deal* deal);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_MERGE_H_
