#include "extract/deals/tellings.h"

#include <algorithm>
#include <utility>

#include "extract/quantities/same_amounts.h"

namespace dealwire {
namespace {

bool IsWhole(const Deal& deal) { return !deal.customer.empty() && !deal.provider.empty(); }

bool SameDeal(const CandidateFinder& finder, const Deal& a, const Deal& b) {
  const bool straight =
      finder.SidesMeet(a.customer, b.customer) && finder.SidesMeet(a.provider, b.provider);
  const bool crossed =
      finder.SidesMeet(a.customer, b.provider) && finder.SidesMeet(a.provider, b.customer);
  const bool one_side =
      finder.SidesMeet(a.customer, b.customer) || finder.SidesMeet(a.provider, b.provider);
  if (a.amount && b.amount) {
    // Chips from one for three billion, and three billion put into another, are two.
    const bool others = IsOfGoods(a.kind) != IsOfGoods(b.kind) && IsWhole(a) && IsWhole(b);
    if (SameAmount(*a.amount, *b.amount)) return straight || crossed || (one_side && !others);
    return (straight || crossed) && AmountsAgree(*a.amount, *b.amount) && a.kind == b.kind;
  }
  if (a.kind != b.kind && !(IsOfGoods(a.kind) && IsOfGoods(b.kind))) return false;
  // Two may sell each other different goods: chips one way, and computing back.
  return straight || (crossed && !(a.kind != b.kind && IsWhole(a) && IsWhole(b)));
}

// What `b`, which tells the deal of `a` again, adds to it.
void TakeFacts(const Candidate& b, Candidate* a) {
  Deal& deal = a->deal;
  if (!deal.term) deal.term = b.deal.term;
  if (!deal.power) deal.power = b.deal.power;
  if (deal.starts.empty()) deal.starts = b.deal.starts;
  if (deal.ends.empty()) deal.ends = b.deal.ends;
  if (deal.due.empty()) deal.due = b.deal.due;
  for (const ChipValue& chip : b.deal.chips) deal.AddChip(chip);
  deal.evidence.insert(deal.evidence.end(), b.deal.evidence.begin(), b.deal.evidence.end());
  a->told_in.insert(a->told_in.end(), b.told_in.begin(), b.told_in.end());
}

// `b` tells again what `a` told.
void Absorb(const Candidate& b, Candidate* a) {
  Deal& deal = a->deal;
  const bool better = (a->tentative && !b.tentative) ||
                      (b.deal.confidence > deal.confidence + 0.05 && b.tentative <= a->tentative &&
                       b.deal.customer.size() + b.deal.provider.size() >=
                           deal.customer.size() + deal.provider.size());
  // Who is who stays as a sentence has marked it.
  const bool turned = !deal.customer.empty() &&
                      std::ranges::find(b.deal.provider, deal.customer[0]) != b.deal.provider.end();
  const bool righted = turned && b.sides_said && !a->sides_said && !b.tentative;
  if (righted || (better && !(turned && a->sides_said && !b.sides_said))) {
    deal.customer = b.deal.customer;
    deal.provider = b.deal.provider;
  }
  if (better) {
    deal.kind = b.deal.kind;
    deal.reasons = b.deal.reasons;
    deal.confidence = b.deal.confidence;
  }
  if (deal.kind == DealKind::kOther) deal.kind = b.deal.kind;
  // The body is more exact than a headline, a sum more than "nearly".
  const bool headline = std::ranges::all_of(deal.evidence, &Evidence::in_title);
  const bool vague = deal.amount && deal.amount->qualifier != Qualifier::kExact;
  if (b.deal.amount &&
      (!deal.amount || headline || (vague && b.deal.amount->qualifier == Qualifier::kExact))) {
    deal.amount = b.deal.amount;
  }
  if (!b.tentative) TakeStatus(b, a);
  if (!b.tentative &&
      (b.deal.status == DealStatus::kDenied || b.deal.status == DealStatus::kCancelled))
    deal.status = b.deal.status;
  TakeFacts(b, a);
  // What a surer telling says changes hands, or that nothing does.
  if (a->tentative && !b.tentative) {
    a->other_goods = b.other_goods;
    a->partnership = b.partnership;
  } else if (!b.tentative) {
    a->partnership = a->partnership && b.partnership;
  }
  a->tentative = a->tentative && b.tentative;
  a->sides_said |= b.sides_said;
  a->total |= b.total;
  a->list_lead |= b.list_lead;
  a->list_part |= b.list_part;
}

}  // namespace

// A signing or a payment told later counts more than an announcement before it.
void TakeStatus(const Candidate& from, Candidate* to) {
  const bool firmer =
      to->deal.status == DealStatus::kAnnounced &&
      (from.deal.status == DealStatus::kSigned || from.deal.status == DealStatus::kCompleted);
  // "The order, valued at 90 million, was cancelled": nor does anything stay of it.
  const bool ends = from.deal.status == DealStatus::kCancelled;
  if (!from.status_said || (to->status_said && !firmer && !ends)) return;
  to->deal.status = from.deal.status;
  to->status_said = true;
}

void MergeTellings(const CandidateFinder& finder, std::vector<Candidate>* candidates) {
  std::vector<Candidate> merged;
  for (const Candidate& c : *candidates) {
    const auto same = std::ranges::find_if(merged, [&](const Candidate& m) {
      if (c.list_part && m.list_part && !(c.deal.amount && m.deal.amount)) return false;
      return SameDeal(finder, m.deal, c.deal);
    });
    if (same == merged.end()) {
      merged.push_back(c);
    } else {
      Absorb(c, &*same);
    }
  }
  *candidates = std::move(merged);
}

void JoinRetold(const CandidateFinder& finder, std::vector<Candidate>* candidates) {
  for (Candidate& again : *candidates) {
    if (again.deal.amount) continue;
    // An item of a list that says what of the whole is its own is a part of it.
    const bool part = again.list_part && (!again.deal.chips.empty() || again.deal.power);
    const auto tells_it = [&](const Candidate& c) {
      return &c != &again && !c.doubted && (c.deal.amount || &c < &again) &&
             !(part && c.deal.aggregate) &&
             finder.SidesMeet(c.deal.customer, again.deal.customer) &&
             finder.SidesMeet(c.deal.provider, again.deal.provider) &&
             (c.deal.kind == again.deal.kind ||
              (IsOfGoods(c.deal.kind) && IsOfGoods(again.deal.kind)));
    };
    const auto told = std::ranges::find_if(*candidates, tells_it);
    if (again.doubted || told == candidates->end()) continue;
    TakeFacts(again, &*told);
    std::ranges::stable_sort(told->deal.evidence, {},
                             [](const Evidence& e) { return e.span.byte_start; });
    again.doubted = true;
  }
}

}  // namespace dealwire
