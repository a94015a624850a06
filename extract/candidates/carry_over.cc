#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {

namespace {

// How badly two trades may fit where the deals told before say who it is: a fund borrows for the
// site that it builds.
constexpr double kLeastPrior = 0.6;
// A bank that the sentence before is about buys servers, too.
constexpr double kNearPrior = 0.85;
// And in a list of those who deal with the one that its lead-in names.
constexpr double kListPrior = 1;

}  // namespace

// "AWS put in 70 million, AMD 50 million": into whom is said of the round that was told before.
bool CandidateFinder::OwnShare(const Frame& frame, const Context& context, Roles* roles) const {
  const bool pays = frame.trigger == Cue::kInvest || frame.trigger == Cue::kBuy;
  if (!pays || context.told == nullptr || roles->customer.empty() || !roles->provider.empty())
    return false;
  for (auto it = context.told->rbegin(); it != context.told->rend(); ++it) {
    if (it->deal.kind != DealKind::kInvestment || it->deal.provider.empty()) continue;
    if (frame.trigger == Cue::kBuy && !IsInvestor(roles->customer[0])) return false;
    if (it->round && it->deal.customer.empty()) {
      roles->provider = it->deal.provider;
      roles->context = roles->prior = true;
      return true;
    }
    const auto same = [&](const std::string& id) { return SameGroup(id, roles->customer[0]); };
    if (!std::ranges::any_of(it->deal.customer, same)) return false;
    roles->provider = it->deal.provider;
    roles->context = roles->prior = true;
    return true;
  }
  return false;
}

// The two parties of all deals told so far, where these are the same two: a sentence without names
// speaks of them.
bool CandidateFinder::OnlyPair(const Context& context, Roles* roles) const {
  const Candidate* first = nullptr;
  if (context.told == nullptr) return false;
  const auto meets = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return !a.empty() && !b.empty() && SameGroup(a[0], b[0]);
  };
  for (const Candidate& c : *context.told) {
    if (c.tentative && first != nullptr) continue;
    if (first == nullptr) first = &c;
    if (!meets(c.deal.customer, first->deal.customer) ||
        !meets(c.deal.provider, first->deal.provider))
      return false;
  }
  return first != nullptr && TakeDeal(*first, roles);
}

// The names of the sentences just before, read under this sentence's trigger: "X equips its hall
// with servers of Y. The order is worth 48 million."
bool CandidateFinder::PreviousPair(const SentenceScene& scene, const Frame& frame,
                                   const Context& context, Roles* roles) const {
  return std::ranges::any_of(context.before, [&](const SentenceScene& before) {
    return scene.index <= before.index + 2 && PairOf(before, scene, frame, roles);
  });
}

// The names of a sentence, read under the trigger of another.
bool CandidateFinder::PairOf(const SentenceScene& named, const SentenceScene& scene,
                             const Frame& frame, Roles* roles) const {
  SentenceScene joined = named;
  joined.span.byte_end = scene.span.byte_end;
  joined.segments.clear();
  const Roles read = Assign(joined, frame, scene.span, scene.span);
  if ((frame.needs_customer && read.customer.empty()) ||
      (frame.needs_provider && read.provider.empty()) || !(read.said || read.prior) || read.weak)
    return false;
  roles->customer = read.customer;
  roles->provider = read.provider;
  roles->prior = read.prior;
  roles->open = read.open;
  roles->said = read.said && frame.needs_provider;
  roles->context = true;
  return true;
}

