// Writes the compiled form of the rules that are embedded in it, of ICU's names of months and of
// its words for times that are past: compile_rules RULES MONTHS PHRASES. A step of the build
// (cmake/CompiledRules.cmake).
#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "base/file.h"
#include "extract/rule_files.h"
#include "extract/rules.h"
#include "ingest/month_names.h"
#include "ingest/relative_phrases.h"

int main(int argc, char** argv) {
  using namespace dealwire;  // NOLINT: all of this file is about it
  if (argc != 4) {
    fmt::print(stderr, "usage: compile_rules RULES MONTHS PHRASES\n");
    return 2;
  }
  const auto rules = RuleSet::Compile(RuleFiles::Embedded());
  Status done = rules.ok() ? WriteFileAtomically(argv[1], (*rules)->Save()) : rules.status();
  if (done.ok()) done = WriteFileAtomically(argv[2], MonthNames::FromIcu().Save());
  if (done.ok()) done = WriteFileAtomically(argv[3], PhraseBook::FromIcu().Save());
  if (done.ok()) return 0;
  fmt::print(stderr, "{}\n", Message(done));
  return 1;
}
