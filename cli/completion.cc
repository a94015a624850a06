// dealwire completion: shell completion and the man page, both made from the same tree of commands
// and options as the parser and the help.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <algorithm>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"

namespace dealwire {
namespace {

struct OptionInfo {
  std::vector<std::string> names;    // "-j", "--jobs"
  std::vector<std::string> choices;  // of its value, where they are few
  std::string value;                 // "N"; "" for a switch
  std::string what;
};

struct CommandInfo {
  std::string name;  // "rules check"
  std::string what;
  std::string operands;  // "[PATH...]"
  std::string examples;
  std::vector<OptionInfo> options;
  std::vector<CommandInfo> commands;
};

// "FORMAT:{csv,json}" is what CLI11 makes of a name and its choices.
void SplitType(const std::string& type, OptionInfo* info) {
  const size_t brace = type.find(":{");
  info->value = type.substr(0, brace);
  if (brace == std::string::npos || !type.ends_with("}")) return;
  std::string list = type.substr(brace + 2, type.size() - brace - 3);
  for (size_t start = 0; start <= list.size();) {
    const size_t end = std::min(list.find(',', start), list.size());
    info->choices.push_back(list.substr(start, end - start));
    start = end + 1;
  }
}

OptionInfo DescribeOption(const CLI::Option& option) {
  OptionInfo info;
  for (const std::string& name : option.get_snames()) info.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) info.names.push_back("--" + name);
  if (option.get_items_expected_max() > 0) SplitType(option.get_type_name(), &info);
  info.what = option.get_description();
  return info;
}

CommandInfo Describe(const CLI::App& app, const std::string& prefix) {
  CommandInfo info;
  info.name = prefix;
  info.what = app.get_description();
  info.examples = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      const bool many = option->get_items_expected_max() > 1;
      const std::string name = option->get_name(true) + (many ? "..." : "");
      info.operands += option->get_required() ? " " + name : " [" + name + "]";
    } else {
      info.options.push_back(DescribeOption(*option));
    }
  }
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    info.commands.push_back(
        Describe(*sub, prefix.empty() ? sub->get_name() : prefix + " " + sub->get_name()));
  }
  return info;
}

std::string LastWord(const std::string& name) { return name.substr(name.rfind(' ') + 1); }

// Every command below `root`, itself first.
void Flatten(const CommandInfo& root, std::vector<const CommandInfo*>* all) {
  all->push_back(&root);
  for (const CommandInfo& command : root.commands) Flatten(command, all);
}

std::vector<const CommandInfo*> Flatten(const CommandInfo& root) {
  std::vector<const CommandInfo*> all;
  Flatten(root, &all);
  return all;
}

std::string Words(const CommandInfo& command, const CommandInfo& root) {
  std::string words;
  for (const CommandInfo& sub : command.commands) words += LastWord(sub.name) + " ";
  for (const OptionInfo& option : command.options) {
    for (const std::string& name : option.names) words += name + " ";
  }
  if (&command == &root) return words;
  for (const OptionInfo& option : root.options) words += option.names.back() + " ";
  return words;
}

// A case of `option` that completes its value: its choices, or files.
std::string BashValues(const CommandInfo& command) {
  std::string out;
  for (const OptionInfo& option : command.options) {
    if (option.value.empty()) continue;
    const std::string reply = option.choices.empty()
                                  ? "COMPREPLY=($(compgen -f -- \"$cur\"))"
                                  : fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$cur\"))",
                                                fmt::join(option.choices, " "));
    out += fmt::format("    '{}':{}) {}; return ;;\n", command.name,
                       fmt::join(option.names, fmt::format("|'{}':", command.name)), reply);
  }
  return out;
}

