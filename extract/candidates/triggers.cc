#include <algorithm>

#include "base/text.h"
#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

// How far a trigger reaches, as a reader counts.
constexpr double kTriggerReach = 160;

}  // namespace

std::vector<CandidateFinder::Trigger> CandidateFinder::Triggers(const SentenceScene& scene,
                                                                const Span& anchor) const {
  std::vector<Trigger> own, elsewhere;
  const Span segment = scene.SegmentAt(anchor.byte_start);
  for (const CueMatch& cue : scene.cues) {
    const double distance = ReadingDistance(document_, cue.span, anchor);
    const Frame* frame = distance > kTriggerReach ? nullptr : FrameOf(scene, cue);
    if (frame == nullptr || PartsFrom(scene, anchor, cue.span)) continue;
    const bool inside =
        cue.span.byte_start >= segment.byte_start && cue.span.byte_start < segment.byte_end;
    (inside ? own : elsewhere).push_back({frame, cue.span, distance, !inside, false, inside});
  }
  // A segment without a word of its own goes on with the one beside it.
  std::vector<Trigger>& out = own.empty() ? elsewhere : own;
  if (const Span before = ClauseGoneOn(scene, anchor); before.size() > 0) {
    constexpr double kNext = 20;  // as if the sum stood in the clause
    std::vector<Trigger> told;
    for (const CueMatch& cue : scene.cues) {
      const Frame* frame = before.Contains(cue.span) ? FrameOf(scene, cue) : nullptr;
      if (frame != nullptr) told.push_back({frame, cue.span, kNext, true, false, false, true});
    }
    if (!told.empty()) out = std::move(told);
  }
  std::ranges::stable_sort(out, {},
                           [](const Trigger& t) { return t.distance - 25 * t.frame->weight; });
  constexpr size_t kMost = 8;
  if (out.size() > kMost) out.resize(kMost);
  return out;
}

// "Of the cost of 48 billion 30 are borrowed": what is said behind the part is not said of the
// whole.
bool CandidateFinder::PartsFrom(const SentenceScene& scene, const Span& whole, const Span& word) {
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if (c.cue != Cue::kOfWhich || c.span.byte_start < whole.byte_end ||
        c.span.byte_end > word.byte_start)
      return false;
    return std::ranges::any_of(scene.money, [&](const Mention* m) {
      return m->span.byte_start >= c.span.byte_end && m->span.byte_end <= word.byte_start;
    });
  });
}

// "X is in talks to buy Y; the deal is valued at 11 billion": a clause that tells a price and names
// nobody tells that of the clause before, which tells none. Its span, or an empty one.
Span CandidateFinder::ClauseGoneOn(const SentenceScene& scene, const Span& money) const {
  const Span clause = scene.SegmentAt(money.byte_start);
  const auto named = [&](const Span& segment) {
    return std::ranges::any_of(scene.parties, [&](const Party& p) {
      return !p.coreference && !p.in_chip && segment.Contains(p.span);
    });
  };
  const bool price = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return clause.Contains(c.span) &&
           (c.cue == Cue::kValue || c.cue == Cue::kTotal || c.cue == Cue::kContract ||
            c.cue == Cue::kAcquire || (c.cue == Cue::kBuy && PaysForFirm(scene, c.span)));
  });
  if (!price || named(clause)) return {};
  Span before{};
  for (const Span& segment : scene.segments) {
    if (segment.byte_end <= clause.byte_start && named(segment)) before = segment;
  }
  const auto sum = [&](const Mention* m) {
    return m->span.byte_start >= before.byte_start && m->span.byte_end <= clause.byte_start;
  };
  if (before.size() == 0 || std::ranges::any_of(scene.money, sum)) return {};
  return before;
}

