#include "extract/deals/open_parties.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace dealwire {
namespace {

// Bytes between a subject and its verb: an auxiliary, a reflexive, an adverb.
constexpr size_t kToVerb = 36;
// Between a verb and the preposition of its phrase.
constexpr size_t kToPhrase = 40;
// Between a verb and a name that follows at once, with an article or a preposition.
constexpr size_t kAtOnce = 6;

bool IsDealVerb(Cue cue) { return cue < Cue::kContract || cue == Cue::kPowerBuy; }

bool Stops(std::string_view between) {
  return between.find_first_of(",;:().|\n\"") != std::string_view::npos;
}

class Promoter {
 public:
  Promoter(const Document& document, const SentenceScene& scene)
      : text_(document.text),
        scene_(scene),
        in_title_(document.InTitle(scene.span)),
        names_firm_(std::ranges::any_of(
            scene.parties, [](const Party& p) { return p.IsNamed() && (p.known || p.strong); })) {}

  bool Acts(const Party& p) const {
    if ((p.marks & kRelIn) != 0) return IsEntered(p);
    return p.side != DealSide::kNone || IsOperator(p) || IsSubject(p) || IsSetApart(p) ||
           IsMarked(p) || IsTaken(p) || IsBought(p) || IsJoined(p) || GovernedBehind(p) ||
           (!in_title_ && (IsGoverned(p) || IsSubjectOfAside(p)));
  }

