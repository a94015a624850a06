#include "extract/names/registry.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "extract/names/common_names.h"
#include "extract/names/spellings.h"
#include "extract/text/languages.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kMaxCapitals = 5;  // "SAP", "KDDI": found in capitals alone
constexpr size_t kMinStem = 3;      // letters

bool HasCapital(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (IsUpper(NextCodePoint(text, &i))) return true;
  }
  return false;
}

bool IsShortAcronym(std::string_view text) {
  size_t letters = 0;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    if (!IsLetter(c)) continue;
    if (!IsUpper(c)) return false;
    ++letters;
  }
  return letters >= 2 && letters <= kMaxCapitals;
}

}  // namespace

// Builds a Registry: entries first, then, when all ids are known, what they point to.
struct Registry::Loader {
  Registry& out;
  Diagnostics* problems;
  Automaton::Builder builder;
  std::unordered_map<std::string, uint32_t> strings;
  std::unordered_map<std::string, uint32_t> words;  // context words
  std::unordered_map<std::string, std::vector<std::string>> contexts;
  struct Seen {
    std::string where;
    uint32_t index;
  };
  std::unordered_map<std::string, Seen> orgs, chips;
  std::vector<NameExample> examples;
  StringSet places;
  std::vector<std::pair<uint32_t, std::string>> parents;  // entity, where it is told
  // Chinese names as rules write them: all, folded, and those of entities.
  StringSet chinese;
  std::vector<std::pair<uint32_t, std::string>> chinese_names;

  uint32_t Intern(const std::string& text) {
    if (text.empty()) return 0;
    const auto [it, added] = strings.emplace(text, static_cast<uint32_t>(out.arena_.size()));
    if (added) out.arena_.append(text).push_back('\0');
    return it->second;
  }

  void Add(const std::string& folded, const Alias& alias) {
    if (folded.empty()) return;
    if (ChineseSpellings::IsChinese(folded)) chinese.insert(folded);
    builder.Add(folded, static_cast<uint32_t>(out.aliases_.size()));
    out.aliases_.push_back(alias);
  }

  Alias Make(uint32_t entity, const std::string& text, AliasType type) const {
    Alias alias;
    alias.entity = entity;
    alias.type = type;
    alias.has_capital = HasCapital(text);
    alias.all_capitals = IsShortAcronym(text);
    return alias;
  }

  void AddName(uint32_t entity, const std::string& text, AliasType type = AliasType::kName) {
    const std::string folded = FoldName(text);
    const Alias alias = Make(entity, text, type);
    if (out.entities_[entity].kind == EntityKind::kChip) {
      for (const std::string& spelling : SpellingsOfModel(folded)) Add(spelling, alias);
      return;
    }
    Add(folded, alias);
    AddStem(folded, alias);
  }

  // Chinese names in the characters of the other script, where no entry has them. Once, at the end.
  void AddChineseSpellings() {
    const ChineseSpellings spellings;
    for (const auto& [entity, text] : chinese_names) {
      for (const std::string& spelling : spellings.Of(text)) {
        if (!chinese.contains(FoldName(spelling))) AddName(entity, spelling);
      }
    }
  }

  // "nvidi" for "nvidia", so that "nvidie" and "nvidii" are found; where any language asks for it.
  void AddStem(const std::string& folded, Alias alias) {
    if (folded.empty()) return;
    size_t cut = folded.size();
    PreviousCodePoint(folded, &cut);
    const std::string last = folded.substr(cut);
    const bool asked = std::ranges::any_of(
        out.rules_, [&](const auto& rules) { return rules.second->stems.contains(last); });
    if (!asked || CountCodePoints(std::string_view(folded).substr(0, cut)) < kMinStem) return;
    alias.dropped = Intern(last);
    Add(folded.substr(0, cut), alias);
  }

  uint32_t Word(const std::string& text) {
    const std::string folded = FoldName(text);
    const auto [it, added] = words.emplace(folded, static_cast<uint32_t>(words.size()));
    if (added) {
      Alias alias = Make(it->second, text, AliasType::kContext);
      Add(folded, alias);
    }
    return it->second;
  }

