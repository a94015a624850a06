#ifndef DEALWIRE_EXTRACT_LEARNED_SUMS_H_
#define DEALWIRE_EXTRACT_LEARNED_SUMS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/candidates.h"
#include "extract/learned_models.h"
#include "extract/party_features.h"
#include "extract/sum_features.h"

namespace dealwire {

class RuleSet;  // extract/rules.h

// How a sum was read by what is learned: for training, which labels the rows.
struct SumReading {
  Span money;
  bool told = false;                            // a frame reads a deal with it
  FeatureRow sum;                               // ArticleFeatures::Names
  std::vector<std::string> names;               // ids of who may be party to it
  std::vector<std::vector<std::string>> forms;  // how the article writes each
  struct Pair {
    std::optional<size_t> customer, provider;  // places in `names`; nullopt: nobody
    FeatureRow row;                            // PartyFeatures::Names
  };
  std::vector<Pair> pairs;
};

// The sums of an article, read by what annotated articles teach: trees that say of a sum whether
// it is a deal's, and of any two organisations near it whether they are customer and provider.
// Frames know constructions; these know how often what stands together is a deal. They come after
// the frames: they read the sums that no frame does, and doubt parties that hardly ever are.
// An article of less than five sentences is read by frames alone. A sum that a frame read and
// another mechanism took away counts as one that no frame reads. At most 200 sums of an article and
// 8,000 pairs of parties are looked at. What it is made of must outlive it; for one thread.
class LearnedSums {
 public:
  LearnedSums(const Document& document, const std::vector<SentenceScene>& scenes,
              const CandidateFinder& finder, const RuleSet& rules);

  // Keeps a sentence with sums as it is read, before its deals are.
  void Remember(const SentenceScene& unresolved, const Context& context);

  // Gives deals whose parties are unlikely others that are likely, and adds deals for the sums that
  // none of `candidates` has.
  void Read(std::vector<Candidate>* candidates) const;

  // How each sum is read, before anything is changed.
  std::vector<SumReading> Readings(const std::vector<Candidate>& candidates) const;

 private:
  struct Found;
  class Reader;

  bool MayBeDeals(const Mention& money) const;
  void DoubtParties(const std::vector<Candidate>& told, Reader* reader, Candidate* candidate) const;
  std::optional<Found> OtherParties(const MoneySentence& sentence, const Mention& money,
                                    const Candidate& told, Reader* reader) const;
  std::optional<Found> ReadSum(const MoneySentence& sentence, const Mention& money,
                               Reader* reader) const;
  const Frame* FrameOf(const Found& found) const;
  Candidate MakeCandidate(const Found& found) const;
  DealKind KindOf(const FeatureRow& row) const;
  std::vector<std::string> FormsOf(const std::string& id) const;

  const Document& document_;
  const std::vector<SentenceScene>& scenes_;
  const CandidateFinder& finder_;
  const RuleSet& rules_;
  const LearnedModels& models_;
  std::vector<MoneySentence> sentences_;
  size_t sums_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_SUMS_H_
