#include "extract/candidates/money_sides.h"

#include <algorithm>
#include <string_view>

#include "extract/candidates/conditional_frames.h"
#include "extract/scenes/party_marks.h"

namespace dealwire {
namespace {

// Whether goods are named from one place of the text to another.
bool NamesGoods(const SentenceScene& scene, size_t from, size_t to) {
  const auto in = [&](const Span& s) { return s.byte_start >= from && s.byte_end <= to; };
  const auto mentioned = [&](const Mention* m) { return in(m->span); };
  return std::ranges::any_of(scene.chips, mentioned) ||
         std::ranges::any_of(scene.power, mentioned) ||
         std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
           const bool goods = c.cue == Cue::kCompute || c.cue == Cue::kChipNoun ||
                              c.cue == Cue::kSite || c.cue == Cue::kPower;
           return goods && in(c.span);
         });
}

// Whether a word for another thing than a price stands in the sentence that money is got as.
bool NamesOtherMoney(const SentenceScene& scene) {
  return std::ranges::any_of(scene.cues, [](const CueMatch& c) {
    return c.cue == Cue::kContract || c.cue == Cue::kInvest || c.cue == Cue::kRaise ||
           c.cue == Cue::kLend || c.cue == Cue::kBorrow || c.cue == Cue::kStake;
  });
}

}  // namespace

bool IsPaidForGoods(const Document& document, const SentenceScene& scene, const Frame& frame,
                    const Clause& clause) {
  constexpr double kObject = 40;  // as a reader counts
  if (frame.trigger != Cue::kBuy || scene.money.size() != 1 || !clause.own_subject ||
      NamesOtherMoney(scene))
    return false;
  const Span& sum = scene.money[0]->span;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kReceive && clause.Holds(c.span) &&
           c.span.byte_start >= clause.subject->span.byte_end &&
           c.span.byte_end <= sum.byte_start && ReadingDistance(document, c.span, sum) < kObject &&
           !NamesGoods(scene, c.span.byte_end, sum.byte_start) &&
           NamesGoods(scene, sum.byte_end, clause.segment.byte_end);
  });
}

bool TalksToInvestor(const CandidateFinder& finder, const SentenceScene& scene, const Frame& frame,
                     const Clause& clause, const Party& party) {
  if (frame.trigger != Cue::kInvest || party.marks != kRelWith || !party.known ||
      !scene.Has(Cue::kTalks) || finder.SellsComputeAlone(party.id))
    return false;
  // A laboratory takes money rather than gives it.
  constexpr double kLaboratory = 1;
  if (finder.TierOf(party.id) == kLaboratory) return false;
  // "The owners of X are in talks with Y": whose owners they are.
  const Party* seeker =
      clause.subject != nullptr && Unmarked(*clause.subject) ? clause.subject : nullptr;
  for (const Party& p : scene.parties) {
    if (!clause.Holds(p) || p.in_chip || p.group == party.group) continue;
    if (seeker == nullptr && p.marks == kRelOf && p.span.byte_end <= party.span.byte_start)
      seeker = &p;
    if ((p.marks & (kRelIn | kRelTo | kRelAt)) != 0 &&
        (seeker == nullptr || !finder.SameGroup(p.id, seeker->id)))
      return false;
  }
  if (seeker == nullptr || finder.IsInvestor(seeker->id)) return false;
  constexpr double kCloud = 3.5;  // the tier of clouds that are no hyperscalers
  const double tier = finder.TierOf(seeker->id);
  return finder.SellsOf(seeker->id).empty() || (tier >= kCloud && !finder.SellsChips(seeker->id));
}

const Party* SupplierBehind(const CandidateFinder& finder, const SentenceScene& scene,
                            const Frame& frame, const Clause& clause) {
  const Party* buyer = clause.subject;
  const Span& verb = clause.trigger;
  if (frame.trigger != Cue::kSupply || buyer == nullptr || !Unmarked(*buyer) ||
      buyer->span.byte_end > verb.byte_start || scene.Has(Cue::kRelative) ||
      NamesGoods(scene, verb.byte_end, scene.span.byte_end))
    return nullptr;
  const auto behind = [&](const Mention* m) { return m->span.byte_start >= verb.byte_end; };
  if (std::ranges::any_of(scene.money, behind)) return nullptr;
  const bool bought = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kBuy && c.span.byte_start >= buyer->span.byte_end &&
           c.span.byte_end <= verb.byte_start && !finder.CommaBetween(buyer->span, c.span) &&
           finder.CommaBetween(c.span, verb);
  });
  if (!bought) return nullptr;
  const Party* supplier = nullptr;
  for (const Party& p : scene.parties) {
    if (p.in_chip || &p == buyer) continue;
    if (supplier != nullptr || !Unmarked(p) || p.inflected || p.coreference ||
        !(p.known || p.strong) || p.span.byte_start < verb.byte_end || p.group == buyer->group)
      return nullptr;
    supplier = &p;
  }
  return supplier;
}

