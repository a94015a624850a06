#include "extract/deals/discourse.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "base/hash.h"
#include "extract/candidates/article_memory.h"
#include "extract/candidates/article_trades.h"
#include "extract/candidates/rounds.h"
#include "extract/deals/aggregates.h"
#include "extract/deals/misreadings.h"
#include "extract/deals/named_others.h"
#include "extract/deals/neighbours.h"
#include "extract/deals/new_totals.h"
#include "extract/deals/open_parties.h"
#include "extract/deals/passed_over.h"
#include "extract/deals/past_deals.h"
#include "extract/deals/table_columns.h"
#include "extract/deals/tellings.h"
#include "extract/learned/learned_sums.h"
#include "extract/names/registry.h"
#include "extract/quantities/same_amounts.h"
#include "extract/scenes/answers.h"
#include "extract/scenes/block_heads.h"
#include "extract/scenes/defined_terms.h"
#include "extract/scenes/opening_names.h"
#include "extract/scenes/speakers.h"
#include "extract/scenes/sums.h"
#include "extract/text/entries.h"

namespace dealwire {
namespace {

class Discourse {
 public:
  Discourse(const Document& document, const std::vector<SentenceScene>& scenes,
            const RuleSet& rules, const ArticleTrades& trades, const FindOptions& options,
            std::vector<Rejection>* rejected)
      : document_(document),
        scenes_(scenes),
        finder_(document, rules.frames(), rules.registry(), rules.rates(), &trades, rejected),
        memory_(document, scenes, finder_, &candidates_),
        learned_(document, scenes, finder_, rules, options.likely, options.say_why),
        interview_(IsInterview(document)),
        times_(TimesOfEntries(document)),
        rejected_(rejected) {}

  void ReadFrames() {
    for (size_t block = 0; block < document_.blocks.size(); ++block) ReadBlock(block);
    RaiseFormerSums(scenes_, finder_, &candidates_);
    DropSumsOfPartners(finder_, scenes_, &candidates_, rejected_);
    MergeTellings(finder_, &candidates_);
    DropMisreadings(finder_, scenes_, &candidates_, rejected_);
    DropPassedOver(finder_, scenes_, &candidates_, rejected_);
    ReadPastDeals(document_, scenes_, &candidates_, rejected_);
    part_of_ = JoinSums(finder_, scenes_, &candidates_);
    AddFromNeighbours(document_, scenes_, finder_, &candidates_);
    if (DropHints(scenes_, memory_.context(), &candidates_, rejected_)) part_of_.clear();
  }

  // Behind the frames.
  Readings ReadingsOf() const { return learned_.ReadingsOf(candidates_); }
  void ReadLearned() {
    if (!memory_.context().off_field) learned_.Read(&candidates_, rejected_);
    JoinRetold(finder_, &candidates_);
    JoinBuilders(scenes_, &candidates_);
    NameRentsOfChipmakers(finder_, &candidates_);
  }

  // In order of first evidence.
  std::vector<Deal> Deals() {
    std::vector<Deal> deals;
    for (Candidate& c : candidates_) {
      Deal& d = c.deal;
      if (d.kind == DealKind::kInvestment || d.kind == DealKind::kAcquisition ||
          d.kind == DealKind::kFinancing) {
        d.chips.clear();
        d.power.reset();
      }
      d.id = c.doubted ? "" : IdOf(d);
      deals.push_back(d);
    }
    for (const auto& [part, whole] : part_of_) {
      deals[part].part_of = deals[whole].id;
      // What is supplied under a part is not supplied under the sum once more.
      if (!candidates_[part].doubted && !deals[part].chips.empty()) deals[whole].chips.clear();
    }
    std::erase_if(deals, [](const Deal& d) { return d.id.empty(); });
    std::ranges::stable_sort(deals, {},
                             [](const Deal& d) { return d.evidence.front().span.byte_start; });
    return deals;
  }

