#ifndef DEALWIRE_EXTRACT_NAMES_NAME_ENDS_H_
#define DEALWIRE_EXTRACT_NAMES_NAME_ENDS_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "extract/names/name_rules.h"
#include "extract/names/registry.h"
#include "extract/text/automaton.h"
#include "extract/text/fold.h"

namespace dealwire {

// A quick look at two characters of a text of names, before all else: false within words of Latin
// and Cyrillic letters, and within a character.
bool MayBeginName(std::string_view text, size_t i);

// Whether what the registry's automaton finds in a text is a name of its own there, and where its
// word ends, by how a language bends names. All arguments must outlive it.
class NameEnds {
 public:
  // `text` is NameText of `folded`, which is folded from `source`.
  NameEnds(std::string_view text, const Folded& folded, std::string_view source,
           const Registry& registry, const NameRules& rules)
      : text_(text), folded_(folded), source_(source), registry_(registry), rules_(rules) {}

  // Whether a word, or what is glued before one, ends at `start`.
  bool BeginsWord(size_t start) const;

  // Where the word of the name ends, its ending taken in; nothing where the match is in small
  // letters and the name is not, or where it goes on as another word. `match` begins a word.
  std::optional<size_t> EndOf(const Automaton::Match& match) const;

 private:
  bool CaseFits(const Alias& alias, size_t start, size_t end) const;
  std::optional<size_t> EndOfWord(const Alias& alias, const Automaton::Match& match) const;

  const std::string_view text_;
  const Folded& folded_;
  const std::string_view source_;
  const Registry& registry_;
  const NameRules& rules_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_NAME_ENDS_H_
