#ifndef DEALWIRE_EXTRACT_RULE_TESTS_H_
#define DEALWIRE_EXTRACT_RULE_TESTS_H_

#include <string>
#include <vector>

#include "extract/deal.h"
#include "extract/rule_example.h"

namespace dealwire {

class RuleSet;

// What is wrong with one example, or "": "expected openai <- oracle 3e+11 USD; found nothing
// (provider: no organisation stands for it)".
std::string FailureOf(const RuleExample& example, const RuleSet& rules);

// All examples of deals: those of frames in file order, then those of the languages.
std::vector<const RuleExample*> DealExamples(const RuleSet& rules);

// Runs every example and near miss that stands in the rule files: of frames, languages (cues and
// quantities) and ambiguous names. Deals are read by the frames alone, whatever was learned.
struct RuleTestResult {
  size_t run = 0;
  std::vector<std::string> failures;  // "file:line:column: what was expected, what was found"
};
RuleTestResult RunRuleTests(const RuleSet& rules);

// Constraints that no example needs: each is loosened in turn (a role that a frame demands, an
// argument slot, a class of words of a language), and where all examples hold without it, it is
// named: "frames/supply.toml:supply: slot `by`". Costs a run of the examples a constraint.
std::vector<std::string> UntestedConstraints(const RuleSet& rules);

// "openai <- oracle 3e+11 USD compute signed"
std::string Summary(const Deal& deal);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_RULE_TESTS_H_
