#ifndef DEALWIRE_SCALE_DEAL_STAGE_H_
#define DEALWIRE_SCALE_DEAL_STAGE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "base/status.h"
#include "scale/messages.pb.h"
#include "scale/partition_state.h"
#include "scale/worker.h"
#include "store/deals.h"
#include "store/merge_rules.h"

namespace dealwire {

class RuleSet;

// The store worker's second half: tellings of deals become deals, by the same rules and the same
// code as in a store on one machine (store/deals.h). A partition has all reports between two groups
// of parties, and deals of different pairs never touch. Its log is the topic deals.
class DealStage {
 public:
  DealStage(const WorkerOptions& options, const RuleSet& rules, const MergeRules& merge)
      : options_(options), rules_(rules), merge_(merge) {}

  Status Assign(int32_t partition);
  void Revoke(int32_t partition) { states_.erase(partition); }

  // May the message join the open transaction? A pair is told of once in a transaction, since what
  // it changes is there to be read only when that is committed.
  bool MayTake(const KafkaMessage& message) const;
  // One message of the topic reports. Errors: kDataLoss, it is to be put in quarantine; others end
  // the worker.
  Status Take(const KafkaMessage& message, KafkaProducer* producer);
  Status Committed(const Offsets& written);
  void Aborted();

 private:
  struct State {
    std::unique_ptr<PartitionState> kept;
    uint64_t last_change = 0;    // committed
    uint64_t open_change = 0;    // in the open transaction
    std::set<std::string> open;  // pairs that it tells of
  };
  Status Apply(State* state, const std::string& pair, const pb::PairReports& reports, pb::Told told,
               KafkaProducer* producer);
  Status Keep(State* state, const std::string& key, const pb::Told& told, DealChanges* changes,
              KafkaProducer* producer);

  const WorkerOptions& options_;
  const RuleSet& rules_;
  const MergeRules& merge_;
  std::map<int32_t, State> states_;
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_DEAL_STAGE_H_
