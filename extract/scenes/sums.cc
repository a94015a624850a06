#include "extract/scenes/sums.h"

#include <algorithm>
#include <deque>
#include <set>
#include <string>

#include "base/text.h"

namespace dealwire {
namespace {

// How far the rates may be off: beside one another two sums need less proof.
constexpr double kSlackBeside = 0.45;
constexpr double kSlackApart = 0.2;
constexpr size_t kSumBeside = 40;  // bytes
constexpr size_t kMemory = 12;     // sums looked back at

struct Sum {
  size_t sentence;
  const Mention* money;
};

// `told`: the sentence tells a deal of its own, and somebody by name.
bool IsConversion(const Rates& rates, const std::deque<Sum>& before, const Sum& sum, bool told) {
  return std::ranges::any_of(before, [&](const Sum& b) {
    const bool beside = b.sentence == sum.sentence &&
                        sum.money->span.byte_start < b.money->span.byte_end + kSumBeside;
    if (told && b.sentence != sum.sentence) return false;
    return b.sentence + 2 >= sum.sentence &&
           rates.MayBeSame(*Get<MoneyValue>(*b.money), *Get<MoneyValue>(*sum.money),
                           beside ? kSlackBeside : kSlackApart);
  });
}

// Where a report is from: capitals at the beginning of a block, a stop, dash or bracket behind.
bool IsDateline(const Document& document, const Span& name) {
  const DocumentBlock& block = document.blocks[document.BlockAt(name.byte_start)];
  constexpr size_t kHead = 24;  // bytes: "LONDEN/DELFZIJL" is two
  if (document.InTitle(block.span) || name.byte_start > block.span.byte_start + kHead) return false;
  for (size_t at = block.span.byte_start; at < name.byte_end;) {
    const char32_t c = NextCodePoint(document.text, &at);
    if (IsDigit(c) || (IsLetter(c) && !IsUpper(c))) return false;
  }
  for (size_t at = name.byte_end; at < block.span.byte_end;) {
    const char32_t c = NextCodePoint(document.text, &at);
    if (c == '(' || c == ':' || c == '.' || c == '-' || c == 0x2013 || c == 0x2014) return true;
    if (c != ' ') return false;
  }
  return false;
}

}  // namespace

void DropConversions(const Document& document, const Rates& rates,
                     std::vector<SentenceScene>* scenes) {
  std::deque<Sum> before;
  for (SentenceScene& scene : *scenes) {
    if (document.InTitle(scene.span)) continue;
    const bool told = scene.HasNames() && std::ranges::any_of(scene.cues, [](const CueMatch& c) {
                        return IsTrigger(c.cue);
                      });
    std::erase_if(scene.money, [&](const Mention* money) {
      const Sum sum{scene.index, money};
      if (IsConversion(rates, before, sum, told)) return true;
      before.push_front(sum);
      if (before.size() > kMemory) before.pop_back();
      return false;
    });
  }
}

namespace {

// "9 billion, of which 5 go to A, 2.5 to B and 1.5 to C": behind the word for a part stands a name
// for each of several sums.
bool SharedAmongNamed(const SentenceScene& scene) {
  const auto cue = std::ranges::find(scene.cues, Cue::kOfWhich, &CueMatch::cue);
  const auto behind = [&](const Span& span) { return span.byte_start >= cue->span.byte_end; };
  const auto sums =
      std::ranges::count_if(scene.money, [&](const Mention* m) { return behind(m->span); });
  const auto names = std::ranges::count_if(scene.parties, [&](const Party& p) {
    return behind(p.span) && !p.coreference && !p.in_chip;
  });
  return sums >= 2 && names == sums;
}

}  // namespace

void DropShares(std::vector<SentenceScene>* scenes) {
  for (SentenceScene& scene : *scenes) {
    if (!scene.Has(Cue::kOfWhich)) continue;
    // "APG takes 250 million of that": the whole is a sentence back, the share a company's own.
    const bool own =
        scene.money.size() == 1 && std::ranges::any_of(scene.parties, [](const Party& p) {
          return (p.known || p.strong) && !p.coreference && !p.in_chip &&
                 (p.marks & ~unsigned{kRelSubject}) == 0;
        });
    if (own || SharedAmongNamed(scene)) continue;
    const auto share = [&](const Mention* money) {
      return std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
        if (cue.cue != Cue::kOfWhich || cue.span.byte_end > money->span.byte_start) return false;
        // Turkish "bunun icin", for this, begins as "of this".
        const bool phrase = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
          return c.cue == Cue::kTotal && c.span.Contains(cue.span) && c.span != cue.span;
        });
        if (phrase) return false;
        // "Whose contract was renewed for 21 million" is no share of a sum.
        const bool whose = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
          return (IsTrigger(c.cue) || c.cue == Cue::kValue) &&
                 c.span.byte_start >= cue.span.byte_end &&
                 c.span.byte_end <= money->span.byte_start;
        });
        if (whose) return false;
        return std::ranges::none_of(scene.parties, [&](const Party& p) {
          return p.known && !p.coreference && p.span.byte_start >= cue.span.byte_end;
        });
      });
    };
    std::erase_if(scene.money, share);
  }
}

