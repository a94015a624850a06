#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <thread>

#include "base/log.h"
#include "base/time.h"
#include "base/toml.h"

namespace dealwire {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// $DEALWIRE_DB, else $XDG_DATA_HOME/dealwire/db, else the XDG default for that.
std::string DefaultDb() {
  if (std::string db = Environment("DEALWIRE_DB"); !db.empty()) return db;
  if (const std::string data = Environment("XDG_DATA_HOME"); !data.empty()) {
    return data + "/dealwire/db";
  }
  const std::string home = Environment("HOME");
  return (home.empty() ? "." : home + "/.local/share") + "/dealwire/db";
}

std::optional<size_t> ParseNumber(std::string_view text) {
  size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A check that tells what the option takes, for CLI11: "" is right.
CLI::Validator Check(std::function<std::string(std::string&)> check) {
  return CLI::Validator(std::move(check), "");
}

void AddLogOptions(CLI::App& app) {
  struct Log {
    LogLevel level = LogLevel::kWarning;
    LogFormat format = LogFormat::kText;
  };
  const auto log = std::make_shared<Log>();
  app.add_option_function<std::string>(
         "--log-level",
         [log](const std::string& name) {
           log->level = *ParseLogLevel(name);
           ConfigureLog(log->level, log->format);
         },
         "how much is told on standard error")
      ->type_name("LEVEL")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}));
  app.add_option_function<std::string>(
         "--log-format",
         [log](const std::string& name) {
           log->format = *ParseLogFormat(name);
           ConfigureLog(log->level, log->format);
         },
         "what is told there: lines, or a JSON object a line")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json"}));
}

void CollectNames(const CLI::App& app, std::vector<std::string>* names) {
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names->push_back("--" + name);
  }
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    names->push_back(sub->get_name());
  }
}

}  // namespace

StatusOr<Shard> ParseShard(const std::string& text) {
  const size_t slash = text.find('/');
  if (slash != std::string::npos) {
    const auto index = ParseNumber(std::string_view(text).substr(0, slash));
    const auto count = ParseNumber(std::string_view(text).substr(slash + 1));
    if (index && count && *index >= 1 && *index <= *count) return Shard{*index, *count};
  }
  return InvalidArgument(
      fmt::format("'{}' is no shard; write i/n with i from 1 to n, as in 2/8", text));
}

void AddGlobalOptions(CLI::App& app, CommandContext* context) {
  context->db = DefaultDb();
  app.add_option("--db", context->db, "the database")->type_name("DIR")->envname("DEALWIRE_DB");
  app.add_option("--rules", context->rules, "rules from a folder, not those compiled in")
      ->type_name("DIR");
  app.add_option_function<std::string>(
         "--color",
         [context](const std::string& when) {
           context->color = when == "always"  ? ColorMode::kAlways
                            : when == "never" ? ColorMode::kNever
                                              : ColorMode::kAuto;
         },
         "colour; auto: on a terminal, unless NO_COLOR is set")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  AddLogOptions(app);
}

void AddFormatOption(CLI::App* command, const std::vector<std::string>& choices,
                     std::string* format, const std::string& what) {
  command->add_option("--format", *format, what)
      ->type_name("FORMAT")
      ->check(CLI::IsMember(choices));
}

void AddJobsOption(CLI::App* command, size_t* jobs) {
  *jobs = std::max(1U, std::thread::hardware_concurrency());
  command->add_option("-j,--jobs", *jobs, "threads; default: all cores")
      ->type_name("N")
      ->check(Check([](std::string& text) {
        const auto n = ParseNumber(text);
        return n && *n >= 1 && *n <= 1024 ? ""
                                          : "takes a number from 1 to 1024, not '" + text + "'";
      }));
}

void AddPagerOption(CLI::App* command, bool* no_pager) {
  command->add_flag("--no-pager", *no_pager, "no $PAGER for a table on a terminal");
}

void AddShardOption(CLI::App* command, Shard* shard) {
  command
      ->add_option_function<std::string>(
          "--shard", [shard](const std::string& text) { *shard = *ParseShard(text); },
          "every n-th input, beginning with the i-th: to spread work over processes")
      ->type_name("I/N")
      ->check(Check([](std::string& text) {
        const StatusOr<Shard> parsed = ParseShard(text);
        return parsed.ok() ? "" : Message(parsed.status());
      }));
}

void AddOnlyWithOption(CLI::App* command, std::vector<std::string>* terms) {
  command
      ->add_option("--only-with", *terms,
                   "leaves out what holds no sum a deal may be over (money), or names no "
                   "organisation of the registry (org), or either; most pages without parsing them")
      ->type_name("money,org")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->check(CLI::IsMember({"money", "org"}));
}

void AddInputOptions(CLI::App* command, InputHints* hints) {
  command->add_option("--input", hints->input, "what the inputs are")
      ->type_name("KIND")
      ->check(CLI::IsMember({"auto", "html", "text", "jsonl", "warc"}));
  command->add_option("--url", hints->url, "where the page is from, if the file does not say");
  command
      ->add_option("--published", hints->published,
                   "when it was published (2025-11-03, or RFC 3339), if the file does not say")
      ->type_name("TIME")
      ->check(Check([](std::string& text) {
        return ParseTimestamp(text) ? ""
                                    : "'" + text + "' is no date; write 2025-11-03 or RFC 3339";
      }));
  command->add_option("--lang", hints->lang, "its language (de, pt-BR), if it cannot be told")
      ->type_name("TAG");
}

std::string NearestOption(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  CollectNames(app, &names);
  // Options of the commands above are taken anywhere, their subcommands are not.
  for (const CLI::App* at = app.get_parent(); word.starts_with('-') && at != nullptr;
       at = at->get_parent()) {
    CollectNames(*at, &names);
  }
  const std::string bare = word.substr(0, word.find('='));
  return Nearest(bare, std::vector<std::string_view>(names.begin(), names.end()));
}

}  // namespace dealwire