// The frame that a cue is the trigger of where it stands, or none.
const Frame* CandidateFinder::FrameOf(const SentenceScene& scene, const CueMatch& cue) const {
  const Frame* frame = frames_.For(cue.cue);
  if (frame == nullptr) return FrameBeside(scene, cue);
  if (frame->trigger == Cue::kSell &&
      !(AboutSite(scene, cue.span) && !PowerIsFirst(scene, cue.span)) &&
      !SoldOutright(scene, cue.span))
    return nullptr;
  // "Equinix takes over X in a deal worth 45 million": the noun tells what the verb does.
  if (frame->trigger == Cue::kContract && IsTakeover(scene, cue.span)) return nullptr;
  // "Dell gets the order": the noun tells what the verb gets.
  if (frame->trigger == Cue::kBuy && IsGotOrder(scene, cue.span)) return nullptr;
  // "The order was obtained by Dell": the verb is one of rounds, too.
  if (frame->trigger == Cue::kRaise && GetsOrder(scene, cue.span)) return nullptr;
  if (IsBroughtBySale(scene, cue)) return nullptr;
  if (BidsByPuttingIn(scene, cue)) return frames_.For(Cue::kAcquire);
  // "The supply of the servers was awarded to X": the verb tells who supplies.
  if (frame->trigger == Cue::kSupply && IsAwarded(scene, cue.span)) return nullptr;
  // "The fund sold the hosting firm X to Y": what is sold is no computing.
  if (frame->trigger == Cue::kSupply && SellsFirm(scene, cue.span)) return frames_.For(Cue::kSell);
  // "Expanded its cloud contract with X": what is extended is a contract and no site.
  if (frame->trigger == Cue::kBuild && ExtendsContract(scene, cue.span))
    return frames_.For(Cue::kContract);
  // "Completed the takeover of X, for which it paid 300 million"
  if (frame->trigger == Cue::kBuy && PaysForFirm(scene, cue.span)) {
    const Span segment = scene.SegmentAt(cue.span.byte_start);
    const bool beside = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kAcquire && segment.Contains(c.span);
    });
    return beside ? nullptr : frames_.For(Cue::kAcquire);
  }
  const bool buys = frame->trigger == Cue::kBuy || frame->trigger == Cue::kAcquire;
  if (buys && BuysStake(scene, cue.span)) return frames_.For(Cue::kInvest);
  if (frame->trigger == Cue::kBuy && (BuysCompany(scene, cue.span) || BuysSite(scene, cue.span)))
    return frames_.For(Cue::kAcquire);
  if (frame->trigger == Cue::kAcquire && BuysGoods(scene, cue.span)) return nullptr;
  return frame;
}

// "Will sell electricity for the data center": power stands between the verb and the site.
bool CandidateFinder::PowerIsFirst(const SentenceScene& scene, const Span& trigger) {
  return std::ranges::any_of(scene.cues, [&](const CueMatch& power) {
    return power.cue == Cue::kPower && power.span.byte_start >= trigger.byte_end &&
           std::ranges::none_of(scene.cues, [&](const CueMatch& site) {
             return site.cue == Cue::kSite && site.span.byte_start >= trigger.byte_end &&
                    site.span.byte_start <= power.span.byte_start;
           });
  });
}

// Whether behind a noun for supplying a phrase for an award ends right before a name.
bool CandidateFinder::IsAwarded(const SentenceScene& scene, const Span& trigger) const {
  constexpr double kVerb = 60;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    const bool phrase = c.cue == Cue::kContract && c.span.byte_start >= trigger.byte_end &&
                        document_.Slice(c.span).find(' ') != std::string_view::npos;
    return phrase && ReadingDistance(document_, trigger, c.span) < kVerb &&
           std::ranges::any_of(scene.parties, [&](const Party& p) {
             return !p.in_chip && p.span.byte_start == c.span.byte_end + 1;
           });
  });
}

// Whether a noun for a contract stands behind a word of taking over, and nothing of goods with it.
bool CandidateFinder::IsTakeover(const SentenceScene& scene, const Span& noun) const {
  constexpr double kVerb = 60;
  const Span segment = scene.SegmentAt(noun.byte_start);
  const bool over = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kAcquire && segment.Contains(c.span) &&
           c.span.byte_end <= noun.byte_start && ReadingDistance(document_, c.span, noun) < kVerb &&
           !BuysGoods(scene, c.span) && std::ranges::any_of(scene.parties, [&](const Party& p) {
             return p.span.byte_start >= c.span.byte_end && p.span.byte_end <= noun.byte_start;
           });
  });
  return over && scene.chips.empty() && scene.power.empty() && !scene.Has(Cue::kChipNoun) &&
         !scene.Has(Cue::kCompute);
}

