// Frames of words that tell a deal only by what stands beside them: bids, room that is taken,
// shares that are got, firms that are entered, systems that are moved to a cloud.
#include "extract/candidates/conditional_frames.h"

#include <algorithm>

#include "base/text.h"
#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

std::string_view Between(const Document& document, size_t from, size_t to) {
  return from >= to ? std::string_view() : std::string_view(document.text).substr(from, to - from);
}

bool IsGoods(Cue cue) {
  return cue == Cue::kCompute || cue == Cue::kChipNoun || cue == Cue::kContract ||
         cue == Cue::kPowerBuy || cue == Cue::kNoCompute;
}

bool IsFirmNoun(Cue cue) {
  return cue == Cue::kAgent || cue == Cue::kOperator || cue == Cue::kCompany || cue == Cue::kSite ||
         cue == Cue::kShare || cue == Cue::kStake;
}

// Whether goods stand in a stretch of text: of "the cloud provider" the last noun counts.
bool HoldsGoods(const SentenceScene& scene, size_t from, size_t to) {
  size_t goods = 0, firm = 0;
  for (const CueMatch& c : scene.cues) {
    if (c.span.byte_start < from || c.span.byte_end > to) continue;
    if (IsGoods(c.cue)) goods = std::max(goods, c.span.byte_end);
    if (IsFirmNoun(c.cue)) firm = std::max(firm, c.span.byte_end);
  }
  const auto inside = [&](const Mention* m) {
    return m->span.byte_start >= from && m->span.byte_end <= to;
  };
  return goods > firm || std::ranges::any_of(scene.chips, inside) ||
         std::ranges::any_of(scene.power, inside);
}

bool NamesBetween(const SentenceScene& scene, size_t from, size_t to) {
  const auto inside = [&](const Span& s) { return s.byte_start >= from && s.byte_end <= to; };
  return std::ranges::any_of(scene.parties,
                             [&](const Party& p) { return !p.in_chip && inside(p.span); }) ||
         std::ranges::any_of(scene.money, [&](const Mention* m) { return inside(m->span); });
}

bool MayBeFirm(const Party& p) { return !p.in_chip && !p.product && !p.first_person; }

// Whether a preposition of what is bid for stands before the name, or a particle behind it.
bool IsBidFor(const Document& document, const SentenceScene& scene, const Span& bid,
              const Party& p) {
  constexpr size_t kPhrase = 90, kParticle = 4;  // bytes
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if (c.cue != Cue::kBidFor || c.span.Overlaps(p.span)) return false;
    if (scene.postpositional)
      return c.span.byte_start >= p.span.byte_end &&
             c.span.byte_start - p.span.byte_end <= kParticle;
    const size_t from = c.span.byte_end, to = p.span.byte_start;
    if (from > to || to - from > kPhrase || HasBreak(Between(document, from, to))) return false;
    const size_t low = std::min(bid.byte_end, c.span.byte_start);
    return !NamesBetween(scene, from, to) && !HoldsGoods(scene, from, to) &&
           !HoldsGoods(scene, low, c.span.byte_start);
  });
}

}  // namespace

const Party* BidTarget(const Document& document, const SentenceScene& scene, const Span& bid) {
  constexpr double kReach = 160, kVerb = 60;  // as a reader counts
  const Span segment = scene.SegmentAt(bid.byte_start);
  for (const Party& p : scene.parties) {
    if (MayBeFirm(p) && segment.Contains(p.span) && IsBidFor(document, scene, bid, p) &&
        ReadingDistance(document, p.span, bid) < kReach)
      return &p;
  }
  // "X has received a bid": who gets it.
  const auto verb = std::ranges::find_if(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kReceive && segment.Contains(c.span) &&
           ReadingDistance(document, c.span, bid) < kVerb;
  });
  if (verb == scene.cues.end()) return nullptr;
  const auto gets = std::ranges::find_if(scene.parties, [&](const Party& p) {
    return MayBeFirm(p) && Unmarked(p) && segment.Contains(p.span) &&
           p.span.byte_end <= verb->span.byte_start;
  });
  const bool from = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return segment.Contains(p.span) && (p.marks & (kRelFrom | kRelBy)) != 0;
  });
  return gets != scene.parties.end() && from ? &*gets : nullptr;
}

