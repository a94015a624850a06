#ifndef DEALWIRE_EXTRACT_CANDIDATES_CANDIDATES_H_
#define DEALWIRE_EXTRACT_CANDIDATES_CANDIDATES_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/deal.h"
#include "extract/frames/frames.h"
#include "extract/frames/homes.h"
#include "extract/quantities/rates.h"
#include "extract/scenes/scene.h"

namespace dealwire {

class ArticleTrades;
class Registry;

// A candidate that a frame reads is no deal below this; learned_sums.h has its own bounds.
constexpr double kLeastConfidence = 0.55;

// An article tells a handful of deals; merging and summing them is quadratic.
constexpr size_t kMostDeals = 60;

// A deal as one sentence tells it, before the article's other sentences have spoken.
struct Candidate {
  Deal deal;
  size_t sentence = 0;
  std::vector<size_t> told_in;  // the sentences of its evidence
  const Frame* frame = nullptr;
  Span trigger;
  const Mention* money = nullptr;
  bool total = false;         // the sum is told as a total
  bool list_part = false;     // an item of a list or a row of a table
  bool list_lead = false;     // the lead-in of a list
  bool from_context = false;  // a party was carried over from another sentence
  bool sides_said = false;    // the sentence marks who is who
  bool status_said = false;
  bool other_goods = false;           // what changes hands is said, and no compute
  bool tentative = false;             // no deal unless another sentence tells its sum
  bool round = false;                 // a round whose investors stand elsewhere, if anywhere
  bool partnership = false;           // two work together, and nothing changes hands
  bool builder_behind = false;        // a sentence behind it told who builds
  bool doubted = false;               // by what is learned no deal, or another's (JoinRetold)
  DealSide awaits = DealSide::kNone;  // half a deal: the side that a sentence behind it may name
};

// What a sentence may take over from those before it.
struct Context {
  // Who the article is about: the organisations of the title in order, then the one named most.
  std::vector<std::string> title;
  // Named three times and more, and half as often again as anybody else, or more often than anybody
  // and alone in the title; "" where there is none.
  std::string hero;
  // What the sentences before were about, the latest first, and who else stood in them.
  std::vector<std::string> subjects, others;
  size_t subject_at = 0;              // the sentence of the latest subject
  std::string lead;                   // the latest subject outside lists
  std::vector<SentenceScene> before;  // the last two sentences that name anybody, the latest first
  bool item = false;                  // an item of a list, a row of a table
  const SentenceScene* lead_in = nullptr;  // the last sentence before the list
  bool list_follows = false;  // the block introduces a list, whose items may name the other party
  const Frame* last_frame = nullptr;             // of the deal that the sentence just before told
  const std::vector<Candidate>* told = nullptr;  // the deals of the sentences before
  const std::vector<SentenceScene>* scenes = nullptr;  // all of the article
  std::string builder;        // of the site that the sentences before tell of
  size_t builder_at = 0;      // the sentence that told it
  bool given_up = false;      // and that it is not to be built
  bool builds_site = false;   // and that it is a site
  bool topic = false;         // the article speaks of compute
  bool field = false;         // or of what is computed: AI
  bool near_field = false;    // or one sentence does of any of it
  bool off_field = false;     // it is long, and none does, or names a site or who lives from it
  bool article_site = false;  // the article begins with data centres
  bool site = false;          // title, heading or block speak of data centres
  bool near_site = false;     // the block or the one before does
};

class CandidateFinder {
 public:
  CandidateFinder(const Document& document, const FrameSet& frames, const Registry& registry,
                  const Rates& rates, const ArticleTrades* trades, std::vector<Rejection>* rejected)
      : document_(document),
        frames_(frames),
        registry_(registry),
        rates_(rates),
        trades_(trades),
        rejected_(rejected) {}

  // The candidates of one sentence, those with money first.
  std::vector<Candidate> Find(const SentenceScene& scene, const Context& context) const;

