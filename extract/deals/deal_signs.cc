#include "extract/deals/deal_signs.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"
#include "extract/candidates/article_memory.h"
#include "extract/candidates/candidates.h"
#include "extract/names/names.h"
#include "extract/names/registry.h"
#include "extract/rules.h"
#include "extract/scenes/answers.h"
#include "extract/text/fold.h"

namespace dealwire {
namespace {

CueClasses CuesOf(std::initializer_list<Cue> cues) {
  CueClasses bits;
  for (const Cue cue : cues) bits.set(static_cast<size_t>(cue));
  return bits;
}

constexpr const char* kArticleRule = "learned/sums.toml:article";

// Whether a name may begin here: at the beginning of a word, and with a capital where there are.
bool MayBeginName(std::string_view text, size_t start) {
  if (start > 0) {
    size_t before = start;
    const char32_t c = PreviousCodePoint(text, &before);
    if (IsWordChar(c) && !IsSpaceless(c)) return false;
  }
  return !IsSmall(NextCodePoint(text, &start));
}

// Where short forms of the registered names of several words may stand: their first words, outside
// the names found. Sorted by start. In an article of many such names they are told to stand
// everywhere (nullopt), for each is looked for.
std::optional<std::vector<size_t>> ShortForms(const Document& document, const Mentions& mentions,
                                              const NameRules& rules) {
  constexpr size_t kMostNames = 8;
  std::set<std::string> words;
  for (const Mention& m : mentions) {
    const auto* org = Get<OrgValue>(m);
    const std::string word = org == nullptr ? "" : ShortFormOf(org->name, rules);
    if (!word.empty()) words.insert(FoldText(word));
    if (words.size() > kMostNames) return std::nullopt;
  }
  std::vector<size_t> found;
  const std::string_view text = document.folded.text;
  for (const std::string& word : words) {
    for (size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
      const size_t start = document.folded.ToSource(at);
      if (!MayBeginName(document.text, start)) continue;
      const auto behind = std::ranges::partition_point(
          mentions, [&](const Mention& m) { return m.span.byte_start <= start; });
      const bool named = behind != mentions.begin() && std::prev(behind)->span.byte_end > start;
      if (!named) found.push_back(start);
    }
  }
  return found;
}

// What tells money put into firms, and what they are bought for.
const CueClasses& OfFirms() {
  static const CueClasses kFirms = CuesOf({Cue::kInvest, Cue::kRaise, Cue::kAcquire, Cue::kBuy,
                                           Cue::kSell, Cue::kStake, Cue::kLend, Cue::kBorrow});
  return kFirms;
}

// As CandidateFinder::FindPartnership.
bool TellsPartners(const SentenceSigns& signs) {
  return signs.Has(Cue::kPartner) ||
         (signs.Has(Cue::kContract) && signs.Has(Cue::kSigned) && signs.Has(Cue::kTopic));
}

// Whether a sum in the sentence may be told as a deal's where none has been told yet: by a word
// that does, a site or a value (CandidateFinder::Triggers, AddSilentTriggers, ContractorsShare),
// or by a party who goes on with the sentence before.
bool TellsSum(const SentenceSigns& signs) {
  static const CueClasses kTelling = [] {
    CueClasses cues =
        CuesOf({Cue::kSite, Cue::kValue, Cue::kTotal, Cue::kTalks, Cue::kReceive, Cue::kContractor,
                Cue::kSigned, Cue::kExtend, Cue::kBuyer, Cue::kSeller, Cue::kBid, Cue::kTake,
                Cue::kEnter, Cue::kSubscribe, Cue::kBudget});
    for (size_t cue = 0; IsTrigger(static_cast<Cue>(cue)); ++cue) cues.set(cue);
    return cues;
  }();
  return signs.HasAny(kTelling) || signs.parties > 0 || signs.shortened;
}

// What an article that does not speak of compute may tell nevertheless (OffTopic): a sentence
// that speaks of it, or of a purchase of power, or names two. A round of money may be told by one
// alone, and a contractor is one of them by trade; a contract that values a firm names its buyer
// alone for sure (CandidateFinder::ValuedFirm); who is contracted to build may be one that nobody
// registered. `others` may be the other one: whom the title names or the sentence behind.
bool CountsOffTopic(const SentenceSigns& signs, size_t others, bool sum) {
  static const CueClasses kCompute = CuesOf({Cue::kCompute, Cue::kChipNoun, Cue::kPowerBuy});
  static const CueClasses kOne = CuesOf({Cue::kRaise, Cue::kBorrow, Cue::kContractor});
  const bool power = (signs.Has(Cue::kTalks) && signs.Has(Cue::kPower)) ||
                     (signs.power && signs.Has(Cue::kContract)) ||
                     (sum && signs.parties > 0 && (signs.power || signs.Has(Cue::kPower)));
  const bool valued = signs.Has(Cue::kContract) && signs.Has(Cue::kValue);
  const bool built = signs.parties > 0 && signs.Has(Cue::kContract) && signs.Has(Cue::kBuild);
  return signs.chips || signs.HasAny(kCompute) || power ||
         (sum && (valued || built || signs.builder || signs.HasAny(kOne))) || signs.shortened ||
         signs.parties + (signs.parties > 0 ? others : 0) >= 2;
}

}  // namespace

DealSigns::DealSigns(const Document& document, const Mentions& mentions,
                     const std::vector<CueMatch>& cues, const RuleSet& rules)
    : document_(document),
      mentions_(mentions),
      rules_(rules),
      finder_(document, rules.frames(), rules.registry(), rules.rates(), nullptr, nullptr),
      signs_(document.sentences.size()),
      sites_(document.blocks.size()) {
  if (signs_.empty()) return;
  for (const Mention& mention : mentions) Add(mention);
  AddShortForms(ShortForms(document, mentions, rules.registry().Rules(document.article->lang)));
  size_t sentence = 0;
  for (const CueMatch& cue : cues) {  // by rising start
    while (sentence + 1 < signs_.size() &&
           document.sentences[sentence + 1].span.byte_start <= cue.span.byte_start)
      ++sentence;
    Add(cue, sentence);
  }
  ReadTopic();
  for (size_t s = 0; s < signs_.size() && document.InTitle(document.sentences[s].span); ++s)
    title_.Take(signs_[s]);
  if (IsInterview(document)) JoinAnswers();
  for (size_t s = 0; s < signs_.size(); ++s)
    signs_[s].listed = IsListed(document.sentences[s].block);
  for (size_t s = 0; s < signs_.size(); ++s) signs_[s].names_missing = NamesMissing(s);
}

// Whether a sentence may tell a deal: one in which as many names may stand as it misses.
template <typename MayHold>
bool DealSigns::Any(const MayHold& may_hold) const {
  if (signs_.size() >= kLeastOffField && !topic_.field && !topic_.named) return false;
  for (size_t s = 0; s < signs_.size(); ++s) {
    if (signs_[s].names_missing && may_hold(s, *signs_[s].names_missing)) return true;
  }
  return false;
}

bool DealSigns::MayTellDeals() const {
  return Any([](size_t, size_t) { return true; });
}

bool DealSigns::MayTellDeals(std::optional<OpenNames>* names) const {
  if (!MayTellDeals()) return false;
  names->emplace(document_, rules_.registry(), mentions_);
  return Any([&](size_t sentence, size_t least) { return (*names)->MayHold(sentence, least); });
}

std::vector<double> DealSigns::Likelihoods() const {
  constexpr double kLeast = 0.005;  // what is less likely counts as nothing
  if (!MayTellDeals()) return {};
  const DecisionTrees& trees = rules_.learned().article;
  if (trees.empty()) return {};
  const double least = DecisionTrees::LogOdds(kLeast);
  const SignFeatures features(signs_, topic_);
  std::vector<double> out(signs_.size(), 0);
  for (size_t s = 0; s < signs_.size(); ++s) {
    if (!signs_[s].names_missing) continue;
    const double score = trees.Score(features.Of(s), least);
    if (score > least) out[s] = DecisionTrees::Probability(score);
  }
  return out;
}

Rejection DealSigns::Reject(const Deal& deal) const {
  constexpr size_t kMostSigns = 4;
  const Span span =
      deal.evidence.empty() ? document_.sentences.front().span : deal.evidence[0].span;
  const FeatureRow row = SignFeatures(signs_, topic_).Of(document_.SentenceAt(span.byte_start));
  std::string signs;
  for (const Contribution& c : rules_.learned().article.Explain(row, kMostSigns)) {
    if (c.weight < 0) signs += (signs.empty() ? "" : ", ") + SignFeatures::Names()[c.feature];
  }
  return {span, kArticleRule,
          fmt::format("article: none of its sentences is likely to tell a deal, nor is this: {}",
                      signs)};
}

bool DealSigns::MayBeShortened() const {
  return std::ranges::any_of(signs_, &SentenceSigns::shortened);
}

std::vector<SignReading> DealSigns::Readings() const {
  std::vector<SignReading> out;
  const SignFeatures features(signs_, topic_);
  std::map<size_t, size_t> reading_of;  // sentence -> its place
  for (size_t s = 0; s < signs_.size(); ++s) {
    if (!signs_[s].names_missing) continue;
    reading_of[s] = out.size();
    out.push_back({{}, features.Of(s)});
  }
  for (const Mention& mention : mentions_) {
    const auto* money = Get<MoneyValue>(mention);
    if (money == nullptr) continue;
    const auto at = reading_of.find(document_.SentenceAt(mention.span.byte_start));
    if (at != reading_of.end()) out[at->second].sums.push_back(*money);
  }
  return out;
}

// A question and the beginning of its answer may tell together what neither does (AnswerInFull):
// the question's last sentence takes what both show.
void DealSigns::JoinAnswers() {
  for (size_t block = 0; block + 1 < document_.blocks.size(); ++block) {
    const DocumentBlock& asked = document_.blocks[block];
    const DocumentBlock& answer = document_.blocks[block + 1];
    if (!asked.question || answer.question || asked.first_sentence == asked.end_sentence) continue;
    const size_t last = asked.end_sentence - 1;
    const size_t from = last - std::min(last - asked.first_sentence, kSentencesJoined - 1);
    const size_t end = std::min(answer.first_sentence + kSentencesJoined, answer.end_sentence);
    for (size_t s = from; s < last; ++s) signs_[last].Take(signs_[s]);
    for (size_t s = answer.first_sentence; s < end; ++s) signs_[last].Take(signs_[s]);
  }
}

// How many names that are not registered a sentence must hold for it to tell a deal; nullopt: it
// tells none with any. A sum may be of those whom the sentences before name.
std::optional<size_t> DealSigns::NamesMissing(size_t sentence) const {
  constexpr size_t kPartners = 2;
  const SentenceSigns& signs = signs_[sentence];
  const size_t block = document_.sentences[sentence].block;
  const bool listed = signs.listed;
  if ((listed && (signs.chips || signs.large)) || IsRowOfGoods(signs, block)) return 0;
  const bool sum = signs.large && TellsSum(signs);
  const bool bare = TellsBare(signs, block);
  const bool later = SumFollows(sentence);
  const size_t behind = sentence + 1 < signs_.size() ? signs_[sentence + 1].parties : 0;
  if ((sum || bare || later) &&
      (topic_.compute || listed || (topic_.field && signs.HasAny(OfFirms())) ||
       CountsOffTopic(signs, title_.parties + behind, sum || later)))
    return sum || listed || signs.chips || signs.parties > 0 ? 0 : 1;
  if (TellsPartners(signs) && (topic_.field || signs.parties > 0))
    return kPartners - std::min(kPartners, signs.parties);
  return std::nullopt;
}

// Whether one of the two sentences behind it in its block, or the answer to it, tells the sum of
// what it tells (CandidateFinder::SumOfSentenceBefore, QuestionOfSum).
bool DealSigns::SumFollows(size_t sentence) const {
  static const CueClasses kTelling =
      CuesOf({Cue::kSupply, Cue::kSell, Cue::kBuy, Cue::kRent, Cue::kLeaseOut, Cue::kInvest,
              Cue::kRaise, Cue::kAcquire, Cue::kLend, Cue::kBorrow, Cue::kContract, Cue::kPowerBuy,
              Cue::kTake, Cue::kMove});
  constexpr size_t kReach = 2;
  const SentenceSigns& signs = signs_[sentence];
  // "X has given up its data centre. The project of 900 million has met with protest."
  const bool given_up = signs.Has(Cue::kBuild) && signs.Has(Cue::kCancelled);
  if (!given_up && !signs.HasAny(kTelling)) return false;
  const size_t block = document_.sentences[sentence].block;
  const bool asks = document_.blocks[block].question && block + 1 < document_.blocks.size();
  const size_t end =
      std::min(sentence + kReach + 1, document_.blocks[asks ? block + 1 : block].end_sentence);
  return std::any_of(signs_.begin() + static_cast<std::ptrdiff_t>(sentence) + 1,
                     signs_.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const SentenceSigns& s) { return s.large; });
}

