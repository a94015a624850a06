#include "extract/deals/new_totals.h"

#include <algorithm>
#include <string>

#include "extract/candidates/raised_sums.h"
#include "extract/deals/named_others.h"
#include "extract/quantities/same_amounts.h"

namespace dealwire {
namespace {

// Whether a sentence goes on with the one right before it: in its paragraph, or, in the next one,
// where it begins with a word for a total or for the contract.
bool GoesOnWithTotal(const Document& document, const SentenceScene& scene, size_t told) {
  constexpr size_t kBegin = 32;  // bytes
  if (told + 1 != scene.index) return false;
  const size_t block = document.sentences[scene.index].block;
  const size_t before = document.sentences[told].block;
  if (before == block) return true;
  return before + 1 == block && document.blocks[block].kind == DocumentBlockKind::kParagraph &&
         document.blocks[before].kind == DocumentBlockKind::kParagraph &&
         std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
           return (c.cue == Cue::kTotal || c.cue == Cue::kContract) &&
                  c.span.byte_start <= scene.span.byte_start + kBegin;
         });
}

// "The contract is being extended to 320 million"
bool RaisesContract(const SentenceScene& scene) {
  return scene.Has(Cue::kContract) && scene.Has(Cue::kExtend) &&
         ToldAsTotal(scene, *scene.money.front());
}

// Whether the last deal is the only one of its kind, with a sum and in the body, of its two
// parties.
bool IsOnlyOfTwo(const Document& document, const CandidateFinder& finder,
                 const std::vector<Candidate>& candidates) {
  const Deal& last = candidates.back().deal;
  return std::ranges::count_if(candidates, [&](const Candidate& c) {
           return c.deal.amount && c.deal.kind == last.kind && !c.tentative &&
                  !document.InTitle(c.deal.evidence[0].span) &&
                  finder.ShareSomebody(c.deal.customer, last.customer) &&
                  finder.ShareSomebody(c.deal.provider, last.provider);
         }) == 1;
}

// Whether a deal's sum is what its sentence tells it to be raised to.
bool IsRaised(const std::vector<SentenceScene>& scenes, const Candidate& c) {
  const SentenceScene& scene = scenes[c.sentence];
  return c.deal.amount && c.money != nullptr && !c.list_part && scene.Has(Cue::kExtend) &&
         ToldAsTotal(scene, *c.money);
}

}  // namespace

void RaiseFormerSums(const std::vector<SentenceScene>& scenes, const CandidateFinder& finder,
                     std::vector<Candidate>* candidates) {
  for (const Candidate& total : *candidates) {
    if (!IsRaised(scenes, total) || total.deal.customer.empty() || total.deal.provider.empty())
      continue;
    std::vector<Candidate*> former;
    for (Candidate& c : *candidates) {
      if (c.deal.amount && !c.list_part && !c.tentative && c.deal.kind == total.deal.kind &&
          c.deal.amount->currency == total.deal.amount->currency &&
          Middle(*c.deal.amount) < Middle(*total.deal.amount) &&
          finder.ShareSomebody(c.deal.customer, total.deal.customer) &&
          finder.ShareSomebody(c.deal.provider, total.deal.provider))
        former.push_back(&c);
    }
    // What several come to is their total, and each a deal of its own.
    if (former.size() != 1) continue;
    former.front()->deal.amount = total.deal.amount;
    former.front()->money = total.money;
  }
}

bool TakeNewTotal(const Document& document, const std::vector<SentenceScene>& scenes,
                  const SentenceScene& scene, const CandidateFinder& finder,
                  std::vector<Candidate>* candidates) {
  if (candidates->empty() || scene.money.size() != 1 || scene.Has(Cue::kNoDeal) ||
      !(scene.Has(Cue::kTotal) || scene.Has(Cue::kToTotal)))
    return false;
  Candidate& last = candidates->back();
  const size_t told = last.told_in.back();
  if (!GoesOnWithTotal(document, scene, told) || !last.deal.amount || last.total ||
      last.deal.customer.empty() || last.deal.provider.empty() ||
      !(scenes[told].Has(Cue::kExtend) ||
        (RaisesContract(scene) && IsOnlyOfTwo(document, finder, *candidates))) ||
      NamesOthers(scene, last.deal, finder))
    return false;
  const MoneyValue total = RaisedTo(scene, *scene.money.front());
  const MoneyValue& step = *last.deal.amount;
  if (total.currency != step.currency || total.min.value_or(0) <= step.min.value_or(0))
    return false;
  last.deal.amount = total;
  last.total = true;
  last.told_in.push_back(scene.index);
  last.deal.evidence.push_back({scene.span, document.InTitle(scene.span), last.frame->rule});
  last.deal.AddReason("the next sentence gives its new total", 0.1);
  return true;
}

}  // namespace dealwire