const Party* PaidFor(const SentenceScene& scene, const Span& trigger) {
  constexpr size_t kNext = 2;  // bytes
  const auto next_to = [](const Span& first, const Span& second) {
    return second.byte_start >= first.byte_end && second.byte_start <= first.byte_end + kNext;
  };
  if (scene.money.size() != 1 || scene.money.front()->span.byte_start < trigger.byte_end)
    return nullptr;
  for (const CueMatch& word : scene.cues) {
    if (word.cue != Cue::kBidFor || !next_to(scene.money.front()->span, word.span)) continue;
    const auto firm = std::ranges::find_if(scene.parties, [&](const Party& p) {
      return MayBeFirm(p) && (p.known || p.strong) && !p.coreference && next_to(word.span, p.span);
    });
    if (firm != scene.parties.end()) return &*firm;
  }
  return nullptr;
}

bool IsBesideBid(const Document& document, const SentenceScene& scene, const Span& trigger) {
  constexpr double kPhrase = 80;  // as a reader counts
  const Span segment = scene.SegmentAt(trigger.byte_start);
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kBid && segment.Contains(c.span) &&
           ReadingDistance(document, c.span, trigger) < kPhrase;
  });
}

BesideRoles::BesideRoles(const Document& document, const CandidateFinder& finder,
                         const SentenceScene& scene, const Frame& frame, const Clause& clause)
    : finder_(finder), clause_(clause) {
  const bool takes = frame.trigger == Cue::kAcquire || frame.trigger == Cue::kInvest;
  if (takes && !scene.money.empty() && IsBesideBid(document, scene, clause.trigger))
    bid_for_ = BidTarget(document, scene, clause.trigger);
  if (bid_for_ == nullptr && frame.trigger == Cue::kAcquire &&
      scene.HasOver(Cue::kBuy, clause.trigger))
    bid_for_ = PaidFor(scene, clause.trigger);
  const bool moves = scene.HasOver(Cue::kMove, clause.trigger);
  if (frame.trigger == Cue::kBuy && moves && finder.MovesToCloud(scene, clause.trigger))
    moved_to_ = MovedTo(finder, scene, clause.trigger);
  const bool rent = frame.trigger == Cue::kRent && scene.Has(Cue::kLeaseOut, clause.trigger);
  const bool let = frame.trigger == Cue::kLeaseOut && scene.Has(Cue::kRent, clause.trigger);
  if (!rent && !let) return;
  const Party* to = nullptr;
  for (const Party& p : scene.parties) {
    if (clause.Holds(p) && (p.marks & kRelTo) != 0 && !p.in_chip) to = &p;
  }
  const bool rents = to != nullptr && clause.subject != nullptr && clause.subject->known &&
                     finder.SellsOf(clause.subject->id) != "compute" &&
                     finder.SellsComputeAlone(to->id);
  lets_to_ = to;
  // Of a verb of letting who acts is the provider, of one of renting the customer.
  if (let) {
    subject_mark_ = rents ? kRelTo : kRelSubject;
    to_mark_ = rents ? kRelSubject : kRelTo;
  } else {
    subject_mark_ = rents ? kRelSubject : kRelFrom;
    to_mark_ = rents ? kRelFrom : kRelTo;
  }
}

std::pair<unsigned, double> BesideRoles::Mark(const Party& p, unsigned marks,
                                              double strength) const {
  constexpr double kTold = 1.4;
  const bool acts = clause_.subject != nullptr && clause_.subject->group == p.group;
  if (moved_to_ != nullptr) {
    if (&p == moved_to_) return {kRelFrom, kTold};
    return acts ? std::pair(unsigned{kRelSubject}, kTold) : std::pair(marks, strength);
  }
  if (lets_to_ != nullptr) {
    if (&p == lets_to_) return {to_mark_, kTold};
    return acts ? std::pair(subject_mark_, kTold) : std::pair(marks, strength);
  }
  if (bid_for_ == nullptr) return {marks, strength};
  if (p.group == bid_for_->group || finder_.SameGroup(p.id, bid_for_->id))
    return {kRelObject, kTold};
  const bool other = clause_.subject != nullptr && clause_.subject->group != bid_for_->group;
  if (acts && Unmarked(p)) return {kRelSubject, kTold};
  if (!other && (p.marks & (kRelFrom | kRelBy | kRelOf)) != 0) return {kRelSubject, kTold};
  return {(marks & kRelObject) != 0 ? 0U : marks, strength};
}

