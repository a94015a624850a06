#ifndef DEALWIRE_EXTRACT_FRAMES_CUES_H_
#define DEALWIRE_EXTRACT_FRAMES_CUES_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/lazy.h"
#include "base/toml.h"
#include "extract/rule_example.h"
#include "extract/rule_files.h"
#include "extract/text/document.h"

namespace dealwire {

// The classes of words that deals are read from. What a class means is the same in every language;
// the words are in the [cues] table of rules/lang/*.toml, one key a class:
//
//     [cues]
//     supply = ["liefer*", "stellt bereit"]   # a verb or noun of which the provider is the subject
//
// A star stands for any ending, alone for any word but the first ("the * company"); a phrase
// matches across one space or hyphen a word. In scripts with spaces a word begins at a word
// boundary (also after a hyphen); where the file says `compounds = true`, the nouns of `contract`
// also end compounds
// ("Milliardenvertrag"). In scripts without spaces words match anywhere.
// A compound that ends as one of the `org_nouns` with a star before ("*bedrijf") is an agent;
// behind a word of `definite` ("het glasvezelbedrijf", "the big toolmaker") it is a company, too.
// A connector that begins with "~" is an ending of names ("~lta" in "Atosilta").
// Where it says `proclitics = true`, connectors of one letter are written as one word with what
// follows (Arabic).
enum class Cue : unsigned char {
  // Triggers.
  kSupply,
  kSell,
  kBuy,
  kRent,
  kLeaseOut,
  kInvest,
  kRaise,
  kAcquire,
  kBuild,
  kLend,
  kBorrow,
  kContract,
  kPartner,
  kPowerBuy,
  // What a deal is about, and sums.
  kSite,
  kCompute,
  kChipNoun,
  kPower,
  kNoCompute,  // things that are rented, bought and supplied and are no compute: offices, cars
  kTopic,      // fields of technology that an article may be about: AI, quantum computing
  kTotal,
  kExtend,
  kToTotal,
  kRuns,  // how long a contract holds: what is said beside a date is its start or end
  // Status.
  kSigned,
  kAnnounced,
  kPlanned,
  kUnsigned,  // a contract that is still to be signed, or is not signed yet
  kTalks,
  kReported,
  kDenied,
  kCancelled,
  kCompleted,
  // Money that is no deal; a value, which is one where a contract is valued; shares, which are none
  // before a sum but may be
  // what is paid with after it; an organisation told without its name; a noun for a firm, which
  // beside a name describes it ("the cloud provider Oracle") and is no verb of supplying. Besides
  // those of the table the `org_nouns` of [names] are agents.
  kNoDeal,
  kValue,
  kShare,
  kCompany,
  kAgent,
  // Nouns for one side of a deal, which a name beside them takes ("the first tenant is X",
  // "supplier X"), and verbs of whom an order is given to ("X wins the contract").
  kBuyer,
  kSeller,
  kReceive,
  // Who builds for another, beside its name ("the contractor X", "X carries out the works");
  // several
  // firms told without their names ("the two companies").
  kContractor,
  kCompanies,
  // A share of a company: what is put into one is built into no site.
  kStake,
  // Heads of a table's column for a party of either side ("Company", "Counterparty"), and words
  // that name a side in such a head and too often something else in a sentence.
  kParty,
  kBuyerColumn,
  kSellerColumn,
  // Quoted speech: "we" (in languages that leave it out, verbs in its person), "to us".
  kWe,
  kUs,
  // An interviewer's question: "you", "your company" (in languages that leave the pronoun out,
  // verbs in its person), "to you"; how an answer begins that grants what was asked, or denies it;
  // and what asks for a price.
  kYou,
  kToYou,
  kYes,
  kNo,
  kHowMuch,
  // Who speaks for a firm: beside such a noun ("founder of X") stands the firm that "we" is.
  kHead,
  // Who runs data centres or clouds, as a noun or a verb beside its name ("the hosting firm X", "X
  // runs data centres"): such a firm lets computing to others.
  kOperator,
  // Who put money into a round just told: a noun ("investors") or what says that they did ("the
  // money comes from X"). Read behind a round alone.
  kBacker,
  // What says that the name behind it only describes another or stands aside ("X, controlled by Y",
  // "advised by Y", "unlike Y"): it is no party.
  kAside,
  // What says that of sums and firms told in one order each firm has its own ("respectively").
  kEach,
  // Verbs of having, finding and winning: beside a noun for a side of a deal who has one stands on
  // the other ("X has found a customer in Y").
  kHas,
  // Verbs of turning down: who does so with an offer is the one bid for.
  kReject,
  // What marks an infinitive (German "zu"): behind a comma who acts in the clause before acts.
  kInfinitive,
  // Among the marks of a subject those of what the sentence is about (Japanese "wa"): a subject of
  // another kind right before it is one of a clause about it.
  kTheme,
  // Verbs of taking over of which the bought is the subject ("changes hands", "gets a new owner").
  kPasses,
  // A pronoun with its preposition that stands for the other side ("with them", "von ihr"), which
  // the sentences before name.
  kThem,
  // Nouns for several who act as one ("a consortium of"): they are its members.
  kConsortium,
  // Nouns for a firm whose accusative is their genitive (Russian "operatora"): before a name at the
  // beginning of a clause whose subject stands behind its verb they are an object.
  kAccusative,
  // Connectors: what marks the organisation that follows (or, in languages with postpositions,
  // precedes).
  kWith,
  kFrom,
  kTo,
  kBy,
  kBetween,
  kIn,
  kAt,
  kSubject,
  kObject,
  kOf,  // only where what is meant is its own: its site, its goods, its shares
  kAnd,
  // How a sentence is built: what begins another clause ("while"), what begins one about the name
  // before it ("which"), finite auxiliaries, and what makes the sum after it a part of the one
  // before ("of which").
  kClause,
  kRelative,
  kContrast,  // likewise, but behind the first phrase of its clause (Turkish "ise")
  kAux,
  kOfWhich,
  // Auxiliaries of the passive ("was") and participles that it is made with ("bought"): where both
  // stand, a preposition that says both from whom and by whom says the latter.
  kPassive,
  kParticiple,
  // Verbs and nouns that tell a deal only by what stands beside them (conditional_frames.cc): what
  // is offered or bid, with the prepositions of what it is bid for ("offers 400 million *for* X");
  // taking, of room or of a share ("takes two halls at X's"); getting into a firm with a sum
  // ("steps *into* X with 30 million"); moving, and what is moved to a cloud ("its systems").
  kBid,
  kBidFor,
  kTake,
  kEnter,
  kMove,
  kWorkload,
  // "Per cent", as a word.
  kPercent,
  // Verbs of allowing, where who is allowed stands in a case of his own (Russian, Polish): behind
  // them he acts ("the office allows X to buy Y").
  kAllow,
  // What says that another takes the place of one whose contract has ended ("in its place",
  // "stepped in"). Read behind such a contract alone.
  kReplace,
  // "If", and what says that something is only thought of ("would"): together they tell no deal.
  kIf,
  kWould,
  // Verbs of taking new shares: with a word for shares they tell who puts money into a firm.
  kSubscribe,
  // What is set aside to spend ("the budget"): right behind a site what it costs, else no deal.
  kBudget,
  // What says that a price is not told ("undisclosed", "declined to say how much"): the deal of its
  // sentence, or of the one before, has no sum. Read by trees alone.
  kUndisclosed,
  kCount
};

// "supply" for kSupply; the key in the rule files.
const char* CueName(Cue cue);
std::optional<Cue> ParseCue(std::string_view name);
// The name of a class nearest to a word that is none, or "".
std::string NearestCue(std::string_view word);
// Whether a class tells deals: what a frame is for.
constexpr bool IsTrigger(Cue cue) { return cue < Cue::kSite; }
// Whether a class tells how far a deal is.
constexpr bool IsStatus(Cue cue) { return cue >= Cue::kSigned && cue <= Cue::kCompleted; }

struct CueMatch {
  Cue cue;
  Span span;  // of Document::text
};

class ArchiveReader;  // base/archive.h
class ArchiveWriter;
class CueLanguage;  // one language's words

class CueSet {
 public:
  // Reads the [cues] tables with their examples. A class of words of which no example, or no near
  // miss, of its language holds one is an error.
  static std::unique_ptr<const CueSet> Compile(const RuleFiles& files, Diagnostics* problems);
  CueSet();
  ~CueSet();

  // For archives (base/archive.h).
  void Save(ArchiveWriter* out) const;
  void Load(ArchiveReader* in);

  // These cues, but a class of one language: what is it needed for?
  std::unique_ptr<const CueSet> Without(std::string_view lang, Cue cue) const;

  // Whether the language of `bcp47` has cues at all: without them no deal is read.
  bool Knows(std::string_view bcp47) const;
  // Whether connectors follow their organisation (Japanese, Korean, Turkish, Hindi, Finnish).
  bool Postpositional(std::string_view bcp47) const;

  // Whether the language has words of that class.
  bool Has(std::string_view lang, Cue cue) const;
  std::vector<std::string> LanguageCodes() const;
  // What the language files show of their words, in file order.
  const std::vector<RuleExample>& examples() const { return *examples_; }

  // All cues of the document in its article's language, by rising start. Linear.
  std::vector<CueMatch> Find(const Document& document) const;

 private:
  // A language is read when an article needs it.
  using Languages = std::map<std::string, Lazy<CueLanguage>, std::less<>>;
  std::shared_ptr<Languages> languages_;
  Lazy<std::vector<RuleExample>> examples_;
  std::string without_lang_;  // the class left out by Without
  std::optional<Cue> without_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_FRAMES_CUES_H_
