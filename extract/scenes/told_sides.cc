#include "extract/scenes/told_sides.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace dealwire {
namespace {

class SideReader {
 public:
  SideReader(const Document& document, bool postpositional)
      : document_(document), postpositional_(postpositional) {}

  // "The first tenant is X", "supplier X", "X becomes the anchor tenant"; with a particle for "is".
  DealSide SideToldOf(const SentenceScene& scene, const Party& party) const {
    if (party.coreference) return DealSide::kNone;
    const bool marked = (party.marks & ~unsigned{kRelSubject}) != 0;
    for (const CueMatch& cue : scene.cues) {
      if (cue.cue != Cue::kBuyer && cue.cue != Cue::kSeller) continue;
      // A phrase may hold the "is" that elsewhere is a preposition (Chinese "wei").
      if (marked && cue.span.byte_end != party.span.byte_start) continue;
      const bool before = cue.span.byte_end <= party.span.byte_start;
      const size_t from = before ? cue.span.byte_end : party.span.byte_end;
      const size_t to = before ? party.span.byte_start : cue.span.byte_start;
      const bool topic = before && to > from && ParticleBetween(scene, from, to, from);
      if (to >= from && (topic || Apposed(from, to, before, party.span.byte_end) ||
                         Equates(scene, from, to, before)))
        return cue.cue == Cue::kBuyer ? DealSide::kCustomer : DealSide::kProvider;
    }
    return DealSide::kNone;
  }

