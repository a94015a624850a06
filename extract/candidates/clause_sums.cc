// CandidateFinder::SumOfClauseBefore: a sum told in a clause of its own.
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {

// "X orders 7,000 chips of Y; the order is worth 310 million": a clause that names nobody tells the
// sum of the deal of the clause before.
bool CandidateFinder::SumOfClauseBefore(const SentenceScene& scene, const Context& context,
                                        const Mention* money, const std::vector<Candidate>& found,
                                        Candidate* candidate) const {
  const Span segment = scene.SegmentAt(money->span.byte_start);
  if (!found.empty() || context.list_follows || segment.byte_start == scene.span.byte_start)
    return false;
  const auto inside = [&](const Span& s) { return segment.Contains(s); };
  const bool refers = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kContract || c.cue == Cue::kValue || c.cue == Cue::kRent) &&
           inside(c.span);
  });
  const bool named = std::ranges::any_of(
      scene.parties, [&](const Party& p) { return !p.in_chip && inside(p.span); });
  if (!refers || named) return false;
  SentenceScene before = scene;
  before.span.byte_end = segment.byte_start;
  before.money.clear();
  std::erase_if(before.cues,
                [&](const CueMatch& c) { return c.span.byte_start >= segment.byte_start; });
  std::erase_if(before.parties,
                [&](const Party& p) { return p.span.byte_start >= segment.byte_start; });
  std::vector<Candidate> told = FindBare(before, context, {});
  if (told.empty() || told.front().deal.customer.empty() || told.front().deal.provider.empty() ||
      (told.front().tentative && !told.front().sides_said))
    return false;
  *candidate = std::move(told.front());
  candidate->tentative = false;
  candidate->deal.amount = *Get<MoneyValue>(*money);
  candidate->money = money;
  candidate->deal.evidence.front().span = scene.span;
  candidate->deal.reasons.push_back({"the next clause gives its sum", 0.2});
  candidate->deal.confidence = std::min(1.0, candidate->deal.confidence + 0.2);
  TakeTerms(scene, &candidate->deal);
  return true;
}

}  // namespace dealwire
