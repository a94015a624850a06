// Writes the compiled form of the rules that are embedded in it: compile_rules FILE. A step of the
// build (cmake/CompiledRules.cmake).
#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "base/file.h"
#include "extract/rule_files.h"
#include "extract/rules.h"

int main(int argc, char** argv) {
  using namespace dealwire;  // NOLINT: all of this file is about it
  if (argc != 2) {
    fmt::print(stderr, "usage: compile_rules FILE\n");
    return 2;
  }
  const auto rules = RuleSet::Compile(RuleFiles::Embedded());
  const Status done = rules.ok() ? WriteFileAtomically(argv[1], (*rules)->Save()) : rules.status();
  if (done.ok()) return 0;
  fmt::print(stderr, "{}\n", Message(done));
  return 1;
}
