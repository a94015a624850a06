#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "extract/candidates/article_trades.h"
#include "extract/candidates/candidates.h"
#include "extract/candidates/site_power.h"

namespace dealwire {

// "Fjordkraft will supply the data center with power": of the things that the sentence names power
// stands nearest to the trigger, and no chip does.
bool CandidateFinder::PowerIsNearest(const SentenceScene& scene, const Span& trigger) const {
  if (!scene.chips.empty()) return false;
  constexpr double kObject = 60;  // how far an object stands from its verb
  double power = kObject, other = kObject;
  for (const CueMatch& cue : scene.cues) {
    const bool is_power = cue.cue == Cue::kPower;
    if (!is_power && cue.cue != Cue::kCompute && cue.cue != Cue::kChipNoun) continue;
    const bool goods = !is_power && !scene.HasOver(Cue::kSite, cue.span);
    if (!is_power && !goods) continue;
    double& least = goods ? other : power;
    least = std::min(least, ReadingDistance(document_, cue.span, trigger));
  }
  return power < other;
}

namespace {

// A word for computing that is none for chips or servers as well.
bool NamesCompute(const SentenceScene& scene) {
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kCompute && std::ranges::none_of(scene.cues, [&](const CueMatch& o) {
             return o.cue == Cue::kChipNoun && o.span.Contains(c.span);
           });
  });
}

}  // namespace

DealKind CandidateFinder::KindOf(const SentenceScene& scene, const Frame& frame,
                                 const Span& trigger, const Roles& roles) const {
  if (AboutOther(scene, frame, trigger)) return DealKind::kOther;
  const bool goods = frame.kind == "goods" || frame.kind == "compute";
  if (goods && !roles.provider.empty() && IsBuilder(roles.provider[0])) return DealKind::kCapex;
  if (frame.kind != "goods") return ParseKind(frame.kind).value_or(DealKind::kOther);
  const std::string_view sells =
      roles.provider.empty() ? std::string_view() : frames_.SellsOf(roles.provider[0]);
  // "Romgaz will feed the data center of X": what a power company supplies a site with.
  if (sells == "power" &&
      (scene.Has(Cue::kPower) || !scene.power.empty() || FeedsSite(scene, frame)))
    return DealKind::kPower;
  if (PowerIsNearest(scene, trigger)) return DealKind::kPower;
  const bool chips = !scene.chips.empty() || scene.Has(Cue::kChipNoun);
  // Megawatts of electricity are no computing, whoever sells them.
  if (sells.empty() && !chips && scene.Has(Cue::kPower) && !scene.power.empty())
    return DealKind::kPower;
  // Who makes chips sells computing time on them, too.
  const bool computes = !chips && !roles.provider.empty() && NamesCompute(scene) &&
                        frames_.SectorOf(roles.provider[0]) == "chipmaker";
  if (sells == "chips" && !computes) return DealKind::kChips;
  if (sells == "compute") return DealKind::kCompute;
  if (chips && !NamesCompute(scene)) return DealKind::kChips;
  if (scene.Has(Cue::kCompute) || chips || LetsMegawatts(scene, roles)) return DealKind::kCompute;
  return DealKind::kOther;
}

// "X reserves 40 MW for ten years": megawatts alone, in an article of the field, are a site's; but
// whoever runs sites himself may be buying electricity.
bool CandidateFinder::LetsMegawatts(const SentenceScene& scene, const Roles& roles) const {
  return !scene.power.empty() && !scene.Has(Cue::kPower) && !roles.customer.empty() &&
         !roles.provider.empty() && !SellsComputeAlone(roles.customer[0]) &&
         (trades_ == nullptr || trades_->TierOf(roles.customer[0]) == 0);
}

namespace {

// "Will be delivered", "sera livré": done, but for the word for a future right before it.
bool IsStillToCome(const Document& document, const SentenceScene& scene, const Span& done) {
  constexpr size_t kTouching = 2;  // bytes
  size_t at = done.byte_start;
  const bool spaceless = IsSpaceless(NextCodePoint(document.text, &at));
  // Where verbs do not bend, "announces the end" has no word for a future, and "will end" has.
  const auto future = [&](const CueMatch& c) {
    if (c.cue == Cue::kPlanned) return true;
    return c.cue == Cue::kAnnounced &&
           (!spaceless || std::ranges::any_of(scene.cues, [&](const CueMatch& aux) {
             return aux.cue == Cue::kAux && aux.span == c.span;
           }));
  };
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    // Where the verb ends its clause the word for a plan stands behind it.
    const bool behind = c.cue == Cue::kPlanned && c.span.byte_start >= done.byte_end &&
                        c.span.byte_start <= done.byte_end + kTouching;
    return behind || (c.span.byte_end <= done.byte_start &&
                      c.span.byte_end + kTouching >= done.byte_start && future(c));
  });
}