// A sum that was told before, beside a name that stood with it then, tells the same deal.
bool CandidateFinder::RetoldDeal(const SentenceScene& scene, const Frame& frame,
                                 const Context& context, const Mention* money, Roles* roles) const {
  if (money == nullptr || context.told == nullptr ||
      (!roles->customer.empty() && !roles->provider.empty()))
    return false;
  const MoneyValue& sum = *Get<MoneyValue>(*money);
  for (const Candidate& c : *context.told) {
    if (!c.deal.amount || c.deal.amount->currency != sum.currency ||
        c.deal.amount->min != sum.min || c.deal.amount->max != sum.max) {
      continue;
    }
    const auto in_deal = [&](const Party& p) {
      const auto same = [&](const std::string& id) { return SameGroup(id, p.id); };
      return std::ranges::any_of(c.deal.customer, same) ||
             std::ranges::any_of(c.deal.provider, same);
    };
    if (!std::ranges::all_of(scene.parties,
                             [&](const Party& p) { return p.in_chip || !p.known || in_deal(p); }))
      continue;
    // What is built is none of what was bought or lent for the same sum.
    if (frame.kind == "capex" && c.deal.kind != DealKind::kCapex) continue;
    // Half a deal of the headline tells not who stands behind this one.
    if (c.deal.provider.empty() && frame.needs_provider) continue;
    roles->customer = c.deal.customer;
    roles->provider = c.deal.provider;
    roles->prior = true;
    return true;
  }
  return false;
}

// "The rival had offered 450 million": for what somebody else was told to buy.
bool CandidateFinder::BidsForTold(const SentenceScene& scene, const Frame& frame,
                                  const Context& context, Roles* roles) const {
  constexpr size_t kReach = 8;  // sentences
  if (frame.kind != "acquisition" || roles->customer.empty() || !roles->provider.empty() ||
      context.told == nullptr)
    return false;
  const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return (p.known || p.strong) && !p.in_chip && !SameGroup(p.id, roles->customer[0]);
  });
  if (others) return false;
  for (auto it = context.told->rbegin(); it != context.told->rend(); ++it) {
    const Deal& deal = it->deal;
    if (scene.index > it->sentence + kReach) break;
    if (document_.InTitle(deal.evidence[0].span)) break;  // a headline may be misread
    if (deal.kind != DealKind::kAcquisition || deal.provider.empty() ||
        ShareSomebody(deal.provider, roles->customer) ||
        ShareSomebody(deal.customer, roles->customer))
      continue;
    roles->provider = deal.provider;
    roles->context = roles->near = true;
    return true;
  }
  return false;
}

// "X had courted Y, which walked away from a purchase of 1.1 billion": who acts in the clause
// before, where the one behind it is about the other name, or, as in "X delivered the servers that
// Y had ordered", acts itself; or "".
std::string CandidateFinder::BeforeRelative(const SentenceScene& scene, const std::string& id) {
  constexpr size_t kBehind = 2;  // bytes
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue != Cue::kRelative ||
        std::ranges::find(scene.clauses, cue.span.byte_start) == scene.clauses.end())
      continue;
    const Party* first = nullptr;
    const Party* last = nullptr;
    bool behind = false;  // it acts in the clause
    for (const Party& p : scene.parties) {
      if (p.in_chip || p.coreference || !(p.known || p.strong)) continue;
      if (p.span.byte_end > cue.span.byte_start) {
        behind = p.id == id && p.span.byte_start <= cue.span.byte_end + kBehind;
        break;
      }
      if (first == nullptr && p.marks == 0) first = &p;
      last = &p;
    }
    if (first != nullptr && last != first && last->id == id) return first->id;
    if (first != nullptr && last == first && behind && first->id != id) return first->id;
  }
  return "";
}

