#include "extract/candidates/raised_sums.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/text.h"
#include "extract/scenes/sums.h"

namespace dealwire {
namespace {

// How far apart the two sums stand, as a reader counts: "from 80 million euros a year to 130".
constexpr double kOldToNew = 30;
constexpr size_t kParticleGap = 4;  // bytes: a space, a particle of one letter

bool Between(const Span& cue, const Span& before, const Span& behind) {
  return cue.byte_start >= before.byte_end && cue.byte_end <= behind.byte_start;
}

// "From 80": right before the sum, right behind it where particles follow, or the first word of it.
bool ToldAsOld(const SentenceScene& scene, const Span& money) {
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if (c.cue != Cue::kFrom) return false;
    const bool before =
        c.span.byte_end <= money.byte_start && money.byte_start - c.span.byte_end <= kParticleGap;
    const bool behind =
        c.span.byte_start >= money.byte_end && c.span.byte_start - money.byte_end <= kParticleGap;
    return before || behind;
  });
}

// Whether the second of two sums may be what the first is raised to: words between that are neither
// "and" nor a comma, or nothing, where cases tell which is which (Turkish "liradan ... liraya").
bool LeadsTo(const Document& document, const SentenceScene& scene, const Span& from,
             const Span& to) {
  if (to.byte_start <= from.byte_end) return false;
  const std::string_view between =
      std::string_view(document.text).substr(from.byte_end, to.byte_start - from.byte_end);
  if (HasBreak(between) || ReadingDistance(document, from, to) > kOldToNew) return false;
  bool dash = false;
  for (const char c : between) dash = dash || c == '-' || c == '/' || c == '+';
  return !dash && std::ranges::none_of(scene.cues, [&](const CueMatch& c) {
    const bool parts = c.cue == Cue::kAnd || c.cue == Cue::kOfWhich || c.cue == Cue::kClause;
    return parts && Between(c.span, from, to);
  });
}

bool Raises(const MoneyValue& from, const MoneyValue& to) {
  return from.currency == to.currency && from.min && to.min &&
         from.qualifier != Qualifier::kRange && *to.min > *from.min;
}

// Whether a word for extending stands between two sums, and none before them, whose step the first
// would be.
bool IsExtendedBetween(const SentenceScene& scene, const Mention& a, const Mention& b) {
  bool between = false;
  for (const CueMatch& c : scene.cues) {
    if (c.cue != Cue::kExtend) continue;
    if (c.span.byte_start < a.span.byte_start) return false;
    between = between || Between(c.span, a.span, b.span);
  }
  return between;
}

}  // namespace

void DropOldTotals(const Document& document, std::vector<SentenceScene>* scenes) {
  for (SentenceScene& scene : *scenes) {
    if (scene.money.size() < 2) continue;
    std::vector<const Mention*> kept;
    for (size_t i = 0; i < scene.money.size(); ++i) {
      const Mention& sum = *scene.money[i];
      const bool last = i + 1 == scene.money.size();
      const bool raised =
          !last && Raises(*Get<MoneyValue>(sum), *Get<MoneyValue>(*scene.money[i + 1]));
      // "The contract of 3 billion was extended: it is worth 27 billion now."
      const bool extended =
          raised && scene.money.size() == 2 && IsExtendedBetween(scene, sum, *scene.money[1]);
      const bool old =
          extended || (raised && LeadsTo(document, scene, sum.span, scene.money[i + 1]->span) &&
                       (scene.Has(Cue::kExtend) || ToldAsOld(scene, sum.span) ||
                        (scene.Has(Cue::kValue) && !scene.HasNames())));
      if (!old) kept.push_back(&sum);
    }
    scene.money = std::move(kept);
  }
}

MoneyValue RaisedTo(const SentenceScene& scene, const Mention& money) {
  MoneyValue value = *Get<MoneyValue>(money);
  const bool to = value.qualifier == Qualifier::kAtMost && scene.Has(Cue::kExtend) &&
                  std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
                    return c.cue == Cue::kToTotal && c.span.byte_start == money.span.byte_start;
                  });
  if (to) {
    value.min = value.max;
    value.qualifier = Qualifier::kExact;
  }
  return value;
}

