#include "extract/learned/decision_trees.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>

namespace dealwire {

// Reads the trees of one table.
class TreeReader {
 public:
  TreeReader(std::vector<uint16_t> places, DecisionTrees* out)
      : places_(std::move(places)), out_(out) {}

  // Whether `text` is a tree and nothing else.
  bool Read(std::string_view text) {
    text_ = text;
    out_->roots_.push_back(static_cast<uint32_t>(out_->nodes_.size()));
    return ReadNode(0) && text_.empty();
  }

 private:
  static constexpr int kDeepest = 64;

  bool ReadNode(int depth) {
    if (depth > kDeepest) return false;
    const size_t end = std::min(text_.find(' '), text_.size());
    std::string_view token = text_.substr(0, end);
    text_.remove_prefix(std::min(end + 1, text_.size()));
    const size_t at = out_->nodes_.size();
    out_->nodes_.emplace_back();
    out_->scores_.emplace_back();
    const size_t less = token.find('<');
    if (less == std::string_view::npos) return Number(token, &out_->scores_[at]);
    const size_t mean = token.find('@', less);
    size_t feature = 0;
    const bool known = mean != std::string_view::npos && Number(token.substr(0, less), &feature) &&
                       feature < places_.size();
    if (!known || !Number(token.substr(less + 1, mean - less - 1), &out_->nodes_[at].most) ||
        !Number(token.substr(mean + 1), &out_->scores_[at]) || !ReadNode(depth + 1))
      return false;
    const size_t no = out_->nodes_.size() - at;
    if (no > std::numeric_limits<uint16_t>::max()) return false;
    out_->nodes_[at].feature = places_[feature];
    out_->nodes_[at].no = static_cast<uint16_t>(no);
    return ReadNode(depth + 1);
  }

  template <typename T>
  static bool Number(std::string_view text, T* value) {
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, *value);
    return error == std::errc() && stop == end && !text.empty();
  }

  const std::vector<uint16_t> places_;
  DecisionTrees* out_;
  std::string_view text_;
};

DecisionTrees DecisionTrees::Compile(const TomlValue& table, const std::vector<std::string>& names,
                                     Diagnostics* problems) {
  std::map<std::string_view, uint16_t> place_of;
  for (size_t i = 0; i < names.size(); ++i) place_of.emplace(names[i], static_cast<uint16_t>(i));
  DecisionTrees out;
  // A program wrote them: the first fault says it all, thousands more would hide it.
  const auto fault = [&](const TomlValue& where, std::string_view what) {
    problems->Add(where.Error(fmt::format("{}; train it anew with scripts/train", what)));
    return DecisionTrees();
  };
  std::vector<uint16_t> places;
  for (const TomlValue& feature : table.Array("features")) {
    const auto place = place_of.find(feature.AsString().value_or(""));
    if (place == place_of.end()) return fault(feature, "unknown feature");
    places.push_back(place->second);
  }
  TreeReader reader(places, &out);
  for (const TomlValue& tree : table.Array("trees")) {
    if (!reader.Read(tree.AsString().value_or(""))) return fault(tree, "no decision tree");
  }
  for (const TomlValue& floor : table.Array("floors")) {
    if (!floor.AsNumber()) return fault(floor, "no number");
    out.floors_.push_back(*floor.AsNumber());
  }
  const int64_t stride = table.Integer("stride", problems, 1);
  if (stride < 1) return fault(table["stride"], "no number of trees");
  out.stride_ = static_cast<size_t>(stride);
  if (out.empty()) return fault(table, "no trees");
  out.BoundScores();
  return out;
}

// The leaf of a row in each tree from `tree` on.
std::array<uint32_t, DecisionTrees::kLanes> DecisionTrees::LeavesFrom(const FeatureRow& row,
                                                                      size_t tree) const {
  std::array<uint32_t, kLanes> at;
  for (size_t lane = 0; lane < kLanes; ++lane)
    at[lane] = roots_[std::min(tree + lane, roots_.size() - 1)];
  for (bool moved = true; moved;) {
    uint32_t way = 0;
    for (uint32_t& node : at) {
      const uint32_t next = Step(row, node);
      way |= next ^ node;
      node = next;
    }
    moved = way != 0;
  }
  return at;
}

double DecisionTrees::Score(const FeatureRow& row, double least) const {
  double sum = 0;
  std::array<uint32_t, kLanes> leaves = {};
  for (size_t tree = 0; tree < roots_.size(); ++tree) {
    if (sum + most_left_[tree] <= least) return sum + most_left_[tree];
    const size_t floor = tree / stride_;
    if (tree % stride_ == 0 && floor > 0 && floor <= floors_.size() && sum < floors_[floor - 1])
      return -std::numeric_limits<double>::infinity();
    if (tree % kLanes == 0) leaves = LeavesFrom(row, tree);
    sum += scores_[leaves[tree % kLanes]];
  }
  return sum;
}

double DecisionTrees::LogOdds(double probability) {
  return std::log(probability / (1 - probability));
}

// Of each tree and those behind it together the greatest leaves.
void DecisionTrees::BoundScores() {
  most_left_.assign(roots_.size(), 0);
  double most = 0;
  size_t end = nodes_.size();
  for (size_t tree = roots_.size(); tree-- > 0; end = roots_[tree]) {
    float greatest = -std::numeric_limits<float>::infinity();
    for (size_t at = roots_[tree]; at < end; ++at) {
      if (IsLeaf(static_cast<uint32_t>(at))) greatest = std::max(greatest, scores_[at]);
    }
    most_left_[tree] = most += greatest;
  }
}

double DecisionTrees::Probability(double score) { return 1 / (1 + std::exp(-score)); }

std::vector<Contribution> DecisionTrees::Explain(const FeatureRow& row, size_t most) const {
  std::vector<double> weight_of(row.size(), 0);
  for (const uint32_t root : roots_) {
    uint32_t at = root;
    while (!IsLeaf(at)) {
      const uint32_t asked = at;
      at = Step(row, at);
      weight_of[nodes_[asked].feature] += scores_[at] - scores_[asked];
    }
  }
  std::vector<Contribution> out;
  for (size_t feature = 0; feature < weight_of.size(); ++feature) {
    if (weight_of[feature] != 0) out.push_back({feature, weight_of[feature]});
  }
  const size_t kept = std::min(most, out.size());
  std::ranges::partial_sort(out, out.begin() + static_cast<std::ptrdiff_t>(kept),
                            [](const Contribution& a, const Contribution& b) {
                              const double x = std::abs(a.weight), y = std::abs(b.weight);
                              return x != y ? x > y : a.feature < b.feature;
                            });
  out.resize(kept);
  return out;
}

}  // namespace dealwire
