#ifndef DEALWIRE_EXTRACT_CANDIDATES_H_
#define DEALWIRE_EXTRACT_CANDIDATES_H_

#include <string>
#include <vector>

#include "extract/deal.h"
#include "extract/frames.h"
#include "extract/scene.h"

namespace dealwire {

class Registry;

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
  bool status_said = false;
};

// What a sentence may take over from those before it.
struct Context {
  // Who the article is about: the organisations of the title in order, then the one named most.
  std::vector<std::string> title;
  // What the sentences before were about, the latest first, and who else stood in them.
  std::vector<std::string> subjects, others;
  bool list_follows = false;  // the block introduces a list, whose items may name the other party
  const Frame* last_frame = nullptr;             // of the deal that the sentence just before told
  const std::vector<Candidate>* told = nullptr;  // the deals of the sentences before
  bool article_site = false;                     // the article begins with data centres
  bool site = false;                             // title, heading or block speak of data centres
};

class CandidateFinder {
 public:
  CandidateFinder(const Document& document, const FrameSet& frames, const Registry& registry,
                  std::vector<Rejection>* rejected)
      : document_(document), frames_(frames), registry_(registry), rejected_(rejected) {}

  // The candidates of one sentence, those with money first.
  std::vector<Candidate> Find(const SentenceScene& scene, const Context& context) const;

  // An item of a list whose lead-in names the other party: who stands in it, and the sum.
  std::vector<Candidate> FindInItem(const SentenceScene& scene, const std::vector<Candidate>& lead,
                                    const Context& context) const;

  bool SameGroup(const std::string& a, const std::string& b) const;

 private:
  struct Trigger {
    const Frame* frame = nullptr;
    Span span;
    double distance = 0;
  };
  struct Roles {
    std::vector<std::string> customer, provider;
    bool syntax = false, prior = false, context = false, open = false;
    bool provider_beside = false;  // marked, or right beside the trigger
    double score = 0;
  };

  // triggers.cc: the words that may tell the deal of a sum, the likeliest first.
  std::vector<Trigger> Triggers(const SentenceScene& scene, const Span& anchor) const;
  void AddSilentTriggers(const SentenceScene& scene, const Context& context, const Span& money,
                         std::vector<Trigger>* triggers) const;
  bool FindForSum(const SentenceScene& scene, const Context& context, const Mention* money,
                  const Trigger& trigger, Candidate* candidate) const;
  bool UnderNoDeal(const SentenceScene& scene, const Span& money, const Trigger& trigger) const;
  Span WindowOf(const SentenceScene& scene, const Span& anchor) const;
  Roles Assign(const SentenceScene& scene, const Frame& frame, const Span& trigger,
               const Span& anchor) const;
  void FillFromContext(const SentenceScene& scene, const Frame& frame, const Context& context,
                       const Mention* money, Roles* roles) const;
  bool RetoldDeal(const SentenceScene& scene, const Context& context, const Mention* money,
                  Roles* roles) const;
  bool LastDeal(const SentenceScene& scene, const Context& context, Roles* roles) const;
  void KeepNewTotal(const SentenceScene& scene, std::vector<Candidate>* found) const;
  SentenceScene Resolve(const SentenceScene& unresolved, const Context& context) const;
  const Frame* Reread(const Frame* frame, const std::vector<std::string>& customer,
                      const std::vector<std::string>& provider) const;
  bool CommaBetween(const Span& a, const Span& b) const;
  bool OnlyPair(const Context& context, Roles* roles) const;
  bool BuysCompany(const SentenceScene& scene, const Span& trigger) const;
  double Prior(const Frame& frame, const std::string& customer, const std::string& provider) const;
  DealKind KindOf(const SentenceScene& scene, const Frame& frame, const Roles& roles) const;
  std::pair<DealStatus, bool> StatusOf(const SentenceScene& scene, const Span& trigger) const;
  bool Complete(const SentenceScene& scene, const Frame& frame, const Span& trigger,
                const Mention* money, const Roles& roles, bool list_follows, Candidate* out) const;
  void Reject(const Span& span, const Frame* frame, std::string constraint) const;

  const Document& document_;
  const FrameSet& frames_;
  const Registry& registry_;
  std::vector<Rejection>* rejected_;  // may be null
};

// Below this no sum is a deal's.
bool BigEnough(const MoneyValue& money);

// Adds what a sentence says of term, chips, power and dates to a deal; `anchor` is the sum or
// trigger it is near to.
void TakeTerms(const SentenceScene& scene, Deal* deal);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_H_
