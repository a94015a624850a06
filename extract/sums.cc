#include "extract/sums.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>

namespace dealwire {
namespace {

// How far the rates may be off: beside one another two sums need less proof.
constexpr double kSlackBeside = 0.45;
constexpr double kSlackApart = 0.2;
constexpr size_t kBeside = 40;  // bytes
constexpr size_t kMemory = 12;  // sums looked back at

struct Sum {
  size_t sentence;
  const Mention* money;
};

bool IsConversion(const Rates& rates, const std::deque<Sum>& before, const Sum& sum) {
  return std::ranges::any_of(before, [&](const Sum& b) {
    const bool beside =
        b.sentence == sum.sentence && sum.money->span.byte_start < b.money->span.byte_end + kBeside;
    return b.sentence + 2 >= sum.sentence &&
           rates.MayBeSame(*Get<MoneyValue>(*b.money), *Get<MoneyValue>(*sum.money),
                           beside ? kSlackBeside : kSlackApart);
  });
}

}  // namespace

void DropConversions(const Document& document, const Rates& rates,
                     std::vector<SentenceScene>* scenes) {
  std::deque<Sum> before;
  for (SentenceScene& scene : *scenes) {
    if (document.InTitle(scene.span)) continue;
    std::erase_if(scene.money, [&](const Mention* money) {
      const Sum sum{scene.index, money};
      if (IsConversion(rates, before, sum)) return true;
      before.push_front(sum);
      if (before.size() > kMemory) before.pop_back();
      return false;
    });
  }
}

void DropShares(std::vector<SentenceScene>* scenes) {
  for (SentenceScene& scene : *scenes) {
    if (!scene.Has(Cue::kOfWhich)) continue;
    const auto share = [&](const Mention* money) {
      return std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
        if (cue.cue != Cue::kOfWhich || cue.span.byte_end > money->span.byte_start) return false;
        return std::ranges::none_of(scene.parties, [&](const Party& p) {
          return p.known && !p.coreference && p.span.byte_start >= cue.span.byte_end;
        });
      });
    };
    std::erase_if(scene.money, share);
  }
}

void DropPlaces(std::vector<SentenceScene>* scenes) {
  std::map<std::string, bool> acts;  // somewhere it stands as one who does something
  const auto place = [](const Party& p) {
    return !p.known && !p.strong && !p.coreference && (p.marks & kRelIn) != 0;
  };
  for (const SentenceScene& scene : *scenes) {
    for (const Party& p : scene.parties) acts[p.id] |= !place(p) && !p.coreference;
  }
  for (SentenceScene& scene : *scenes) {
    std::erase_if(scene.parties, [&](const Party& p) { return place(p) && !acts[p.id]; });
  }
}

}  // namespace dealwire
