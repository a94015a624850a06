#ifndef DEALWIRE_CLI_OPTIONS_H_
#define DEALWIRE_CLI_OPTIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "base/status.h"
#include "cli/command.h"

// Options that several commands share, each defined once; help, man page and completions are made
// from these definitions. Values are checked while the command line is read, so that a wrong one is
// told before anything runs.
namespace dealwire {

// --shard i/n: of all inputs, those whose number is i modulo n (i from 1 to n).
struct Shard {
  size_t index = 1;
  size_t count = 1;
  bool Takes(size_t input) const { return input % count == index - 1; }
};

// Errors: kInvalidArgument.
StatusOr<Shard> ParseShard(const std::string& text);

// The global options: --db, --rules, --color, --log-level, --log-format, --version.
void AddGlobalOptions(CLI::App& app, CommandContext* context);

// --format, one of `choices`. An empty *format stays empty where the option is not given.
void AddFormatOption(CLI::App* command, const std::vector<std::string>& choices,
                     std::string* format, const std::string& what);

// --jobs N; *jobs is the number of cores where the option is not given.
void AddJobsOption(CLI::App* command, size_t* jobs);

// --no-pager.
void AddPagerOption(CLI::App* command, bool* no_pager);

void AddShardOption(CLI::App* command, Shard* shard);

// --only-with; *terms are names of Prefilter::Term (extract/prefilter.h), none twice.
void AddOnlyWithOption(CLI::App* command, std::vector<std::string>* terms);

// What a file lacks and the user knows: --url, --published, --lang. Input: --input.
struct InputHints {
  std::string input = "auto";  // auto, html, text, jsonl, warc
  std::string url;
  std::string published;  // RFC 3339 or a date
  std::string lang;       // BCP 47
};
void AddInputOptions(CLI::App* command, InputHints* hints);

// The one of all options and commands that `app` and those above it take which is nearest to
// `word`, or "".
std::string NearestOption(const CLI::App& app, const std::string& word);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_OPTIONS_H_