// "To be delivered by June 2027", "expected to close in the second quarter": with a day to come in
// its clause, seen from the article's own, that tells its year or is expected.
bool IsDueLater(const Document& document, const SentenceScene& scene, const Span& done) {
  constexpr size_t kDay = 10;   // "2026-11-20"
  constexpr double kNear = 40;  // as a reader counts
  const std::string_view published(document.article->published);
  if (published.size() < kDay) return false;
  const std::string_view today = published.substr(0, kDay);
  const Span segment = scene.SegmentAt(done.byte_start);
  const bool expected = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kPlanned && segment.Contains(c.span);
  });
  const auto tells_year = [&](const Span& span) {
    const std::string_view text = document.Slice(span);
    size_t digits = 0;
    for (const char c : text) {
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      if (digits == 4) return true;
    }
    return false;
  };
  return std::ranges::any_of(scene.dates, [&](const Mention* m) {
    const DateValue& date = *Get<DateValue>(*m);
    const std::optional<std::string>& last = date.to ? date.to : date.from;
    if (!last || std::string_view(*last) <= today || !segment.Contains(m->span)) return false;
    const bool behind = m->span.byte_start >= done.byte_end;
    return (expected || (behind && tells_year(m->span))) &&
           ReadingDistance(document, m->span, done) < kNear;
  });
}

// "A fifth of which has been paid": a part of it is done.
bool IsPartDone(const SentenceScene& scene, const Span& trigger, const Span& done) {
  const Span segment = scene.SegmentAt(done.byte_start);
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if (c.cue != Cue::kOfWhich || !segment.Contains(c.span) ||
        c.span.byte_start < trigger.byte_end || c.span.byte_end > done.byte_start)
      return false;
    const bool relative = std::ranges::any_of(
        scene.cues, [&](const CueMatch& r) { return r.cue == Cue::kRelative && r.span == c.span; });
    // "For which 5 billion was paid" is all of it.
    const bool sum = std::ranges::any_of(scene.money, [&](const Mention* m) {
      return segment.Contains(m->span) && m->span.byte_start >= c.span.byte_end;
    });
    return !relative && !sum;
  });
}

// "X was to buy servers from Y for 90 million, but the order was cancelled in March": behind what
// tells the deal a clause of its own, without a name and another deed, ends the contract.
bool EndsToldBefore(const SentenceScene& scene, const Span& trigger, const CueMatch& match) {
  if (match.cue != Cue::kCancelled || match.span.byte_start < trigger.byte_end) return false;
  // From the word for the contract on nobody is named.
  const CueMatch* contract = nullptr;
  for (const CueMatch& c : scene.cues) {
    if (c.cue == Cue::kContract && c.span.byte_start >= trigger.byte_start &&
        c.span.byte_end <= match.span.byte_start)
      contract = &c;
  }
  if (contract == nullptr ||
      (contract->span != trigger && scene.SegmentAt(contract->span.byte_start).Contains(trigger)))
    return false;
  const size_t from = contract->span.byte_end;
  const bool named = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.in_chip && (p.known || p.strong) && !p.coreference && p.span.byte_start >= from &&
           p.span.byte_end <= match.span.byte_start;
  });
  const bool deed = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return IsTrigger(c.cue) && c.cue != Cue::kContract && c.span.byte_start >= from &&
           c.span.byte_end <= match.span.byte_start;
  });
  return !named && !deed;
}

// "... under a contract of 52 million that was signed on Tuesday": a signing beside the contract,
// however far the verb is.
bool SignsContract(const SentenceScene& scene, const CueMatch& match) {
  constexpr size_t kNear = 160, kBefore = 48;  // bytes
  return match.cue == Cue::kSigned && std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
           const bool behind = match.span.byte_end <= c.span.byte_start;
           const size_t gap =
               behind ? c.span.byte_start - match.span.byte_end
                      : match.span.byte_start - std::min(match.span.byte_start, c.span.byte_end);
           return c.cue == Cue::kContract && gap <= (behind ? kBefore : kNear);
         });
}

// "A signed with B, while C, according to sources, ...": the sources speak of their own clause.
bool InLaterClause(const SentenceScene& scene, const Span& trigger, const Span& cue) {
  return std::ranges::any_of(
      scene.clauses, [&](size_t at) { return at >= trigger.byte_end && at <= cue.byte_start; });
}

// "The takeover of X by Y, valued at 200 million, has fallen through": the noun that opens the
// sentence is what the verb at its end is about.
bool EndsDeal(const SentenceScene& scene, const Span& trigger, const CueMatch& match) {
  constexpr size_t kArticle = 8;  // bytes
  return match.cue == Cue::kCancelled && match.span.byte_start >= trigger.byte_end &&
         trigger.byte_start <= scene.span.byte_start + kArticle &&
         !InLaterClause(scene, trigger, match.span);
}

