// CandidateFinder::FindFirmShares: a sum parted among firms that are named.
#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "extract/candidates/candidates.h"
#include "extract/quantities/same_amounts.h"

namespace dealwire {
namespace {

// How far shares may miss their total: in one sentence, and over several, which may be of several
// things.
constexpr double kRounding = 0.015, kSpreadRounding = 0.005;
constexpr size_t kFewest = 2, kMost = 12;  // shares
constexpr size_t kReach = 2;               // sentences from the total to its shares

using Share = CandidateFinder::FirmShare;

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
  // "To Microsoft go 250, the other 300 are Oracle's"
  const auto firm = [&](size_t i) { return tokens[i].share.firm; };
  const bool crossed = tokens.size() == 2 * kFewest && firm(0) != nullptr && firm(3) != nullptr &&
                       firm(1) == nullptr && firm(2) == nullptr;
  if (crossed && firm(0)->marks != 0 && firm(0)->id != firm(3)->id)
    return {{firm(0), tokens[1].share.money}, {firm(3), tokens[2].share.money}};
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

// Whether shares add up to a total, each of them more than what rounding may hide.
bool AddUpTo(const std::vector<Share>& shares, const MoneyValue& total,
             double rounding = kRounding) {
  double sum = 0;
  for (const Share& s : shares) {
    const MoneyValue& money = *Get<MoneyValue>(*s.money);
    if (money.currency != total.currency || Middle(money) <= rounding * Middle(total)) return false;
    sum += Middle(money);
  }
  return !shares.empty() && Close(sum, Middle(total), rounding);
}

// "N will get 17.4 billion of it": the only firm of the sentence up to its second sum, and the
// first one.
std::optional<Share> FirstShare(const SentenceScene& scene) {
  if (scene.money.empty() || scene.Has(Cue::kBuild) || scene.Has(Cue::kLend)) return std::nullopt;
  const size_t end = scene.money.size() > 1 ? scene.money[1]->span.byte_start : scene.span.byte_end;
  Share share = {nullptr, scene.money[0], &scene};
  for (const Party& p : scene.parties) {
    if (p.coreference || p.in_chip || !(p.known || p.strong) || p.span.byte_start >= end) continue;
    // Of several names behind the sum the first is who gets it.
    if (share.firm != nullptr && share.firm->id != p.id) {
      return share.firm->span.byte_start < share.money->span.byte_start ? std::nullopt
                                                                        : std::optional(share);
    }
    share.firm = &p;
  }
  return share.firm == nullptr ? std::nullopt : std::optional(share);
}

// The shares of one sentence: names and sums in turn, else its first firm and sum.
std::vector<Share> SharesIn(const SentenceScene& scene) {
  if (scene.Has(Cue::kBuild) || scene.Has(Cue::kLend)) return {};
  std::vector<Share> shares = SharesFrom(scene, scene.span.byte_start);
  for (Share& share : shares) share.scene = &scene;
  if (!shares.empty()) return shares;
  const std::optional<Share> first = FirstShare(scene);
  return first ? std::vector<Share>{*first} : std::vector<Share>();
}

bool InProse(const Document& document, const SentenceScene& scene) {
  const DocumentBlock& block = document.blocks[document.sentences[scene.index].block];
  return block.kind == DocumentBlockKind::kParagraph && !block.entry;
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
  for (Share& share : shares) share.scene = &scene;
  return PartAmong(shares, *total, Resolve(scenes[at], context), context, told);
}

// "Contracts worth 27 billion with two firms. N will get 17.4 billion of it. The other 9.7 billion
// goes to I": the shares stand in the sentences behind the total, also in paragraphs of their own.
std::vector<Candidate> CandidateFinder::FindSpreadShares(const SentenceScene& scene,
                                                         const std::vector<SentenceScene>& scenes,
                                                         const Context& context,
                                                         std::vector<Candidate>* told) const {
  constexpr size_t kFarthest = 6;  // sentences from the total to its last share
  if (scene.money.empty() || document_.InTitle(scene.span)) return {};
  std::vector<Share> shares;
  for (size_t back = 0; back <= kFarthest && back < scene.index; ++back) {
    const SentenceScene& last = scenes[scene.index - back];
    const bool apart =
        document_.sentences[last.index].block != document_.sentences[scene.index].block;
    if (document_.InTitle(last.span) ||
        (apart && (!InProse(document_, last) || !InProse(document_, scene))))
      break;
    const bool may_sum = shares.size() >= kFewest && !(apart && last.Has(Cue::kNoDeal));
    for (const Mention* m : last.money) {
      if (may_sum && AddUpTo(shares, *Get<MoneyValue>(*m), kSpreadRounding) &&
          BigEnough(*Get<MoneyValue>(*m)))
        return PartAmong(shares, *m, Resolve(last, context), context, told);
    }
    if (last.money.empty() && !shares.empty()) continue;
    std::vector<Share> here = SharesIn(last);
    const bool again = std::ranges::any_of(
        here, [&](const Share& share) { return IsAmong(shares, share.firm->id); });
    if (here.empty() || again || shares.size() + here.size() > kMost) break;
    shares.insert(shares.begin(), here.begin(), here.end());
  }
  return {};
}

// "Awarded contracts of 120 million: - 70 million for Dell (servers); - 50 million for HPE": the
// shares are the items of a list, of which this is the last, under a lead-in with the total.
std::vector<Candidate> CandidateFinder::FindListedShares(const SentenceScene& scene,
                                                         const std::vector<SentenceScene>& scenes,
                                                         const Context& context,
                                                         std::vector<Candidate>* told) const {
  const size_t end = document_.sentences[scene.index].block;
  const DocumentBlock& item = document_.blocks[end];
  if (item.lead_in < 0 || scene.index != item.first_sentence ||
      (end + 1 < document_.blocks.size() && document_.blocks[end + 1].lead_in == item.lead_in))
    return {};
  const auto lead = static_cast<size_t>(item.lead_in);
  if (end - lead < kFewest || end - lead > kMost) return {};
  std::vector<Share> shares;
  bool told_already = true;  // all but this one, which is being read
  for (size_t b = lead + 1; b <= end; ++b) {
    const DocumentBlock& block = document_.blocks[b];
    if (block.first_sentence == block.end_sentence) return {};
    const std::optional<Share> share = FirstShare(scenes[block.first_sentence]);
    if (!share || IsAmong(shares, share->firm->id)) return {};
    const auto tells_share = [&](const Candidate& c) {
      return c.told_in.back() == share->scene->index && c.deal.amount && !c.deal.customer.empty() &&
             !c.deal.provider.empty();
    };
    told_already = told_already && (b == end || std::ranges::any_of(*told, tells_share));
    shares.push_back(*share);
  }
  if (told_already) return {};
  for (size_t s = document_.blocks[lead].end_sentence; s > document_.blocks[lead].first_sentence;) {
    const SentenceScene& whole = scenes[--s];
    for (const Mention* m : whole.money) {
      if (AddUpTo(shares, *Get<MoneyValue>(*m)) && BigEnough(*Get<MoneyValue>(*m)))
        return PartAmong(shares, *m, Resolve(whole, context), context, told);
    }
  }
  return {};
}

// The total in the sentence `whole` and its parts, in place of what `told` holds of them; empty
// where nothing says who parts it.
std::vector<Candidate> CandidateFinder::PartAmong(const std::vector<Share>& shares,
                                                  const Mention& total, const SentenceScene& whole,
                                                  const Context& context,
                                                  std::vector<Candidate>* told) const {
  const bool goods = whole.HasGoods() || std::ranges::any_of(shares, [](const Share& s) {
                       return s.scene->HasGoods();
                     });
  if (!goods && !context.topic) return {};

  const auto tells_total = [&](const Candidate& c) {
    return c.sentence == whole.index && c.deal.amount &&
           SameAmount(*c.deal.amount, *Get<MoneyValue>(total));
  };
  const auto before = std::ranges::find_if(*told, tells_total);
  const Candidate* known = before == told->end() ? nullptr : &*before;
  const Frame* frame = known != nullptr ? known->frame : nullptr;
  for (const CueMatch& cue : whole.cues) {
    if (frame == nullptr && IsTrigger(cue.cue)) frame = FrameOf(whole, cue);
  }
  if (frame == nullptr) frame = frames_.For(Cue::kContract);
  // "Spends 90 million on computing": on what several get, not on a building.
  if (!frame->needs_provider && goods) frame = frames_.For(Cue::kContract);
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
    sum.deal.kind = KindOf(whole, *frame, total.span, roles);
    std::tie(sum.deal.status, sum.status_said) = StatusOf(whole, *frame, total.span);
    sum.deal.amount = *Get<MoneyValue>(total);
    sum.deal.evidence = {{whole.span, false, frame->rule + ".total"}};
    sum.sentence = whole.index;
    sum.told_in = {whole.index};
  }
  sum.money = &total;
  sum.deal.reasons = {{"sums by firm add up to it", 0.8}};
  sum.deal.confidence = sum.deal.reasons[0].weight;
  sum.list_lead = true;
  sum.tentative = false;
  std::vector<Candidate> out = {sum};
  for (const Share& s : shares) {
    Candidate part = sum;
    (buys ? part.deal.provider : part.deal.customer) = {s.firm->id};
    part.deal.amount = *Get<MoneyValue>(*s.money);
    part.deal.evidence = {{s.scene->span, false, frame->rule + ".share"}};
    Roles roles;
    roles.customer = part.deal.customer;
    roles.provider = part.deal.provider;
    const DealKind kind = KindOf(*s.scene, *frame, s.money->span, roles);
    if (kind != DealKind::kOther) part.deal.kind = kind;
    if (out.front().deal.kind == DealKind::kOther) out.front().deal.kind = kind;
    part.deal.chips.clear();
    part.deal.power.reset();
    part.money = s.money;
    part.list_lead = part.total = false;
    part.list_part = true;
    part.sentence = s.scene->index;
    part.told_in = {s.scene->index};
    out.push_back(std::move(part));
  }
  std::erase_if(*told, [&](const Candidate& c) {
    return tells_total(c) || std::ranges::find(shares, c.money, &Share::money) != shares.end();
  });
  return out;
}

}  // namespace dealwire
