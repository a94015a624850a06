// dealwire rules show: an entry as it stands in its file, and what the program makes of it.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <map>
#include <optional>

#include "base/log.h"
#include "base/toml.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/rules_commands.h"
#include "cli/terminal.h"
#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/names/registry.h"
#include "extract/quantities/lexicon.h"
#include "extract/rules.h"
#include "extract/text/languages.h"

namespace dealwire {
namespace {

struct RulesShowOptions {
  std::string id, lang;
  bool words = false;
};

// A line that begins the next entry of its kind, or another kind.
bool BeginsEntry(std::string_view line, std::string_view kind) {
  if (!line.starts_with("[[")) return false;
  const std::string_view name = line.substr(2, line.find_first_of(".]") - 2);
  return name != kind || line.find('.') == std::string_view::npos;
}

// The lines of the entry whose table begins on `line`, as they stand in the file.
std::string SourceOf(const RuleFile& file, int line, std::string_view kind) {
  std::string out;
  int number = 0;
  for (size_t start = 0; start < file.text.size();) {
    const size_t end = std::min(file.text.find('\n', start), file.text.size());
    const std::string_view text = std::string_view(file.text).substr(start, end - start);
    start = end + 1;
    if (++number < line) continue;
    if (number > line && BeginsEntry(text, kind)) break;
    out.append(text).append("\n");
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

std::string JoinedIds(const std::vector<std::string>& ids) {
  return ids.empty() ? "-" : fmt::format("{}", fmt::join(ids, ", "));
}

std::string MadeOf(const RuleSet& rules, const std::string& kind, const std::string& id) {
  const Registry& registry = rules.registry();
  std::string out;
  if (kind == "org" || kind == "product") {
    out += fmt::format("# group: {}\n", registry.GroupOf(id));
    out += fmt::format("# a query for it finds: {}\n", JoinedIds(registry.WithChildren(id)));
    const std::string& sector = rules.frames().SectorOf(id);
    out += fmt::format("# sector: {}\n", sector.empty() ? "-" : sector);
  } else if (kind == "frame") {
    std::vector<std::string> langs;
    for (const Frame& frame : rules.frames().all()) {
      if (frame.id != id) continue;
      for (const std::string& lang : rules.cues().LanguageCodes()) {
        if (rules.cues().Has(lang, frame.trigger)) langs.push_back(lang);
      }
    }
    out += fmt::format("# languages with words of its trigger: {}\n", JoinedIds(langs));
  }
  return out;
}

// Every entry with this id: an organisation and a chip may share one.
size_t ShowEntries(const RuleFiles& files, const RuleSet& rules, const std::string& id,
                   Output* out) {
  size_t found = 0;
  for (const RuleFile& file : files.all()) {
    const StatusOr<TomlFile> toml = TomlFile::Parse(file.name, file.text);
    if (!toml.ok()) continue;  // the rules were loaded, so all do
    for (const char* kind : {"org", "product", "chip", "frame", "context"}) {
      for (const TomlValue& entry : toml->root().Array(kind)) {
        if (entry["id"].AsString() != id) continue;
        out->Write(fmt::format("{}# {}\n{}{}", found++ == 0 ? "" : "\n", entry.Where(),
                               SourceOf(file, entry.line(), kind), MadeOf(rules, kind, id)));
      }
    }
  }
  return found;
}

// ---- a language ---------------------------------------------------------------------------------

struct RoleCount {
  size_t cldr = 0, file = 0, world = 0;
  std::vector<std::string> sample;
};

void ShowWords(const std::vector<Lexicon::Row>& rows, Output* out) {
  for (const Lexicon::Row& row : rows)
    out->Write(fmt::format("{}\t{}\t{}\t{}\n", row.role, row.word, row.value, row.source));
}

void ShowQuantities(const std::vector<Lexicon::Row>& rows, Output* out) {
  std::map<std::string, RoleCount> roles;
  for (const Lexicon::Row& row : rows) {
    RoleCount& count = roles[row.role];
    (row.source.starts_with("cldr:")   ? count.cldr
     : row.source.starts_with("lang/") ? count.file
                                       : count.world)++;
    constexpr size_t kSample = 6;
    if (count.sample.size() < kSample && !row.source.starts_with("quantities/"))
      count.sample.push_back(row.value.empty() ? row.word : row.word + "=" + row.value);
  }
  out->Write(fmt::format("{:16} {:>6} {:>6} {:>6}  some of them\n", "quantities", "CLDR", "file",
                         "world"));
  for (const auto& [role, count] : roles) {
    out->Write(fmt::format("  {:14} {:6} {:6} {:6}  {}\n", role, count.cldr, count.file,
                           count.world, fmt::join(count.sample, ", ")));
  }
}

void ShowCues(const TomlValue& cues, Output* out) {
  if (!cues.exists()) {
    out->Write("cues: none; no deal is read in this language\n");
    return;
  }
  out->Write("cues               words  some of them\n");
  for (const std::string& key : cues.Keys()) {
    if (!ParseCue(key)) continue;
    std::vector<std::string> sample;
    const std::vector<TomlValue> words = cues[key].Items();
    for (size_t i = 0; i < words.size() && i < 6; ++i)
      sample.push_back(words[i].AsString().value_or(""));
    out->Write(fmt::format("  {:14} {:7}  {}\n", key, words.size(), fmt::join(sample, ", ")));
  }
  out->Write(fmt::format("examples: {}, near misses: {}\n", cues.Array("example").size(),
                         cues.Array("near_miss").size()));
}

ExitCode ShowLanguage(const RuleFiles& files, const RuleSet& rules, const RulesShowOptions& options,
                      Output* out) {
  const std::string lang = LanguageKey(options.lang);
  const RuleFile* file = nullptr;
  for (const RuleFile& f : files.all()) file = f.path == "lang/" + lang + ".toml" ? &f : file;
  const std::vector<Lexicon::Row> rows = rules.lexicon().Describe(options.lang);
  if (options.words) {
    ShowWords(rows, out);
    return ExitCode::kDone;
  }
  const std::string place = file == nullptr ? "no file: CLDR's words alone" : file->name;
  out->Write(fmt::format("{}: {}\n", options.lang, place));
  ShowQuantities(rows, out);
  if (file == nullptr) return ExitCode::kDone;
  const StatusOr<TomlFile> toml = TomlFile::Parse(file->name, file->text);
  if (!toml.ok()) return Fail(toml.status());
  const TomlValue names = toml->root()["names"];
  for (const std::string& key : names.Keys())
    out->Write(fmt::format("names.{}: {}\n", key, names[key].Items().size()));
  ShowCues(toml->root()["cues"], out);
  return ExitCode::kDone;
}

ExitCode RunShow(const RulesShowOptions& options, const CommandContext& context) {
  if (options.id.empty() == options.lang.empty())
    return Fail(InvalidArgument("give an ID or --lang, one of the two"));
  const StatusOr<RuleFiles> files = FindRuleFiles("", context);
  if (!files.ok()) return Fail(files.status());
  const StatusOr<std::shared_ptr<const RuleSet>> rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  Output out;
  ExitCode code = ExitCode::kDone;
  if (!options.lang.empty()) {
    code = ShowLanguage(*files, **rules, options, &out);
  } else if (ShowEntries(*files, **rules, options.id, &out) == 0) {
    const std::vector<std::string> ids = (*rules)->registry().Resolve(options.id);
    if (ids.empty()) {
      return Fail(NotFound(fmt::format(
          "'{}': no organisation, product, chip or frame; dealwire rules list shows them",
          options.id)));
    }
    for (const std::string& id : ids) ShowEntries(*files, **rules, id, &out);
  }
  out.Flush();
  return out.status().ok() ? code : Fail(out.status());
}

}  // namespace

void AddRulesShowCommand(CLI::App& rules, CommandContext& context) {
  CLI::App* command =
      AddCommand(rules, "show", "An organisation, chip or frame, or what a language knows",
                 "  dealwire rules show oracle\n  dealwire rules show supply\n"
                 "  dealwire rules show --lang pl\n  dealwire rules show --lang pl --words");
  const auto options = std::make_shared<RulesShowOptions>();
  command->add_option("ID", options->id, "of an organisation, product, chip or frame, or a name");
  command->add_option("--lang", options->lang, "a language, as BCP 47: de, zh-Hant");
  command->add_flag("--words", options->words,
                    "with --lang: every word of its quantities, with its value and its source");
  command->callback([options, &context] {
    context.run = [options, &context] { return RunShow(*options, context); };
  });
}

}  // namespace dealwire
