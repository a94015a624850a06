#include "extract/discourse.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/hash.h"
#include "extract/aggregates.h"
#include "extract/neighbours.h"
#include "extract/new_totals.h"
#include "extract/open_parties.h"
#include "extract/registry.h"
#include "extract/rounds.h"
#include "extract/same_amounts.h"
#include "extract/sums.h"
#include "extract/table_columns.h"
#include "extract/tellings.h"

namespace dealwire {
namespace {

// An article tells a handful of deals; merging and summing them is quadratic.
constexpr size_t kMostDeals = 60;

class Discourse {
 public:
  Discourse(const Document& document, const std::vector<SentenceScene>& scenes,
            const RuleSet& rules, std::vector<Rejection>* rejected)
      : document_(document),
        scenes_(scenes),
        finder_(document, rules.frames(), rules.registry(), rules.rates(), rejected),
        rejected_(rejected) {}

  std::vector<Deal> Run() {
    context_.told = &candidates_;
    ReadTitle();
    CountNames();
    for (size_t s = 0; s < std::min<size_t>(scenes_.size(), 6); ++s) {
      context_.article_site =
          context_.article_site || scenes_[s].Has(Cue::kSite) || scenes_[s].Has(Cue::kCompute);
    }
    ReadTopic();
    for (size_t block = 0; block < document_.blocks.size(); ++block) ReadBlock(block);
    MergeTellings(finder_, &candidates_);
    DropEmptyLeads();
    DropOtherGoods();
    DropMisreadTitle();
    DropUnasserted();
    part_of_ = JoinSums(finder_, scenes_, &candidates_);
    AddFromNeighbours(document_, scenes_, finder_, &candidates_);
    DropHints();
    return Finish();
  }

 private:
  void ReadTitle() {
    if (document_.blocks.empty() || document_.blocks[0].kind != DocumentBlockKind::kTitle) return;
    const DocumentBlock& title = document_.blocks[0];
    for (size_t s = title.first_sentence; s < title.end_sentence; ++s) {
      for (const Party& p : scenes_[s].parties) {
        if ((p.known || p.strong) && !p.coreference && !p.in_chip &&
            std::ranges::find(context_.title, p.id) == context_.title.end())
          context_.title.push_back(p.id);
      }
    }
  }

  // Compute or chips in the title, or in two sentences of the article. Who sells nothing else than
  // computing or chips, or megawatts of a site, speak of it, too.
  void ReadTopic() {
    int sentences = 0;
    bool megawatts = false;
    for (const SentenceScene& scene : scenes_) {
      megawatts = megawatts || !scene.power.empty();
      const bool seller = std::ranges::any_of(scene.parties, [&](const Party& p) {
        return p.product || (p.known && !p.coreference && finder_.SellsComputeAlone(p.id));
      });
      const bool speaks = scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun) ||
                          !scene.chips.empty() || seller ||
                          (scene.Has(Cue::kSite) && !scene.power.empty());
      if (speaks) sentences += document_.InTitle(scene.span) ? 2 : 1;
    }
    context_.topic = sentences >= 2 || (sentences == 1 && megawatts);
  }

  void CountNames() {
    std::map<std::string, int> named;
    for (const SentenceScene& scene : scenes_) {
      for (const Party& p : scene.parties)
        named[p.id] += p.known && !p.in_chip && !p.coreference ? 1 : 0;
    }
    const auto most = std::ranges::max_element(named, {}, [](const auto& n) { return n.second; });
    if (most == named.end() || !context_.title.empty()) return;
    const auto often =
        std::ranges::count_if(named, [&](const auto& n) { return n.second == most->second; });
    if (most->second >= 3 || (most->second == 2 && often == 1 && Introduced(most->first)))
      context_.title.push_back(most->first);
  }

  // Whether one of the first two paragraphs names it.
  bool Introduced(const std::string& id) const {
    constexpr int kFirst = 2;
    int paragraphs = 0;
    for (const DocumentBlock& block : document_.blocks) {
      if (block.kind != DocumentBlockKind::kParagraph || block.repeats_title) continue;
      if (++paragraphs > kFirst) return false;
      for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
        if (std::ranges::find(scenes_[s].parties, id, &Party::id) != scenes_[s].parties.end())
          return true;
      }
    }
    return false;
  }

