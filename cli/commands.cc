#include "cli/command.h"

namespace dealwire {

void AddCommands(CLI::App& app, Context& context) {
  AddExtractCommand(app, context);
  AddCompletionCommand(app, context);
}

}  // namespace dealwire
