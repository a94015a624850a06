#ifndef DEALWIRE_EXTRACT_NAMES_LONGER_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_LONGER_NAMES_H_

#include <vector>

#include "extract/frames/cues.h"
#include "extract/mention.h"
#include "extract/text/document.h"

namespace dealwire {

class Registry;

// "Telia Cygate", "Eni Rewind", "Statkraft Markets GmbH": a registered name that one more word with
// a capital goes on is that of another firm, which nobody registered: the mention takes the word
// in, and is no longer of the registered one. Not so where the name has an ending, a person may
// follow ("the president of PZU Marek Wolski", any two words with capitals of which the second is
// no legal form and no word like "Group"), the word is a place's, a role's or another name, or,
// where nothing like "GmbH" or "Group" follows, the article writes it small or a word for a site or
// goods stands behind ("Galaxy Helios campus");
// nor of who makes chips or sells products. Where all nouns have capitals a legal form has to
// follow; titles and headings, in which any word may have one, only repeat what the text shows.
// Linear.
void LengthenNames(const Document& document, const Registry& registry,
                   const std::vector<CueMatch>& cues, Mentions* mentions);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_LONGER_NAMES_H_
