#include "extract/candidates.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "extract/registry.h"

namespace dealwire {
namespace {

constexpr double kFar = 1e9;
constexpr unsigned kSubjectMark = kRelSubject;

// How far a trigger reaches, as a reader counts.
constexpr double kReach = 160;

// Below this no sum is a deal's, in units of a currency as large as the dollar.
constexpr double kLeastAmount = 2e5;

double UpperBound(const MoneyValue& money) { return money.max.value_or(money.min.value_or(0)); }

size_t GroupSize(const SentenceScene& scene, const Party& party) {
  return static_cast<size_t>(std::ranges::count(scene.parties, party.group, &Party::group));
}

Role RoleIn(const Frame& frame, unsigned marks, bool* said) {
  for (unsigned bit = 0; bit < 8; ++bit) {
    if ((marks & (1u << bit)) != 0 && frame.roles[bit] != Role::kNone) {
      *said = true;
      return frame.roles[bit];
    }
  }
  return Role::kNone;
}

void AddUnique(const std::string& id, std::vector<std::string>* ids) {
  if (std::ranges::find(*ids, id) == ids->end()) ids->push_back(id);
}

}  // namespace

bool CandidateFinder::SameGroup(const std::string& a, const std::string& b) const {
  return a == b || registry_.GroupOf(a) == registry_.GroupOf(b);
}

void CandidateFinder::Reject(const Span& span, const Frame* frame, std::string constraint) const {
  if (rejected_ != nullptr)
    rejected_->push_back({span, frame == nullptr ? "" : frame->rule, std::move(constraint)});
}

std::vector<CandidateFinder::Trigger> CandidateFinder::Triggers(const SentenceScene& scene,
                                                                const Span& anchor) const {
  std::vector<Trigger> out;
  for (const CueMatch& cue : scene.cues) {
    const Frame* frame = frames_.For(cue.cue);
    if (frame == nullptr) continue;
    if (frame->trigger == Cue::kBuy && BuysCompany(scene, cue.span))
      frame = frames_.For(Cue::kAcquire);
    const double distance = ReadingDistance(document_, cue.span, anchor);
    if (distance <= kReach) out.push_back({frame, cue.span, distance});
  }
  std::ranges::stable_sort(out, {},
                           [](const Trigger& t) { return t.distance - 25 * t.frame->weight; });
  constexpr size_t kMost = 6;
  if (out.size() > kMost) out.resize(kMost);
  return out;
}

// A verb that buys goods and companies alike buys the company that follows it at once.
bool CandidateFinder::BuysCompany(const SentenceScene& scene, const Span& trigger) const {
  const bool both = std::ranges::any_of(
      scene.cues, [&](const CueMatch& c) { return c.cue == Cue::kAcquire && c.span == trigger; });
  return both && std::ranges::any_of(scene.parties, [&](const Party& p) {
           return p.marks == 0 && !p.product && !p.in_chip &&
                  p.span.byte_start >= trigger.byte_end &&
                  ReadingDistance(document_, p.span, trigger) < 20;
         });
}

bool CandidateFinder::CommaBetween(const Span& a, const Span& b) const {
  const size_t from = std::min(a.byte_end, b.byte_end), to = std::max(a.byte_start, b.byte_start);
  for (size_t i = from; i < to;) {
    const char32_t c = NextCodePoint(document_.text, &i);
    if (c == ',' || c == 0xFF0C || c == 0x060C || c == 0x3001) return true;
  }
  return false;
}

// Whether a word for money that is no deal stands nearer to the sum than the trigger does.
bool CandidateFinder::UnderNoDeal(const SentenceScene& scene, const Span& money,
                                  const Trigger& trigger) const {
  const Cue kind = trigger.frame == nullptr ? Cue::kCount : trigger.frame->trigger;
  // A contract or a company bought may be told by its value; a stake may be paid for in shares.
  const bool valued = kind == Cue::kContract || kind == Cue::kAcquire || kind == Cue::kSupply ||
                      kind == Cue::kBuy || kind == Cue::kRent || kind == Cue::kLeaseOut;
  const bool paid = kind == Cue::kAcquire || kind == Cue::kInvest || kind == Cue::kRaise;
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue != Cue::kNoDeal && cue.cue != Cue::kValue && cue.cue != Cue::kShare) continue;
    if (cue.cue == Cue::kValue && (valued || kind == Cue::kBuild) && trigger.distance < 80)
      continue;
    if (cue.cue == Cue::kShare && (paid || cue.span.byte_start >= money.byte_end)) continue;
    const double distance = ReadingDistance(document_, cue.span, money);
    if (distance < 60 && distance <= trigger.distance + 4) return true;
  }
  return false;
}