Span PercentNumber(const Document& document, const Span& percent) {
  const std::string& text = document.text;
  const auto digit = [&](size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  const auto point = [&](size_t at) { return text[at] == '.' || text[at] == ','; };
  size_t end = percent.byte_start;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '-')) --end;
  for (const std::string_view space : {"\u00A0", "\u202F"}) {  // no break
    if (std::string_view(text).substr(0, end).ends_with(space)) end -= space.size();
  }
  size_t start = end;
  while (start > 0 && (digit(start - 1) || (start < end && point(start - 1)))) --start;
  if (start < end) return {start, end};
  start = percent.byte_end;
  while (start < text.size() && text[start] == ' ') ++start;
  end = start;
  while (end < text.size() && digit(end)) ++end;
  return start < end ? Span{start, end} : Span{};
}

namespace {

// Of all of "30%" and "30 per cent" beside a verb, the first whose number is less than the whole.
template <typename Is>
const Party* FirmOfShare(const Document& document, const SentenceScene& scene, const Span& verb,
                         bool* most, const Is& is) {
  constexpr size_t kBeside = 48;  // bytes
  const auto beside = [&](const Span& s) {
    const size_t from = std::min(s.byte_end, verb.byte_end);
    const size_t to = std::max(s.byte_start, verb.byte_start);
    return to <= from + kBeside && !HasBreak(Between(document, from, to));
  };
  const auto try_at = [&](const Span& percent) -> const Party* {
    const Span number = PercentNumber(document, percent);
    if (number.size() == 0 || !beside(number)) return nullptr;
    const std::string_view said = document.Slice(number);
    const size_t digits = std::min(said.find_first_of(".,"), said.size());
    const Party* firm = digits > 2 ? nullptr
                                   : is(Span{std::min(number.byte_start, percent.byte_start),
                                             std::max(number.byte_end, percent.byte_end)});
    if (firm != nullptr && most != nullptr)
      *most = digits == 2 && document.text[number.byte_start] >= '5';
    return firm;
  };
  for (const CueMatch& c : scene.cues) {
    if (c.cue != Cue::kPercent) continue;
    if (const Party* p = try_at(c.span)) return p;
  }
  const size_t from = verb.byte_start - std::min(verb.byte_start - scene.span.byte_start, kBeside);
  const size_t to = std::min(scene.span.byte_end, verb.byte_end + kBeside);
  for (size_t at = from; at < to;) {
    const size_t start = at;
    const char32_t c = NextCodePoint(document.text, &at);
    if (!IsPercentSign(c)) continue;
    if (const Party* p = try_at({start, at})) return p;
  }
  return nullptr;
}

}  // namespace

const Party* ShareTakenOf(const Document& document, const SentenceScene& scene, const Span& verb,
                          bool* most) {
  constexpr size_t kOf = 40, kOwner = 8, kTouching = 4;  // bytes
  return FirmOfShare(document, scene, verb, most, [&](const Span& share) -> const Party* {
    for (const Party& p : scene.parties) {
      if (!MayBeFirm(p)) continue;
      const bool behind = p.span.byte_start >= share.byte_end &&
                          p.span.byte_start <= share.byte_end + kOf &&
                          (!Unmarked(p) || p.span.byte_start <= share.byte_end + kTouching) &&
                          !HasBreak(Between(document, share.byte_end, p.span.byte_start)) &&
                          !NamesBetween(scene, share.byte_end, p.span.byte_start);
      const bool before = p.span.byte_end <= share.byte_start &&
                          p.span.byte_end + kOwner >= share.byte_start &&
                          (p.marks & (kRelOf | kRelIn | kRelObject)) != 0;
      if (behind || before) return &p;
    }
    return nullptr;
  });
}

const Party* MovedTo(const CandidateFinder& finder, const SentenceScene& scene, const Span& verb) {
  const Span segment = scene.SegmentAt(verb.byte_start);
  const Party *first = nullptr, *goal = nullptr;
  for (const Party& p : scene.parties) {
    if (!segment.Contains(p.span) || p.in_chip) continue;
    const bool sells = p.product || finder.SellsOf(p.id) == "compute";
    const bool away = (p.marks & kRelFrom) != 0 && (p.marks & (kRelTo | kRelIn | kRelAt)) == 0;
    if (first != nullptr && p.group != first->group && sells && !away && goal == nullptr) goal = &p;
    if (first == nullptr) first = &p;
  }
  return goal;
}

