#ifndef DEALWIRE_TESTS_SUPPORT_LEARNED_RULES_H_
#define DEALWIRE_TESTS_SUPPORT_LEARNED_RULES_H_

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "extract/rules.h"

// The program's rules with other models (a file of rules/learned) in the place of those that
// annotated articles teach; and what the words of English tell, if anything.
inline std::shared_ptr<const dealwire::RuleSet> RulesWith(const std::string& models,
                                                          const std::string& words = "") {
  std::vector<dealwire::RuleFile> files = dealwire::RuleFiles::Embedded().all();
  std::erase_if(files, [](const dealwire::RuleFile& f) { return f.path.starts_with("learned/"); });
  files.push_back({"learned/x.toml", "rules/learned/x.toml", models});
  if (!words.empty())
    files.push_back({"learned/words/en.toml", "rules/learned/words/en.toml", words});
  const auto rules = dealwire::RuleSet::Compile(dealwire::RuleFiles(std::move(files)));
  REQUIRE(rules.ok());
  return *rules;
}

#endif  // DEALWIRE_TESTS_SUPPORT_LEARNED_RULES_H_
