// Deals that are told without a sum. The sentences are our own; their words stand in rules/lang.
#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

std::string KindAndStatus(const std::string& lang, const std::string& text) {
  return DealsTold(ToldArticle(lang, "Cloud, data centers", text), kToldKind | kToldStatus);
}

}  // namespace

TEST_CASE("bare deals: a site of somebody's own is told by what it draws", "[extract][deals]") {
  CHECK(KindAndStatus("en", "Microsoft is planning a data center of its own with 450 megawatts.") ==
        "microsoft> capex planned");
  CHECK(KindAndStatus("de",
                      "In Brandenburg plant Amazon ein eigenes Rechenzentrum mit 300 Megawatt.") ==
        "amazon> capex planned");
  // Without megawatts it may be no more than a plan, with another firm it may be that one's.
  CHECK(KindAndStatus("en", "Microsoft is planning a data center of its own.").empty());
  CHECK(KindAndStatus("en", "Skanska is building a data center with 45 megawatts.").empty());
  CHECK(KindAndStatus(
            "en", "Vantage builds a data center with 45 megawatts, and Oracle is its neighbour.")
            .empty());
}