 private:
  void ReadBlock(size_t index) {
    const DocumentBlock& block = document_.blocks[index];
    if (block.repeats_title || block.kind == DocumentBlockKind::kCaption) return;
    memory_.EnterBlock(index);
    const Context& context = memory_.context();
    for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
      if (candidates_.size() >= kMostDeals) return;
      const SentenceScene& scene = scenes_[s];
      learned_.Remember(scene, context);
      std::vector<Candidate> found;
      if (context.item && s == block.first_sentence)
        found = finder_.FindInItem(scene, LeadOf(index), context);
      if (found.empty()) found = finder_.FindFirmShares(scene, scenes_, context, &candidates_);
      if (found.empty() && !CandidateFinder::IsPartyRow(scene))
        found = finder_.Find(scene, context);
      if (Asks(document_, s) && !found.empty()) KeepAsked(scene, &found);
      if (AnswersOtherMoney(document_, scenes_, s)) found.clear();
      if (TakeAnswersSum(scene, &found)) continue;
      ReadAnswer(scene, &found);
      AddSpreadShares(scene, &found);
      TellMegawatts(scene);
      CompleteHalf(scene, &found);
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
      if (MayJoinRound(document_, scene))
        JoinRound(document_, finder_.Resolve(scene, context), finder_, &candidates_);
      PartContractorsSums();
      if (scene.Has(Cue::kContractor)) finder_.JoinContractor(scenes_, scene, &candidates_);
      memory_.Remember(scene);
    }
    ReadReference(index);
  }

  // "12:02 On the entry of 9:20: 340 million, says the filing": the only sum of an entry that names
  // the time of another is of the deal told there, if that is without one. Either may stand first.
  void ReadReference(size_t block) {
    if (const auto later = sums_of_.find(block); later != sums_of_.end())
      FillEntry(block, *later->second);
    const std::optional<size_t> named = EntryNamedIn(document_, block, times_);
    if (!named) return;
    const SentenceScene* only = nullptr;
    for (size_t s = document_.blocks[block].first_sentence;
         s < document_.blocks[block].end_sentence; ++s) {
      if (scenes_[s].money.empty()) continue;
      if (only != nullptr || scenes_[s].money.size() > 1) return;
      only = &scenes_[s];
    }
    if (only == nullptr) return;
    if (*named < block) {
      FillEntry(*named, *only);
    } else {
      sums_of_.emplace(*named, only);
    }
  }

  void FillEntry(size_t block, const SentenceScene& scene) {
    const MoneyValue& sum = *Get<MoneyValue>(*scene.money.front());
    if (scene.Has(Cue::kNoDeal) || !finder_.BigEnough(sum)) return;
    Candidate* told = nullptr;
    for (Candidate& c : candidates_) {
      if (document_.sentences[c.sentence].block != block) continue;
      if (told != nullptr) return;
      told = &c;
    }
    if (told == nullptr || told->deal.amount || NamesOtherFirms(scene, told->deal, finder_)) return;
    AddSum(scene, sum, told);
    told->deal.evidence.push_back({scene.span, false, told->frame->rule});
  }

  // A question tells no deal, but for an interviewer's that is granted: "You have ordered chips of
  // X?" "Yes". Where the answer goes on ("Why did you choose X?" "The price") it hints at one,
  // whose sum may follow.
  void KeepAsked(const SentenceScene& scene, std::vector<Candidate>* found) {
    const Answer answer = interview_ ? AnswerTo(document_, scenes_, scene.index) : Answer::kNone;
    if (answer == Answer::kGrants || answer == Answer::kSum) return;
    const auto asks_alone = [&](const Candidate& c) {
      return answer != Answer::kOther || c.deal.amount || c.awaits != DealSide::kNone;
    };
    for (Candidate& c : *found) {
      c.tentative = true;
      if (rejected_ != nullptr && asks_alone(c))
        rejected_->push_back({scene.span, c.frame->rule, "question: asks, and tells nothing"});
    }
    std::erase_if(*found, asks_alone);
  }

