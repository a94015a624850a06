#include "extract/discourse.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/hash.h"
#include "extract/open_parties.h"
#include "extract/registry.h"
#include "extract/sums.h"

namespace dealwire {
namespace {

// An article tells a handful of deals; what follows is quadratic in them.
constexpr size_t kMostDeals = 60;

bool Close(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

bool SameBound(const std::optional<double>& a, const std::optional<double>& b) {
  if (!a || !b) return !a && !b;
  return Close(*a, *b, 0.01);
}

bool SameAmount(const MoneyValue& a, const MoneyValue& b) {
  return a.currency == b.currency && SameBound(a.min, b.min) && SameBound(a.max, b.max);
}

// One of two sums holds the other: "nearly 40 billion" and 38, a two-digit billion figure and 14.
bool Agree(const MoneyValue& a, const MoneyValue& b) {
  if (a.currency != b.currency) return false;
  if (SameAmount(a, b)) return true;
  const auto low = [](const MoneyValue& m) { return m.min.value_or(0); };
  const auto high = [](const MoneyValue& m) { return m.max.value_or(1e300); };
  const auto exact = [](const MoneyValue& m) { return m.min && m.max && *m.min == *m.max; };
  if (exact(a) && exact(b)) {
    const bool about = a.qualifier == Qualifier::kAbout || b.qualifier == Qualifier::kAbout;
    return about && Close(*a.min, *b.min, 0.06);
  }
  const MoneyValue& point = exact(a) ? a : b;
  const MoneyValue& range = exact(a) ? b : a;
  if (!exact(point))
    return (a.min && SameBound(a.min, b.min)) || (a.max && SameBound(a.max, b.max));
  // A bound agrees with a sum near to it, a range with any sum inside.
  if (range.min && range.max) return *point.min >= low(range) && *point.min <= high(range);
  return range.min ? Close(*point.min, *range.min, 0.12) && *point.min >= *range.min * 0.99
                   : Close(*point.min, *range.max, 0.12) && *point.min <= *range.max * 1.01;
}

double Middle(const MoneyValue& m) {
  if (m.min && m.max) return (*m.min + *m.max) / 2;
  return m.min ? *m.min : m.max.value_or(0);
}

class Discourse {
 public:
  Discourse(const Document& document, const std::vector<SentenceScene>& scenes,
            const FrameSet& frames, const Registry& registry, std::vector<Rejection>* rejected)
      : document_(document),
        scenes_(scenes),
        finder_(document, frames, registry, rejected),
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
    Merge();
    DropEmptyLeads();
    AddToldTotals();
    JoinSums();
    AddFromNeighbours();
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

  // Compute or chips in the title, or in two sentences of the article.
  void ReadTopic() {
    int sentences = 0;
    for (const SentenceScene& scene : scenes_) {
      const bool speaks =
          scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun) || !scene.chips.empty();
      if (speaks) sentences += document_.InTitle(scene.span) ? 2 : 1;
    }
    context_.topic = sentences >= 2;
  }

  void CountNames() {
    std::map<std::string, int> named;
    for (const SentenceScene& scene : scenes_) {
      for (const Party& p : scene.parties)
        named[p.id] += p.known && !p.in_chip && !p.coreference ? 1 : 0;
    }
    const auto most = std::ranges::max_element(named, {}, [](const auto& n) { return n.second; });
    if (most != named.end() && most->second >= 3 && context_.title.empty() &&
        std::ranges::find(context_.title, most->first) == context_.title.end()) {
      context_.title.push_back(most->first);
    }
  }

  void ReadBlock(size_t index) {
    const DocumentBlock& block = document_.blocks[index];
    if (block.repeats_title || block.kind == DocumentBlockKind::kCaption) return;
    context_.site = SpeaksOfSites(index);
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
      if (AddSumToLast(scene, &found)) continue;
      for (Candidate& c : found) {
        if (c.tentative || c.deal.confidence >= kLeastConfidence)
          candidates_.push_back(std::move(c));
      }
      Remember(scene);
      const bool told = !candidates_.empty() && candidates_.back().sentence == scene.index;
      context_.last_frame = told ? candidates_.back().frame : nullptr;
    }
  }

