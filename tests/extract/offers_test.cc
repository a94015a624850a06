// What firms sell all the year round, and what they give away, is no deal.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// Four more sentences of the field: short notices say what they say.
const std::string kAround =
    " Demand for computing power grows. Cloud providers build data centres. Graphics cards are "
    "scarce. Analysts see no end of it.";

std::string Told(const std::string& text) {
  return ::DealsToldBelow("en", text + kAround, kToldSum);
}

}  // namespace

TEST_CASE("offers: what is sold all the year round is no deal", "[extract][deals]") {
  CHECK(Told("Snowflake keeps its data with Oracle. Others, like Nebius, provide access to their "
             "computing capacity.")
            .empty());
  CHECK(Told("An Apple device lets you use Google Cloud.").empty());
}

TEST_CASE("offers: one that is signed is a deal without a sum, too", "[extract][deals]") {
  CHECK(Told("Oracle has signed a contract with Nebius for computing capacity.") ==
        "oracle>nebius");
  CHECK(Told("Airbus moves its systems to AWS.") == "airbus>aws");
}

TEST_CASE("offers: what is given away is no price of the deal before it", "[extract][deals]") {
  CHECK(Told("Google has signed a cloud contract with Airbus. It also donated 500 million dollars "
             "to schools.") == "airbus>google");
  CHECK(Told("Google has signed a cloud contract with Airbus. It will cost 500 million dollars.") ==
        "airbus>google 5e+08");
}

}  // namespace dealwire
