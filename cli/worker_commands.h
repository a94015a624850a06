#ifndef DEALWIRE_CLI_WORKER_COMMANDS_H_
#define DEALWIRE_CLI_WORKER_COMMANDS_H_

namespace CLI {
class App;
}

// The commands that speak to Kafka (docs/scale.md).
namespace dealwire {

struct CommandContext;

void AddWorkerCommand(CLI::App& app, CommandContext& context);
// `store` is the command of that name.
void AddStoreFollowCommand(CLI::App* store, CommandContext& context);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_WORKER_COMMANDS_H_
