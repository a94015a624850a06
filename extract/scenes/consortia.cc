#include "extract/scenes/consortia.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "extract/scenes/party_marks.h"

namespace dealwire {
namespace {

constexpr size_t kMostNouns = 2;
constexpr size_t kToFirst = 60, kToNext = 48;  // bytes: "formed by the state fund"
constexpr size_t kBeside = 12;                 // an article

bool EndsPhrase(const CueMatch& c) {
  return (c.cue < Cue::kContract && c.cue != Cue::kInvest) || c.cue == Cue::kAux ||
         c.cue == Cue::kSigned || c.cue == Cue::kTalks || c.cue == Cue::kClause;
}

// What marks the noun: the connector right before it, or right behind it.
unsigned MarksOf(const SentenceScene& scene, const Span& noun, bool behind) {
  unsigned marks = 0;
  for (const CueMatch& c : scene.cues) {
    const bool touches =
        behind ? c.span.byte_start >= noun.byte_end && c.span.byte_start <= noun.byte_end + 1
               : c.span.byte_end <= noun.byte_start && c.span.byte_end + kBeside >= noun.byte_start;
    if (touches) marks |= RelationOf(c.cue);
  }
  return marks;
}

// Whether a comma, "and" or a preposition ("led by", "with") stands there.
bool Joins(const Document& document, const SentenceScene& scene, const Span& between) {
  if (document.Slice(between).find(',') != std::string_view::npos) return true;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return IsConnector(c.cue) && between.Contains(c.span);
  });
}

void Join(const std::vector<Party*>& members, unsigned marks) {
  for (Party* p : members) {
    p->marks = marks;
    p->group = members.front()->group;
    p->side = DealSide::kNone;
    p->inflected = p->agent = false;
    p->acts_until = 0;
  }
}

}  // namespace

void JoinConsortia(const Document& document, bool postpositional, SentenceScene* scene) {
  size_t nouns = 0;
  for (const CueMatch& noun : scene->cues) {
    if (noun.cue != Cue::kConsortium || ++nouns > kMostNouns) continue;
    size_t at = noun.span.byte_start;
    const bool spaceless = [&] {
      size_t i = noun.span.byte_start;
      return IsSpaceless(NextCodePoint(document.text, &i));
    }();
    std::vector<Party*> members;
    if (postpositional || spaceless) {
      for (auto p = scene->parties.rbegin(); p != scene->parties.rend(); ++p) {
        if (!p->IsNamed() || p->span.byte_end > at) continue;
        const std::string_view between = document.Slice({p->span.byte_end, at});
        if (between.size() > kToNext || between.find("\uFF0C") != std::string_view::npos) break;
        members.push_back(&*p);
        at = p->span.byte_start;
      }
      // Chinese marks the first of them.
      if (members.size() > 1)
        Join(members, postpositional ? MarksOf(*scene, noun.span, true) : members.back()->marks);
      continue;
    }
    const auto verb = std::ranges::find_if(scene->cues, [&](const CueMatch& c) {
      return EndsPhrase(c) && c.span.byte_start >= noun.span.byte_end;
    });
    const size_t end = verb == scene->cues.end() ? scene->span.byte_end : verb->span.byte_start;
    at = noun.span.byte_end;
    for (Party& p : scene->parties) {
      if (!p.IsNamed() || p.span.byte_start < at || p.span.byte_end > end) continue;
      if (p.span.byte_start > at + (members.empty() ? kToFirst : kToNext)) break;
      if (!members.empty() && !Joins(document, *scene, {at, p.span.byte_start})) break;
      members.push_back(&p);
      at = p.span.byte_end;
    }
    if (!members.empty()) Join(members, MarksOf(*scene, noun.span, false));
  }
}

}  // namespace dealwire
