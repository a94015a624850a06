#include <algorithm>
#include <bit>
#include <tuple>

#include "base/text.h"
#include "extract/candidates/candidates.h"
#include "extract/candidates/clause.h"
#include "extract/candidates/conditional_frames.h"
#include "extract/candidates/money_sides.h"
#include "extract/candidates/site_power.h"
#include "extract/names/registry.h"
#include "extract/scenes/party_marks.h"

namespace dealwire {
namespace {

constexpr double kFar = 1e9;

// Within this an unmarked name belongs to the word beside it.
constexpr double kWordBeside = 25;
// What the name of a contract says of who signs it: more than one trade, less than two.
constexpr double kContractName = 0.35;
// What a name is worth less for being the place where something happens.
constexpr double kPlace = 1;
// Within this a preposition belongs to the word before it.
constexpr double kPhrase = 70;

size_t GroupSize(const SentenceScene& scene, const Party& party) {
  return static_cast<size_t>(std::ranges::count(scene.parties, party.group, &Party::group));
}

// A mark may mean several things (Ukrainian "v", Chinese "xiang"): with whom or into what something
// goes stands before where it comes from.
DealSide SideIn(const Frame& frame, unsigned marks) {
  // Hindi "ko": of who gets something it is the dative.
  if (frame.trigger == Cue::kRaise && (marks & kRelObject) != 0 && (marks & kRelTo) != 0)
    marks &= ~unsigned{kRelObject};
  for (const unsigned relation : {kRelSubject, kRelObject, kRelOf, kRelAt, kRelIn, kRelWith,
                                  kRelFrom, kRelTo, kRelBy, kRelBetween}) {
    const auto bit = static_cast<size_t>(std::countr_zero(relation));
    if ((marks & relation) != 0 && frame.roles[bit] != DealSide::kNone) return frame.roles[bit];
  }
  return DealSide::kNone;
}

// Chinese "A yu B" is both "A and B" and "A with B": of a contract it is the latter.
bool SignWithEachOther(const Frame& frame, const Party& a, const Party& b) {
  return (frame.trigger == Cue::kContract || frame.trigger == Cue::kPowerBuy) &&
         ((a.marks ^ b.marks) & kRelWith) != 0;
}

void AddUnique(const std::string& id, std::vector<std::string>* ids) {
  if (std::ranges::find(*ids, id) == ids->end()) ids->push_back(id);
}

// What an organisation would be worth as either side.
struct Choice {
  const Party* party = nullptr;
  double customer = 0, provider = 0;
  bool said = false;    // its place or preposition says which side it is
  bool beside = false;  // by a preposition, or right behind the trigger
};

}  // namespace

// Reads who is who about one trigger in one segment of a sentence.
class RoleReader {
 public:
  RoleReader(const CandidateFinder& finder, const Document& document, const SentenceScene& scene,
             const Frame& frame, const Span& trigger, const Span& anchor)
      : finder_(finder),
        document_(document),
        scene_(scene),
        frame_(frame),
        clause_(ReadClause(finder, document, scene, frame, trigger, anchor)),
        other_(finder.AboutOther(scene, frame, trigger)),
        receives_(ReceivesOrder()),
        supplies_(receives_ && scene.Has(Cue::kReceive, clause_.trigger)),
        lets_(LetsTo()),
        supplier_(SupplierBehind(finder, scene, frame, clause_)),
        paid_(IsPaidForGoods(document, scene, frame, clause_)),
        merges_(Merges()),
        rejects_(RejectsOffer(document, scene, frame, clause_)),
        gives_order_(frame.trigger == Cue::kSupply && scene.Has(Cue::kReceive, clause_.trigger)),
        passes_(scene.Has(Cue::kPasses, clause_.trigger)),
        beside_(document, finder, scene, frame, clause_),
        computes_(IsForComputing(scene, frame, clause_)) {}

  CandidateFinder::Roles Read() {
    for (const Party& p : scene_.parties) {
      if (InScope(p)) choices_.push_back(Weigh(p));
    }
    best_.score = -kFar / 2;
    for (const Choice& c : choices_) {
      for (const Choice& p : choices_) {
        if (&c != &p) Consider(&c, &p);
      }
    }
    for (const Choice& c : choices_) {
      if (c.customer >= c.provider || Lone(&c, nullptr) > 0) Consider(&c, nullptr);
      if (c.provider >= c.customer || Lone(nullptr, &c) > 0) Consider(nullptr, &c);
    }
    Share(&best_.customer, best_.provider);
    Share(&best_.provider, best_.customer);
    return best_;
  }

