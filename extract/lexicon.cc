#include "extract/lexicon.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <utility>

#include "base/archive.h"
#include "base/lazy.h"
#include "extract/cldr.h"
#include "extract/currencies.h"
#include "extract/fold.h"
#include "extract/languages.h"
#include "extract/lexicon_tables.h"
#include "extract/words.h"

namespace dealwire {
namespace {

constexpr std::string_view kWorld = "quantities/world.toml";

std::optional<double> ToNumber(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A row of a rule file, understood: what is kept of it until its language is compiled.
struct Row {
  std::string word;  // folded
  Sense sense;
  bool glue = false;
};

struct LanguageRows {
  std::vector<Row> rows;
  std::vector<std::string> rules;
  std::map<std::string, std::string, std::less<>> local;  // kind -> code
  bool compounds = false;
  bool particles = false;
  bool spelled = true;
  std::optional<bool> space_groups;
  std::string decimal;
  std::vector<std::string> prefixes;  // folded, longest first
};

// The key a word has in the trie: folded, hyphens as spaces.
std::string TrieKey(std::string_view word) {
  std::string key = FoldText(word);
  std::ranges::replace(key, '-', ' ');
  while (key.starts_with(' ')) key.erase(0, 1);
  while (key.ends_with(' ')) key.pop_back();
  return key;
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
  std::vector<std::string_view> keys = {"compounds", "particles", "space_groups", "spelled",
                                        "local",     "example",   "decimal",      "prefixes"};
  for (const TableSpec& spec : kTables) {
    const std::string_view key = spec.table.empty() ? spec.key : spec.table;
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  return keys;
}

}  // namespace

struct Lexicon::Data {
  Currencies currencies;
  LanguageRows world;
  std::map<std::string, Lazy<LanguageRows>, std::less<>> languages;
  Lazy<std::vector<Example>> examples;
  // By the keys of `compiled`: what an archive brings.
  std::map<std::string, Lazy<Words>, std::less<>> ready;

  mutable std::shared_mutex mutex;
  mutable std::map<std::string, std::unique_ptr<const Words>, std::less<>> compiled;

  void ReadWorld(const TomlValue& root, Diagnostics* problems);
  void ReadCodes(const TomlValue& codes, Diagnostics* problems);
  void ReadLanguage(const RuleFile& file, const TomlValue& root, Diagnostics* problems);
  void ReadExamples(const std::string& lang, const TomlValue& section, Diagnostics* problems);
  std::vector<Example> read_examples;  // until all are read
};

// Collects the words of one language and builds its trie.
class WordsBuilder {
 public:
  WordsBuilder(const Currencies& currencies, Words* out) : currencies_(currencies), out_(out) {}

  void AddRows(const LanguageRows& rows) {
    const size_t base = out_->rules.size();
    out_->rules.insert(out_->rules.end(), rows.rules.begin(), rows.rules.end());
    for (const Row& row : rows.rows) {
      Sense sense = row.sense;
      sense.rule = static_cast<uint16_t>(base + sense.rule);
      Add(row.word, sense, row.glue);
    }
  }

  void AddCldr(const std::string& locale, bool spelled) {
    const auto rule = [&](const char* what) {
      out_->rules.push_back("cldr:" + locale + ":" + what);
      return static_cast<uint16_t>(out_->rules.size() - 1);
    };
    uint16_t at = rule("scales");
    cldr::Scales(locale, [&](const std::string& word, double scale) {
      AddFolded(word, {Role::kScale, 0, at, scale, 0}, true);
    });
    at = rule("currencies");
    const auto money = [&](double flag) {
      return [this, at, flag](const std::string& word, const std::string& code) {
        const std::optional<size_t> index = currencies_.Find(code);
        // Names in brackets are of periods that are gone; digits tell a bond or a fund.
        if (!index || word.find_first_of("()0123456789") != std::string::npos) return;
        AddFolded(word, {Role::kCurrency, static_cast<uint16_t>(*index), at, 0, flag}, false, true);
      };
    };
    cldr::CurrencyNames(locale, money(0));
    cldr::CurrencySigns(locale, [&](const std::string& word, const std::string& code) {
      const bool ascii_letters = std::ranges::all_of(
          word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
      if (!ascii_letters) money(1)(word, code);
    });
    if (spelled) AddSpelled(locale, rule("spelled"));
    at = rule("dates");
    cldr::Months(locale, [&](const std::string& word, int month) {
      AddFolded(word, {Role::kMonth, 0, at, static_cast<double>(month), 0}, false);
    });
    cldr::Weekdays(locale, [&](const std::string& word, int day) {
      AddFolded(word, {Role::kWeekday, 0, at, static_cast<double>(day), 0}, false);
    });
  }

  void Build() {
    ShareStems();
    out_->trie.Build(index_);
  }
  const std::map<std::string, uint32_t, std::less<>>& index() const { return index_; }

 private:
  void AddSpelled(const std::string& locale, uint16_t rule) {
    cldr::Spelled(locale, [&](const std::string& word, double value, bool ordinal) {
      if (word.empty() || (word[0] >= '0' && word[0] <= '9')) return;
      AddFolded(word, {ordinal ? Role::kOrdinal : Role::kNumber, 0, rule, value, 0}, !ordinal);
    });
  }

  // A word that is given by itself can be what its stem can be, too.
  void ShareStems() {
    for (auto it = index_.begin(); it != index_.end(); ++it) {
      if (!it->first.ends_with('*')) continue;
      const std::string stem = it->first.substr(0, it->first.size() - 1);
      const std::vector<Sense> senses = out_->words[it->second].senses;
      for (auto word = index_.lower_bound(stem); word != index_.end(); ++word) {
        if (!word->first.starts_with(stem)) break;
        if (word == it || word->first.ends_with('*') ||
            word->first.find(' ') != std::string::npos) {
          continue;
        }
        for (const Sense& sense : senses) out_->words[word->second].Add(sense, true);
      }
    }
  }

  void AddFolded(const std::string& word, const Sense& sense, bool glue, bool keep = false) {
    const std::string key = TrieKey(word);
    // One ASCII letter ("T", "B") or a lone digit says too little.
    const bool single = key.size() == 1 && key[0] > 0 && sense.role != Role::kCurrency;
    if (key.empty() || single || (key[0] >= '0' && key[0] <= '9')) return;
    Add(key, sense, glue, keep);
  }

  // Romanian's s and t with comma below are printed with a cedilla, too.
  static std::string WithCedilla(const std::string& key) {
    std::string out = key;
    for (size_t i = 0; i + 1 < out.size(); ++i) {
      if (out[i] != '\xC8' || (out[i + 1] != '\x99' && out[i + 1] != '\x9B')) continue;
      out[i + 1] = out[i + 1] == '\x99' ? '\x9F' : '\xA3';
      out[i] = '\xC5';
    }
    return out;
  }

  void Add(const std::string& key, const Sense& sense, bool glue, bool keep = false) {
    Put(key, sense, glue, keep);
    if (const std::string other = WithCedilla(key); other != key) Put(other, sense, glue, keep);
  }

  void Put(const std::string& key, const Sense& sense, bool glue, bool keep) {
    const auto [it, added] = index_.emplace(key, static_cast<uint32_t>(out_->words.size()));
    if (added) out_->words.emplace_back();
    Word& word = out_->words[it->second];
    word.Add(sense, keep);
    word.may_glue = word.may_glue || glue;
  }

  const Currencies& currencies_;
  Words* out_;
  std::map<std::string, uint32_t, std::less<>> index_;
};

void Lexicon::Data::ReadCodes(const TomlValue& codes, Diagnostics* problems) {
  world.rules.push_back(std::string(kWorld) + ":codes");
  const auto rule = static_cast<uint16_t>(world.rules.size() - 1);
  const auto add = [&](const std::string& word, const std::string& code, double scale, double b) {
    const auto index = static_cast<uint16_t>(*currencies.Find(code));
    world.rows.push_back({TrieKey(word), {Role::kCurrency, index, rule, scale, b}, false});
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

void Lexicon::Data::ReadWorld(const TomlValue& root, Diagnostics* problems) {
  root.CheckKeys({"kinds", "codes", "signs", "power", "units"}, problems);
  currencies.Load(root, problems);
  ReadCodes(root["codes"], problems);
  RowReader(currencies, std::string(kWorld), problems, &world).Read(root);
  RowReader(currencies, std::string(kWorld), problems, &world).Read(root["units"]);
}

void Lexicon::Data::ReadLanguage(const RuleFile& file, const TomlValue& root,
                                 Diagnostics* problems) {
  const std::string lang = root.String("lang", problems);
  const TomlValue section = root["quantities"];
  if (lang.empty() || !section.exists()) return;
  section.CheckKeys(KnownKeys(), problems);
  LanguageRows rows;
  rows.compounds = section.Bool("compounds", problems);
  rows.particles = section.Bool("particles", problems);
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
  RowReader(currencies, file.path, problems, &rows).Read(section);
  languages[lang] = std::move(rows);
  ReadExamples(lang, section, problems);
}

void Lexicon::Data::ReadExamples(const std::string& lang, const TomlValue& section,
                                 Diagnostics* problems) {
  for (const TomlValue& item : section.Array("example")) {
    item.CheckKeys({"text", "lang", "published", "money", "power", "duration", "date"}, problems);
    for (const char* type : {"money", "power", "duration", "date"}) {
      if (!item[type].exists()) continue;
      read_examples.push_back({item.Where(), item.String("lang", problems, lang),
                               item.String("published", problems, "2025-11-13"),
                               item.RequiredString("text", problems), type,
                               item.Strings(type, problems)});
    }
  }
}

Lexicon::Lexicon() : data_(std::make_unique<Data>()) {}
Lexicon::~Lexicon() = default;

std::unique_ptr<const Lexicon> Lexicon::Compile(const RuleFiles& files, Diagnostics* problems) {
  auto out = std::make_unique<Lexicon>();
  for (const RuleFile* file : files.Below(kWorld)) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    if (!parsed.ok()) {
      problems->Add(Message(parsed.status()));
    } else {
      out->data_->ReadWorld(parsed->root(), problems);
    }
  }
  for (const RuleFile* file : files.Below("lang/")) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    // Languages::Compile tells a file that is no TOML.
    if (parsed.ok()) out->data_->ReadLanguage(*file, parsed->root(), problems);
  }
  out->data_->examples = std::move(out->data_->read_examples);
  return out;
}

namespace {

std::string RegionOf(std::string_view bcp47, std::string_view site_region,
                     const Currencies& currencies) {
  size_t begin = 0;
  std::string region;
  bool traditional = false;
  while (begin < bcp47.size()) {  // subtags: two letters after the first are a region
    const size_t end = std::min(bcp47.find_first_of("-_", begin), bcp47.size());
    const std::string_view part = bcp47.substr(begin, end - begin);
    if (begin > 0 && part.size() == 2) region = std::string(part);
    traditional = traditional || part == "Hant" || part == "hant";
    begin = end + 1;
  }
  if (region.empty()) region = std::string(site_region);
  if (region.empty() && traditional) region = "TW";
  std::ranges::transform(region, region.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return currencies.FindCountry(region) ? region : std::string();
}

void SetLocal(const Currencies& currencies, const LanguageRows* rows, Words* words) {
  words->local.resize(currencies.size());
  words->home.resize(currencies.size());
  const std::string country = cldr::LikelyCountry(words->language);
  for (size_t i = 0; i < currencies.size(); ++i) {
    const std::string& name = currencies.Name(i);
    if (name.empty() || name[0] < 'a') continue;  // a code
    words->local[i] = currencies.Of(i, words->region);
    if (!words->local[i].empty()) continue;
    const auto it = rows == nullptr ? decltype(rows->local.end())() : rows->local.find(name);
    if (rows != nullptr && it != rows->local.end()) {
      words->local[i] = it->second;
      // Kroner in Norwegian are Norwegian whoever is named beside; rials in Arabic are Saudi until
      // the article says otherwise.
      words->home[i] = it->second != "USD" && it->second != currencies.Of(i, country);
    } else {
      words->local[i] = currencies.Default(i);
    }
  }
}

std::unique_ptr<Words> CompileLanguage(const Currencies& currencies, const LanguageRows& world,
                                       const LanguageRows* rows, const std::string& language,
                                       const std::string& region,
                                       std::map<std::string, uint32_t, std::less<>>* index) {
  auto words = std::make_unique<Words>();
  words->language = language;
  words->region = region;
  words->digits.space_groups = true;
  WordsBuilder builder(currencies, words.get());
  builder.AddRows(world);
  if (cldr::Knows(language)) {
    builder.AddCldr(language, rows == nullptr || rows->spelled);
    // A region may have scale words of its own: pt_PT "mil milhoes".
    // And the traditional script has names of its own.
    const std::array<std::string, 3> regional = {"pt_PT", "es_MX", "zh_Hant"};
    for (const std::string& locale : regional) {
      if (locale.starts_with(language + "_")) builder.AddCldr(locale, false);
    }
    const std::string locale = region.empty() ? language : language + "_" + region;
    words->digits.decimal = cldr::DecimalSign(locale);
    words->month_first = cldr::MonthFirst(region.empty() ? language : locale);
  }
  if (rows != nullptr) {
    builder.AddRows(*rows);
    words->compounds = rows->compounds;
    words->particles = rows->particles;
    words->prefixes = rows->prefixes;
    if (!rows->decimal.empty()) words->digits.decimal = rows->decimal[0];
    if (rows->space_groups) words->digits.space_groups = *rows->space_groups;
  }
  SetLocal(currencies, rows, words.get());
  builder.Build();
  if (index != nullptr) *index = builder.index();
  return words;
}

}  // namespace

const Words& Lexicon::For(std::string_view bcp47, std::string_view site_region) const {
  std::string language = LanguageKey(bcp47);
  const std::string region = RegionOf(bcp47, site_region, data_->currencies);
  const std::string key = language + "-" + region;
  {
    const std::shared_lock lock(data_->mutex);
    const auto it = data_->compiled.find(key);
    if (it != data_->compiled.end()) return *it->second;
  }
  if (const auto it = data_->ready.find(key); it != data_->ready.end()) return *it->second;
  const auto it = data_->languages.find(language);
  const LanguageRows* rows = it == data_->languages.end() ? nullptr : &*it->second;
  // A stranger's tag must not fill memory: what nobody knows is read as English, whose scales the
  // press of other languages prints too ("$5 billion" is not 5 dollars).
  if (rows == nullptr && language != "en" && (language.size() > 3 || !cldr::Knows(language)))
    return For(region.empty() ? "en" : "en-" + region);
  std::unique_ptr<const Words> made =
      CompileLanguage(data_->currencies, data_->world, rows, language, region, nullptr);
  const std::unique_lock lock(data_->mutex);
  // Another thread may have been first; what it made is the same.
  return *data_->compiled.emplace(key, std::move(made)).first->second;
}

void Lexicon::Save(ArchiveWriter* out) const {
  std::map<std::string, Lazy<Words>, std::less<>> ready;
  for (const auto& [lang, rows] : data_->languages) {
    ready[lang + "-"] =
        std::move(*CompileLanguage(data_->currencies, data_->world, &*rows, lang, "", nullptr));
  }
  out->Put(data_->currencies);
  out->Put(data_->world);
  out->Put(data_->languages);
  out->Put(data_->examples);
  out->Put(ready);
}

void Lexicon::Load(ArchiveReader* in) {
  in->Get(&data_->currencies);
  in->Get(&data_->world);
  in->Get(&data_->languages);
  in->Get(&data_->examples);
  in->Get(&data_->ready);
}

const std::string& Lexicon::CurrencyCode(size_t index) const {
  static const std::string none;
  const std::string& name = data_->currencies.Name(index);
  return !name.empty() && name[0] < 'a' ? name : none;
}

std::string Lexicon::CurrencyOf(size_t kind, std::string_view country) const {
  return data_->currencies.Of(kind, country);
}

const std::string& Lexicon::Country(size_t index) const { return data_->currencies.Country(index); }

bool Lexicon::SameKind(size_t a, size_t b) const {
  if (a == b) return true;
  const std::string& a_code = CurrencyCode(a);
  const std::string& b_code = CurrencyCode(b);
  if (a_code.empty() == b_code.empty()) return false;
  return a_code.empty() ? data_->currencies.InKind(a, b_code) : data_->currencies.InKind(b, a_code);
}

const std::vector<Lexicon::Example>& Lexicon::examples() const { return *data_->examples; }

std::vector<std::string> Lexicon::LanguageCodes() const {
  std::vector<std::string> out;
  for (const auto& [lang, rows] : data_->languages) out.push_back(lang);
  return out;
}

namespace {

constexpr std::array<std::string_view, static_cast<size_t>(Role::kCount)> kRoleNames = {
    "number",
    "scale",
    "short",
    "plural",
    "vague",
    "at_least_prefix",
    "digits",
    "half",
    "part",
    "of",
    "currency",
    "cents",
    "nation",
    "power",
    "energy",
    "time",
    "time_adjective",
    "term",
    "not_term",
    "other",
    "about",
    "at_least",
    "at_most",
    "about_after",
    "at_least_after",
    "at_most_after",
    "over",
    "between",
    "from",
    "to",
    "sum_of",
    "change",
    "and",
    "of_which",
    "elliptic",
    "into",
    "month",
    "weekday",
    "ordinal",
    "quarter",
    "half_year",
    "year",
    "month_word",
    "week",
    "day_word",
    "decade",
    "fiscal",
    "start",
    "middle",
    "end",
    "until",
    "until_after",
    "since",
    "since_after",
    "before",
    "before_after",
    "after",
    "on",
    "next",
    "last",
    "this",
    "day",
    "next_year",
    "date_noise"};

}  // namespace

std::vector<Lexicon::Row> Lexicon::Describe(std::string_view bcp47) const {
  const std::string language = LanguageKey(bcp47);
  const auto it = data_->languages.find(language);
  std::map<std::string, uint32_t, std::less<>> index;
  const std::unique_ptr<Words> words = CompileLanguage(
      data_->currencies, data_->world, it == data_->languages.end() ? nullptr : &*it->second,
      language, RegionOf(bcp47, "", data_->currencies), &index);
  std::vector<Row> out;
  for (const auto& [key, at] : index) {
    for (const Sense& sense : words->words[at].senses) {
      Row row;
      row.role = kRoleNames[static_cast<size_t>(sense.role)];
      row.word = key;
      const bool money = sense.role == Role::kCurrency || sense.role == Role::kCents;
      if (money) {
        row.value = data_->currencies.Name(sense.index);
      } else if (sense.role == Role::kNation) {
        row.value = data_->currencies.Country(sense.index);
      } else if (sense.a != 0) {
        std::array<char, 32> digits = {};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), sense.a).ptr;
        row.value.assign(digits.data(), end);
      }
      row.source = words->rules[sense.rule];
      out.push_back(std::move(row));
    }
  }
  std::ranges::sort(out, [](const Row& a, const Row& b) {
    return std::tie(a.role, a.word) < std::tie(b.role, b.word);
  });
  return out;
}

}  // namespace dealwire
