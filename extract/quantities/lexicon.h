#ifndef DEALWIRE_EXTRACT_QUANTITIES_LEXICON_H_
#define DEALWIRE_EXTRACT_QUANTITIES_LEXICON_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.h"
#include "extract/rule_files.h"
#include "ingest/article.h"

namespace dealwire {

class ArchiveReader;  // base/archive.h
class ArchiveWriter;
struct Words;  // extract/quantities/words.h

// What is known of numbers, scales, currencies, units and dates, by language. A language's words
// are CLDR's (ICU's long scale words in all plural forms, currency names and signs, spelled-out
// numbers, months, weekdays, separators), corrected and completed by the [quantities] section of
// rules/lang/<code>.toml and by rules/quantities/world.toml, which holds what is the same
// everywhere: ISO 4217, signs, SI units.
//
// CLDR's compact short forms are never read: they contradict one another ("B" is 1e3 in Turkish,
// 1e9 in English, 1e12 in Spanish).
//
// Thread-safe and immutable to its users: a language is compiled when a document first needs it
// (0.5 to 10 ms), and shared from then on. A language that has no file gets CLDR's words; one that
// ICU does not know gets those of English.
class Lexicon {
 public:
  // Errors, all told through `problems`: a key that no table has, an unknown currency or kind, a
  // word given twice with different values in one table.
  static std::unique_ptr<const Lexicon> Compile(const RuleFiles& files, Diagnostics* problems);
  Lexicon();
  ~Lexicon();

  // For archives (base/archive.h): with the words of every language that has a file, ready made.
  void Save(ArchiveWriter* out) const;
  void Load(ArchiveReader* in);

  // The words of a BCP 47 tag; "de-CH" differs from "de" in what a bare "Franken" is. `site_region`
  // (ISO 3166, from the site's domain) stands in where the tag has no region; "" is none.
  const Words& For(std::string_view bcp47, std::string_view site_region = "") const;
  const Words& For(const Article& article) const;  // by its language and its site

  // A currency by Sense::index: its ISO code, or "" where the index is a kind that needs a country.
  const std::string& CurrencyCode(size_t index) const;
  // The currency of a kind ("dollar") in a country ("CA"), or "".
  std::string CurrencyOf(size_t kind, std::string_view country) const;
  const std::string& Country(size_t index) const;
  // Whether two indices are of one family: the dollar sign and the word, or the Canadian dollar and
  // the sign.
  bool SameKind(size_t a, size_t b) const;

  // What a language knows, for `rules show --lang`: one row a word, sorted by role, then word.
  struct Row {
    std::string role;  // "scale", "currency", "month"
    std::string word;  // folded; '*' stands for any ending
    std::string value;
    std::string source;  // "cldr:de:scales", "lang/de.toml:quantities.scales"
  };
  std::vector<Row> Describe(std::string_view bcp47) const;
  // The languages that have a [quantities] section.
  std::vector<std::string> LanguageCodes() const;

  // An example of a language file: [[quantities.example]] text, and what is to be found in it as
  // "38e9 USD", "..5e6 EUR", "84..84 months", "300 MW", "2026-01-01..2026-12-31"; no value is a
  // near miss.
  struct Example {
    std::string where;  // file:line:column
    std::string lang;
    std::string published;
    std::string text;
    std::string type;                 // money, power, duration, date
    std::vector<std::string> values;  // in order; empty: nothing of that type may be found
  };
  const std::vector<Example>& examples() const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_LEXICON_H_
