// Sums that are each one's own: "A and B lend 300 and 200 million respectively".
#include <algorithm>
#include <iterator>

#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

constexpr size_t kNextSum = 32;              // bytes between two sums of one row
constexpr size_t kAhead = 48, kBehind = 24;  // from the word to the row, and from the row to it
constexpr size_t kMostWords = 4;             // looked at in a sentence

// The sums that follow one another about a word that says that they are each one's own, in order;
// empty where none stand there.
std::vector<const Mention*> RowAbout(const SentenceScene& scene, const Span& word) {
  const auto named = [&](size_t from, size_t to) {
    return std::ranges::any_of(scene.parties, [&](const Party& p) {
      return p.span.byte_start >= from && p.span.byte_end <= to;
    });
  };
  std::vector<std::vector<const Mention*>> rows;
  for (const Mention* m : scene.money) {
    const size_t end = rows.empty() ? 0 : rows.back().back()->span.byte_end;
    size_t gap = rows.empty() ? kNextSum + 1 : m->span.byte_start - end;
    if (!rows.empty() && word.byte_start >= end && word.byte_end <= m->span.byte_start)
      gap -= word.size();
    if (gap > kNextSum || named(end, m->span.byte_start)) rows.emplace_back();
    rows.back().push_back(m);
  }
  for (std::vector<const Mention*>& row : rows) {
    const size_t first = row.front()->span.byte_start, last = row.back()->span.byte_end;
    const bool ahead = word.byte_end <= first && first - word.byte_end <= kAhead;
    const bool behind = word.byte_start >= last && word.byte_start - last <= kBehind;
    const bool within = word.byte_start >= first && word.byte_end <= last;
    if (ahead || within || behind) return std::move(row);
  }
  return {};
}

// Those of a side that stand as one group, in the order of the sentence; empty where some stand
// elsewhere.
std::vector<std::string> InOrder(const SentenceScene& scene, const std::vector<std::string>& side) {
  std::vector<std::string> out;
  const Party* first = nullptr;
  for (const Party& p : scene.parties) {
    if (p.in_chip || std::ranges::find(side, p.id) == side.end() ||
        std::ranges::find(out, p.id) != out.end())
      continue;
    if (first != nullptr && p.group != first->group) continue;
    if (first == nullptr) first = &p;
    out.push_back(p.id);
  }
  return out.size() == side.size() ? out : std::vector<std::string>();
}

}  // namespace

void CandidateFinder::GiveEachItsSum(const SentenceScene& scene,
                                     std::vector<Candidate>* found) const {
  size_t words = 0;
  for (const CueMatch& word : scene.cues) {
    if (word.cue != Cue::kEach || ++words > kMostWords) continue;
    const std::vector<const Mention*> row = RowAbout(scene, word.span);
    const auto in_row = [&](const Candidate& c) {
      return std::ranges::find(row, c.money) != row.end();
    };
    for (const Candidate& c : *found) {
      if (c.money == nullptr || c.tentative || !in_row(c)) continue;
      const bool many = c.deal.provider.size() < 2;  // customers
      const std::vector<std::string> firms =
          InOrder(scene, many ? c.deal.customer : c.deal.provider);
      if (firms.size() < 2 || row.size() != firms.size()) continue;
      std::vector<Candidate> own;
      for (size_t i = 0; i < firms.size(); ++i) {
        own.push_back(c);
        (many ? own.back().deal.customer : own.back().deal.provider) = {firms[i]};
        own.back().money = row[i];
        own.back().deal.amount = *Get<MoneyValue>(*own.back().money);
        own.back().total = false;
      }
      std::erase_if(*found, in_row);
      std::ranges::move(own, std::back_inserter(*found));
      return;
    }
  }
}

}  // namespace dealwire
