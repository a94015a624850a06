#ifndef DEALWIRE_EXTRACT_LEARNED_LEARNED_SUMS_H_
#define DEALWIRE_EXTRACT_LEARNED_LEARNED_SUMS_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/learned/deal_judge.h"
#include "extract/learned/learned_models.h"
#include "extract/learned/signs_told.h"
#include "extract/learned/sum_features.h"
#include "extract/learned/sum_reader.h"

namespace dealwire {

class RuleSet;  // extract/rules.h

// How a sum was read, for training, which labels the rows.
struct SumReading {
  Span money;
  bool bare = false;                            // no sum: a sentence that may tell a deal
  std::vector<std::string> chips;               // ids, of that sentence
  std::vector<PowerValue> power;                // likewise
  bool told = false;                            // a frame reads a deal with it
  FeatureRow sum;                               // ArticleFeatures::Names
  std::vector<std::string> words;               // WordsTold::WordsOfSum, where no words are known
  std::vector<std::string> names;               // ids of who may be party to it
  std::vector<std::vector<std::string>> forms;  // how the article writes each
  std::vector<std::vector<std::string>> words_of_names;  // as `words`
  struct Pair {
    std::optional<size_t> customer, provider;  // places in `names`; nullopt: nobody
    FeatureRow row;                            // PartyFeatures::Names
  };
  std::vector<Pair> pairs;
};

// How a deal was read, likewise.
struct JudgedDeal {
  std::vector<std::string> customer, provider;  // ids, and how the article writes them
  std::optional<MoneyValue> amount;
  FeatureRow row;  // DealFeatureNames
};

// A sentence that may tell a deal by its signs, likewise.
struct SignReading {
  std::vector<MoneyValue> sums;  // that stand in it
  FeatureRow row;                // SignFeatures::Names
};

struct Readings {
  std::vector<SignReading> signs;
  std::vector<SumReading> sums;
  std::vector<JudgedDeal> deals;
};

// The deals of an article, read once more by what annotated articles teach: trees that say of a sum
// whether it is a deal's, of any two organisations near it whether they are customer and provider,
// and of a deal, as a frame or as these read it, whether that is right. Frames know constructions;
// these know how often what stands together is a deal, and where frames err. They come after the
// frames: they read the sums that no frame does, and sentences that tell deals without one, give a
// deal likelier parties, and drop what is hardly ever right.
// An article of less than five sentences is read by frames alone. A sum that a frame read and
// another mechanism took away counts as one that no frame reads. At most 200 sums of an article and
// 100 sentences that may tell a deal without one are looked at. `likely` says of each sentence how
// likely it tells a deal by its signs (sign_features.h); empty: nothing is known. `say_why`:
// reasons say what told most in a score. What it is made of must outlive it; for one thread.
class LearnedSums {
 public:
  LearnedSums(const Document& document, const std::vector<SentenceScene>& scenes,
              const CandidateFinder& finder, const RuleSet& rules, std::span<const double> likely,
              bool say_why);

  // Keeps a sentence with sums, or one that may tell a deal without one, as it is read, before its
  // deals are.
  void Remember(const SentenceScene& unresolved, const Context& context);

  // Judges each of `candidates`: gives it other parties where they are likelier to be right, or
  // marks it as doubted; adds deals for the sums that none of them has, and deals without one; and
  // says which kind they are and how far, where that is likelier than what the frames say. Why
  // a deal is none is told in `rejected`, if not null.
  void Read(std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) const;

  // How each sum and each deal is read, before anything is changed.
  Readings ReadingsOf(const std::vector<Candidate>& candidates) const;

 private:
  std::vector<Judged> ReadingsLeft(DealJudge* judge) const;
  bool IsInWords(const SumTelling& telling) const;
  bool TellsSum(const std::vector<Candidate>& candidates, const Judged& judged) const;
  bool SaysInWords(const std::vector<Candidate>& candidates, const Judged& judged) const;
  bool MayTellBoth(const std::vector<std::string>& customer,
                   const std::vector<std::string>& provider, const PairRead& pair) const;
  bool GoesWith(const std::vector<Candidate>& candidates, const Judged& judged) const;
  const Judged& Likeliest(const std::vector<Judged>& readings, const Deal& deal) const;
  bool IsLikelier(const Judged& other, const Judged& by_frame, const Deal& deal) const;
  void TakeParties(const Judged& other, SumReader* reader, Candidate* candidate) const;
  void TakeStatus(SumReader* reader, Candidate* candidate) const;
  const Frame* FrameOf(const Judged& judged, DealKind kind) const;
  std::optional<Candidate> MakeCandidate(const Judged& judged, SumReader* reader) const;
  DealKind KindOf(const FeatureRow& row) const;
  void TakeKind(const Judged& judged, SumReader* reader, Deal* deal) const;
  std::string Why(const DecisionTrees& trees, const FeatureRow& row,
                  const std::vector<std::string>& names, const RowWords& of) const;
  std::vector<std::string> FormsOf(const std::string& id) const;

  const Document& document_;
  const std::vector<SentenceScene>& scenes_;
  const CandidateFinder& finder_;
  const RuleSet& rules_;
  const LearnedModels& models_;
  std::vector<MoneySentence> sentences_;
  const std::span<const double> likely_;
  const bool say_why_;
  size_t sums_ = 0, bare_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_LEARNED_SUMS_H_
