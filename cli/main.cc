// dealwire: dispatch, exit codes, signals.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdio>

#include "base/log.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"

#ifndef DEALWIRE_VERSION
#error "the build says which version this is"
#endif

namespace dealwire {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  dealwire extract article.html | jq '.deals'\n"
    "  dealwire crawl --sources sources.toml\n"
    "  dealwire query --provider oracle --min 100bn\n"
    "  dealwire export --format xlsx -o deals.xlsx --since 30d";

// The command that was named, or `app` where none was.
const CLI::App& Named(const CLI::App& app) {
  const auto subs = app.get_subcommands();
  return subs.empty() ? app : Named(*subs.front());
}

// "dealwire rules diff": `app` and the commands that were named below it.
std::string PathOf(const CLI::App& app) {
  const auto subs = app.get_subcommands();
  return app.get_name() + (subs.empty() ? "" : " " + PathOf(*subs.front()));
}

// What is wrong with the command line, in one line, with what was probably meant.
std::string Explain(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = Named(app);
  const std::vector<std::string> extras = app.remaining(true);
  if (extras.empty()) {
    if (&command == &app && error.get_name() == "RequiredError") {
      return "no command given; dealwire --help lists them";
    }
    return error.what();
  }
  const std::string& word = extras.front();
  const bool is_option = word.size() > 1 && word[0] == '-';
  const std::string what = is_option          ? "unknown option"
                           : &command == &app ? "unknown command"
                                              : "unexpected argument";
  const std::string near = NearestOption(command, word);
  return near.empty()
             ? fmt::format("{} '{}'; {} --help lists what there is", what, word, PathOf(app))
             : fmt::format("{} '{}'; did you mean '{}'?", what, word, near);
}

int Usage(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {  // --help, --version: asked for, so results
    Output out;
    out.Write(error.get_name() == "CallForVersion" ? std::string(error.what()) + "\n"
                                                   : app.help() + "\n");
    return 0;
  }
  LogError(Explain(app, error));
  return static_cast<int>(ExitCode::kUsage);
}

int Main(int argc, char** argv) {
  KeepFreedMemory();
  InstallSignalHandlers();
  CommandContext context;
  CLI::App app("News in, deals out: who promises whom how much money for what compute", "dealwire");
  app.footer(kExamples);
  app.set_version_flag("--version", "dealwire " DEALWIRE_VERSION);
  app.require_subcommand(1);
  AddGlobalOptions(app, &context);
  AddCommands(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return Usage(app, error);
  }
  const ExitCode code = context.run();
  return static_cast<int>(Interrupted() && code != ExitCode::kDone ? ExitCode::kInterrupted : code);
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  try {
    return dealwire::Main(argc, argv);
  } catch (...) {  // no memory, no threads: nothing of ours throws
    std::fputs("dealwire: error: out of memory or threads\n", stderr);
    return 1;
  }
}
