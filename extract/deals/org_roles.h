#ifndef DEALWIRE_EXTRACT_DEALS_ORG_ROLES_H_
#define DEALWIRE_EXTRACT_DEALS_ORG_ROLES_H_

#include <vector>

#include "extract/deal.h"
#include "extract/mention.h"

namespace dealwire {

class FrameSet;

// Sets the role of every organisation mentioned: what it is in the `deals` of its article
// ("provider", "customer", "investor"; a maker of chips that provides is "chipmaker"), else
// "chipmaker" where that is its trade, else "other". One role an organisation and article; who
// supplies in one deal and buys in another is the provider. Linear.
void AssignRoles(const FrameSet& frames, const std::vector<Deal>& deals, Mentions* mentions);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_ORG_ROLES_H_
