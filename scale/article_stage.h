#ifndef DEALWIRE_SCALE_ARTICLE_STAGE_H_
#define DEALWIRE_SCALE_ARTICLE_STAGE_H_

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/status.h"
#include "scale/messages.pb.h"
#include "scale/partition_state.h"
#include "scale/worker.h"

namespace dealwire {

class RuleSet;

// The store worker's first half: articles as they were read become articles as they are stored.
// Knows of each article what it said last: the same text with the same results changes nothing; a
// changed text is a new version; pairs of parties that it tells of no more are told so. Its log is
// the topic articles.
class ArticleStage {
 public:
  ArticleStage(const WorkerOptions& options, const RuleSet& rules)
      : options_(options), rules_(rules) {}

  Status Assign(int32_t partition);
  void Revoke(int32_t partition) { states_.erase(partition); }

  // One message of the topic extracted. Errors: kDataLoss, it is to be put in quarantine; others
  // end the worker.
  Status Take(const KafkaMessage& message, KafkaProducer* producer);
  Status Committed(const Offsets& written);
  void Aborted();

 private:
  struct State {
    std::unique_ptr<PartitionState> kept;
    std::map<std::string, pb::ArticleMessage> open;  // of the open transaction, without texts
  };
  StatusOr<std::optional<pb::ArticleMessage>> Before(const State& state, const std::string& id);
  Status WritePairs(const pb::ArticleMessage& message, const pb::ArticleMessage* before,
                    KafkaProducer* producer) const;

  const WorkerOptions& options_;
  const RuleSet& rules_;
  std::map<int32_t, State> states_;
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_ARTICLE_STAGE_H_
