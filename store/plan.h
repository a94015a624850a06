#ifndef DEALWIRE_STORE_PLAN_H_
#define DEALWIRE_STORE_PLAN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/status.h"
#include "store/filter.h"

// Which deals to look at for a question: the ids of the index that holds fewest, or those of one
// that has them in the order asked for.
namespace dealwire {

class Database;

// What orders deals by itself, without reading all.
enum class Order {
  kNone,
  kLast,    // newest report first
  kFirst,   // by the first report, newest first
  kAmount,  // largest upper bound in dollars first; deals without one are not in it
};

// Some entries of the index: one value of a filter, or several.
struct Probe {
  struct Range {
    std::string first, end;
  };
  std::string name;  // "provider oracle", for --explain
  std::vector<Range> ranges;
  std::vector<std::string> ids;  // in place of ranges: what the words gave
  bool has_ids = false;
  Order order = Order::kNone;  // of each range
  bool has_days = false;       // the entries tell the day of the last report (IndexTag::kUpperUsd)
};

// What was done, for --explain and for tests.
struct PlanReport {
  std::string index;               // whose entries were read; "all deals": none's
  std::vector<std::string> tried;  // "kind compute: more than 1024", in the order of the filters
  uint64_t keys_read = 0, deals_read = 0, matched = 0;
};

// `filter` with what its site and its words come to in this store. Errors: kInvalidArgument, no
// word.
StatusOr<Filter> ResolveFilter(const Database& database, Filter filter);

// One probe for each filter that an index answers; empty where none does.
StatusOr<std::vector<Probe>> ProbesOf(const Database& database, const Filter& filter);
// All deals in that order.
Probe ProbeOf(const Database& database, Order order);

// The number of entries, counted up to `most`.
StatusOr<uint64_t> CountUpTo(const Database& database, const Probe& probe, uint64_t most);

// The ids of a probe, in its order over all ranges, each once; until `visit` says false.
Status EachId(const Database& database, const Probe& probe,
              const std::function<bool(const std::string& id)>& visit);

// Those of a probe that has days, the newest report first, then by id. Takes a few bytes for each.
StatusOr<std::vector<std::string>> NewestIds(const Database& database, const Probe& probe);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_PLAN_H_