double CandidateFinder::Prior(const Frame& frame, const std::string& customer,
                              const std::string& provider) const {
  const std::string& c = frames_.SectorOf(customer);
  const std::string& p = frames_.SectorOf(provider);
  if (frame.kind == "investment" || frame.kind == "financing") {
    double prior = 0;
    if (c == "investor") prior += 1;
    if (p == "investor") prior -= 1.5;
    // What a laboratory "invests" with a cloud is what it spends there.
    if (c == "lab" && frames_.SellsOf(provider) == "compute") prior += 1.4;
    if (p == "lab" || p == "neocloud") prior += 0.3;
    if (c == "lab") prior -= 0.5;
    return prior;
  }
  if (frame.kind == "acquisition" || frame.kind == "capex") return 0;
  if (c == "investor" || p == "investor") return -0.8;
  const double ct = frames_.TierOf(customer), pt = frames_.TierOf(provider);
  if (ct == 0 || pt == 0 || ct == pt) return 0;
  return pt > ct ? 1.1 : -1.1;
}

// From the end of the sum before `anchor` to the start of the one after it.
Span CandidateFinder::WindowOf(const SentenceScene& scene, const Span& anchor) const {
  Span window = scene.span;
  for (const Mention* m : scene.money) {
    if (m->span.byte_end <= anchor.byte_start)
      window.byte_start = std::max(window.byte_start, m->span.byte_end);
    if (m->span.byte_start >= anchor.byte_end)
      window.byte_end = std::min(window.byte_end, m->span.byte_start);
  }
  return window;
}