void CandidateFinder::FillFromContext(const SentenceScene& scene, const Frame& frame,
                                      const Context& context, const Mention* money,
                                      Roles* roles) const {
  if (RetoldDeal(scene, frame, context, money, roles) ||
      PriceOfTakeover(scene, frame, context, money, roles))
    return;
  const bool named = !roles->customer.empty() || !roles->provider.empty();
  if (FillFromHeads(scene, frame, roles)) return;
  // "The order is worth 750 million and takes 3200 of Nvidia's Rubin": the vendor is no party.
  const bool vendor_alone =
      named && !scene.parties.empty() && std::ranges::all_of(scene.parties, [&](const Party& p) {
        return p.in_chip || (frame.trigger == Cue::kContract && scene.HasChipOf(p.id));
      });
  if (vendor_alone && LastDeal(scene, frame, context, roles)) return;
  if (!named && context.list_follows) {
    if (scene.parties.empty() && LastDeal(scene, frame, context, roles)) return;
    FillSide(scene, frame, context, true, roles);
    return;
  }
  if (!named) {
    const bool others = std::ranges::any_of(scene.parties, [](const Party& p) {
      return (p.known || p.strong) && !p.in_chip && !p.coreference;
    });
    if (LastBuilder(scene, frame, context, roles) || others ||
        LastDeal(scene, frame, context, roles))
      return;
    const bool refers = frame.trigger == Cue::kContract || scene.Has(Cue::kSigned) ||
                        scene.Has(Cue::kExtend) || scene.Has(Cue::kContract);
    if (scene.parties.empty() && refers && MayGoOn(frame, DealKind::kCompute) &&
        OnlyPair(context, roles))
      return;
    if (scene.Has(Cue::kNoDeal)) return;
    if (!context.item && !PreviousPair(scene, frame, context, roles))
      PairWithHero(scene, frame, context, roles);
    return;
  }
  if (!context.item && LastDealOf(scene, frame, context, money, roles)) return;
  if (OwnSite(scene, frame, context, roles) || TurnPair(scene, frame, context, roles)) return;
  if (OwnShare(frame, context, roles) || LendsForSite(scene, frame, context, roles) ||
      BidsForTold(scene, frame, context, roles))
    return;
  if (GivesPower(scene, frame, *roles)) {
    std::string owner = OtherFirm(scene, roles->provider[0]);
    const bool here = !owner.empty();
    // Whose site a headline speaks of the article says.
    if (!here && document_.InTitle(scene.span)) return;
    if (!here) owner = PoweredSite(scene, context, roles->provider[0]);
    if (!owner.empty()) {
      roles->customer = {owner};
      roles->context = !here;
      roles->prior = Prior(frame, owner, roles->provider[0]) > 0;
      return;
    }
  }
  // "Banca Transilvania sold bonds of 500 million": a bank that acts and lends nobody anything.
  if (frame.trigger == Cue::kBorrow && roles->provider.empty() && !scene.Has(Cue::kLend) &&
      !scene.Has(Cue::kSigned) && std::ranges::any_of(scene.parties, [&](const Party& p) {
        return p.marks == 0 && p.known && p.id == roles->customer[0] && IsInvestor(p.id);
      }))
    return;
  // What a headline leaves out stands in another clause of it and is somebody else's.
  if (document_.InTitle(scene.span) && !scene.clauses.empty()) return;
  // Who puts money into a round is told with it, or not at all.
  if (roles->customer.empty() && frame.needs_customer && frame.trigger != Cue::kRaise)
    FillSide(scene, frame, context, true, roles);
  // Money that is put into nobody named is put into what one builds.
  const bool fund = !roles->customer.empty() && IsInvestor(roles->customer[0]);
  const bool invests = frame.trigger == Cue::kInvest && !scene.Has(Cue::kCompany) &&
                       !scene.Has(Cue::kStake) && !(fund && !scene.Has(Cue::kSite));
  if (roles->provider.empty() && frame.needs_provider && !context.list_follows && !invests)
    FillSide(scene, frame, context, false, roles);
}

// "The entry of Brookfield into Nabiax failed. The fund offered 900 million": who alone stood
// beside `id` in the sentence before, or "".
std::string CandidateFinder::PairedBefore(const SentenceScene& scene, const Context& context,
                                          const std::string& id) const {
  if (context.before.empty()) return "";
  const SentenceScene& last = context.before.front();
  if (last.index + 1 != scene.index || !document_.InOnePassage(last.index, scene.index)) return "";
  std::string beside;
  bool named = false;
  for (const Party& p : last.parties) {
    if (!(p.known || p.strong) || p.in_chip) continue;
    if (SameGroup(p.id, id)) {
      named = true;
    } else if (beside.empty() || SameGroup(p.id, beside)) {
      beside = p.id;
    } else {
      return "";
    }
  }
  return named ? beside : "";
}