  void ReadNeeds(const TomlValue& ambiguous, Needs* needs) {
    for (const TomlValue& item : ambiguous.Array("needs")) {
      const std::string need = item.AsString().value_or("");
      if (need == "org") {
        needs->org = true;
      } else if (need == "product") {
        needs->product = true;
      } else if (need == "chip") {
        needs->chip = true;
      } else if (const auto it = contexts.find(need); it != contexts.end()) {
        for (const std::string& word : it->second) needs->words.push_back(Word(word));
      } else {
        problems->Add(item.Error("unknown need '" + need +
                                 "'; write org, product, chip or the id of a [[context]]"));
      }
    }
    for (const std::string& word : ambiguous.Strings("words", problems)) {
      needs->words.push_back(Word(word));
    }
    for (const std::string& word : ambiguous.Strings("not_with", problems))
      needs->not_with.push_back(Word(word));
    for (const std::string& text : ambiguous.Strings("not_behind", problems))
      needs->not_behind.push_back(FoldName(text));
    if (!needs->InArticle() && needs->not_with.empty() && needs->not_behind.empty()) {
      problems->Add(ambiguous.Error(
          "an ambiguous name needs something; give `needs`, `words`, `not_with` or `not_behind`"));
    }
  }

  void ReadExamples(const TomlValue& ambiguous, std::string_view key, uint32_t entity) {
    const std::vector<TomlValue> items = ambiguous.Array(key);
    if (items.empty()) {
      problems->Add(ambiguous.Error("an ambiguous name must have at least one ").append(key));
    }
    for (const TomlValue& item : items) {
      item.CheckKeys({"lang", "text"}, problems);
      const Record& record = out.entities_[entity];
      examples.push_back({item.Where(), item.RequiredString("lang", problems),
                          item.RequiredString("text", problems), std::string(out.String(record.id)),
                          record.kind, key == "near_miss"});
    }
  }

  void ReadAmbiguous(const TomlValue& item, uint32_t entity, std::set<std::string>* ambiguous) {
    for (const TomlValue& entry : item.Array("ambiguous")) {
      entry.CheckKeys({"alias", "needs", "words", "not_with", "not_behind", "example", "near_miss"},
                      problems);
      const std::string text = entry.RequiredString("alias", problems);
      Needs needs;
      ReadNeeds(entry, &needs);
      Alias alias = Make(entity, text, AliasType::kAmbiguous);
      alias.extra = static_cast<uint32_t>(out.needs_.size());
      out.needs_.push_back(std::move(needs));
      Add(FoldName(text), alias);
      AddStem(FoldName(text), alias);
      ambiguous->insert(FoldName(text));
      ReadExamples(entry, "example", entity);
      ReadExamples(entry, "near_miss", entity);
    }
  }

  void ReadNames(const TomlValue& item, uint32_t entity, const std::string& name) {
    std::set<std::string> ambiguous, plain;
    ReadAmbiguous(item, entity, &ambiguous);
    std::vector<std::string> names = item.Strings("aliases", problems);
    names.push_back(name);
    const TomlValue descriptors = item["descriptors"];
    for (const std::string& lang : descriptors.Keys()) {
      for (std::string& text : descriptors.Strings(lang, problems)) {
        names.push_back(std::move(text));
      }
    }
    // Of two spellings that differ in case, the small one counts: it is found in any case.
    std::stable_partition(names.begin(), names.end(),
                          [](const std::string& text) { return !HasCapital(text); });
    for (const std::string& text : names) {
      const std::string folded = FoldName(text);
      if (ambiguous.contains(folded) || !plain.insert(folded).second) continue;
      AddName(entity, text);
      if (ChineseSpellings::IsChinese(text)) chinese_names.emplace_back(entity, text);
    }
    for (const std::string& text : item.Strings("inflected", problems)) {
      if (plain.insert(FoldName(text)).second) AddName(entity, text, AliasType::kInflected);
    }
    ReadMistranslations(item["mistranslations"], entity);
  }

