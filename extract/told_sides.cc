#include "extract/told_sides.h"

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
      if (to >= from && (topic || Equates(scene, from, to, before)))
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
      // A phrase is one of a verb, or holds the preposition before the name.
      const bool phrase = document_.Slice(c.span).find(' ') != std::string_view::npos;
      if ((phrase && to - from <= 1) || Equates(scene, from, to, before)) return true;
      return ParticleBetween(scene, from, to, c.span.byte_start);
    });
  }

 private:
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
}

}  // namespace dealwire
