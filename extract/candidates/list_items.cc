#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>

#include "extract/candidates/candidates.h"

namespace dealwire {

// "N: rents 100 megawatts": the side of whom an item begins with, where a verb of letting
// stands right behind the name; else kNone.
DealSide CandidateFinder::SideInItem(const SentenceScene& scene) const {
  constexpr size_t kColon = 4;  // bytes: with spaces, or a wide one
  const size_t end = scene.parties.front().span.byte_end;
  for (const CueMatch& cue : scene.cues) {
    if (cue.span.byte_start < end || cue.span.byte_start > end + kColon) continue;
    if (cue.cue == Cue::kRent) return DealSide::kCustomer;
    if (cue.cue == Cue::kLeaseOut) return DealSide::kProvider;
  }
  return DealSide::kNone;
}

// Which side of the lead-in's deals the item's party is: what the item says (`said`), else what the
// trades do, else the side that the lead-in leaves open.
void CandidateFinder::TakeSides(const Candidate& lead, bool from_title, DealSide said,
                                const std::string& id, Deal* part) const {
  const Deal& whole = lead.deal;
  const auto in = [&](const std::vector<std::string>& side) {
    return std::ranges::any_of(side, [&](const std::string& o) { return SameGroup(o, id); });
  };
  const auto others = [&](const std::vector<std::string>& side) {
    std::vector<std::string> out;
    std::ranges::copy_if(side, std::back_inserter(out),
                         [&](const std::string& o) { return !SameGroup(o, id); });
    return out;
  };
  if (!lead.frame->needs_provider) {
    // "Builds a campus with these partners: Dell: servers for 9 billion"
    const std::vector<std::string> builders = others(whole.customer);
    if (!from_title && !builders.empty() && !in(whole.customer) &&
        (IsBuilder(id) || (whole.amount && whole.customer.size() == 1))) {
      part->customer = builders;
      part->provider = {id};
    } else {  // each builds for itself
      part->customer = {id};
    }
    return;
  }
  std::vector<std::string> customers = others(whole.customer), providers = others(whole.provider);
  const bool half = customers.empty() != providers.empty();
  std::vector<std::string>& topic = customers.empty() ? providers : customers;
  bool sells = !customers.empty();
  const double bank = IsInvestor(id) ? 0.1 : 0;  // which buys computing rather than sells it
  if (half && said != DealSide::kNone) {
    sells = said == DealSide::kProvider;
  } else if (half && !(from_title && lead.sides_said)) {
    // A power company that orders servers is a customer like any other.
    const bool power = whole.kind == DealKind::kPower;
    const double buys = Prior(*lead.frame, id, topic[0], power) + bank,
                 supplies = Prior(*lead.frame, topic[0], id, power);
    if (buys != supplies) sells = supplies > buys;
  } else if (in(whole.provider) != in(whole.customer)) {
    sells = in(whole.provider);
  } else if (!providers.empty() && !customers.empty()) {
    sells = Prior(*lead.frame, customers[0], id) >= Prior(*lead.frame, id, providers[0]) + bank;
  }
  (sells ? part->provider : part->customer) = {id};
  std::vector<std::string>& rest = half ? topic : sells ? customers : providers;
  (sells ? part->customer : part->provider) = rest;
}

// "Nvidia has invested in these companies: Intel: 5 billion": who puts money into those who stand
// in the items, where the lead-in names one and nothing that is built.
bool CandidateFinder::InvestorOfList(const Context& context, const std::string& item,
                                     Candidate* lead) const {
  const SentenceScene* from = context.lead_in;
  if (from == nullptr || !(context.topic || context.field) || !from->Has(Cue::kInvest) ||
      from->Has(Cue::kSite) || from->Has(Cue::kBuild) || from->Has(Cue::kRaise) ||
      from->Has(Cue::kNoDeal) || !from->money.empty())
    return false;
  std::string investor;
  for (const Party& p : from->parties) {
    if (p.in_chip || p.coreference || !(p.known || p.strong)) continue;
    if (!investor.empty() && !SameGroup(investor, p.id)) return false;
    investor = p.id;
  }
  if (investor.empty() || SameGroup(investor, item)) return false;
  lead->frame = frames_.For(Cue::kInvest);
  lead->deal.kind = DealKind::kInvestment;
  lead->deal.status = lead->frame->status;
  lead->deal.customer = {investor};
  lead->sides_said = true;
  return true;
}

// What a list is about where its lead-in tells no deal: the title's first organisation, and where
// the item itself tells of building, the item's.
bool CandidateFinder::LeadFromTitle(const SentenceScene& scene, const Context& context,
                                    Candidate* lead) const {
  const std::string& id = scene.parties.front().id;
  const bool alone = std::ranges::all_of(
      scene.parties, [&](const Party& p) { return p.in_chip || !p.known || SameGroup(p.id, id); });
  if (alone && context.article_site && !scene.money.empty() &&
      (scene.Has(Cue::kInvest) || scene.Has(Cue::kBuild))) {
    lead->frame = frames_.For(Cue::kBuild);
    lead->deal.kind = DealKind::kCapex;
    return true;
  }
  if (!scene.money.empty() && InvestorOfList(context, id, lead)) return true;
  if (context.title.empty() || SameGroup(context.title[0], id) || scene.money.empty()) return false;
  lead->frame = frames_.For(Cue::kContract);
  const std::string& topic = context.title[0];
  // "The suppliers:"; else what the trades say.
  const bool suppliers = context.lead_in != nullptr && context.lead_in->Has(Cue::kSeller);
  const bool buyers = context.lead_in != nullptr && context.lead_in->Has(Cue::kBuyer);
  lead->sides_said = suppliers != buyers;
  const bool buys = lead->sides_said ? suppliers : Prior(*lead->frame, topic, id) > 0;
  const bool sells = lead->sides_said ? buyers : Prior(*lead->frame, id, topic) > 0;
  if (buys == sells) return false;
  (buys ? lead->deal.customer : lead->deal.provider) = {topic};
  return true;
}

// Whether an item says itself who does what: a verb of a deal beside two names, or of building
// beside one, and no colon after the first ("Microsoft: 250 billion, bought from ...").
bool CandidateFinder::IsSentence(const SentenceScene& scene) const {
  const Party& first = scene.parties.front();
  const std::string_view after = std::string_view(document_.text).substr(first.span.byte_end, 2);
  if (after.find_first_of(":-(|") != std::string_view::npos) return false;
  bool verb = false, builds = false;
  for (const CueMatch& cue : scene.cues) {
    verb |= cue.cue < Cue::kContract && cue.cue != Cue::kBuild;
    builds |= cue.cue == Cue::kBuild;
  }
  const bool two = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.coreference && !p.in_chip && (p.known || p.strong) && !SameGroup(p.id, first.id);
  });
  return (verb && two) || (builds && scene.Has(Cue::kSite));
}

