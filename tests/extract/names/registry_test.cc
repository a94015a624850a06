#include "extract/names/registry.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extract/names/names.h"
#include "tests/support/embedded_registry.h"

using namespace dealwire;

namespace {

std::unique_ptr<const Registry> FromText(const std::string& toml, Diagnostics* problems) {
  return Registry::Compile(RuleFiles({{"registry/a.toml", "rules/registry/a.toml", toml}}),
                           problems);
}

bool Tells(const Diagnostics& problems, std::string_view part) {
  return std::ranges::any_of(problems.messages(), [&](const std::string& message) {
    return message.find(part) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("registry: ids, parents, groups, children", "[extract][registry]") {
  const Registry& registry = EmbeddedRegistry();
  CHECK(registry.size() > 500);
  const Entity aws = registry.Get(registry.FindOrg("aws"));
  CHECK(aws.name == "Amazon Web Services");
  CHECK(aws.parent == "amazon");
  CHECK(registry.GroupOf("google-cloud") == "alphabet");
  CHECK(registry.GroupOf("azure") == "microsoft");
  CHECK(registry.GroupOf("nobody-knows") == "nobody-knows");
  const std::vector<std::string> amazon = registry.WithChildren("amazon");
  CHECK(std::ranges::count(amazon, "aws") == 1);
  CHECK(std::ranges::count(amazon, "amazon-bedrock") == 1);
  CHECK(registry.FindOrg("gb200") == registry.size());
  CHECK(registry.Get(registry.FindChip("gb200")).parent == "nvidia");
  CHECK(registry.OnlyAsParty("openai") == false);
}

TEST_CASE("registry: a party by id, name or alias of any language", "[extract][registry]") {
  const Registry& registry = EmbeddedRegistry();
  for (const char* name :
       {"oracle", "Oracle", "ORACLE", "甲骨文", "オラクル", "오라클", "أوراكل"}) {
    INFO(name);
    const std::vector<std::string> ids = registry.Resolve(name);
    CHECK(std::ranges::count(ids, "oracle") == 1);
    CHECK(std::ranges::count(ids, "oci") == 1);  // children are taken in
  }
  CHECK(registry.Resolve("Nobody Knows Ltd").empty());
  CHECK(registry.Resolve("").empty());
}

TEST_CASE("registry: a word of a language is not empty", "[extract][registry]") {
  Diagnostics problems;
  Registry::Compile(RuleFiles({{"lang/en.toml", "rules/lang/en.toml",
                                "lang = \"en\"\n[names]\nopeners = [\"then\", \"\"]\n"}}),
                    &problems);
  CHECK(Tells(problems, "rules/lang/en.toml:3:"));
  CHECK(Tells(problems, "an empty word"));
}

TEST_CASE("registry: a Chinese name is found in the characters of the other script, too",
          "[extract][registry]") {
  Diagnostics problems;
  const auto registry = FromText(
      "[[org]]\nid = \"a\"\nname = \"A Co\"\naliases = [\"商汤科技\"]\n"
      "[[org]]\nid = \"b\"\nname = \"B Co\"\naliases = [\"廣達電腦\", \"村田製作所\"]\n"
      "[[org]]\nid = \"c\"\nname = \"C Co\"\naliases = [\"广达电脑\", \"カシオ計算機\"]\n",
      &problems);
  REQUIRE(registry != nullptr);
  CHECK(problems.messages().empty());
  CHECK(registry->Resolve("商湯科技") == std::vector<std::string>{"a"});
  CHECK(registry->Resolve("商汤科技") == std::vector<std::string>{"a"});
  CHECK(registry->Resolve("村田制作所") == std::vector<std::string>{"b"});
  // What an entry has is its own, and Japanese stays as it is.
  CHECK(registry->Resolve("廣達電腦") == std::vector<std::string>{"b"});
  CHECK(registry->Resolve("广达电脑") == std::vector<std::string>{"c"});
  CHECK(registry->Resolve("カシオ计算机").empty());
}

TEST_CASE("registry: everything wrong is told at once, with its place", "[extract][registry]") {
  Diagnostics problems;
  FromText(R"([[org]]
id = "a"
name = "A Corp"
parent = "nobody"
alias = ["A"]
[[org]]
id = "a"
name = "Again"
[[chip]]
id = "c"
name = "C1"
vendor = "a"
kind = "gpus"
[[org]]
id = "b"
name = "B Corp"
[[org.ambiguous]]
alias = "Bee"
needs = ["honey"]
)",
           &problems);
  CHECK(Tells(problems, "rules/registry/a.toml:4:"));
  CHECK(Tells(problems, "'nobody'"));
  CHECK(Tells(problems, "alias"));
  CHECK(Tells(problems, "the id 'a' is taken"));
  CHECK(Tells(problems, "a chip's kind is"));
  CHECK(Tells(problems, "unknown need 'honey'"));
  CHECK(Tells(problems, "at least one example"));
  CHECK(Tells(problems, "at least one near_miss"));
}

TEST_CASE("registry: parents that go round are told", "[extract][registry]") {
  Diagnostics problems;
  FromText(R"([[org]]
id = "a"
name = "Aaa"
parent = "b"
[[org]]
id = "b"
name = "Bbb"
parent = "a"
)",
           &problems);
  CHECK(Tells(problems, "circle"));
}

TEST_CASE("registry: each ambiguous name holds in its examples, not in its near misses",
          "[extract][registry]") {
  CHECK_FALSE(EmbeddedRegistry().examples().empty());
  for (const std::string& failed : FailedNameExamples(EmbeddedRegistry())) {
    UNSCOPED_INFO(failed);
    CHECK(failed.empty());
  }
}
