#ifndef DEALWIRE_SCALE_EXTRACT_WORKER_H_
#define DEALWIRE_SCALE_EXTRACT_WORKER_H_

#include <memory>

#include "base/status.h"
#include "scale/worker.h"

namespace dealwire {

class RuleSet;

// Pages in, articles with their mentions and deals out. It remembers nothing: any number of them
// work side by side. Pages without an article are counted and end here.
Status RunExtractWorker(const WorkerOptions& options, std::shared_ptr<const RuleSet> rules);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_EXTRACT_WORKER_H_