  // "What did you pay X for the servers?" "Nine million", "How much?" "Nine million": a sum that an
  // answer begins with and tells nothing of itself is of what the question tells, or of the deal
  // told last where it asks for the price alone.
  bool TakeAnswersSum(const SentenceScene& scene, std::vector<Candidate>* found) {
    const bool told = std::ranges::any_of(
        *found, [](const Candidate& c) { return c.deal.amount && !c.tentative; });
    if (told) return false;
    const std::optional<SentenceScene> question = QuestionOfSum(document_, scenes_, scene.index);
    if (!question || !question->money.empty()) return false;
    if (AsksPrice(document_, *question)) return AddAskedSum(scene);
    if (!interview_) return false;
    std::vector<Candidate> joined = finder_.Find(JoinAnswer(*question, scene), memory_.context());
    std::erase_if(joined, [](const Candidate& c) { return !c.deal.amount || c.tentative; });
    if (!joined.empty()) *found = std::move(joined);
    return false;
  }

  // "What have you signed with X?" "A contract for cloud capacity": what neither tells alone.
  void ReadAnswer(const SentenceScene& scene, std::vector<Candidate>* found) {
    const bool told = std::ranges::any_of(*found, [](const Candidate& c) { return !c.tentative; });
    if (!interview_ || told) return;
    const std::optional<SentenceScene> whole = AnswerInFull(document_, scenes_, scene.index);
    if (!whole) return;
    std::vector<Candidate> joined = finder_.Find(*whole, memory_.context());
    std::erase_if(joined, [](const Candidate& c) {
      return c.tentative || c.deal.confidence < kLeastConfidence;
    });
    if (!joined.empty()) *found = std::move(joined);
  }

