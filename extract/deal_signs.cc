#include "extract/deal_signs.h"

#include <algorithm>
#include <bitset>

#include "extract/candidates.h"
#include "extract/names.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

using Cues = std::bitset<static_cast<size_t>(Cue::kCount)>;

Cues CuesOf(std::initializer_list<Cue> cues) {
  Cues bits;
  for (const Cue cue : cues) bits.set(static_cast<size_t>(cue));
  return bits;
}

// What one sentence holds.
struct SentenceSigns {
  Cues cues;
  int parties = 0;  // registered, or "the company"
  bool money = false, chips = false, power = false, seller = false;

  bool Has(Cue cue) const { return cues.test(static_cast<size_t>(cue)); }
};

class DealSigns {
 public:
  DealSigns(const Document& document, const Mentions& mentions, const std::vector<CueMatch>& cues,
            const RuleSet& rules)
      : document_(document),
        finder_(document, rules.frames(), rules.registry(), rules.rates(), nullptr),
        shortened_(MayBeShortened(mentions)),
        signs_(document.sentences.size()) {
    for (const Mention& mention : mentions) Add(mention);
    for (const CueMatch& cue : cues) {
      SentenceSigns& signs = signs_[document.SentenceAt(cue.span.byte_start)];
      signs.cues.set(static_cast<size_t>(cue.cue));
      if (cue.cue == Cue::kCompany) ++signs.parties;
      site_ = site_ || cue.cue == Cue::kSite;
    }
  }

  bool Any() const {
    const bool topic = SpeaksOfCompute();
    for (size_t block = 0; block < document_.blocks.size(); ++block) {
      const bool listed = IsListed(block);
      for (size_t s = document_.blocks[block].first_sentence;
           s < document_.blocks[block].end_sentence; ++s) {
        const SentenceSigns& signs = signs_[s];
        if (listed && signs.chips) return true;
        if (!signs.money && !TellsBare(signs)) continue;
        if (topic || listed || CountsOffTopic(signs)) return true;
      }
    }
    return false;
  }

 private:
  void Add(const Mention& mention) {
    SentenceSigns& signs = signs_[document_.SentenceAt(mention.span.byte_start)];
    if (const auto* org = Get<OrgValue>(mention)) {
      ++signs.parties;
      signs.seller = signs.seller || finder_.SellsComputeAlone(org->id);
    } else if (Get<ProductValue>(mention) != nullptr) {
      ++signs.parties;
      signs.seller = true;
    } else if (const auto* money = Get<MoneyValue>(mention)) {
      signs.money = signs.money || finder_.BigEnough(*money);
    } else if (Get<ChipValue>(mention) != nullptr) {
      signs.chips = true;
    } else if (Get<PowerValue>(mention) != nullptr) {
      signs.power = true;
    }
  }

  // As Discourse::ReadTopic, or more: a short form of a seller's name is one, too.
  bool SpeaksOfCompute() const {
    int sentences = 0;
    bool seller = false, megawatts = false;
    for (size_t s = 0; s < signs_.size(); ++s) {
      const SentenceSigns& signs = signs_[s];
      megawatts = megawatts || signs.power;
      seller = seller || signs.seller;
      if (signs.Has(Cue::kCompute) || signs.Has(Cue::kChipNoun) || signs.chips ||
          (signs.Has(Cue::kSite) && signs.power))
        sentences += document_.InTitle(document_.sentences[s].span) ? 2 : 1;
    }
    return seller || sentences >= 2 || (sentences == 1 && megawatts);
  }

  static bool SpeaksOfGoods(const SentenceSigns& signs) {
    return signs.chips || signs.power || signs.Has(Cue::kCompute) || signs.Has(Cue::kChipNoun) ||
           signs.Has(Cue::kPower) || signs.Has(Cue::kPowerBuy);
  }

  // Whether a word may tell a deal without a sum (CandidateFinder::FindBare) that is more than
  // tentative: it is one of a bare frame, or of a side or talks, and goods stand beside it; a site
  // is meant anywhere in the article, and a company needs none.
  bool TellsBare(const SentenceSigns& signs) const {
    static const Cues kBare = CuesOf({Cue::kSupply, Cue::kSell, Cue::kBuy, Cue::kRent,
                                      Cue::kLeaseOut, Cue::kAcquire, Cue::kContract, Cue::kPartner,
                                      Cue::kPowerBuy, Cue::kBuyer, Cue::kSeller, Cue::kTalks});
    return (signs.cues & kBare).any() &&
           (site_ || signs.Has(Cue::kAcquire) || SpeaksOfGoods(signs));
  }

  // What an article that does not speak of compute may tell nevertheless; a contract that values a
  // firm names its buyer alone for sure (CandidateFinder::ValuedFirm).
  bool CountsOffTopic(const SentenceSigns& signs) const {
    const bool round = signs.money && signs.Has(Cue::kRaise);
    const bool valued = signs.money && signs.Has(Cue::kContract) && signs.Has(Cue::kValue);
    return SpeaksOfGoods(signs) || round || valued || signs.parties >= 2 || shortened_;
  }

  // An item of a list, a row of a table, and what may introduce one.
  bool IsListed(size_t block) const {
    constexpr size_t kReach = 2;  // blocks before the first item
    for (size_t i = block; i <= block + kReach && i < document_.blocks.size(); ++i) {
      const DocumentBlockKind kind = document_.blocks[i].kind;
      if (kind == DocumentBlockKind::kListItem || kind == DocumentBlockKind::kTableRow) return true;
    }
    return false;
  }

  const Document& document_;
  const CandidateFinder finder_;
  const bool shortened_;
  std::vector<SentenceSigns> signs_;
  bool site_ = false;
};

}  // namespace

bool MayTellDeals(const Document& document, const Mentions& mentions,
                  const std::vector<CueMatch>& cues, const RuleSet& rules) {
  return !document.sentences.empty() && DealSigns(document, mentions, cues, rules).Any();
}

bool MayBeShortened(const Mentions& mentions) {
  return std::ranges::any_of(mentions, [](const Mention& m) {
    const auto* org = Get<OrgValue>(m);
    return org != nullptr && OrganisationSlug(org->name).find('-') != std::string::npos;
  });
}

}  // namespace dealwire