void TakeUpperBound(const Document& document, const SentenceScene& scene, Candidate* candidate) {
  Deal& deal = candidate->deal;
  if (candidate->money == nullptr || !deal.amount || !scene.Has(Cue::kExtend)) return;
  const Cue trigger = candidate->frame->trigger;
  if (trigger == Cue::kRaise || trigger == Cue::kInvest || trigger == Cue::kBuild) return;
  if (deal.amount->qualifier == Qualifier::kAtMost)
    deal.amount = RaisedTo(scene, *candidate->money);
  if (deal.amount->qualifier != Qualifier::kRange || !deal.amount->max) return;
  const Span& money = candidate->money->span;
  const bool stays = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (c.cue == Cue::kExtend || c.cue == Cue::kBetween) &&
           c.span.byte_end <= money.byte_start &&
           money.byte_start - c.span.byte_end <= kParticleGap;
  });
  // "3-4 billion"
  const std::string_view text = document.Slice(money);
  if (stays || text.find('-') != std::string_view::npos ||
      text.find("\u2013") != std::string_view::npos)
    return;
  deal.amount->min = deal.amount->max;
  deal.amount->qualifier = Qualifier::kExact;
}

bool ToldAsTotal(const SentenceScene& scene, const Mention& money) {
  constexpr size_t kBeside = 8;  // bytes
  const size_t start = money.span.byte_start;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& m) {
    if (m.cue == Cue::kToTotal &&
        (money.span.Contains(m.span) || m.span.byte_start == money.span.byte_end))
      return true;  // a case of the sum, a particle behind it
    return (m.cue == Cue::kToTotal || m.cue == Cue::kTotal) && m.span.byte_end <= start + kBeside &&
           m.span.byte_end + kBeside >= start;
  });
}

// "Expanded by 4 to 22.4 billion": the new total is the deal's sum, the step is not.
void CandidateFinder::KeepNewTotal(const SentenceScene& scene,
                                   std::vector<Candidate>* found) const {
  if (found->size() != 2 || !scene.Has(Cue::kExtend)) return;
  Candidate& a = (*found)[0];
  Candidate& b = (*found)[1];
  if (a.deal.customer != b.deal.customer || a.deal.provider != b.deal.provider) return;
  const bool first = ToldAsTotal(scene, *a.money) && !ToldAsTotal(scene, *b.money);
  const bool second = ToldAsTotal(scene, *b.money) && !ToldAsTotal(scene, *a.money);
  if (first == second) return;
  const Candidate& total = first ? a : b;
  Candidate kept = a.deal.confidence >= b.deal.confidence ? a : b;
  kept.deal.amount = total.deal.amount;
  kept.money = total.money;
  *found = {std::move(kept)};
}

// "640 million in cash and 160 million in stock, or 800 million in all": what several sums of one
// deal come to is its sum.
void CandidateFinder::KeepWhole(const SentenceScene& scene, std::vector<Candidate>* found) {
  if (found->size() < 2) return;
  const Deal& first = found->front().deal;
  double sum = 0;
  for (const Candidate& c : *found) {
    const Deal& deal = c.deal;
    const bool same = deal.customer == first.customer && deal.provider == first.provider &&
                      deal.amount && deal.amount->currency == first.amount->currency &&
                      deal.amount->min;
    if (!same) return;
    sum += *deal.amount->min;
  }
  constexpr double kRounding = 0.02;
  for (const Mention* money : scene.money) {
    const MoneyValue& value = *Get<MoneyValue>(*money);
    const double whole = value.min.value_or(0);
    // The whole itself may have been read as one of them.
    const bool total =
        std::abs(whole - sum) <= kRounding * sum || std::abs(2 * whole - sum) <= kRounding * sum;
    if (!total || value.currency != first.amount->currency) continue;
    if (std::abs(2 * whole - sum) <= kRounding * sum && found->size() < 3) continue;
    Candidate kept = std::move(found->front());
    kept.deal.amount = value;
    kept.money = money;
    *found = {std::move(kept)};
    return;
  }
}

}  // namespace dealwire
