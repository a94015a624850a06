#ifndef DEALWIRE_EXTRACT_NAMES_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

#include "extract/mention.h"
#include "extract/text/document.h"

namespace dealwire {

struct NameRules;  // extract/names/name_rules.h
class Registry;

struct Names {
  Mentions found;   // OrgValue and ProductValue, for the result
  Mentions models;  // ChipValue without counts: bare models, for FindChips
};

// Organisations, products and chip models of the registry that the document names, role "other".
// One pass of the registry's automaton; inflection and compounds by the language file; an ambiguous
// name only with what it needs; of names that overlap the first, then the longer one, a product
// hiding the brand in its name. A mention takes in glued endings ("Nvidias") and stops before an
// apostrophe, a hyphen and Korean particles. Linear.
Names FindNames(const Document& document, const Registry& registry);

// An organisation that the registry does not know.
struct OpenOrganisation {
  Mention mention;      // OrgValue; known where the article shows that it is one of those
  bool strong = false;  // a legal form or a word like "Group" stands with it
  // A word that begins a sentence, where all have a capital, and that nothing else shows to be one.
  bool opening = false;
  // Where nouns have capitals: the same word elsewhere, which is a name if an opening is one.
  bool echo = false;
};

// The id of an unregistered organisation by its name without legal form: "Bank Pekao" is
// "bank-pekao".
std::string OrganisationSlug(std::string_view name);

// What an article may shorten the name of several words of a registered organisation to, as an id:
// "Merlin Properties" is "merlin" from then on. "" where it does not, as where the word is one for
// firms ("bank").
std::string ShortFormOf(std::string_view name, const NameRules& rules);

// Whether each example and near miss of the registry holds: the ones that do not, one line each.
std::vector<std::string> FailedNameExamples(const Registry& registry);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_NAMES_H_
