#include "extract/learned/learned_models.h"

#include <catch2/catch.hpp>

#include "extract/rules.h"

using namespace dealwire;

namespace {

Diagnostics LearnedProblems(const std::string& toml) {
  Diagnostics problems;
  LearnedModels::Compile(RuleFiles({{"learned/x.toml", "rules/learned/x.toml", toml}}), &problems);
  return problems;
}

}  // namespace

TEST_CASE("learned models: what is wrong with them is told", "[extract][learned]") {
  CHECK(LearnedProblems("least_sums = 1\n").messages() ==
        std::vector<std::string>{
            "rules/learned/x.toml:1:1: unknown key 'least_sums'; did you mean 'least_sum'?"});
  CHECK(LearnedProblems("[kind.gift]\nfeatures = []\ntrees = [\"1\"]\n").messages() ==
        std::vector<std::string>{"rules/learned/x.toml:1:1: unknown kind of deal"});
  CHECK(LearnedProblems("[status.lost]\nfeatures = []\ntrees = [\"1\"]\n").messages() ==
        std::vector<std::string>{"rules/learned/x.toml:1:1: unknown status of a deal"});
  CHECK(LearnedProblems("[deal]\nfeatures = [\"cue.rent\"]\ntrees = [\"1\"]\n").messages().size() ==
        1);
  CHECK(LearnedProblems("[sum]\nfeatures = [\"moon\"]\ntrees = [\"1\"]\n").messages().size() == 1);
  CHECK(LearnedProblems("[sum]\nfeatures = [\"dollars\"]\ntrees = [\"0<9@0 -1 1\"]\n").empty());
}

TEST_CASE("learned models: bounds are probabilities", "[extract][learned]") {
  for (const char* bound : {"0", "1", "-0.2", "7"}) {
    INFO(bound);
    CHECK(LearnedProblems(std::string("least_deal = ") + bound + "\n").messages() ==
          std::vector<std::string>{"rules/learned/x.toml:1:14: no probability; write a number "
                                   "between 0 and 1"});
  }
  CHECK(LearnedProblems("least_deal = 0.4\n").empty());
}

TEST_CASE("learned models: rules without them read what frames read", "[extract][learned]") {
  Diagnostics problems;
  CHECK(LearnedModels::Compile(RuleFiles({}), &problems).empty());
  CHECK(problems.empty());
  CHECK_FALSE(RuleSet::Embedded()->learned().empty());
}
