#ifndef DEALWIRE_EXTRACT_SCENES_OPENING_NAMES_H_
#define DEALWIRE_EXTRACT_SCENES_OPENING_NAMES_H_

#include <string_view>
#include <vector>

#include "extract/frames/cues.h"
#include "extract/names/names.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

struct NameRules;

// "Hafslund has signed a contract": whether a single word that begins a sentence, where all have a
// capital (OpenOrganisation::opening), is an organisation. It is where the verb of a deal follows
// it, auxiliaries and another word at most between, an aside between commas or "and" and a second
// name before that, or that or a noun for a firm behind its colon in a list; it is none of the
// words that tell of deals, and it does not end as nouns and adjectives of the language do
// (noun_endings). All must outlive it.
class OpeningNames {
 public:
  // `cues`: by rising start.
  OpeningNames(const Document& document, const NameRules& names, const std::vector<CueMatch>& cues)
      : document_(document), names_(names), cues_(cues) {}

  // Linear in the cues of its sentence.
  bool Acts(const Span& word) const;

 private:
  bool MayBeName(const Span& word) const;
  bool HeadsItem(const Span& word) const;
  bool IsSingular(size_t at) const;
  bool HasDone(size_t at) const;
  size_t PastAside(size_t at) const;
  size_t PastCompany(size_t at) const;
  bool LeadsTo(const Span& between) const;

  const Document& document_;
  const NameRules& names_;
  const std::vector<CueMatch>& cues_;
};

// The names of `open` that are organisations or may be some: an opening is one where it acts, and
// then wherever it stands. Linear.
std::vector<Party> OpenParties(const std::vector<OpenOrganisation>& open,
                               const OpeningNames& openings);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_OPENING_NAMES_H_