bool IsBoughtFrom(const CandidateFinder& finder, const SentenceScene& scene, const Frame& frame,
                  const Clause& clause, const Party& party) {
  if (frame.trigger != Cue::kContract || (party.marks & kRelFrom) == 0 || clause.After(party))
    return false;
  // Italian "da" is from whom and by whom.
  const bool by = (party.marks & kRelBy) != 0;
  if (!by && finder.CommaBetween(party.span, clause.trigger)) return true;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    // Where verbs stand behind: "a contract by which X buys from Y" names the verb last.
    const size_t from =
        c.span.byte_end <= party.span.byte_start ? clause.segment.byte_start : party.span.byte_end;
    return (c.cue == Cue::kBuy || c.cue == Cue::kRent) && c.span.byte_start >= from &&
           c.span.byte_end <= clause.trigger.byte_start;
  });
}

bool EndsClauseOf(const Document& document, const SentenceScene& scene, const Span& verb,
                  const Span& noun) {
  constexpr double kReach = 120;
  if (verb.byte_start < noun.byte_end || ReadingDistance(document, verb, noun) > kReach)
    return false;
  const auto between = [&](const Span& s) {
    return s.byte_start >= noun.byte_end && s.byte_end <= verb.byte_start;
  };
  return std::ranges::none_of(scene.parties, [&](const Party& p) { return between(p.span); }) &&
         std::ranges::none_of(scene.cues, [&](const CueMatch& c) {
           return (IsTrigger(c.cue) || c.cue == Cue::kClause || c.cue == Cue::kRelative) &&
                  between(c.span);
         });
}

bool RejectsOffer(const Document& document, const SentenceScene& scene, const Frame& frame,
                  const Clause& clause) {
  constexpr double kAhead = 60, kBehind = 24;  // as a reader counts
  if (frame.trigger != Cue::kAcquire || clause.subject == nullptr || !clause.own_subject ||
      !Unmarked(*clause.subject))
    return false;
  const Span& who = clause.subject->span;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if (c.cue != Cue::kReject || !clause.Holds(c.span)) return false;
    const bool acts = c.span.byte_start >= who.byte_end || c.span.byte_end + 1 == who.byte_start;
    const bool last = scene.verb_second && c.span.byte_start >= clause.trigger.byte_end &&
                      !HasBreak(std::string_view(document.text)
                                    .substr(clause.trigger.byte_end,
                                            c.span.byte_start - clause.trigger.byte_end));
    const double reach = c.span.byte_end <= clause.trigger.byte_start ? kAhead : kBehind;
    return acts && (last || ReadingDistance(document, c.span, clause.trigger) < reach);
  });
}

bool IsForComputing(const SentenceScene& scene, const Frame& frame, const Clause& clause) {
  constexpr size_t kBeside = 4;  // bytes
  if (!scene.chips.empty()) return false;
  if (frame.trigger == Cue::kRent) return true;
  const Span& noun = clause.trigger;
  const auto hardware = [&](const Span& span) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kChipNoun || c.cue == Cue::kReceive) && c.span.Overlaps(span);
    });
  };
  return frame.trigger == Cue::kContract && std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
           return (c.cue == Cue::kCompute || c.cue == Cue::kRent) &&
                  c.span.byte_start <= noun.byte_start && !hardware(c.span) &&
                  c.span.byte_end + kBeside >= noun.byte_start;
         });
}

double OfOwnUse(const CandidateFinder& finder, const Party& customer, const Party& provider,
                double prior) {
  constexpr double kOwnUse = 0.6;
  if (finder.SellsChips(customer.id) && finder.RunsClouds(provider.id)) return kOwnUse;
  return finder.SellsChips(provider.id) && finder.RunsClouds(customer.id) ? -kOwnUse : prior;
}

bool IsMadeBy(const CandidateFinder& finder, const Document& document, const SentenceScene& scene,
              const Clause& clause, const Party& party) {
  constexpr double kBeside = 25;  // as a reader counts
  if ((party.marks & kRelFrom) == 0) return false;
  const bool vendor = std::ranges::any_of(scene.chips, [&](const Mention* m) {
    return Get<ChipValue>(*m)->vendor == party.id && m->span.byte_end <= party.span.byte_start &&
           ReadingDistance(document, m->span, party.span) < kBeside;
  });
  return vendor && std::ranges::any_of(scene.parties, [&](const Party& o) {
           return clause.Holds(o) && !finder.SameGroup(o.id, party.id) && finder.SellsChips(o.id);
         });
}

namespace {

// "X has agreed with the fund Y on a price": where the sentence names nobody else, the fund sells.
bool SellsWith(const CandidateFinder& finder, const SentenceScene& scene, const Frame& frame,
               const Clause& clause, const Party& party) {
  if (frame.trigger != Cue::kAcquire || (party.marks & kRelWith) == 0 ||
      !finder.IsInvestor(party.id) || clause.subject == nullptr)
    return false;
  return std::ranges::all_of(scene.parties, [&](const Party& p) {
    return p.in_chip || p.coreference || p.group == party.group || p.group == clause.subject->group;
  });
}

}  // namespace

