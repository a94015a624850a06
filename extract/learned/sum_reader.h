#ifndef DEALWIRE_EXTRACT_LEARNED_SUM_READER_H_
#define DEALWIRE_EXTRACT_LEARNED_SUM_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "extract/learned/other_sums.h"
#include "extract/learned/party_features.h"
#include "extract/learned/sum_features.h"

namespace dealwire {

class RuleSet;         // extract/rules.h
struct LearnedModels;  // extract/learned/learned_models.h

// A sum of an article, where it is told; or a sentence that may tell a deal without one.
struct SumTelling {
  const MoneySentence* sentence = nullptr;
  const Mention* money = nullptr;  // null: no sum
  Span at;                         // of the sum; else of what changes hands, or the word that tells
  FeatureRow row;                  // ArticleFeatures::Names
  double probability = 0;          // that it is a deal's

  const MoneyValue* value() const { return money == nullptr ? nullptr : Get<MoneyValue>(*money); }
};

// Two as the parties of a sum.
struct PairRead {
  // With who is joined to them and half as likely.
  std::vector<std::string> customer, provider;
  double probability = 0;  // that they are
  double share = 0;        // of the probabilities of all that may be
  FeatureRow row;          // PartyFeatures::Names
};

// Who trees take for the parties of a sum.
struct PartiesRead {
  static constexpr size_t kMostPairs = 3;

  std::vector<PairRead> likeliest;  // first, at most kMostPairs; none: no two are likely
  std::optional<PairRead> told;     // that a frame reads, if they may be
  size_t names = 0;                 // near the sum
  const Frame* frame = nullptr;     // of the word that may tell the deal; null: no word does
  Span trigger;
};

// Reads the sums of an article with trees (learned_models.h): which are deals', and whose. Features
// are made where they are asked for. All sums are read twice: each by itself, and once more with
// what the others say of the names. No more than 8,000 pairs of parties of an article are looked
// at in either, the others are taken for unlikely. All that it is made of must outlive it; for one
// thread.
class SumReader {
 public:
  // `deals`: as the frames read the article.
  SumReader(const Document& document, const std::vector<SentenceScene>& scenes,
            const CandidateFinder& finder, const RuleSet& rules,
            const std::vector<MoneySentence>& sentences, const std::vector<Candidate>& deals);

  const std::vector<SumTelling>& tellings() const { return tellings_; }
  // Sentences that may tell a deal without one behind all sums, that they take no pairs away from
  // them.
  std::vector<const SumTelling*> SumsFirst() const;
  // Those of one sum, in order.
  std::vector<const SumTelling*> TellingsOf(const MoneyValue& sum) const;
  // That of a sentence, without its sums; none: it may not tell a deal so, or is one too many.
  std::vector<const SumTelling*> TellingsIn(size_t sentence) const;
  // The likeliest parties of one, from the names near it and those of `told`, a deal that a frame
  // reads of it, if not null; and how likely the parties of that are.
  PartiesRead ReadParties(const SumTelling& telling, const Deal* told);
  // What tells of the parties of a deal at a telling of it, of the likeliest two of them: a row of
  // PartyFeatures; empty: the article does not name them.
  FeatureRow RowOf(const SumTelling& telling, const Deal& deal);
  // What words tell of its sums, for training.
  WordsTold& words() { return words_; }
  // Whoever may be party to the sums of a sentence.
  std::vector<std::string> NamesNear(const MoneySentence& sentence);
  // The rows of all that may be the parties of one, as `visit(customer, provider, row)` with places
  // in `names`.
  template <typename Visit>
  void ForEachRow(const SumTelling& telling, const std::vector<std::string>& names,
                  const Visit& visit) {
    const auto others = Others(telling, names);
    PartyFeatures::Sum sum(parties(), *telling.sentence, telling.at, telling.money, telling.row,
                           names, others ? &*others : nullptr);
    ForEachPair(names, [&](Place c, Place p) { visit(c, p, sum.Row(c, p)); });
  }

 private:
  using Place = std::optional<size_t>;  // in the names; nullopt: nobody

  const PartyFeatures& parties();
  // What the other sums say of some names near one; nullopt: the models do not ask it.
  std::optional<OtherSums> Others(const SumTelling& telling, const std::vector<std::string>& names);
  void ReadFirst();
  void AddTold(const Deal& deal, std::vector<std::string>* names);
  struct Pairs;
  void AddJoined(const SentenceScene& scene, const Pairs& pairs, PairRead* read) const;
  // Any two, and each alone.
  template <typename Visit>
  void ForEachPair(const std::vector<std::string>& names, const Visit& visit) const {
    for (size_t c = 0; c <= names.size(); ++c) {
      for (size_t p = 0; p <= names.size(); ++p) {
        if (c == p) continue;
        visit(c < names.size() ? Place(c) : std::nullopt,
              p < names.size() ? Place(p) : std::nullopt);
      }
    }
  }

  const std::vector<SentenceScene>& scenes_;
  const CandidateFinder& finder_;
  const RuleSet& rules_;
  const LearnedModels& models_;
  const std::vector<Candidate>& deals_;
  WordsTold words_;
  std::vector<SumTelling> tellings_;
  std::optional<PartyFeatures> parties_;
  std::optional<std::vector<FirstReading>> first_;
  size_t rows_left_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_SUM_READER_H_