CandidateFinder::Roles CandidateFinder::Assign(const SentenceScene& scene, const Frame& frame,
                                               const Span& trigger, const Span& anchor) const {
  struct Choice {
    const Party* party;
    double customer = 0, provider = 0;
    bool said = false;
  };
  std::vector<Choice> choices;
  const Span window = WindowOf(scene, anchor);
  // Of several sums in a sentence each has its own subject, the last name before it.
  const Party* beside_sum = nullptr;
  for (const Party& p : scene.parties) {
    if (scene.money.size() > 1 && p.span.byte_end <= anchor.byte_start &&
        p.span.byte_start >= window.byte_start && !p.in_chip && p.marks == 0) {
      beside_sum = &p;
    }
  }
  const bool agent =
      std::ranges::any_of(scene.parties, [](const Party& p) { return (p.marks & kRelBy) != 0; });
  const Party* first = nullptr;    // the first unmarked one before the trigger
  const Party* subject = nullptr;  // the last unmarked one before the trigger
  const Party* object = nullptr;   // the first unmarked one after it
  for (const Party& p : scene.parties) {
    const bool unmarked = (p.marks & ~(kRelSubject | kRelObject)) == 0;
    if (!unmarked || !(p.known || p.strong)) continue;
    if (p.span.byte_end <= trigger.byte_start && !p.in_chip) {
      subject = &p;
      if (first == nullptr) first = &p;
    }
    if (p.span.byte_start >= trigger.byte_end && object == nullptr) object = &p;
  }
  for (const Party& p : scene.parties) {
    Choice choice{&p};
    unsigned marks = p.marks;
    // A mark says most of the trigger it stands beside.
    double strength = ReadingDistance(document_, p.span, trigger) < 60 ? 1.6 : 0.6;
    bool far = false;
    if (marks == 0) {
      const bool before = p.span.byte_end <= trigger.byte_start;
      const bool near = (subject != nullptr && subject->group == p.group) || &p == first ||
                        (object != nullptr && object->group == p.group);
      marks = before ? (agent ? kRelObject : kRelSubject) : kRelObject;
      strength = near ? 1.0 : 0.5;
      if (marks == kRelObject && !agent && ReadingDistance(document_, p.span, trigger) > 45)
        strength = 0, far = true;
    }
    const Role role = RoleIn(frame, marks, &choice.said);
    const double nearness = std::min(ReadingDistance(document_, p.span, trigger),
                                     ReadingDistance(document_, p.span, anchor));
    double base = 0.6 - nearness / 150 -
                  (p.known                                                           ? 0
                   : p.strong                                                        ? 0.35
                   : (p.marks & (kRelWith | kRelBy)) != 0 && (p.marks & kRelIn) == 0 ? 0.9
                                                                                     : 3);
    if (p.in_chip) base -= 0.8;
    // "..., the market moves to Amazon Bedrock": a product is party to the sum of its own phrase.
    if (p.product && CommaBetween(p.span, anchor)) base -= kFar;
    // Of another clause the subject alone may go on.
    if (scene.ClausesBetween(p.span.byte_start, anchor.byte_start) > 0)
      base -= p.product || (p.marks & ~kSubjectMark) != 0 ? kFar : 1;
    if (&p == beside_sum) base += 0.8;
    // Where a sentence tells several sums, each takes the names around it first.
    if (p.span.byte_end <= window.byte_start || p.span.byte_start >= window.byte_end) base -= 0.5;
    choice.customer = base + (role == Role::kCustomer   ? strength
                              : role == Role::kProvider ? -strength
                                                        : 0);
    choice.provider = base + (role == Role::kProvider   ? strength
                              : role == Role::kCustomer ? -strength
                                                        : 0);
    // A name that only stands somewhere after the verb is not what is bought or invested in.
    const bool money_frame =
        frame.kind == "investment" || frame.kind == "acquisition" || frame.kind == "financing";
    const bool beside = ReadingDistance(document_, p.span, trigger) < 25;
    if (money_frame && p.marks == 0 && role == Role::kProvider && (far || !beside))
      choice.provider -= 1.8;
    choices.push_back(choice);
  }
  Roles best;
  best.score = -kFar / 2;
  const auto consider = [&](const Choice* c, const Choice* p) {
    double score = (c != nullptr ? c->customer : 0) + (p != nullptr ? p->provider : 0);
    double prior = 0;
    if (c != nullptr && p != nullptr) {
      // "Between" two are both sides, among three is one.
      const bool between = (c->party->marks & kRelBetween) != 0 && GroupSize(scene, *c->party) == 2;
      if (c->party->group == p->party->group && !between && frame.trigger != Cue::kPartner)
        score -= 2;
      if (SameGroup(c->party->id, p->party->id)) return;
      // Who builds for oneself has a provider only where the sentence marks one.
      if (!frame.needs_provider && p->provider <= p->customer) return;
      prior = Prior(frame, c->party->id, p->party->id);
      if (frame.trigger == Cue::kInvest && (c->party->marks & kRelIn) != 0)
        prior = std::min(prior, 0.0);
    }
    score += prior;
    // Half a deal only where the other half stands nowhere.
    if (frame.needs_customer && frame.needs_provider && (c == nullptr || p == nullptr))
      score -= 0.9;
    if (score <= best.score) return;
    best = Roles();
    best.score = score;
    best.prior = prior > 0;
    best.syntax = (c == nullptr || c->said) && (p == nullptr || p->said);
    best.provider_beside =
        p != nullptr &&
        ((p->party->marks & ~kRelObject) != 0 || p->party->span.byte_end <= trigger.byte_start ||
         ReadingDistance(document_, p->party->span, trigger) < 25);
    best.open = (c != nullptr && !c->party->known) || (p != nullptr && !p->party->known);
    if (c != nullptr) AddUnique(c->party->id, &best.customer);
    if (p != nullptr) AddUnique(p->party->id, &best.provider);
  };
  for (const Choice& c : choices) {
    for (const Choice& p : choices) {
      if (&c != &p) consider(&c, &p);
    }
  }
  for (const Choice& c : choices) {
    if (c.customer >= c.provider) consider(&c, nullptr);
    if (c.provider >= c.customer) consider(nullptr, &c);
  }
  // Those joined to a party by "and" share its role, but for the other side's.
  const auto share = [&](std::vector<std::string>* side, const std::vector<std::string>& other) {
    if (side->empty()) return;
    const auto leader = std::ranges::find(scene.parties, side->front(), &Party::id);
    if (leader == scene.parties.end()) return;
    for (const Party& p : scene.parties) {
      const auto same = [&](const std::string& id) { return SameGroup(id, p.id); };
      if (p.group != leader->group || !p.strong || std::ranges::any_of(other, same) ||
          std::ranges::any_of(*side, same))
        continue;
      AddUnique(p.id, side);
    }
  };
  share(&best.customer, best.provider);
  share(&best.provider, best.customer);
  return best;
}