  void ReadMistranslations(const TomlValue& table, uint32_t entity) {
    for (const std::string& lang : table.Keys()) {
      for (const std::string& text : table.Strings(lang, problems)) {
        Alias alias = Make(entity, text, AliasType::kMistranslation);
        alias.extra = Intern(lang);
        Add(FoldName(text), alias);
        AddStem(FoldName(text), alias);
      }
    }
  }

  void ReadEntry(const TomlValue& item, EntityKind kind, uint16_t file) {
    item.CheckKeys({"id", "name", "parent", "sold_by", "vendor", "family", "kind", "ticker",
                    "wikidata", "only_as_party", "chips", "aliases", "inflected", "descriptors",
                    "mistranslations", "ambiguous"},
                   problems);
    const std::string id = item.RequiredString("id", problems);
    const std::string name = item.RequiredString("name", problems);
    auto& seen = kind == EntityKind::kChip ? chips : orgs;
    const auto index = static_cast<uint32_t>(out.entities_.size());
    const auto [it, added] = seen.emplace(id, Seen{item.Where(), index});
    if (!added) {
      problems->Add(item.Error("the id '" + id + "' is taken by the entry at " + it->second.where));
      return;
    }
    constexpr std::string_view kAbove[] = {"parent", "sold_by", "vendor"};
    const std::string_view above = kAbove[static_cast<size_t>(kind)];
    const std::string parent = kind == EntityKind::kOrg ? item.String(above, problems)
                                                        : item.RequiredString(above, problems);
    const std::string chip_kind =
        item.String(kind == EntityKind::kChip ? "kind" : "chips", problems);
    CheckChipKind(item, kind, chip_kind);
    if (kind == EntityKind::kChip) out.chip_vendors_.insert(parent);
    out.entities_.push_back({Intern(id), Intern(name), Intern(parent),
                             Intern(item.String("family", problems)), Intern(chip_kind),
                             Intern(item.String("ticker", problems)),
                             Intern(item.String("wikidata", problems)), file, kind,
                             item.Bool("only_as_party", problems)});
    if (!parent.empty()) parents.emplace_back(index, item[above].Where());
    ReadNames(item, index, name);
  }

  void CheckChipKind(const TomlValue& item, EntityKind kind, const std::string& chip_kind) {
    static const std::set<std::string> kKinds = {"gpu", "cpu", "tpu", "asic", "rack"};
    const bool may_lack = kind != EntityKind::kChip && chip_kind.empty();
    if (!may_lack && !kKinds.contains(chip_kind)) {
      problems->Add(item.Error("a chip's kind is gpu, cpu, tpu, asic or rack"));
    }
  }

  void ReadContexts(const TomlValue& root) {
    for (const TomlValue& item : root.Array("context")) {
      item.CheckKeys({"id", "words"}, problems);
      contexts[item.RequiredString("id", problems)] = item.Strings("words", problems);
    }
  }

  void ReadEntries(const TomlValue& root, uint16_t file) {
    root.CheckKeys({"org", "product", "chip", "context"}, problems);
    for (const TomlValue& item : root.Array("org")) ReadEntry(item, EntityKind::kOrg, file);
    for (const TomlValue& item : root.Array("product")) ReadEntry(item, EntityKind::kProduct, file);
    for (const TomlValue& item : root.Array("chip")) ReadEntry(item, EntityKind::kChip, file);
  }

