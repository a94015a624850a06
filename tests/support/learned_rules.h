#ifndef DEALWIRE_TESTS_SUPPORT_LEARNED_RULES_H_
#define DEALWIRE_TESTS_SUPPORT_LEARNED_RULES_H_

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "extract/learned/learned_models.h"
#include "extract/rules.h"

// The program's rules with other models (a file of rules/learned) in the place of those that
// annotated articles teach; and what the words of English tell, if anything.
inline std::shared_ptr<const dealwire::RuleSet> RulesWith(const std::string& models,
                                                          const std::string& words = "") {
  std::vector<dealwire::RuleFile> files = {{"learned/x.toml", "rules/learned/x.toml", models}};
  if (!words.empty())
    files.push_back({"learned/words/en.toml", "rules/learned/words/en.toml", words});
  dealwire::Diagnostics problems;
  dealwire::LearnedModels learned =
      dealwire::LearnedModels::Compile(dealwire::RuleFiles(std::move(files)), &problems);
  REQUIRE(problems.ToStatus().ok());
  return dealwire::RuleSet::Embedded()->With(std::move(learned));
}

#endif  // DEALWIRE_TESTS_SUPPORT_LEARNED_RULES_H_