  // "The contractor X", "the works are carried out by X", "X carries out the works"; a noun phrase
  // that stands for one.
  bool IsContractor(const SentenceScene& scene, const Party& party) const {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      if (c.cue != Cue::kContractor) return false;
      if (party.coreference) return c.span.Overlaps(party.span);
      const bool before = c.span.byte_end <= party.span.byte_start;
      const size_t from = before ? c.span.byte_end : party.span.byte_end;
      const size_t to = before ? party.span.byte_start : c.span.byte_start;
      if (to < from) return false;
      // Hindi "the contract N-ne gave to M": who acts right behind the noun gives it.
      if (before && to - from == 1 && postpositional_ && (party.marks & kRelSubject) != 0)
        return false;
      // A phrase is one of a verb, or holds the preposition before the name.
      const bool phrase = document_.Slice(c.span).find(' ') != std::string_view::npos;
      if ((phrase && to - from <= 1) || Equates(scene, from, to, before)) return true;
      return ParticleBetween(scene, from, to, c.span.byte_start);
    });
  }

  // "X becomes a customer of Y", "Y's customer is X": whose a noun for a side is stands on the
  // other.
  void ReadOwnerOf(const CueMatch& noun, SentenceScene* scene) const {
    Party* owner = OwnerOf(noun, scene);
    if (owner == nullptr) return;
    const Span phrase = {std::min(owner->span.byte_start, noun.span.byte_start),
                         std::max(owner->span.byte_end, noun.span.byte_end)};
    const DealSide side = SideOf(noun.cue);
    for (Party& p : scene->parties) {
      if (p.in_chip || p.group == owner->group || (p.marks & ~unsigned{kRelSubject}) != 0) continue;
      const bool before = p.span.byte_end <= phrase.byte_start;
      const size_t from = before ? p.span.byte_end : phrase.byte_end;
      const size_t to = before ? phrase.byte_start : p.span.byte_start;
      if (to < from ||
          (p.side != side && !Equates(*scene, from, to, false) &&
           !(before && postpositional_ && IsBehind(*scene, Cue::kAux, phrase.byte_end))))
        continue;
      if (p.side != side && before && postpositional_ && Named(*scene, from, to)) continue;
      p.side = side;
      owner->side = OtherSide(side);
      return;
    }
  }

  // "Y has a new customer in X", "Y wins X as a customer", "Y has a new customer: X": who has one
  // stands on the other side.
  void ReadHolderOf(const CueMatch& noun, SentenceScene* scene) const {
    const Span segment = scene->SegmentAt(noun.span.byte_start);
    Party* had = HadOf(noun, segment, scene);
    if (had == nullptr) return;
    Party* holder = nullptr;
    for (Party& p : scene->parties) {
      const bool firm = p.known || p.strong || p.coreference;
      if (p.in_chip || !firm || p.group == had->group || !segment.Contains(p.span)) continue;
      const bool acts = (p.marks & ~unsigned{kRelSubject}) == 0 &&
                        p.span.byte_end <= std::min(had->span.byte_start, noun.span.byte_start);
      if (!acts || holder != nullptr) return;
      holder = &p;
    }
    if (holder == nullptr || !Holds(*scene, *holder, noun.span, *had)) return;
    had->side = SideOf(noun.cue);
    holder->side = OtherSide(had->side);
  }

 private:
  static DealSide SideOf(Cue noun) {
    return noun == Cue::kBuyer ? DealSide::kCustomer : DealSide::kProvider;
  }

  // Whether a word of a class begins close behind a place.
  static bool IsBehind(const SentenceScene& scene, Cue cue, size_t at) {
    constexpr size_t kClose = 24;  // bytes
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == cue && c.span.byte_start >= at && c.span.byte_start <= at + kClose;
    });
  }

  // Whose customer or supplier it is: the genitive right beside the noun, or null.
  Party* OwnerOf(const CueMatch& noun, SentenceScene* scene) const {
    constexpr size_t kPhrase = 24, kGenitive = 6;  // bytes
    constexpr unsigned kOf = kRelFrom | kRelOf | kRelAt | kRelTo;
    for (Party& p : scene->parties) {
      if (p.in_chip || p.coreference) continue;
      const size_t end = p.span.byte_end, begin = p.span.byte_start;
      if (begin > noun.span.byte_end && begin <= noun.span.byte_end + kPhrase) {
        const bool of = (p.marks & kOf) != 0 && BeginsWithConnector(*scene, noun.span.byte_end + 1);
        const bool genitive = begin == noun.span.byte_end + 1 && p.marks == 0 &&
                              (p.inflected || IsPredicate(*scene, p));
        if ((of || genitive) && !Breaks(noun.span.byte_end, begin)) return &p;
      }
      if (end > noun.span.byte_start || end + kPhrase < noun.span.byte_start) continue;
      const std::string_view between =
          std::string_view(document_.text).substr(end, noun.span.byte_start - end);
      const bool particle = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
        return c.cue == Cue::kOf && c.span.byte_start >= end && c.span.byte_start <= end + 1 &&
               c.span.byte_end <= noun.span.byte_start + kGenitive;
      });
      const bool apostrophe = between.starts_with("'s ") || between.starts_with("\u2019s ");
      const bool bent =
          p.inflected && postpositional_ && between == " " && (p.marks & ~unsigned{kRelOf}) == 0;
      const bool touching = between.empty() && IsSpaceless(First(noun.span.byte_start));
      if ((particle || apostrophe || bent || touching) && !HasBreak(between)) return &p;
    }
    return nullptr;
  }

  // Russian "klientom X stal Y": whether an auxiliary and another name follow a name at once.
  static bool IsPredicate(const SentenceScene& scene, const Party& party) {
    constexpr size_t kName = 3;  // bytes before it: a quotation mark
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kAux && c.span.byte_start == party.span.byte_end + 1 &&
             std::ranges::any_of(scene.parties, [&](const Party& o) {
               return o.marks == 0 && o.span.byte_start > c.span.byte_end &&
                      o.span.byte_start <= c.span.byte_end + kName;
             });
    });
  }

  // "Its tenant, X, moves in": between commas behind the noun.
  bool Apposed(size_t from, size_t to, bool noun_first, size_t name_end) const {
    const std::string_view text = document_.text;
    return noun_first && text.substr(from, to - from) == ", " &&
           (name_end == text.size() || text[name_end] == ',' || text[name_end] == '.' ||
            text[name_end] == ';' || text[name_end] == '\n');
  }

  char32_t First(size_t at) const { return NextCodePoint(document_.text, &at); }

  bool Breaks(size_t from, size_t to) const {
    return HasBreak(std::string_view(document_.text).substr(from, to - from));
  }

  static bool BeginsWithConnector(const SentenceScene& scene, size_t at) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.span.byte_start == at && c.cue >= Cue::kWith && c.cue <= Cue::kOf;
    });
  }

  // Who is the customer or supplier that somebody has, or null.
  Party* HadOf(const CueMatch& noun, const Span& segment, SentenceScene* scene) const {
    constexpr size_t kColon = 32, kIn = 16, kAs = 40;  // bytes
    const std::string_view text = document_.text;
    for (Party& p : scene->parties) {
      if (p.in_chip || p.coreference || !(p.known || p.strong)) continue;
      const size_t begin = p.span.byte_start, end = p.span.byte_end;
      if (begin >= noun.span.byte_end && begin <= noun.span.byte_end + kColon) {
        const std::string_view between =
            text.substr(noun.span.byte_end, begin - noun.span.byte_end);
        const bool colon = between.ends_with(": ") || between.ends_with("\uFF1A");
        if (colon && between.find(',') == std::string_view::npos) return &p;
        if (begin <= noun.span.byte_end + kIn && (p.marks & (kRelIn | kRelWith)) != 0 &&
            !HasBreak(between) && BeginsWithConnector(*scene, noun.span.byte_end + 1))
          return &p;
      }
      if (end > noun.span.byte_start || end + kAs < noun.span.byte_start ||
          !segment.Contains(p.span))
        continue;
      constexpr unsigned kMay = kRelObject | kRelIn | kRelWith | kRelTo;  // Spanish "a"
      const bool first = std::ranges::none_of(scene->parties, [&](const Party& o) {
        return !o.in_chip && o.group != p.group && segment.Contains(o.span) &&
               o.span.byte_end <= begin;
      });
      const bool prepared = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
        return c.cue >= Cue::kFrom && c.cue <= Cue::kAt && c.span.byte_start > end &&
               c.span.byte_end <= noun.span.byte_start;
      });
      if ((p.marks & ~kMay) == 0 && !first && !prepared && !Breaks(end, noun.span.byte_start) &&
          !Named(*scene, end, noun.span.byte_start))
        return &p;
    }
    return nullptr;
  }

  // Whether a verb of having one stands behind who acts, or right before: before the noun, or close
  // behind it and who is had.
  static bool Holds(const SentenceScene& scene, const Party& holder, const Span& noun,
                    const Party& had) {
    constexpr size_t kLast = 32;  // bytes
    const size_t from = holder.span.byte_end;
    const size_t to =
        had.span.byte_start > noun.byte_end ? had.span.byte_start : noun.byte_end + kLast;
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kHas || c.cue == Cue::kReceive) &&
             (c.span.byte_start >= from || c.span.byte_end + 1 == holder.span.byte_start) &&
             c.span.byte_end <= to;
    });
  }

  // "The supplier - X", where the language leaves "is" out; the name may be quoted.
  static bool IsDash(std::string_view between) {
    size_t dashes = 0;
    for (size_t i = 0; i < between.size();) {
      const char32_t c = NextCodePoint(between, &i);
      const bool dash = c == U'\u2013' || c == U'\u2014';
      dashes += dash ? 1 : 0;
      if (IsWordChar(c) || c == ',') return false;
    }
    return dashes == 1;
  }

  // Where particles follow, and in scripts without spaces: whether nothing but a particle stands
  // between a name and the verb behind it, or the noun before it.
  bool ParticleBetween(const SentenceScene& scene, size_t from, size_t to, size_t word) const {
    constexpr size_t kParticle = 12;  // bytes
    const bool spaceless = IsSpaceless(NextCodePoint(document_.text, &word));
    if ((!postpositional_ && !spaceless) || to - from > kParticle) return false;
    std::string rest(document_.text, from, to - from);
    for (const CueMatch& c : scene.cues) {
      if ((c.cue != Cue::kSubject && c.cue != Cue::kBy && c.cue != Cue::kOf) ||
          c.span.byte_start < from || c.span.byte_end > to)
        continue;
      for (size_t k = c.span.byte_start; k < c.span.byte_end; ++k) rest[k - from] = ' ';
    }
    return rest.find_first_not_of(' ') == std::string::npos;
  }

  // Whether a noun and a name with `from` to `to` between them are one: "tenant X", "tenant: X",
  // or "is" between them.
  bool Equates(const SentenceScene& scene, size_t from, size_t to, bool noun_first) const {
    constexpr size_t kTouching = 2, kCopula = 96;  // bytes
    if (to - from > kCopula || Named(scene, from, to)) return false;
    const std::string_view between = std::string_view(document_.text).substr(from, to - from);
    if (noun_first && (to - from <= kTouching) &&
        between.find_first_not_of(" :") == std::string_view::npos)
      return true;
    if (noun_first && IsDash(between)) return true;
    if (HasBreak(between)) return false;
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kAux && c.span.byte_start >= from && c.span.byte_end <= to;
    });
  }

  // Whether a name or a verb of a deal stands between two places.
  static bool Named(const SentenceScene& scene, size_t from, size_t to) {
    const auto inside = [&](const Span& s) { return s.byte_start >= from && s.byte_end <= to; };
    // "The first tenant in the hall of Nebius is X"
    return std::ranges::any_of(scene.parties,
                               [&](const Party& p) { return inside(p.span) && p.marks == 0; }) ||
           std::ranges::any_of(scene.money, [&](const Mention* m) { return inside(m->span); }) ||
           std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
             return inside(c.span) && (IsTrigger(c.cue) || c.cue == Cue::kClause);
           });
  }

  const Document& document_;
  const bool postpositional_;
};

}  // namespace

void MarkToldSides(const Document& document, bool postpositional, SentenceScene* scene) {
  const SideReader reader(document, postpositional);
  for (Party& party : scene->parties) {
    party.side = reader.SideToldOf(*scene, party);
    party.contractor = reader.IsContractor(*scene, party);
  }
  constexpr size_t kMostNouns = 8;  // looked at in a sentence
  size_t nouns = 0;
  for (const CueMatch& cue : scene->cues) {
    if ((cue.cue != Cue::kBuyer && cue.cue != Cue::kSeller) || ++nouns > kMostNouns) continue;
    reader.ReadHolderOf(cue, scene);
    reader.ReadOwnerOf(cue, scene);
  }
}

}  // namespace dealwire
