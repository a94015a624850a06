#include "extract/allowed.h"

#include <algorithm>

namespace dealwire {

void MarkAllowed(const Document& document, SentenceScene* scene) {
  constexpr double kToName = 60, kToVerb = 20;  // as a reader counts
  for (const CueMatch& allow : scene->cues) {
    if (allow.cue != Cue::kAllow) continue;
    const auto party = std::ranges::find_if(scene->parties, [&](const Party& p) {
      return p.IsNamed() && p.span.byte_start >= allow.span.byte_end;
    });
    if (party == scene->parties.end() ||
        ReadingDistance(document, allow.span, party->span) > kToName)
      continue;
    const bool acts = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return IsTrigger(c.cue) && c.span.byte_start >= party->span.byte_end &&
             ReadingDistance(document, party->span, c.span) < kToVerb;
    });
    if (!acts) continue;
    party->marks = 0;
    party->inflected = party->agent = false;
  }
}

}  // namespace dealwire
