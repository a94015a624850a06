// CandidateFinder::FindFirmShares: a sum parted among firms that are named.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "extract/candidates.h"
#include "extract/same_amounts.h"

namespace dealwire {
namespace {

constexpr double kRounding = 0.015;
constexpr size_t kFewest = 2, kMost = 12;  // shares
constexpr size_t kReach = 2;               // sentences from the total to its shares

struct Share {
  const Party* firm = nullptr;
  const Mention* money = nullptr;
};

// A name or a sum, where it stands.
struct ShareToken {
  size_t at = 0;
  Share share;
};

// "250 to Google, 120 to Microsoft", "Dell's share is 50, HPE's 25": names and sums in turn from
// `from` on, each name another one; empty where they stand otherwise. Names before the first pair
// say who parts the sum.
std::vector<Share> SharesFrom(const SentenceScene& scene, size_t from) {
  std::vector<ShareToken> tokens;
  for (const Party& p : scene.parties) {
    if (p.span.byte_start >= from && !p.coreference && !p.in_chip)
      tokens.push_back({p.span.byte_start, {&p, nullptr}});
  }
  for (const Mention* m : scene.money) {
    if (m->span.byte_start >= from) tokens.push_back({m->span.byte_start, {nullptr, m}});
  }
  if (tokens.size() < 2 * kFewest || tokens.size() > 2 * kMost + 2) return {};
  std::ranges::sort(tokens, {}, &ShareToken::at);
  const bool sum_first = tokens.back().share.firm != nullptr;
  const auto sum =
      std::ranges::find_if(tokens, [](const ShareToken& t) { return t.share.money != nullptr; });
  auto begin = sum;
  if (!sum_first) {
    if (sum == tokens.begin()) return {};
    --begin;
  }
  std::vector<Share> shares;
  for (; begin != tokens.end(); begin += 2) {
    if (begin + 1 == tokens.end()) return {};
    const Share& a = begin->share;
    const Share& b = (begin + 1)->share;
    const Share share = {sum_first ? b.firm : a.firm, sum_first ? a.money : b.money};
    const bool again = std::ranges::any_of(shares, [&](const Share& s) {
      return share.firm != nullptr && s.firm->id == share.firm->id;
    });
    if (share.firm == nullptr || share.money == nullptr || again) return {};
    shares.push_back(share);
  }
  return shares.size() < kFewest ? std::vector<Share>() : shares;
}

bool AddUpTo(const std::vector<Share>& shares, const MoneyValue& total) {
  double sum = 0;
  for (const Share& s : shares) {
    const MoneyValue& money = *Get<MoneyValue>(*s.money);
    if (money.currency != total.currency) return false;
    sum += Middle(money);
  }
  return !shares.empty() && Close(sum, Middle(total), kRounding);
}

bool IsAmong(const std::vector<Share>& shares, const std::string& id) {
  return std::ranges::any_of(shares, [&](const Share& s) { return s.firm->id == id; });
}

}  // namespace

// Who parts the sum: a party of the deal that told the total, else the first other name in its
// sentence, else the title's. Or "".
std::string CandidateFinder::WhoParts(const SentenceScene& whole, const Candidate* told,
                                      const Context& context,
                                      const std::function<bool(const std::string&)>& is_share) {
  std::string found;
  const auto take = [&](const std::string& id) {
    if (found.empty() && !id.empty() && !is_share(id)) found = id;
  };
  if (told != nullptr) {
    std::ranges::for_each(told->deal.customer, take);
    std::ranges::for_each(told->deal.provider, take);
  }
  for (const Party& p : whole.parties) {
    if (!p.in_chip && (p.known || p.strong || p.coreference)) take(p.id);
  }
  std::ranges::for_each(context.title, take);
  return found;
}

// Which side it is that parts the sum among others: what their trades say, else the deal that told
// the total, else the first word of a deal beside it.
DealSide CandidateFinder::SideOfWhole(const SentenceScene& whole, const Candidate* told,
                                      const Frame& frame, const std::string& who,
                                      const std::vector<std::string>& firms) const {
  const bool power = frame.kind == "power" || whole.Has(Cue::kPower);
  double trades = 0;
  for (const std::string& firm : firms)
    trades += Prior(frame, who, firm, power) - Prior(frame, firm, who, power);
  if (trades != 0) return trades > 0 ? DealSide::kCustomer : DealSide::kProvider;
  if (told != nullptr && told->sides_said) {
    const auto in = [&](const std::vector<std::string>& side) {
      return std::ranges::find(side, who) != side.end();
    };
    if (in(told->deal.customer) != in(told->deal.provider))
      return in(told->deal.customer) ? DealSide::kCustomer : DealSide::kProvider;
  }
  if (frame.kind == "goods" && whole.Has(Cue::kReceive)) return DealSide::kProvider;
  constexpr size_t kSubject = 0;
  return frame.roles[kSubject];
}

std::vector<Candidate> CandidateFinder::FindFirmShares(const SentenceScene& scene,
                                                       const std::vector<SentenceScene>& scenes,
                                                       const Context& context,
                                                       std::vector<Candidate>* told) const {
  if (scene.money.size() < kFewest || document_.InTitle(scene.span)) return {};
  // The total is the first sum of the sentence, or stands in one of those before.
  const Mention* total = scene.money.front();
  size_t at = scene.index;
  std::vector<Share> shares = SharesFrom(scene, total->span.byte_end);
  if (!AddUpTo(shares, *Get<MoneyValue>(*total))) {
    total = nullptr;
    shares = SharesFrom(scene, scene.span.byte_start);
    for (size_t back = 1; !shares.empty() && total == nullptr && back <= kReach; ++back) {
      if (back > scene.index || document_.InTitle(scenes[scene.index - back].span)) break;
      for (const Mention* m : scenes[scene.index - back].money) {
        if (total == nullptr && AddUpTo(shares, *Get<MoneyValue>(*m))) total = m;
      }
      at = scene.index - back;
    }
  }
  if (total == nullptr || !BigEnough(*Get<MoneyValue>(*total))) return {};
  const SentenceScene whole = Resolve(scenes[at], context);
  const bool goods = [&] {
    const auto speaks = [](const SentenceScene& s) {
      return s.Has(Cue::kCompute) || s.Has(Cue::kChipNoun) || !s.chips.empty() || !s.power.empty();
    };
    return speaks(whole) || speaks(scene);
  }();
  if (!goods && !context.topic) return {};

  const auto tells_total = [&](const Candidate& c) {
    return c.sentence == at && c.deal.amount &&
           SameAmount(*c.deal.amount, *Get<MoneyValue>(*total));
  };
  const auto before = std::ranges::find_if(*told, tells_total);
  const Candidate* known = before == told->end() ? nullptr : &*before;
  const Frame* frame = known != nullptr ? known->frame : nullptr;
  for (const CueMatch& cue : whole.cues) {
    if (frame == nullptr && IsTrigger(cue.cue)) frame = FrameOf(whole, cue);
  }
  if (frame == nullptr) frame = frames_.For(Cue::kContract);
  if (!frame->needs_provider) return {};
  const std::string who =
      WhoParts(whole, known, context, [&](const std::string& id) { return IsAmong(shares, id); });
  std::vector<std::string> firms;
  firms.reserve(shares.size());
  for (const Share& s : shares) firms.push_back(s.firm->id);
  if (who.empty()) return {};
  const DealSide side = SideOfWhole(whole, known, *frame, who, firms);
  if (side == DealSide::kNone) return {};

  Candidate sum;
  if (known != nullptr) sum = *known;
  const bool buys = side == DealSide::kCustomer;
  sum.deal.customer = buys ? std::vector<std::string>{who} : firms;
  sum.deal.provider = buys ? firms : std::vector<std::string>{who};
  sum.frame = frame;
  if (known == nullptr) {
    Roles roles;
    roles.customer = sum.deal.customer;
    roles.provider = sum.deal.provider;
    sum.deal.kind = KindOf(whole, *frame, total->span, roles);
    std::tie(sum.deal.status, sum.status_said) = StatusOf(whole, *frame, total->span);
    sum.deal.amount = *Get<MoneyValue>(*total);
    sum.deal.evidence = {{whole.span, false, frame->rule + ".total"}};
    sum.sentence = at;
    sum.told_in = {at};
  }
  sum.money = total;
  sum.deal.reasons = {{"sums by firm add up to it", 0.8}};
  sum.deal.confidence = sum.deal.reasons[0].weight;
  sum.list_lead = true;
  sum.tentative = false;
  std::vector<Candidate> out = {sum};
  for (const Share& s : shares) {
    Candidate part = sum;
    (buys ? part.deal.provider : part.deal.customer) = {s.firm->id};
    part.deal.amount = *Get<MoneyValue>(*s.money);
    part.deal.evidence = {{scene.span, false, frame->rule + ".share"}};
    part.deal.chips.clear();
    part.deal.power.reset();
    part.money = s.money;
    part.list_lead = part.total = false;
    part.list_part = true;
    part.sentence = scene.index;
    part.told_in = {scene.index};
    out.push_back(std::move(part));
  }
  std::erase_if(*told, tells_total);
  return out;
}

}  // namespace dealwire
