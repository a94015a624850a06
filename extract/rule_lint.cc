#include "extract/rule_lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/toml.h"
#include "extract/frames/cues.h"
#include "extract/text/fold.h"
#include "extract/text/languages.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

using Places = std::unordered_map<std::string, TomlValue>;  // what -> where it was first told

class Linter {
 public:
  explicit Linter(const RuleFiles& files) {
    for (const RuleFile& file : files.all()) {
      StatusOr<TomlFile> toml = TomlFile::Parse(file.name, file.text);
      if (toml.ok()) files_.push_back({file.path, *std::move(toml)});  // Compile tells the rest
    }
    for (const File& file : files_) {
      if (!file.path.starts_with("lang/")) continue;
      const TomlValue root = file.toml.root();
      const std::string lang = LanguageKey(root["lang"].AsString().value_or(""));
      languages_.insert(lang);
      if (root["cues"].exists()) with_cues_.insert(lang);
      for (const TomlValue& ending : root["names"].Array("endings"))
        endings_.emplace(FoldName(Text(ending)), lang);
    }
  }

  std::vector<LintFinding> Run() {
    for (const File& file : files_) {
      if (file.path.starts_with("frames/")) ReadFrames(file.toml.root());
      if (file.path.starts_with("registry/")) ReadRegistry(file.toml.root());
    }
    for (const File& file : files_) {
      if (file.path.starts_with("lang/")) LintLanguage(file.toml.root());
    }
    LintFrames();
    LintSectors();
    LintNames();
    return std::move(found_);
  }

 private:
  struct File {
    std::string path;
    TomlFile toml;
  };
  struct Name {
    TomlValue at;
    std::string id;
    bool ambiguous = false;
  };

  void Tell(const TomlValue& at, const std::string& what) {
    found_.push_back({at.Error(what), false});
  }
  void Note(const TomlValue& at, const std::string& what) {
    found_.push_back({at.Error("note: " + what), true});
  }

  static std::string Text(const TomlValue& value) { return value.AsString().value_or(""); }

  // ---- cues -------------------------------------------------------------------------------------

  void LintLanguage(const TomlValue& root) {
    const TomlValue cues = root["cues"];
    for (const std::string& key : cues.Keys()) {
      const std::optional<Cue> cue = ParseCue(key);
      if (!cue) continue;
      if (cues[key].Items().empty()) Tell(cues[key], "the class has no words; take it out");
      if (IsTrigger(*cue) && !triggers_.contains(key))
        Tell(cues[key], fmt::format("no frame has the trigger '{}'", key));
      if (!cues[key].Items().empty()) told_.insert(key);
      LintWords(key, cues[key]);
    }
  }

  void LintWords(const std::string& key, const TomlValue& words) {
    Places seen;
    std::vector<std::pair<std::string, TomlValue>> stems;
    for (const TomlValue& word : words.Items()) {
      const std::string folded = FoldText(Text(word));
      if (const auto [it, added] = seen.emplace(folded, word); !added)
        Note(word, fmt::format("'{}' stands twice in '{}'; take one out", Text(word), key));
    }
    for (const TomlValue& word : words.Items()) {
      std::string folded = FoldText(Text(word));
      if (folded.ends_with('*')) folded.pop_back();
      // A shorter stem of one word that the word begins with.
      constexpr size_t kLongest = 48;  // bytes: no stem is longer
      const bool phrase = folded.find(' ') != std::string::npos;
      for (size_t end = phrase ? 0 : std::min(folded.size(), kLongest); end > 0; --end) {
        const std::string stem = folded.substr(0, end) + "*";
        const auto it = seen.find(stem);
        if (it == seen.end() || it->second.Where() == word.Where()) continue;
        Note(word, fmt::format("'{}' is found by '{}' already; take it out", Text(word),
                               Text(it->second)));
        break;
      }
    }
  }

  // ---- frames -----------------------------------------------------------------------------------

  void ReadFrames(const TomlValue& root) {
    for (const TomlValue& frame : root.Array("frame")) {
      triggers_.emplace(Text(frame["trigger"]), frame);
      for (const char* kind : {"example", "near_miss"}) {
        for (const TomlValue& example : frame.Array(kind)) LintExampleLanguage(example);
      }
    }
    for (const TomlValue& sector : root.Array("sector")) {
      for (const TomlValue& member : sector.Array("members")) members_.push_back(member);
    }
  }

  void LintExampleLanguage(const TomlValue& example) {
    const std::string lang = Text(example["lang"]);
    if (!with_cues_.contains(LanguageKey(lang)))
      Tell(example["lang"].exists() ? example["lang"] : example,
           fmt::format("the language '{}' has no cues: no deal is read in it", lang));
  }

  void LintFrames() {
    for (const auto& [trigger, frame] : triggers_) {
      if (!trigger.empty() && !told_.contains(trigger))
        Tell(frame,
             fmt::format("the frame can never fire: no language has words of '{}'", trigger));
    }
  }

