#include "extract/learned/partners.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace dealwire {
namespace {

Partners Read(const std::string& toml, Diagnostics* problems) {
  const auto file = TomlFile::Parse("learned.toml", toml);
  REQUIRE(file.ok());
  return Partners::Compile(file->root(), problems);
}

constexpr const char* kField = R"([openai]
nobody = 2
oracle = 12
amd = 3
[oracle]
amd = 4
nobody = 1
)";

TEST_CASE("partners: how many articles know a pair, and each side", "[extract][learned]") {
  Diagnostics problems;
  const Partners partners = Read(kField, &problems);
  CHECK(problems.empty());
  const Partners::Place openai = partners.Find("openai"), oracle = partners.Find("oracle"),
                        amd = partners.Find("amd"), nobody = partners.Find(Partners::kNobody);
  CHECK(partners.Deals(openai, oracle) == 12);
  CHECK(partners.Deals(openai, nobody) == 2);
  CHECK(partners.Deals(oracle, openai) == 0);
  CHECK(partners.AsCustomer(openai) == 17);
  CHECK(partners.AsProvider(openai) == 0);
  CHECK(partners.AsCustomer(oracle) == 5);
  CHECK(partners.AsProvider(oracle) == 12);
  CHECK(partners.AsProvider(amd) == 7);
}

TEST_CASE("partners: of those who are not known nothing is", "[extract][learned]") {
  Diagnostics problems;
  const Partners partners = Read(kField, &problems);
  CHECK(partners.Find("amd-2") == Partners::kUnknown);
  CHECK(partners.Deals(partners.Find("openai"), Partners::kUnknown) == 0);
  CHECK(partners.AsCustomer(Partners::kUnknown) == 0);
  CHECK(partners.AsProvider(Partners::kUnknown) == 0);
}

TEST_CASE("partners: what is no number of articles is told", "[extract][learned]") {
  Diagnostics problems;
  const Partners partners =
      Read("[openai]\noracle = 0\namd = \"many\"\nintel = 1.5\nnvidia = 2\n", &problems);
  CHECK(problems.messages() ==
        std::vector<std::string>{
            "learned.toml:3:7: no number of articles; train it anew with scripts/train",
            "learned.toml:4:9: no number of articles; train it anew with scripts/train",
            "learned.toml:2:10: no number of articles; train it anew with scripts/train"});
  CHECK(partners.AsCustomer(partners.Find("openai")) == 2);
  Diagnostics others;
  Read("openai = 3\n", &others);
  CHECK(others.messages() ==
        std::vector<std::string>{
            "learned.toml:1:10: no table of numbers; train it anew with scripts/train"});
}

}  // namespace
}  // namespace dealwire