// "It put the order at 700 million": a sum without names is that of the deal just told without one.
bool CandidateFinder::LastDeal(const SentenceScene& scene, const Context& context,
                               Roles* roles) const {
  if (context.told == nullptr || context.told->empty()) return false;
  const Candidate& last = context.told->back();
  if (last.deal.amount || scene.index > last.sentence + 2) return false;
  roles->customer = last.deal.customer;
  roles->provider = last.deal.provider;
  roles->context = roles->prior = true;
  return true;
}

// The two parties of all deals told so far, where these are the same two: a sentence without names
// speaks of them.
bool CandidateFinder::OnlyPair(const Context& context, Roles* roles) const {
  if (context.told == nullptr || context.told->empty()) return false;
  const Deal& first = context.told->front().deal;
  if (first.customer.empty() || first.provider.empty()) return false;
  for (const Candidate& c : *context.told) {
    const auto meets = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
      return !a.empty() && !b.empty() && SameGroup(a[0], b[0]);
    };
    if (!meets(c.deal.customer, first.customer) || !meets(c.deal.provider, first.provider))
      return false;
  }
  roles->customer = first.customer;
  roles->provider = first.provider;
  roles->context = roles->prior = true;
  return true;
}

// A sum that was told before, beside a name that stood with it then, tells the same deal.
bool CandidateFinder::RetoldDeal(const SentenceScene& scene, const Context& context,
                                 const Mention* money, Roles* roles) const {
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
    roles->customer = c.deal.customer;
    roles->provider = c.deal.provider;
    roles->prior = true;
    return true;
  }
  return false;
}

void CandidateFinder::FillFromContext(const SentenceScene& scene, const Frame& frame,
                                      const Context& context, const Mention* money,
                                      Roles* roles) const {
  const auto fill = [&](std::vector<std::string>* side, const std::vector<std::string>& other,
                        bool customer) {
    std::vector<std::string> from;
    const bool told = scene.Has(Cue::kCompany);
    if (told) from = context.subjects;
    from.insert(from.end(), context.title.begin(), context.title.end());
    if (told) from.insert(from.end(), context.subjects.begin(), context.subjects.end());
    const size_t told_subjects = from.size();
    if (told) from.insert(from.end(), context.others.begin(), context.others.end());
    size_t index = 0;
    for (const std::string& id : from) {
      const bool bystander = index++ >= told_subjects;
      if (bystander &&
          (other.empty() || Prior(frame, customer ? id : other[0], customer ? other[0] : id) <= 0))
        continue;
      if (std::ranges::any_of(other, [&](const std::string& o) { return SameGroup(o, id); }))
        continue;
      if (!other.empty() && Prior(frame, customer ? id : other[0], customer ? other[0] : id) < 0)
        continue;
      side->push_back(id);
      roles->context = true;
      return;
    }
  };
  if (RetoldDeal(scene, context, money, roles)) return;
  if (roles->customer.empty() && roles->provider.empty() && context.list_follows) {
    fill(&roles->customer, roles->provider, true);
    return;
  }
  const bool named = !roles->customer.empty() || !roles->provider.empty();
  if (!named && scene.parties.empty() &&
      (LastDeal(scene, context, roles) || OnlyPair(context, roles)))
    return;
  if (!named && !scene.Has(Cue::kCompany)) return;
  if (roles->customer.empty() && frame.needs_customer)
    fill(&roles->customer, roles->provider, true);
  if (roles->provider.empty() && frame.needs_provider && !context.list_follows) {
    fill(&roles->provider, roles->customer, false);
  }
}