 private:
  // "The data centre operator X"
  bool IsOperator(const Party& p) const {
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kOperator && c.span.byte_end <= p.span.byte_start &&
             p.span.byte_start - c.span.byte_end <= 1;
    });
  }

  std::string_view Between(size_t from, size_t to) const {
    return text_.substr(from, to > from ? to - from : 0);
  }

  bool NameBetween(size_t from, size_t to) const {
    return std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return !p.coreference && p.span.byte_start >= from && p.span.byte_end <= to;
    });
  }

  // The subject may stand behind its verb: "tekende Nebius met Eneco".
  bool UnknownBetween(size_t from, size_t to) const {
    return std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return !p.coreference && !p.known && p.span.byte_start >= from && p.span.byte_end <= to;
    });
  }

  // "Solvera leases", "Digi would have offered": unmarked, and a verb of a deal or the signing of
  // one behind it; or marked as a subject, which stands before its verb however far that is.
  bool IsSubject(const Party& p) const {
    const bool marked = (p.marks & kRelSubject) != 0;
    if (!marked && (p.marks & ~kRelObject) != 0) return false;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      if (!IsDealVerb(c.cue) && c.cue != Cue::kSigned && c.cue != Cue::kTalks &&
          c.cue != Cue::kPartner)
        return false;
      if (c.span.byte_start < p.span.byte_end) return false;
      if (marked) return IsDealVerb(c.cue);
      const size_t gap = c.span.byte_start - p.span.byte_end;
      return gap <= kToVerb && !Stops(Between(p.span.byte_end, c.span.byte_start)) &&
             !OtherBetween(p, c.span.byte_start);
    });
  }

  // A name between a subject and its verb that is neither joined to it nor to whom it is done:
  // Vietnamese "X va Y cho Z vay".
  bool OtherBetween(const Party& subject, size_t to) const {
    return std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return !p.coreference && p.span.byte_start >= subject.span.byte_end &&
             p.span.byte_end <= to && p.group != subject.group && p.marks != kRelTo;
    });
  }

  // Turkish "X, Y'den 2 milyar lira kredi aldi": who begins the sentence, a comma behind, acts
  // where the verb ends it.
  bool IsSetApart(const Party& p) const {
    constexpr size_t kMark = 3;   // bytes that may open a sentence
    constexpr size_t kLast = 48;  // and from where its last verb stands
    if (!scene_.postpositional || (p.marks & ~kRelSubject) != 0 ||
        p.span.byte_start > scene_.span.byte_start + kMark ||
        text_.substr(p.span.byte_end, 2) != ", " || IsSurname(p.span))
      return false;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return (IsDealVerb(c.cue) || c.cue == Cue::kSigned) && c.span.byte_start > p.span.byte_end &&
             c.span.byte_end + kLast >= scene_.span.byte_end;
    });
  }

  // "N, the cooperative of the universities, takes ...": the verb behind an aside between commas.
  bool IsSubjectOfAside(const Party& p) const {
    constexpr size_t kLeast = 8, kLongest = 80, kToItsVerb = 20;  // bytes
    if ((p.marks & ~kRelSubject) != 0 || text_.substr(p.span.byte_end, 2) != ", ") return false;
    const size_t from = p.span.byte_end + 2;
    const size_t size = text_.substr(from, kLongest + 1).find_first_of(",.;:(\n\"");
    if (size == std::string_view::npos || size < kLeast || text_[from + size] != ',') return false;
    const size_t end = from + size;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return IsDealVerb(c.cue) && c.span.byte_start > end &&
             c.span.byte_start - end <= kToItsVerb && !Stops(Between(end + 1, c.span.byte_start));
    });
  }

  // "the director Ali Taha Koc": whether shortly before it ends a name of several words.
  bool IsSurname(const Span& span) const {
    constexpr size_t kBefore = 2000;  // bytes
    const size_t from = std::max(span.byte_start, kBefore) - kBefore;
    const std::string_view name = text_.substr(span.byte_start, span.byte_end - span.byte_start);
    const std::string_view before = Between(from, span.byte_start);
    for (size_t at = before.find(name); at != std::string_view::npos;
         at = before.find(name, at + name.size())) {
      size_t word = at;
      if (word == 0 || before[word - 1] != ' ') continue;
      --word;
      while (word > 0 && before[word - 1] != ' ' && before[word - 1] != '\n') --word;
      size_t first = word;
      if (word + 1 < at && IsUpper(NextCodePoint(before, &first)) &&
          !Stops(Between(from + word, from + at)))
        return true;
    }
    return false;
  }

  // "signed with X", "the contract between X and Y", "was lent by X".
  bool IsMarked(const Party& p) const {
    if ((p.marks & (kRelWith | kRelBy | kRelBetween)) == 0 || (p.marks & kRelFrom) != 0)
      return false;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      if (!IsDealVerb(c.cue) && c.cue != Cue::kContract && c.cue != Cue::kSigned &&
          c.cue != Cue::kTalks && c.cue != Cue::kPartner)
        return false;
      return c.span.byte_end <= p.span.byte_start &&
             p.span.byte_start - c.span.byte_end <= kToPhrase &&
             !UnknownBetween(c.span.byte_end, p.span.byte_start) &&
             !Stops(Between(c.span.byte_end, p.span.byte_start));
    });
  }

  // By a preposition, and not by an ending, which places have, too.
  bool IsPreceded(const Party& p) const {
    constexpr size_t kBeside = 24;  // bytes
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kFrom || c.cue == Cue::kAt) && c.span.byte_end <= p.span.byte_start &&
             p.span.byte_start - c.span.byte_end <= kBeside;
    });
  }

  // "Borrows from X", "servers of X are bought": from whom money or goods come.
  bool IsTaken(const Party& p) const {
    if ((p.marks & (kRelFrom | kRelAt)) == 0 || !IsPreceded(p)) return false;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      const bool takes = c.cue == Cue::kBuy || c.cue == Cue::kRent || c.cue == Cue::kRaise ||
                         c.cue == Cue::kLend || c.cue == Cue::kBorrow || c.cue == Cue::kPowerBuy;
      return takes && c.span.byte_end <= p.span.byte_start &&
             p.span.byte_start - c.span.byte_end <= kToPhrase &&
             !NameBetween(c.span.byte_end, p.span.byte_start) &&
             !Stops(Between(c.span.byte_end, p.span.byte_start));
    });
  }

  // "will buy Cyberalba", "vende a Solvera": right behind the verb.
  bool IsBought(const Party& p) const {
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kAcquire || c.cue == Cue::kSupply || c.cue == Cue::kLeaseOut ||
              c.cue == Cue::kLend || c.cue == Cue::kSell) &&
             c.span.byte_end <= p.span.byte_start &&
             p.span.byte_start - c.span.byte_end <= kAtOnce &&
             !Stops(Between(c.span.byte_end, p.span.byte_start));
    });
  }

  // "N-wo buys", "N-kara borrows": where particles follow and no capital shows a name, the verb
  // stands behind it, and nobody between.
  bool GovernedBehind(const Party& p) const {
    constexpr size_t kToLastVerb = 72;  // bytes
    constexpr unsigned kGoverned = kRelWith | kRelFrom | kRelTo | kRelObject | kRelBy;
    size_t at = p.span.byte_end;
    PreviousCodePoint(text_, &at);
    const char32_t last = NextCodePoint(text_, &at);
    if ((p.marks & kGoverned) == 0 || !(IsSpaceless(last) || IsHangul(last))) return false;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return IsDealVerb(c.cue) && c.span.byte_start >= p.span.byte_end &&
             c.span.byte_start - p.span.byte_end <= kToLastVerb &&
             !NameBetween(p.span.byte_end, c.span.byte_start) &&
             Between(p.span.byte_end, c.span.byte_start).find("\u3001") == std::string_view::npos;
    });
  }

  // To a firm that is known, or to one that the same preposition marks.
  bool IsJoined(const Party& p) const {
    return std::ranges::any_of(scene_.parties, [&](const Party& o) {
      const bool firm = o.known || (o.strong && p.marks != 0 && o.marks == p.marks);
      return o.group == p.group && o.span != p.span && firm && !o.in_chip && !o.coreference;
    });
  }

  // A word of `is` before the name, at most `most` bytes and no stop between.
  template <typename Is>
  bool Behind(const Party& p, size_t most, const Is& is) const {
    // Cues stand by rising start, and are no longer than a phrase.
    constexpr size_t kLongestCue = 100;
    const size_t at = p.span.byte_start;
    auto c = FirstCueFrom(at - std::min(at, most + kLongestCue));
    for (; c != scene_.cues.end() && c->span.byte_start < at; ++c) {
      if (c->span.byte_end <= at && at - c->span.byte_end <= most && is(c->cue) &&
          !Stops(Between(c->span.byte_end, at)))
        return true;
    }
    return false;
  }

  std::vector<CueMatch>::const_iterator FirstCueFrom(size_t byte_offset) const {
    return std::ranges::lower_bound(scene_.cues, byte_offset, {},
                                    [](const CueMatch& c) { return c.span.byte_start; });
  }

  // Whatever stands between, and whatever case: "has chosen the landlord N", "talks of N and M",
  // "it was N that", "together with N", "300 megawatts are taken from N", and capitals behind a
  // deal's verb in a sentence with a firm ("bonds that BIDV buys of VNG").
  bool IsGoverned(const Party& p) const {
    constexpr size_t kPhrase = 24, kClause = 40, kBeside = 6;
    const std::string_view name = Between(p.span.byte_start, p.span.byte_end);
    const bool one_word = name.find(' ') == std::string_view::npos;
    if (Behind(p, kPhrase, SignsDeal) || (one_word && IsWithBefore(p))) return true;
    if (one_word && Behind(p, kBeside, [](Cue c) { return c == Cue::kAux || c == Cue::kWith; }))
      return true;
    if (!Behind(p, kClause, IsDealVerb)) return false;
    return (names_firm_ && IsCapitals(name)) ||
           Behind(p, kPhrase, [](Cue c) { return c == Cue::kPower; });
  }

  // "Enters into the capital of N": what somebody steps into is no place.
  bool IsEntered(const Party& p) const {
    constexpr size_t kPhrase = 24;
    return !scene_.money.empty() &&
           Behind(p, kPhrase, [](Cue c) { return c == Cue::kEnter || c == Cue::kStake; });
  }

  // "N ile gorusmeler", "a contract that N with M has": a word for "with" behind the name, and one
  // for an agreement behind that.
  bool IsWithBefore(const Party& p) const {
    constexpr size_t kToWith = 24, kToSign = 40;
    const auto ahead = [&](size_t most, const auto& is) {
      const size_t at = p.span.byte_end;
      for (auto c = FirstCueFrom(at); c != scene_.cues.end() && c->span.byte_start <= at + most;
           ++c) {
        if (is(c->cue) && !Stops(Between(at, c->span.byte_start))) return true;
      }
      return false;
    };
    return ahead(kToWith, [](Cue c) { return c == Cue::kWith; }) && ahead(kToSign, SignsDeal);
  }

  static bool SignsDeal(Cue cue) {
    return cue == Cue::kContract || cue == Cue::kSigned || cue == Cue::kTalks ||
           cue == Cue::kPartner || cue == Cue::kContractor || cue == Cue::kReceive ||
           cue == Cue::kStake;
  }

  // Letters that have capitals, two and more, and all of them.
  static bool IsCapitals(std::string_view name) {
    size_t letters = 0;
    for (size_t at = 0; at < name.size();) {
      const char32_t c = NextCodePoint(name, &at);
      if (!IsLetter(c)) continue;
      if (!IsUpper(c)) return false;
      ++letters;
    }
    return letters > 1;
  }

  const std::string_view text_;
  const SentenceScene& scene_;
  const bool in_title_, names_firm_;
};

