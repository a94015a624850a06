#include "extract/rule_tests.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/rules.h"

using namespace dealwire;

namespace {

RuleExample Example(const std::string& text) {
  RuleExample example;
  example.where = "a.toml:1:1";
  example.lang = "en";
  example.text = text;
  return example;
}

bool Tells(const std::vector<std::string>& lines, std::string_view part) {
  return std::ranges::any_of(
      lines, [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

// The rules of the program with one file replaced.
StatusOr<std::shared_ptr<const RuleSet>> With(const std::string& path, const std::string& text) {
  std::vector<RuleFile> files = RuleFiles::Embedded().all();
  for (RuleFile& file : files) file.text = file.path == path ? text : file.text;
  return RuleSet::Compile(RuleFiles(std::move(files)));
}

std::string TextOf(const std::string& path) {
  const RuleFiles embedded = RuleFiles::Embedded();
  for (const RuleFile& file : embedded.all()) {
    if (file.path == path) return file.text;
  }
  return "";
}

}  // namespace

TEST_CASE("rules: each example gives its deal, each near miss none", "[extract][rules]") {
  const RuleTestResult result = RunRuleTests(*RuleSet::Embedded());
  for (const std::string& failure : result.failures) UNSCOPED_INFO(failure);
  CHECK(result.run > 900);
  CHECK(result.failures.empty());
}

TEST_CASE("rules: an example that fails says what was found and why not", "[extract][rules]") {
  const RuleSet& rules = *RuleSet::Embedded();
  RuleExample example = Example("Nvidia will invest $5 billion in Intel.");
  example.deals = {{{"nvidia"}, {"intel"}, "5e9 USD", "investment", ""}};
  CHECK(FailureOf(example, rules).empty());

  example.deals[0].amount = "5e9.. USD";
  CHECK(FailureOf(example, rules).find("found nvidia <- intel 5e+09 USD investment") !=
        std::string::npos);
  example.deals[0].amount = "";  // none at all
  CHECK_FALSE(FailureOf(example, rules).empty());
  example.deals[0].amount = "5e9 USD";
  example.deals[0].provider = {"amd"};
  CHECK(FailureOf(example, rules).starts_with("a.toml:1:1: expected nvidia <- amd 5e9 USD"));
  example.deals.clear();
  example.near_miss = true;
  CHECK(FailureOf(example, rules).find("expected nothing") != std::string::npos);

  RuleExample miss = Example("Nvidia and Intel saw the market reach $5 billion.");
  miss.deals = {{{"nvidia"}, {"intel"}, "5e9 USD", "", ""}};
  CHECK(FailureOf(miss, rules).find("found nothing (") != std::string::npos);
}

TEST_CASE("rules: bounds of an example, both sides of what can be read", "[extract][rules]") {
  CHECK(ParseBounds("300e9 USD")->min == 300e9);
  CHECK(ParseBounds("300e9 USD")->max == 300e9);
  CHECK_FALSE(ParseBounds("30e9.. EUR")->max);
  CHECK_FALSE(ParseBounds("..5e6 EUR")->min);
  CHECK(ParseBounds("3e9..4e9 EUR")->max == 4e9);
  CHECK(ParseBounds("84..96 months")->unit == "months");
  for (const char* wrong : {"", "5e9", "5e9 ", ".. EUR", "x EUR", "1..x EUR", "5 e9EUR.x.."}) {
    INFO(wrong);
    const auto bounds = ParseBounds(wrong);
    CHECK((!bounds || bounds->unit == "e9EUR.x.."));
  }
}

TEST_CASE("rules: a class of words without example or near miss does not load",
          "[extract][rules]") {
  const std::string path = "lang/en.toml";
  const std::string text = TextOf(path);
  const size_t at = text.find("[[cues.example]]");
  REQUIRE(at != std::string::npos);
  const auto bare = With(path, text.substr(0, at));
  REQUIRE_FALSE(bare.ok());
  std::vector<std::string> told;
  std::istringstream lines(Message(bare.status()));
  for (std::string line; std::getline(lines, line);) told.push_back(line);
  CHECK(told.size() > 60);  // all at once: two for each class
  CHECK(std::ranges::all_of(
      told, [](const std::string& line) { return line.starts_with("rules/lang/en.toml:"); }));
  CHECK(Tells(told, "no example holds a word of 'supply'; add a [[cues.example]] that does"));
  CHECK(Tells(told, "no near_miss holds a word of 'no_deal'"));
}

TEST_CASE("rules: what is wrong in a file is told at once, with line and column",
          "[extract][rules]") {
  const std::string path = "frames/supply.toml";
  std::string text = TextOf(path);
  const auto replace = [&](const std::string& from, const std::string& to) {
    const size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  };
  replace("trigger = \"supply\"", "trigger = \"suply\"");
  replace("subject = \"provider\"", "subjekt = \"provider\"");
  replace("kind = \"compute\" }", "kind = \"computing\" }");
  const auto rules = With(path, text);
  REQUIRE_FALSE(rules.ok());
  const std::string told = Message(rules.status());
  CHECK(told.find(":6:11: 'suply' is no cue class; did you mean 'supply'?") != std::string::npos);
  CHECK(told.find(":8:1: unknown key 'subjekt'; did you mean 'subject'?") != std::string::npos);
  CHECK(told.find("unknown kind 'computing'") != std::string::npos);
}

TEST_CASE("rules: a file that is no TOML is told with line and column", "[extract][rules]") {
  const auto rules = With("lang/de.toml", "lang = \"de\"\n[document\n");
  REQUIRE_FALSE(rules.ok());
  CHECK(Message(rules.status()).starts_with("rules/lang/de.toml:2:"));
}

TEST_CASE("rules: loosening shares the rest and changes nothing else", "[extract][rules]") {
  const RuleSet& rules = *RuleSet::Embedded();
  const std::shared_ptr<const CueSet> cues = rules.cues().Without("en", Cue::kInvest);
  CHECK(cues->Has("en", Cue::kSupply));
  const auto loosened = rules.With(cues);
  CHECK(&loosened->registry() == &rules.registry());
  RuleExample example = Example("Nvidia will invest $5 billion in Intel.");
  example.deals = {{{"nvidia"}, {"intel"}, "5e9 USD", "investment", ""}};
  CHECK(FailureOf(example, rules).empty());
  CHECK_FALSE(FailureOf(example, *loosened).empty());
}