DealKind CandidateFinder::KindOf(const SentenceScene& scene, const Frame& frame,
                                 const Roles& roles) const {
  if (frame.kind != "goods") return ParseKind(frame.kind).value_or(DealKind::kOther);
  const std::string_view sells =
      roles.provider.empty() ? std::string_view() : frames_.SellsOf(roles.provider[0]);
  if (sells == "power" && (scene.Has(Cue::kPower) || !scene.power.empty())) return DealKind::kPower;
  const bool chips = !scene.chips.empty() || scene.Has(Cue::kChipNoun);
  if (sells == "chips") return DealKind::kChips;
  if (sells == "compute") return DealKind::kCompute;
  if (chips && !scene.Has(Cue::kCompute)) return DealKind::kChips;
  if (scene.Has(Cue::kCompute) || chips) return DealKind::kCompute;
  return DealKind::kOther;
}

std::pair<DealStatus, bool> CandidateFinder::StatusOf(const SentenceScene& scene,
                                                      const Span& trigger) const {
  constexpr std::array<std::pair<Cue, DealStatus>, 8> kOrder = {
      {{Cue::kCancelled, DealStatus::kCancelled},
       {Cue::kDenied, DealStatus::kDenied},
       {Cue::kTalks, DealStatus::kTalks},
       {Cue::kReported, DealStatus::kReported},
       {Cue::kPlanned, DealStatus::kPlanned},
       {Cue::kCompleted, DealStatus::kCompleted},
       {Cue::kSigned, DealStatus::kSigned},
       {Cue::kAnnounced, DealStatus::kAnnounced}}};
  for (const auto& [cue, status] : kOrder) {
    for (const CueMatch& match : scene.cues) {
      const double reach = cue == Cue::kReported ? 250 : 90;
      if (match.cue == cue && ReadingDistance(document_, match.span, trigger) < reach)
        return {status, true};
    }
  }
  return {DealStatus::kAnnounced, false};
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
  deal.kind = KindOf(scene, frame, roles);
  std::tie(deal.status, out->status_said) = StatusOf(scene, trigger);
  if (money != nullptr) deal.amount = *Get<MoneyValue>(*money);
  deal.evidence.push_back({scene.span, document_.InTitle(scene.span), frame.rule});
  const auto reason = [&](const char* name, double weight) {
    deal.reasons.push_back({name, weight});
  };
  reason("a trigger", 0.25 * frame.weight);
  if (money != nullptr) reason("a sum under the trigger", 0.2);
  if (roles.syntax) reason("the sentence marks who is who", 0.2);
  if (roles.prior) reason("the trades of the parties fit", 0.15);
  if (out->status_said) reason("the status is said", 0.1);
  if (list_follows) reason("a list of its parts follows", 0.2);
  if (roles.context) reason("a party is carried over", -0.2);
  if (roles.open) reason("a party is not in the registry", -0.1);
  for (const Reason& r : deal.reasons) deal.confidence += r.weight;
  deal.confidence = std::clamp(deal.confidence, 0.0, 1.0);
  out->sentence = scene.index;
  out->told_in = {scene.index};
  out->frame = &frame;
  out->trigger = trigger;
  out->money = money;
  out->from_context = roles.context;
  AddTerms(scene, out);
  return true;
}

void CandidateFinder::AddTerms(const SentenceScene& scene, Candidate* candidate) const {
  TakeTerms(scene, &candidate->deal);
}

