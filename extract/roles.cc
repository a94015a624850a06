#include <algorithm>
#include <tuple>

#include "extract/candidates.h"
#include "extract/registry.h"

namespace dealwire {
namespace {

constexpr double kFar = 1e9;
constexpr unsigned kSubjectMark = kRelSubject;

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

}  // namespace dealwire
