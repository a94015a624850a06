#include "extract/scenes/phrase_marks.h"

#include <algorithm>

namespace dealwire {
namespace {

bool HasIn(const SentenceScene& scene, Cue cue, const Span& segment) {
  return std::ranges::any_of(
      scene.cues, [&](const CueMatch& c) { return c.cue == cue && segment.Contains(c.span); });
}

// "Was taken over by X"
bool IsPassive(const SentenceScene& scene, const Party& party) {
  const Span segment = scene.SegmentAt(party.span.byte_start);
  return HasIn(scene, Cue::kPassive, segment) && HasIn(scene, Cue::kParticiple, segment);
}

// "The funding round of X": the preposition is the last word of the phrase, and X is the first name
// behind.
bool IsRoundOf(const SentenceScene& scene, const Party& party) {
  constexpr size_t kDescribed = 32;  // bytes: "of the start-up X"
  return std::ranges::any_of(scene.cues, [&](const CueMatch& round) {
    if (round.cue != Cue::kRaise || round.span.byte_end > party.span.byte_start ||
        party.span.byte_start - round.span.byte_end > kDescribed)
      return false;
    const bool ends = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kFrom && c.span.byte_end == round.span.byte_end &&
             c.span.byte_start > round.span.byte_start;
    });
    return ends && std::ranges::none_of(scene.parties, [&](const Party& p) {
             return p.span.byte_start >= round.span.byte_end &&
                    p.span.byte_start < party.span.byte_start;
           });
  });
}

}  // namespace

void ReadPhraseMarks(SentenceScene* scene) {
  for (Party& party : scene->parties) {
    if ((party.marks & kRelFrom) == 0) continue;
    if (IsRoundOf(*scene, party)) {
      party.marks = kRelTo;
    } else if ((party.marks & kRelBy) != 0 && IsPassive(*scene, party)) {
      party.marks &= ~unsigned{kRelFrom};
    }
  }
}

}  // namespace dealwire
