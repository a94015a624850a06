#ifndef DEALWIRE_EXTRACT_LEARNED_DEAL_JUDGE_H_
#define DEALWIRE_EXTRACT_LEARNED_DEAL_JUDGE_H_

#include <span>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/learned/deal_features.h"
#include "extract/learned/learned_models.h"
#include "extract/learned/sum_reader.h"

namespace dealwire {

// A reading of a deal, and how likely it is right.
struct Judged {
  FeatureRow row;  // DealFeatures
  double probability = 0;
  const SumTelling* telling = nullptr;  // by which it was read; null: by a frame
  PairRead pair;                        // its parties; its row is empty where none is read
  const Frame* frame = nullptr;         // of the word that may tell it; null: no word does
  Span trigger;
};

// How the deals of an article may be read, by its frames and by trees (learned_models.h), and how
// likely each reading is right. All that it is made of must outlive it; for one thread.
class DealJudge {
 public:
  // `told`: as the frames read the article. `likely`: see learned_sums.h.
  DealJudge(const Document& document, const std::vector<SentenceScene>& scenes,
            const CandidateFinder& finder, const RuleSet& rules,
            const std::vector<MoneySentence>& sentences, const std::vector<Candidate>& told,
            std::span<const double> likely);

  SumReader& reader() { return reader_; }

  // One of `told`: the frame's reading first, behind it those with the parties that are likeliest
  // for its sum, if they are others. The sum of a deal that another has, too, is not read.
  std::vector<Judged> JudgeTold(const Candidate& candidate);
  // A sum that no frame reads, or a sentence, of a deal without one: with the parties that are
  // likeliest for it, at most PartiesRead::kMostPairs; none: it is no deal's, or already told.
  std::vector<Judged> JudgeLeft(const SumTelling& telling);

  // Whether one of `candidates` that is not doubted is a deal of two, with a sum or without.
  bool TellsPair(const std::vector<Candidate>& candidates, const PairRead& pair) const;

 private:
  double LikelyAt(size_t sentence) const;
  std::vector<Judged> ReadOthers(const Candidate& candidate, DealReading* by_frame, PairRead* told);
  void Judge(const DealReading& reading, Judged* out) const;

  const CandidateFinder& finder_;
  const LearnedModels& models_;
  const std::vector<Candidate>& told_;
  const std::span<const double> likely_;
  SumReader reader_;
  DealReading of_article_;  // what is the same for all readings
};

// "Up to 14.2 billion" and "14.2 billion" are one sum, told twice: whether one of them has it.
bool Tells(const std::vector<Candidate>& candidates, const MoneyValue& sum);
// Whether a candidate has the sum of a telling, and that sentence for evidence.
bool TellsHere(const Candidate& candidate, const SumTelling& telling);
// Whether one of them is told without a sum where a sentence is.
bool TellsIn(const std::vector<Candidate>& candidates, const SumTelling& telling);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_DEAL_JUDGE_H_
