#include "extract/candidates/candidates.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "extract/candidates/raised_sums.h"
#include "extract/names/registry.h"
#include "extract/scenes/hypothetical.h"

namespace dealwire {

bool CandidateFinder::SameGroup(const std::string& a, const std::string& b) const {
  return registry_.SameGroup(a, b);
}

bool CandidateFinder::SidesMeet(const std::vector<std::string>& a,
                                const std::vector<std::string>& b) const {
  return (a.empty() && b.empty()) || ShareSomebody(a, b);
}

bool CandidateFinder::ShareSomebody(const std::vector<std::string>& a,
                                    const std::vector<std::string>& b) const {
  return std::ranges::any_of(a, [&](const std::string& x) {
    return std::ranges::any_of(b, [&](const std::string& y) { return SameGroup(x, y); });
  });
}

void CandidateFinder::Reject(const Span& span, const Frame* frame, std::string constraint) const {
  if (rejected_ != nullptr)
    rejected_->push_back({span, frame == nullptr ? "" : frame->rule, std::move(constraint)});
}

bool CandidateFinder::Complete(const SentenceScene& scene, const Frame& frame, const Span& trigger,
                               const Mention* money, const Roles& roles, bool list_follows,
                               Candidate* out) const {
  const Span span = money != nullptr ? money->span : trigger;
  const bool half = list_follows && !(roles.customer.empty() && roles.provider.empty());
  if (frame.needs_customer && roles.customer.empty() && !half) {
    Reject(span, &frame, "customer: no organisation stands for it");
    return false;
  }
  if (frame.needs_provider && roles.provider.empty() && !half) {
    Reject(span, &frame, "provider: no organisation stands for it");
    return false;
  }
  Deal& deal = out->deal;
  deal.customer = roles.customer;
  deal.provider = roles.provider;
  deal.kind = KindOf(scene, frame, trigger, roles);
  out->sides_said = roles.syntax;
  out->other_goods = AboutOther(scene, frame, trigger);
  std::tie(deal.status, out->status_said) = StatusOf(scene, frame, trigger);
  if (money != nullptr) deal.amount = *Get<MoneyValue>(*money);
  deal.evidence.push_back({scene.span, document_.InTitle(scene.span), frame.rule});
  const auto reason = [&](const char* name, double weight) {
    deal.reasons.push_back({name, weight});
  };
  const bool goods = scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun) ||
                     scene.Has(Cue::kSite) || !scene.chips.empty() || !scene.power.empty();
  const bool power = deal.kind == DealKind::kPower && scene.Has(Cue::kPower);
  reason("a trigger", 0.3 * frame.weight);
  if (money != nullptr) reason("a sum under the trigger", 0.2);
  if (roles.syntax) {
    reason("the sentence marks who is who", 0.2);
  } else if (roles.paired) {
    reason("the two sign with each other", 0.15);
  } else if (roles.said) {
    reason("the sentence marks one side", 0.1);
  }
  if (roles.prior) reason("the trades of the parties fit", 0.15);
  if (goods || power) reason(goods ? "compute is named" : "power is named", 0.1);
  // "Oracle is buying Nebius for an undisclosed sum": needs no word for what is bought. A headline
  // leaves out what the article tells. Whom nobody registered a firm of a known trade may buy.
  const bool buyer = !roles.customer.empty() && !frames_.SectorOf(roles.customer[0]).empty();
  const bool firm = frame.trigger == Cue::kAcquire && scene.money.empty() && roles.syntax &&
                    (roles.open ? buyer && !roles.weak : OfTrade(roles)) && !roles.context &&
                    !document_.InTitle(scene.span);
  if (firm && !goods) reason("one firm buys another", 0.1);
  if (out->status_said) reason("the status is said", 0.05);
  if (list_follows) reason("a list of its parts follows", 0.2);
  if (roles.told != nullptr) {
    reason("goes on a deal told before", roles.told->deal.confidence * 0.4);
  } else if (roles.builds_told) {
    reason("goes on a site told before", 0.15);
  } else if (roles.context) {
    reason("a party is carried over", -0.1);
  }
  if (roles.weak) {
    reason("a party may be no firm", -0.15);
  } else if (roles.open) {
    reason("a party is not in the registry", -0.05);
  }
  for (const Reason& r : deal.reasons) deal.confidence += r.weight;
  deal.confidence = std::clamp(deal.confidence, 0.0, 1.0);
  out->sentence = scene.index;
  out->told_in = {scene.index};
  out->frame = &frame;
  out->trigger = trigger;
  out->money = money;
  out->from_context = roles.context;
  TakeTerms(scene, &out->deal);
  return true;
}