  void ReadLanguage(const RuleFile& file) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file.name, file.text);
    if (!parsed.ok()) return;  // Languages tells it
    const std::string lang = parsed->root().String("lang", problems);
    const TomlValue names = parsed->root()["names"];
    if (names.exists())
      out.rules_[lang] = NameRules::Read(names, parsed->root()["cues"]["topic"], problems);
    out.common_names_[lang] = Lazy<StringSet>([lang] { return CommonNames(lang); });
  }

  void ReadPlaces(const RuleFile& file) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file.name, file.text);
    if (!parsed.ok()) {
      problems->Add(Message(parsed.status()));
      return;
    }
    parsed->root().CheckKeys({"places"}, problems);
    for (const std::string& place : parsed->root().Strings("places", problems))
      places.insert(FoldName(place));
  }

  // Parents must be there and must not go round.
  void CheckParents() {
    for (const auto& [entity, where] : parents) {
      std::string_view above = out.String(out.entities_[entity].parent);
      if (out.FindOrg(above) == out.size()) {
        problems->Add(where + ": no organisation has the id '" + std::string(above) + "'");
        continue;
      }
      size_t steps = 0;
      while (!above.empty() && steps <= out.size()) {
        const uint32_t index = out.FindOrg(above);
        if (index == out.size()) break;
        above = out.Get(index).parent;
        ++steps;
      }
      if (steps > out.size()) problems->Add(where + ": the parents go round in a circle");
    }
  }

  void Index() {
    std::vector<uint32_t> chip_indices;
    for (uint32_t i = 0; i < out.entities_.size(); ++i) {
      (out.entities_[i].kind == EntityKind::kChip ? chip_indices : out.orgs_by_id_).push_back(i);
    }
    const auto id_of = [&](uint32_t i) { return out.String(out.entities_[i].id); };
    std::ranges::sort(out.orgs_by_id_, {}, id_of);
    out.org_index_.Build(out.orgs_by_id_, id_of);
    out.chip_index_.Build(chip_indices, id_of);
    for (const Record& product : out.entities_) {
      if (product.kind != EntityKind::kProduct) continue;
      std::string_view seller = out.String(product.parent);
      while (!seller.empty() && !out.product_sellers_.contains(seller)) {
        out.product_sellers_.insert(seller);
        const uint32_t index = out.FindOrg(seller);
        if (index == out.size()) break;
        seller = out.String(out.entities_[index].parent);
      }
    }
  }
};

std::unique_ptr<const Registry> Registry::Compile(const RuleFiles& files, Diagnostics* problems) {
  auto registry = std::make_unique<Registry>();
  registry->arena_.push_back('\0');
  Loader loader{.out = *registry, .problems = problems};
  for (const RuleFile* file : files.Below("lang/")) loader.ReadLanguage(*file);
  // Articles in other languages name chips by the English nouns.
  if (const auto en = registry->rules_.find("en"); en != registry->rules_.end()) {
    registry->no_rules_ = *en->second;
  }
  std::vector<TomlFile> parsed;
  for (const RuleFile* file : files.Below("registry/")) {
    StatusOr<TomlFile> toml = TomlFile::Parse(file->name, file->text);
    if (!toml.ok()) {
      problems->Add(Message(toml.status()));
      continue;
    }
    parsed.push_back(*std::move(toml));
    registry->files_.push_back(file->path);
  }
  for (const TomlFile& file : parsed) loader.ReadContexts(file.root());
  for (size_t i = 0; i < parsed.size(); ++i) {
    loader.ReadEntries(parsed[i].root(), static_cast<uint16_t>(i));
  }
  for (const RuleFile* file : files.Below("names/")) loader.ReadPlaces(*file);
  registry->places_ = std::move(loader.places);
  loader.AddChineseSpellings();
  registry->examples_ = std::move(loader.examples);
  loader.Index();
  loader.CheckParents();
  parsed.clear();
  registry->arena_.shrink_to_fit();
  registry->entities_.shrink_to_fit();
  registry->aliases_.shrink_to_fit();
  registry->automaton_ = std::move(loader.builder).Build();
  return registry;
}

Entity Registry::Get(uint32_t index) const {
  const Record& r = entities_[index];
  return {r.kind,           String(r.id),       String(r.name),
          String(r.parent), String(r.family),   String(r.chip_kind),
          String(r.ticker), String(r.wikidata), r.only_as_party};
}

std::string Registry::RuleOf(uint32_t index) const {
  const Record& r = entities_[index];
  return std::string(files_[r.file]).append(":").append(String(r.id));
}

uint32_t Registry::Find(const IdIndex& index, std::string_view id) const {
  return index.Find(
      id, [&](uint32_t i) { return String(entities_[i].id); }, static_cast<uint32_t>(size()));
}

uint32_t Registry::FindOrg(std::string_view id) const { return Find(org_index_, id); }
uint32_t Registry::FindChip(std::string_view id) const { return Find(chip_index_, id); }

