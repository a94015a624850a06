// The deal told last, or the only one, without a sum: whose sum a sentence without names tells.
#include <algorithm>

#include "extract/candidates/awaited_sums.h"
#include "extract/candidates/candidates.h"

namespace dealwire {
namespace {

bool IsGoods(DealKind kind) {
  return kind == DealKind::kCompute || kind == DealKind::kChips || kind == DealKind::kPower ||
         kind == DealKind::kOther;
}

// "The order comes to 1.7 billion", "the deal with X is worth 410 million": the word for the deal
// stands before the one for its value, and between no name but of whom it is with.
bool ValuesDeal(const SentenceScene& scene, Cue trigger) {
  if (trigger != Cue::kContract && trigger != Cue::kBuy) return false;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& deal) {
    return deal.cue == trigger && std::ranges::any_of(scene.cues, [&](const CueMatch& value) {
             return value.cue == Cue::kValue && value.span.byte_start >= deal.span.byte_start &&
                    std::ranges::none_of(scene.parties, [&](const Party& p) {
                      return (p.marks & kRelWith) == 0 && p.span.byte_start >= deal.span.byte_end &&
                             p.span.byte_end <= value.span.byte_start;
                    });
           });
  });
}

// "1. X buys servers of Y. 2. The hall costs 8 million": an item of a list says nothing of what
// another one tells.
bool InOtherItem(const Document& document, const SentenceScene& scene, const Candidate& told) {
  const auto block = [&](size_t sentence) { return document.sentences[sentence].block; };
  const size_t own = block(scene.index), other = block(told.told_in.back());
  const auto apart = [&](size_t at) {
    return document.blocks[at].entry || document.blocks[at].kind == DocumentBlockKind::kListItem;
  };
  return own != other && apart(own) && apart(other);
}

}  // namespace

// Whether a sum under `frame` may be that of a deal of this kind: words for contracts and paying
// go on any deal, others on their own kind.
bool CandidateFinder::MayGoOn(const Frame& frame, DealKind kind) {
  if (frame.trigger == Cue::kContract || frame.trigger == Cue::kBuy) return true;
  if (frame.kind == "goods" || frame.kind == "compute") return IsGoods(kind);
  return ParseKind(frame.kind) == kind;
}

bool CandidateFinder::TakeDeal(const Candidate& told, Roles* roles) const {
  roles->customer = told.deal.customer;
  roles->provider = told.deal.provider;
  roles->context = roles->prior = true;
  roles->told = &told;
  return true;
}

// Whether the sentence just before, in the same block, is about two others than the deal's parties.
bool CandidateFinder::OthersSince(const SentenceScene& scene, const Context& context,
                                  const Candidate& told) const {
  if (context.before.empty()) return false;
  const SentenceScene& last = context.before.front();
  if (last.index + 1 != scene.index || told.told_in.back() == last.index ||
      !document_.InOnePassage(last.index, scene.index))
    return false;
  std::vector<std::string> others;
  for (const Party& p : last.parties) {
    if (p.in_chip || !(p.known || p.strong)) continue;
    if (ShareSomebody({p.id}, told.deal.customer) || ShareSomebody({p.id}, told.deal.provider))
      return false;
    if (!ShareSomebody({p.id}, others)) others.push_back(p.id);
  }
  // "The contract with Z ended in March": of another with one of them.
  return others.size() > 1 || (others.size() == 1 && last.Has(Cue::kContract));
}

// "It put the order at 700 million": a sum without names is that of the latest deal told without
// one.
bool CandidateFinder::LastDeal(const SentenceScene& scene, const Frame& frame,
                               const Context& context, Roles* roles) const {
  if (context.told == nullptr) return false;
  constexpr size_t kNear = 3, kFar = 10;  // sentences
  const bool named = std::ranges::any_of(
      scene.parties, [](const Party& p) { return !p.coreference && (p.known || p.strong); });
  const bool only =
      !named && ValuesContract(scene) && FindAwaitedSum(*this, *context.told).IsOnly();
  const size_t reach = only ? kFar : kNear;
  for (auto it = context.told->rbegin(); it != context.told->rend(); ++it) {
    if (OthersSince(scene, context, *it) || InOtherItem(document_, scene, *it)) return false;
    if (scene.index > it->sentence + reach && !document_.InTitle(it->deal.evidence[0].span))
      return false;
    if (it->deal.amount || it->deal.customer.empty() || it->deal.provider.empty()) continue;
    return MayGoOn(frame, it->deal.kind) && TakeDeal(*it, roles);
  }
  return false;
}

// "Quanta put the order at 1.8 billion": a sum beside one party of the latest deal that was told
// without one, and nobody else, is that deal's.
bool CandidateFinder::LastDealOf(const SentenceScene& scene, const Frame& frame,
                                 const Context& context, const Mention* money, Roles* roles) const {
  if (context.told == nullptr || roles->customer.empty() == roles->provider.empty()) return false;
  if (frame.trigger != Cue::kContract && frame.kind != "goods") return false;
  // "The contract sum is 920 billion, 6% of X's revenue of last year" is told as the sum.
  constexpr double kBeside = 12;  // as a reader counts
  const bool priced =
      money != nullptr && std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
        return c.cue == Cue::kTotal && ReadingDistance(document_, c.span, money->span) < kBeside;
      });
  if (!priced && scene.Has(Cue::kNoDeal)) return false;
  if (scene.Has(Cue::kValue) && !ValuesDeal(scene, frame.trigger)) return false;
  const std::string& named = roles->customer.empty() ? roles->provider[0] : roles->customer[0];
  const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
    return (p.known || p.strong) && !p.in_chip && !SameGroup(p.id, named);
  });
  if (others) return false;
  // "Back to X: the contract is worth 210 million": of the only deal of X, however far back.
  constexpr size_t kNear = 2, kFar = 20;  // sentences
  const auto of_named = [&](const Candidate& c) {
    return !c.tentative &&
           (ShareSomebody({named}, c.deal.customer) || ShareSomebody({named}, c.deal.provider));
  };
  const bool only =
      scene.Has(Cue::kContract) && std::ranges::count_if(*context.told, of_named) == 1;
  const size_t reach = only ? kFar : kNear;
  const Candidate* last = nullptr;
  for (const Candidate& c : *context.told) {
    if (c.deal.amount || c.deal.customer.empty() || c.deal.provider.empty()) continue;
    if (scene.index > c.sentence + reach && !document_.InTitle(c.deal.evidence[0].span)) continue;
    const auto same = [&](const std::string& id) { return SameGroup(id, named); };
    const bool buys = std::ranges::any_of(c.deal.customer, same);
    const bool sells = std::ranges::any_of(c.deal.provider, same);
    // What a headline only hints at tells nothing of the other side.
    if (c.tentative && document_.InTitle(c.deal.evidence[0].span) &&
        !(roles->customer.empty() ? sells : buys))
      continue;
    if (buys || sells) last = &c;
  }
  return last != nullptr && (frame.trigger == Cue::kContract || IsGoods(last->deal.kind)) &&
         MayGoOn(frame, last->deal.kind) && TakeDeal(*last, roles);
}

}  // namespace dealwire