std::string Bash(const CommandInfo& root) {
  std::string values, words, names;
  for (const CommandInfo* command : Flatten(root)) {
    values += BashValues(*command);
    words += fmt::format("    '{}') words='{}' ;;\n", command->name, Words(*command, root));
    if (command != &root) names += fmt::format("|'{}'", command->name);
  }
  return fmt::format(
      "# bash completion for dealwire: eval \"$(dealwire completion bash)\"\n"
      "_dealwire() {{\n"
      "  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}\n"
      "  local i command='' words=''\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"${{command:+$command }}${{COMP_WORDS[i]}}\" in\n"
      "    {}) command=\"${{command:+$command }}${{COMP_WORDS[i]}}\" ;;\n"
      "    esac\n"
      "  done\n"
      "  case \"$command:$prev\" in\n{}  esac\n"
      "  case \":$prev\" in\n{}  esac\n"
      "  case \"$command\" in\n{}  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
      "  [[ $cur == -* ]] || COMPREPLY+=($(compgen -f -- \"$cur\"))\n"
      "}}\n"
      "complete -o filenames -F _dealwire dealwire\n",
      names.substr(1), values, BashValues({.options = root.options}), words);
}

std::string Quoted(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// A zsh single-quoted string cannot hold a quote: it is closed, escaped and opened again.
std::string ZshText(const std::string& text) {
  std::string out;
  for (const char c : Quoted(text, "[]:\\")) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out;
}

std::string ZshOption(const OptionInfo& option) {
  std::string out;
  for (const std::string& name : option.names) {
    out += fmt::format("      '{}[{}]{}'\n", name, ZshText(option.what),
                       option.value.empty() ? ""
                       : option.choices.empty()
                           ? fmt::format(":{}:_files", option.value)
                           : fmt::format(":{}:({})", option.value, fmt::join(option.choices, " ")));
  }
  return out;
}

std::string ZshCommands(const CommandInfo& command) {
  std::string out;
  for (const CommandInfo& sub : command.commands) {
    out += fmt::format("      '{}:{}'\n", LastWord(sub.name), ZshText(sub.what));
  }
  return out;
}

std::string Zsh(const CommandInfo& root) {
  std::string options, cases, names;
  for (const OptionInfo& option : root.options) options += ZshOption(option);
  for (const CommandInfo* command : Flatten(root)) {
    std::string own;
    for (const OptionInfo& option : command->options) own += ZshOption(option);
    cases += fmt::format("    '{}')\n      commands=(\n{}      )\n      options=(\n{}      ) ;;\n",
                         command->name, ZshCommands(*command), own);
    if (command != &root) names += fmt::format("|'{}'", command->name);
  }
  return fmt::format(
      "#compdef dealwire\n"
      "# zsh completion for dealwire: dealwire completion zsh > ~/.zfunc/_dealwire\n"
      "_dealwire() {{\n"
      "  local command='' word\n"
      "  local -a options commands globals\n"
      "  globals=(\n{}  )\n"
      "  for word in ${{words[2,CURRENT-1]}}; do\n"
      "    case \"${{command:+$command }}$word\" in\n"
      "    {}) command=\"${{command:+$command }}$word\" ;;\n"
      "    esac\n"
      "  done\n"
      "  case $command in\n{}  esac\n"
      "  (( $#commands )) && _describe command commands\n"
      "  _arguments $options $globals '*:file:_files'\n"
      "}}\n"
      "compdef _dealwire dealwire\n",
      options, names.substr(1), cases);
}

std::string FishOption(const OptionInfo& option, const std::string& condition) {
  std::string out = "complete -c dealwire";
  if (!condition.empty()) out += fmt::format(" -n '{}'", condition);
  for (const std::string& name : option.names) {
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.choices.empty()) {
    out += fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
  } else if (!option.value.empty()) {
    out += " -r";
  }
  return out + fmt::format(" -d '{}'\n", Quoted(option.what, "'\\"));
}

std::string Fish(const CommandInfo& root) {
  std::string out = "# fish completion for dealwire: dealwire completion fish | source\n";
  for (const OptionInfo& option : root.options) out += FishOption(option, "");
  for (const CommandInfo* command : Flatten(root)) {
    const std::string seen =
        command == &root
            ? "__fish_use_subcommand"
            : "__fish_seen_subcommand_from " + command->name.substr(0, command->name.find(' '));
    for (const CommandInfo& sub : command->commands) {
      out += fmt::format("complete -c dealwire -n '{}' -a '{}' -d '{}'\n", seen, LastWord(sub.name),
                         Quoted(sub.what, "'\\"));
    }
    if (command == &root) continue;
    for (const OptionInfo& option : command->options) out += FishOption(option, seen);
  }
  return out;
}

// roff: a backslash and a leading dot or quote mean something else.
std::string Roff(const std::string& text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    line_start = c == '\n';
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string RoffOptions(const CommandInfo& command) {
  std::string out;
  for (const OptionInfo& option : command.options) {
    out += fmt::format(".TP\n\\fB{}\\fR", Roff(fmt::format("{}", fmt::join(option.names, ", "))));
    if (!option.value.empty()) out += fmt::format(" \\fI{}\\fR", Roff(option.value));
    out += "\n" + Roff(option.what);
    if (!option.choices.empty()) {
      out += fmt::format(": {}", Roff(fmt::format("{}", fmt::join(option.choices, ", "))));
    }
    out += "\n";
  }
  return out;
}

std::string RoffExamples(const std::string& footer) {
  return footer.empty() ? "" : fmt::format(".PP\n.nf\n{}\n.fi\n", Roff(footer));
}

std::string Man(const CommandInfo& root) {
  std::string out = fmt::format(
      ".\\\" Made by: dealwire completion man\n.TH DEALWIRE 1\n.SH NAME\ndealwire \\- {}\n"
      ".SH SYNOPSIS\n\\fBdealwire\\fR [\\fIGLOBAL\\fR] \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n"
      ".SH GLOBAL OPTIONS\n{}.SH COMMANDS\n",
      Roff(root.what), RoffOptions(root));
  for (const CommandInfo* command : Flatten(root)) {
    if (command == &root) continue;
    out += fmt::format(".SS \"dealwire {}{}\"\n{}.\n{}{}", Roff(command->name),
                       Roff(command->operands), Roff(command->what), RoffOptions(*command),
                       RoffExamples(command->examples));
  }
  return out +
         ".SH EXIT STATUS\n0 done; 1 failed; 2 wrong usage or configuration; 3 done in part (some "
         "sources or inputs failed, told on standard error); 4 the database is in use by another "
         "writer; 130 interrupted (what was done is kept).\n"
         ".SH ENVIRONMENT\n.TP\n\\fBDEALWIRE_DB\\fR\nthe database, where \\-\\-db is not given\n"
         ".TP\n\\fBXDG_DATA_HOME\\fR\nwhere the database is otherwise: dealwire/db below it\n"
         ".TP\n\\fBNO_COLOR\\fR\nno colour, where \\-\\-color is not given\n" +
         RoffExamples(root.examples);
}

ExitCode RunCompletion(const CLI::App& app, const std::string& shell) {
  const CommandInfo root = Describe(app, "");
  Output out;
  out.Write(shell == "bash"   ? Bash(root)
            : shell == "zsh"  ? Zsh(root)
            : shell == "fish" ? Fish(root)
                              : Man(root));
  return ExitCode::kDone;
}

}  // namespace

void AddCompletionCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command = AddCommand(app, "completion", "Print shell completion, or the man page",
                                 "  eval \"$(dealwire completion bash)\"\n"
                                 "  dealwire completion zsh > ~/.zfunc/_dealwire\n"
                                 "  dealwire completion fish | source\n"
                                 "  dealwire completion man | man -l -");
  auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "bash, zsh, fish or man")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
  command->callback([shell, &app, &context] {
    context.run = [shell, &app] { return RunCompletion(app, *shell); };
  });
}

}  // namespace dealwire