// "The contract, which X signed last year, has been terminated": what is said of the contract
// behind a clause about it.
bool EndsContract(const SentenceScene& scene, const Span& trigger, const CueMatch& match) {
  if ((match.cue != Cue::kCancelled && match.cue != Cue::kCompleted) ||
      match.span.byte_start < trigger.byte_end)
    return false;
  const auto any = [&](const auto& is) { return std::ranges::any_of(scene.cues, is); };
  return any([&](const CueMatch& c) { return c.cue == Cue::kContract && c.span == trigger; }) &&
         any([&](const CueMatch& c) {
           return c.cue == Cue::kRelative && c.span.byte_start >= trigger.byte_end &&
                  c.span.byte_end <= match.span.byte_start;
         });
}

// "The contract provides for 2,000 chips": what a contract plans is agreed.
bool IsContractsPlan(const Document& document, const SentenceScene& scene, const Span& plan) {
  const Span segment = scene.SegmentAt(plan.byte_start);
  bool contract = false;
  for (const CueMatch& c : scene.cues) {
    if (c.span.byte_start < segment.byte_start || c.span.byte_end > plan.byte_start) continue;
    if (c.cue == Cue::kContract && document.Slice(c.span).size() > 1) contract = true;
    if (c.cue == Cue::kCompany) contract = false;
  }
  return contract && std::ranges::none_of(scene.parties, [&](const Party& p) {
           return p.marks == 0 && segment.Contains(p.span) && p.span.byte_end <= plan.byte_start;
         });
}

// "According to insiders X is talking with Y": who negotiates does so whoever tells it.
bool IsNegotiated(const Document& document, const SentenceScene& scene, const Span& trigger) {
  constexpr double kTalksReach = 140;  // as a reader counts
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kTalks && !InLaterClause(scene, trigger, c.span) &&
           ReadingDistance(document, c.span, trigger) < kTalksReach;
  });
}

// "Has delivered the servers, which X ordered in March": an order told in a clause about the goods,
// of which the clause before says that they are there.
bool IsDeliveredOrder(const Document& document, const SentenceScene& scene, const Span& own) {
  constexpr size_t kLead = 3;  // bytes: a space, a comma
  const bool relative = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kRelative && c.span.byte_start >= own.byte_start &&
           c.span.byte_start <= own.byte_start + kLead;
  });
  return relative && std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
           return c.cue == Cue::kCompleted && c.span.byte_end <= own.byte_start &&
                  !IsStillToCome(document, scene, c.span);
         });
}

}  // namespace

// What the segment of the trigger says counts before what stands in others; unnamed sources speak
// of the whole sentence.
std::pair<DealStatus, bool> CandidateFinder::StatusOf(const SentenceScene& scene,
                                                      const Frame& frame,
                                                      const Span& trigger) const {
  constexpr std::array<std::pair<Cue, DealStatus>, 9> kOrder = {
      {{Cue::kCancelled, DealStatus::kCancelled},
       {Cue::kDenied, DealStatus::kDenied},
       {Cue::kTalks, DealStatus::kTalks},
       {Cue::kReported, DealStatus::kReported},
       {Cue::kUnsigned, DealStatus::kPlanned},
       {Cue::kPlanned, DealStatus::kPlanned},
       {Cue::kCompleted, DealStatus::kCompleted},
       {Cue::kSigned, DealStatus::kSigned},
       {Cue::kAnnounced, DealStatus::kAnnounced}}};
  const Span own = trigger == scene.span ? scene.span : scene.SegmentAt(trigger.byte_start);
  const bool headline = document_.InTitle(scene.span) && !scene.clauses.empty();
  if (!headline && std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
        return EndsToldBefore(scene, trigger, c);
      }))
    return {DealStatus::kCancelled, true};
  for (const bool inside : {true, false}) {
    if (!inside && headline) break;  // another clause of it tells of something else
    for (const auto& [cue, status] : kOrder) {
      const bool anywhere = cue == Cue::kReported;
      for (const CueMatch& match : scene.cues) {
        if (match.cue != cue || (inside && !anywhere && !own.Contains(match.span))) continue;
        if (cue == Cue::kCompleted &&
            (IsStillToCome(document_, scene, match.span) ||
             IsDueLater(document_, scene, match.span) || IsPartDone(scene, trigger, match.span)))
          continue;
        if (cue == Cue::kPlanned && IsContractsPlan(document_, scene, match.span)) continue;
        const bool far = cue == Cue::kUnsigned || SignsContract(scene, match) ||
                         EndsContract(scene, trigger, match) || EndsDeal(scene, trigger, match);
        const double reach = anywhere ? 250 : far ? 180 : 90;
        // "X signs with Y, which is to open a site": what is still to come is another thing.
        const bool later = anywhere || cue == Cue::kPlanned;
        if (later && InLaterClause(scene, trigger, match.span)) continue;
        if (ReadingDistance(document_, match.span, trigger) >= reach) continue;
        // What was only reported, and somebody denies in the same breath.
        const bool denied = anywhere && scene.Has(Cue::kDenied) && !headline;
        if (anywhere && !denied && IsNegotiated(document_, scene, trigger))
          return {DealStatus::kTalks, true};
        if (status == DealStatus::kSigned && inside && IsDeliveredOrder(document_, scene, own))
          return {DealStatus::kCompleted, true};
        return {denied ? DealStatus::kDenied : status, true};
      }
    }
  }
  return {frame.status, false};
}