// "Takes 40 megawatts at X's campus", "takes two halls of X's": room that is taken beside the verb,
// and a firm whose it is.
bool CandidateFinder::TakesRoom(const SentenceScene& scene, const Span& verb) const {
  constexpr size_t kObject = 48;  // bytes
  if (scene.Has(Cue::kShare) || scene.Has(Cue::kStake) ||
      (scene.power.empty() && scene.money.empty()))
    return false;
  const Span segment = scene.SegmentAt(verb.byte_start);
  const auto beside = [&](const Span& s) {
    const size_t from = std::min(s.byte_end, verb.byte_end);
    const size_t to = std::max(s.byte_start, verb.byte_start);
    return segment.Contains(s) && to <= from + kObject &&
           (scene.postpositional || scene.verb_second || s.byte_start >= verb.byte_end) &&
           !HasBreak(Between(document_, from, to)) &&
           std::ranges::none_of(scene.parties, [&](const Party& p) {
             return p.span.byte_start >= from && p.span.byte_end <= to && p.marks != kRelOf;
           });
  };
  const bool room =
      std::ranges::any_of(scene.power, [&](const Mention* m) { return beside(m->span); }) ||
      std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
        return (c.cue == Cue::kSite || c.cue == Cue::kCompute) && beside(c.span);
      });
  if (!room) return false;
  constexpr unsigned kOwner = kRelFrom | kRelIn | kRelAt | kRelOf;
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    if (!segment.Contains(p.span) || p.in_chip || p.coreference || SellsPower(p.id)) return false;
    return RunsClouds(p.id) ||
           ((p.marks & kOwner) != 0 && (p.known || p.strong) && scene.Has(Cue::kSite));
  });
}

// "Steps into X with 30 million": a firm right behind the verb that somebody else gets into.
bool CandidateFinder::EntersFirm(const SentenceScene& scene, const Span& verb) const {
  constexpr double kInto = 40;  // as a reader counts
  constexpr unsigned kPlace = kRelIn | kRelAt | kRelTo | kRelObject;
  const Span segment = scene.SegmentAt(verb.byte_start);
  const auto into = std::ranges::find_if(scene.parties, [&](const Party& p) {
    const bool behind = scene.postpositional ? p.span.byte_end <= verb.byte_start
                                             : p.span.byte_start >= verb.byte_end;
    return behind && MayBeFirm(p) && (p.known || p.strong) && segment.Contains(p.span) &&
           (p.marks & kPlace) != 0 && ReadingDistance(document_, p.span, verb) < kInto;
  });
  if (into == scene.parties.end() || HoldsGoods(scene, verb.byte_end, into->span.byte_start))
    return false;
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    return &p != &*into && p.group != into->group && segment.Contains(p.span) && Unmarked(p);
  });
}

// "Moves its systems to X": what runs on computers goes to one who sells computing.
bool CandidateFinder::MovesToCloud(const SentenceScene& scene, const Span& verb) const {
  constexpr double kObject = 60;  // as a reader counts
  const Span segment = scene.SegmentAt(verb.byte_start);
  return MovedTo(*this, scene, verb) != nullptr &&
         std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
           return c.cue == Cue::kWorkload && segment.Contains(c.span) &&
                  ReadingDistance(document_, c.span, verb) < kObject;
         });
}

// "The sale of the hall to X brings in 40 million", "the sale of X to Y for 40 million is closed":
// what a sale that the segment tells of brings is no round and no loan.
bool CandidateFinder::IsBroughtBySale(const SentenceScene& scene, const CueMatch& verb) const {
  if (!(verb.cue == Cue::kRaise || verb.cue == Cue::kInvest) || scene.Has(Cue::kStake) ||
      scene.Has(Cue::kShare))
    return false;
  const Span segment = scene.SegmentAt(verb.span.byte_start);
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kSell && segment.Contains(c.span) &&
           c.span.byte_end <= verb.span.byte_start &&
           (AboutSite(scene, c.span) || IsSaleOfFirm(scene, c.span));
  });
}

// "Puts 40 million on the table for X": a verb of putting in that bids.
bool CandidateFinder::BidsByPuttingIn(const SentenceScene& scene, const CueMatch& verb) const {
  return verb.cue == Cue::kInvest && scene.HasOver(Cue::kBid, verb.span) &&
         BidTarget(document_, scene, verb.span) != nullptr;
}

// "Takes 30 per cent of X for 40 million"
const Frame* CandidateFinder::TakesShare(const SentenceScene& scene, const Span& verb) const {
  bool most = false;
  if (scene.money.empty() || ShareTakenOf(document_, scene, verb, &most) == nullptr) return nullptr;
  return frames_.For(most ? Cue::kAcquire : Cue::kInvest);
}