 private:
  // "X and Y called off their merger": a word for taking over that is one for doing so together.
  bool Merges() const {
    return frame_.trigger == Cue::kAcquire && scene_.Has(Cue::kPartner, clause_.trigger);
  }

  // "Foxconn wins Nvidia's order", "X wins the Y tender": a plain name right behind the verb.
  bool IsOrdersObject(const Party& p) const {
    return Unmarked(p) && !p.in_chip && clause_.After(p) && clause_.subject != nullptr &&
           clause_.subject->group != p.group &&
           ReadingDistance(document_, p.span, clause_.trigger) < kPhrase &&
           std::ranges::none_of(scene_.parties, [&](const Party& o) {
             return clause_.Holds(o) && !Unmarked(o) && !o.in_chip && o.group != p.group;
           });
  }

  // German "Auftrag über Server", one short word between; Chinese "server-order", "server-de
  // order": goods right beside the noun say what is ordered.
  bool IsOrderFor(const Span& goods) const {
    constexpr size_t kOf = 8, kLink = 3;  // bytes
    const size_t end = clause_.trigger.byte_end;
    if (goods.byte_start > end && goods.byte_start <= end + kOf) return true;
    size_t at = clause_.trigger.byte_start;
    return goods.byte_end <= at && at - goods.byte_end <= kLink &&
           IsSpaceless(NextCodePoint(document_.text, &at));
  }

