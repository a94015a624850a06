#ifndef DEALWIRE_SCALE_STORE_WORKER_H_
#define DEALWIRE_SCALE_STORE_WORKER_H_

#include <memory>

#include "base/status.h"
#include "scale/worker.h"

namespace dealwire {

class RuleSet;
struct MergeRules;

// Articles in, stored articles and merged deals out: scale/article_stage.h, scale/deal_stage.h.
Status RunStoreWorker(const WorkerOptions& options, std::shared_ptr<const RuleSet> rules,
                      std::shared_ptr<const MergeRules> merge);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_STORE_WORKER_H_
