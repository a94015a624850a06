#ifndef DEALWIRE_STORE_MERGE_RULES_H_
#define DEALWIRE_STORE_MERGE_RULES_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "extract/rule_files.h"

namespace dealwire {

// Two reports as a merge rule's example tells them, and whether they are one deal.
struct MergeExample {
  struct Side {
    std::vector<std::string> customer, provider;
    std::string kind, currency, qualifier, published;
    std::optional<double> min, max;
    bool aggregate = false;
  };
  std::string where;  // "rules/merge/same_deal.toml:22:1"
  std::string why;
  bool same = false;
  Side a, b;
};

// When reports are one deal (rules/merge/*.toml). Immutable; for any thread.
struct MergeRules {
  double exact = 0.02, about = 0.1, bound = 0.02, currency = 0.15;  // parts of an amount
  int window_days = 270;
  int copy_bits = 3;
  std::vector<MergeExample> examples;

  // Errors: kInvalidArgument, a line a problem.
  static StatusOr<MergeRules> Compile(const RuleFiles& files);
  // Those compiled into the program; made once.
  static const MergeRules& Embedded();
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_MERGE_RULES_H_