  // "An order for computing": what is ordered, where the verb stands at the end.
  bool BehindFor(const Span& goods) const {
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kTo && c.span.byte_end + 1 == goods.byte_start;
    });
  }

  // "X wins the contract": a verb of getting it right beside the noun, or at the end of its clause.
  bool ReceivesOrder() const {
    constexpr double kVerb = 40;
    if (frame_.trigger != Cue::kContract) return false;
    // "Gets capacity under the contract" is given something else.
    const auto goods_between = [&](const Span& verb) {
      return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
        const bool goods =
            c.cue == Cue::kCompute || c.cue == Cue::kChipNoun || c.cue == Cue::kPower;
        return goods && !IsOrderFor(c.span) && !BehindFor(c.span) &&
               c.span.byte_start >= std::min(verb.byte_end, clause_.trigger.byte_end) &&
               c.span.byte_end <= std::max(verb.byte_start, clause_.trigger.byte_start);
      });
    };
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kReceive && clause_.Holds(c.span) &&
             (ReadingDistance(document_, c.span, clause_.trigger) < kVerb ||
              EndsClauseOf(document_, scene_, c.span, clause_.trigger)) &&
             !finder_.CommaBetween(c.span, clause_.trigger) && !goods_between(c.span);
    });
  }

  // Hindi "X ko Y se order mila", the order came to X from Y: who gets it stands in the dative.
  bool IsGetter(const Party& p) const {
    constexpr unsigned kDative = kRelObject | kRelTo;
    return (p.marks & kDative) == kDative && !clause_.own_subject;
  }

  // Finnish "X vuokraa Y:lle", X rents to Y: one verb for both sides, and one told in the dative.
  // "X sells wind power to Y": likewise of electricity, unless somebody is told that it comes from.
  bool LetsTo() const {
    const bool power = frame_.trigger == Cue::kPowerBuy;
    if ((frame_.trigger != Cue::kRent && !power) || clause_.subject == nullptr ||
        !clause_.own_subject || !Unmarked(*clause_.subject))
      return false;
    const auto told_as = [&](unsigned marks) {
      return std::ranges::any_of(scene_.parties, [&](const Party& p) {
        return clause_.Holds(p) && (p.marks & marks) != 0 && !p.in_chip;
      });
    };
    if (power && told_as(kRelFrom | kRelBy | kRelWith)) return false;
    return std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return clause_.Holds(p) && p.marks == kRelTo && (p.inflected || power) && !p.in_chip &&
             p.group != clause_.subject->group;
    });
  }

  bool InScope(const Party& p) const {
    if (ActsElsewhere(p)) return false;
    if (clause_.Holds(p)) return true;
    if (clause_.Holds(p.span)) return false;
    return clause_.subject != nullptr && !clause_.own_subject && p.group == clause_.subject->group;
  }

  // "X bought chips, Y got halls": behind a comma, and right before a verb of a deal of its own.
  bool ActsElsewhere(const Party& p) const {
    if (!Unmarked(p) || p.coreference || p.span.byte_start < clause_.trigger.byte_end ||
        p.span.byte_start < clause_.anchor.byte_end ||
        !finder_.CommaBetween(clause_.trigger, p.span))
      return false;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      const bool verb = c.cue < Cue::kContract || c.cue == Cue::kReceive;
      return verb && c.span.byte_start == p.span.byte_end + 1;
    });
  }

  // Whether what the trigger tells goes to somebody in the dative.
  bool Receives() const {
    return frame_.trigger == Cue::kSupply || frame_.trigger == Cue::kSell ||
           frame_.trigger == Cue::kLend || frame_.trigger == Cue::kLeaseOut ||
           frame_.trigger == Cue::kBorrow;
  }

  // Two that sign as one subject, and nobody else beside them, sign with each other.
  bool SignTogether(const Party& a, const Party& b) const {
    if (merges_) return a.group == b.group && GroupSize(scene_, a) == 2 && Unmarked(a);
    const bool acts = Unmarked(a) || ((a.marks & kRelBy) != 0 && a.marks == b.marks);
    if (a.group != b.group || a.several || GroupSize(scene_, a) != 2 || !acts ||
        !(scene_.Has(Cue::kSigned) || scene_.Has(Cue::kContract)))
      return false;
    if (frame_.kind != "goods" && frame_.kind != "compute" && frame_.kind != "power") return false;
    return std::ranges::none_of(scene_.parties, [&](const Party& p) {
      return clause_.Holds(p) && p.group != a.group && !p.in_chip && (p.known || p.strong) &&
             !finder_.SameGroup(p.id, a.id) && !finder_.SameGroup(p.id, b.id);
    });
  }

  // "X signed a contract with Y", "X and Y agreed on": the two are the parties, whichever buys.
  bool Paired(const Party& a, const Party& b) const {
    const bool partners = frame_.trigger == Cue::kPartner && clause_.anchor == clause_.trigger;
    if (frame_.trigger != Cue::kContract && !partners && !clause_.signs) return false;
    const auto acts_with = [&](const Party& x, const Party& y) {
      return clause_.subject != nullptr && clause_.subject->group == x.group && Unmarked(x) &&
             (y.marks & kRelWith) != 0;
    };
    return acts_with(a, b) || acts_with(b, a) || SignTogether(a, b) ||
           (a.marks & b.marks & kRelBetween) != 0;
  }

  Choice Weigh(const Party& p) const {
    Choice choice{&p};
    const double to_trigger = std::min(ReadingDistance(document_, p.span, clause_.trigger),
                                       ReadingDistance(document_, p.span, clause_.verb));
    const double nearness =
        std::min(to_trigger, ReadingDistance(document_, p.span, clause_.anchor));
    unsigned marks = p.marks;
    double strength = 0;
    const bool subject = clause_.subject != nullptr && clause_.subject->group == p.group;
    // Marked in its own clause, it acts in the one about it.
    const bool antecedent =
        subject && &p == clause_.subject && (clause_.antecedent || !clause_.Holds(p));
    if (Unmarked(p) || antecedent) {
      if (antecedent) marks = 0;
      const bool before = !clause_.After(p);
      if (clause_.IsOblique(scene_, p) && Receives()) {
        marks = kRelTo;
        strength = 0.9;
        choice.beside = true;
      } else if ((marks & kRelSubject) != 0 && clause_.IsSecondSubject(p)) {
        marks = kRelObject;
        strength = 0.6;
      } else if ((marks & (kRelSubject | kRelObject)) != 0) {
        strength = 1.1;
      } else if (subject) {
        marks = clause_.agent || passes_ ? kRelObject : kRelSubject;
        strength = 0.9;
      } else if (clause_.verb_last && clause_.object->group == p.group) {
        marks = kRelObject;
        strength = 0.9;
        choice.beside = true;
      } else if (!before && clause_.object != nullptr && clause_.object->group == p.group) {
        // Where no subject stands before the verb it may stand behind, unless somebody is told to
        // have done it ("the purchase of X by Y").
        marks = clause_.subject == nullptr && !clause_.agent ? 0U : kRelObject;
        strength = to_trigger < kWordBeside ? 0.9 : to_trigger < 2 * kWordBeside ? 0.4 : 0;
        choice.beside = to_trigger < kWordBeside;
      } else {
        marks = !before ? 0U : clause_.agent ? kRelObject : kRelSubject;
        strength = 0.3;
      }
    } else {
      strength = to_trigger < kPhrase ? 1.4 : 0.7;
      choice.beside = true;
    }
    std::tie(marks, strength) = beside_.Mark(p, marks, strength);
    if (IsBoughtFrom(finder_, scene_, frame_, clause_, p)) marks = kRelTo;
    if (StandsBehindShare(document_, scene_, frame_, clause_, p)) marks = kRelIn;
    if (StandsBeforeShare(document_, scene_, frame_, clause_, p)) marks = kRelBy;
    // Who gets an order supplies; from whom, with whom and by whom it is, buys.
    if (receives_) {
      if (IsGetter(p)) {
        marks = kRelTo;
      } else if ((Unmarked(p) || antecedent) &&
                 (clause_.subject == nullptr || clause_.subject->group == p.group)) {
        marks = kRelTo;
        strength = 0.9;
      } else if ((p.marks & (kRelWith | kRelBy | kRelFrom | kRelTo | kRelOf | kRelAt)) != 0) {
        marks = kRelFrom;
      } else if (IsOrdersObject(p)) {
        marks = kRelFrom;
        strength = 0.9;
      }
      // What a contract is called says less than the trades of who signs it.
      if (supplies_) strength = std::min(strength, kContractName);
    }
    // A verb of supplying that is one of getting an order has who gives it as its source.
    if (gives_order_ && (p.marks & kRelFrom) != 0) marks = kRelTo;
    if (lets_ && subject && marks == kRelSubject) marks = kRelFrom;
    if (supplier_ != nullptr) {
      marks = &p == supplier_ ? kRelSubject : kRelTo;
      strength = 0.9;
    }
    if (paid_ && subject) marks = kRelFrom;
    constexpr unsigned kGiver = kRelFrom | kRelBy | kRelOf | kRelAt | kRelWith;
    if (paid_ && !subject && (p.marks & kGiver) != 0) marks = kRelSubject;
    if (rejects_ && Unmarked(p) && subject) marks = kRelObject;
    if (rejects_ && !subject && (marks & (kRelObject | kGiver | kRelTo)) != 0) marks = kRelSubject;
    if (TalksToInvestor(finder_, scene_, frame_, clause_, p)) marks = kRelFrom;
    if (IsLentTo(scene_, frame_, clause_, p)) marks = kRelTo;
    const bool either = clause_.signs && (marks == kRelSubject || marks == kRelWith);
    DealSide role = either ? DealSide::kNone : SideIn(frame_, marks);
    if (p.side != DealSide::kNone && IsOfGoods()) {
      role = p.side;
      strength = 2.4;  // "the tenant is X" says more than the trades
    }
    choice.said = role != DealSide::kNone && strength >= 0.4;
    double base = 0.6 - nearness / 200;
    if (!beside_.IsBid()) base -= SellersLoss(finder_, scene_, frame_, clause_, p);
    if (!p.known) base -= p.strong ? 0.15 : choice.said && strength >= 0.9 ? 0.5 : 1.5;
    // "In Aragon", "in Hyperion": a place rather than a firm.
    if (!p.known && !p.strong && (p.marks & kRelIn) != 0 &&
        !StandsBehindShare(document_, scene_, frame_, clause_, p))
      base -= kFar;
    if (p.in_chip || IsMadeBy(finder_, document_, scene_, clause_, p)) base -= 2;
    // "..., the market moves to Amazon Bedrock": a product is party to the sum of its own phrase.
    if (p.product) base -= finder_.CommaBetween(p.span, clause_.anchor) ? kFar : 0.1;
    choice.customer = choice.provider = base;
    if (role != DealSide::kNone) {
      choice.customer += role == DealSide::kCustomer ? strength : -strength;
      choice.provider += role == DealSide::kProvider ? strength : -strength;
    }
    // "Sold services in the data centre of Equinix": where the subject provides, a place does not.
    const bool place = role == DealSide::kNone && (marks & kRelIn) != 0;
    if (place && frame_.roles[0] == DealSide::kProvider) choice.provider -= kPlace;
    // A bank lends for a site and builds none.
    if (frame_.kind == "capex" && finder_.IsInvestor(p.id)) choice.customer -= 1.5;
    // Who builds for another builds nothing for himself.
    if (frame_.kind == "capex" && p.contractor) choice.customer -= kFar;
    // Nor does who powers it ("the plant will be fed by A2A").
    if (frame_.kind == "capex" && (p.marks & kRelBy) != 0 && finder_.SellsPower(p.id))
      choice.customer -= 1.5;
    // A name that only stands somewhere is not what is bought, invested in or lent to.
    const bool money_frame = frame_.kind == "investment" || frame_.kind == "acquisition" ||
                             frame_.kind == "financing" || !frame_.needs_provider;
    if (money_frame && Unmarked(p) && !choice.beside && !choice.said) choice.provider -= 1.8;
    if (money_frame && Unmarked(p) && role == DealSide::kProvider && !choice.said)
      choice.provider -= 1.8;
    return choice;
  }

  bool IsOfGoods() const {
    return frame_.kind == "goods" || frame_.kind == "compute" || frame_.kind == "power";
  }

  void Consider(const Choice* c, const Choice* p) {
    double score = (c != nullptr ? c->customer : 0) + (p != nullptr ? p->provider : 0);
    double prior = 0;
    if (c != nullptr && p != nullptr) {
      const Party& customer = *c->party;
      const Party& provider = *p->party;
      // Who was bought may stand in the registry under its buyer.
      if (frame_.kind == "acquisition" ? customer.id == provider.id
                                       : finder_.SameGroup(customer.id, provider.id))
        return;
      // "Between" two are both sides, among three is one.
      const bool between =
          GroupSize(scene_, customer) == 2 &&
          ((customer.marks & kRelBetween) != 0 || SignWithEachOther(frame_, customer, provider) ||
           SignTogether(customer, provider));
      if (customer.group == provider.group && !between && frame_.trigger != Cue::kPartner) {
        // "A and B lend 900 million": two that lend together, not one to the other; but a fund and
        // a firm that is none agree on a loan with each other.
        const bool agree = frame_.trigger == Cue::kBorrow && finder_.IsInvestor(customer.id) &&
                           OnlyFirmAmongBanks(finder_, scene_, provider);
        if ((frame_.kind == "financing" && !agree) || frame_.kind == "investment") return;
        score -= 2;
      }
      // Two with one preposition are no pair: "with AWS ... and with AMD".
      if (customer.group != provider.group && customer.marks == provider.marks &&
          !Unmarked(customer))
        score -= 1.2;
      // Where somebody acts, two prepositions are two others.
      if (clause_.subject != nullptr && !Unmarked(customer) && !Unmarked(provider) && !between)
        score -= 0.6;
      // Who builds for oneself has a provider only where the sentence marks one.
      if (!frame_.needs_provider && !(p->said && p->provider > p->customer)) return;
      // Who sells compute may rent offices out or in.
      const bool of_power =
          scene_.Has(Cue::kPower) || !scene_.power.empty() || FeedsSite(scene_, frame_);
      const bool of_chips = !scene_.chips.empty() || scene_.Has(Cue::kChipNoun);
      if (!other_) prior = finder_.Prior(frame_, customer.id, provider.id, of_power, of_chips);
      // A maker of servers may buy computing from who sells it.
      if (prior > 0 && finder_.SellsChips(provider.id) &&
          finder_.SellsOf(customer.id) == "compute" && !of_chips && scene_.Has(Cue::kCompute))
        prior = 0;
      if (computes_ && !receives_ && prior != 0)
        prior = OfOwnUse(finder_, customer, provider, prior);
      // Where nothing tells them apart, who acts buys.
      const bool goods = frame_.kind == "goods" || clause_.signs;
      if (goods && &customer == clause_.subject && prior == 0) score += 0.2;
    }
    if (c == nullptr || p == nullptr) score += Lone(c, p);
    score += prior;
    // Nobody builds: a contractor alone is no deal.
    if (c == nullptr && !frame_.needs_provider) return;
    // Half a deal only where the other half stands nowhere.
    if (frame_.needs_customer && frame_.needs_provider && (c == nullptr || p == nullptr))
      score -= 0.9;
    if (score <= best_.score) return;
    best_ = CandidateFinder::Roles();
    best_.score = score;
    best_.prior = prior > 0;
    best_.syntax = (c == nullptr || c->said) && (p == nullptr || p->said);
    best_.paired = c != nullptr && p != nullptr && Paired(*c->party, *p->party);
    best_.said = (c != nullptr && c->said) || (p != nullptr && p->said);
    best_.provider_beside =
        p != nullptr && (p->beside || p->party->span.byte_end <= clause_.trigger.byte_start);
    best_.open = (c != nullptr && !c->party->known) || (p != nullptr && !p->party->known);
    const auto weak = [](const Choice* x) {
      return x != nullptr && !x->party->known && !x->party->strong;
    };
    best_.weak = weak(c) || weak(p);
    if (c != nullptr) AddUnique(c->party->id, &best_.customer);
    if (p != nullptr) AddUnique(p->party->id, &best_.provider);
  }

  // A bank alone under a loan lends, and a power company alone where power is sold sells it; who
  // sells chips by trade and stands alone supplies.
  double Lone(const Choice* c, const Choice* p) const {
    const Party& party = c != nullptr ? *c->party : *p->party;
    // "Danske Bank and Nykredit": who stands with one is one.
    const bool investor = std::ranges::any_of(scene_.parties, [&](const Party& o) {
      return o.group == party.group && finder_.IsInvestor(o.id);
    });
    if (frame_.kind == "investment" || frame_.kind == "financing") {
      if (!investor) return 0;
      return c != nullptr ? 0.8 : -1.5;
    }
    const bool of_power =
        frame_.kind == "power" || (frame_.kind == "goods" && scene_.Has(Cue::kPower));
    if (of_power && finder_.SellsPower(party.id)) return p != nullptr ? 0.8 : -1.5;
    const bool supplies = frame_.trigger == Cue::kSupply && finder_.SellsOf(party.id) == "chips" &&
                          party.marks == 0 && !party.inflected && !party.coreference;
    if (!supplies) return 0;
    return p != nullptr ? 0.9 : -0.9;
  }

  // Those joined to a party by "and" share its role, but for the other side's.
  void Share(std::vector<std::string>* side, const std::vector<std::string>& other) const {
    if (side->empty()) return;
    const auto leader = std::ranges::find_if(
        scene_.parties, [&](const Party& p) { return p.id == side->front() && InScope(p); });
    if (leader == scene_.parties.end()) return;
    for (const Party& p : scene_.parties) {
      const auto same = [&](const std::string& id) { return finder_.SameGroup(id, p.id); };
      if (p.group != leader->group || !(p.strong || p.marks == leader->marks) ||
          std::ranges::any_of(other, same) || std::ranges::any_of(*side, same))
        continue;
      AddUnique(p.id, side);
    }
  }

  const CandidateFinder& finder_;
  const Document& document_;
  const SentenceScene& scene_;
  const Frame& frame_;
  const Clause clause_;
  const bool other_;             // about things that are no compute
  const bool receives_;          // who acts is given the order
  const bool supplies_;          // by what its contract is called
  const bool lets_;              // who acts lets what he rents to somebody
  const Party* const supplier_;  // who acts behind the verb
  const bool paid_;              // who acts is paid for goods
  const bool merges_;            // two become one
  const bool rejects_;           // who acts is bid for and turns it down
  const bool gives_order_;       // from whom something is got, orders it
  const bool passes_;            // who acts is bought
  const BesideRoles beside_;     // who is bid for, moved to, or lets or rents by one word
  const bool computes_;          // what is rented or contracted is computing
  std::vector<Choice> choices_;
  CandidateFinder::Roles best_;
};

CandidateFinder::Roles CandidateFinder::Assign(const SentenceScene& scene, const Frame& frame,
                                               const Span& trigger, const Span& anchor) const {
  // "Hosts its models with X": where something is hosted at somebody's, that one sells.
  if (Roles sold; OwnerSells(scene, frame, trigger, &sold)) return sold;
  const Span segment = scene.SegmentAt(anchor.byte_start);
  if (frame.trigger == Cue::kSupply && std::ranges::any_of(scene.parties, [&](const Party& p) {
        // "At Glomfjord": a place.
        return segment.Contains(p.span) && p.marks == kRelAt && (p.known || p.strong);
      })) {
    return RoleReader(*this, document_, scene, *frames_.For(Cue::kBuy), trigger, anchor).Read();
  }
  return RoleReader(*this, document_, scene, frame, trigger, anchor).Read();
}

}  // namespace dealwire