  // Gives the deal told last, if it has no sum, that which a sentence begins with. Who is named
  // behind it knows it.
  bool AddAskedSum(const SentenceScene& scene) {
    constexpr size_t kReach = 6;  // sentences
    constexpr double kBeside = 30;
    if (candidates_.empty()) return false;
    Candidate& last = candidates_.back();
    const Mention& money = *scene.money.front();
    const MoneyValue& sum = *Get<MoneyValue>(money);
    const bool other = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kNoDeal && ReadingDistance(document_, c.span, money.span) < kBeside;
    });
    if (!finder_.BigEnough(sum) || last.deal.amount || other ||
        last.deal.status == DealStatus::kTalks || last.told_in.back() + kReach < scene.index)
      return false;
    // "Another has signed with us, too": the price is asked of that.
    for (size_t s = last.told_in.back() + 1; s < scene.index; ++s) {
      const bool with_us = std::ranges::any_of(scenes_[s].parties, [](const Party& p) {
        return p.first_person && (p.marks & ~unsigned{kRelSubject}) != 0;
      });
      if ((with_us && scenes_[s].Has(Cue::kSigned)) ||
          NamesOtherFirms(scenes_[s], last.deal, finder_))
        return false;
    }
    AddSum(scene, sum, &last);
    last.deal.evidence.push_back({scene.span, false, last.frame->rule});
    TakeTerms(scene, &last.deal);
    memory_.Remember(scene);
    return true;
  }

  void AddSum(const SentenceScene& scene, const MoneyValue& sum, Candidate* last) const {
    constexpr double kSum = 0.2;
    last->deal.amount = sum;
    last->tentative = false;
    last->told_in.push_back(scene.index);
    last->deal.AddReason("another sentence gives its sum", kSum);
  }

  // "X is in talks with the utility Y. They are about 40 megawatts": of power, then.
  void TellMegawatts(const SentenceScene& scene) {
    constexpr size_t kReach = 2;  // sentences
    if (scene.power.empty() || !scene.money.empty() || candidates_.empty()) return;
    Candidate& last = candidates_.back();
    if (last.deal.kind == DealKind::kPower && last.deal.status == DealStatus::kTalks &&
        last.told_in.back() + kReach >= scene.index && !NamesOtherFirms(scene, last.deal, finder_))
      last.tentative = false;
  }

  // Half a deal told before and the sentence that names its other side become one, which stands
  // for what the sentence tells of the two by itself. Keeps the half that this sentence tells.
  void CompleteHalf(const SentenceScene& scene, std::vector<Candidate>* found) {
    if (half_ && half_->sentence != scene.index && !MayStillBeNamed(scene)) half_.reset();
    if (half_ && finder_.CompleteHalf(finder_.Resolve(scene, memory_.context()), &*half_)) {
      std::erase_if(*found, [&](const Candidate& c) {
        return !c.deal.amount &&
               (c.from_context || (finder_.SidesMeet(c.deal.customer, half_->deal.customer) &&
                                   finder_.SidesMeet(c.deal.provider, half_->deal.provider)));
      });
      if (half_->deal.confidence >= kLeastConfidence) candidates_.push_back(std::move(*half_));
      half_.reset();
    } else if (half_ && scene.HasNames()) {
      half_.reset();
    }
    const auto half = std::ranges::find_if(
        *found, [](const Candidate& c) { return c.awaits != DealSide::kNone; });
    if (half == found->end()) return;
    half_ = std::move(*half);
    found->erase(half);
  }

  // Whether a sentence stands behind the half deal with at most one between, or begins the next
  // paragraph.
  bool MayStillBeNamed(const SentenceScene& scene) const {
    constexpr size_t kReach = 2;  // sentences
    return half_->sentence + 1 == scene.index ||
           (half_->sentence + kReach >= scene.index &&
            document_.InOnePassage(half_->sentence, scene.index));
  }

  // "X builds a hall for 800 million. The contractor is Y. Its contract is worth 210 million": who
  // builds a site is party to the sum of his own.
  void PartContractorsSums() {
    if (candidates_.size() < 2) return;
    const Deal& own = candidates_.back().deal;
    Candidate& before = candidates_[candidates_.size() - 2];
    Deal& site = before.deal;
    const auto capex = [](const Deal& d) { return d.kind == DealKind::kCapex && d.amount; };
    const SentenceScene& last = scenes_[before.told_in.back()];
    const bool joined =
        before.told_in.size() > 1 && last.Has(Cue::kContractor) && last.money.empty();
    if (joined && capex(own) && capex(site) && own.provider == site.provider &&
        finder_.ShareSomebody(own.customer, site.customer) && site.amount->max != own.amount->max)
      site.provider.clear();
  }

  // A sum parted among firms in several sentences, of which this is the last.
  void AddSpreadShares(const SentenceScene& scene, std::vector<Candidate>* found) {
    std::vector<Candidate> shares =
        finder_.FindSpreadShares(scene, scenes_, memory_.context(), &candidates_);
    if (shares.empty())
      shares = finder_.FindListedShares(scene, scenes_, memory_.context(), &candidates_);
    std::erase_if(*found, [&](const Candidate& c) {
      return std::ranges::find(shares, c.money, &Candidate::money) != shares.end();
    });
    std::ranges::move(shares, std::back_inserter(*found));
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

  // "6.5 billion dollars were paid for it": a sum in a sentence without names belongs to the deal
  // that the sentence before told without one.
  bool AddSumToLast(const SentenceScene& scene, std::vector<Candidate>* found) {
    if (found->size() != 1 || candidates_.empty()) return false;
    Candidate& last = candidates_.back();
    const Candidate& sum = found->front();
    if (last.deal.amount || !sum.deal.amount || NamesOthers(scene, last.deal, finder_) ||
        (scene.HasNames() && !sum.from_context) || !FollowsAtOnce(scene, last))
      return false;
    // "The decree is worth 3.5 billion" in the next paragraph says nothing of it.
    const bool silent = sum.money != nullptr && sum.trigger == sum.money->span;
    if (silent && !document_.InOnePassage(last.told_in.back(), scene.index)) return false;
    // "And the maker rents it back for 780 million": the other way round it is another deal.
    const auto crossed = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
      return finder_.ShareSomebody(a, b);
    };
    if (crossed(sum.deal.customer, last.deal.provider) &&
        crossed(sum.deal.provider, last.deal.customer))
      return false;
    // What a site costs is not what its power does.
    if (last.deal.kind == DealKind::kPower && scene.Has(Cue::kBuild)) return false;
    if (last.partnership && finder_.OnlyWorkTogether(candidates_, scene, last.deal)) return false;
    AddSum(scene, *sum.deal.amount, &last);
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

  // Whether nothing but a sentence without names stands between a deal and this one.
  bool FollowsAtOnce(const SentenceScene& scene, const Candidate& deal) const {
    const size_t from = deal.told_in.back();
    if (from + 1 == scene.index) return true;
    return from + 2 == scene.index && !scenes_[from + 1].HasNames() &&
           document_.InOnePassage(from, scene.index);
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
    // A heading above the list may stand between it and the sum in the title. Where the title names
    // both sides the list is of others.
    if (out.empty() && !candidates_.empty() &&
        (candidates_[0].deal.customer.empty() || candidates_[0].deal.provider.empty()) &&
        document_.InTitle(scenes_[candidates_[0].sentence].span)) {
      out.push_back(candidates_[0]);
    }
    return out;
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
  std::vector<Candidate> candidates_;
  std::optional<Candidate> half_;  // told last, if its other side may still be named
  ArticleMemory memory_;
  LearnedSums learned_;
  const bool interview_;
  const std::map<int, size_t> times_;               // of a live ticker
  std::map<size_t, const SentenceScene*> sums_of_;  // by block: told before the deal they are of
  std::vector<Rejection>* rejected_;                // may be null
  std::map<size_t, size_t> part_of_;
};

}  // namespace

