// Deals that are told without a sum.
#include <algorithm>
#include <optional>

#include "extract/candidates/candidates.h"

namespace dealwire {

// "The company signed a contract for processors": with whom, the sentences before say.
bool CandidateFinder::SignsAlone(const SentenceScene& scene, const Frame& frame,
                                 const Roles& roles) const {
  // "The contract is with X: 5 MW"
  const bool with = !scene.power.empty() && std::ranges::any_of(scene.parties, [](const Party& p) {
    return (p.known || p.strong) && (p.marks & kRelWith) != 0;
  });
  return frame.trigger == Cue::kContract && (scene.Has(Cue::kSigned) || with) &&
         scene.money.empty() && roles.customer.empty() != roles.provider.empty();
}

namespace {

// Whether a noun for a side tells who stands on it.
bool ToldAsSide(const SentenceScene& scene, const std::string& id, DealSide side) {
  return std::ranges::any_of(scene.parties,
                             [&](const Party& p) { return p.side == side && p.id == id; });
}

// Whether nouns for the two sides tell who stands on them.
bool BothToldByNoun(const SentenceScene& scene) {
  const auto on = [&](DealSide side) {
    return std::ranges::any_of(scene.parties, [&](const Party& p) { return p.side == side; });
  };
  return on(DealSide::kCustomer) && on(DealSide::kProvider);
}

}  // namespace

// "X is planning a data center of its own with 450 megawatts": a site that its builder builds for
// itself, told by what it draws; where another one is named it may be his.
std::optional<Candidate> CandidateFinder::FindOwnSite(const SentenceScene& scene,
                                                      const Context& context) const {
  if (!scene.money.empty() || scene.power.empty() || !scene.Has(Cue::kSite)) return std::nullopt;
  for (const CueMatch& cue : scene.cues) {
    const Frame* frame = cue.cue == Cue::kBuild ? BareFrameOf(scene, cue) : nullptr;
    const Span segment = scene.SegmentAt(cue.span.byte_start);
    const bool draws = std::ranges::any_of(
        scene.power, [&](const Mention* m) { return segment.Contains(m->span); });
    if (frame == nullptr || frame->trigger != Cue::kBuild || !draws) continue;
    const Roles roles = Assign(scene, *frame, cue.span, cue.span);
    if (roles.customer.size() != 1 || !roles.provider.empty() || roles.weak || roles.context)
      continue;
    const std::string& builder = roles.customer[0];
    const bool other = std::ranges::any_of(
        scene.parties, [&](const Party& p) { return !p.in_chip && !SameGroup(p.id, builder); });
    if (other || IsBuilder(builder) || IsInvestor(builder) || SellsPower(builder)) continue;
    if (OffTopic(scene, context, *frame, roles, cue.span)) continue;
    Candidate candidate;
    if (!Complete(scene, *frame, cue.span, nullptr, roles, false, &candidate)) continue;
    constexpr double kDraws = 0.2;
    candidate.deal.AddReason("what the site draws is told", kDraws);
    return candidate;
  }
  return std::nullopt;
}

// A deal without a sum: both parties and a trigger that says it alone.
std::vector<Candidate> CandidateFinder::FindBare(const SentenceScene& scene, const Context& context,
                                                 const std::vector<Candidate>& found) const {
  std::vector<Candidate> out;
  for (const CueMatch& cue : scene.cues) {
    const Frame* frame = BareFrameOf(scene, cue);
    if (frame == nullptr || !frame->bare) continue;
    if (AboutOther(scene, *frame, cue.span)) {
      Reject(cue.span, frame, "object: no compute, and no sum");
      continue;
    }
    const bool pair = scene.heads.size() == 2;  // "N and M. The grocer has signed ..."
    // "The order covers 3,072 of them": of whom the sentence before names, or of nobody.
    const bool nobody = scene.parties.empty() && !context.list_follows && !pair;
    const bool unnamed_goods = (!scene.chips.empty() || !scene.power.empty()) &&
                               scene.money.empty() && !scene.Has(Cue::kBuild) &&
                               !scene.Has(Cue::kSite);
    if (nobody && !unnamed_goods) continue;
    Roles roles = Assign(scene, *frame, cue.span, cue.span);
    if (nobody && !PairWithHero(scene, *frame, context, &roles)) continue;
    // "X gave up selling Y to Z"
    if (frame->trigger == Cue::kSell && !roles.customer.empty() && !AboutSite(scene, cue.span)) {
      if (std::string sold = SoldCompany(scene, cue.span, roles.customer[0]); !sold.empty())
        roles.provider = {std::move(sold)};
    }
    const bool half = context.list_follows && !(roles.customer.empty() && roles.provider.empty());
    const bool alone = SignsAlone(scene, *frame, roles);
    const bool told = roles.said || TradeSays(*frame, roles) || alone || pair;
    if ((told && !context.list_follows) || (context.list_follows && scene.parties.empty()))
      FillFromContext(scene, *frame, context, nullptr, &roles);
    if ((alone || roles.near) && !roles.customer.empty() && !roles.provider.empty())
      roles.prior |= Prior(*frame, roles.customer[0], roles.provider[0]) > 0;
    const bool both = !roles.customer.empty() && !roles.provider.empty();
    if (!both && !half) continue;
    // "The supplier of the servers will be X": of whose site the article is, is supplied.
    if (cue.cue == Cue::kSeller && both && roles.context && scene.HasGoods() &&
        ToldAsSide(scene, roles.provider[0], DealSide::kProvider))
      roles.builds_told = SameGroup(context.builder, roles.customer[0]);
    // Beside a deal with a sum only what the sentence clearly says of another pair.
    const bool again = std::ranges::any_of(found, [&](const Candidate& c) {
      return c.trigger == cue.span || ((ShareSomebody(c.deal.customer, roles.customer) ||
                                        ShareSomebody(c.deal.provider, roles.customer)) &&
                                       (ShareSomebody(c.deal.customer, roles.provider) ||
                                        ShareSomebody(c.deal.provider, roles.provider)));
    });
    if (again || (!found.empty() && (!roles.syntax || roles.context))) continue;
    // Who lets something to a known one lets computing where the article speaks of sites.
    const bool implied =
        frame->kind == "compute" ? !roles.open && context.site : frame->kind != "goods";
    // "Signed a contract for six years with Google Cloud"
    const bool contract = frame->trigger == Cue::kContract || frame->trigger == Cue::kBuy;
    const bool other_money =
        scene.Has(Cue::kLend) || scene.Has(Cue::kBorrow) || scene.Has(Cue::kBuild);
    const bool cloud = contract && !other_money && context.topic && !roles.provider.empty() &&
                       (roles.syntax || roles.paired) && !roles.context && !roles.weak &&
                       RunsClouds(roles.provider[0]);
    // "Moves its systems to AWS", by whatever verb.
    const bool moves = frame->trigger == Cue::kBuy && scene.HasOver(Cue::kMove, cue.span) &&
                       MovesToCloud(scene, cue.span);
    const bool goods = !scene.chips.empty() || !scene.power.empty() || scene.Has(Cue::kCompute) ||
                       scene.Has(Cue::kChipNoun) || implied || cloud || moves;
    // Where nothing is said to be let, what a bank lets somebody have is money.
    if (frame->trigger == Cue::kLeaseOut && scene.chips.empty() && scene.power.empty() &&
        !scene.Has(Cue::kCompute) && !scene.Has(Cue::kSite) && !roles.provider.empty() &&
        IsInvestor(roles.provider[0]))
      continue;
    // A bank, and two of no known trade, tell none of goods without a sum, chips or megawatts.
    const auto deals_in_goods = [&](const std::string& id) {
      return !frames_.SectorOf(id).empty() && !IsInvestor(id);
    };
    const bool trades = std::ranges::any_of(roles.customer, deals_in_goods) ||
                        std::ranges::any_of(roles.provider, deals_in_goods);
    const bool of_goods = frame->kind == "goods" || frame->kind == "compute";
    const bool of_trade = of_goods ? trades : OfTrade(roles);
    const bool silent = !of_trade && scene.chips.empty() && scene.power.empty();
    // Where the sentence says who is who about a site or compute, another may tell its sum.
    if (silent && !(roles.syntax && !roles.context && (goods || scene.Has(Cue::kSite)))) continue;
    // A charge for chips that are shipped no more names nobody who gets them.
    if (roles.context && roles.told == nullptr && !scene.money.empty() && scene.Has(Cue::kNoDeal))
      continue;
    // Works without a sum are none.
    if (!roles.provider.empty() && IsBuilder(roles.provider[0])) continue;
    // Who may be no firm, and is told to get chips or megawatts from one: the next sentence may
    // give the sum.
    const bool doubtful = roles.weak && roles.syntax && !roles.context && both &&
                          (!scene.chips.empty() || !scene.power.empty()) &&
                          std::ranges::any_of(scene.parties, [&](const Party& p) {
                            return p.id == roles.provider[0] && (p.known || p.strong);
                          });
    if (roles.weak && !doubtful) continue;
    if (OffTopic(scene, context, *frame, roles, cue.span)) continue;
    Candidate candidate;
    if (!Complete(scene, *frame, cue.span, nullptr, roles, half, &candidate)) continue;
    const bool verb_told = IsTrigger(cue.cue);
    const bool verb = frame->trigger != Cue::kContract && frame->trigger != Cue::kPartner;
    // "Has extended its contract": it is in force.
    const bool extended = frame->trigger == Cue::kContract && scene.Has(Cue::kExtend);
    const bool sure = (goods || candidate.deal.kind == DealKind::kPower) &&
                      (candidate.status_said || verb || extended) &&
                      (half || roles.syntax || roles.prior || roles.paired);
    // "X is a customer of Y" may have been so for long: another sentence tells the sum.
    // What two are in talks about, megawatts in another sentence tell.
    const bool talks = cue.cue == Cue::kTalks && TalksOfPower(scene) && !scene.Has(Cue::kPower);
    const bool standing = !verb_told && !candidate.status_said && !scene.HasGoods() &&
                          scene.durations.empty() && BothToldByNoun(scene);
    candidate.tentative = talks || standing || silent || doubtful || !sure ||
                          candidate.deal.confidence < kLeastConfidence;
    out.push_back(std::move(candidate));
  }
  if (!found.empty()) std::erase_if(out, &Candidate::tentative);
  // The surest one stands for the sentence.
  if (out.size() > 1) {
    const auto best = std::ranges::max_element(
        out, {}, [](const Candidate& c) { return (c.tentative ? 0 : 10) + c.frame->weight; });
    out = {*best};
  }
  return out;
}

}  // namespace dealwire
