#include <algorithm>

#include "base/text.h"
#include "extract/candidates/candidates.h"
#include "extract/candidates/clause.h"

namespace dealwire {

// Whose site it is that the deals told last were about: who sells its computing, who borrows for
// it, who buys the servers and the power; or "".
std::string CandidateFinder::SiteOwner(const SentenceScene& scene, const Context& context) const {
  constexpr size_t kReach = 2;  // sentences
  if (context.told == nullptr || !scene.Has(Cue::kSite) || !scene.Has(Cue::kBuild)) return "";
  for (auto it = context.told->rbegin(); it != context.told->rend(); ++it) {
    if (scene.index > it->sentence + kReach || document_.InTitle(it->deal.evidence[0].span)) break;
    const DealKind kind = it->deal.kind;
    const bool buys =
        kind == DealKind::kChips || kind == DealKind::kPower || kind == DealKind::kCapex;
    const bool sells = kind == DealKind::kCompute || kind == DealKind::kFinancing;
    const std::vector<std::string>& side = buys ? it->deal.customer : it->deal.provider;
    if ((buys || sells) && !side.empty()) return side.front();
  }
  return "";
}

// "There X dropped a plant of 350 million" in an article about data centers: what the only firm
// of the clause, which runs such, gives up, or what is a site by its name.
bool CandidateFinder::GivesUpSite(const SentenceScene& scene, const Context& context,
                                  const Span& money) const {
  constexpr double kBeside = 90;  // as a reader counts
  const Span segment = scene.SegmentAt(money.byte_start);
  const bool off = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kCancelled && segment.Contains(c.span) &&
           ReadingDistance(document_, c.span, money) < kBeside;
  });
  const Party* firm = nullptr;
  for (const Party& p : scene.parties) {
    if (!p.IsNamed() || !segment.Contains(p.span)) continue;
    if (firm != nullptr && !SameGroup(firm->id, p.id)) return false;
    firm = &p;
  }
  if (!off || firm == nullptr || !Unmarked(*firm) || !(firm->known || firm->strong)) return false;
  return scene.Has(Cue::kSite) || (context.site && RunsClouds(firm->id));
}

// Whether what changes hands is electricity, and all that the sentence says is who sells it.
bool CandidateFinder::GivesPower(const SentenceScene& scene, const Frame& frame,
                                 const Roles& roles) const {
  if (!roles.customer.empty() || roles.provider.empty()) return false;
  const bool seller = SellsPower(roles.provider[0]);
  if (frame.kind == "power") return seller || scene.Has(Cue::kSite);
  return frame.kind == "goods" && seller && scene.chips.empty() &&
         (scene.Has(Cue::kPower) || !scene.power.empty());
}

// The only firm that a sentence names beside `id`, banks apart; or "".
std::string CandidateFinder::OtherFirm(const SentenceScene& scene, const std::string& id) const {
  std::string firm;
  if (scene.segments.size() > 1) return "";
  for (const Party& p : scene.parties) {
    if (!(p.known || p.strong) || p.in_chip || IsInvestor(p.id) || SameGroup(p.id, id)) continue;
    if (!firm.empty() && !SameGroup(p.id, firm)) return "";
    firm = p.id;
  }
  return firm;
}

// A cloud that the article is about and that rents a site to let it on.
bool CandidateFinder::TakesWholeSite(const Deal& deal, const Context& context) const {
  return !context.title.empty() && !deal.customer.empty() &&
         SameGroup(deal.customer[0], context.title[0]) && SellsComputeAlone(deal.customer[0]);
}

// "EDF will feed the campus": who stands behind the site that the article told of last: who lets
// it, builds it, buys its servers and its power; or "".
std::string CandidateFinder::PoweredSite(const SentenceScene& scene, const Context& context,
                                         const std::string& seller) const {
  constexpr size_t kReach = 4;  // sentences
  const bool built = !context.builder.empty() && scene.index <= context.builder_at + kReach &&
                     !SameGroup(context.builder, seller);
  if (context.told == nullptr) return built ? context.builder : "";
  for (auto it = context.told->rbegin(); it != context.told->rend(); ++it) {
    if (built && it->sentence <= context.builder_at) break;
    if (it->tentative) continue;
    const DealKind kind = it->deal.kind;
    const bool lets = kind == DealKind::kCompute && !TakesWholeSite(it->deal, context);
    if (kind == DealKind::kFinancing || kind == DealKind::kInvestment ||
        kind == DealKind::kAcquisition)
      continue;
    const std::vector<std::string>& side = lets ? it->deal.provider : it->deal.customer;
    // Servers are bought by others, too.
    if (kind == DealKind::kChips && !side.empty() && !frames_.SectorOf(side[0]).empty() &&
        frames_.SellsOf(side[0]) != "compute" &&
        std::ranges::find(context.title, side[0]) == context.title.end())
      continue;
    if (!side.empty() && !IsInvestor(side[0]) && !SameGroup(side[0], seller)) return side[0];
  }
  return built ? context.builder : "";
}

// "The banks lend 350 million for the works": to who builds, as the sentences before told.
bool CandidateFinder::LendsForSite(const SentenceScene& scene, const Frame& frame,
                                   const Context& context, Roles* roles) const {
  constexpr size_t kReach = 2;  // sentences
  if (frame.kind != "financing" || roles->customer.empty() || !roles->provider.empty() ||
      context.builder.empty() || scene.index > context.builder_at + kReach)
    return false;
  const auto builds = [&](const std::string& id) { return SameGroup(id, context.builder); };
  if (std::ranges::any_of(roles->customer, builds)) return false;
  roles->provider = {context.builder};
  roles->builds_told = roles->context = true;
  return true;
}