// Whether a word that tells buying is the noun for an order here, and a verb of getting it stands
// beside it.
bool CandidateFinder::IsGotOrder(const SentenceScene& scene, const Span& trigger) const {
  constexpr double kVerb = 24;
  const auto any = [&](const auto& is) { return std::ranges::any_of(scene.cues, is); };
  return any([&](const CueMatch& c) { return c.cue == Cue::kContract && c.span == trigger; }) &&
         any([&](const CueMatch& c) {
           return c.cue == Cue::kReceive && ReadingDistance(document_, c.span, trigger) < kVerb;
         });
}

// Whether a verb of getting tells here who is given an order.
bool CandidateFinder::GetsOrder(const SentenceScene& scene, const Span& verb) const {
  constexpr double kNoun = 60;
  const auto any = [&](const auto& is) { return std::ranges::any_of(scene.cues, is); };
  return any([&](const CueMatch& c) { return c.cue == Cue::kReceive && c.span == verb; }) &&
         any([&](const CueMatch& c) {
           return c.cue == Cue::kContract && ReadingDistance(document_, c.span, verb) < kNoun;
         }) &&
         !any([](const CueMatch& c) { return c.cue == Cue::kLend || c.cue == Cue::kBorrow; });
}

// What a word tells a deal without a sum as: besides the triggers of a deal with one, a noun for a
// side of it ("the first tenant is X") and talks, where no verb of a deal stands beside them.
const Frame* CandidateFinder::BareFrameOf(const SentenceScene& scene, const CueMatch& cue) const {
  const bool side = cue.cue == Cue::kBuyer || cue.cue == Cue::kSeller;
  if (cue.cue == Cue::kBid || cue.cue == Cue::kEnter) return nullptr;
  if (!side && cue.cue != Cue::kTalks) return FrameOf(scene, cue);
  // "The contractor is X": who supplies a site's builder with nothing but the site.
  if (side && scene.Has(Cue::kBuild) && scene.HasOver(Cue::kContractor, cue.span)) return nullptr;
  const bool verb = std::ranges::any_of(
      scene.cues, [](const CueMatch& c) { return IsTrigger(c.cue) && c.cue != Cue::kBuild; });
  if (verb) return nullptr;
  if (side) {
    const bool told = std::ranges::any_of(scene.parties,
                                          [](const Party& p) { return p.side != DealSide::kNone; });
    return !told ? nullptr : frames_.For(cue.cue == Cue::kBuyer ? Cue::kRent : Cue::kBuy);
  }
  if (scene.Has(Cue::kPower) || TalksOfPower(scene)) return frames_.For(Cue::kPowerBuy);
  const bool goods = scene.Has(Cue::kCompute) || !scene.chips.empty() || !scene.power.empty();
  return goods ? frames_.For(Cue::kContract) : nullptr;
}

// Whether a site is what changes hands, and nothing that is bought for one.
bool CandidateFinder::AboutSite(const SentenceScene& scene, const Span& trigger) const {
  if (!scene.chips.empty() || scene.Has(Cue::kChipNoun)) return false;
  const auto site = [&](const Span& span) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kSite && c.span.Overlaps(span);
    });
  };
  bool near = false;
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue == Cue::kCompute && !site(cue.span)) return false;
    near |= cue.cue == Cue::kSite && ReadingDistance(document_, cue.span, trigger) < 60;
  }
  return near;
}