Candidate CandidateFinder::MakeRead(const SentenceScene& scene, const Frame& frame,
                                    const Span& trigger) const {
  Candidate out;
  out.sentence = scene.index;
  out.told_in = {scene.index};
  out.frame = &frame;
  out.trigger = trigger;
  std::tie(out.deal.status, out.status_said) = StatusOf(scene, frame, trigger);
  TakeTerms(scene, &out.deal);
  return out;
}

// What a laboratory "invests" with a cloud is what it spends there.
const Frame* CandidateFinder::Reread(const Frame* frame, const std::vector<std::string>& customer,
                                     const std::vector<std::string>& provider) const {
  const bool spends = frame->trigger == Cue::kInvest && !customer.empty() && !provider.empty() &&
                      frames_.SectorOf(customer[0]) == "lab" &&
                      frames_.SellsOf(provider[0]) == "compute";
  return spends ? frames_.For(Cue::kBuy) : frame;
}

// Whether the segment of a sum speaks of a loan.
bool CandidateFinder::LendsIn(const SentenceScene& scene, const Span& money) {
  const Span segment = scene.SegmentAt(money.byte_start);
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kBorrow || c.cue == Cue::kLend) && segment.Contains(c.span);
  });
}

// "Leased a hall from X; it will pay 75 million": a verb of paying behind one of letting, and no
// other sum, tells what the lease costs. Makes the latter the trigger.
bool CandidateFinder::PaysForLease(const SentenceScene& scene, const Mention* money,
                                   Trigger* trigger) const {
  if (scene.money.front() != money) return false;
  const auto lease = std::ranges::find_if(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kRent || c.cue == Cue::kLeaseOut) &&
           c.span.byte_end <= trigger->span.byte_start;
  });
  if (lease == scene.cues.end() || frames_.For(lease->cue) == nullptr) return false;
  trigger->frame = frames_.For(lease->cue);
  trigger->span = lease->span;
  return true;
}

// Who is who where `reading.trigger` tells the sum, and which frame that makes it.
bool CandidateFinder::Read(const SentenceScene& scene, const Context& context, const Mention* money,
                           Reading* reading) const {
  Trigger& trigger = reading->trigger;
  Roles& roles = reading->roles;
  if (UnderNoDeal(scene, money->span, trigger)) {
    Reject(money->span, trigger.frame, "amount: stands under a word for money that is no deal");
    return false;
  }
  const std::string valued = ValuedFirm(scene, trigger, money->span);
  if (!valued.empty()) trigger.frame = frames_.For(Cue::kAcquire);
  roles = Assign(scene, *trigger.frame, trigger.span, trigger.goes_on ? trigger.span : money->span);
  if (!valued.empty()) TakeValued(valued, &roles);
  trigger.frame = Reread(trigger.frame, roles.customer, roles.provider);
  if (trigger.frame->trigger == Cue::kSell && !roles.customer.empty() &&
      !AboutSite(scene, trigger.span)) {
    if (std::string sold = SoldCompany(scene, trigger.span, roles.customer[0]); !sold.empty())
      roles.provider = {std::move(sold)};
  }
  // "The bank will provide X with 30 million": a bank provides money.
  if (trigger.frame->trigger == Cue::kSupply && !roles.provider.empty() &&
      IsInvestor(roles.provider[0]) && !scene.Has(Cue::kSell) && !scene.Has(Cue::kStake) &&
      scene.chips.empty() && scene.power.empty() && !scene.Has(Cue::kCompute) &&
      !scene.Has(Cue::kChipNoun)) {
    trigger.frame = frames_.For(Cue::kLend);
    roles = Assign(scene, *trigger.frame, trigger.span, money->span);
  }
  // Money put into a site of one's own is no investment in a company.
  const Cue cue = trigger.frame->trigger;
  const bool lends = !roles.customer.empty() && IsInvestor(roles.customer[0]);
  if (cue == Cue::kInvest && lends && LendsIn(scene, money->span)) {
    Reject(money->span, trigger.frame, "loan: what a bank lends is no stake");
    return false;
  }
  // What a segment without a verb of its own leaves out, the one before says. A fund puts money
  // into who is told, be it for a site.
  const bool own = !trigger.elsewhere &&
                   (roles.provider.empty() || !roles.provider_beside || roles.weak) &&
                   !(lends && roles.syntax && !roles.provider.empty());
  const bool in_place = InvestsInPlace(scene, context, *trigger.frame, roles, money->span);
  if (cue == Cue::kBuy && own && PaysForLease(scene, money, &trigger)) {
    roles = Assign(scene, *trigger.frame, trigger.span, trigger.span);
  } else if ((cue == Cue::kInvest || cue == Cue::kBuy) && own && !scene.Has(Cue::kStake) &&
             (scene.Has(Cue::kSite) || in_place ||
              (cue == Cue::kInvest && !lends &&
               (context.article_site || scene.Has(Cue::kCompute)) && !scene.Has(Cue::kCompany)))) {
    trigger.frame = frames_.For(Cue::kBuild);
    roles = Assign(scene, *trigger.frame, trigger.span, money->span);
  }
  if (trigger.frame->trigger == Cue::kBuild && !scene.Has(Cue::kSite) && scene.power.empty() &&
      !in_place && !(cue == Cue::kInvest ? context.near_site : context.site) &&
      !(cue == Cue::kInvest && scene.Has(Cue::kCompute))) {
    Reject(money->span, trigger.frame, "site: nothing of compute is built");
    return false;
  }
  if (trigger.frame->trigger == Cue::kBuild && !MayBuild(scene, money->span, &roles)) {
    Reject(money->span, trigger.frame, "site: it is sold, and not built");
    return false;
  }
  constexpr double kTouching = 12;  // "the $38 billion contract"
  reading->score = roles.score + 0.8 * trigger.frame->weight - trigger.distance / 80 -
                   (trigger.silent ? 0.3 : 0) +
                   (!trigger.silent && trigger.distance < kTouching ? 0.4 : 0);
  return true;
}

