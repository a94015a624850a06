#ifndef DEALWIRE_SCALE_STORE_WORKER_H_
#define DEALWIRE_SCALE_STORE_WORKER_H_

#include "base/status.h"
#include "scale/worker.h"

namespace dealwire {

class RuleSet;
struct MergeRules;

// Articles in, stored articles and merged deals out: scale/article_stage.h, scale/deal_stage.h.
// The rules must outlive the call.
Status RunStoreWorker(const WorkerOptions& options, const RuleSet& rules, const MergeRules& merge);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_STORE_WORKER_H_
