#ifndef DEALWIRE_CLI_WORKER_COMMANDS_H_
#define DEALWIRE_CLI_WORKER_COMMANDS_H_

namespace CLI {
class App;
}

// The commands that speak to Kafka (docs/scale.md).
namespace dealwire {

struct Context;

void AddWorkerCommand(CLI::App& app, Context& context);
// `store` is the command of that name.
void AddStoreFollowCommand(CLI::App* store, Context& context);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_WORKER_COMMANDS_H_
