// A sum that the deals before it add up to.
#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

std::vector<Deal> Totals(const std::string& body) {
  std::vector<Deal> out;
  for (const Deal& deal : Extract(ArticleOfText("Cloud contracts", body), FrameRules()).deals) {
    if (deal.aggregate) out.push_back(deal);
  }
  return out;
}

}  // namespace

TEST_CASE("aggregates: a total has the parties of its parts and nothing else of theirs",
          "[extract][deals]") {
  const std::vector<Deal> totals = Totals(
      "Nvidia rents servers with 4,000 H100 from Lambda for $1.3 billion by the end of 2027.\n"
      "Nvidia also rents a second cluster from Lambda for $0.2 billion.\n"
      "Together that makes $1.5 billion.");
  REQUIRE(totals.size() == 1);
  CHECK(totals[0].customer == std::vector<std::string>{"nvidia"});
  CHECK(totals[0].provider == std::vector<std::string>{"lambda"});
  CHECK(totals[0].amount->min == 1.5e9);
  CHECK(totals[0].due.empty());
  CHECK(totals[0].chips.empty());
  REQUIRE(totals[0].evidence.size() == 1);
  CHECK(totals[0].reasons[0].name == "the deals of the article add up to it");
}

TEST_CASE("aggregates: a sum that they do not add up to is none of theirs", "[extract][deals]") {
  CHECK(Totals("Nvidia rents servers from Lambda for $1.3 billion.\n"
               "Nvidia also rents a second cluster from Lambda for $0.2 billion.\n"
               "Together that makes $2.5 billion.")
            .empty());
}

}  // namespace dealwire