  void ReadBlock(size_t index) {
    const DocumentBlock& block = document_.blocks[index];
    if (block.repeats_title || block.kind == DocumentBlockKind::kCaption) return;
    context_.near_site = SpeaksOfSites(index, index > 0 ? index - 1 : 0);
    context_.site = context_.near_site || SpeaksOfSites(0, 0);
    context_.list_follows = ListFollows(index);
    const bool item =
        block.kind == DocumentBlockKind::kListItem || block.kind == DocumentBlockKind::kTableRow;
    context_.item = item;
    for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
      if (candidates_.size() >= kMostDeals) return;
      const SentenceScene& scene = scenes_[s];
      std::vector<Candidate> found;
      if (item && s == block.first_sentence)
        found = finder_.FindInItem(scene, LeadOf(index), context_);
      if (found.empty()) found = finder_.Find(scene, context_);
      if (AddSumToLast(scene, &found) ||
          (found.size() < 2 && TakeNewTotal(document_, scenes_, scene, finder_, &candidates_)))
        continue;
      for (Candidate& c : found) {
        if (c.deal.kind == DealKind::kOther && !c.other_goods) c.deal.kind = GoodsOf(block);
        if (c.tentative || c.deal.confidence >= kLeastConfidence) {
          candidates_.push_back(std::move(c));
        } else if (rejected_ != nullptr) {
          rejected_->push_back({scene.span, c.frame->rule, "confidence: too little says a deal"});
        }
      }
      JoinRound(document_, finder_.Resolve(scene, context_), finder_, &candidates_);
      Remember(scene);
      const bool told = !candidates_.empty() && candidates_.back().sentence == scene.index;
      context_.last_frame = told ? candidates_.back().frame : nullptr;
    }
  }

  // What a block speaks of, for a deal in it whose sentence does not say what it is about.
  DealKind GoodsOf(const DocumentBlock& block) const {
    bool chips = false;
    for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
      if (scenes_[s].Has(Cue::kCompute)) return DealKind::kCompute;
      chips = chips || !scenes_[s].chips.empty() || scenes_[s].Has(Cue::kChipNoun);
    }
    return chips ? DealKind::kChips : DealKind::kOther;
  }

  bool SpeaksOfSites(size_t a, size_t b) const {
    for (const size_t at : {a, b}) {
      const DocumentBlock& block = document_.blocks[at];
      for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
        if (scenes_[s].Has(Cue::kSite)) return true;
      }
    }
    return false;
  }

  bool ListFollows(size_t index) const {
    if (index + 1 >= document_.blocks.size()) return false;
    // A line between the sum and its list ("In detail:") parts them not.
    for (size_t next = index + 1; next < document_.blocks.size() && next <= index + 2; ++next) {
      const int lead = document_.blocks[next].lead_in;
      if (lead == static_cast<int>(index)) return true;
      if (next == index + 2 && lead == static_cast<int>(index + 1)) return true;
    }
    return false;
  }

  // "6.5 billion dollars were paid for it": a sum in a sentence without names belongs to the deal
  // that the sentence before told without one.
  bool AddSumToLast(const SentenceScene& scene, std::vector<Candidate>* found) {
    if (found->size() != 1 || candidates_.empty()) return false;
    Candidate& last = candidates_.back();
    const Candidate& sum = found->front();
    if (last.deal.amount || !sum.deal.amount || NamesOthers(scene, last.deal) ||
        (scene.HasNames() && !sum.from_context) || !FollowsAtOnce(scene, last))
      return false;
    // "The decree is worth 3.5 billion" in the next paragraph says nothing of it.
    const bool silent = sum.money != nullptr && sum.trigger == sum.money->span;
    if (silent &&
        document_.sentences[scene.index].block != document_.sentences[last.told_in.back()].block)
      return false;
    // "And the maker rents it back for 780 million": the other way round it is another deal.
    const auto crossed = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
      return finder_.ShareSomebody(a, b);
    };
    if (crossed(sum.deal.customer, last.deal.provider) &&
        crossed(sum.deal.provider, last.deal.customer))
      return false;
    // What a site costs is not what its power does.
    if (last.deal.kind == DealKind::kPower && scene.Has(Cue::kBuild)) return false;
    last.deal.amount = sum.deal.amount;
    last.tentative = false;
    last.told_in.push_back(scene.index);
    last.deal.reasons.push_back({"the next sentence gives its sum", 0.2});
    last.deal.confidence = std::min(1.0, last.deal.confidence + 0.2);
    last.deal.evidence.insert(last.deal.evidence.end(), sum.deal.evidence.begin(),
                              sum.deal.evidence.end());
    TakeStatus(sum, &last);
    // Who knows the sum from unnamed sources alone knows the deal from them.
    if (sum.status_said && sum.deal.status == DealStatus::kReported &&
        (last.deal.status == DealStatus::kSigned || last.deal.status == DealStatus::kAnnounced))
      last.deal.status = DealStatus::kReported;
    TakeTerms(scene, &last.deal);
    return true;
  }

  // Whether a sentence names somebody who is not party to the deal.
  bool NamesOthers(const SentenceScene& scene, const Deal& deal) const {
    return std::ranges::any_of(scene.parties, [&](const Party& p) {
      const auto same = [&](const std::string& id) { return finder_.SameGroup(id, p.id); };
      return !p.coreference && !p.in_chip && std::ranges::none_of(deal.customer, same) &&
             std::ranges::none_of(deal.provider, same);
    });
  }

  // Whether nothing but a sentence without names stands between a deal and this one.
  bool FollowsAtOnce(const SentenceScene& scene, const Candidate& deal) const {
    const size_t from = deal.told_in.back();
    if (from + 1 == scene.index) return true;
    return from + 2 == scene.index && !scenes_[from + 1].HasNames() &&
           document_.sentences[from].block == document_.sentences[scene.index].block;
  }

  // The candidates of the block that introduces the list of `index`.
  std::vector<Candidate> LeadOf(size_t index) {
    std::vector<Candidate> out;
    const int lead = document_.blocks[index].lead_in;
    if (lead < 0) return out;
    for (int block_index = lead; block_index >= 0 && block_index >= lead - 1 && out.empty();
         --block_index) {
      const DocumentBlock& block = document_.blocks[static_cast<size_t>(block_index)];
      for (Candidate& c : candidates_) {
        if (c.list_part || c.sentence < block.first_sentence || c.sentence >= block.end_sentence)
          continue;
        c.list_lead = true;
        out.insert(out.begin(), c);
      }
      std::stable_partition(out.begin(), out.end(),
                            [](const Candidate& c) { return !c.tentative; });
    }
    // A heading above the list may stand between it and the sum in the title.
    if (out.empty() && !candidates_.empty() &&
        document_.InTitle(scenes_[candidates_[0].sentence].span)) {
      out.push_back(candidates_[0]);
    }
    return out;
  }

  void Remember(const SentenceScene& unresolved) {
    const SentenceScene scene = finder_.Resolve(unresolved, context_);
    if (unresolved.HasNames()) {
      context_.before.insert(context_.before.begin(), scene);
      if (context_.before.size() > 2) context_.before.pop_back();
    }
    // The first unmarked name is what the sentence is about, else who "the company" is.
    const auto unmarked = [](const Party& p, bool told) {
      return (p.known || p.strong) && p.coreference == told && !p.in_chip &&
             (p.marks & ~static_cast<unsigned>(kRelSubject)) == 0;
    };
    const Party* subject = nullptr;
    for (const bool told : {false, true}) {
      for (const Party& p : scene.parties) {
        if (subject == nullptr && unmarked(p, told)) subject = &p;
      }
    }
    for (const Party& p : scene.parties) {
      // "The contractor is X": of whom the site is no more than before.
      if (&p == subject && p.side != DealSide::kProvider && !finder_.IsBuilder(p.id)) {
        RememberSubject(scene, p.id);
      } else if (!p.coreference && !p.in_chip && (p.known || p.strong)) {
        RememberIn(p.id, &context_.others);
      }
    }
    if (subject == nullptr) RememberSole(scene);
    RememberBorrower(scene);
  }

  // "The campus asked for by X, which will build it": of a site nobody is told to act on the only
  // firm builds it.
  void RememberSole(const SentenceScene& scene) {
    if (!scene.Has(Cue::kBuild) || !scene.Has(Cue::kSite) || scene.Has(Cue::kNoDeal)) return;
    std::string sole;
    for (const Party& p : scene.parties) {
      if (p.in_chip || p.coreference || !(p.known || p.strong)) continue;
      if (!sole.empty() && !finder_.SameGroup(sole, p.id)) return;
      sole = p.id;
    }
    if (sole.empty() || finder_.IsInvestor(sole) || finder_.IsBuilder(sole) ||
        finder_.SellsPower(sole))
      return;
    context_.builder = sole;
    context_.builder_at = scene.index;
  }

  static void RememberIn(const std::string& id, std::vector<std::string>* ids) {
    constexpr size_t kMemory = 4;
    std::erase(*ids, id);
    ids->insert(ids->begin(), id);
    if (ids->size() > kMemory) ids->resize(kMemory);
  }

  void RememberSubject(const SentenceScene& scene, const std::string& id) {
    RememberIn(id, &context_.subjects);
    context_.subject_at = scene.index;
    if (!context_.item) context_.lead = id;
    const bool builds = scene.Has(Cue::kBuild) || scene.Has(Cue::kExtend);
    if (!builds || !scene.Has(Cue::kSite)) return;
    context_.builder = id;
    context_.builder_at = scene.index;
  }

  // A loan for a site is told of who builds it, as is what it costs.
  void RememberBorrower(const SentenceScene& scene) {
    if (!scene.Has(Cue::kSite) && !scene.Has(Cue::kBuild)) return;
    for (const Candidate& c : candidates_) {
      const bool lent = c.deal.kind == DealKind::kFinancing;
      const std::vector<std::string>& side = lent ? c.deal.provider : c.deal.customer;
      const bool built = c.deal.kind == DealKind::kCapex && scene.Has(Cue::kBuild);
      if (c.sentence != scene.index || !(lent || built) || side.empty()) continue;
      context_.builder = side[0];
      context_.builder_at = scene.index;
    }
  }

  // The lead-in of a list that named one side alone has done its work, unless it tells a sum.
  void DropEmptyLeads() {
    std::erase_if(candidates_, [](const Candidate& c) {
      if (c.round && c.deal.customer.empty()) return true;
      return !c.deal.amount &&
             (c.tentative || (c.deal.kind != DealKind::kCapex &&
                              (c.deal.customer.empty() || c.deal.provider.empty())));
    });
  }

  // The body tells again what the headline tells: a sum of the headline alone, beside deals of the
  // body with one of its parties, was misread; unless it may be theirs together.
  void DropMisreadTitle() {
    const auto in_title = [](const Candidate& c) {
      return std::ranges::all_of(c.deal.evidence, &Evidence::in_title);
    };
    const auto shares = [&](const Deal& a, const Deal& b) {
      const auto meet = [&](const std::vector<std::string>& x, const std::vector<std::string>& y) {
        return !x.empty() && finder_.SidesMeet(x, y);
      };
      return meet(a.customer, b.customer) || meet(a.customer, b.provider) ||
             meet(a.provider, b.customer) || meet(a.provider, b.provider);
    };
    std::vector<Candidate> body;
    std::ranges::copy_if(candidates_, std::back_inserter(body),
                         [&](const Candidate& c) { return !in_title(c); });
    std::erase_if(candidates_, [&](const Candidate& c) {
      if (!in_title(c) || c.total || c.list_lead || !c.deal.amount) return false;
      const bool misread = std::ranges::any_of(body, [&](const Candidate& b) {
        if (!shares(c.deal, b.deal)) return false;
        return !b.deal.amount || c.deal.amount->currency != b.deal.amount->currency ||
               Middle(*c.deal.amount) < 1.5 * Middle(*b.deal.amount);
      });
      if (misread && rejected_ != nullptr)
        rejected_->push_back(
            {c.deal.evidence.front().span, c.frame->rule, "title: the article tells no such deal"});
      return misread;
    });
  }

  // A denial of what nobody asserted is no deal: without a sum, and no report beside it.
  void DropUnasserted() {
    const auto reported = [&](size_t told) {
      for (size_t s = told > 0 ? told - 1 : 0; s < std::min(told + 2, scenes_.size()); ++s) {
        if (scenes_[s].Has(Cue::kReported)) return true;
      }
      return false;
    };
    std::erase_if(candidates_, [&](const Candidate& c) {
      if (c.deal.amount || c.deal.status != DealStatus::kDenied ||
          std::ranges::any_of(c.told_in, reported))
        return false;
      if (rejected_ != nullptr)
        rejected_->push_back({c.deal.evidence.front().span, c.frame->rule,
                              "status: denied, and nobody asserted it"});
      return true;
    });
  }

  // Goods that are neither compute nor chips nor power are told only where the frame says so.
  void DropOtherGoods() {
    std::erase_if(candidates_, [&](const Candidate& c) {
      if (c.deal.kind != DealKind::kOther || c.other_goods || c.frame->kind != "goods")
        return false;
      if (rejected_ != nullptr)
        rejected_->push_back({c.deal.evidence.front().span, c.frame->rule,
                              "goods: neither compute nor chips nor power"});
      return true;
    });
  }

  // An article that tells any deal tells one of them clearly; where none is, what looks like deals
  // are sums of something else that stand near to names.
  void DropHints() {
    const auto clear = [](const Candidate& c) {
      const bool firm = c.status_said || c.told_in.size() > 1;
      return c.deal.confidence >= (firm ? 0.6 : 0.72);
    };
    constexpr size_t kShort = 3;  // sentences: a notice says what it says
    if (scenes_.size() <= kShort || std::ranges::any_of(candidates_, clear)) return;
    for (const Candidate& c : candidates_) {
      if (rejected_ != nullptr)
        rejected_->push_back({c.deal.evidence.front().span, c.frame->rule,
                              "article: none of its deals is told clearly"});
    }
    candidates_.clear();
    part_of_.clear();
  }

  std::vector<Deal> Finish() {
    std::vector<Deal> deals;
    for (Candidate& c : candidates_) {
      Deal& d = c.deal;
      if (d.kind == DealKind::kInvestment || d.kind == DealKind::kAcquisition ||
          d.kind == DealKind::kFinancing) {
        d.chips.clear();
        d.power.reset();
      }
      d.id = IdOf(d);
      deals.push_back(d);
    }
    for (const auto& [part, whole] : part_of_) {
      deals[part].part_of = deals[whole].id;
      // What is supplied under a part is not supplied under the sum once more.
      if (!deals[part].chips.empty()) deals[whole].chips.clear();
    }
    std::ranges::stable_sort(deals, {},
                             [](const Deal& d) { return d.evidence.front().span.byte_start; });
    return deals;
  }

  static std::string IdOf(const Deal& d) {
    std::string key = KindName(d.kind);
    for (const std::string& id : d.customer) key += "|c:" + id;
    for (const std::string& id : d.provider) key += "|p:" + id;
    if (d.amount)
      key += fmt::format("|{}:{}:{}", d.amount->currency, d.amount->min.value_or(-1),
                         d.amount->max.value_or(-1));
    return fmt::format("{:016x}", Hash64(key));
  }

  const Document& document_;
  const std::vector<SentenceScene>& scenes_;
  const CandidateFinder finder_;
  std::vector<Rejection>* rejected_;  // may be null
  Context context_;
  std::vector<Candidate> candidates_;
  std::map<size_t, size_t> part_of_;
};

}  // namespace

