#ifndef DEALWIRE_STORE_MERGE_H_
#define DEALWIRE_STORE_MERGE_H_

#include <functional>
#include <string>
#include <vector>

#include "store/merge_rules.h"

namespace dealwire::pb {
class Deal;
class DealFields;
class Money;
class Report;
}  // namespace dealwire::pb

// When reports tell of the same deal, and what all of them together say. Structured keys alone
// decide: parties by group, kind, amounts, time (rules/merge). Pure.
namespace dealwire {

class RuleSet;

// Reports of one deal that have a say in it; of more, as many count. Bounds what one more costs.
constexpr size_t kMaxVoters = 1000;

// The organisation's topmost group ("aws" -> "amazon"); the id itself where there is none.
using GroupOf = std::function<std::string(const std::string& id)>;

// What reports of one deal have in common whatever their words: parties by group, kind, and whether
// it is a sum.
std::string PartiesKey(const pb::DealFields& fields, const GroupOf& group_of);

// How well `report` fits to `deal`, whose parties key it shares: 0, it tells of another one (the
// amounts exclude each other, or it is out of the window of time); more is better.
int Fit(const MergeRules& rules, const pb::Deal& deal, const pb::Report& report);

// Sets everything in `deal` but its id and key from its reports; none: retracted. Of values that
// disagree the one with most independent sources counts (copies of one text count once), then the
// later; the others are kept beside it with their articles. The status is the latest told.
void MergeReports(const MergeRules& rules, std::vector<const pb::Report*> reports, pb::Deal* deal);

// "38000000000..38000000000 USD", a bound that was not said is "?": how changes tell an amount.
std::string MoneyText(const pb::Money& money);

// Examples that are not as they say, a line each: "file:line:column: why: expected one deal; found
// two". `rule_set` says who belongs to whom, and what sums are in dollars.
std::vector<std::string> FailuresOfExamples(const MergeRules& rules, const RuleSet& rule_set);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_MERGE_H_
