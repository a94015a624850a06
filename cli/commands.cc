#include "cli/command.h"
#include "cli/worker_commands.h"

namespace dealwire {

void AddCommands(CLI::App& app, CommandContext& context) {
  AddCrawlCommand(app, context);
  AddIngestCommand(app, context);
  AddExtractCommand(app, context);
  AddExplainCommand(app, context);
  AddQueryCommand(app, context);
  AddArticlesCommand(app, context);
  AddShowCommand(app, context);
  AddHistoryCommand(app, context);
  AddExportCommand(app, context);
  AddReportCommand(app, context);
  AddStoreCommand(app, context);
  AddWorkerCommand(app, context);
  AddRulesCommand(app, context);
  AddCompletionCommand(app, context);
}

}  // namespace dealwire
