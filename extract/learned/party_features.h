#ifndef DEALWIRE_EXTRACT_LEARNED_PARTY_FEATURES_H_
#define DEALWIRE_EXTRACT_LEARNED_PARTY_FEATURES_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/frames/frames.h"
#include "extract/learned/decision_trees.h"
#include "extract/learned/other_sums.h"
#include "extract/learned/partners.h"
#include "extract/learned/sum_features.h"
#include "extract/learned/words_told.h"
#include "extract/scenes/scene.h"

namespace dealwire {

class RuleSet;  // extract/rules.h

// Who may be customer and provider of a sum, and what tells it: where each stands to the sum, to
// the word that may tell the deal and to the sentences before, what its trade is, what it does in
// the deals told, and how the two go together. A row is that of the sum (ArticleFeatures), what
// the two have in common, the customer, the provider. Made once an article.
class PartyFeatures {
 public:
  PartyFeatures(const std::vector<SentenceScene>& scenes, const CandidateFinder& finder,
                const RuleSet& rules, const std::vector<Candidate>& candidates, WordsTold* words);

  // Organisations that may be party to the sums of a sentence: those in it and the makers of its
  // chips, those in the three before and the one behind it, and whom the article is about; at most
  // kMostNames.
  std::vector<std::string> NamesNear(const MoneySentence& sentence) const;
  static constexpr size_t kMostNames = 12;
  // Whether the article names it.
  bool NamesIt(const std::string& id) const { return known_.contains(id); }

  // Rows of one sum, for any two of those who may be party to it.
  class Sum {
   public:
    // `money`: at that place; null: none stands there. `others`: what the other sums say of
    // `names`; null: that is not asked yet.
    Sum(const PartyFeatures& features, const MoneySentence& sentence, const Span& at,
        const Mention* money, const FeatureRow& of_sum, const std::vector<std::string>& names,
        const OtherSums* others);

    // Of the customer and the provider at two places of `names`; nullopt: nobody is. The row stands
    // until the next call. Constant.
    const FeatureRow& Row(std::optional<size_t> customer, std::optional<size_t> provider);
    // The word that may tell the deal, the nearest in the sentence, and its frame; null: none.
    const Frame* frame() const { return triggers_.empty() ? nullptr : triggers_[0].frame; }
    const Span& trigger() const { return triggers_.empty() ? at_ : triggers_[0].cue.span; }

   private:
    // A word that may tell the deal, and the frame that it fires.
    struct Trigger {
      CueMatch cue;
      const Frame* frame = nullptr;
      size_t distance = 0;
    };

    void FindTriggers();
    void FindNamesOfBlock();
    bool IsOwn(const Candidate& deal) const;
    FeatureRow OfParty(const std::string& id) const;
    void AddPlace(const std::string& id, FeatureRow* row) const;
    void AddPast(const std::string& id, FeatureRow* row) const;
    void AddBlock(const std::string& id, FeatureRow* row) const;
    void AddDeals(const std::string& id, FeatureRow* row) const;

    const PartyFeatures& features_;
    const MoneySentence& sentence_;
    const Span at_;
    const Mention* money_;
    const std::vector<std::string>& names_;
    const OtherSums* others_;
    std::vector<Trigger> triggers_;          // the nearest two of different classes
    std::vector<std::string> of_block_;      // named in its block, up to the sentence, in order
    size_t before_in_block_ = 0;             // of them, before it
    std::vector<FeatureRow> of_party_;       // by place in `names`
    std::vector<Partners::Place> partners_;  // likewise
    FeatureRow row_;
  };

  static const std::vector<std::string>& Names();

 private:
  static constexpr size_t kOftenest = 2;

  void AddVendors();

  // What is known of an organisation that the article names.
  struct Known {
    std::vector<size_t> sentences;  // that name it, rising
    bool known = false, strong = false, product = false;
    size_t rank = 0;  // by how often it is named
    Partners::Place partner = Partners::kUnknown;
  };

  const std::vector<SentenceScene>& scenes_;
  const CandidateFinder& finder_;
  const FrameSet& frames_;
  const Partners& partners_;
  const std::vector<Candidate>& candidates_;
  WordsTold* words_;
  std::map<std::string, Known, std::less<>> known_;  // by id
  std::vector<std::string> oftenest_;                // whom the article is about
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_PARTY_FEATURES_H_
