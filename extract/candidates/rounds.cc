#include "extract/candidates/rounds.h"

#include <algorithm>

#include "extract/scenes/party_marks.h"

namespace dealwire {
namespace {

// What says that a name has another part in a round than to put money into it.
constexpr unsigned kElsewhere = kRelIn | kRelTo | kRelOf | kRelAt;

bool IsInvesting(const CueMatch& c) { return c.cue == Cue::kInvest || c.cue == Cue::kBacker; }

class RoundJoiner {
 public:
  RoundJoiner(const Document& document, const SentenceScene& scene, const CandidateFinder& finder,
              std::vector<Candidate>* candidates)
      : document_(document), scene_(scene), finder_(finder), candidates_(*candidates) {}

  // "Led by A, B and C joined": those who a word of investing right beside them, behind the sum of
  // a round and without a sum of their own, tells to have put money into it, too.
  void JoinFollowers() {
    const auto it = std::find_if(candidates_.rbegin(), candidates_.rend(), [&](const Candidate& c) {
      const bool led =
          c.frame->trigger == Cue::kInvest && c.sentence == scene_.index && scene_.Has(Cue::kRaise);
      return (c.frame->trigger == Cue::kRaise || led) && !c.deal.customer.empty() &&
             c.money != nullptr;
    });
    if (it == candidates_.rend() || it->told_in.back() + 1 < scene_.index) return;
    const bool here = it->sentence == scene_.index;
    if (!here && (!SameBlock(*it) || candidates_.back().sentence == scene_.index)) return;
    if (scene_.money.size() > (here ? 1 : 0)) return;
    for (const Party& p : scene_.parties) {
      const bool behind = !here || p.span.byte_start >= it->money->span.byte_end;
      if (behind && (p.known || p.strong) && IsOther(*it, p) && InvestsBeside(p) &&
          !Holds(it->deal.customer, p))
        it->deal.customer.push_back(p.id);
    }
  }

  // Those of a round that was told without its investors, in another clause of its sentence or in
  // one of the two behind it.
  void JoinOpenRound() {
    constexpr size_t kReach = 2;  // sentences
    const auto it = std::find_if(candidates_.rbegin(), candidates_.rend(), [&](const Candidate& c) {
      return c.round && c.deal.customer.empty() && c.sentence + kReach >= scene_.index &&
             (c.sentence == scene_.index || SameBlock(c) || BeginsNextBlock(c));
    });
    if (it == candidates_.rend()) return;
    for (const bool firm : {true, false}) {
      if (!it->deal.customer.empty()) break;
      for (const Party& p : scene_.parties) {
        if (firm == IsFirm(p) && PutsIn(*it, p) &&
            std::ranges::find(it->deal.customer, p.id) == it->deal.customer.end())
          it->deal.customer.push_back(p.id);
      }
    }
    if (it->deal.customer.empty()) return;
    it->tentative = false;
    it->sides_said = true;
    it->deal.AddReason("its investors are told behind it", 0.2);
    if (it->sentence == scene_.index) return;
    it->told_in.push_back(scene_.index);
    it->deal.evidence.push_back({scene_.span, document_.InTitle(scene_.span), it->frame->rule});
  }

 private:
  // "The round was led by X" at the head of the paragraph behind the round.
  bool BeginsNextBlock(const Candidate& c) const {
    const size_t block = document_.sentences[scene_.index].block;
    return document_.sentences[c.sentence].block + 1 == block &&
           document_.blocks[block].first_sentence == scene_.index &&
           document_.blocks[block].kind == DocumentBlockKind::kParagraph &&
           !document_.blocks[block].entry && scene_.money.empty() &&
           (scene_.Has(Cue::kBacker) || scene_.Has(Cue::kInvest));
  }

  bool SameBlock(const Candidate& c) const {
    return document_.sentences[c.sentence].block == document_.sentences[scene_.index].block;
  }

  bool Holds(const std::vector<std::string>& side, const Party& p) const {
    return std::ranges::any_of(side,
                               [&](const std::string& id) { return finder_.SameGroup(id, p.id); });
  }

  bool IsOther(const Candidate& round, const Party& p) const {
    return !p.coreference && !p.in_chip && !p.product &&
           ((p.marks & kElsewhere) == 0 || FollowsInvesting(p)) && !Holds(round.deal.provider, p);
  }

  // "In the round took part X and Y": the preposition is the round's, where a word of investing
  // that does not end in one ("invested in") stands right before the name or the first that it is
  // joined to.
  bool FollowsInvesting(const Party& p) const {
    constexpr size_t kTouching = 1;  // bytes
    return std::ranges::any_of(scene_.parties, [&](const Party& first) {
      return first.group == p.group && std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
               return IsInvesting(c) && c.span.byte_end <= first.span.byte_start &&
                      first.span.byte_start - c.span.byte_end <= kTouching &&
                      !EndsInPreposition(c.span);
             });
    });
  }

  bool EndsInPreposition(const Span& words) const {
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return (RelationOf(c.cue) & kElsewhere) != 0 && c.span.byte_end == words.byte_end;
    });
  }

  bool InvestsBeside(const Party& p) const {
    constexpr double kBeside = 30;  // as a reader counts
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return IsInvesting(c) && ReadingDistance(document_, c.span, p.span) < kBeside;
    });
  }

  // A name without a sign of a firm is one beside a word of investing, and where it is joined to
  // such a one.
  bool IsFirm(const Party& p) const {
    return std::ranges::any_of(scene_.parties, [&](const Party& o) {
      return o.group == p.group && (o.known || o.strong || InvestsBeside(o));
    });
  }

  bool PutsIn(const Candidate& round, const Party& p) const {
    const bool own = round.sentence == scene_.index &&
                     scene_.SegmentAt(round.trigger.byte_start).Contains(p.span);
    // Who lends is told by the trade, or by a "by" or "from".
    const bool lends = round.frame->trigger != Cue::kBorrow || finder_.IsInvestor(p.id) ||
                       (p.marks & (kRelBy | kRelFrom)) != 0;
    return !own && lends && IsOther(round, p);
  }

  const Document& document_;
  const SentenceScene& scene_;
  const CandidateFinder& finder_;
  std::vector<Candidate>& candidates_;
};

}  // namespace

namespace {

// Whether a sentence speaks of putting in money, or of lending it.
bool TellsMoney(const SentenceScene& scene) {
  return scene.Has(Cue::kInvest) || scene.Has(Cue::kBacker) || scene.Has(Cue::kRaise) ||
         scene.Has(Cue::kLend) || scene.Has(Cue::kBorrow);
}

}  // namespace

bool MayJoinRound(const Document& document, const SentenceScene& scene) {
  return !document.InTitle(scene.span) && TellsMoney(scene);
}

void JoinRound(const Document& document, const SentenceScene& scene, const CandidateFinder& finder,
               std::vector<Candidate>* candidates) {
  if (!MayJoinRound(document, scene)) return;
  RoundJoiner joiner(document, scene, finder, candidates);
  joiner.JoinFollowers();
  joiner.JoinOpenRound();
}

}  // namespace dealwire
