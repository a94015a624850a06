// What a verb of buying or selling buys: goods, a site, a stake, or a company.
#include <algorithm>
#include <optional>

#include "base/text.h"
#include "extract/candidates/candidates.h"
#include "extract/candidates/conditional_frames.h"

namespace dealwire {

// "Pays 75 million for Telia's data hall", "for the data hall of Telia": whose a site is, of whom
// it is bought.
bool CandidateFinder::BuysSite(const SentenceScene& scene, const Span& trigger) const {
  if (scene.Has(Cue::kRent) || !AboutSite(scene, trigger)) return false;
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    if (p.span.byte_start < trigger.byte_end) return false;
    if (p.marks == kRelOf) return true;
    // Who is with it, in it or made it does not own it.
    const bool other = (p.marks & (kRelWith | kRelAt)) != 0 || p.marks == kRelBy;
    return !other && !scene.money.empty() && (p.known || p.strong) && !p.product &&
           !p.coreference && StandsBehindSite(scene, p, trigger);
  });
}

// Whether a site stands behind the trigger and right before a name, an article and a preposition
// between at most.
bool CandidateFinder::StandsBehindSite(const SentenceScene& scene, const Party& party,
                                       const Span& trigger) const {
  constexpr size_t kOf = 10;  // bytes
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kSite && c.span.byte_start >= trigger.byte_end &&
           c.span.byte_end <= party.span.byte_start &&
           party.span.byte_start - c.span.byte_end <= kOf && !CommaBetween(c.span, party.span);
  });
}

// "The takeover of X, for which Y pays 300 million": a verb of paying behind a word that takes
// firms over and nothing else, where no goods are named. "Pays 300 million for X", likewise.
bool CandidateFinder::PaysForFirm(const SentenceScene& scene, const Span& trigger) const {
  const auto is = [&](Cue cue, const Span& span) {
    return std::ranges::any_of(scene.cues,
                               [&](const CueMatch& c) { return c.cue == cue && c.span == span; });
  };
  const bool goods = scene.Has(Cue::kChipNoun) || scene.Has(Cue::kCompute) ||
                     scene.Has(Cue::kPower) || scene.Has(Cue::kRent) || !scene.chips.empty() ||
                     !scene.power.empty();
  if (goods || scene.money.size() != 1 || is(Cue::kAcquire, trigger)) return false;
  if (PaidFor(scene, trigger) != nullptr) return true;
  // "Spends 300 million on the takeover of X": the name stands right behind the noun.
  constexpr size_t kOf = 24;  // bytes
  const auto of_name = [&](const Span& noun) {
    return std::ranges::any_of(scene.parties, [&](const Party& p) {
      return !p.in_chip && p.span.byte_start >= noun.byte_end &&
             p.span.byte_start <= noun.byte_end + kOf;
    });
  };
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kAcquire && !is(Cue::kPartner, c.span) &&
           (c.span.byte_end <= trigger.byte_start ||
            (c.span.byte_start >= trigger.byte_end && !is(Cue::kBuy, c.span) && of_name(c.span)));
  });
}

// "Expanded the contract with X by 100 million": a verb that is one of building and of extending,
// with a noun for a contract beside it.
bool CandidateFinder::ExtendsContract(const SentenceScene& scene, const Span& trigger) const {
  constexpr double kObject = 40;  // as a reader counts
  bool extends = false, contract = false;
  for (const CueMatch& c : scene.cues) {
    extends |= c.cue == Cue::kExtend && c.span == trigger;
    contract |= c.cue == Cue::kContract && ReadingDistance(document_, c.span, trigger) < kObject;
  }
  return extends && contract && !scene.Has(Cue::kSite);
}

// "X denies that it will be sold to Y for 12 billion", "X sells its arm Z to Y": with a sum and a
// buyer, and without goods, a company is sold.
bool CandidateFinder::SoldOutright(const SentenceScene& scene, const Span& trigger) const {
  if (IsSaleOfFirm(scene, trigger)) return true;
  const bool goods = scene.Has(Cue::kChipNoun) || scene.Has(Cue::kCompute) ||
                     scene.Has(Cue::kPower) || scene.Has(Cue::kContract) || !scene.chips.empty() ||
                     !scene.power.empty();
  // What a sale that fell through was to bring may stand in the next sentence.
  const bool told = !scene.money.empty() || scene.Has(Cue::kCancelled);
  const bool other_money = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kNoDeal && !c.span.Overlaps(trigger);  // "salget af": not what sales bring
  });
  if (goods || !told || other_money) return false;
  const Span segment = scene.SegmentAt(trigger.byte_start);
  // "Talks to X about the sale of its hosting arm": with whom one talks buys.
  const unsigned buyer = scene.Has(Cue::kTalks) ? kRelTo | kRelWith : unsigned{kRelTo};
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    return segment.Contains(p.span) && (p.marks & buyer) != 0 && !p.in_chip;
  });
}