// "The electricity will be sold by NRG", whatever the order of words: who sells power or lends by
// trade is that side.
bool CandidateFinder::TradeSays(const Frame& frame, const Roles& roles) const {
  if (frame.kind == "power" && roles.customer.empty() && !roles.provider.empty())
    return frames_.SectorOf(roles.provider[0]) == "power";
  return frame.kind == "financing" && roles.provider.empty() && !roles.customer.empty() &&
         IsInvestor(roles.customer[0]);
}

// What one reading of a sum makes of it, where nothing speaks against it.
bool CandidateFinder::TakeReading(const SentenceScene& scene, const Context& context,
                                  const Mention* money, const std::vector<Candidate>& before,
                                  Reading* reading, Candidate* candidate) const {
  constexpr double kSaid = 0.05;
  const Frame* frame = reading->trigger.frame;
  FillFromBefore(scene, *money, before, reading);
  FillFromContext(scene, *frame, context, money, &reading->roles);
  // What is invested, and in nobody, is built; not by those who only put in money.
  if (frame->trigger == Cue::kInvest && reading->roles.provider.empty() &&
      !reading->roles.customer.empty() && context.article_site && !scene.Has(Cue::kStake) &&
      (scene.Has(Cue::kSite) ||
       (!IsInvestor(reading->roles.customer[0]) && (context.site || scene.Has(Cue::kCompute))))) {
    frame = frames_.For(Cue::kBuild);
  }
  if (ProvidesMoney(scene, *frame, reading->roles)) {
    std::swap(reading->roles.customer, reading->roles.provider);
    frame = frames_.For(Cue::kLend);
  }
  if (OffTopic(scene, context, *frame, reading->roles, money->span)) return false;
  if (YearsSpending(scene, *frame, reading->roles, *money)) {
    Reject(money->span, frame, "amount: what is spent in a year, and on nobody named");
    return false;
  }
  if ((reading->roles.open || (reading->roles.context && reading->roles.told == nullptr)) &&
      IsVague(*Get<MoneyValue>(*money), document_.Slice(money->span))) {
    Reject(money->span, frame, "amount: vague, and a party is not named or not registered");
    return false;
  }
  // "The contract, signed today, provides for rents of 260 million": of who rents a site, and no
  // price of it.
  if (reading->roles.builds_told && reading->roles.context && reading->roles.provider.empty() &&
      scene.Has(Cue::kContract) && scene.Has(Cue::kSigned) && !scene.Has(Cue::kSite)) {
    Reject(money->span, frame, "amount: of a contract, and nobody who builds stands beside it");
    return false;
  }
  if (!Complete(scene, *frame, reading->trigger.span, money, reading->roles, context.list_follows,
                candidate))
    return false;
  if (const Candidate* told = reading->roles.told) {
    candidate->deal.kind = told->deal.kind;
    // "What replaced it is smaller": it has not ended with the other.
    const bool another = told->deal.status == DealStatus::kCancelled && scene.Has(Cue::kReplace);
    if (!candidate->status_said && !another) candidate->deal.status = told->deal.status;
  }
  // "X gives up its site. It was to cost 1.2 billion."
  if (reading->roles.builds_told && context.given_up) {
    candidate->deal.status = DealStatus::kCancelled;
    candidate->status_said = true;
    candidate->deal.AddReason("the site told before is given up", kSaid);
  }
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue == Cue::kTotal && ReadingDistance(document_, cue.span, money->span) < 40)
      candidate->total = true;
  }
  return true;
}

