#ifndef DEALWIRE_EXTRACT_RULE_LINT_H_
#define DEALWIRE_EXTRACT_RULE_LINT_H_

#include <string>
#include <vector>

#include "extract/rule_files.h"

namespace dealwire {

// What loads and is wrong all the same, or does nothing; "file:line:column: what; what to do",
// by kind of file, then in file order:
//   - cues: a class that no frame reads; a word given twice, or covered by another one with a star
//   - frames: a trigger of which no language has a word
//   - sectors: members that the registry does not know, or that stand in two
//   - registry: a name claimed by two entries, given twice in one, or shadowed by a longer name of
//     another entry where an ending follows; descriptors and mistranslations of a language that has
//     no file
//   - examples in a language without cues
// Reads the files alone, so that it tells also what RuleSet::Compile is not asked about any more
// after an error. Linear in the files but for sorting.
struct LintFinding {
  std::string text;
  bool note = false;  // does nothing and harms nothing: a word that another one finds already
};
std::vector<LintFinding> LintRules(const RuleFiles& files);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_RULE_LINT_H_