FoundDeals FindDeals(const Document& document, const Mentions& mentions,
                     const std::vector<OpenOrganisation>& open, const std::vector<CueMatch>& cues,
                     const std::vector<PartyRow>& rows, const RuleSet& rules,
                     const FindOptions& options) {
  FoundDeals out;
  const std::string& lang = document.article->lang;
  if (!rules.cues().Knows(lang)) return out;
  const bool postpositional = rules.cues().Postpositional(lang);
  const OpeningNames openings(document, rules.registry().Rules(lang), cues);
  const std::vector<Party> parties = OpenParties(open, openings);
  std::vector<SentenceScene> scenes =
      MakeScenes(document, mentions, parties, cues, rules.registry().Rules(lang), postpositional);
  MarkSidesOfCells(document, rows, &scenes);
  DropSources(document, rules.frames(), postpositional, &scenes);
  DropNamedAside(document, postpositional, &scenes);
  DropConversions(document, rules.rates(), &scenes);
  DropShares(&scenes);
  DropOldTotals(document, &scenes);
  DropSiteNames(document, &scenes);
  ReadDefinedTerms(document, &scenes);
  ReadNoticeHeads(document, &scenes);
  ReadBlockHeads(document, &scenes);
  PromoteLed(document, &scenes);
  ReadSpeakers(document, postpositional, &scenes);
  PromoteParties(document, &scenes);
  DropPlaces(document, &scenes);
  ArticleTrades trades(document, scenes, rules.frames());
  DropSitesOfTrades(&scenes);
  std::optional<Discourse> discourse;
  const auto read_frames = [&] {
    out.rejected.clear();
    discourse.emplace(document, scenes, rules, trades, options,
                      options.keep_rejected ? &out.rejected : nullptr);
    discourse->ReadFrames();
  };
  read_frames();
  // What an article tells last of a firm says who it is in what it tells first.
  const std::vector<Deal> deals = discourse->Deals();
  if (trades.Learn(deals, rules.frames()) && deals.size() > 1) read_frames();
  if (options.keep_readings) out.readings = discourse->ReadingsOf();
  if (!options.frames_alone) discourse->ReadLearned();
  out.deals = discourse->Deals();
  return out;
}

}  // namespace dealwire