// Triggers that a sentence has without a word for them.
void CandidateFinder::AddSilentTriggers(const SentenceScene& scene, const Context& context,
                                        const Span& money, std::vector<Trigger>* triggers) const {
  const Span window = WindowOf(scene, money);
  const auto around = std::ranges::count_if(scene.parties, [&](const Party& p) {
    return p.known && p.marks == 0 && p.span.byte_start >= window.byte_start &&
           p.span.byte_end <= window.byte_end;
  });
  // "Blackstone plans another 7.5 billion": the verb is that of the sentence before.
  if (triggers->empty() && context.last_frame != nullptr && around == 1) {
    triggers->push_back({context.last_frame, money, 0});
  }
  // What is planned or put into a site, without a verb of building.
  if (scene.Has(Cue::kSite) &&
      (scene.Has(Cue::kPlanned) || scene.Has(Cue::kAnnounced) || !triggers->empty())) {
    triggers->push_back({frames_.For(Cue::kBuild), money, 20});
  }
  // "The first of them, over 11.9 billion, was signed in March."
  if (triggers->empty() && scene.parties.empty() &&
      (scene.Has(Cue::kSigned) || scene.Has(Cue::kExtend))) {
    Roles pair;
    if (OnlyPair(context, &pair)) triggers->push_back({frames_.For(Cue::kContract), money, 0});
  }
  // The sum over a list needs no verb: the list says what it is.
  if (context.list_follows) triggers->push_back({frames_.For(Cue::kContract), money, 0});
}

// "Expanded by 4 to 22.4 billion": the new total is the deal's sum, the step is not.
void CandidateFinder::KeepNewTotal(const SentenceScene& scene,
                                   std::vector<Candidate>* found) const {
  if (found->size() != 2 || !scene.Has(Cue::kExtend)) return;
  const auto after_mark = [&](const Candidate& c) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& m) {
      return m.cue == Cue::kToTotal && m.span.byte_end <= c.money->span.byte_start + 8 &&
             m.span.byte_end + 8 >= c.money->span.byte_start;
    });
  };
  Candidate& a = (*found)[0];
  Candidate& b = (*found)[1];
  if (a.deal.customer != b.deal.customer || a.deal.provider != b.deal.provider) return;
  const bool first = after_mark(a) && !after_mark(b);
  const bool second = after_mark(b) && !after_mark(a);
  if (first == second) return;
  found->erase(first ? found->begin() + 1 : found->begin());
}

// What a laboratory "invests" with a cloud is what it spends there.
const Frame* CandidateFinder::Reread(const Frame* frame, const std::vector<std::string>& customer,
                                     const std::vector<std::string>& provider) const {
  const bool spends = frame->trigger == Cue::kInvest && !customer.empty() && !provider.empty() &&
                      frames_.SectorOf(customer[0]) == "lab" &&
                      frames_.SellsOf(provider[0]) == "compute";
  return spends ? frames_.For(Cue::kBuy) : frame;
}

bool CandidateFinder::FindForSum(const SentenceScene& scene, const Context& context,
                                 const Mention* money, const Trigger& trigger,
                                 Candidate* candidate) const {
  const Frame* frame = trigger.frame;
  if (UnderNoDeal(scene, money->span, trigger)) {
    Reject(money->span, frame, "amount: stands under a word for money that is no deal");
    return false;
  }
  Roles roles = Assign(scene, *frame, trigger.span, money->span);
  frame = Reread(frame, roles.customer, roles.provider);
  // Money put into a site of one's own is no investment in a company.
  const bool own = roles.provider.empty() || !roles.provider_beside;
  if ((frame->trigger == Cue::kInvest || frame->trigger == Cue::kBuy) && own &&
      (scene.Has(Cue::kSite) || (frame->trigger == Cue::kInvest && context.site))) {
    frame = frames_.For(Cue::kBuild);
    roles = Assign(scene, *frame, trigger.span, money->span);
  }
  if (frame->trigger == Cue::kBuild && !scene.Has(Cue::kSite) && scene.power.empty() &&
      !context.site) {
    Reject(money->span, frame, "site: nothing of compute is built");
    return false;
  }
  FillFromContext(scene, *frame, context, money, &roles);
  // What is invested, and in nobody, is built.
  if (frame->trigger == Cue::kInvest && roles.provider.empty() && !roles.customer.empty() &&
      context.article_site) {
    frame = frames_.For(Cue::kBuild);
  }
  if (!Complete(scene, *frame, trigger.span, money, roles, context.list_follows, candidate))
    return false;
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue == Cue::kTotal && ReadingDistance(document_, cue.span, money->span) < 40)
      candidate->total = true;
  }
  return true;
}