// "The sale of X, a cloud that ran out of cash, to Y": right behind the word stands a firm, of
// which no goods are told, and its buyer behind it, what parts them between commas.
bool CandidateFinder::IsSaleOfFirm(const SentenceScene& scene, const Span& trigger) const {
  constexpr double kOf = 24, kBuyer = 160;  // as a reader counts
  const auto firm = [](const Party& p) {
    return (p.known || p.strong) && !p.product && !p.in_chip && !p.coreference;
  };
  const auto sold = std::ranges::find_if(
      scene.parties, [&](const Party& p) { return p.span.byte_start >= trigger.byte_end; });
  if (sold == scene.parties.end() || !firm(*sold) || sold->marks == kRelTo ||
      ReadingDistance(document_, sold->span, trigger) >= kOf)
    return false;
  const bool goods_between = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kChipNoun || c.cue == Cue::kNoCompute || c.cue == Cue::kPower) &&
           c.span.byte_start >= trigger.byte_end && c.span.byte_end <= sold->span.byte_start;
  });
  if (goods_between) return false;  // French "la vente de cartes X"
  const auto to_behind = [&](const Party& p) {
    return firm(p) && p.group != sold->group && (p.marks & kRelTo) != 0 &&
           p.span.byte_start >= sold->span.byte_end &&
           ReadingDistance(document_, p.span, sold->span) < kBuyer;
  };
  const auto buyer = std::ranges::find_if(scene.parties, to_behind);
  if (buyer == scene.parties.end()) return false;
  // "Sells X servers to Y": what follows the name is no goods, but a comma or whom it goes to.
  const std::string_view next = std::string_view(document_.text).substr(sold->span.byte_end);
  if (next.starts_with(',') || next.starts_with(" (")) return true;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kTo && c.span.byte_start == sold->span.byte_end + 1 &&
           c.span.byte_end <= buyer->span.byte_start;
  });
}

// The company that stands right behind a verb of selling, to whom it is sold beside it; or "".
std::string CandidateFinder::SoldCompany(const SentenceScene& scene, const Span& trigger,
                                         const std::string& buyer) const {
  constexpr double kObject = 40, kOf = 8, kBesideParticiple = 4;  // as a reader counts
  const auto sold = std::ranges::find_if(scene.parties, [&](const Party& p) {
    // "The sale of X to Y": the preposition is a genitive's.
    const bool of = (p.marks & ~unsigned{kRelFrom | kRelBy | kRelOf}) == 0 &&
                    ReadingDistance(document_, p.span, trigger) < kOf;
    return (p.marks == 0 || of) && (p.known || p.strong) && !p.product && !p.in_chip &&
           !p.coreference && p.span.byte_start >= trigger.byte_end && !SameGroup(p.id, buyer) &&
           ReadingDistance(document_, p.span, trigger) < kObject;
  });
  if (sold != scene.parties.end()) return sold->id;
  // "DWS heeft NorthC verkocht": between the seller and a participle that ends the clause.
  const Span segment = scene.SegmentAt(trigger.byte_start);
  const Party* seller = nullptr;
  for (const Party& p : scene.parties) {
    const bool plain = p.marks == 0 && (p.known || p.strong) && !p.product && !p.in_chip;
    if (!plain || !segment.Contains(p.span) || p.span.byte_end > trigger.byte_start) continue;
    if (seller == nullptr) {
      seller = &p;
    } else if (p.group != seller->group && !p.coreference && !SameGroup(p.id, buyer) &&
               !CommaBetween(seller->span, p.span) &&
               ReadingDistance(document_, p.span, trigger) < kBesideParticiple) {
      return p.id;
    }
  }
  return "";
}