// "X has extended its contract with Y. The group will pay 21 billion": which of the two stood
// beside each other the group is, their trades tell.
bool CandidateFinder::TurnPair(const SentenceScene& scene, const Frame& frame,
                               const Context& context, Roles* roles) const {
  const bool goods = frame.kind == "goods" || frame.kind == "compute";
  if (!goods || roles->customer.empty() == roles->provider.empty()) return false;
  const bool buys = roles->provider.empty();
  const std::string id = buys ? roles->customer[0] : roles->provider[0];
  bool referred = false;
  for (const Party& p : scene.parties) {
    if (p.in_chip || scene.HasChipOf(p.id)) continue;
    if (!p.coreference) return false;
    referred = referred || p.id == id;
  }
  const std::string other = referred ? PairedBefore(scene, context, id) : "";
  if (other.empty() || IsInvestor(id) || IsInvestor(other)) return false;
  const double told = buys ? Prior(frame, id, other) : Prior(frame, other, id);
  const double turned = buys ? Prior(frame, other, id) : Prior(frame, id, other);
  if (told >= 0 || turned <= 0) return false;
  roles->customer = {buys ? other : id};
  roles->provider = {buys ? id : other};
  roles->context = roles->near = roles->prior = true;
  return true;
}

// Whether the subject of the sentence before is the customer of the deal on computing that it
// tells, and this one is about no chips, which who sells computing buys for it.
bool CandidateFinder::BuysAsBefore(const SentenceScene& scene, const Frame& frame,
                                   const Context& context) const {
  const bool goods = frame.kind == "goods" || frame.kind == "compute";
  if (!goods || context.item || context.subjects.empty() || context.told == nullptr ||
      context.told->empty() || scene.money.empty() || !scene.chips.empty() ||
      scene.Has(Cue::kChipNoun))
    return false;
  const Candidate& last = context.told->back();
  return last.deal.kind == DealKind::kCompute && last.sentence + 1 == scene.index &&
         !document_.InTitle(scene.span) && !document_.InTitle(last.deal.evidence[0].span) &&
         context.subject_at == last.sentence &&
         ShareSomebody({context.subjects[0]}, last.deal.customer);
}