// The names that "the company" and "its" stand for: the first unmarked one before them in the
// sentence, else what the sentences before were about, else the title's.
SentenceScene CandidateFinder::Resolve(const SentenceScene& unresolved,
                                       const Context& context) const {
  SentenceScene scene = unresolved;
  std::string topic = !context.subjects.empty() ? context.subjects[0]
                      : !context.title.empty()  ? context.title[0]
                                                : "";
  bool in_sentence = false;
  for (Party& p : scene.parties) {
    if (!p.coreference) {
      if (p.known && (p.marks & ~static_cast<unsigned>(kRelSubject)) == 0 && !p.in_chip &&
          !in_sentence) {
        topic = p.id;
        in_sentence = true;
      }
      continue;
    }
    p.id = topic;
  }
  std::erase_if(scene.parties, [](const Party& p) { return p.id.empty(); });
  return scene;
}

std::vector<Candidate> CandidateFinder::Find(const SentenceScene& unresolved,
                                             const Context& context) const {
  const SentenceScene scene = Resolve(unresolved, context);
  std::vector<Candidate> out;
  for (const Mention* money : scene.money) {
    if (UpperBound(*Get<MoneyValue>(*money)) < kLeastAmount) {
      Reject(money->span, nullptr, "amount: too small for a deal");
      continue;
    }
    if (UnderNoDeal(scene, money->span, Trigger{frames_.For(Cue::kContract), money->span, 6})) {
      Reject(money->span, nullptr, "amount: stands under a word for money that is no deal");
      continue;
    }
    std::vector<Trigger> triggers = Triggers(scene, money->span);
    AddSilentTriggers(scene, context, money->span, &triggers);
    if (triggers.empty()) Reject(money->span, nullptr, "trigger: no word for a deal near the sum");
    for (const Trigger& trigger : triggers) {
      Candidate candidate;
      if (!FindForSum(scene, context, money, trigger, &candidate)) continue;
      out.push_back(std::move(candidate));
      break;
    }
  }
  KeepNewTotal(scene, &out);
  if (!out.empty()) return out;
  // A deal without a sum: both parties and a trigger that says it alone.
  for (const CueMatch& cue : scene.cues) {
    const Frame* frame = frames_.For(cue.cue);
    if (frame == nullptr || !frame->bare) continue;
    Roles roles = Assign(scene, *frame, cue.span, cue.span);
    if (frame->trigger == Cue::kAcquire && roles.syntax)
      FillFromContext(scene, *frame, context, nullptr, &roles);
    if (context.list_follows && scene.parties.empty())
      FillFromContext(scene, *frame, context, nullptr, &roles);
    const bool half = context.list_follows && !(roles.customer.empty() && roles.provider.empty());
    const bool known =
        !roles.open && (half || (!roles.customer.empty() && !roles.provider.empty()));
    const bool goods = !scene.chips.empty() || !scene.power.empty() || scene.Has(Cue::kCompute) ||
                       scene.Has(Cue::kChipNoun);
    if (!known || (!goods && frame->kind == "goods") || !(half || roles.syntax || roles.prior))
      continue;
    Candidate candidate;
    if (!Complete(scene, *frame, cue.span, nullptr, roles, half, &candidate)) continue;
    if (!candidate.status_said) continue;
    out.push_back(std::move(candidate));
    break;
  }
  return out;
}