// "X will supply chips to Y in a deal worth 3 billion": where the noun for a deal orders the two by
// their trades alone, and a verb beside it says who is who the other way round, the verb goes
// first.
void CandidateFinder::TrustVerb(std::vector<Reading>* readings) const {
  if (readings->empty()) return;
  const Reading& first = readings->front();
  if (first.trigger.frame->trigger != Cue::kContract || first.roles.syntax) return;
  const auto says = [](const Reading& r) {
    return !r.trigger.silent && !r.trigger.elsewhere && r.roles.syntax;
  };
  const auto verb = std::ranges::find_if(*readings, [&](const Reading& r) {
    const Cue cue = r.trigger.frame->trigger;
    return (cue == Cue::kSupply || cue == Cue::kSell) && says(r) &&
           ShareSomebody(r.roles.customer, first.roles.provider) &&
           ShareSomebody(r.roles.provider, first.roles.customer);
  });
  // "X was chosen by Y to host its servers": two verbs say different things.
  const bool other = std::ranges::any_of(*readings, [&](const Reading& r) {
    return says(r) && ShareSomebody(r.roles.customer, first.roles.customer) &&
           ShareSomebody(r.roles.provider, first.roles.provider);
  });
  if (verb != readings->end() && !other) std::rotate(readings->begin(), verb, verb + 1);
}

bool CandidateFinder::FindForSum(const SentenceScene& scene, const Context& context,
                                 const Mention* money, const std::vector<Candidate>& before,
                                 Candidate* candidate, Candidate* half) const {
  std::vector<Trigger> triggers = Triggers(scene, money->span);
  AddSilentTriggers(scene, context, money->span, &triggers);
  if (triggers.empty()) Reject(money->span, nullptr, "trigger: no word for a deal near the sum");
  std::vector<Reading> readings;
  for (const Trigger& trigger : triggers) {
    Reading reading{trigger, {}, 0};
    if (Read(scene, context, money, &reading)) readings.push_back(std::move(reading));
  }
  std::ranges::stable_sort(readings, std::greater<>(), &Reading::score);
  TrustVerb(&readings);
  // Half a deal, whose other party is an item of the list, only where no reading names both.
  if (context.list_follows) {
    std::stable_partition(readings.begin(), readings.end(), [](const Reading& r) {
      return !r.roles.customer.empty() && !r.roles.provider.empty();
    });
  }
  for (Reading& reading : readings) {
    if (TakeReading(scene, context, money, before, &reading, candidate)) return true;
  }
  if (SumOfTold(scene, context, money, triggers, candidate) ||
      OpenRound(scene, money, readings, candidate))
    return true;
  TakeHalf(scene, context, money, readings, half);
  return false;
}

// "The bank will provide X with 40 million for its hall": what a bank provides is the money.
bool CandidateFinder::ProvidesMoney(const SentenceScene& scene, const Frame& frame,
                                    const Roles& roles) const {
  return frame.trigger == Cue::kSupply && roles.syntax && !roles.context &&
         !roles.customer.empty() && !roles.provider.empty() && IsInvestor(roles.provider[0]) &&
         !IsInvestor(roles.customer[0]) && scene.chips.empty() && !scene.Has(Cue::kChipNoun);
}

// "N has raised 24 million": no deal by itself; the investors or lenders may stand in the next
// sentence.
bool CandidateFinder::OpenRound(const SentenceScene& scene, const Mention* money,
                                const std::vector<Reading>& readings, Candidate* candidate) const {
  for (const Reading& reading : readings) {
    const Frame* frame = reading.trigger.frame;
    const Roles& roles = reading.roles;
    const bool raises = frame->trigger == Cue::kRaise || frame->trigger == Cue::kBorrow;
    if (!raises || !roles.customer.empty() || roles.provider.empty()) continue;
    Frame half = *frame;
    half.needs_customer = false;
    if (!Complete(scene, half, reading.trigger.span, money, roles, false, candidate)) continue;
    candidate->frame = frame;
    candidate->tentative = candidate->round = true;
    return true;
  }
  return false;
}

