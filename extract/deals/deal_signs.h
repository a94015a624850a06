#ifndef DEALWIRE_EXTRACT_DEALS_DEAL_SIGNS_H_
#define DEALWIRE_EXTRACT_DEALS_DEAL_SIGNS_H_

#include <optional>
#include <string>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/deal.h"
#include "extract/frames/cues.h"
#include "extract/learned/learned_sums.h"
#include "extract/learned/sign_features.h"
#include "extract/mention.h"
#include "extract/names/open_names.h"
#include "extract/text/document.h"

namespace dealwire {

class RuleSet;  // extract/rules.h

// What the sentences of an article show of deals before the names of organisations outside the
// registry are looked for, which is most of what their extraction costs. Two of three articles of
// the general press are told apart so: what they hold tells no deal, whatever such names stand in
// it (MayTellDeals), or no sentence is likely to tell one (Likelihoods). What it is made of must
// outlive it; for any thread; linear.
class DealSigns {
 public:
  // `mentions` are sorted, `cues` by rising start.
  DealSigns(const Document& document, const Mentions& mentions, const std::vector<CueMatch>& cues,
            const RuleSet& rules);

  // Whether the article may tell a deal: false only where FindDeals (extract/deals/discourse.h)
  // finds none by frames; then trees are not asked either (FindOptions::frames_alone), whoever asks
  // why. What it leans on is that every deal begins with a sum in a sentence or with a word that
  // tells one without a sum, beside goods, a site or a takeover; that a long article which never
  // speaks of the field tells none (kLeastOffField); and that in an article that does not speak of
  // compute only such count as name two registered organisations or who builds, speak of compute
  // themselves or of power, tell a round of money, or stand in or above a list
  // (CandidateFinder::OffTopic). Who is told to work
  // with somebody stands in the same sentence, and so do a firm and who buys it or puts money into
  // it, where the article speaks of the field alone, and one of those who deal without a sum. More
  // of mentions, cues or names never turns true into false.
  bool MayTellDeals() const;
  // The same, less often true: names are counted in the sentences that may tell a deal, of which
  // some need one or two; `names` is made then, and may be asked for all of them.
  bool MayTellDeals(std::optional<OpenNames>* names) const;

  // How likely each sentence tells a deal by its signs, by trees that annotated articles teach
  // (LearnedModels::article); 0 where it may tell none, or hardly. Empty without such trees, and
  // for an article that may tell none.
  std::vector<double> Likelihoods() const;
  // Why a deal is none in an article without a likely sentence, as `explain --rejected` says it.
  Rejection Reject(const Deal& deal) const;

  // Whether the article may shorten the name of several words of a registered organisation: its
  // short forms are looked for as other names are.
  bool MayBeShortened() const;

  // For training: every sentence that may tell a deal, by place, with its row.
  std::vector<SignReading> Readings() const;

 private:
  template <typename MayHold>
  bool Any(const MayHold& may_hold) const;
  void JoinAnswers();
  std::optional<size_t> NamesMissing(size_t sentence) const;
  bool SumFollows(size_t sentence) const;
  void Add(const Mention& mention);
  void Add(const CueMatch& cue, size_t sentence);
  void AddShortForms(const std::optional<std::vector<size_t>>& starts);
  void ReadTopic();
  bool SpeaksOfSites(size_t block) const;
  bool TellsBare(const SentenceSigns& signs, size_t block) const;
  bool IsListed(size_t block) const;
  bool IsRowOfGoods(const SentenceSigns& signs, size_t block) const;

  const Document& document_;
  const Mentions& mentions_;
  const RuleSet& rules_;
  const CandidateFinder finder_;
  std::vector<SentenceSigns> signs_;
  std::vector<bool> sites_;  // by block: whether it speaks of one
  ArticleTopic topic_;
  SentenceSigns title_;  // of all its sentences
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_DEAL_SIGNS_H_
