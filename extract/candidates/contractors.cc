// Who builds: what cannot be building, and deals with who builds for another on his site ("The
// contractor is X, which gets 200 million").
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

// "The works went to X for 145 million; the chillers come from Y."
bool SemicolonBetween(const Document& document, const Span& a, const Span& b) {
  const size_t from = std::min(a.byte_end, b.byte_end), to = std::max(a.byte_start, b.byte_start);
  return to > from && std::string_view(document.text).substr(from, to - from).find(';') !=
                          std::string_view::npos;
}

// Whether nobody is named and no sum told between two sentences of which one stands a little behind
// the other.
bool NobodyIsNamedBetween(const std::vector<SentenceScene>& scenes, size_t first, size_t last) {
  constexpr size_t kMostBetween = 2;
  if (last <= first || last - first > kMostBetween + 1) return false;
  return std::all_of(scenes.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                     scenes.begin() + static_cast<std::ptrdiff_t>(last),
                     [](const SentenceScene& s) { return s.money.empty() && !s.HasNames(); });
}

}  // namespace

// Who builds for another in this sentence, or in the one before where this one names nobody and
// speaks of a contract or a value; null: nobody.
const Party* CandidateFinder::ContractorOf(const SentenceScene& scene,
                                           const Context& context) const {
  const auto told = [](const std::vector<Party>& parties) -> const Party* {
    const auto p = std::ranges::find_if(
        parties, [](const Party& o) { return o.contractor && !o.in_chip && !o.id.empty(); });
    return p == parties.end() ? nullptr : &*p;
  };
  if (const Party* here = told(scene.parties)) return here;
  const bool values = scene.Has(Cue::kContract) || scene.Has(Cue::kValue);
  if (!values || scene.HasNames() || context.before.empty()) return nullptr;
  const SentenceScene& last = context.before.front();
  if (last.index + 1 != scene.index || !last.money.empty()) return nullptr;
  return told(last.parties);
}

bool CandidateFinder::ContractorsShare(const SentenceScene& scene, const Context& context,
                                       const Mention* money, Candidate* candidate) const {
  constexpr size_t kReach = 6;  // sentences
  const Party* contractor = ContractorOf(scene, context);
  if (contractor == nullptr || LendsIn(scene, money->span) ||
      UnderNoDeal(scene, money->span, Trigger{frames_.For(Cue::kBuild), money->span, 0}))
    return false;
  const bool here = scene.span.Contains(contractor->span);
  if (here && scene.money.size() > 1 &&
      !scene.SegmentAt(money->span.byte_start).Contains(contractor->span))
    return false;
  // For whom is said in the sentence, or it is who builds the site told before.
  std::string owner;
  for (const Party& p : scene.parties) {
    if (p.coreference || p.in_chip || !(p.known || p.strong) || IsInvestor(p.id) ||
        SameGroup(p.id, contractor->id) || SemicolonBetween(document_, p.span, money->span))
      continue;
    if (!owner.empty() && !SameGroup(owner, p.id)) return false;
    owner = p.id;
  }
  const bool named = !owner.empty();
  // "X builds a hall for Y. The contract is worth 190 million."
  if (!named && !here) owner = OtherFirm(context.before.front(), contractor->id);
  if (owner.empty() && scene.index <= context.builder_at + kReach) owner = context.builder;
  if (owner.empty()) owner = Operator(scene, context);
  if (owner.empty() || SameGroup(owner, contractor->id)) return false;
  Roles roles;
  roles.customer = {std::move(owner)};
  roles.provider = {contractor->id};
  roles.said = true;
  roles.syntax = here;
  roles.builds_told = roles.context = !named;
  roles.open = !contractor->known;
  return Complete(scene, *frames_.For(Cue::kBuild), money->span, money, roles, false, candidate);
}

// "Orlen builds a data center for 1.2 billion. The general contractor is Budimex": a sentence
// without a sum that tells nobody else tells who builds the site of the one before, or of one with
// nothing but what is told of it in between ("It takes 24 megawatts.").
void CandidateFinder::JoinContractor(const std::vector<SentenceScene>& scenes,
                                     const SentenceScene& scene,
                                     std::vector<Candidate>* told) const {
  if (told->empty() || !scene.money.empty() || !scene.Has(Cue::kContractor) ||
      scene.Has(Cue::kTalks) || document_.InTitle(scene.span))
    return;
  Candidate& site = told->back();
  Deal& deal = site.deal;
  if (deal.kind != DealKind::kCapex || deal.customer.empty() || !deal.provider.empty() ||
      !NobodyIsNamedBetween(scenes, site.told_in.back(), scene.index) ||
      !document_.InOnePassage(site.told_in.back(), scene.index))
    return;
  const Party* contractor = nullptr;
  for (const Party& p : scene.parties) {
    if (p.in_chip || p.id.empty() || ShareSomebody({p.id}, deal.customer)) continue;
    if (!p.contractor || p.coreference || !(p.known || p.strong) || contractor != nullptr) return;
    contractor = &p;
  }
  if (contractor == nullptr) return;
  deal.provider = {contractor->id};
  site.builder_behind = true;
  site.told_in.push_back(scene.index);
  deal.evidence.push_back({scene.span, false, site.frame->rule});
  deal.reasons.push_back({"who builds it is told behind it", 0});
}

// "X sold its data hall to Y for 90 million", "of the 600 million a bank lends 400": what is sold
// is not built, and who lends does not build.
bool CandidateFinder::MayBuild(const SentenceScene& scene, const Span& money, Roles* roles) const {
  const Span segment = scene.SegmentAt(money.byte_start);
  const auto says = [&](Cue cue) {
    return std::ranges::any_of(
        scene.cues, [&](const CueMatch& c) { return c.cue == cue && segment.Contains(c.span); });
  };
  if (says(Cue::kSell) && !says(Cue::kBuild)) return false;
  if (says(Cue::kLend) && !roles->customer.empty() && IsInvestor(roles->customer[0]))
    roles->customer.clear();
  return true;
}

}  // namespace dealwire