// "The campus Hyperion", "Campusul Hyperion": a name right behind a noun for a site is the site's,
// unless the noun is of a phrase for a firm ("the operator of data centres Telmar").
void DropSiteNames(const Document& document, std::vector<SentenceScene>* scenes) {
  constexpr size_t kPhrase = 40;  // bytes
  const auto of_firm = [](const SentenceScene& scene, const Span& noun) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kAgent || c.cue == Cue::kCompany) &&
             c.span.byte_end <= noun.byte_start && c.span.byte_end + kPhrase >= noun.byte_start;
    });
  };
  // "Bought the N site from X": right before it, where somebody else sells.
  const auto sold = [&](const SentenceScene& scene, const Party& p) {
    if (!scene.Has(Cue::kAcquire) && !scene.Has(Cue::kBuy) && !scene.Has(Cue::kSell)) return false;
    return std::ranges::any_of(scene.cues,
                               [&](const CueMatch& c) {
                                 return c.cue == Cue::kSite &&
                                        c.span.byte_start == p.span.byte_end + 1 &&
                                        document.text[p.span.byte_end] == ' ';
                               }) &&
           std::ranges::any_of(scene.parties, [&](const Party& o) {
             return o.group != p.group && (o.marks & kRelFrom) != 0 && !o.in_chip &&
                    o.span.byte_start > p.span.byte_end;
           });
  };
  std::set<std::string> sites;
  for (const SentenceScene& scene : *scenes) {
    for (const Party& p : scene.parties) {
      if (p.known || p.strong || p.coreference) continue;
      const bool named = sold(scene, p) || std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
                           return c.cue == Cue::kSite && c.span.byte_end + 1 == p.span.byte_start &&
                                  document.text[c.span.byte_end] == ' ' && !of_firm(scene, c.span);
                         });
      if (named) sites.insert(p.id);
    }
  }
  if (sites.empty()) return;
  for (SentenceScene& scene : *scenes) {
    std::erase_if(scene.parties, [&](const Party& p) {
      return !p.known && !p.strong && !p.coreference && sites.contains(p.id);
    });
  }
}

namespace {

// "The group from Veldhoven": a name without a sign of a firm right behind a noun for one and a
// preposition of origin is where that is.
bool IsFirmsOrigin(const SentenceScene& scene, const Party& p) {
  constexpr size_t kTouching = 1;  // bytes
  const auto ends_before = [&](Cue cue, size_t at) {
    return std::ranges::find_if(scene.cues, [&](const CueMatch& c) {
      return c.cue == cue && c.span.byte_end + kTouching == at;
    });
  };
  const auto from = ends_before(Cue::kFrom, p.span.byte_start);
  if (from == scene.cues.end()) return false;
  // A preposition that is a genitive's, too, may tell whose firm it is.
  const bool of = std::ranges::any_of(
      scene.cues, [&](const CueMatch& c) { return c.cue == Cue::kOf && c.span == from->span; });
  return !of && ends_before(Cue::kCompany, from->span.byte_start) != scene.cues.end();
}

// "A campus near N": a preposition of place between a word for a site and a name.
bool StandsBesideSite(const SentenceScene& scene, const Party& p) {
  constexpr size_t kTouching = 1;  // bytes
  const auto touch = [](const Span& a, const Span& b) {
    return a.byte_end <= b.byte_start && b.byte_start - a.byte_end <= kTouching;
  };
  return std::ranges::any_of(scene.cues, [&](const CueMatch& at) {
    return at.cue == Cue::kAt && touch(at.span, p.span) &&
           std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
             return c.cue == Cue::kSite && touch(c.span, at.span);
           });
  });
}

}  // namespace