namespace {

// "The seller is X, which paid 90 million in 2019": behind a takeover a sentence that names nobody
// but its parties and who sells, and no goods, tells its price at most.
bool TellsOfSeller(const CandidateFinder& finder, const SentenceScene& scene,
                   const Context& context) {
  if (!scene.TellsSeller() || scene.HasGoods() || context.told == nullptr || context.told->empty())
    return false;
  const Candidate& told = context.told->back();
  return told.deal.kind == DealKind::kAcquisition && told.told_in.back() + 1 == scene.index &&
         std::ranges::all_of(scene.parties, [&](const Party& p) {
           return p.coreference || p.side == DealSide::kProvider ||
                  finder.ShareSomebody({p.id}, told.deal.customer) ||
                  finder.ShareSomebody({p.id}, told.deal.provider);
         });
}

// Whether a sentence has a sum, or a word that may tell a deal without one (BareFrameOf).
bool MayTell(const SentenceScene& scene) {
  return !scene.money.empty() || std::ranges::any_of(scene.cues, [](const CueMatch& c) {
    return IsTrigger(c.cue) || c.cue == Cue::kBuyer || c.cue == Cue::kSeller ||
           c.cue == Cue::kTalks || c.cue == Cue::kTake || c.cue == Cue::kMove ||
           c.cue == Cue::kReplace || c.cue == Cue::kReceive;
  });
}

}  // namespace

std::vector<Candidate> CandidateFinder::Find(const SentenceScene& unresolved,
                                             const Context& context) const {
  if (!MayTell(unresolved) || IsHypothetical(document_, unresolved)) return {};
  const SentenceScene scene = Resolve(unresolved, context);
  std::vector<Candidate> out;
  if (TellsOfSeller(*this, scene, context)) {
    Candidate priced;
    if (scene.money.size() == 1 && PriceBesideSeller(scene, context, scene.money.front(), &priced))
      out.push_back(std::move(priced));
    return out;
  }
  Candidate half;
  for (const Mention* money : scene.money) {
    if (!BigEnough(*Get<MoneyValue>(*money))) {
      Reject(money->span, nullptr, "amount: too small for a deal");
      continue;
    }
    if (UnderNoDeal(scene, money->span, Trigger{frames_.For(Cue::kContract), money->span, 6})) {
      if (Candidate site; TellsBudget(scene) && SumOfSiteTold(scene, context, money, &site)) {
        out.push_back(std::move(site));
        continue;
      }
      Reject(money->span, nullptr, "amount: stands under a word for money that is no deal");
      continue;
    }
    Candidate candidate;
    if (ContractorsShare(scene, context, money, &candidate) ||
        FindForSum(scene, context, money, out, &candidate, &half) ||
        SumOfDealBefore(scene, context, money, &candidate)) {
      TakeUpperBound(document_, scene, &candidate);
      // What is told too weakly may be the sum of a deal told before.
      const bool weak = !candidate.tentative && candidate.deal.confidence < kLeastConfidence;
      if (Candidate other; weak && SumOfDealBefore(scene, context, money, &other))
        candidate = std::move(other);
      out.push_back(std::move(candidate));
    }
  }
  GiveEachItsSum(scene, &out);
  KeepNewTotal(scene, &out);
  KeepWhole(scene, &out);
  std::vector<Candidate> bare = FindBare(scene, context, out);
  out.insert(out.end(), std::make_move_iterator(bare.begin()), std::make_move_iterator(bare.end()));
  if (std::ranges::all_of(out, &Candidate::tentative)) {
    std::vector<Candidate> partners = FindPartnership(scene, context);
    out.insert(out.end(), std::make_move_iterator(partners.begin()),
               std::make_move_iterator(partners.end()));
  }
  // What a bare verb makes of it is taken from the deal that has ended.
  if (std::ranges::none_of(out, [](const Candidate& c) {
        return c.deal.amount || !(c.from_context || c.tentative);
      })) {
    if (std::vector<Candidate> next = FindReplacement(scene, context); !next.empty())
      out = std::move(next);
  }
  if (out.empty() && half.awaits != DealSide::kNone) out.push_back(std::move(half));
  if (out.empty()) {
    if (std::optional<Candidate> own = FindOwnSite(scene, context)) out.push_back(std::move(*own));
  }
  return out;
}

}  // namespace dealwire
