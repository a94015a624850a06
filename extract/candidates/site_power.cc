#include "extract/candidates/site_power.h"

#include <algorithm>

namespace dealwire {

bool FeedsSite(const SentenceScene& scene, const Frame& frame) {
  if (frame.trigger != Cue::kSupply || !scene.chips.empty() || !scene.Has(Cue::kSite)) return false;
  // "Data center" is a word for computing, too.
  return std::ranges::none_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kCompute && std::ranges::none_of(scene.cues, [&](const CueMatch& site) {
             return site.cue == Cue::kSite && site.span.Overlaps(c.span);
           });
  });
}

}  // namespace dealwire