// Whether a thing that is no compute is what changes hands: such a word beside the trigger, and
// nothing of compute in the same segment ("rents offices", not "rents offices and servers").
bool CandidateFinder::AboutOther(const SentenceScene& scene, const Frame& frame,
                                 const Span& trigger) const {
  if (!frame.other) return false;
  constexpr double kObject = 60;  // how far an object stands from its verb
  const Span segment = scene.SegmentAt(trigger.byte_start);
  const auto near = [&](const CueMatch& c) {
    return c.cue == *frame.other && segment.Contains(c.span) &&
           ReadingDistance(document_, c.span, trigger) < kObject;
  };
  const auto thing = std::ranges::find_if(scene.cues, near);
  if (thing == scene.cues.end()) return false;
  const auto inside = [&](const Mention* m) { return segment.Contains(m->span); };
  if (std::ranges::any_of(scene.chips, inside) || std::ranges::any_of(scene.power, inside))
    return false;
  return std::ranges::none_of(scene.cues, [&](const CueMatch& c) {
    const bool goods = c.cue == Cue::kCompute || c.cue == Cue::kChipNoun || c.cue == Cue::kPower;
    return goods && segment.Contains(c.span) && !thing->span.Contains(c.span);
  });
}

bool CandidateFinder::CommaBetween(const Span& a, const Span& b) const {
  const size_t from = std::min(a.byte_end, b.byte_end), to = std::max(a.byte_start, b.byte_start);
  for (size_t i = from; i < to;) {
    const char32_t c = NextCodePoint(document_.text, &i);
    // "3,000": a number's.
    const bool in_number = c == ',' && i < to && i > from + 1 && IsAsciiDigit(document_.text[i]) &&
                           IsAsciiDigit(document_.text[i - 2]);
    if ((c == ',' && !in_number) || c == 0xFF0C || c == 0x060C || c == 0x3001) return true;
  }
  return false;
}

// "Builds a data center with 40 MW and a budget of 45 million": the only sum beside the megawatts
// of a site is what it costs, by whatever word.
bool CandidateFinder::IsSitesBudget(const SentenceScene& scene) {
  return scene.money.size() == 1 && !scene.power.empty() && scene.Has(Cue::kSite) &&
         scene.Has(Cue::kBuild) && !scene.Has(Cue::kLend) && !scene.Has(Cue::kBorrow) &&
         !scene.Has(Cue::kRaise) && !scene.Has(Cue::kShare);
}

// "A round worth 45 million", "a loan worth 45 million": a word for a value between the sum and the
// word for a round or a loan beside it tells what is raised; "a round that values it at 45 million"
// does not.
bool CandidateFinder::IsRoundsWorth(const SentenceScene& scene, Cue trigger, const Span& value,
                                    const Span& money) const {
  const bool lent = trigger == Cue::kLend || trigger == Cue::kBorrow;
  if (!lent && trigger != Cue::kRaise && trigger != Cue::kInvest) return false;
  constexpr size_t kTouching = 3, kBeside = 24;  // bytes
  const auto follows = [&](const Span& first, const Span& second, size_t reach) {
    return first.byte_end <= second.byte_start && first.byte_end + reach >= second.byte_start;
  };
  const auto round = [&](const CueMatch& c) {
    const bool sum = lent ? c.cue == Cue::kBorrow || c.cue == Cue::kLend : c.cue == Cue::kRaise;
    return sum && !CommaBetween(c.span, value) &&
           (follows(c.span, value, kBeside) || follows(value, c.span, kTouching));
  };
  // "Im Wert von": one word for a value may stand in another.
  const auto of_sum = [&](const CueMatch& c) {
    return c.cue == Cue::kValue && c.span.Overlaps(value) &&
           (follows(c.span, money, kTouching) || follows(money, c.span, kTouching));
  };
  return std::ranges::any_of(scene.cues, of_sum) && std::ranges::any_of(scene.cues, round);
}

