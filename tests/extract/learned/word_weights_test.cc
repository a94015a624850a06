#include "extract/learned/word_weights.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace dealwire {
namespace {

RuleFiles Files(const std::string& toml) {
  return RuleFiles({{"learned/words/de.toml", "rules/learned/words/de.toml", toml}});
}

std::vector<std::string> Problems(const std::string& toml) {
  Diagnostics problems;
  CompileWords(Files(toml), &problems);
  return problems.messages();
}

TEST_CASE("word weights: what a word tells at a place, and the bias of each thing",
          "[extract][learned]") {
  Diagnostics problems;
  const WordsOfLanguages words = CompileWords(
      Files("lang = \"de\"\nbias = {sum = -1, compute = 0.5}\n[words]\n"
            "\"liefer\" = {provider = {behind_1 = 2}, customer = {behind_1 = -1, before_1 = 3}}\n"
            "\"für\" = {sum = {before_1 = 0.25}, signed = {sentence = 4}}\n"),
      &problems);
  CHECK(problems.empty());
  REQUIRE(words.size() == 1);
  const WordWeights& german = *words.at("de");
  WordWeights::Scores scores = german.bias();
  CHECK(scores[Clue::kSum] == -1);
  CHECK(scores[Clue::kKind + static_cast<size_t>(DealKind::kCompute)] == 0.5F);
  CHECK(scores[Clue::kProvider] == 0);
  german.Add(german.Find("liefer"), WordPlace::kBehind1, &scores);
  CHECK(scores[Clue::kProvider] == 2);
  CHECK(scores[Clue::kCustomer] == -1);
  german.Add(german.Find("für"), WordPlace::kSentence, &scores);
  CHECK(scores[Clue::kStatus + static_cast<size_t>(DealStatus::kSigned)] == 4);
  CHECK(scores[Clue::kSum] == -1);
  german.Add(german.Find("für"), WordPlace::kBefore1, &scores);
  CHECK(scores[Clue::kSum] == -0.75F);
  CHECK(german.Find("fur") == WordWeights::kUnknown);
  CHECK(WordWeights().Find("liefer") == WordWeights::kUnknown);
}

TEST_CASE("word weights: what is wrong with a file is told", "[extract][learned]") {
  const std::string trained = "train it anew with scripts/train";
  CHECK(Problems("[words]\n") ==
        std::vector<std::string>{
            "rules/learned/words/de.toml:1:1: 'lang' is missing; give it as a string"});
  CHECK(Problems("lang = \"de\"\nbias = {moon = 1}\n") ==
        std::vector<std::string>{"rules/learned/words/de.toml:2:16: words tell no such thing; " +
                                 trained});
  for (const char* word : {"{moon = {before_1 = 1}}", "{sum = {above = 1}}"}) {
    const auto problems = Problems(std::string("lang = \"de\"\n[words]\n\"a\" = ") + word + "\n");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].ends_with("no weight of a word at a place; " + trained));
  }
  CHECK(Problems("lang = \"de\"\n[words]\n\"a\" = {sum = {before_1 = \"x\"}}\n").size() == 1);
  CHECK(Problems("lang = \"de\"\nwrods = 1\n").size() == 1);
  CHECK(Problems("lang = \"de\n").size() == 1);
}

}  // namespace
}  // namespace dealwire