bool IsWeak(const Party& p) { return !p.known && !p.strong && !p.coreference; }

// Who stands in the headline and twice in the article, and nowhere "in", is who it is about.
void AddTopics(const Document& document, const std::vector<SentenceScene>& scenes,
               std::unordered_set<std::string>* acting) {
  struct Named {
    int title = 0, body = 0;
    bool place = false;
  };
  constexpr int kOften = 2;
  std::unordered_map<std::string, Named> named;
  for (const SentenceScene& scene : scenes) {
    for (const Party& p : scene.parties) {
      if (!IsWeak(p)) continue;
      Named& n = named[p.id];
      ++(document.InTitle(p.span) ? n.title : n.body);
      n.place |= (p.marks & kRelIn) != 0;
    }
  }
  for (const auto& [id, n] : named) {
    if (n.title > 0 && n.body >= kOften && !n.place) acting->insert(id);
  }
}

}  // namespace

void PromoteLed(const Document& document, std::vector<SentenceScene>* scenes) {
  constexpr size_t kPerson = 24;  // bytes: a particle and a name
  for (SentenceScene& scene : *scenes) {
    for (Party& p : scene.parties) {
      size_t at = p.span.byte_end;
      if (!IsWeak(p) || at == 0) continue;
      PreviousCodePoint(document.text, &at);
      if (!IsSpaceless(NextCodePoint(document.text, &at))) continue;
      p.strong = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
        return c.cue == Cue::kHead && c.span.byte_start >= p.span.byte_end &&
               c.span.byte_start <= p.span.byte_end + kPerson &&
               !Stops(document.Slice({p.span.byte_end, c.span.byte_start})) &&
               document.Slice({p.span.byte_end, c.span.byte_start}).find("\u3001") ==
                   std::string_view::npos;
      });
    }
  }
}

void PromoteParties(const Document& document, std::vector<SentenceScene>* scenes) {
  std::unordered_set<std::string> acting;
  AddTopics(document, *scenes, &acting);
  for (const SentenceScene& scene : *scenes) {
    const Promoter promoter(document, scene);
    for (const Party& p : scene.parties) {
      if (IsWeak(p) && promoter.Acts(p)) acting.insert(p.id);
    }
  }
  for (SentenceScene& scene : *scenes) {
    for (Party& p : scene.parties) {
      if (IsWeak(p) && (p.marks & kRelIn) == 0 && acting.contains(p.id)) p.strong = true;
    }
  }
}

}  // namespace dealwire