void DealSigns::Add(const Mention& mention) {
  SentenceSigns& signs = signs_[document_.SentenceAt(mention.span.byte_start)];
  if (const auto* org = Get<OrgValue>(mention)) {
    ++signs.parties;
    signs.seller = signs.seller || finder_.SellsComputeAlone(org->id);
    signs.cloud = signs.cloud || finder_.RunsClouds(org->id);
    signs.builder = signs.builder || finder_.IsBuilder(org->id);
    topic_.named = topic_.named || finder_.IsOfField(org->id);
  } else if (Get<ProductValue>(mention) != nullptr) {
    ++signs.parties;
    signs.seller = true;
  } else if (const auto* money = Get<MoneyValue>(mention)) {
    signs.money = true;
    signs.large = signs.large || finder_.BigEnough(*money);
  } else if (Get<ChipValue>(mention) != nullptr) {
    signs.chips = true;
  } else if (Get<PowerValue>(mention) != nullptr) {
    signs.power = true;
  }
}

void DealSigns::Add(const CueMatch& cue, size_t sentence) {
  SentenceSigns& signs = signs_[sentence];
  signs.cues.set(static_cast<size_t>(cue.cue));
  if (cue.cue == Cue::kCompany || cue.cue == Cue::kWe || cue.cue == Cue::kUs ||
      cue.cue == Cue::kYou || cue.cue == Cue::kToYou)
    ++signs.parties;
  if (cue.cue == Cue::kCompanies) signs.parties += 2;
  if (cue.cue == Cue::kSite) topic_.named = sites_[document_.sentences[sentence].block] = true;
}