bool Registry::OnlyAsParty(std::string_view id) const {
  const uint32_t index = FindOrg(id);
  return index != size() && entities_[index].only_as_party;
}

bool Registry::MakesChips(std::string_view id) const { return chip_vendors_.contains(id); }
bool Registry::SellsProducts(std::string_view id) const { return product_sellers_.contains(id); }

std::string_view Registry::TopOf(std::string_view id) const {
  std::string_view top = id;
  for (uint32_t index = FindOrg(top); index != size(); index = FindOrg(top)) {
    const std::string_view parent = String(entities_[index].parent);
    if (parent.empty()) break;
    top = parent;
  }
  return top;
}

std::vector<std::string> Registry::WithChildren(std::string_view id) const {
  std::set<std::string> out = {std::string(id)};
  for (size_t before = 0; before != out.size();) {
    before = out.size();
    for (const uint32_t index : orgs_by_id_) {
      const Entity entity = Get(index);
      if (out.contains(std::string(entity.parent))) out.emplace(entity.id);
    }
  }
  return {out.begin(), out.end()};
}

std::vector<std::string> Registry::Resolve(std::string_view party) const {
  std::set<std::string> ids;
  const auto take = [&](std::string_view id) {
    for (std::string& child : WithChildren(id)) ids.insert(std::move(child));
  };
  if (FindOrg(party) != size()) take(party);
  const std::string folded = FoldName(party);
  std::vector<Automaton::Match> matches;
  automaton_.FindAll(folded, &matches);
  for (const Automaton::Match& match : matches) {
    if (match.byte_start != 0 || match.byte_end != folded.size()) continue;
    const Alias& a = alias(match.value);
    if (a.type == AliasType::kContext || a.dropped != 0) continue;
    const Entity entity = Get(a.entity);
    if (entity.kind != EntityKind::kChip) take(entity.id);
  }
  return {ids.begin(), ids.end()};
}

std::string Registry::Canonical(std::string_view id) const {
  if (FindOrg(id) != size()) return std::string(id);
  const std::string folded = FoldName(id);
  std::vector<Automaton::Match> matches;
  automaton_.FindFrom(folded, 0, &matches);
  for (const Automaton::Match& match : matches) {
    const Alias& a = alias(match.value);
    const bool name = a.type == AliasType::kName && a.dropped == 0;
    if (match.byte_end != folded.size() || !name) continue;
    const Entity entity = Get(a.entity);
    if (entity.kind == EntityKind::kOrg) return std::string(entity.id);
  }
  return std::string(id);
}

const NameRules& Registry::Rules(std::string_view bcp47) const {
  const auto it = rules_.find(LanguageKey(bcp47));
  return it == rules_.end() ? *no_rules_ : *it->second;
}

NameRules Registry::EndingsOfAll() const {
  NameRules all;
  for (const auto& [language, rules] : rules_) {
    const NameRules& one = *rules;
    all.endings.insert(one.endings);
    all.model_endings.insert(one.model_endings);
    all.particles.insert(one.particles);
    all.prefixes.insert(one.prefixes);
    all.compounds.insert(all.compounds.end(), one.compounds.begin(), one.compounds.end());
    for (const auto& [letter, endings] : one.stems) all.stems[letter].insert(endings);
  }
  return all;
}

NoNames Registry::CommonNamesOf(std::string_view bcp47) const {
  std::vector<const StringSet*> sets = {&no_rules_->no_names, &Rules(bcp47).no_names};
  for (const std::string& lang : {LanguageKey(bcp47), std::string("en")}) {
    const auto it = common_names_.find(lang);
    if (it != common_names_.end()) sets.push_back(&*it->second);
  }
  return NoNames(std::move(sets));
}

size_t Registry::MemoryBytes() const {
  return arena_.capacity() + entities_.capacity() * sizeof(Record) +
         aliases_.capacity() * sizeof(Alias) + automaton_.MemoryBytes() +
         orgs_by_id_.capacity() * sizeof(uint32_t) + org_index_.MemoryBytes() +
         chip_index_.MemoryBytes();
}

}  // namespace dealwire