// "The fund sold the hosting firm X to Y": a name that a noun for a firm tells right before it,
// behind a verb of selling, or one marked as its object; another one to whom it goes, one who
// sells, and no goods. Who buys and what is sold are written to `roles`, if given.
bool CandidateFinder::SellsFirm(const SentenceScene& scene, const Span& trigger,
                                Roles* roles) const {
  constexpr double kObject = 60;  // as a reader counts
  constexpr size_t kBeside = 3;   // bytes
  if (SellsUnit(scene, trigger, roles)) return true;
  if (!scene.chips.empty() || !scene.power.empty() || scene.Has(Cue::kChipNoun)) return false;
  const auto noun_of = [&](const Party& p) {
    return std::ranges::find_if(scene.cues, [&](const CueMatch& c) {
      const bool firm = c.cue == Cue::kAgent || c.cue == Cue::kOperator || c.cue == Cue::kCompany;
      return firm && c.span.byte_end <= p.span.byte_start &&
             p.span.byte_start - c.span.byte_end <= kBeside;
    });
  };
  const Span segment = scene.SegmentAt(trigger.byte_start);
  const auto is_sold = [&](const Party& p) {
    // Hindi "ko": of what is sold and to whom.
    const bool to = (p.marks & kRelTo) != 0 && (p.marks & kRelObject) == 0;
    if (p.coreference || p.in_chip || p.product || to ||
        ReadingDistance(document_, trigger, p.span) >= kObject)
      return false;
    // Where the verb stands last, what it sells is marked.
    if (p.span.byte_end <= trigger.byte_start)
      return (p.marks & kRelObject) != 0 && (p.known || p.strong) && segment.Contains(p.span);
    const auto noun = noun_of(p);
    return noun != scene.cues.end() && noun->span.byte_start >= trigger.byte_end;
  };
  const auto sold = std::ranges::find_if(scene.parties, is_sold);
  if (sold == scene.parties.end()) return false;
  const auto noun = noun_of(*sold);
  const Span firm = {noun != scene.cues.end() ? noun->span.byte_start : sold->span.byte_start,
                     sold->span.byte_end};
  const bool last = firm.byte_end <= trigger.byte_start;
  const bool goods = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kCompute && !c.span.Overlaps(firm) &&
           (last ? segment.Contains(c.span) : c.span.byte_start >= trigger.byte_end);
  });
  const auto other = [&](const Party& p) {
    return !p.in_chip && !p.coreference && !SameGroup(p.id, sold->id);
  };
  const auto buyer = std::ranges::find_if(scene.parties, [&](const Party& p) {
    const bool behind = p.span.byte_start >= firm.byte_end;
    const bool either = (sold->marks & kRelTo) != 0;
    return other(p) && (behind || (last && !either && segment.Contains(p.span))) &&
           (p.marks & kRelTo) != 0;
  });
  const bool seller = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return other(p) && (p.marks & ~unsigned{kRelSubject}) == 0 &&
           p.span.byte_end <= trigger.byte_start;
  });
  if (goods || buyer == scene.parties.end() || !seller) return false;
  if (roles != nullptr) {
    constexpr double kTold = 3;  // as two sides that a sentence marks
    roles->customer = {buyer->id};
    roles->provider = {sold->id};
    roles->syntax = roles->said = true;
    roles->open = !buyer->known || !sold->known;
    roles->weak = !(buyer->known || buyer->strong);
    roles->score = kTold;
  }
  return true;
}

// A verb that buys goods and companies alike buys goods where these are named, and whom they are
// bought of.
bool CandidateFinder::BuysGoods(const SentenceScene& scene, const Span& trigger) const {
  const bool both = std::ranges::any_of(
      scene.cues, [&](const CueMatch& c) { return c.cue == Cue::kBuy && c.span == trigger; });
  const bool goods = scene.Has(Cue::kChipNoun) || !scene.chips.empty() ||
                     scene.Has(Cue::kCompute) || scene.Has(Cue::kPower) || !scene.power.empty();
  return both && goods && (OfSomebody(scene) || !scene.chips.empty()) &&
         !BuysCompany(scene, trigger);
}

// Whether a preposition tells whom something is bought of.
bool CandidateFinder::OfSomebody(const SentenceScene& scene) {
  return std::ranges::any_of(scene.parties,
                             [](const Party& p) { return (p.marks & (kRelFrom | kRelAt)) != 0; });
}