void DealSigns::AddShortForms(const std::optional<std::vector<size_t>>& starts) {
  if (!starts) {
    for (SentenceSigns& signs : signs_) signs.shortened = true;
    return;
  }
  for (const size_t start : *starts) signs_[document_.SentenceAt(start)].shortened = true;
}

// As ArticleMemory::ReadTopic, or more: a short form of a seller's name is one, too.
void DealSigns::ReadTopic() {
  const bool sold = std::ranges::any_of(signs_, &SentenceSigns::seller);
  int sentences = 0;
  bool megawatts = false, field = false;
  for (size_t s = 0; s < signs_.size(); ++s) {
    const SentenceSigns& signs = signs_[s];
    megawatts = megawatts || signs.power;
    field = field || signs.Has(Cue::kTopic);
    if (signs.Has(Cue::kCompute) || signs.Has(Cue::kChipNoun) || signs.chips || signs.seller ||
        (sold && signs.shortened) || (signs.Has(Cue::kSite) && signs.power))
      sentences += document_.InTitle(document_.sentences[s].span) ? 2 : 1;
  }
  topic_.compute = sentences >= 2 || (sentences == 1 && megawatts);
  topic_.field = field || sentences > 0;
}

// Whether a word may tell a deal without a sum (CandidateFinder::FindBare) that is more than
// tentative: it is one of a bare frame, or of a side or talks, and goods, a cloud or a site stand
// beside it, a cloud in the title, or a site near it is let; a company and power need no goods, nor
// does a sale that has a price, fell through or names two. Or a site is built that draws megawatts
// (FindOwnSite).
bool DealSigns::TellsBare(const SentenceSigns& signs, size_t block) const {
  static const CueClasses kBare =
      CuesOf({Cue::kSupply, Cue::kSell, Cue::kBuy, Cue::kRent, Cue::kLeaseOut, Cue::kAcquire,
              Cue::kContract, Cue::kPartner, Cue::kPowerBuy, Cue::kBuyer, Cue::kSeller, Cue::kTalks,
              Cue::kTake, Cue::kMove, Cue::kReceive});
  static const CueClasses kGoods = CuesOf({Cue::kCompute, Cue::kChipNoun, Cue::kPower, Cue::kSite,
                                           Cue::kPowerBuy, Cue::kAcquire, Cue::kWorkload});
  static const CueClasses kLet = CuesOf({Cue::kRent, Cue::kLeaseOut, Cue::kBuyer});
  if (signs.power && signs.Has(Cue::kBuild) && signs.Has(Cue::kSite)) return true;
  if (!signs.HasAny(kBare)) return false;
  const bool sold =
      signs.Has(Cue::kSell) && (signs.money || signs.Has(Cue::kCancelled) || signs.parties >= 2);
  return signs.chips || signs.power || sold || signs.cloud || title_.cloud ||
         signs.HasAny(kGoods) || (signs.HasAny(kLet) && SpeaksOfSites(block));
}

// As Context::site.
bool DealSigns::SpeaksOfSites(size_t block) const {
  return sites_[0] || sites_[block] || (block > 0 && sites_[block - 1]);
}

// An item of a list, a row of a table, and what may introduce one.
bool DealSigns::IsListed(size_t block) const {
  constexpr size_t kReach = 2;  // blocks before the first item
  for (size_t i = block; i <= block + kReach && i < document_.blocks.size(); ++i) {
    const DocumentBlockKind kind = document_.blocks[i].kind;
    if (kind == DocumentBlockKind::kListItem || kind == DocumentBlockKind::kTableRow) return true;
  }
  return false;
}

// What a table tells without a word for a deal (CandidateFinder::FindInRow).
bool DealSigns::IsRowOfGoods(const SentenceSigns& signs, size_t block) const {
  return document_.blocks[block].kind == DocumentBlockKind::kTableRow &&
         (signs.power || signs.Has(Cue::kCompute) || signs.Has(Cue::kChipNoun));
}

}  // namespace dealwire
