#ifndef DEALWIRE_EXTRACT_NAMES_NAME_BASES_H_
#define DEALWIRE_EXTRACT_NAMES_NAME_BASES_H_

#include <map>
#include <string>
#include <string_view>

#include "extract/names/name_rules.h"

namespace dealwire {

// Where the longest ending of `forms` (ending -> that of the base form) begins in a word,
// `least_stem` bytes and more before it; its size where none does. The same for a word of any
// length.
size_t EndingAt(const std::map<std::string, std::string>& forms, std::string_view word,
                size_t least_stem);

// A word of `words` that the folded `word` is a form of, by the endings and stems of the language,
// and shorter than it or of another ending; itself where it is none. Linear in the word.
std::string BaseWord(const NameRules& rules, const StringSet& words, std::string_view word);

// Whether a folded word is a head, or a form of one: "universiteta".
bool IsHeadForm(const NameRules& rules, std::string_view word);

// Whether a folded word bends as an adjective of a name does.
bool IsNameAdjective(const NameRules& rules, std::string_view word);

// A name as it stands without a case: "Tverskogo universiteta" is "Tverskoj universitet". Its head
// and the adjectives before it are brought to their base form, the rest stays; the name as it is
// where no head of it is inflected. Linear.
std::string BaseName(const NameRules& rules, std::string_view name);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_NAME_BASES_H_
