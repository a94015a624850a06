#include "extract/learned/decision_trees.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "base/archive.h"

using namespace dealwire;

namespace {

struct CompiledTrees {
  DecisionTrees trees;
  std::vector<std::string> problems;
};

CompiledTrees CompileTrees(const std::string& toml) {
  const auto file = TomlFile::Parse("learned.toml", toml);
  REQUIRE(file.ok());
  Diagnostics problems;
  CompiledTrees out = {DecisionTrees::Compile(file->root(), {"a", "b", "c"}, &problems), {}};
  out.problems = problems.messages();
  return out;
}

// Asks for c, then for a.
const char* const kTwo =
    "features = [\"c\", \"a\"]\n"
    "trees = [\"0<1.5@0.5 -1 1<2@1 0.25 3\", \"1<0@-0.5 -2 0.5\"]\n";

}  // namespace

TEST_CASE("decision trees: the leaves that a row comes to are added up", "[extract][learned]") {
  const CompiledTrees two = CompileTrees(kTwo);
  REQUIRE(two.problems.empty());
  CHECK(two.trees.Score({1, 9, 1.5F}) == -1 + 0.5);  // at most: the first branch
  CHECK(two.trees.Score({1, 9, 2}) == 0.25 + 0.5);
  CHECK(two.trees.Score({3, 9, 2}) == 3 + 0.5);
  CHECK(two.trees.Score({0, 9, 0}) == -1 - 2);
}

// More trees than are walked side by side, and not a multiple of them; each is a chain as deep as
// its number, so that some end long before others.
TEST_CASE("decision trees: many trees, each deeper than the one before", "[extract][learned]") {
  constexpr int kTrees = 13;
  std::string toml = "features = [\"b\"]\ntrees = [";
  for (int tree = 0; tree < kTrees; ++tree) {
    toml += '"';
    for (int depth = 0; depth < tree; ++depth)  // at most `depth`: that is the score
      toml += "0<" + std::to_string(depth) + "@0 " + std::to_string(depth) + ' ';
    toml += std::to_string(100 * tree) + "\",";
  }
  const CompiledTrees many = CompileTrees(toml + "]\n");
  REQUIRE(many.problems.empty());
  for (int value = 0; value <= kTrees; ++value) {
    double sum = 0;
    for (int tree = 0; tree < kTrees; ++tree) sum += value < tree ? value : 100 * tree;
    CHECK(many.trees.Score({9, static_cast<float>(value), 9}) == sum);
  }
}

// How far behind a node its other branch may be.
TEST_CASE("decision trees: a tree too wide is none", "[extract][learned]") {
  const std::function<std::string(int)> full = [&](int depth) -> std::string {
    return depth == 0 ? "1" : "0<1@0 " + full(depth - 1) + ' ' + full(depth - 1);
  };
  const auto problems = [&](int depth) {
    return CompileTrees("features = [\"b\"]\ntrees = [\"" + full(depth) + "\"]\n").problems.size();
  };
  CHECK(problems(15) == 0);  // 32,767 nodes of the branch for yes
  CHECK(problems(17) == 1);  // 131,071
}

TEST_CASE("decision trees: a score that cannot be reached is not summed up", "[extract][learned]") {
  const DecisionTrees trees = CompileTrees(kTwo).trees;
  CHECK(trees.Score({0, 0, 0}, -0.5) == -1 + 0.5);  // what the second may still add
  CHECK(trees.Score({0, 0, 0}, 5) == 3 + 0.5);
  CHECK(trees.Score({3, 0, 2}, 3.25) == 3.5);  // above it: the whole sum
  CHECK(trees.Score({3, 0, 2}, -9) == 3.5);
}

