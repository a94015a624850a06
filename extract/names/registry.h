#ifndef DEALWIRE_EXTRACT_NAMES_REGISTRY_H_
#define DEALWIRE_EXTRACT_NAMES_REGISTRY_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/lazy.h"
#include "base/toml.h"
#include "extract/names/name_rules.h"
#include "extract/rule_files.h"
#include "extract/text/automaton.h"
#include "extract/text/id_index.h"

namespace dealwire {

enum class EntityKind : uint8_t { kOrg, kProduct, kChip };

// One entry of rules/registry/*.toml. Views into the Registry, which must outlive it.
struct Entity {
  EntityKind kind = EntityKind::kOrg;
  std::string_view id;
  std::string_view name;
  std::string_view parent;     // the group above an organisation, the seller of a product, the
                               // vendor of a chip; or ""
  std::string_view family;     // chips: "blackwell"
  std::string_view chip_kind;  // chips: "gpu"; organisations: what "a chip" of theirs is, or ""
  std::string_view ticker;     // "NYSE:ORCL", or ""
  std::string_view wikidata;   // "Q19900", or ""
  bool only_as_party = false;  // reported only where it is party to a deal
};

// What makes an ambiguous name count (rules/registry/README.md).
struct Needs {
  bool org = false, product = false, chip = false;  // one of another entry in the article
  std::vector<uint32_t> words;                      // ids of context words; see Alias::entity
  std::vector<uint32_t> not_with;                   // likewise: with one it is another's name
  std::vector<std::string> not_behind;  // folded; right before it they make another word of it

  // Whether something else in the article has to bear it out.
  bool InArticle() const { return org || product || chip || !words.empty(); }
};

enum class AliasType : uint8_t {
  kName,       // taken wherever it stands
  kInflected,  // so too; a form of the entry's name that the endings of the language do not make
  kMistranslation,  // only in one language and beside another organisation
  kAmbiguous,       // only with what it needs
  kContext,         // no name: a word that an ambiguous one may need
};

// What a value of the automaton stands for.
struct Alias {
  uint32_t entity = 0;   // index for Registry::Get; for kContext the word's id
  uint32_t extra = 0;    // kAmbiguous: index of its needs; kMistranslation: offset of the language
  uint32_t dropped = 0;  // a stem, which an ending must follow: offset of the letter left out
  AliasType type = AliasType::kName;
  bool has_capital = false;   // not found in all-small letters
  bool all_capitals = false;  // found in capitals alone
};

// A sentence that shows an ambiguous name taken, or not.
struct NameExample {
  std::string where;  // "rules/registry/clouds.toml:187:1"
  std::string lang;
  std::string text;
  std::string id;  // whose name it is
  EntityKind kind = EntityKind::kOrg;
  bool near_miss = false;
};

// Words, and names of several, that are no organisations: of some sets of a registry, which must
// live.
class NoNames {
 public:
  explicit NoNames(std::vector<const StringSet*> sets) : sets_(std::move(sets)) {}
  bool Contains(std::string_view folded) const {
    return std::ranges::any_of(sets_, [&](const StringSet* s) { return s->contains(folded); });
  }

 private:
  std::vector<const StringSet*> sets_;
};

// Organisations, products and chips by all their names, and how languages bend names: immutable,
// shared by all threads. Entries are held in about 60 bytes each beside their text, aliases in 16,
// so that a registry of 400,000 names stays below 100 MB.
class Registry {
 public:
  // Reads registry/*.toml, names/*.toml and the [names] tables of lang/*.toml. What is wrong is
  // told in `problems`; then the result is of no use.
  static std::unique_ptr<const Registry> Compile(const RuleFiles& files, Diagnostics* problems);

  size_t size() const { return entities_.size(); }  // entries
  Entity Get(uint32_t index) const;
  // "registry/clouds.toml:oracle"
  std::string RuleOf(uint32_t index) const;
  // The entry of an id; organisations and products share their ids, chips have their own.
  // size() where there is none.
  uint32_t FindOrg(std::string_view id) const;  // or product
  uint32_t FindChip(std::string_view id) const;