// One side from what the article is about: the subjects of the sentences before where the sentence
// has no subject of its own, then the title's.
void CandidateFinder::FillSide(const SentenceScene& scene, const Frame& frame,
                               const Context& context, bool customer, Roles* roles) const {
  if (scene.unknown_speaker) return;
  std::vector<std::string>* side = customer ? &roles->customer : &roles->provider;
  const std::vector<std::string>& other = customer ? roles->provider : roles->customer;
  const auto prior = [&](const std::string& id) {
    return other.empty() ? 0 : Prior(frame, customer ? id : other[0], customer ? other[0] : id);
  };
  const bool told = scene.Has(Cue::kCompany);
  // "The group invested 8.6 billion in shops": what a firm that is no fund puts in, and into nobody
  // who stands in the sentence, is no stake.
  const auto object = [&](const Party& p) {
    const bool marked = (p.marks & ~unsigned{kRelSubject}) != 0;
    return marked ? p.coreference || SameGroup(p.id, other[0]) : p.first_person;
  };
  if (frame.kind == "investment" && !customer && !other.empty() && !IsInvestor(other[0]) &&
      context.title.size() != 1 && std::ranges::none_of(scene.parties, object))
    return;
  // Who lends and is not named is a bank.
  const bool lends = customer && frame.kind == "financing";
  const auto take = [&](const std::vector<std::string>& from, double least) {
    for (const std::string& id : from) {
      const auto same = [&](const std::string& o) { return SameGroup(o, id); };
      if (id.empty() || std::ranges::any_of(other, same) || prior(id) < least) continue;
      if (lends && !IsInvestor(id)) continue;
      side->push_back(id);
      roles->context = true;
      return true;
    }
    return false;
  };
  if (!other.empty() && take({BeforeRelative(scene, other[0])}, -1)) {
    roles->near = true;
    return;
  }
  if (!other.empty() && take({PairedBefore(scene, context, other[0])}, 0)) {
    roles->near = true;
    return;
  }
  // Who is of no known trade fits less than badly only by what is not known of him.
  const auto least = [&](const std::string& id) {
    return frame.kind == "financing" || frames_.TierOf(id) == 0 ? -kLeastPrior : 0;
  };
  // "Strom kommt von X", "A and B lend 500 million": to whose site this goes, the deals told before
  // say, unless somebody else acts in the sentence before.
  const bool runs = IsOperatorSide(scene, frame, context, customer, *roles);
  const std::string runner = runs ? Operator(scene, context) : "";
  const bool beside = !context.subjects.empty() && scene.index == context.subject_at + 1 &&
                      document_.InOnePassage(context.subject_at, scene.index);
  if (!runner.empty() && !told && (!beside || OnlyDealsWith(context.subjects[0], context)) &&
      take({runner}, least(runner))) {
    roles->near = true;
    return;
  }
  // "X would pay 14 billion to buy the company": the one that the article is about.
  if (told && !customer && frame.kind == "acquisition" && take({Topic(context)}, 0)) return;
  if (told && take(context.subjects, 0)) return;
  // So does one right behind it, in the same paragraph.
  const bool fund = beside && IsInvestor(context.subjects[0]);
  if (beside && take({context.subjects[0]}, fund ? -kNearPrior : 0)) {
    roles->near = true;
    return;
  }
  // "X has signed with Y. It has also ordered from Z": who was just told to buy computing buys
  // again, whatever his trade.
  constexpr double kAnyTrade = -2;
  if (customer && !other.empty() && BuysAsBefore(scene, frame, context) &&
      take({context.subjects[0]}, kAnyTrade)) {
    roles->near = true;
    return;
  }
  // A sentence without a subject goes on with that of the one before, where the title names it.
  if (!context.subjects.empty() && roles->said &&
      std::ranges::find(context.title, context.subjects[0]) != context.title.end() &&
      take({context.subjects[0]}, 0))
    return;
  // An item of a list goes on with what its lead-in is about.
  if (context.item && !context.lead.empty() && take({context.lead}, -kListPrior)) return;
  // Who of several whom the title names is meant the title says only for the first sentence.
  constexpr size_t kFirst = 3;  // sentences, the title's with them
  if ((context.title.size() < 2 || scene.index < kFirst) && take(context.title, 0)) return;
  if ((told || roles->said) && take(context.subjects, 0.1)) return;
  if ((told || roles->said) && take(context.others, 0.1)) return;
  // "The company will pay 260 million for 22 MW": who pays is said, and one other is the topic.
  if (roles->said && !scene.power.empty() && context.title.size() == 1) take(context.title, -2);
}

// What the article is about beside `id`.
std::string CandidateFinder::OtherThan(const std::string& id, const Context& context) const {
  for (const std::vector<std::string>* ids : {&context.subjects, &context.title}) {
    for (const std::string& other : *ids) {
      const bool firm = ids == &context.title || !frames_.SectorOf(other).empty();
      if (firm && !SameGroup(id, other)) return other;
    }
  }
  return "";
}

// The names that "the company" and "its" stand for: the first unmarked one before them in the
// sentence, else what the sentences before were about, else the title's.
std::string CandidateFinder::Topic(const Context& context) {
  if (context.subjects.empty()) return context.title.empty() ? "" : context.title[0];
  const auto in = [](const std::vector<std::string>& ids, const std::string& id) {
    return std::ranges::find(ids, id) != ids.end();
  };
  if (context.title.empty() || in(context.title, context.subjects[0])) return context.subjects[0];
  return in(context.subjects, context.title[0]) ? context.title[0] : context.subjects[0];
}

// "The first comes from OpenAI. The company ...": the only one that the sentence before names, or
// "".
std::string CandidateFinder::OnlyBefore(const SentenceScene& scene, const Context& context) const {
  if (context.before.empty()) return "";
  const SentenceScene& last = context.before.front();
  if (last.index + 1 != scene.index || !document_.InOnePassage(last.index, scene.index)) return "";
  const auto firm = [](const Party& p) { return (p.known || p.strong) && !p.in_chip; };
  const auto first = std::ranges::find_if(last.parties, firm);
  const bool one =
      first != last.parties.end() && std::ranges::all_of(last.parties, [&](const Party& p) {
        return !firm(p) || SameGroup(p.id, first->id);
      });
  return one ? first->id : "";
}

}  // namespace dealwire
