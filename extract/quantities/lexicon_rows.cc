#include "extract/quantities/lexicon_rows.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "extract/quantities/lexicon_tables.h"
#include "extract/text/fold.h"

namespace dealwire {
namespace {

constexpr std::string_view kWorld = "quantities/world.toml";

std::optional<double> ToNumber(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class RowReader {
 public:
  RowReader(const Currencies& currencies, std::string path, Diagnostics* problems,
            LanguageRows* out)
      : currencies_(currencies), path_(std::move(path)), problems_(problems), out_(out) {}

  void Read(const TomlValue& section) {
    for (const TableSpec& spec : kTables) {
      const TomlValue table = spec.table.empty() ? section : section[spec.table];
      if (!table.exists()) continue;
      Rule(spec.table.empty() ? spec.key : spec.table);
      if (spec.kind == KeyKind::kList) {
        AddWords(spec, table[spec.key], {});
        continue;
      }
      for (const std::string& key : table.Keys()) {
        if (const std::optional<Sense> sense = Value(spec, key, table[key])) {
          AddWords(spec, table[key], *sense);
        }
      }
    }
  }

 private:
  void Rule(std::string_view table) {
    out_->rules.push_back(path_ + ":quantities." + std::string(table));
  }

  void AddWords(const TableSpec& spec, const TomlValue& words, Sense sense) {
    sense.role = spec.role;
    sense.rule = static_cast<uint16_t>(out_->rules.size() - 1);
    if (spec.flag != 0) sense.b = spec.flag;
    for (const TomlValue& word : words.Items()) {
      const std::optional<std::string> text = word.AsString();
      if (!text) {
        problems_->Add(word.Error("a word must be a string; write \"...\""));
        continue;
      }
      const std::string key = TrieKey(*text);
      if (key.empty() || key == "*") {
        problems_->Add(word.Error("an empty word; give it at least one letter or sign"));
        continue;
      }
      out_->rows.push_back({key, sense, spec.glue});
    }
  }

  std::optional<Sense> Value(const TableSpec& spec, const std::string& key, const TomlValue& at) {
    Sense sense;
    switch (spec.kind) {
      case KeyKind::kNumber:
        return Number(key, at, &sense.a) ? std::optional(sense) : std::nullopt;
      case KeyKind::kMoney:
        return Money(key, at, &sense) ? std::optional(sense) : std::nullopt;
      case KeyKind::kNation:
        return Nation(key, at, &sense) ? std::optional(sense) : std::nullopt;
      case KeyKind::kTimeUnit:
        return Time(key, at, &sense) ? std::optional(sense) : std::nullopt;
      case KeyKind::kRange: {
        const size_t dots = key.find("..");
        if (dots == std::string::npos) {
          if (!Number(key, at, &sense.a)) return std::nullopt;
          sense.b = sense.a;
          return sense;
        }
        if (!Number(key.substr(0, dots), at, &sense.a)) return std::nullopt;
        const std::string to = key.substr(dots + 2);
        if (!to.empty() && !Number(to, at, &sense.b)) return std::nullopt;
        return sense;
      }
      case KeyKind::kList:
        break;
    }
    return std::nullopt;
  }

  bool Number(std::string_view key, const TomlValue& at, double* value) {
    const std::optional<double> number = ToNumber(key);
    if (!number) {
      problems_->Add(
          at.Error("'" + std::string(key) + "' is no number; write one like 1e9 or \"0.5\""));
      return false;
    }
    *value = *number;
    return true;
  }

  bool Money(const std::string& key, const TomlValue& at, Sense* sense) {
    const size_t space = key.find(' ');
    if (space != std::string::npos && !Number(key.substr(space + 1), at, &sense->a)) return false;
    const std::optional<size_t> index = currencies_.Find(key.substr(0, space));
    if (!index) {
      problems_->Add(
          at.Error("unknown currency '" + key +
                   "'; write an ISO 4217 code or a kind of rules/quantities/world.toml"));
      return false;
    }
    sense->index = static_cast<uint16_t>(*index);
    return true;
  }

  bool Nation(const std::string& key, const TomlValue& at, Sense* sense) {
    const std::optional<size_t> index = currencies_.FindCountry(key);
    if (!index) {
      problems_->Add(at.Error("no kind of currency knows the country '" + key +
                              "'; add it to a kind in rules/quantities/world.toml"));
      return false;
    }
    sense->index = static_cast<uint16_t>(*index);
    return true;
  }

  bool Time(const std::string& key, const TomlValue& at, Sense* sense) {
    const auto it = std::ranges::find(kTimeUnits, std::string_view(key), &TimeUnit::name);
    if (it == kTimeUnits.end()) {
      problems_->Add(
          at.Error("unknown unit of time '" + key + "'; write day, week, month or year"));
      return false;
    }
    sense->a = it->months;
    return true;
  }

  const Currencies& currencies_;
  std::string path_;
  Diagnostics* problems_;
  LanguageRows* out_;
};

std::vector<std::string_view> KnownKeys() {
  std::vector<std::string_view> keys = {"compounds",    "particles", "counts_with_of",
                                        "space_groups", "spelled",   "local",
                                        "example",      "decimal",   "prefixes"};
  for (const TableSpec& spec : kTables) {
    const std::string_view key = spec.table.empty() ? spec.key : spec.table;
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  return keys;
}

void ReadCodes(const TomlValue& codes, const Currencies& currencies, Diagnostics* problems,
               LanguageRows* world) {
  world->rules.push_back(std::string(kWorld) + ":codes");
  const auto rule = static_cast<uint16_t>(world->rules.size() - 1);
  const auto add = [&](const std::string& word, const std::string& code, double scale, double b) {
    const auto index = static_cast<uint16_t>(*currencies.Find(code));
    world->rows.push_back({TrieKey(word), {Role::kCurrency, index, rule, scale, b}, false});
  };
  for (const std::string& code : codes.Strings("any_case", problems)) add(code, code, 0, kSign);
  for (const std::string& code : codes.Strings("upper_case", problems)) add(code, code, 0, kCode);
  for (const std::string& code : codes.Strings("words", problems)) add(code, code, 0, kCodeBehind);
  const TomlValue scaled = codes["scaled"];
  for (const std::string& code : codes.Strings("scaled_codes", problems)) {
    for (const std::string& letter : scaled.Keys()) {
      add(letter + code, code, scaled.Number(letter, problems), kCode);
    }
  }
}

}  // namespace

std::string TrieKey(std::string_view word) {
  std::string key = FoldText(word);
  std::ranges::replace(key, '-', ' ');
  while (key.starts_with(' ')) key.erase(0, 1);
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

void ReadWorldRows(const TomlValue& root, Diagnostics* problems, Currencies* currencies,
                   LanguageRows* out) {
  root.CheckKeys({"kinds", "codes", "signs", "power", "units"}, problems);
  currencies->Load(root, problems);
  ReadCodes(root["codes"], *currencies, problems, out);
  RowReader(*currencies, std::string(kWorld), problems, out).Read(root);
  RowReader(*currencies, std::string(kWorld), problems, out).Read(root["units"]);
}

LanguageRows ReadLanguageRows(const std::string& path, const TomlValue& section,
                              const Currencies& currencies, Diagnostics* problems) {
  section.CheckKeys(KnownKeys(), problems);
  LanguageRows rows;
  rows.compounds = section.Bool("compounds", problems);
  rows.particles = section.Bool("particles", problems);
  rows.counts_with_of = section.Bool("counts_with_of", problems);
  rows.spelled = section.Bool("spelled", problems, true);
  if (section["space_groups"].exists()) {
    rows.space_groups = section.Bool("space_groups", problems);
  }
  rows.decimal = section.String("decimal", problems);
  for (const std::string& prefix : section.Strings("prefixes", problems)) {
    rows.prefixes.push_back(FoldText(prefix));
  }
  std::ranges::sort(rows.prefixes, std::ranges::greater(), &std::string::size);
  for (const std::string& kind : section["local"].Keys()) {
    const std::string code = section["local"].RequiredString(kind, problems);
    if (!currencies.Find(kind) || !currencies.Find(code)) {
      problems->Add(
          section["local"][kind].Error("unknown kind or currency; see rules/quantities/"
                                       "world.toml"));
    }
    rows.local[kind] = code;
  }
  RowReader(currencies, path, problems, &rows).Read(section);
  return rows;
}

}  // namespace dealwire