std::vector<Candidate> CandidateFinder::FindInItem(const SentenceScene& scene,
                                                   const std::vector<Candidate>& lead,
                                                   const Context& context) const {
  std::vector<Candidate> out;
  // An item names its party first; a sentence that happens to be an item is read as a sentence.
  constexpr size_t kItemHead = 16;
  if (scene.parties.empty() ||
      scene.parties.front().span.byte_start > scene.span.byte_start + kItemHead)
    return out;
  Candidate whole;
  if (!lead.empty()) {
    whole = lead.front();
  } else if (!context.title.empty() && !SameGroup(context.title[0], scene.parties.front().id)) {
    // A list of names and sums without a lead-in is about whom the article is about.
    whole.frame = frames_.For(Cue::kContract);
    const std::string& topic = context.title[0];
    const bool buys = Prior(*whole.frame, topic, scene.parties.front().id) > 0;
    const bool sells = Prior(*whole.frame, scene.parties.front().id, topic) > 0;
    if (buys == sells || scene.money.empty()) return out;
    (buys ? whole.deal.customer : whole.deal.provider) = {topic};
  } else {
    return out;
  }
  // The item's first organisation that is not the lead-in's.
  const auto in_lead = [&](const std::string& id, const std::vector<std::string>& side) {
    return std::ranges::any_of(side, [&](const std::string& o) { return SameGroup(o, id); });
  };
  const std::string& id = scene.parties.front().id;
  const Mention* money = nullptr;
  for (const Mention* m : scene.money) {
    if (UpperBound(*Get<MoneyValue>(*m)) >= kLeastAmount) {
      money = m;
      break;
    }
  }
  if (money == nullptr && scene.chips.empty()) return out;
  Candidate part;
  part.deal.kind = whole.deal.kind;
  // Which side the item names: the one that the lead-in leaves open, or where its own trade puts
  // it.
  if (in_lead(id, whole.deal.provider)) {
    part.deal.provider = {id};
    part.deal.customer = whole.deal.customer;
  } else if (in_lead(id, whole.deal.customer)) {
    part.deal.customer = {id};
    part.deal.provider = whole.deal.provider;
  } else {
    const double as_provider =
        whole.deal.customer.empty() ? -1 : Prior(*whole.frame, whole.deal.customer[0], id);
    const double as_customer =
        whole.deal.provider.empty() ? -1 : Prior(*whole.frame, id, whole.deal.provider[0]);
    if (as_provider >= as_customer) {
      part.deal.provider = {id};
      part.deal.customer = whole.deal.customer;
    } else {
      part.deal.customer = {id};
      part.deal.provider = whole.deal.provider;
    }
  }
  part.frame = Reread(whole.frame, part.deal.customer, part.deal.provider);
  const bool open_kind = part.frame != whole.frame || part.deal.kind == DealKind::kOther;
  if (open_kind && !part.deal.provider.empty()) {
    part.deal.kind = ParseKind(frames_.SellsOf(part.deal.provider[0])).value_or(DealKind::kOther);
  }
  std::tie(part.deal.status, part.status_said) = StatusOf(scene, scene.span);
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

void TakeTerms(const SentenceScene& scene, Deal* deal) {
  for (const Mention* m : scene.durations) {
    const DurationValue& duration = *Get<DurationValue>(*m);
    constexpr double kLeastTerm = 1;  // months; what is shorter is a notice or a delay
    if (!deal->term && duration.months_min.value_or(duration.months_max.value_or(0)) >= kLeastTerm)
      deal->term = duration;
  }
  const bool goods = deal->kind == DealKind::kCompute || deal->kind == DealKind::kChips ||
                     deal->kind == DealKind::kOther;
  if (goods) {
    for (const Mention* m : scene.chips) {
      const ChipValue& chip = *Get<ChipValue>(*m);
      const auto same = [&](const ChipValue& c) {
        return c.id == chip.id && c.vendor == chip.vendor && c.kind == chip.kind;
      };
      if (!std::ranges::any_of(deal->chips, same)) deal->chips.push_back(chip);
    }
  }
  const bool capacity = goods || deal->kind == DealKind::kCapex || deal->kind == DealKind::kPower;
  if (capacity && !deal->power && !scene.power.empty())
    deal->power = *Get<PowerValue>(*scene.power.front());
  // "By the end of 2026"; also "expected at the end of 2026".
  const bool expected = scene.Has(Cue::kPlanned);
  for (const Mention* m : scene.dates) {
    const DateValue& date = *Get<DateValue>(*m);
    if (deal->due.empty() && date.to && (!date.from || expected)) deal->due = *date.to;
  }
}

}  // namespace dealwire