// "Fastweb: purchase of 3,000 B300 from Nvidia": whether an item names with a preposition the other
// party of its deal, which the lead-in does not.
bool CandidateFinder::NamesBoth(const SentenceScene& scene,
                                const std::vector<Candidate>& leads) const {
  const Party& first = scene.parties.front();
  const auto led = [&](const Party& p) {
    const auto same = [&](const std::string& id) { return SameGroup(id, p.id); };
    return std::ranges::any_of(leads, [&](const Candidate& c) {
      // Half of a lead-in that names nobody itself is the title's.
      return !c.from_context && !document_.InTitle(c.deal.evidence[0].span) &&
             (std::ranges::any_of(c.deal.customer, same) ||
              std::ranges::any_of(c.deal.provider, same));
    });
  };
  if (led(first)) return false;
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.coreference && !p.in_chip && (p.known || p.strong) && p.marks != 0 &&
           p.group != first.group && !SameGroup(p.id, first.id) && !led(p);
  });
}

namespace {

// "Intel: subscribed shares for five billion", "TSMC: a profit of 572 billion" in a list of
// contracts: an item that tells money of another kind than its lead-in is read by itself.
bool IsOtherMoney(const Document& document, const SentenceScene& scene, DealKind kind,
                  const Mention* money) {
  constexpr double kNear = 24;  // as a reader counts
  if (money == nullptr || !IsOfGoods(kind) || scene.Has(Cue::kCompute) || !scene.chips.empty())
    return false;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if (c.cue == Cue::kNoDeal) return ReadingDistance(document, c.span, money->span) < kNear;
    return c.cue == Cue::kStake || c.cue == Cue::kShare || c.cue == Cue::kRaise;
  });
}

}  // namespace

std::vector<Candidate> CandidateFinder::FindInItem(const SentenceScene& scene,
                                                   const std::vector<Candidate>& leads,
                                                   const Context& context) const {
  std::vector<Candidate> out;
  if (IsPartyRow(scene)) {
    if (Candidate row; FindInRow(scene, context, &row)) out.push_back(std::move(row));
    return out;
  }
  // An item names its party first; a sentence that happens to be an item is read as a sentence.
  constexpr size_t kItemHead = 16;
  if (scene.parties.empty() || scene.parties.front().coreference ||
      scene.parties.front().span.byte_start > scene.span.byte_start + kItemHead)
    return out;
  if (IsSentence(scene) || NamesBoth(scene, leads)) return out;
  Candidate whole;
  if (!leads.empty()) {
    whole = leads.front();
  } else if (!LeadFromTitle(scene, context, &whole)) {
    return out;
  }
  const Mention* money = nullptr;
  for (const Mention* m : scene.money) {
    if (BigEnough(*Get<MoneyValue>(*m))) {
      money = m;
      break;
    }
  }
  if (money == nullptr && scene.chips.empty()) return out;
  if (IsOtherMoney(document_, scene, whole.deal.kind, money)) return out;
  Candidate part;
  part.deal.kind = whole.deal.kind;
  const DealSide said = SideInItem(scene);
  TakeSides(whole, leads.empty(), said, scene.parties.front().id, &part.deal);
  part.frame = Reread(whole.frame, part.deal.customer, part.deal.provider);
  const bool open_kind = part.frame != whole.frame || part.deal.kind == DealKind::kOther ||
                         (part.deal.kind == DealKind::kCapex && !part.deal.provider.empty() &&
                          !IsBuilder(part.deal.provider[0]));
  if (open_kind && !part.deal.provider.empty()) {
    part.deal.kind = ParseKind(frames_.SellsOf(part.deal.provider[0])).value_or(DealKind::kOther);
    if (part.deal.kind == DealKind::kOther && said != DealSide::kNone && scene.HasGoods())
      part.deal.kind = DealKind::kCompute;
  }
  std::tie(part.deal.status, part.status_said) = StatusOf(scene, *part.frame, scene.span);
  if (!part.status_said) part.deal.status = whole.deal.status;
  if (money != nullptr) part.deal.amount = *Get<MoneyValue>(*money);
  part.deal.evidence.push_back({scene.span, false, whole.frame->rule + ".list"});
  part.deal.reasons = {{"an item of a list of deals", 0.6},
                       {"a sum in the item", money != nullptr ? 0.2 : 0.0}};
  part.deal.confidence = part.deal.reasons[0].weight + part.deal.reasons[1].weight;
  part.sentence = scene.index;
  part.told_in = {scene.index};
  part.money = money;
  part.list_part = true;
  TakeTerms(scene, &part.deal);
  out.push_back(std::move(part));
  return out;
}

}  // namespace dealwire
