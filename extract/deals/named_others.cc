#include "extract/deals/named_others.h"

#include <algorithm>
#include <string>

namespace dealwire {

bool NamesOthers(const SentenceScene& scene, const Deal& deal, const CandidateFinder& finder) {
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    const auto same = [&](const std::string& id) { return finder.SameGroup(id, p.id); };
    return p.IsNamed() && std::ranges::none_of(deal.customer, same) &&
           std::ranges::none_of(deal.provider, same);
  });
}

bool NamesOtherFirms(const SentenceScene& scene, const Deal& deal, const CandidateFinder& finder) {
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    return (p.known || p.strong) && p.IsNamed() && !finder.ShareSomebody({p.id}, deal.customer) &&
           !finder.ShareSomebody({p.id}, deal.provider);
  });
}

}  // namespace dealwire
