#ifndef DEALWIRE_CLI_COMMAND_H_
#define DEALWIRE_CLI_COMMAND_H_

#include <functional>
#include <memory>
#include <string>

#include "base/status.h"

namespace CLI {
class App;
}

// How a command joins the program. Each cli/<command>.cc defines one function
//
//     void AddFetchCommand(CLI::App& app, CommandContext& context) {
//       CLI::App* command = AddCommand(app, "fetch", "Fetch one page", "  dealwire fetch URL");
//       auto options = std::make_shared<FetchOptions>();
//       command->add_option("URL", options->url, "the page")->required();
//       command->callback([options, &context] {
//         context.run = [options, &context] { return RunFetch(*options, context); };
//       });
//     }
//
// which is declared here and called in cli/commands.cc. The callback only says what to run: nothing
// happens before the whole command line is understood.
namespace dealwire {

class RuleSet;
struct MergeRules;

// cli.md: "Exit codes".
enum class ExitCode {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,         // wrong usage or configuration
  kPartial = 3,       // some sources or inputs failed, told on standard error
  kBusy = 4,          // the database is in use by another writer
  kInterrupted = 130  // what was done is kept
};

enum class ColorMode { kAuto, kAlways, kNever };

// The options that every command has, and what is to be run.
struct CommandContext {
  std::string db;     // --db, else $DEALWIRE_DB, else $XDG_DATA_HOME/dealwire/db
  std::string rules;  // --rules; empty: the rules compiled into the program
  ColorMode color = ColorMode::kAuto;
  std::function<ExitCode()> run;  // set by the command that was named
};

// A command of `app` that takes the global options too, with `examples` ("  dealwire ...", one a
// line) under its help.
CLI::App* AddCommand(CLI::App& app, const std::string& name, const std::string& what,
                     const std::string& examples);

// The rules of --rules, else those compiled in. Errors: kInvalidArgument, a line a problem;
// kNotFound.
StatusOr<std::shared_ptr<const RuleSet>> LoadRules(const CommandContext& context);

// Likewise what reports are merged by.
StatusOr<std::shared_ptr<const MergeRules>> LoadMergeRules(const CommandContext& context);

// Tells `status`, which is not OK, on standard error, and gives the exit code for a command that
// ends with it: kInvalidArgument is wrong usage, kCancelled an interruption, all else a failure.
ExitCode Fail(const Status& status);

// The same for what opening the database said: kUnavailable is another writer.
ExitCode FailOpening(const Status& status);

// After SIGINT or SIGTERM: what runs is to end soon and keep what was done. Safe from any thread.
bool Interrupted();

// Signal handlers: a first SIGINT or SIGTERM sets Interrupted(), a second one ends the process; a
// closed pipe is a failed write and no signal. Once, before threads start.
void InstallSignalHandlers();

// All commands, in the order of the help.
void AddCommands(CLI::App& app, CommandContext& context);

void AddArticlesCommand(CLI::App& app, CommandContext& context);
void AddCompletionCommand(CLI::App& app, CommandContext& context);
void AddCrawlCommand(CLI::App& app, CommandContext& context);
void AddExplainCommand(CLI::App& app, CommandContext& context);
void AddExportCommand(CLI::App& app, CommandContext& context);
void AddExtractCommand(CLI::App& app, CommandContext& context);
void AddHistoryCommand(CLI::App& app, CommandContext& context);
void AddIngestCommand(CLI::App& app, CommandContext& context);
void AddQueryCommand(CLI::App& app, CommandContext& context);
void AddReportCommand(CLI::App& app, CommandContext& context);
void AddRulesCommand(CLI::App& app, CommandContext& context);
void AddShowCommand(CLI::App& app, CommandContext& context);
void AddStoreCommand(CLI::App& app, CommandContext& context);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_COMMAND_H_