// "Bought 25% of the provider X": beside the verb stands a share of less than the whole.
bool CandidateFinder::BuysStake(const SentenceScene& scene, const Span& trigger) const {
  constexpr size_t kBeside = 40;  // bytes
  // Where verbs stand last the share is before them, and nobody is named between.
  const auto none_between = [&](const Span& share) {
    constexpr size_t kParticle = 2;  // bytes
    // "Buys X with shares" pays in them.
    const bool pays = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kIn && c.span.byte_start >= share.byte_end &&
             c.span.byte_start <= share.byte_end + kParticle;
    });
    return share.byte_end <= trigger.byte_start && !pays && !CommaBetween(share, trigger) &&
           std::ranges::none_of(scene.parties, [&](const Party& p) {
             return p.span.byte_start >= share.byte_end && p.span.byte_end <= trigger.byte_start;
           });
  };
  const bool stake = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kStake && ReadingDistance(document_, c.span, trigger) < kBeside &&
           (c.span.byte_start >= trigger.byte_end || none_between(c.span));
  });
  if (stake || BuysShares(scene, trigger)) return true;
  bool most = false;
  if (ShareTakenOf(document_, scene, trigger, &most) != nullptr && !most) return true;
  const size_t from = std::max(scene.span.byte_start + kBeside, trigger.byte_start) - kBeside;
  const size_t to = std::min(scene.span.byte_end, trigger.byte_end + kBeside);
  for (size_t at = trigger.byte_end; at < to;) {
    const size_t start = at;
    const char32_t c = NextCodePoint(document_.text, &at);
    if (c == ',' || c == 0xFF0C || c == 0x060C) break;
    if (IsPercentSign(c)) return IsPart({start, at});
  }
  for (size_t at = trigger.byte_start; at > from;) {
    const size_t behind = at;
    const char32_t c = PreviousCodePoint(document_.text, &at);
    if (c == ',' || c == 0xFF0C || c == 0x060C) break;
    if (IsPercentSign(c)) return IsPart({at, behind});
  }
  return false;
}

// Behind the number that tells how many shares a word for them is about: "40 per cent of its
// shares"; nothing where none stands before it, or it is one of a sum.
std::optional<size_t> CandidateFinder::BehindShareOf(const SentenceScene& scene,
                                                     const Span& shares) const {
  constexpr size_t kPhrase = 40;  // bytes
  const size_t low = std::max(scene.span.byte_start + kPhrase, shares.byte_start) - kPhrase;
  for (size_t at = shares.byte_start; at > low;) {
    const size_t behind = at;
    const char32_t c = PreviousCodePoint(document_.text, &at);
    if (c == ',' || c == ';' || c == ':' || c == 0xFF0C || c == 0x060C) return std::nullopt;
    if (c < '0' || c > '9') continue;
    const Span number{at, behind};
    const bool other = std::ranges::any_of(
        scene.money, [&](const Mention* m) { return m->span.Overlaps(number); });
    const bool verb = std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
      return (IsTrigger(cue.cue) || cue.cue == Cue::kNoDeal) && cue.span.byte_start >= behind &&
             cue.span.byte_end <= shares.byte_start;
    });
    return other || verb ? std::nullopt : std::optional<size_t>(behind);
  }
  return std::nullopt;
}

// "Buys 40 per cent of its shares": the share stands beside the verb, and is less than half.
bool CandidateFinder::BuysShares(const SentenceScene& scene, const Span& trigger) const {
  constexpr double kObject = 90;  // as a reader counts
  const Span segment = scene.SegmentAt(trigger.byte_start);
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if (c.cue != Cue::kShare || !segment.Contains(c.span) ||
        ReadingDistance(document_, c.span, trigger) >= kObject)
      return false;
    const std::optional<size_t> behind = BehindShareOf(scene, c.span);
    return behind && IsPart({*behind, *behind});
  });
}

bool CandidateFinder::IsPart(const Span& percent) const {
  std::string_view number = document_.Slice(PercentNumber(document_, percent));
  number = number.substr(0, number.find_first_of(".,"));
  return number.size() == 1 || (number.size() == 2 && number[0] < '5');
}

// "L'acquisto della romana Cyberalba": right behind the word, where no goods are named, stands what
// is bought rather than of whom.
bool CandidateFinder::IsPurchaseOf(const SentenceScene& scene, const Span& trigger) const {
  if (scene.Has(Cue::kChipNoun) || scene.Has(Cue::kCompute) || !scene.chips.empty() ||
      scene.Has(Cue::kPower) || !scene.power.empty())
    return false;
  constexpr double kRightBehind = 16;
  return std::ranges::any_of(scene.parties, [&](const Party& p) {
    return !p.coreference && !p.product && (p.known || p.strong) && (p.marks & kRelFrom) != 0 &&
           (p.marks & kRelTo) == 0 && p.span.byte_start >= trigger.byte_end &&
           ReadingDistance(document_, p.span, trigger) < kRightBehind;
  });
}

