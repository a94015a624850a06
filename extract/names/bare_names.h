#ifndef DEALWIRE_EXTRACT_NAMES_BARE_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_BARE_NAMES_H_

#include <vector>

#include "extract/text/document.h"

namespace dealwire {

class Registry;

struct BareName {
  Span span;            // bytes of Document::text
  bool strong = false;  // shown to be an organisation
};

// What may be organisations' names in scripts without capitals, where no word for a firm stands
// beside them, in order; each is within one sentence:
//   - a run of katakana, with Latin capitals at its ends, before a particle or right behind a
//     character for where a firm is from;
//   - Latin capitals and Hangul in one word, and the first word of a sentence that is its topic;
//   - what stands between the two words of a frame (name_frames), a few characters without a stop:
//     Chinese "signs with N", "all shares of N". These are strong;
//   - what a headline begins with, before a comma or a colon, where the body says it twice;
//   - what begins the sentence, before the word of a frame whose first is a full stop.
// Linear.
std::vector<BareName> BareNames(const Document& document, const Registry& registry);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_BARE_NAMES_H_