bool CandidateFinder::BigEnough(const MoneyValue& money) const {
  constexpr double kLeastAmount = 2e5;  // dollars
  const double rate = std::min(1.0, rates_.Dollars(money.currency));
  return rate * money.max.value_or(money.min.value_or(0)) >= kLeastAmount;
}

namespace {

// The dates beside a word of how long the contract holds ("runs until 2031"), or a first day beside
// a term ("for seven years from 2027"), are the contract's own; a last day elsewhere is when its
// goods are due ("by the end of 2026"; also "expected at the end of 2026").
void TakeDates(const SentenceScene& scene, Deal* deal) {
  const auto take = [](const std::optional<std::string>& date, std::string* to) {
    if (to->empty() && date) *to = *date;
  };
  const bool runs = scene.Has(Cue::kRuns), expected = scene.Has(Cue::kPlanned);
  for (const Mention* m : scene.dates) {
    const DateValue& date = *Get<DateValue>(*m);
    const bool first_day = date.from && !date.to, last_day = date.to && !date.from;
    if (first_day && (runs || !scene.durations.empty())) {
      take(date.from, &deal->starts);
    } else if (last_day && runs) {
      take(date.to, &deal->ends);
    } else if (last_day || (date.to && expected)) {
      take(date.to, &deal->due);
    }
  }
}

}  // namespace

bool IsVague(const MoneyValue& money, std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (IsDigit(NextCodePoint(text, &at))) return false;
  }
  if (money.max || !money.min || *money.min <= 0) return false;
  return std::fmod(std::log10(*money.min / 2), 1.0) == 0;  // "hundreds of billions" is 2e11 and up
}

void TakeTerms(const SentenceScene& scene, Deal* deal) {
  for (const Mention* m : scene.durations) {
    const DurationValue& duration = *Get<DurationValue>(*m);
    constexpr double kLeastTerm = 1;  // months; what is shorter is a notice or a delay
    if (!deal->term && duration.months_min.value_or(duration.months_max.value_or(0)) >= kLeastTerm)
      deal->term = duration;
  }
  const bool goods = IsOfGoods(deal->kind);
  if (goods) {
    for (const Mention* m : scene.chips) deal->AddChip(*Get<ChipValue>(*m));
  }
  const bool capacity = goods || deal->kind == DealKind::kCapex || deal->kind == DealKind::kPower;
  if (capacity && !deal->power && !scene.power.empty())
    deal->power = *Get<PowerValue>(*scene.power.front());
  TakeDates(scene, deal);
}

// "Signed an agreement that values X at 40 billion": who is bought, or "".
std::string CandidateFinder::ValuedFirm(const SentenceScene& scene, const Trigger& trigger,
                                        const Span& money) const {
  if (trigger.frame->trigger != Cue::kContract || trigger.span.byte_end > money.byte_start ||
      scene.Has(Cue::kRaise) || scene.Has(Cue::kStake))
    return "";
  constexpr double kObject = 24, kSum = 40;  // as a reader counts
  for (const Party& p : scene.parties) {
    if (p.in_chip || p.span.byte_start < trigger.span.byte_end ||
        p.span.byte_end > money.byte_start || ReadingDistance(document_, p.span, money) > kSum)
      continue;
    const bool valued = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kValue && c.span.byte_start >= trigger.span.byte_end &&
             c.span.byte_end <= p.span.byte_start &&
             ReadingDistance(document_, c.span, p.span) < kObject;
    });
    if (valued && (p.marks & ~unsigned{kRelObject}) == 0) return p.id;
  }
  return "";
}

// Who buys it: all others that the sentence told of.
void CandidateFinder::TakeValued(const std::string& id, Roles* roles) const {
  std::vector<std::string>& buyers = roles->customer;
  for (const std::string& other : roles->provider) buyers.push_back(other);
  std::erase_if(buyers, [&](const std::string& other) { return SameGroup(other, id); });
  roles->provider = {id};
  roles->syntax = !buyers.empty();
}

}  // namespace dealwire
