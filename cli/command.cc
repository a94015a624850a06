#include "cli/command.h"

#include <CLI/App.hpp>
#include <atomic>
#include <csignal>
#include <sstream>

#include "base/log.h"
#include "extract/rules.h"
#include "store/merge_rules.h"

namespace dealwire {
namespace {

std::atomic<bool> g_interrupted = false;

extern "C" void OnSignal(int signal) {
  if (g_interrupted.exchange(true)) {  // asked twice: end at once
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

CLI::App* AddCommand(CLI::App& app, const std::string& name, const std::string& what,
                     const std::string& examples) {
  CLI::App* command = app.add_subcommand(name, what);
  command->fallthrough();  // global options may stand after the command too
  if (!examples.empty()) command->footer("Examples:\n" + examples);
  return command;
}

StatusOr<std::shared_ptr<const RuleSet>> LoadRules(const CommandContext& context) {
  if (context.rules.empty()) return RuleSet::Embedded();
  DW_TRY(const RuleFiles files, RuleFiles::Load(context.rules));
  return RuleSet::Compile(files);
}

StatusOr<std::shared_ptr<const MergeRules>> LoadMergeRules(const CommandContext& context) {
  if (context.rules.empty()) {
    return std::shared_ptr<const MergeRules>(std::shared_ptr<void>(), &MergeRules::Embedded());
  }
  DW_TRY(const RuleFiles files, RuleFiles::Load(context.rules));
  DW_TRY(MergeRules rules, MergeRules::Compile(files));
  return std::make_shared<const MergeRules>(std::move(rules));
}

ExitCode Fail(const Status& status) {
  std::istringstream lines(Message(status));
  for (std::string line; std::getline(lines, line);) LogError(line);
  if (status.code() == StatusCode::kInvalidArgument) return ExitCode::kUsage;
  if (status.code() == StatusCode::kCancelled) return ExitCode::kInterrupted;
  return ExitCode::kFailed;
}

ExitCode FailOpening(const Status& status) {
  const ExitCode code = Fail(status);
  return status.code() == StatusCode::kUnavailable ? ExitCode::kBusy : code;
}

bool Interrupted() { return g_interrupted.load(std::memory_order_relaxed); }

void InstallSignalHandlers() {
  struct sigaction action = {};
  action.sa_handler = OnSignal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);  // no SA_RESTART: a blocked read ends with EINTR
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace dealwire
