#include "extract/deals/passed_over.h"

#include <algorithm>
#include <string>

namespace dealwire {
namespace {

bool IsParty(const CandidateFinder& finder, const Deal& deal, const std::string& id) {
  return finder.ShareSomebody({id}, deal.customer) || finder.ShareSomebody({id}, deal.provider);
}

}  // namespace

void DropPassedOver(const CandidateFinder& finder, const std::vector<SentenceScene>& scenes,
                    std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) {
  const auto tells = [](const Candidate& c, size_t sentence) {
    return std::ranges::find(c.told_in, sentence) != c.told_in.end();
  };
  // Who is party to what the sentence tells.
  const auto has_deal = [&](const std::string& id, size_t sentence) {
    return std::ranges::any_of(*candidates, [&](const Candidate& c) {
      return tells(c, sentence) && IsParty(finder, c.deal, id);
    });
  };
  const auto passed_over = [&](const Candidate& c) {
    if (!c.from_context || c.list_part || c.deal.aggregate || c.told_in.size() > 1) return false;
    const SentenceScene& scene = scenes[c.sentence];
    // Behind its clause another thing is told.
    const size_t end = scene.SegmentAt(c.trigger.byte_start).byte_end;
    return std::ranges::any_of(scene.parties, [&](const Party& p) {
      if (p.span.byte_start >= end) return false;
      // "X agrees with the fund on a price": who sells what is bought.
      if (c.deal.kind == DealKind::kAcquisition && p.marks != 0) return false;
      const bool goods = p.in_chip || (!scene.chips.empty() && finder.IsChipmaker(p.id));
      return p.strong && !p.coreference && !goods && !p.id.empty() && !has_deal(p.id, c.sentence);
    });
  };
  std::vector<bool> drop(candidates->size());  // all are judged before any goes
  std::transform(candidates->begin(), candidates->end(), drop.begin(), passed_over);
  std::vector<Candidate> kept;
  for (size_t i = 0; i < drop.size(); ++i) {
    Candidate& c = (*candidates)[i];
    if (!drop[i]) {
      kept.push_back(std::move(c));
    } else if (rejected != nullptr) {
      rejected->push_back({c.deal.evidence.front().span, c.frame->rule,
                           "party: the sentence names another one, who has no part in it"});
    }
  }
  *candidates = std::move(kept);
}

}  // namespace dealwire
