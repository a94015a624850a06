#ifndef DEALWIRE_STORE_GROUP_H_
#define DEALWIRE_STORE_GROUP_H_

#include <map>
#include <string>
#include <vector>

#include "base/status.h"
#include "store/query.h"
#include "store/table.h"

namespace dealwire {

// What `query --group-by` tells of a group. Amounts are dollars, of a deal its lower bound, else
// its upper; sums over several deals are counted and not added, since what they sum is added
// itself.
struct GroupRow {
  std::string key;
  size_t count = 0;
  size_t amounts = 0;  // deals whose amount is known
  double sum = 0, min = 0, max = 0;
  std::string first, last;  // days
};

// Gathers rows in groups; a deal with two providers counts for both.
class Grouper {
 public:
  // By "provider", "customer", "chip", "kind", "status", "month", "site", "lang". Errors:
  // kInvalidArgument.
  static StatusOr<Grouper> By(const std::string& field);

  void Add(const DealRow& row);
  // Largest sum first, then the largest count, then by key.
  std::vector<GroupRow> Rows() const;

 private:
  explicit Grouper(std::string field) : field_(std::move(field)) {}
  std::string field_;
  std::map<std::string, GroupRow> groups_;
};

// `for_people`: amounts as people write them.
Table GroupTable(const std::vector<GroupRow>& groups, const std::string& field, bool for_people);
// An object of JSON.
std::string ToJson(const GroupRow& group, const std::string& field);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_GROUP_H_
