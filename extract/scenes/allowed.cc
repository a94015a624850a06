#include "extract/scenes/allowed.h"

#include <algorithm>

namespace dealwire {

void MarkAllowed(const Document& document, SentenceScene* scene) {
  constexpr double kToName = 60, kToVerb = 20;  // as a reader counts
  constexpr size_t kMostBytes = 4;              // of what counts as one
  constexpr unsigned kOfOthers = kRelFrom | kRelBy | kRelWith | kRelBetween | kRelIn;
  for (const CueMatch& allow : scene->cues) {
    if (allow.cue != Cue::kAllow) continue;
    const auto party = std::ranges::find_if(scene->parties, [&](const Party& p) {
      return p.IsNamed() && p.span.byte_start >= allow.span.byte_end;
    });
    if (party == scene->parties.end() || (party->marks & kOfOthers) != 0 ||
        party->span.byte_start - allow.span.byte_end > kMostBytes * kToName ||
        ReadingDistance(document, allow.span, party->span) > kToName)
      continue;
    const bool acts = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return IsTrigger(c.cue) && c.span.byte_start >= party->span.byte_end &&
             c.span.byte_start - party->span.byte_end < kMostBytes * kToVerb &&
             ReadingDistance(document, party->span, c.span) < kToVerb;
    });
    if (!acts) continue;
    party->marks = 0;
    party->inflected = party->agent = false;
  }
}

}  // namespace dealwire
