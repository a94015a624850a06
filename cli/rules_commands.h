#ifndef DEALWIRE_CLI_RULES_COMMANDS_H_
#define DEALWIRE_CLI_RULES_COMMANDS_H_

#include <string>

#include "base/status.h"
#include "cli/command.h"
#include "extract/rule_files.h"

// What the parts of `dealwire rules` share; each subcommand is added by its own function.
namespace dealwire {

void AddRulesShowCommand(CLI::App& rules, CommandContext& context);
void AddRulesDiffCommand(CLI::App& rules, CommandContext& context);

// The rules as files: of `folder`, else of --rules, else those compiled in. Errors: kNotFound.
StatusOr<RuleFiles> FindRuleFiles(const std::string& folder, const CommandContext& context);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_RULES_COMMANDS_H_