// "Gets a new supercomputer from X": goods behind the verb, and behind them who sells such; of an
// order or of money another word tells.
bool CandidateFinder::ReceivesGoods(const SentenceScene& scene, const Span& verb) const {
  constexpr double kObject = 80;  // as a reader counts
  if (scene.postpositional || scene.Has(Cue::kShare) || scene.Has(Cue::kStake)) return false;
  const Span segment = scene.SegmentAt(verb.byte_start);
  const auto from = std::ranges::find_if(scene.parties, [&](const Party& p) {
    return segment.Contains(p.span) && p.span.byte_start >= verb.byte_end && p.known &&
           MayBeFirm(p) && (p.marks & kRelFrom) != 0 && (SellsChips(p.id) || RunsClouds(p.id)) &&
           ReadingDistance(document_, p.span, verb) < kObject;
  });
  if (from == scene.parties.end() || CommaBetween(verb, from->span)) return false;
  const auto between = [&](const Span& s) {
    return s.byte_start >= verb.byte_end && s.byte_end <= from->span.byte_start;
  };
  bool goods = std::ranges::any_of(scene.chips, [&](const Mention* m) { return between(m->span); });
  for (const CueMatch& c : scene.cues) {
    goods |= (c.cue == Cue::kCompute || c.cue == Cue::kChipNoun) && between(c.span);
    if (!segment.Contains(c.span)) continue;
    if (c.cue == Cue::kNoDeal || c.cue == Cue::kReject ||
        (IsTrigger(c.cue) && !c.span.Overlaps(verb)))
      return false;
  }
  return goods && std::ranges::any_of(scene.parties, [&](const Party& p) {
           return segment.Contains(p.span) && p.group != from->group && Unmarked(p) && !p.in_chip &&
                  p.span.byte_end <= verb.byte_start;
         });
}

// "Subscribes new shares of X for 20 million": a word for shares beside the verb.
bool CandidateFinder::SubscribesShares(const SentenceScene& scene, const Span& verb) {
  constexpr size_t kObject = 80;  // bytes
  const Span segment = scene.SegmentAt(verb.byte_start);
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    const size_t from = std::min(c.span.byte_end, verb.byte_end);
    const size_t to = std::max(c.span.byte_start, verb.byte_start);
    return c.cue == Cue::kShare && segment.Contains(c.span) && to <= from + kObject;
  });
}

const Frame* CandidateFinder::FrameBeside(const SentenceScene& scene, const CueMatch& cue) const {
  if (cue.cue != Cue::kBid && cue.cue != Cue::kTake && cue.cue != Cue::kReceive &&
      cue.cue != Cue::kEnter && cue.cue != Cue::kMove && cue.cue != Cue::kSubscribe)
    return nullptr;
  // Within a verb of a deal it is a part of that: "takes over", "neemt ... over".
  const size_t least = cue.span.size() + (cue.cue == Cue::kTake ? 0 : 1);
  const bool within = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return IsTrigger(c.cue) && c.span.Contains(cue.span) && c.span.size() >= least;
  });
  if (within) return nullptr;
  switch (cue.cue) {
    case Cue::kBid:
      if (scene.money.empty() || BidTarget(document_, scene, cue.span) == nullptr) return nullptr;
      return frames_.For(BuysStake(scene, cue.span) ? Cue::kInvest : Cue::kAcquire);
    case Cue::kTake:
      if (const Frame* share = TakesShare(scene, cue.span)) return share;
      return TakesRoom(scene, cue.span) ? frames_.For(Cue::kRent) : nullptr;
    case Cue::kReceive:
      if (const Frame* share = TakesShare(scene, cue.span)) return share;
      return scene.money.empty() && ReceivesGoods(scene, cue.span) ? frames_.For(Cue::kBuy)
                                                                   : nullptr;
    case Cue::kEnter:
      return !scene.money.empty() && EntersFirm(scene, cue.span) ? frames_.For(Cue::kInvest)
                                                                 : nullptr;
    case Cue::kSubscribe:
      return !scene.money.empty() && SubscribesShares(scene, cue.span) ? frames_.For(Cue::kInvest)
                                                                       : nullptr;
    case Cue::kMove:
      return MovesToCloud(scene, cue.span) ? frames_.For(Cue::kBuy) : nullptr;
    default:
      return nullptr;
  }
}

}  // namespace dealwire