// "The contract, signed in May, is worth 34 million": a word that tells the worth of anything, of
// firms as well, has a contract for its subject where the noun for one stands before it, and no
// firm between. "The budget for the works": a word in a longer one for a value is of that one.
bool CandidateFinder::TellsValue(const SentenceScene& scene, const Span& worth) {
  constexpr size_t kReach = 160;  // bytes before
  const size_t low = worth.byte_start - std::min(worth.byte_start, kReach);
  const auto start = [](const auto& each) { return each.span.byte_start; };
  size_t free_from = std::string::npos;  // behind the last contract; no firm since
  bool value = false;
  for (auto c = std::ranges::lower_bound(scene.cues, low, {}, start);
       c != scene.cues.end() && c->span.byte_start < worth.byte_end; ++c) {
    if (c->cue == Cue::kValue && c->span.Contains(worth)) {
      if (c->span.size() > worth.size()) return true;
      value = true;
    }
    if (c->span.byte_end > worth.byte_start) continue;
    if (c->cue == Cue::kContract) free_from = c->span.byte_end;
    if ((c->cue == Cue::kCompany || c->cue == Cue::kNoDeal) && c->span.byte_start >= free_from)
      free_from = std::string::npos;
  }
  if (!value || free_from == std::string::npos) return false;
  const auto firm = std::ranges::lower_bound(scene.parties, free_from, {}, start);
  return firm == scene.parties.end() || firm->span.byte_start >= worth.byte_start;
}

// Whether a word for money that is no deal stands nearer to the sum than the trigger does.
bool CandidateFinder::UnderNoDeal(const SentenceScene& scene, const Span& money,
                                  const Trigger& trigger) const {
  const Cue kind = trigger.frame == nullptr ? Cue::kCount : trigger.frame->trigger;
  // All but a round and a stake may be told by its value; a stake may be paid for in shares.
  const bool lent = (kind == Cue::kLend || kind == Cue::kBorrow) && !scene.Has(Cue::kRaise);
  const bool valued = lent || (IsTrigger(kind) && kind != Cue::kInvest && kind != Cue::kRaise &&
                               kind != Cue::kLend && kind != Cue::kBorrow);
  const bool paid = kind == Cue::kAcquire || kind == Cue::kInvest || kind == Cue::kRaise;
  // A sum without a verb of its own, or of what is only built, is none where its segment speaks of
  // other money.
  const bool weak = trigger.silent || kind == Cue::kBuild;
  const bool buys = scene.Has(Cue::kBuy) || scene.Has(Cue::kAcquire);
  const Span segment = scene.SegmentAt(money.byte_start);
  const bool subscribed = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kSubscribe && segment.Contains(c.span);
  });
  if (IsSitesBudget(scene)) return false;
  for (const CueMatch& cue : scene.cues) {
    if (weak && cue.cue == Cue::kNoDeal && segment.Contains(cue.span) &&
        !TellsValue(scene, cue.span))
      return true;
    // "The round values the operator of the campus at 12 billion": nor what a round makes of a
    // firm.
    if (weak && cue.cue == Cue::kValue && scene.Has(Cue::kRaise) && segment.Contains(cue.span))
      return true;
    if (cue.cue != Cue::kNoDeal && cue.cue != Cue::kValue && cue.cue != Cue::kShare) continue;
    // Danish "salget af X": the noun for a sale is the one for what sales bring.
    if (kind == Cue::kSell && trigger.span.Contains(cue.span)) continue;
    if (cue.cue == Cue::kNoDeal && TellsValue(scene, cue.span)) continue;
    if (cue.cue == Cue::kValue &&
        ((valued && trigger.distance < 120) || IsRoundsWorth(scene, kind, cue.span, money)))
      continue;
    if (subscribed && cue.cue == Cue::kValue && !CommaBetween(cue.span, trigger.span)) continue;
    if (cue.cue == Cue::kShare && (paid || subscribed || cue.span.byte_start >= money.byte_end))
      continue;
    // "The purchase of 40% of its shares for 3 billion"
    if (cue.cue == Cue::kShare && buys && BehindShareOf(scene, cue.span)) continue;
    const double distance = ReadingDistance(document_, cue.span, money);
    // Of another segment it speaks of the sum there.
    const bool outside =
        cue.span.byte_end <= segment.byte_start || cue.span.byte_start >= segment.byte_end;
    if (outside && trigger.inside) continue;
    if (distance < 60 && distance <= trigger.distance + 4) return true;
  }
  return false;
}

