#include "extract/scenes/hypothetical.h"

#include <algorithm>

namespace dealwire {
namespace {

// The clause that a word for "if" begins: up to a comma that parts no two figures, or, where the
// verb follows it, to the word for "would"; else the rest of the sentence.
Span ClauseOf(const Document& document, const SentenceScene& scene, const Span& word) {
  const std::string& text = document.text;
  const auto digit = [&](size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  for (size_t at = word.byte_end; at + 1 < scene.span.byte_end; ++at) {
    const bool comma = text[at] == ',' && !(digit(at - 1) && digit(at + 1));
    if (comma || text[at] == ';' || text.compare(at, 3, "\uFF0C") == 0)
      return {word.byte_start, at};
  }
  const auto would = std::ranges::find_if(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kWould && c.span.byte_start >= word.byte_end;
  });
  const bool behind = scene.verb_second && would != scene.cues.end();
  return {word.byte_start, behind ? would->span.byte_start : scene.span.byte_end};
}

}  // namespace

bool IsHypothetical(const Document& document, const SentenceScene& scene) {
  constexpr size_t kBegin = 4;  // bytes: a quotation mark
  if (!scene.Has(Cue::kWould)) return false;
  const auto begins = [&](const CueMatch& c) {
    return c.span.byte_start <= scene.span.byte_start + kBegin;
  };
  // "The deal that was signed if ..." tells one; "It would cost 300 million if ..." does not.
  bool would = false;
  const auto word = std::ranges::find_if(scene.cues, [&](const CueMatch& c) {
    if (c.cue == Cue::kIf) return would || begins(c);
    would |= c.cue == Cue::kWould;
    return c.cue == Cue::kWould && scene.verb_second && begins(c);
  });
  if (word == scene.cues.end()) return false;
  const Span clause = ClauseOf(document, scene, word->span);
  const bool acts = std::ranges::any_of(
      scene.parties, [&](const Party& p) { return clause.Contains(p.span) && !p.in_chip; });
  const bool priced =
      std::ranges::any_of(scene.money,
                          [&](const Mention* m) { return clause.Contains(m->span); }) &&
      clause.byte_start <= scene.span.byte_start + kBegin;
  // What is told outside of it names somebody of its own.
  const bool outside = std::ranges::any_of(
      scene.parties, [&](const Party& p) { return p.IsNamed() && !clause.Contains(p.span); });
  return acts && !priced && !outside;
}

}  // namespace dealwire