  // False for organisations outside the registry too.
  bool OnlyAsParty(std::string_view id) const;
  // Whether any chip of the registry is its make. Constant, as the next.
  bool MakesChips(std::string_view id) const;
  // Whether it, or an organisation below it, sells a product of the registry.
  bool SellsProducts(std::string_view id) const;
  // The topmost organisation above (or selling) `id`; `id` itself where there is none.
  std::string_view TopOf(std::string_view id) const;
  std::string GroupOf(std::string_view id) const { return std::string(TopOf(id)); }
  bool SameGroup(std::string_view a, std::string_view b) const {
    return a == b || TopOf(a) == TopOf(b);
  }
  // `id` and all organisations and products below it, sorted.
  std::vector<std::string> WithChildren(std::string_view id) const;
  // Ids of organisations and products that an id, a name or an alias in any language stands for,
  // children taken in, sorted: what --party takes. Empty where nothing is known.
  std::vector<std::string> Resolve(std::string_view party) const;

  // The registry's id for an id made of a name (OrgValue::own): what stores merge by. `id` itself
  // where the registry knows none.
  std::string Canonical(std::string_view id) const;

  // How the language with this BCP 47 tag bends names; empty rules where no file speaks for it.
  const NameRules& Rules(std::string_view bcp47) const;
  // The endings of all languages at once, for a text of which the language is not known: whatever
  // is a name by one language's rules is one by these. Some milliseconds.
  NameRules EndingsOfAll() const;
  // Those of English, whose words the names of companies everywhere are made of.
  const NameRules& EnglishRules() const { return *no_rules_; }

  // Words of capitalised names that are no organisations, of the language and of English: CLDR's
  // months, weekdays, countries, cities; see CommonNames.
  NoNames CommonNamesOf(std::string_view bcp47) const;
  // Names of cities everywhere, folded, as they are called there: rules/names/places.toml.
  const StringSet& places() const { return *places_; }

  // For FindNames.
  const Automaton& automaton() const { return automaton_; }
  const Alias& alias(uint32_t value) const { return aliases_[value]; }
  const Needs& needs(const Alias& a) const { return needs_[a.extra]; }
  std::string_view String(uint32_t offset) const { return arena_.c_str() + offset; }

  const std::vector<NameExample>& examples() const { return *examples_; }
  size_t MemoryBytes() const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.arena_, self.entities_, self.orgs_by_id_, self.org_index_,
                    self.chip_index_, self.chip_vendors_, self.product_sellers_, self.aliases_,
                    self.needs_, self.files_, self.examples_, self.rules_, self.no_rules_,
                    self.common_names_, self.places_, self.automaton_);
  }

 private:
  struct Record {
    uint32_t id, name, parent, family, chip_kind, ticker, wikidata;
    uint16_t file;
    EntityKind kind;
    bool only_as_party;
  };
  struct Loader;

  uint32_t Find(const IdIndex& index, std::string_view id) const;

  std::string arena_;  // strings, each ended by NUL; offset 0 is ""
  std::vector<Record> entities_;
  std::vector<uint32_t> orgs_by_id_;  // indices, sorted by id
  IdIndex org_index_, chip_index_;
  StringSet chip_vendors_, product_sellers_;
  std::vector<Alias> aliases_;
  std::vector<Needs> needs_;
  std::vector<std::string> files_;
  Lazy<std::vector<NameExample>> examples_;
  // A language is read, and its common names are gathered, when an article needs it.
  std::map<std::string, Lazy<NameRules>, std::less<>> rules_;
  Lazy<NameRules> no_rules_;  // those of English
  std::map<std::string, Lazy<StringSet>, std::less<>> common_names_;
  Lazy<StringSet> places_;
  Automaton automaton_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_REGISTRY_H_
