#ifndef DEALWIRE_EXTRACT_LEARNED_DECISION_TREES_H_
#define DEALWIRE_EXTRACT_LEARNED_DECISION_TREES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "base/toml.h"

namespace dealwire {

// What a decision is read from, number by number; which place holds what, a list of names says.
using FeatureRow = std::vector<float>;

// How much a feature added to a score, or took from it.
struct Contribution {
  size_t feature = 0;  // its place in the row
  double weight = 0;
};

// A decision learned from annotated articles (scripts/train): the sum of many small decision trees,
// made by gradient boosting. A part of a rule file:
//
//     features = ["dollars", "cue.buy.before"]       # of the row, those that the trees ask for
//     trees = ["0<8.5@0.1 -0.25 1<12@0.3 0.4 0.1"]
//     stride = 25
//     floors = [-3.5]
//
// A tree is written from its root: "0<8.5@0.1" asks whether feature 0 is at most 8.5 and is
// followed by the branch for yes and the branch for no; 0.1 is what its rows score on average. A
// number alone is a leaf: the score. `floors` says how low the sum may be after each `stride` trees
// for the decision to be a yes still, by nearly all rows of a yes that it was learned from: most
// rows are given up after a few trees. Immutable; for any thread. Source: Friedman, "Greedy
// function approximation" (2001), the trees are LightGBM's; Bourdev and Brandt, "Robust object
// detection via soft cascade" (2005).
class DecisionTrees {
 public:
  // `names` are the places of a row. What is not well-formed is told in `problems`, and nothing of
  // it is kept.
  static DecisionTrees Compile(const TomlValue& table, const std::vector<std::string>& names,
                               Diagnostics* problems);

  bool empty() const { return roots_.empty(); }
  // The score of a row, which is as long as `names` were, in log odds: a walk from root to leaf for
  // each tree. It stops, with a score that is no more than `least`, once the trees that are left
  // cannot bring it above that, and with none (minus infinity) below one of the floors.
  double Score(const FeatureRow& row,
               double least = -std::numeric_limits<double>::infinity()) const;
  static double Probability(double score);
  static double LogOdds(double probability);
  // What told most in a score, the greatest weights first, at most `most` of them.
  std::vector<Contribution> Explain(const FeatureRow& row, size_t most) const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.nodes_, self.scores_, self.roots_, self.most_left_, self.stride_,
                    self.floors_);
  }

 private:
  // A leaf leads to itself: what is asked of it, at most NaN, is never so. Small, for a walk
  // through many trees waits for nothing but the cache.
  struct Node {
    uint16_t feature = 0;
    uint16_t no = 0;                                       // how far behind it the other branch is
    float most = std::numeric_limits<float>::quiet_NaN();  // for the branch that follows
  };
  // So many trees are walked side by side: a step takes no jump that could be foretold wrongly, and
  // does not wait for those of the other trees. A divisor of the stride that scripts/train writes,
  // so that none is walked behind a floor that gives the row up.
  static constexpr size_t kLanes = 10;
  friend class TreeReader;
  bool IsLeaf(uint32_t node) const { return nodes_[node].no == 0; }
  uint32_t Step(const FeatureRow& row, uint32_t node) const {
    const Node& asked = nodes_[node];
    const auto yes = static_cast<uint32_t>(row[asked.feature] <= asked.most);
    const uint32_t no = asked.no;
    return node + (no ^ ((no ^ 1U) & (0U - yes)));  // no jump
  }
  std::array<uint32_t, kLanes> LeavesFrom(const FeatureRow& row, size_t tree) const;
  void BoundScores();

  std::vector<Node> nodes_;    // trees one behind the other, each from its root
  std::vector<float> scores_;  // of the rows of each node
  std::vector<uint32_t> roots_;
  std::vector<double> most_left_;  // by tree: what it and those behind it may add
  size_t stride_ = 1;
  std::vector<double> floors_;  // after each `stride_` trees
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_DECISION_TREES_H_