// "The works will cost, the company reckons, 2 billion": a noun alone stands for who builds, as the
// sentences before told.
bool CandidateFinder::OwnSite(const SentenceScene& scene, const Frame& frame,
                              const Context& context, Roles* roles) {
  constexpr size_t kReach = 3;                    // sentences
  const bool headline = context.builder_at == 0;  // which may be misread
  if (frame.trigger != Cue::kBuild || context.builder.empty() || headline || scene.HasNames() ||
      scene.index > context.builder_at + kReach ||
      roles->customer != std::vector<std::string>{context.builder})
    return false;
  roles->builds_told = roles->prior = true;
  return true;
}

// "The building costs 615 billion": who builds has been told before.
bool CandidateFinder::LastBuilder(const SentenceScene& scene, const Frame& frame,
                                  const Context& context, Roles* roles) const {
  constexpr size_t kReach = 3;  // sentences
  if (frame.trigger != Cue::kBuild && frame.trigger != Cue::kInvest) return false;
  if (scene.Has(Cue::kNoDeal)) return false;  // "the sector expects ..."
  const bool told = !context.builder.empty() && scene.index <= context.builder_at + kReach;
  std::string builder = context.builder;
  if (!told) {
    if (frame.trigger != Cue::kBuild || !scene.parties.empty()) return false;
    builder = SiteOwner(scene, context);
  }
  // Who only lends for it is no other builder.
  const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.in_chip && (p.known || p.strong) && !IsInvestor(p.id) && !SameGroup(p.id, builder);
  });
  if (builder.empty() || others) return false;
  roles->customer = {builder};
  roles->builds_told = told;
  roles->context = roles->prior = true;
  return true;
}

// Whether a clause names a site, or where it is: what it builds, its megawatts, a place behind
// "in".
bool CandidateFinder::NamesSite(const SentenceScene& scene, const Span& clause) const {
  constexpr char32_t kUncased = 0x0530;  // scripts behind Latin, Greek and Cyrillic
  if (!scene.power.empty()) return true;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if (!clause.Contains(c.span)) return false;
    if (c.cue == Cue::kBuild) return true;
    if (c.cue != Cue::kIn) return false;
    size_t at = c.span.byte_end;
    if (at < clause.byte_end && document_.text[at] == ' ') ++at;
    const char32_t first = at < clause.byte_end ? NextCodePoint(document_.text, &at) : 0;
    return IsUpper(first) || first >= kUncased;
  });
}

// "Microsoft will invest 17.5 billion in India over four years": what a cloud puts into a place,
// and into nobody named, is built there.
bool CandidateFinder::InvestsInPlace(const SentenceScene& scene, const Context& context,
                                     const Frame& frame, const Roles& roles,
                                     const Span& money) const {
  return frame.trigger == Cue::kInvest && (context.topic || context.field) &&
         roles.provider.empty() && !roles.customer.empty() && !scene.Has(Cue::kCompany) &&
         !scene.Has(Cue::kStake) && !scene.Has(Cue::kNoDeal) &&
         std::ranges::all_of(roles.customer,
                             [&](const std::string& id) { return SellsOf(id) == "compute"; }) &&
         NamesSite(scene, scene.SegmentAt(money.byte_start));
}

// "Meta will spend $115 billion this year": what is spent in a whole year, on nobody that the
// sentence names and on no site, is guidance and no deal.
bool CandidateFinder::YearsSpending(const SentenceScene& scene, const Frame& frame,
                                    const Roles& roles, const Mention& money) const {
  constexpr double kBesideTotal = 20;  // as a reader counts
  const bool spends = frame.trigger == Cue::kBuy || frame.trigger == Cue::kInvest ||
                      frame.trigger == Cue::kBuild || frame.trigger == Cue::kContract;
  const bool on_somebody = !roles.provider.empty() && !roles.context;
  // "The contract sum is 920 billion, 6% of last year's revenue."
  const bool price =
      frame.trigger == Cue::kContract && std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
        return c.cue == Cue::kTotal &&
               ReadingDistance(document_, c.span, money.span) < kBesideTotal;
      });
  const Span segment = scene.SegmentAt(money.span.byte_start);
  // "The investment comes to 410 million, and it will open in 2028": what a site costs.
  const bool cost = roles.builds_told && scene.Has(Cue::kValue);
  // "Under the contract signed last year it paid 265 million."
  const auto in_segment = [&](Cue what) {
    return std::ranges::any_of(
        scene.cues, [&](const CueMatch& c) { return c.cue == what && segment.Contains(c.span); });
  };
  const bool agreed = roles.told != nullptr || (roles.paired && roles.near) ||
                      (in_segment(Cue::kContract) && in_segment(Cue::kSigned));
  // "Gives up the data center of 450 million that it promised in 2024"
  const bool given_up = in_segment(Cue::kCancelled) && in_segment(Cue::kSite);
  // "All in all it costs 4.8 billion for 30 MW, and will open in 2029."
  const bool capacity = roles.builds_told && !scene.power.empty();
  if (!spends || price || cost || on_somebody || agreed || given_up || capacity ||
      (scene.Has(Cue::kSite) && NamesSite(scene, segment)))
    return false;
  return std::ranges::any_of(scene.dates, [&](const Mention* m) {
    const DateValue& date = *Get<DateValue>(*m);
    return segment.Contains(m->span) && date.from && date.to && date.from->ends_with("-01-01") &&
           date.to->ends_with("-12-31") && date.from->substr(0, 4) == date.to->substr(0, 4);
  });
}

}  // namespace dealwire