void DropPlaces(const Document& document, std::vector<SentenceScene>* scenes) {
  const auto weak = [](const Party& p) { return !p.known && !p.strong && !p.coreference; };
  std::set<std::string> places, acting;
  for (const SentenceScene& scene : *scenes) {
    for (const Party& p : scene.parties) {
      if (p.IsNamed() && p.strong) acting.insert(p.id);
    }
  }
  for (const SentenceScene& scene : *scenes) {
    for (const Party& p : scene.parties) {
      if (p.known || p.coreference) continue;
      const bool in = (p.marks & kRelIn) != 0 && !acting.contains(p.id);
      if ((weak(p) && (in || StandsBesideSite(scene, p))) || IsDateline(document, p.span))
        places.insert(p.id);
    }
  }
  for (SentenceScene& scene : *scenes) {
    std::erase_if(scene.parties, [&](const Party& p) {
      return !p.known && !p.coreference &&
             (places.contains(p.id) || (!p.strong && IsFirmsOrigin(scene, p)));
    });
  }
}

void DropSources(const Document& document, const FrameSet& frames, bool postpositional,
                 std::vector<SentenceScene>* scenes) {
  constexpr size_t kTouching = 4;  // bytes: a space, a quotation mark, a particle of one letter
  // "Sources say, Blackstone will buy": a comma parts them. "According to the paper is KLP in
  // talks": a word does.
  const auto beside = [&](size_t end, size_t start) {
    if (start < end || start - end > kTouching) return false;
    const std::string_view between = std::string_view(document.text).substr(end, start - end);
    size_t letters = 0;
    for (size_t i = 0; i < between.size();) letters += IsLetter(NextCodePoint(between, &i)) ? 1 : 0;
    return letters < 2 && !HasBreak(between);
  };
  for (SentenceScene& scene : *scenes) {
    std::erase_if(scene.parties, [&](const Party& p) {
      return !p.coreference && (!p.known || frames.SectorOf(p.id) == "investor") &&
             std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
               if (cue.cue != Cue::kReported) return false;
               return postpositional ? beside(p.span.byte_end, cue.span.byte_start)
                                     : beside(cue.span.byte_end, p.span.byte_start);
             });
    });
  }
}

namespace {

// Whether a comma stands right before a place, or before an article there.
bool StandsBehindComma(const Document& document, size_t at) {
  constexpr size_t kArticle = 8;  // bytes
  const size_t from = std::max(at, kArticle) - kArticle;
  return std::string_view(document.text).substr(from, at - from).find(',') !=
         std::string_view::npos;
}

// Whom a word sets aside, or null: the next name behind it; where it says that one is beaten, and
// in languages with postpositions, the one right beside it.
const Party* SetAside(const Document& document, const SentenceScene& scene, const Span& word,
                      bool postpositional) {
  constexpr size_t kReach = 48, kRight = 6;  // bytes: "by the private equity fund", "the"
  bool beaten = false, side = false;
  for (const CueMatch& c : scene.cues) {
    beaten |= c.cue == Cue::kReceive && c.span == word;
    side |= (c.cue == Cue::kBuyer || c.cue == Cue::kSeller) && word.Contains(c.span);
  }
  // "X, a customer of Y, buys": as a predicate ("X becomes a customer of Y") it tells a deal.
  if (side && !StandsBehindComma(document, word.byte_start)) return nullptr;
  const size_t reach = beaten ? kRight : kReach;
  if (postpositional && beaten) {
    const auto before = std::ranges::find_if(scene.parties, [&](const Party& p) {
      return !p.coreference && (p.marks & (kRelObject | kRelTo)) != 0 &&
             p.span.byte_end <= word.byte_start && p.span.byte_end + kRight >= word.byte_start;
    });
    if (before != scene.parties.end()) return &*before;
  }
  const auto next = std::ranges::find_if(scene.parties, [&](const Party& p) {
    return p.span.byte_start >= word.byte_end && !p.coreference;
  });
  if (next == scene.parties.end() || next->span.byte_start > word.byte_end + reach ||
      HasBreak(std::string_view(document.text)
                   .substr(word.byte_end, next->span.byte_start - word.byte_end)))
    return nullptr;
  return &*next;
}

}  // namespace

void DropNamedAside(const Document& document, bool postpositional,
                    std::vector<SentenceScene>* scenes) {
  for (SentenceScene& scene : *scenes) {
    std::vector<int> aside;  // groups
    for (const CueMatch& cue : scene.cues) {
      if (cue.cue != Cue::kAside) continue;
      if (const Party* p = SetAside(document, scene, cue.span, postpositional))
        aside.push_back(p->group);
    }
    std::erase_if(scene.parties,
                  [&](const Party& p) { return std::ranges::find(aside, p.group) != aside.end(); });
  }
}

}  // namespace dealwire