  void LintSectors() {
    std::vector<std::string_view> ids;
    for (const auto& [id, at] : orgs_) ids.push_back(id);
    std::ranges::sort(ids);
    Places seen;
    for (const TomlValue& member : members_) {
      const std::string id = Text(member);
      if (!orgs_.contains(id)) {
        const std::string near = Nearest(id, ids);
        Tell(member, near.empty() ? fmt::format("no organisation has the id '{}'", id)
                                  : fmt::format("no organisation has the id '{}'; did you mean "
                                                "'{}'?",
                                                id, near));
      }
      if (const auto [it, added] = seen.emplace(id, member); !added)
        Tell(member, fmt::format("'{}' is in the sector at {} already", id, it->second.Where()));
    }
  }

  // ---- registry ---------------------------------------------------------------------------------

  void ReadRegistry(const TomlValue& root) {
    for (const char* kind : {"org", "product", "chip"}) {
      for (const TomlValue& entry : root.Array(kind)) {
        const std::string id = Text(entry["id"]);
        if (kind != std::string("chip")) orgs_.emplace(id, entry);
        ReadNames(entry, std::string(kind == std::string("chip") ? "chip " : "") + id);
        for (const char* table : {"descriptors", "mistranslations"}) LintLanguageKeys(entry[table]);
      }
    }
  }

  void LintLanguageKeys(const TomlValue& table) {
    for (const std::string& lang : table.Keys()) {
      if (!languages_.contains(LanguageKey(lang)))
        Tell(table[lang],
             fmt::format("no file rules/lang/{}.toml; is '{}' a language?", lang, lang));
    }
  }

  void ReadNames(const TomlValue& entry, const std::string& id) {
    Places own;
    const auto read = [&](const TomlValue& name, bool ambiguous) {
      const std::string folded = FoldName(Text(name));
      if (folded.empty()) return;
      // Spellings that differ in case alone are two names: "ARM" and "Arm".
      if (const auto [it, added] = own.emplace(Text(name), name); !added && !ambiguous)
        Note(name,
             fmt::format("the name '{}' stands twice in the entry; take one out", Text(name)));
      AddName(folded, {name, id, ambiguous});
    };
    for (const TomlValue& alias : entry.Array("aliases")) read(alias, false);
    const TomlValue descriptors = entry["descriptors"];
    for (const std::string& lang : descriptors.Keys()) {
      for (const TomlValue& text : descriptors[lang].Items()) read(text, false);
    }
    for (const TomlValue& item : entry.Array("ambiguous")) read(item["alias"], true);
    const TomlValue name = entry["name"];
    if (!own.contains(Text(name))) AddName(FoldName(Text(name)), {name, id, true});
  }

  void AddName(const std::string& folded, const Name& name) {
    std::vector<Name>& all = names_[folded];
    if (all.empty()) in_order_.push_back(folded);
    all.push_back(name);
  }

  void LintNames() {
    for (const std::string& folded : in_order_) {
      const std::vector<Name>& names = names_.at(folded);
      const Name& first = names.front();
      for (const Name& name : names) {
        if (name.id == first.id || name.ambiguous || first.ambiguous) continue;
        Tell(name.at, fmt::format("the name '{}' is claimed by '{}' at {} too; give it to one, or "
                                  "make it [[ambiguous]]",
                                  Text(name.at), first.id, first.at.Where()));
      }
      // Short names and models bend by rules of their own.
      constexpr size_t kLeast = 4;
      if (!first.ambiguous && folded.size() >= kLeast && !first.id.starts_with("chip "))
        LintShadow(folded, first);
    }
  }

  // A name with an ending that a language gives it, where another entry's longer name reads so.
  void LintShadow(const std::string& folded, const Name& name) {
    for (const auto& [ending, lang] : endings_) {
      const auto longer = names_.find(folded + ending);
      if (longer == names_.end()) continue;
      const Name& other = longer->second.front();
      if (other.id == name.id || other.ambiguous) continue;
      Tell(name.at, fmt::format("'{}' with the ending '{}' ({}) is taken for '{}' by the longer "
                                "name at {}; make the longer one [[ambiguous]]",
                                Text(name.at), ending, lang, other.id, other.at.Where()));
      return;
    }
  }

  std::vector<File> files_;
  std::set<std::string> languages_, with_cues_;
  std::map<std::string, TomlValue> triggers_;  // class -> frame
  std::set<std::string> told_;                 // classes that some language has words of
  std::vector<TomlValue> members_;
  Places orgs_;
  std::unordered_map<std::string, std::vector<Name>> names_;  // folded
  std::vector<std::string> in_order_;                         // their keys, as first told
  std::map<std::string, std::string> endings_;                // of names -> a language that has it
  std::vector<LintFinding> found_;
};

}  // namespace

std::vector<LintFinding> LintRules(const RuleFiles& files) { return Linter(files).Run(); }

}  // namespace dealwire
