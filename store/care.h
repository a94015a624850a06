#ifndef DEALWIRE_STORE_CARE_H_
#define DEALWIRE_STORE_CARE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "store/database.h"

// Care of the database: is it sound, what is in it, its indexes made anew.
namespace dealwire {

struct VerifyReport {
  uint64_t articles = 0, versions = 0, deals = 0, reports = 0, changes = 0, index_entries = 0,
           documents = 0, bodies = 0;
  std::vector<std::string> problems;  // each a line; at most kMaxProblems of them
  uint64_t problem_count = 0;
};
constexpr size_t kMaxProblems = 100;

// Reads everything: checksums of all files; every record is whole; every report has its article and
// its deal; every deal its reports; every index entry its record and the reverse; change numbers
// run without a gap; every body has the hash that it is stored under; every address that waits to
// be fetched stands in a queue. `stop` ends it early. Errors:
// kDataLoss, a file is damaged; kCancelled. Time: linear.
StatusOr<VerifyReport> Verify(const Database& database, const std::function<bool()>& stop = {});

// Of a folder that was copied while a writer worked, and of no other: Verify, once. Errors:
// kDataLoss, its files are of more than one state; what is told is the first problem. Time: a look
// at one key, else linear.
Status CheckCopy(Database* database);

// Makes the indexes and the index of words anew from the records, and frees addresses that say they
// wait to be fetched where no queue holds them.
Status Reindex(Database* database);

// Brings a store of an older schema to this one; one of this schema stays as it is.
Status Migrate(Database* database);

struct FamilyStats {
  std::string name;
  uint64_t keys = 0, bytes = 0;
};
// Every family, the estimates of RocksDB.
std::vector<FamilyStats> StatsOf(const Database& database);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_CARE_H_