  bool SpeaksOfSites(size_t index) const {
    for (const size_t b : {size_t{0}, index > 0 ? index - 1 : 0, index}) {
      const DocumentBlock& block = document_.blocks[b];
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
    if (found->size() != 1 || candidates_.empty() || scene.HasNames()) return false;
    Candidate& last = candidates_.back();
    const Candidate& sum = found->front();
    if (last.deal.amount || !sum.deal.amount || last.sentence + 1 != scene.index) return false;
    last.deal.amount = sum.deal.amount;
    last.tentative = false;
    last.told_in.push_back(scene.index);
    last.deal.reasons.push_back({"the next sentence gives its sum", 0.2});
    last.deal.confidence = std::min(1.0, last.deal.confidence + 0.2);
    last.deal.evidence.insert(last.deal.evidence.end(), sum.deal.evidence.begin(),
                              sum.deal.evidence.end());
    TakeStatus(sum, &last);
    TakeTerms(scene, &last.deal);
    return true;
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

  void Remember(const SentenceScene& scene) {
    if (scene.HasNames()) {
      context_.before.insert(context_.before.begin(), finder_.Resolve(scene, context_));
      if (context_.before.size() > 2) context_.before.pop_back();
    }
    const auto remember = [](const std::string& id, std::vector<std::string>* ids) {
      constexpr size_t kMemory = 4;
      std::erase(*ids, id);
      ids->insert(ids->begin(), id);
      if (ids->size() > kMemory) ids->resize(kMemory);
    };
    bool subject = false;
    for (const Party& p : scene.parties) {
      if (p.coreference || (!p.known && !p.strong)) continue;
      const bool unmarked = (p.marks & ~static_cast<unsigned>(kRelSubject)) == 0;
      // The first unmarked name is what the sentence is about.
      if (unmarked && !subject) {
        remember(p.id, &context_.subjects);
        subject = true;
        if (scene.Has(Cue::kBuild) && scene.Has(Cue::kSite)) context_.builder = p.id;
      } else {
        remember(p.id, &context_.others);
      }
    }
  }

  bool SideMeets(const std::vector<std::string>& a, const std::vector<std::string>& b) const {
    if (a.empty() && b.empty()) return true;
    return std::ranges::any_of(a, [&](const std::string& x) {
      return std::ranges::any_of(b, [&](const std::string& y) { return finder_.SameGroup(x, y); });
    });
  }

  static bool Goods(DealKind kind) {
    return kind == DealKind::kCompute || kind == DealKind::kChips || kind == DealKind::kOther;
  }

  bool SameDeal(const Deal& a, const Deal& b) const {
    const bool straight = SideMeets(a.customer, b.customer) && SideMeets(a.provider, b.provider);
    const bool crossed = SideMeets(a.customer, b.provider) && SideMeets(a.provider, b.customer);
    const bool one_side = SideMeets(a.customer, b.customer) || SideMeets(a.provider, b.provider);
    if (a.amount && b.amount) {
      if (SameAmount(*a.amount, *b.amount)) return straight || crossed || one_side;
      return (straight || crossed) && Agree(*a.amount, *b.amount) && a.kind == b.kind;
    }
    return (straight || crossed) && (a.kind == b.kind || (Goods(a.kind) && Goods(b.kind)));
  }

  // A signing or a payment told later counts more than an announcement before it.
  static void TakeStatus(const Candidate& from, Candidate* to) {
    const bool firmer =
        to->deal.status == DealStatus::kAnnounced &&
        (from.deal.status == DealStatus::kSigned || from.deal.status == DealStatus::kCompleted);
    if (!from.status_said || (to->status_said && !firmer)) return;
    to->deal.status = from.deal.status;
    to->status_said = true;
  }

  // `b` tells again what `a` told.
  static void Absorb(const Candidate& b, Candidate* a) {
    Deal& deal = a->deal;
    const bool better =
        (a->tentative && !b.tentative) ||
        (b.deal.confidence > deal.confidence + 0.05 && b.tentative <= a->tentative &&
         b.deal.customer.size() + b.deal.provider.size() >=
             deal.customer.size() + deal.provider.size());
    if (better) {
      deal.customer = b.deal.customer;
      deal.provider = b.deal.provider;
      deal.kind = b.deal.kind;
      deal.reasons = b.deal.reasons;
      deal.confidence = b.deal.confidence;
    }
    // The body is more exact than a headline, a sum more than "nearly".
    const bool headline = std::ranges::all_of(deal.evidence, &Evidence::in_title);
    const bool vague = deal.amount && deal.amount->qualifier != Qualifier::kExact;
    if (b.deal.amount &&
        (!deal.amount || headline || (vague && b.deal.amount->qualifier == Qualifier::kExact))) {
      deal.amount = b.deal.amount;
    }
    if (!b.tentative) TakeStatus(b, a);
    if (!b.tentative &&
        (b.deal.status == DealStatus::kDenied || b.deal.status == DealStatus::kCancelled))
      deal.status = b.deal.status;
    if (!deal.term) deal.term = b.deal.term;
    if (!deal.power) deal.power = b.deal.power;
    if (deal.starts.empty()) deal.starts = b.deal.starts;
    if (deal.ends.empty()) deal.ends = b.deal.ends;
    if (deal.due.empty()) deal.due = b.deal.due;
    for (const ChipValue& chip : b.deal.chips) {
      const auto same = [&](const ChipValue& c) {
        return c.id == chip.id && c.vendor == chip.vendor && c.kind == chip.kind;
      };
      if (!std::ranges::any_of(deal.chips, same)) deal.chips.push_back(chip);
    }
    deal.evidence.insert(deal.evidence.end(), b.deal.evidence.begin(), b.deal.evidence.end());
    a->told_in.insert(a->told_in.end(), b.told_in.begin(), b.told_in.end());
    a->tentative = a->tentative && b.tentative;
    a->total |= b.total;
    a->list_lead |= b.list_lead;
    a->list_part |= b.list_part;
  }

  void Merge() {
    std::vector<Candidate> merged;
    for (const Candidate& c : candidates_) {
      const auto same = std::ranges::find_if(merged, [&](const Candidate& m) {
        if (c.list_part && m.list_part && !(c.deal.amount && m.deal.amount)) return false;
        return SameDeal(m.deal, c.deal);
      });
      if (same == merged.end()) {
        merged.push_back(c);
      } else {
        Absorb(c, &*same);
      }
    }
    candidates_ = std::move(merged);
  }

  // The lead-in of a list that named one side alone has done its work, unless it tells a sum.
  void DropEmptyLeads() {
    std::erase_if(candidates_, [](const Candidate& c) {
      return !c.deal.amount &&
             (c.tentative || (c.deal.kind != DealKind::kCapex &&
                              (c.deal.customer.empty() || c.deal.provider.empty())));
    });
  }

  // "Together the three projects reach 29.9 billion": a sum without names that the deals before it
  // add up to.
  void AddToldTotals() {
    for (const SentenceScene& scene : scenes_) {
      if (!scene.Has(Cue::kTotal)) continue;
      for (const Mention* money : scene.money) {
        const MoneyValue& sum = *Get<MoneyValue>(*money);
        const auto told = [&](const Candidate& c) {
          return c.deal.amount && SameAmount(*c.deal.amount, sum);
        };
        if (std::ranges::any_of(candidates_, told)) continue;
        AddTotal(scene, sum);
      }
    }
  }

  void AddTotal(const SentenceScene& scene, const MoneyValue& sum) {
    double total = 0;
    size_t parts = 0;
    Candidate whole;
    for (const Candidate& c : candidates_) {
      if (!c.deal.amount || c.deal.amount->currency != sum.currency || c.deal.aggregate) continue;
      if (parts == 0) whole = c;
      if (c.deal.kind != whole.deal.kind) continue;
      total += Middle(*c.deal.amount);
      ++parts;
      Collect(c.deal.customer, &whole.deal.customer, c.deal.provider);
      Collect(c.deal.provider, &whole.deal.provider, c.deal.customer);
    }
    if (parts < 2 || !Close(total, Middle(sum), 0.04)) return;
    whole.deal.amount = sum;
    whole.deal.term.reset();
    whole.deal.chips.clear();
    whole.deal.power.reset();
    whole.deal.evidence = {{scene.span, false, whole.frame->rule + ".total"}};
    whole.sentence = scene.index;
    whole.told_in = {scene.index};
    whole.total = true;
    candidates_.push_back(std::move(whole));
  }

  // A sum over named parts points to them.
  void JoinSums() {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      Candidate& whole = candidates_[i];
      if (!whole.deal.amount || whole.list_part) continue;
      std::vector<size_t> parts = PartsOf(i);
      const bool told = whole.list_lead || whole.total;
      double sum = 0;
      for (const size_t k : parts)
        sum += candidates_[k].deal.amount ? Middle(*candidates_[k].deal.amount) : 0;
      const bool adds_up = parts.size() >= 2 && Close(sum, Middle(*whole.deal.amount), 0.1);
      if (parts.size() < 2 || !(told || adds_up)) continue;
      whole.deal.aggregate = true;
      TurnToParts(candidates_[parts[0]].deal, &whole.deal);
      whole.deal.term.reset();  // each part has its own
      const bool all_signed = std::ranges::all_of(
          parts, [&](size_t k) { return candidates_[k].deal.status == DealStatus::kSigned; });
      if (all_signed && whole.deal.status == DealStatus::kAnnounced)
        whole.deal.status = DealStatus::kSigned;
      for (const size_t k : parts) {
        Collect(candidates_[k].deal.customer, &whole.deal.customer, whole.deal.provider);
        Collect(candidates_[k].deal.provider, &whole.deal.provider, whole.deal.customer);
        if (whole.deal.kind == DealKind::kOther) whole.deal.kind = candidates_[k].deal.kind;
        part_of_[k] = i;
      }
    }
  }

  // Where the sum names one side alone, its parts say which side that is.
  void TurnToParts(const Deal& part, Deal* whole) const {
    const bool half = whole->customer.empty() != whole->provider.empty();
    if (!half || part.customer.empty() || part.provider.empty()) return;
    if (whole->customer.empty() ? SideMeets(whole->provider, part.customer)
                                : SideMeets(whole->customer, part.provider)) {
      std::swap(whole->customer, whole->provider);
    }
  }

  std::vector<size_t> PartsOf(size_t whole_index) const {
    const Candidate& whole = candidates_[whole_index];
    std::vector<size_t> parts;
    for (size_t k = 0; k < candidates_.size(); ++k) {
      const Candidate& part = candidates_[k];
      if (k == whole_index || part.deal.aggregate || part_of_.contains(k)) continue;
      if (part.deal.kind != whole.deal.kind && !part.list_part) continue;
      if (part.deal.amount) {
        if (part.deal.amount->currency != whole.deal.amount->currency) continue;
        if (Middle(*part.deal.amount) >= Middle(*whole.deal.amount)) continue;
      } else if (!part.list_part) {
        continue;
      }
      if (!SideMeets(part.deal.customer, whole.deal.customer) &&
          !SideMeets(part.deal.provider, whole.deal.provider) &&
          !(whole.list_lead && (SideMeets(part.deal.customer, whole.deal.provider) ||
                                SideMeets(part.deal.provider, whole.deal.customer))))
        continue;
      if (whole.list_lead && !part.list_part) continue;
      parts.push_back(k);
    }
    return parts;
  }

  void Collect(const std::vector<std::string>& from, std::vector<std::string>* to,
               const std::vector<std::string>& other) const {
    for (const std::string& id : from) {
      const auto same = [&](const std::string& o) { return finder_.SameGroup(o, id); };
      if (!std::ranges::any_of(*to, same) && !std::ranges::any_of(other, same)) to->push_back(id);
    }
  }

  // A sentence without a candidate that names exactly one deal's party, or follows its telling,
  // adds to that deal.
  void AddFromNeighbours() {
    std::vector<char> told(scenes_.size(), 0);
    for (const Candidate& c : candidates_) told[c.sentence] = 1;
    for (const SentenceScene& scene : scenes_) {
      if (!told[scene.index]) Confirm(scene);
      if (told[scene.index] || (scene.chips.empty() && scene.power.empty() &&
                                scene.durations.empty() && scene.dates.empty()))
        continue;
      if (scene.Has(Cue::kNoDeal) && !scene.money.empty() && scene.chips.empty()) continue;
      if (Candidate* deal = DealOf(scene)) {
        SentenceScene rest = scene;
        if (!scene.Has(Cue::kContract)) rest.durations.clear();
        if (!scene.Has(Cue::kContract) && !scene.Has(Cue::kCompute)) rest.dates.clear();
        TakeTerms(rest, &deal->deal);
        deal->told_in.push_back(scene.index);
      } else if (scene.Has(Cue::kContract) && !scene.dates.empty() && !scene.HasNames()) {
        for (Candidate& c : candidates_) {
          SentenceScene dates;
          dates.dates = scene.dates;
          dates.cues = scene.cues;
          if (!c.deal.aggregate) TakeTerms(dates, &c.deal);
        }
      }
    }
  }

  // "The contract was signed on Monday": without names, of the deal that was just announced.
  void Confirm(const SentenceScene& scene) {
    if (scene.HasNames() || !scene.Has(Cue::kContract) || !scene.Has(Cue::kSigned)) return;
    for (const Cue open : {Cue::kPlanned, Cue::kTalks, Cue::kDenied, Cue::kCancelled}) {
      if (scene.Has(open)) return;
    }
    Candidate* deal = DealOf(scene);
    if (deal != nullptr && deal->deal.status == DealStatus::kAnnounced)
      deal->deal.status = DealStatus::kSigned;
  }

  Candidate* DealOf(const SentenceScene& scene) {
    Candidate* named = nullptr;
    Candidate* before = nullptr;
    int matches = 0;
    for (Candidate& c : candidates_) {
      if (c.deal.aggregate) continue;
      const auto names = [&](const std::vector<std::string>& side) {
        return std::ranges::any_of(scene.parties, [&](const Party& p) {
          return !p.in_chip && std::ranges::any_of(side, [&](const std::string& id) {
            return finder_.SameGroup(id, p.id);
          });
        });
      };
      const bool provider = names(c.deal.provider);
      const bool customer = names(c.deal.customer);
      if (provider && customer) return &c;
      if (Follows(scene, c)) before = &c;
      if (!provider && !(candidates_.size() == 1 && (customer || !scene.HasNames()))) continue;
      named = &c;
      ++matches;
    }
    if (matches == 1) return named;
    return before;
  }

  // Whether the sentence goes on, without names of its own, where one that told the deal stopped.
  bool Follows(const SentenceScene& scene, const Candidate& c) const {
    const size_t block = document_.sentences[scene.index].block;
    const bool named = std::ranges::any_of(
        scene.parties, [](const Party& p) { return p.known && !p.in_chip && !p.coreference; });
    return !named && std::ranges::any_of(c.told_in, [&](size_t told) {
      return told < scene.index && scene.index - told <= 2 &&
             document_.sentences[told].block == block;
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
                     const std::vector<OpenOrganisation>& open, const RuleSet& rules,
                     bool keep_rejected) {
  FoundDeals out;
  const CueSet& cues = rules.cues();
  const std::string& lang = document.article->lang;
  if (!cues.Knows(lang)) return out;
  std::vector<Party> parties;
  parties.reserve(open.size());
  for (const OpenOrganisation& o : open) {
    parties.push_back({Get<OrgValue>(o.mention)->id, o.mention.span, false, o.strong});
  }
  std::vector<SentenceScene> scenes =
      MakeScenes(document, mentions, parties, cues.Find(document), cues.Postpositional(lang));
  DropConversions(document, rules.rates(), &scenes);
  DropShares(&scenes);
  DropPlaces(&scenes);
  PromoteParties(document, &scenes);
  Discourse discourse(document, scenes, rules.frames(), rules.registry(),
                      keep_rejected ? &out.rejected : nullptr);
  out.deals = discourse.Run();
  return out;
}

}  // namespace dealwire
