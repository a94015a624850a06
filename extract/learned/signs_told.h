#ifndef DEALWIRE_EXTRACT_LEARNED_SIGNS_TOLD_H_
#define DEALWIRE_EXTRACT_LEARNED_SIGNS_TOLD_H_

#include <string>
#include <vector>

#include "extract/learned/decision_trees.h"
#include "extract/learned/words_told.h"

namespace dealwire {

// Whose words stand behind the features of a row: those near a sum, and near its parties.
struct RowWords {
  WordsTold* words = nullptr;  // null: they are not asked for
  const MoneySentence* sentence = nullptr;
  const Mention* money = nullptr;  // null: a deal without one
  std::string customer, provider;  // ids; empty: nobody is
};

// What told most in a score, for it (`sign` 1) or against it (-1), with the words that tell most
// where it was words: "dollars, words.deal (paid, for)". `names` are the features of the row.
std::string SignsOf(const DecisionTrees& trees, const FeatureRow& row,
                    const std::vector<std::string>& names, int sign, const RowWords& of);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_SIGNS_TOLD_H_