// Whether what the sentences before tell is a site without its sum, and no deal since.
bool CandidateFinder::SiteAwaitsSum(const SentenceScene& scene, const Context& context) const {
  constexpr size_t kSiteReach = 2;  // sentences
  if (context.builder.empty() || scene.index > context.builder_at + kSiteReach ||
      !(context.builds_site || scene.Has(Cue::kSite)))
    return false;
  return context.told == nullptr || std::ranges::none_of(*context.told, [&](const Candidate& c) {
           const bool same = c.deal.kind == DealKind::kCapex && !c.deal.customer.empty() &&
                             SameGroup(c.deal.customer[0], context.builder);
           return same ? c.deal.amount.has_value() : c.sentence >= context.builder_at;
         });
}

// Whether a sentence without names may give the sum of a deal told before: in its paragraph, or
// where it begins with a word for a sum. "The decree is worth 3.5 billion" is of something else.
bool CandidateFinder::ValueOf(const SentenceScene& scene, const Candidate& told) const {
  constexpr size_t kBegin = 16;  // bytes
  if (document_.InOnePassage(told.told_in.back(), scene.index)) return true;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kValue || c.cue == Cue::kTotal || c.cue == Cue::kContract) &&
           c.span.byte_start <= scene.span.byte_start + kBegin;
  });
}

