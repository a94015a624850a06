#include "extract/rule_lint.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace dealwire;

namespace {

std::vector<std::string> Lint(std::vector<RuleFile> files) {
  for (RuleFile& file : files) file.name = "rules/" + file.path;
  std::vector<std::string> out;
  for (LintFinding& finding : LintRules(RuleFiles(std::move(files)))) out.push_back(finding.text);
  return out;
}

}  // namespace

TEST_CASE("lint: words that another finds, that stand twice, that no frame reads",
          "[extract][rules]") {
  const std::vector<std::string> told =
      Lint({{"lang/xx.toml", "",
             "lang = \"xx\"\n"
             "[cues]\n"
             "supply = [\"deliv*\", \"delivers\", \"sells\", \"sells\"]\n"
             "rent = [\"rents\"]\n"
             "with = [\"with\"]\n"},
            {"frames/f.toml", "",
             "[[frame]]\nid = \"supply\"\ntrigger = \"supply\"\n"
             "[[frame]]\nid = \"lend\"\ntrigger = \"lend\"\n"}});
  CHECK(told ==
        std::vector<std::string>{
            "rules/lang/xx.toml:4:8: no frame has the trigger 'rent'",
            "rules/lang/xx.toml:3:42: note: 'sells' stands twice in 'supply'; take one out",
            "rules/lang/xx.toml:3:21: note: 'delivers' is found by 'deliv*' already; take it out",
            "rules/frames/f.toml:4:1: the frame can never fire: no language has words of "
            "'lend'",
        });
}

TEST_CASE("lint: names of two, shadowed names, members that are nobody", "[extract][rules]") {
  const std::vector<std::string> told = Lint(
      {{"lang/xx.toml", "", "lang = \"xx\"\n[names]\nendings = [\"a\"]\n"},
       {"registry/r.toml", "",
        "[[org]]\nid = \"nebul\"\nname = \"Nebul\"\naliases = [\"Nebul\", \"Shared\"]\n"
        "[[org]]\nid = \"nebula\"\nname = \"Nebula\"\naliases = [\"Nebula\", \"Shared\"]\n"
        "descriptors.zz = [\"the maker\"]\n"},
       {"frames/f.toml", "", "[[sector]]\nname = \"s\"\nmembers = [\"nebul\", \"nebulla\"]\n"}});
  const auto tells = [&](std::string_view part) {
    return std::ranges::any_of(
        told, [&](const std::string& line) { return line.find(part) != std::string::npos; });
  };
  CHECK(
      tells("r.toml:8:22: the name 'Shared' is claimed by 'nebul' at rules/registry/r.toml:4:21"));
  CHECK(tells("r.toml:4:12: 'Nebul' with the ending 'a' (xx) is taken for 'nebula'"));
  CHECK(tells("f.toml:3:21: no organisation has the id 'nebulla'; did you mean 'nebula'?"));
  CHECK(tells("r.toml:9:18: no file rules/lang/zz.toml"));
  CHECK(told.size() == 4);
}