TEST_CASE("decision trees: a row below a floor is given up", "[extract][learned]") {
  const std::string two = kTwo;
  const DecisionTrees trees = CompileTrees(two + "stride = 1\nfloors = [0.25, 9]\n").trees;
  CHECK(std::isinf(trees.Score({1, 9, 1.5F})));  // -1 after the first
  CHECK(trees.Score({1, 9, 2}) == 0.25 + 0.5);   // at it; none is asked after the last
  ArchiveWriter out;
  out.Put(trees);
  const std::string bytes = out.Take();
  DecisionTrees again;
  ArchiveReader(bytes).Get(&again);
  CHECK(std::isinf(again.Score({1, 9, 1.5F})));
  CHECK(CompileTrees(two + "stride = 0\n").problems.size() == 1);
  CHECK(CompileTrees(two + "floors = [\"low\"]\n").problems.size() == 1);
}

TEST_CASE("decision trees: probabilities and log odds", "[extract][learned]") {
  CHECK(DecisionTrees::Probability(0) == 0.5);
  CHECK(DecisionTrees::Probability(DecisionTrees::LogOdds(0.3)) == Approx(0.3));
  CHECK(DecisionTrees::Probability(-800) == Approx(0));
  CHECK(std::isinf(DecisionTrees::LogOdds(0)));
}

TEST_CASE("decision trees: what told most in a score", "[extract][learned]") {
  const DecisionTrees trees = CompileTrees(kTwo).trees;
  // c: from .5 to 1; a: from 1 to 3, and from -.5 to .5.
  const std::vector<Contribution> all = trees.Explain({3, 0, 2}, 5);
  REQUIRE(all.size() == 2);
  CHECK(all[0].feature == 0);
  CHECK(all[0].weight == Approx(3));
  CHECK(all[1].feature == 2);
  CHECK(all[1].weight == Approx(0.5));
  CHECK(trees.Explain({3, 0, 2}, 1).size() == 1);
}

TEST_CASE("decision trees: what is none is told, and nothing of it kept", "[extract][learned]") {
  for (const char* tree :
       {"", "0<1@0 1", "0<1@0 1 2 3", "0<1 1 2", "7<1@0 1 2", "0<x@0 1 2", "1e999", "0 <1@0 1 2"}) {
    INFO(tree);
    const CompiledTrees broken =
        CompileTrees("features = [\"a\"]\ntrees = [\n\"1\",\n\"" + std::string(tree) + "\"]\n");
    REQUIRE(broken.problems.size() == 1);
    CHECK(broken.problems[0] ==
          "learned.toml:4:1: no decision tree; train it anew with scripts/train");
    CHECK(broken.trees.empty());
  }
  CHECK(CompileTrees("features = [\"d\"]\ntrees = [\"1\"]\n").problems ==
        std::vector<std::string>{
            "learned.toml:1:13: unknown feature; train it anew with scripts/train"});
  CHECK(CompileTrees("features = []\n").problems ==
        std::vector<std::string>{"learned.toml:1:1: no trees; train it anew with scripts/train"});
}

TEST_CASE("decision trees: of a model that is no good the first fault is told alone",
          "[extract][learned]") {
  const CompiledTrees broken = CompileTrees("features = [\"d\", \"e\"]\ntrees = [\"x\", \"y\"]\n");
  CHECK(broken.problems ==
        std::vector<std::string>{
            "learned.toml:1:13: unknown feature; train it anew with scripts/train"});
}

TEST_CASE("decision trees: a tree as deep as can be is refused, not followed",
          "[extract][learned]") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "0<1@0 ";
  CHECK(CompileTrees("features = [\"a\"]\ntrees = [\"" + deep + "\"]\n").problems.size() == 1);
}

TEST_CASE("decision trees: kept in an archive they score the same", "[extract][learned]") {
  ArchiveWriter out;
  out.Put(CompileTrees(kTwo).trees);
  const std::string bytes = out.Take();
  ArchiveReader in(bytes);
  DecisionTrees again;
  in.Get(&again);
  REQUIRE(in.ok());
  CHECK(again.Score({3, 0, 2}) == 3.5);
}
