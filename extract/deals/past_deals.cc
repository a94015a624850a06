#include "extract/deals/past_deals.h"

#include <algorithm>
#include <optional>

#include "base/time.h"

namespace dealwire {
namespace {

// How many days a date told by its first or last day lies before the article's; 0 where it does
// not.
int64_t DaysBefore(const std::optional<std::string>& day, int64_t today) {
  if (!day) return 0;
  const std::optional<Date> date = ParseDate(*day);
  return date ? std::max<int64_t>(0, today - DaysSinceEpoch(*date)) : 0;
}

// In the clause of the trigger stands a time that ended long ago, and none that is to come.
bool IsLongAgo(const SentenceScene& scene, const Candidate& c, int64_t today) {
  constexpr int64_t kLongAgo = 45;  // days
  const Span segment = scene.SegmentAt(c.trigger.byte_start);
  bool past = false;
  for (const Mention* m : scene.dates) {
    const DateValue& date = *Get<DateValue>(*m);
    if (!date.to || DaysBefore(date.to, today) == 0) return false;
    if (date.from && segment.Contains(m->span) && DaysBefore(date.to, today) > kLongAgo)
      past = true;
  }
  return past;
}

bool IsSince(const SentenceScene& scene, int64_t today) {
  constexpr int64_t kYears = 300;  // days
  return std::ranges::any_of(scene.dates, [&](const Mention* m) {
    const DateValue& date = *Get<DateValue>(*m);
    return date.from && !date.to && DaysBefore(date.from, today) > kYears;
  });
}

bool ChangesHands(DealKind kind) {
  return kind == DealKind::kAcquisition || kind == DealKind::kFinancing ||
         kind == DealKind::kInvestment;
}

}  // namespace

void ReadPastDeals(const Document& document, const std::vector<SentenceScene>& scenes,
                   std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) {
  const std::optional<Timestamp> time = ParseTimestamp(document.article->published);
  if (!time) return;
  const int64_t today = DaysSinceEpoch(time->date);
  for (Candidate& c : *candidates) {
    const SentenceScene& scene = scenes[c.sentence];
    const DealStatus status = c.deal.status;
    const bool open = status == DealStatus::kSigned || status == DealStatus::kAnnounced;
    // "Agreed in July to take over X": that it is agreed on says no more; "bought" does.
    const bool agreed = std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
      return cue.cue == Cue::kSigned && !cue.span.Overlaps(c.trigger);
    });
    const bool other = agreed || scene.Has(Cue::kContract) || scene.Has(Cue::kPlanned) ||
                       scene.Has(Cue::kUnsigned) || scene.Has(Cue::kTalks) ||
                       scene.Has(Cue::kReported) || scene.Has(Cue::kCancelled);
    if (ChangesHands(c.deal.kind) && open && !other && !c.deal.aggregate &&
        IsLongAgo(scene, c, today)) {
      c.deal.status = DealStatus::kCompleted;
      c.status_said = true;
    }
  }
  std::erase_if(*candidates, [&](const Candidate& c) {
    const bool spends =
        c.deal.kind == DealKind::kCapex ||
        (c.deal.kind == DealKind::kInvestment && (c.deal.provider.empty() || c.from_context));
    if (!spends || c.told_in.size() > 1 || !IsSince(scenes[c.sentence], today)) return false;
    if (rejected != nullptr)
      rejected->push_back({c.deal.evidence.front().span, c.frame->rule,
                           "amount: what was spent over the years until now"});
    return true;
  });
}

}  // namespace dealwire