// Triggers that a sentence has without a word for them.
void CandidateFinder::AddSilentTriggers(const SentenceScene& scene, const Context& context,
                                        const Span& money, std::vector<Trigger>* triggers) const {
  const Span window = scene.SegmentAt(money.byte_start);
  const auto around = std::ranges::count_if(scene.parties, [&](const Party& p) {
    return p.known && p.marks == 0 && p.span.byte_start >= window.byte_start &&
           p.span.byte_end <= window.byte_end;
  });
  const auto add = [&](Cue cue, double distance) {
    triggers->push_back({frames_.For(cue), money, distance, false, true});
  };
  // "Blackstone plans another 7.5 billion": the verb is that of the sentence before.
  if (triggers->empty() && context.last_frame != nullptr && around == 1) {
    add(context.last_frame->trigger, 0);
  }
  const bool goes_on = std::ranges::any_of(*triggers, &Trigger::goes_on);
  // What is planned or put into a site, without a verb of building; not what is paid for room in
  // it.
  const bool rents = std::ranges::any_of(*triggers, [](const Trigger& t) {
    return t.inside && (t.frame->trigger == Cue::kRent || t.frame->trigger == Cue::kLeaseOut);
  });
  // What is raised or borrowed for one is not what it costs.
  const bool raises = std::ranges::any_of(*triggers, [](const Trigger& t) {
    return t.inside && (t.frame->trigger == Cue::kRaise || t.frame->trigger == Cue::kBorrow);
  });
  // Nor where a takeover is told: "the purchase of X, which runs three data centers".
  const bool bought = std::ranges::any_of(*triggers, [&](const Trigger& t) {
    // "X buys Y - new hall for 7 billion": behind a dash a headline tells something else.
    constexpr std::string_view kDash = " \u2013 ";
    const bool dash = t.span.byte_end < money.byte_start &&
                      std::string_view(document_.text)
                              .substr(t.span.byte_end, money.byte_start - t.span.byte_end)
                              .find(kDash) != std::string_view::npos;
    return t.inside && t.frame->trigger == Cue::kAcquire && !dash;
  });
  if (scene.Has(Cue::kSite) && !rents && !raises && !goes_on && !bought &&
      (scene.Has(Cue::kPlanned) || scene.Has(Cue::kAnnounced) || !triggers->empty())) {
    add(Cue::kBuild, 20);
  }
  // "The works cost 310 million": what a site costs is built.
  const bool cost = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kValue && ReadingDistance(document_, c.span, money) < 40;
  });
  if (cost && !goes_on && !bought &&
      (scene.Has(Cue::kSite) || (context.site && scene.Has(Cue::kBuild))))
    add(Cue::kBuild, 10);
  // "The price tag is 850 million": of the site that the sentence before tells of.
  // "The investment comes to 400 million": the noun is one for what is put into it.
  const bool put_in = std::ranges::all_of(
      *triggers, [](const Trigger& t) { return t.frame->trigger == Cue::kInvest; });
  if (cost && put_in && !scene.HasNames() && SiteAwaitsSum(scene, context)) add(Cue::kBuild, 0);
  // "The first of them, over 11.9 billion, was signed in March."
  if (triggers->empty() && !scene.HasNames() &&
      (scene.Has(Cue::kSigned) || scene.Has(Cue::kExtend))) {
    Roles pair;
    if (OnlyPair(context, &pair)) add(Cue::kContract, 0);
  }
  // "Value: 210 million dollars."
  // A word for the sum may hold one of a trigger (Japanese "toshi-gaku", sum invested).
  const bool none_else = std::ranges::all_of(*triggers, [&](const Trigger& t) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kTotal && c.span.Contains(t.span);
    });
  });
  // "They will cost 24 million": a verb of what a site costs, and no site.
  const bool no_site = !triggers->empty() && !scene.Has(Cue::kSite) &&
                       std::ranges::all_of(*triggers, [](const Trigger& t) {
                         return t.frame->trigger == Cue::kBuild;
                       });
  // "For this the company gets 740 million over six years": what is paid under a contract.
  const bool paid = triggers->empty() && scene.Has(Cue::kReceive) && !scene.durations.empty();
  // "That costs us 21 million"
  const bool nobody = std::ranges::all_of(
      scene.parties, [](const Party& p) { return p.coreference || p.first_person; });
  const bool us = std::ranges::all_of(scene.parties, &Party::first_person);
  if ((none_else || no_site) && nobody &&
      (paid || scene.Has(Cue::kTotal) || (scene.Has(Cue::kValue) && us))) {
    Roles last;
    if (LastDeal(scene, *frames_.For(Cue::kContract), context, &last) &&
        (paid || ValueOf(scene, *last.told)))
      triggers->push_back({frames_.For(Cue::kContract), money, 0});
  }
  // "X has won Y as a customer, for 90 million"
  const auto on = [&](DealSide side) {
    return std::ranges::any_of(scene.parties, [&](const Party& p) { return p.side == side; });
  };
  if (triggers->empty() && on(DealSide::kCustomer) && on(DealSide::kProvider)) add(Cue::kBuy, 0);
  if (triggers->empty() && GivesUpSite(scene, context, money)) add(Cue::kBuild, 10);
  // "Talks about power for 3 billion", "TU Delft gets 512 GPUs for 3.6 million".
  if (triggers->empty() && scene.Has(Cue::kTalks) &&
      (scene.Has(Cue::kPower) || scene.Has(Cue::kCompute)))
    add(scene.Has(Cue::kPower) ? Cue::kPowerBuy : Cue::kContract, 0);
  if (triggers->empty() && scene.Has(Cue::kReceive) &&
      (!scene.chips.empty() || scene.Has(Cue::kCompute)))
    add(Cue::kBuy, 0);
  // "Leonardo: cloud capacity from Noovle for 60 million": an item that names whom it is from.
  const auto from = [](const Party& p) {
    return (p.known || p.strong) && !p.in_chip && (p.marks & (kRelFrom | kRelAt)) != 0;
  };
  const auto heads = [&](const Party& p) {
    constexpr size_t kItemHead = 16;  // bytes
    return p.strong && !p.in_chip && p.marks == 0 &&
           p.span.byte_start <= scene.span.byte_start + kItemHead;
  };
  if (context.item && triggers->empty() && std::ranges::any_of(scene.parties, from) &&
      (around > 0 || std::ranges::any_of(scene.parties, heads)))
    add(Cue::kBuy, 0);
  // The sum over a list needs no verb: the list says what it is.
  if (context.list_follows) add(Cue::kContract, 0);
}

}  // namespace dealwire