FoundDeals FindDeals(const Document& document, const Mentions& mentions,
                     const std::vector<OpenOrganisation>& open, const std::vector<CueMatch>& cues,
                     const std::vector<SidedRow>& rows, const RuleSet& rules, bool keep_rejected) {
  FoundDeals out;
  const std::string& lang = document.article->lang;
  if (!rules.cues().Knows(lang)) return out;
  const bool postpositional = rules.cues().Postpositional(lang);
  std::vector<Party> parties;
  parties.reserve(open.size());
  for (const OpenOrganisation& o : open) {
    const OrgValue& org = *Get<OrgValue>(o.mention);
    parties.push_back({org.id, o.mention.span, org.known, o.strong});
  }
  std::vector<SentenceScene> scenes =
      MakeScenes(document, mentions, parties, cues, rules.registry().Rules(lang), postpositional);
  MarkSidesOfCells(document, rows, &scenes);
  DropSources(rules.frames(), postpositional, &scenes);
  DropConversions(document, rules.rates(), &scenes);
  DropShares(&scenes);
  DropSiteNames(document, &scenes);
  PromoteParties(document, &scenes);
  DropPlaces(document, &scenes);
  Discourse discourse(document, scenes, rules, keep_rejected ? &out.rejected : nullptr);
  out.deals = discourse.Run();
  return out;
}

}  // namespace dealwire
