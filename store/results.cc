#include "store/results.h"

#include <utility>

#include "base/hash.h"
#include "store/record.pb.h"

namespace dealwire {

uint64_t ResultsHash(const std::string& results, std::vector<pb::Report>* reports) {
  std::string all = results;
  for (pb::Report& report : *reports) {
    std::string version = std::exchange(*report.mutable_rules_version(), "");
    report.AppendToString(&all);
    *report.mutable_rules_version() = std::move(version);
  }
  return Hash64(all);
}

bool SameText(const pb::Article& a, const pb::Article& b) {
  return a.sha256() == b.sha256() && a.title() == b.title() && a.published() == b.published();
}

}  // namespace dealwire