  // An item of a list whose lead-in names the other party: who stands in it, and the sum.
  std::vector<Candidate> FindInItem(const SentenceScene& scene, const std::vector<Candidate>& leads,
                                    const Context& context) const;

  // "420 million in all, of which 250 go to Google, 120 to Microsoft and 50 to Ionos": the total
  // and its parts, where a sentence names firms and sums in turn that add up to a sum before them,
  // in it or in one of the two sentences before; empty where it does not. What `told` holds of the
  // total is taken out of it.
  std::vector<Candidate> FindFirmShares(const SentenceScene& scene,
                                        const std::vector<SentenceScene>& scenes,
                                        const Context& context, std::vector<Candidate>* told) const;
  // The same where each share stands in a sentence of its own, of the same block, the last of them
  // in this one.
  std::vector<Candidate> FindSpreadShares(const SentenceScene& scene,
                                          const std::vector<SentenceScene>& scenes,
                                          const Context& context,
                                          std::vector<Candidate>* told) const;
  // The same where they are the items of a list, the last of them this one.
  std::vector<Candidate> FindListedShares(const SentenceScene& scene,
                                          const std::vector<SentenceScene>& scenes,
                                          const Context& context,
                                          std::vector<Candidate>* told) const;
  // What a firm gets of a sum.
  struct FirmShare {
    const Party* firm = nullptr;
    const Mention* money = nullptr;
    const SentenceScene* scene = nullptr;
  };
  // "X lets a hall for 120 million. The tenant is Y": who a sentence behind half a deal (awaits)
  // tells to be its other side, and makes it a whole one; false where it tells nobody, or somebody
  // else, too. `scene` is resolved.
  bool CompleteHalf(const SentenceScene& scene, Candidate* half) const;
  // Who builds the site that the last of `told` is, where a sentence behind it tells that.
  void JoinContractor(const std::vector<SentenceScene>& scenes, const SentenceScene& scene,
                      std::vector<Candidate>* told) const;
  // Whether it is a row of a table whose heads name the columns of parties, and one stands there.
  static bool IsPartyRow(const SentenceScene& scene);
  // Whether the parties of a sum in `scene` are told just before to work together, and nothing says
  // that the sum is of that.
  bool OnlyWorkTogether(const std::vector<Candidate>& told, const SentenceScene& scene,
                        const Deal& deal) const;
  static constexpr const char* kWhyNotOfPartners =
      "amount: no word says that it is of those who work together";

  // What a sentence says of a deal that something else than a frame reads in it: how far it is, its
  // term, chips, power and dates. Neither parties nor sum.
  Candidate MakeRead(const SentenceScene& scene, const Frame& frame, const Span& trigger) const;

  bool SameGroup(const std::string& a, const std::string& b) const;
  // Whether two sides of deals have somebody, or his group, in common.
  bool ShareSomebody(const std::vector<std::string>& a, const std::vector<std::string>& b) const;
  // The same, but two empty ones meet.
  bool SidesMeet(const std::vector<std::string>& a, const std::vector<std::string>& b) const;

  // "The company" that gets money from a bank is none itself (coreference.cc).
  bool IsFunded(const SentenceScene& scene, const Party& p) const;
  std::string FirmOr(const std::string& id, const Context& context) const;

  // The sentence with the names that "the company" and "its" stand for in it.
  SentenceScene Resolve(const SentenceScene& unresolved, const Context& context) const;

