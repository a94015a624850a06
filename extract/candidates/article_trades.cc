#include "extract/candidates/article_trades.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace dealwire {
namespace {

// Of clouds, and of who lets them the sites.
constexpr double kCloudTier = 4, kSiteTier = 4.5;

// Reads whom a word for who runs data centres stands beside.
class OperatorReader {
 public:
  OperatorReader(const Document& document, const SentenceScene& scene)
      : document_(document), scene_(scene) {}

  // Null where it is nobody, or the sentence does not say who.
  const Party* ToldBy(const Span& word) const {
    const Party* only = nullptr;
    const Party* behind = nullptr;
    bool several = false;
    for (const Party& p : scene_.parties) {
      if (p.in_chip || p.coreference || p.product || p.id.empty()) continue;
      if (Before(word, p)) return &p;  // "X sues the operator Y"
      if (Behind(p, word)) behind = &p;
      if (!p.known && !p.strong) continue;
      several = several || (only != nullptr && only->id != p.id);
      only = &p;
    }
    if (behind != nullptr) return behind;
    // "X has become the largest operator of data centres": where no deal is told and nobody else
    // named.
    const bool deal =
        std::ranges::any_of(scene_.cues, [](const CueMatch& c) { return IsTrigger(c.cue); });
    return several || deal ? nullptr : only;
  }

 private:
  // "The data centre operator X".
  bool Before(const Span& word, const Party& p) const {
    constexpr size_t kReach = 40, kParticle = 4;  // bytes: "the Danish cloud provider X", "no"
    if (word.byte_end > p.span.byte_start || p.span.byte_start - word.byte_end > kReach)
      return false;
    const size_t gap = p.span.byte_start - word.byte_end;
    if (gap <= 1 || (gap <= kParticle && document_.text[word.byte_end] != ' ')) return true;
    return Free(word.byte_end, p.span.byte_start, false);
  }

  // "X, an operator of data centres", "X is one", "X runs data centres".
  bool Behind(const Party& p, const Span& word) const {
    constexpr size_t kReach = 60, kTouching = 12, kForm = 16;  // bytes: a particle, "GmbH"
    if ((p.marks & ~unsigned{kRelSubject}) != 0 || p.span.byte_end > word.byte_start ||
        word.byte_start - p.span.byte_end > kReach)
      return false;
    // Where a comma or bracket sets off what follows, right behind the name.
    size_t from = p.span.byte_end;
    bool set_off = false;
    for (size_t at = from; at < word.byte_start && at - p.span.byte_end <= kForm && !set_off;) {
      const size_t mark = at;
      NextCodePoint(document_.text, &at);
      set_off = HasBreak(std::string_view(document_.text).substr(mark, at - mark));
      if (set_off) from = at;
    }
    const bool is = std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kAux && c.span.byte_start >= from && c.span.byte_end <= word.byte_start;
    });
    // A particle says that it acts, whatever stands between (Japanese "wa").
    const bool acts = (p.marks & kRelSubject) != 0;
    return (set_off || is || acts || word.byte_start - from <= kTouching) &&
           Free(from, word.byte_start, true);
  }

  // Whether nothing between two places parts a name from what is said of it.
  bool Free(size_t from, size_t to, bool behind) const {
    if (HasBreak(std::string_view(document_.text).substr(from, to - from))) return false;
    const auto inside = [&](const Span& s) { return s.byte_start >= from && s.byte_end <= to; };
    return std::ranges::none_of(scene_.parties, [&](const Party& p) { return inside(p.span); }) &&
           std::ranges::none_of(scene_.cues, [&](const CueMatch& c) {
             return inside(c.span) && Parts(c.cue, behind);
           });
  }

  static bool Parts(Cue cue, bool behind) {
    switch (cue) {
      case Cue::kAux:
      case Cue::kRelative:
      case Cue::kFrom:  // "an operator from Leeds"
      case Cue::kIn:
      case Cue::kAt:
      case Cue::kOf:
        return !behind;
      case Cue::kWith:
      case Cue::kTo:
      case Cue::kBy:
      case Cue::kAnd:
      case Cue::kClause:
      case Cue::kPassive:
        return true;
      default:
        return IsTrigger(cue) || IsStatus(cue);
    }
  }

  const Document& document_;
  const SentenceScene& scene_;
};

}  // namespace

ArticleTrades::ArticleTrades(const Document& document, const std::vector<SentenceScene>& scenes,
                             const FrameSet& frames) {
  constexpr int kMostWords = 8;  // of a sentence: each is held against its names
  for (const SentenceScene& scene : scenes) {
    if (!scene.Has(Cue::kOperator)) continue;
    const OperatorReader reader(document, scene);
    int words = 0;
    for (const CueMatch& c : scene.cues) {
      if (c.cue != Cue::kOperator) continue;
      if (++words > kMostWords) break;
      const Party* party = reader.ToldBy(c.span);
      if (party == nullptr) continue;
      const bool site = std::ranges::any_of(scene.cues, [&](const CueMatch& o) {
        return o.cue == Cue::kSite && o.span.Overlaps(c.span);
      });
      Add(party->id, site ? kSiteTier : kCloudTier, frames);
    }
  }
}

void DropSitesOfTrades(std::vector<SentenceScene>* scenes) {
  for (SentenceScene& scene : *scenes) {
    if (!scene.Has(Cue::kOperator)) continue;
    std::vector<Span> trades;  // in order of position, none within another
    for (const CueMatch& c : scene.cues) {
      if (c.cue == Cue::kOperator && (trades.empty() || c.span.byte_end > trades.back().byte_end))
        trades.push_back(c.span);
    }
    std::erase_if(scene.cues, [&](const CueMatch& c) {
      if (c.cue != Cue::kSite) return false;
      const auto trade = std::ranges::upper_bound(trades, c.span.byte_start, {}, &Span::byte_end);
      return trade != trades.end() && trade->Overlaps(c.span);
    });
  }
}

bool ArticleTrades::Learn(const std::vector<Deal>& deals, const FrameSet& frames) {
  bool learned = false;
  for (const Deal& deal : deals) {
    if (deal.kind != DealKind::kCapex) continue;
    for (const std::string& id : deal.customer) learned |= Add(id, kSiteTier, frames);
  }
  return learned;
}

double ArticleTrades::TierOf(std::string_view id) const {
  const auto it = tier_of_.find(id);
  return it == tier_of_.end() ? 0 : it->second;
}

// The registry knows better.
bool ArticleTrades::Add(const std::string& id, double tier, const FrameSet& frames) {
  if (frames.TierOf(id) >= tier || frames.Lists(id)) return false;
  double& told = tier_of_[id];
  if (told >= tier) return false;
  told = tier;
  return true;
}

}  // namespace dealwire
