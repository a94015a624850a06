#ifndef DEALWIRE_EXTRACT_CANDIDATES_SITE_POWER_H_
#define DEALWIRE_EXTRACT_CANDIDATES_SITE_POWER_H_

#include "extract/frames/frames.h"
#include "extract/scenes/scene.h"

namespace dealwire {

// "X will feed the data center of Y": whether a verb of supplying has a site for its object, and no
// computing and no chips; a power company supplies it with electricity, be it named or not.
bool FeedsSite(const SentenceScene& scene, const Frame& frame);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_SITE_POWER_H_