double SellersLoss(const CandidateFinder& finder, const SentenceScene& scene, const Frame& frame,
                   const Clause& clause, const Party& party) {
  constexpr double kFund = 10, kNamed = 2, kWeak = 0.8;
  if (SellsWith(finder, scene, frame, clause, party)) return kFund;
  if (frame.trigger != Cue::kAcquire || (party.marks & (kRelFrom | kRelAt)) == 0 ||
      (party.marks & kRelObject) != 0)
    return 0;
  // Italian "da" is by whom, too, and "di" whose; with "by" what is bought stands before.
  const bool by = (party.marks & kRelBy) != 0;
  double loss = 0;
  for (const Party& p : scene.parties) {
    const bool object = &p == clause.object || (p.marks & kRelObject) != 0;
    const bool buyer = clause.subject != nullptr && (p.group == clause.subject->group ||
                                                     finder.SameGroup(p.id, clause.subject->id));
    if (!object || buyer || !clause.Holds(p) || p.group == party.group || p.coreference ||
        p.in_chip || p.product)
      continue;
    const bool clear = (p.known || p.strong) && (party.marks & kRelOf) == 0 && !clause.agent &&
                       !(by && p.span.byte_start > party.span.byte_start);
    loss = std::max(loss, clear ? kNamed : kWeak);
  }
  // A fund is whom a firm is bought of, and not the firm, named or not.
  if (!by && finder.IsInvestor(party.id) && !scene.Has(Cue::kSite)) loss = kFund;
  return loss;
}

bool IsLentTo(const SentenceScene& scene, const Frame& frame, const Clause& clause,
              const Party& party) {
  constexpr unsigned kEither = kRelFrom | kRelTo;
  if (frame.kind != "financing" || (party.marks & kEither) != kEither ||
      (party.marks & kRelBy) != 0)
    return false;
  const auto is = [&](Cue cue, const Span& span) {
    return std::ranges::any_of(
        scene.cues, [&](const CueMatch& c) { return c.cue == cue && c.span.Overlaps(span); });
  };
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kLend && clause.Holds(c.span) && !is(Cue::kBorrow, c.span) &&
           c.span.byte_end <= party.span.byte_start;
  });
}

bool StandsBeforeShare(const Document& document, const SentenceScene& scene, const Frame& frame,
                       const Clause& clause, const Party& party) {
  constexpr size_t kTouching = 2, kShare = 48;  // bytes
  const Span& verb = clause.trigger;
  const size_t at = party.span.byte_end + 1;
  if (frame.trigger != Cue::kInvest || !Unmarked(party) || !(party.known || party.strong) ||
      party.span.byte_start < verb.byte_end || party.span.byte_start > verb.byte_end + kTouching ||
      at >= document.text.size() || document.text[at] < '0' || document.text[at] > '9')
    return false;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kShare || c.cue == Cue::kStake) && c.span.byte_start > at &&
           c.span.byte_start <= at + kShare;
  });
}

bool StandsBehindShare(const Document& document, const SentenceScene& scene, const Frame& frame,
                       const Clause& clause, const Party& party) {
  constexpr size_t kOf = 24;  // bytes
  const Span& verb = clause.trigger;
  const bool by = (party.marks & kRelBy) != 0 && (party.marks & kRelFrom) == 0;
  const bool buys = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kBuy || c.cue == Cue::kAcquire || c.cue == Cue::kTake ||
            c.cue == Cue::kReceive || c.cue == Cue::kSubscribe) &&
           c.span == verb;
  });
  // "Subscribes new shares of X": the words for new shares may tell the same.
  const bool subscribes = frame.trigger == Cue::kInvest && scene.Has(Cue::kSubscribe);
  if (frame.trigger == Cue::kInvest && buys && ShareTakenOf(document, scene, verb) == &party)
    return true;
  if (frame.trigger != Cue::kInvest || !(buys || subscribes) || by ||
      (party.marks & kRelWith) != 0 || verb.byte_end > party.span.byte_start)
    return false;
  const size_t from = std::max(verb.byte_start + kOf, party.span.byte_start) - kOf;
  const std::string_view before =
      std::string_view(document.text).substr(from, party.span.byte_start - from);
  if (HasBreak(before)) return false;
  return before.find('%') != std::string_view::npos ||
         std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
           return (c.cue == Cue::kStake || (c.cue == Cue::kShare && subscribes)) &&
                  c.span.byte_start >= verb.byte_start &&
                  c.span.byte_end <= party.span.byte_start && c.span.byte_end >= from;
         });
}

bool OnlyFirmAmongBanks(const CandidateFinder& finder, const SentenceScene& scene,
                        const Party& firm) {
  return !finder.IsInvestor(firm.id) && std::ranges::all_of(scene.parties, [&](const Party& p) {
    return p.group != firm.group || finder.SameGroup(p.id, firm.id) || finder.IsInvestor(p.id);
  });
}

}  // namespace dealwire
