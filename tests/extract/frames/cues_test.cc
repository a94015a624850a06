#include "extract/frames/cues.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "extract/text/document.h"

using namespace dealwire;

namespace {

// What the cues of a small language find in a text: "class:words" each.
std::vector<std::string> CuesFound(const std::string& table, const std::string& text) {
  Diagnostics problems;  // that no example shows the classes
  const auto cues = CueSet::Compile(
      RuleFiles({{"lang/xx.toml", "rules/lang/xx.toml", "lang = \"xx\"\n[cues]\n" + table}}),
      &problems);
  Article article;
  article.lang = "xx";
  article.text = text;
  const Document document = MakeDocument(article);
  std::vector<std::string> out;
  for (const CueMatch& m : cues->Find(document))
    out.push_back(std::string(CueName(m.cue)) + ":" + std::string(document.Slice(m.span)));
  return out;
}

std::vector<std::string> CueProblems(const std::string& table) {
  Diagnostics problems;
  CueSet::Compile(
      RuleFiles({{"lang/xx.toml", "rules/lang/xx.toml", "lang = \"xx\"\n[cues]\n" + table}}),
      &problems);
  std::vector<std::string> out;
  for (const std::string& message : problems.messages()) {
    if (message.find("no example") == std::string::npos &&
        message.find("no near_miss") == std::string::npos)
      out.push_back(message);
  }
  return out;
}

}  // namespace

TEST_CASE("cues: what begins like a stem and is an exception is none of its words",
          "[extract][cues]") {
  const std::string table =
      "exceptions = [\"plane\", \"plant*\"]\n"
      "planned = [\"plan*\"]\n"
      "site = [\"plants\"]\n"
      "buy = [\"plan* to buy\"]\n";
  CHECK(CuesFound(table, "They plan, planned, a plane, planes.") ==
        std::vector<std::string>{"planned:plan", "planned:planned", "planned:planes"});
  CHECK(CuesFound(table, "Planting is no plan.") == std::vector<std::string>{"planned:plan"});
  CHECK(CuesFound(table, "Two plants.") == std::vector<std::string>{"site:plants"});
  CHECK(CuesFound(table, "It plans to buy.") ==
        std::vector<std::string>{"buy:plans to buy", "planned:plans"});
  CHECK(CuesFound(table, "Planters to buy.").empty());
}

TEST_CASE("cues: exceptions hold behind a prefix and in compounds too", "[extract][cues]") {
  CHECK(CuesFound("prefixes = [\"al\"]\nexceptions = [\"dealer*\"]\ncontract = [\"deal*\"]\n",
                  "aldeals aldealers") == std::vector<std::string>{"contract:deals"});
  CHECK(CuesFound("compounds = true\nexceptions = [\"vertragen*\"]\ncontract = [\"vertrag*\"]\n",
                  "Milliardenvertrag, unvertragen") ==
        std::vector<std::string>{"contract:vertrag"});
}

TEST_CASE("cues: an object may follow the particle of a split verb where nouns have no capitals",
          "[extract][cues]") {
  const std::string table =
      "buy = [\"takes ... off\", \"puts ... in\"]\nfrom = [\"from\", \"in\"]\n";
  CHECK(CuesFound(table, "It takes power off from Y.") ==
        std::vector<std::string>{"buy:takes", "from:from"});
  CHECK(CuesFound(table, "It takes power off.") == std::vector<std::string>{"buy:takes"});
  CHECK(CuesFound(table, "It takes power off which costs.").empty());
  // What is a preposition itself is no particle there.
  CHECK(CuesFound(table, "It puts sums in from Y.") ==
        std::vector<std::string>{"from:in", "from:from"});
  CHECK(CuesFound(table + "[names]\nnoun_capitals = true\n", "It takes power off from Y.") ==
        std::vector<std::string>{"from:from"});
}

TEST_CASE("cues: words stand for the other forms that their endings have", "[extract][cues]") {
  const std::string table =
      "buy = [\"buyeth\", \"eth\", \"eteth\", \"etes\", \"takes ... offeth\", \"fetcheth*\"]\n"
      "signed = [\"hath signeth\"]\n[cues.forms]\neth = [\"es\", \"ing\"]\n";
  CHECK(CuesFound(table, "X buyes, buying, buyeth.") ==
        std::vector<std::string>{"buy:buyes", "buy:buying", "buy:buyeth"});
  // An ending alone is no word that has it, nor is a stem; a word told already is told once.
  CHECK(CuesFound(table, "es fetching etes") == std::vector<std::string>{"buy:etes"});
  CHECK(CuesFound(table, "hath signing") == std::vector<std::string>{"signed:hath signing"});
  CHECK(CuesFound(table, "X takes power offing.") == std::vector<std::string>{"buy:takes"});
  const std::vector<std::string> told = CueProblems("[cues.forms]\neth = [\"\"]\n");
  REQUIRE(told.size() == 1);
  CHECK(told[0].find("an empty ending in 'forms'") != std::string::npos);
}

TEST_CASE("cues: an exception to no stem is told", "[extract][cues]") {
  const std::vector<std::string> told =
      CueProblems("exceptions = [\"plant*\", \"tree*\", \"plan*\"]\nplanned = [\"plan*\"]\n");
  REQUIRE(told.size() == 2);
  CHECK(told[0].find("'tree*' is no word that begins with a shorter word with a star") !=
        std::string::npos);
  CHECK(told[1].find("'plan*' is no word") != std::string::npos);
}
