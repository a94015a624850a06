#ifndef DEALWIRE_EXTRACT_QUANTITIES_LEXICON_ROWS_H_
#define DEALWIRE_EXTRACT_QUANTITIES_LEXICON_ROWS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.h"
#include "extract/quantities/currencies.h"
#include "extract/quantities/words.h"

// The [quantities] section of a rule file, understood: what the lexicon keeps of it until the
// words of its language are compiled (extract/quantities/lexicon_words.h).
namespace dealwire {

// A row of a rule file, understood: what is kept of it until its language is compiled.
struct LexiconRow {
  std::string word;  // folded
  Sense sense;
  bool glue = false;
};

struct LanguageRows {
  std::vector<LexiconRow> rows;
  std::vector<std::string> rules;
  std::map<std::string, std::string, std::less<>> local;  // kind -> code
  bool compounds = false;
  bool particles = false;
  bool counts_with_of = false;
  bool spelled = true;
  std::optional<bool> space_groups;
  std::string decimal;
  std::vector<std::string> prefixes;  // folded, longest first
};

// The key a word has in the trie: folded, hyphens as spaces.
std::string TrieKey(std::string_view word);

// Reads rules/quantities/world.toml. Errors, all told through `problems`: as Lexicon::Compile.
void ReadWorldRows(const TomlValue& root, Diagnostics* problems, Currencies* currencies,
                   LanguageRows* out);

// Reads the section of the file `path`. The currencies must be known by then.
LanguageRows ReadLanguageRows(const std::string& path, const TomlValue& section,
                              const Currencies& currencies, Diagnostics* problems);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_LEXICON_ROWS_H_
