// A firm that its owner sells to a third one.
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

// Whether it is one of a trade that a deal may be with, told by its name.
bool IsFirm(const Party& p) {
  return !p.in_chip && !p.product && !p.coreference && (p.known || p.strong);
}

bool IsUnitsTrade(Cue cue) {
  return cue == Cue::kChipNoun || cue == Cue::kCompute || cue == Cue::kPower || cue == Cue::kSite;
}

bool IsUnitNoun(Cue cue) {
  return cue == Cue::kAgent || cue == Cue::kCompany || cue == Cue::kOperator;
}

}  // namespace

// "X sells a majority in its data centre unit Y to Z": of three that a verb of selling has one
// acts, one is marked as who gets it, and one is sold: a noun for a firm, or for a share of one,
// stands before it, and no goods between the verb and that noun but those it is made with. What is
// sold and to whom is written to `roles`, if given.
bool CandidateFinder::SellsUnit(const SentenceScene& scene, const Span& trigger,
                                Roles* roles) const {
  constexpr size_t kPhrase = 60, kBeside = 3;  // bytes
  if (!scene.chips.empty() || !scene.power.empty()) return false;
  const Span segment = scene.SegmentAt(trigger.byte_start);
  constexpr int kThree = 3;
  const auto firms = std::ranges::count_if(
      scene.parties, [&](const Party& p) { return IsFirm(p) && segment.Contains(p.span); });
  if (firms < kThree) return false;
  // "A cloud provider such as X": who supplies sells no firm, unless a share of one or a sum is
  // told.
  const bool sells =
      !scene.money.empty() || std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
        return c.cue == Cue::kStake || c.cue == Cue::kShare ||
               (c.cue == Cue::kSell && c.span.Overlaps(trigger));
      });
  if (!sells) return false;
  // The words between the verb and the name: where the name of a firm or of a share begins.
  const auto object_at = [&](const Party& p) {
    size_t at = p.span.byte_start;
    for (const CueMatch& c : scene.cues) {
      const bool noun = IsUnitNoun(c.cue) || c.cue == Cue::kStake || c.cue == Cue::kShare;
      if (noun && c.span.byte_end <= p.span.byte_start &&
          c.span.byte_end + kPhrase >= p.span.byte_start)
        at = std::min(at, c.span.byte_start);
    }
    // "GPU cloud unit": what the noun is made with, one word before the other.
    for (auto c = scene.cues.rbegin(); c != scene.cues.rend(); ++c) {
      if (IsUnitsTrade(c->cue) && c->span.byte_end <= at && c->span.byte_end + kBeside >= at)
        at = c->span.byte_start;
    }
    return at;
  };
  const Party* seller = nullptr;
  const Party* buyer = nullptr;
  for (const Party& p : scene.parties) {
    if (!IsFirm(p) || !segment.Contains(p.span)) continue;
    const bool acts = (p.marks & ~unsigned{kRelSubject}) == 0;
    // "Sells X a majority", Russian "prodaet fondu X": right behind the verb, its noun before it.
    const bool beside =
        p.span.byte_start >= trigger.byte_end && object_at(p) <= trigger.byte_end + kBeside;
    const bool dative = (p.marks & kRelTo) != 0 || (acts && seller != nullptr && beside);
    if (acts && seller == nullptr) seller = &p;
    // German "an": in whom a share is sold, and to whom.
    const bool to = (p.marks & kRelTo) != 0,
               told = buyer != nullptr && (buyer->marks & kRelTo) != 0;
    if (dative &&
        (buyer == nullptr || (to && (!told || object_at(*buyer) < buyer->span.byte_start))))
      buyer = &p;
  }
  if (seller == nullptr || buyer == nullptr || SameGroup(seller->id, buyer->id)) return false;
  const bool ends = scene.verb_second || trigger.byte_start > seller->span.byte_end;
  for (const Party& p : scene.parties) {
    if (!IsFirm(p) || !segment.Contains(p.span) || &p == seller || &p == buyer ||
        p.group == seller->group || p.group == buyer->group || p.id == seller->id ||
        SameGroup(p.id, buyer->id) || (p.marks & (kRelSubject | kRelWith)) != 0 ||
        p.marks == kRelBy || !ends)
      continue;
    const size_t from = object_at(p);
    const bool told = from < p.span.byte_start;
    const Span before = {std::min(trigger.byte_end, from), from};
    const bool goods = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return IsUnitsTrade(c.cue) && before.Contains(c.span);
    });
    const bool behind = p.span.byte_start >= trigger.byte_end ||
                        (p.span.byte_start >= seller->span.byte_end && told);
    if (goods || !behind || !(told || (p.marks & (kRelIn | kRelOf | kRelAt)) != 0)) continue;
    if (roles == nullptr) return true;
    constexpr double kTold = 3;  // as two sides that a sentence marks
    roles->customer = {buyer->id};
    roles->provider = {p.id};
    roles->syntax = roles->said = true;
    roles->open = !buyer->known || !p.known;
    roles->score = kTold;
    return true;
  }
  return false;
}

// What a verb of selling tells of who buys a firm of whom, whatever word beside it ("a controlling
// stake") stands for the deal.
bool CandidateFinder::OwnerSells(const SentenceScene& scene, const Frame& frame,
                                 const Span& trigger, Roles* roles) const {
  if (frame.trigger == Cue::kSell) return SellsFirm(scene, trigger, roles);
  if (frame.trigger != Cue::kSupply && frame.trigger != Cue::kAcquire &&
      frame.trigger != Cue::kInvest)
    return false;
  const Span segment = scene.SegmentAt(trigger.byte_start);
  int left = 4;  // verbs that are tried: a sentence has one or two
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return left > 0 && c.cue == Cue::kSell && segment.Contains(c.span) && left-- > 0 &&
           SellsUnit(scene, c.span, roles);
  });
}

}  // namespace dealwire