  bool CommaBetween(const Span& a, const Span& b) const;
  // "Moves its systems to X" (conditional_frames.cc).
  bool MovesToCloud(const SentenceScene& scene, const Span& verb) const;
  bool IsInvestor(const std::string& id) const;
  std::string_view SellsOf(const std::string& id) const { return frames_.SellsOf(id); }
  bool IsChipmaker(const std::string& id) const { return frames_.SectorOf(id) == "chipmaker"; }
  // Whether what changes hands is no compute (Frame::other).
  bool AboutOther(const SentenceScene& scene, const Frame& frame, const Span& trigger) const;
  // Whether it sells power by trade.
  bool SellsPower(const std::string& id) const;
  // Whether an organisation lives from data centres alone.
  bool SellsComputeAlone(const std::string& id) const;
  // Whether models, clouds, halls or chips are its trade: its deals are of the field, unless said.
  bool IsOfField(const std::string& id) const;
  // Whether clouds or halls are its trade, so that a contract with it needs no word for what it is
  // about; software firms that run clouds besides are none.
  bool RunsClouds(const std::string& id) const;
  bool SellsChips(const std::string& id) const;
  // Whether it builds for others by trade.
  bool IsBuilder(const std::string& id) const;
  // Where its trade stands in the chain (FrameSet::TierOf), as the registry or the article tells
  // it.
  double TierOf(const std::string& id) const;
  // Whether a sum is large enough for a deal.
  bool BigEnough(const MoneyValue& money) const;

  // Who is who about one trigger.
  struct Roles {
    std::vector<std::string> customer, provider;
    bool syntax = false;  // the sentence says of both which side they are
    bool said = false;    // of one at least
    bool prior = false, context = false, open = false;
    bool paired = false;           // they sign with each other
    bool builds_told = false;      // who builds the site told before
    bool near = false;             // what is carried over, the sentence just before acts on
    bool weak = false;             // an open one without a sign of a firm
    bool provider_beside = false;  // marked, or right beside the trigger
    double score = 0;
    const Candidate* told = nullptr;  // the deal they were taken from
  };
  // The frame that a word of a sentence fires, or null.
  const Frame* FrameOf(const SentenceScene& scene, const CueMatch& cue) const;
  // How likely the trades of two organisations make them these two sides. Where it is not about
  // electricity who sells that is a customer like any other; where it is about chips, who sells
  // those supplies them.
  double Prior(const Frame& frame, const std::string& customer, const std::string& provider,
               bool of_power = true, bool of_chips = false) const;

 private:
  struct Trigger {
    const Frame* frame = nullptr;
    Span span;
    double distance = 0;
    bool elsewhere = false;  // of another segment: "... and $3 billion in Nokia"
    bool silent = false;     // no word stands for it
    bool inside = false;     // a word in the segment of the sum
    bool goes_on = false;    // of the clause before, whose sum a clause without names tells
  };
  // One way to read a sum.
  struct Reading {
    Trigger trigger;
    Roles roles;
    double score = 0;
  };

