// Which names of a sentence "and", commas and articles join.
#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("joined names: an article before one of them", "[extract][deals]") {
  CHECK(DealsOfText(
            "Des serveurs pour le cloud",
            "BNP Paribas, la Soci\u00e9t\u00e9 G\u00e9n\u00e9rale et Natixis pr\u00eatent 300 "
            "millions d'euros \u00e0 Sesterce pour ses serveurs.") ==
        "natixis+bnp-paribas+soci\u00e9t\u00e9-g\u00e9n\u00e9rale+>sesterce+ financing");
}

TEST_CASE("joined names: a verb between parts them", "[extract][deals]") {
  CHECK(DealsOfText("Servers for the cloud",
                    "Nordea lends Nebius $300 million for servers, and Danske Bank has closed a "
                    "branch.") == "nordea+>nebius+ financing");
}

}  // namespace dealwire
