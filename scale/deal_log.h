#ifndef DEALWIRE_SCALE_DEAL_LOG_H_
#define DEALWIRE_SCALE_DEAL_LOG_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "scale/kafka.h"
#include "store/database.h"
#include "store/deals.h"

namespace dealwire::pb {
class Deal;
}

// The entries of the topic deals, which is compacted:
//
//     deal/<id>                  pb::Deal; a tombstone where no article tells it any more
//     retracted/<id>             pb::Deal as it was last told; a tombstone when it is told again
//     report/<deal>/<article>    pb::Report; a tombstone where the article tells it no more
//     change/<16 hex digits>     pb::Change; the number counts in the partition
//     told/<pair> NUL <article>  pb::Told: what an article told of a pair, for the store worker
//
// Numbers of documents (pb::Deal::docs, pb::Report::doc) are each reader's own and are left out.
namespace dealwire {

struct LogEntry {
  std::string key;
  std::optional<std::string> value;
};

enum class LogKind { kDeal, kRetracted, kReport, kChange, kTold, kUnknown };
struct LogKey {
  LogKind kind = LogKind::kUnknown;
  std::string_view rest;  // behind the first "/"
};
LogKey ParseLogKey(std::string_view key);

// What is told of a pair by an article: the key in meta, which is the key in the log.
std::string ToldKey(std::string_view pair, std::string_view article);

// The entries for what a DealChanges wrote; `database` is as it was before.
StatusOr<std::vector<LogEntry>> ToLog(const Database& database,
                                      const std::vector<DealChanges::Record>& records);

// `after` and its indexes into `batch`; `database` has the deal as it was, or has it not.
Status PutDeal(const Database& database, const pb::Deal& after, Database::Batch* batch);

// An entry into a store worker's own state. Errors: kDataLoss.
Status ApplyToState(Database* database, const KafkaMessage& entry);

// The number of the last change that the state knows.
StatusOr<uint64_t> LastChange(const Database& database);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_DEAL_LOG_H_