  // triggers.cc: the words that may tell the deal of a sum, the likeliest first.
  std::vector<Trigger> Triggers(const SentenceScene& scene, const Span& anchor) const;
  void AddSilentTriggers(const SentenceScene& scene, const Context& context, const Span& money,
                         std::vector<Trigger>* triggers) const;
  bool SumOfDealBefore(const SentenceScene& scene, const Context& context, const Mention* money,
                       Candidate* candidate) const;
  bool SumOfSentenceBefore(const SentenceScene& scene, const Context& context, const Mention* money,
                           Candidate* candidate) const;
  bool SumOfDealTold(const SentenceScene& scene, const Context& context, const Mention* money,
                     Candidate* candidate) const;
  static bool TellsBudget(const SentenceScene& scene);
  bool SumOfSiteTold(const SentenceScene& scene, const Context& context, const Mention* money,
                     Candidate* candidate) const;
  bool GoesOnGoods(const Context& context, const Roles& roles) const;
  static bool PartsFrom(const SentenceScene& scene, const Span& whole, const Span& word);
  Span ClauseGoneOn(const SentenceScene& scene, const Span& money) const;
  bool FindForSum(const SentenceScene& scene, const Context& context, const Mention* money,
                  const std::vector<Candidate>& before, Candidate* candidate,
                  Candidate* half) const;
  void TrustVerb(std::vector<Reading>* readings) const;
  // half_deals.cc
  bool TakeHalf(const SentenceScene& scene, const Context& context, const Mention* money,
                const std::vector<Reading>& readings, Candidate* half) const;
  static const Party* OnlyMarked(const SentenceScene& scene, const Candidate& half);
  std::vector<std::string> SideToldIn(const SentenceScene& scene, const Candidate& half) const;
  // own_sums.cc: of sums and firms told in one order each firm has its own. Linear in the names and
  // sums of the scene for each word that says so.
  void GiveEachItsSum(const SentenceScene& scene, std::vector<Candidate>* found) const;
  // contractors.cc: what who builds for another is paid.
  bool ContractorsShare(const SentenceScene& scene, const Context& context, const Mention* money,
                        Candidate* candidate) const;
  const Party* ContractorOf(const SentenceScene& scene, const Context& context) const;
  bool ProvidesMoney(const SentenceScene& scene, const Frame& frame, const Roles& roles) const;
  bool OpenRound(const SentenceScene& scene, const Mention* money,
                 const std::vector<Reading>& readings, Candidate* candidate) const;
  bool InvestsInPlace(const SentenceScene& scene, const Context& context, const Frame& frame,
                      const Roles& roles, const Span& money) const;
  bool PaysForLease(const SentenceScene& scene, const Mention* money, Trigger* trigger) const;
  bool TakeReading(const SentenceScene& scene, const Context& context, const Mention* money,
                   const std::vector<Candidate>& before, Reading* reading,
                   Candidate* candidate) const;
  bool Read(const SentenceScene& scene, const Context& context, const Mention* money,
            Reading* reading) const;
  std::optional<Candidate> FindOwnSite(const SentenceScene& scene, const Context& context) const;
  std::vector<Candidate> FindBare(const SentenceScene& scene, const Context& context,
                                  const std::vector<Candidate>& found) const;
  // partnerships.cc
  static bool IsOfPartners(const SentenceScene& scene);
  std::vector<Candidate> FindPartnership(const SentenceScene& scene, const Context& context) const;
  std::vector<const Party*> PartnersIn(const SentenceScene& scene, const Span& word) const;
  double BringsTechnology(const SentenceScene& scene, const Party& p) const;
  bool InTheField(const SentenceScene& scene, const Context& context,
                  const std::vector<const Party*>& partners) const;
  std::string ValuedFirm(const SentenceScene& scene, const Trigger& trigger,
                         const Span& money) const;
  void TakeValued(const std::string& id, Roles* roles) const;
  void FillFromBefore(const SentenceScene& scene, const Mention& money,
                      const std::vector<Candidate>& before, Reading* reading) const;
  static bool IsSitesBudget(const SentenceScene& scene);
  bool IsTakeover(const SentenceScene& scene, const Span& noun) const;
  bool IsRoundsWorth(const SentenceScene& scene, Cue trigger, const Span& value,
                     const Span& money) const;
  static bool TellsValue(const SentenceScene& scene, const Span& worth);
  bool UnderNoDeal(const SentenceScene& scene, const Span& money, const Trigger& trigger) const;
  Roles Assign(const SentenceScene& scene, const Frame& frame, const Span& trigger,
               const Span& anchor) const;
  void FillFromContext(const SentenceScene& scene, const Frame& frame, const Context& context,
                       const Mention* money, Roles* roles) const;
  bool RetoldDeal(const SentenceScene& scene, const Frame& frame, const Context& context,
                  const Mention* money, Roles* roles) const;
  bool OthersSince(const SentenceScene& scene, const Context& context, const Candidate& told) const;
  bool LastDeal(const SentenceScene& scene, const Frame& frame, const Context& context,
                Roles* roles) const;
  bool TradeSays(const Frame& frame, const Roles& roles) const;
  bool OwnShare(const Frame& frame, const Context& context, Roles* roles) const;
  bool PriceOfTakeover(const SentenceScene& scene, const Frame& frame, const Context& context,
                       const Mention* money, Roles* roles) const;
  bool PriceBesideSeller(const SentenceScene& scene, const Context& context, const Mention* money,
                         Candidate* candidate) const;
  bool BidsForTold(const SentenceScene& scene, const Frame& frame, const Context& context,
                   Roles* roles) const;
  static std::string BeforeRelative(const SentenceScene& scene, const std::string& id);
  bool LastDealOf(const SentenceScene& scene, const Frame& frame, const Context& context,
                  const Mention* money, Roles* roles) const;
  static bool LendsIn(const SentenceScene& scene, const Span& money);
  bool MayBuild(const SentenceScene& scene, const Span& money, Roles* roles) const;
  static void KeepWhole(const SentenceScene& scene, std::vector<Candidate>* found);
  void KeepNewTotal(const SentenceScene& scene, std::vector<Candidate>* found) const;
  const Frame* Reread(const Frame* frame, const std::vector<std::string>& customer,
                      const std::vector<std::string>& provider) const;
  std::string ToldAs(const SentenceScene& scene, const Party& party, const Context& context) const;
  HomeList::Set HomesTold(const SentenceScene& scene, const Party& party) const;
  static std::string NearestBefore(const SentenceScene& scene, const Party& party,
                                   const Context& context,
                                   const std::function<bool(const std::string&)>& may_be);
  static std::string OneOfTwo(const SentenceScene& scene, const Party& party,
                              const Context& context, ToldOrder order);
  // Who "the company" is: the last subject that the title names, else the last one.
  static std::string Topic(const Context& context);
  std::string OtherHere(const SentenceScene& scene, const Party& party) const;
  std::vector<std::string> SeveralBefore(const SentenceScene& scene, const Party& party,
                                         const Context& context) const;
  bool SidesOfLast(const std::vector<std::string>& ids, const Context& context) const;
  bool OneSideOfLast(const SentenceScene& scene, const std::vector<std::string>& ids,
                     const Context& context) const;
  void SpreadSeveral(const Context& context, SentenceScene* scene) const;
  void MarkBuilders(SentenceScene* scene) const;
  std::string BranchOf(const SentenceScene& scene, const Party& party,
                       const Context& context) const;
  std::string OnlyBefore(const SentenceScene& scene, const Context& context) const;
  // headed.cc: those that the block is headed by (block_heads.h).
  bool FillFromHeads(const SentenceScene& scene, const Frame& frame, Roles* roles) const;
  std::string HeadMeant(const SentenceScene& scene, const Party& party) const;
  std::string PronounMeant(const SentenceScene& scene, const Party& party,
                           const Context& context) const;
  bool TakeHeads(const SentenceScene& scene, const Frame& frame, Roles* roles) const;
  bool PairOf(const SentenceScene& named, const SentenceScene& scene, const Frame& frame,
              Roles* roles) const;
  bool PreviousPair(const SentenceScene& scene, const Frame& frame, const Context& context,
                    Roles* roles) const;
  static bool MayGoOn(const Frame& frame, DealKind kind);
  bool TakeDeal(const Candidate& told, Roles* roles) const;
  void FillSide(const SentenceScene& scene, const Frame& frame, const Context& context,
                bool customer, Roles* roles) const;
  static std::string WhoParts(const SentenceScene& whole, const Candidate* told,
                              const Context& context,
                              const std::function<bool(const std::string&)>& is_share);
  std::vector<Candidate> PartAmong(const std::vector<FirmShare>& shares, const Mention& total,
                                   const SentenceScene& whole, const Context& context,
                                   std::vector<Candidate>* told) const;
  DealSide SideOfWhole(const SentenceScene& whole, const Candidate* told, const Frame& frame,
                       const std::string& who, const std::vector<std::string>& firms) const;
  // table_rows.cc: a row of a table whose columns are named.
  const Frame* FrameOfRow(const SentenceScene& scene) const;
  DealSide FirstSideOfRow(const SentenceScene& scene, const Frame& frame, const std::string& first,
                          const std::string& second) const;
  static bool NamesThing(const SentenceScene& scene);
  bool FindInRow(const SentenceScene& scene, const Context& context, Candidate* out) const;
  bool IsSentence(const SentenceScene& scene) const;
  bool NamesBoth(const SentenceScene& scene, const std::vector<Candidate>& leads) const;
  DealSide SideInItem(const SentenceScene& scene) const;
  void TakeSides(const Candidate& lead, bool from_title, DealSide said, const std::string& id,
                 Deal* part) const;
  bool InvestorOfList(const Context& context, const std::string& item, Candidate* lead) const;
  bool LeadFromTitle(const SentenceScene& scene, const Context& context, Candidate* lead) const;
  bool OfTrade(const Roles& roles) const;
  bool OfDealer(const Context& context, const Roles& roles) const;
  bool NamesSite(const SentenceScene& scene, const Span& clause) const;
  bool YearsSpending(const SentenceScene& scene, const Frame& frame, const Roles& roles,
                     const Mention& money) const;
  bool OffTopic(const SentenceScene& scene, const Context& context, const Frame& frame,
                const Roles& roles, const Span& span) const;
  std::string OtherThan(const std::string& id, const Context& context) const;
  std::string SiteOwner(const SentenceScene& scene, const Context& context) const;
  bool BuysAsBefore(const SentenceScene& scene, const Frame& frame, const Context& context) const;
  bool TurnPair(const SentenceScene& scene, const Frame& frame, const Context& context,
                Roles* roles) const;
  std::string PairedBefore(const SentenceScene& scene, const Context& context,
                           const std::string& id) const;
  bool GivesPower(const SentenceScene& scene, const Frame& frame, const Roles& roles) const;
  bool TakesWholeSite(const Deal& deal, const Context& context) const;
  std::string OtherFirm(const SentenceScene& scene, const std::string& id) const;
  std::string PoweredSite(const SentenceScene& scene, const Context& context,
                          const std::string& seller) const;
  bool LendsForSite(const SentenceScene& scene, const Frame& frame, const Context& context,
                    Roles* roles) const;
  std::string Operator(const SentenceScene& scene, const Context& context) const;
  bool IsOperatorSide(const SentenceScene& scene, const Frame& frame, const Context& context,
                      bool customer, const Roles& roles) const;
  bool OnlyDealsWith(const std::string& id, const Context& context) const;
  static bool OwnSite(const SentenceScene& scene, const Frame& frame, const Context& context,
                      Roles* roles);
  bool LastBuilder(const SentenceScene& scene, const Frame& frame, const Context& context,
                   Roles* roles) const;
  bool OnlyPair(const Context& context, Roles* roles) const;
  // hero_pairs.cc
  bool PairWithHero(const SentenceScene& scene, const Frame& frame, const Context& context,
                    Roles* roles) const;
  bool TalksOfPower(const SentenceScene& scene) const;
  std::string ActsNow(const Context& context) const;
  std::string OnlyOtherBefore(const SentenceScene& scene, const Context& context,
                              const std::string& id, size_t* at) const;
  // replacements.cc
  const Candidate* EndedBefore(const SentenceScene& scene, const Context& context) const;
  std::vector<Candidate> FindReplacement(const SentenceScene& scene, const Context& context) const;
  // purchases.cc
  bool BuysCompany(const SentenceScene& scene, const Span& trigger) const;
  bool IsPurchaseOf(const SentenceScene& scene, const Span& trigger) const;
  bool BuysGoods(const SentenceScene& scene, const Span& trigger) const;
  // sold_firms.cc
  bool OwnerSells(const SentenceScene& scene, const Frame& frame, const Span& trigger,
                  Roles* roles) const;
  bool SellsUnit(const SentenceScene& scene, const Span& trigger, Roles* roles) const;
  bool SellsFirm(const SentenceScene& scene, const Span& trigger, Roles* roles = nullptr) const;
  bool BuysSite(const SentenceScene& scene, const Span& trigger) const;
  bool StandsBehindSite(const SentenceScene& scene, const Party& party, const Span& trigger) const;
  bool PaysForFirm(const SentenceScene& scene, const Span& trigger) const;
  bool ExtendsContract(const SentenceScene& scene, const Span& trigger) const;
  bool SoldOutright(const SentenceScene& scene, const Span& trigger) const;
  bool IsSaleOfFirm(const SentenceScene& scene, const Span& trigger) const;
  std::string SoldCompany(const SentenceScene& scene, const Span& trigger,
                          const std::string& buyer) const;
  bool IsAwarded(const SentenceScene& scene, const Span& trigger) const;
  // conditional_frames.cc: words that tell a deal by what stands beside them. Linear in the scene.
  const Frame* FrameBeside(const SentenceScene& scene, const CueMatch& cue) const;
  const Frame* TakesShare(const SentenceScene& scene, const Span& verb) const;
  bool TakesRoom(const SentenceScene& scene, const Span& verb) const;
  bool EntersFirm(const SentenceScene& scene, const Span& verb) const;
  bool ReceivesGoods(const SentenceScene& scene, const Span& verb) const;
  static bool SubscribesShares(const SentenceScene& scene, const Span& verb);
  bool IsBroughtBySale(const SentenceScene& scene, const CueMatch& verb) const;
  bool BidsByPuttingIn(const SentenceScene& scene, const CueMatch& verb) const;
  static bool PowerIsFirst(const SentenceScene& scene, const Span& trigger);
  bool IsGotOrder(const SentenceScene& scene, const Span& trigger) const;
  bool GetsOrder(const SentenceScene& scene, const Span& verb) const;
  static bool OfSomebody(const SentenceScene& scene);
  bool BuysStake(const SentenceScene& scene, const Span& trigger) const;
  bool BuysShares(const SentenceScene& scene, const Span& trigger) const;
  std::optional<size_t> BehindShareOf(const SentenceScene& scene, const Span& shares) const;
  // Whether the number beside a sign for per cent is less than half of the whole.
  bool IsPart(const Span& percent) const;
  bool PowerIsNearest(const SentenceScene& scene, const Span& trigger) const;
  bool SignsAlone(const SentenceScene& scene, const Frame& frame, const Roles& roles) const;
  bool ValueOf(const SentenceScene& scene, const Candidate& told) const;
  bool GivesUpSite(const SentenceScene& scene, const Context& context, const Span& money) const;
  bool SiteAwaitsSum(const SentenceScene& scene, const Context& context) const;
  bool GoesStraightOn(const SentenceScene& scene, size_t before,
                      const std::vector<std::string>& parties) const;
  bool FollowsSite(const SentenceScene& scene, const Context& context) const;
  bool FollowsDeal(const SentenceScene& scene, const Context& context) const;
  bool SumOfTold(const SentenceScene& scene, const Context& context, const Mention* money,
                 const std::vector<Trigger>& triggers, Candidate* candidate) const;
  const Frame* BareFrameOf(const SentenceScene& scene, const CueMatch& cue) const;
  bool AboutSite(const SentenceScene& scene, const Span& trigger) const;
  DealKind KindOf(const SentenceScene& scene, const Frame& frame, const Span& trigger,
                  const Roles& roles) const;
  bool LetsMegawatts(const SentenceScene& scene, const Roles& roles) const;
  // The status that the sentence says of what `trigger` tells, else the frame's; and whether it
  // says one.
  std::pair<DealStatus, bool> StatusOf(const SentenceScene& scene, const Frame& frame,
                                       const Span& trigger) const;
  bool Complete(const SentenceScene& scene, const Frame& frame, const Span& trigger,
                const Mention* money, const Roles& roles, bool list_follows, Candidate* out) const;
  void Reject(const Span& span, const Frame* frame, std::string constraint) const;

  const Document& document_;
  const FrameSet& frames_;
  const Registry& registry_;
  const Rates& rates_;
  const ArticleTrades* trades_;       // what the article tells of trades; may be null
  std::vector<Rejection>* rejected_;  // may be null
};

// Whether it is a bare plural of a scale ("billions of dollars"), and `text` has no number.
bool IsVague(const MoneyValue& money, std::string_view text);

// Adds what a sentence says of term, chips, power and dates to a deal; `anchor` is the sum or
// trigger it is near to.
void TakeTerms(const SentenceScene& scene, Deal* deal);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_CANDIDATES_H_
