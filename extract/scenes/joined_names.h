#ifndef DEALWIRE_EXTRACT_SCENES_JOINED_NAMES_H_
#define DEALWIRE_EXTRACT_SCENES_JOINED_NAMES_H_

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

struct NameRules;

// Which names of a sentence "and" and commas join. What it is given must outlive it.
class JoinedNames {
 public:
  JoinedNames(const Document& document, const NameRules& names, bool postpositional)
      : document_(document), names_(names), postpositional_(postpositional) {}

  // "A, B and C", French "A, la B et C": nothing but commas, "and", articles and a word or two of
  // description between two names. `marks` are those that B shares if it is joined. Linear in what
  // stands between and in the cues of the sentence.
  bool Joined(const SentenceScene& scene, const Party& a, const Party& b, unsigned marks) const;

 private:
  const Document& document_;
  const NameRules& names_;
  const bool postpositional_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_JOINED_NAMES_H_