// A verb that buys goods and companies alike buys the company that follows it at once.
bool CandidateFinder::BuysCompany(const SentenceScene& scene, const Span& trigger) const {
  const bool both = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kAcquire && c.span.Overlaps(trigger);
  });
  if (both && (AboutSite(scene, trigger) || IsPurchaseOf(scene, trigger))) return true;
  // "Core Scientific is bought by CoreWeave"
  const bool passive = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return (p.marks & kRelBy) != 0 && (p.marks & kRelFrom) == 0 &&
           (p.span.byte_start >= trigger.byte_end || scene.Has(Cue::kPassive));
  });
  // "Will buy Nebius of IBM servers": whom goods are bought of is told, and the only other name
  // stands behind the verb and buys.
  const auto plain = [](const Party& p) { return p.marks == 0 && !p.in_chip; };
  constexpr double kRightBehind = 20, kObject = 45;  // "bought earlier this year X"
  const bool marked = std::ranges::any_of(scene.parties, [](const Party& p) {
    return (p.marks & kRelObject) != 0 && (p.known || p.strong) && !p.coreference && !p.product;
  });
  const auto acts = [](const Party& p) {
    return (p.marks & ~unsigned{kRelSubject}) == 0 && !p.in_chip;
  };
  if (!passive && !marked && OfSomebody(scene) && std::ranges::count_if(scene.parties, acts) < 2)
    return false;
  // "The cloud provider Y", "le fournisseur cloud Y": a noun for a firm before the name says what
  // is bought.
  const auto described = [&](const Party& p) {
    constexpr size_t kTrade = 24;  // bytes
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kAgent && c.span.byte_end <= p.span.byte_start &&
             p.span.byte_start - c.span.byte_end <= kTrade && !CommaBetween(c.span, p.span) &&
             (c.span.byte_start >= trigger.byte_end || p.span.byte_end <= trigger.byte_start);
    });
  };
  // "X-o buys Y": the object of the verb is a company, and no goods are named.
  const bool goods = scene.Has(Cue::kChipNoun) || scene.Has(Cue::kCompute) || !scene.chips.empty();
  // German "X hat Y gekauft": the participle stands last, and two plain names before it.
  const Span segment = scene.SegmentAt(trigger.byte_start);
  const auto before = [&](const Party& p) {
    return plain(p) && !p.product && segment.Contains(p.span) &&
           p.span.byte_end <= trigger.byte_start;
  };
  if (both && scene.verb_second && !goods && !scene.Has(Cue::kPower) &&
      std::ranges::count_if(scene.parties, before) == 2)
    return true;
  const bool object = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return (p.marks & kRelObject) != 0 && !p.product && !p.in_chip && !p.coreference &&
           (!goods || described(p)) && ReadingDistance(document_, p.span, trigger) < 60;
  });
  if (both && object) return true;
  const auto goods_before = [&](const Party& p) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kChipNoun || c.cue == Cue::kCompute) &&
             c.span.byte_start >= trigger.byte_end && c.span.byte_end <= p.span.byte_start;
    });
  };
  // "The purchase of X by Y": right behind the noun stands what is bought.
  const bool noun = passive && !scene.Has(Cue::kChipNoun) && !scene.Has(Cue::kCompute) &&
                    scene.chips.empty() && std::ranges::any_of(scene.parties, [&](const Party& p) {
                      return (p.marks & ~unsigned{kRelObject | kRelOf}) == 0 && !p.in_chip &&
                             !p.product && p.span.byte_start >= trigger.byte_end &&
                             ReadingDistance(document_, p.span, trigger) < kRightBehind;
                    });
  if (both && noun) return true;
  return both && std::ranges::any_of(scene.parties, [&](const Party& p) {
           return plain(p) && !p.product &&
                  (passive ? p.span.byte_end <= trigger.byte_start
                           : p.span.byte_start >= trigger.byte_end) &&
                  ReadingDistance(document_, p.span, trigger) <
                      (described(p) || (p.known && !goods_before(p)) ? kObject : kRightBehind);
         });
}

}  // namespace dealwire
