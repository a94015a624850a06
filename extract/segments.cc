#include "extract/segments.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace dealwire {
namespace {

// What may stand between "and" and the sum that it adds: "and up to", "and another".
constexpr size_t kBesideSum = 16;

bool IsComma(char32_t c) { return c == ',' || c == 0xFF0C || c == 0x060C || c == 0x3001; }
bool IsStop(char32_t c) { return c == ';' || c == 0xFF1B || c == 0x061B; }

// Where the segment of the second of two sums begins: at a clause word or semicolon between them,
// else at "and" right before it, else at the first comma or "and".
std::optional<size_t> BreakBetween(const Document& document, const SentenceScene& scene,
                                   size_t from, size_t to) {
  for (const size_t at : scene.clauses) {
    if (at >= from && at <= to) return at;
  }
  std::optional<size_t> first, last;
  const auto add = [&](size_t at) {
    if (at < from || at > to) return;
    if (!first || at < *first) first = at;
    if (!last || at > *last) last = at;
  };
  int depth = 0;
  for (size_t i = from; i < to;) {
    const char32_t c = NextCodePoint(document.text, &i);
    if (c == '(' || c == 0xFF08) ++depth;
    if (c == ')' || c == 0xFF09) --depth;
    if (IsComma(c) && depth <= 0) add(i);
  }
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue == Cue::kAnd) add(cue.span.byte_start);
  }
  const bool verb =
      last && std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
        return cue.span.byte_start >= *last && cue.span.byte_end <= to &&
               (cue.cue <= Cue::kPowerBuy || cue.cue == Cue::kValue || cue.cue == Cue::kAux);
      });
  if (last && !verb && to - *last <= kBesideSum) return last;
  return first;
}

// Whether a comma, a dash or "and" stands right before.
bool BehindJoint(const Document& document, const SentenceScene& scene, size_t at) {
  size_t before = at;
  while (before > 0 && document.text[before - 1] == ' ') --before;
  if (before == 0) return false;
  size_t mark = before;
  const char32_t c = PreviousCodePoint(document.text, &mark);
  return IsComma(c) || c == 0x2013 || c == 0x2014 ||
         std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
           return cue.cue == Cue::kAnd && cue.span.byte_end == before;
         });
}

// "X rents in Norway, Y supplies the power and Z lends": in a headline each name with a verb of its
// own behind a comma or "and" begins a clause, where the one before has a verb, too.
void CutHeadline(const Document& document, SentenceScene* scene) {
  constexpr size_t kToVerb = 16;  // bytes
  const auto verb_in = [&](size_t from, size_t to) {
    return std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return c.cue < Cue::kContract && c.span.byte_start >= from && c.span.byte_start <= to;
    });
  };
  size_t start = scene->span.byte_start;
  for (const Party& p : scene->parties) {
    const size_t from = p.span.byte_start;
    if (BehindJoint(document, *scene, from) && verb_in(start, from) &&
        verb_in(p.span.byte_end, p.span.byte_end + kToVerb)) {
      scene->clauses.push_back(from);
      start = from;
    }
  }
}

}  // namespace

void CutClauses(const Document& document, SentenceScene* scene) {
  if (document.InTitle(scene->span)) CutHeadline(document, scene);
  for (const CueMatch& cue : scene->cues) {
    if (cue.cue == Cue::kClause) scene->clauses.push_back(cue.span.byte_start);
  }
  for (size_t at = scene->span.byte_start; at < scene->span.byte_end;) {
    if (IsStop(NextCodePoint(document.text, &at))) scene->clauses.push_back(at);
  }
  std::ranges::sort(scene->clauses);
}

void CutSegments(const Document& document, SentenceScene* scene) {
  std::vector<size_t> breaks = scene->clauses;
  for (size_t i = 1; i < scene->money.size(); ++i) {
    const auto at = BreakBetween(document, *scene, scene->money[i - 1]->span.byte_end,
                                 scene->money[i]->span.byte_start);
    if (at) breaks.push_back(*at);
  }
  std::ranges::sort(breaks);
  scene->segments.clear();
  size_t start = scene->span.byte_start;
  for (const size_t at : breaks) {
    if (at <= start) continue;
    scene->segments.push_back({start, at});
    start = at;
  }
  scene->segments.push_back({start, scene->span.byte_end});
}

}  // namespace dealwire
