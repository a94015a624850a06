// Which organisations an article itself tells to run data centres or clouds, and what follows for
// who lets to whom.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

std::string DealsOf(const std::string& body) { return DealsOfText("Servers for the cloud", body); }

const std::string kContract =
    "Microsoft and Larkspur Halls Ltd signed a contract for computing capacity worth $900 million.";

}  // namespace

TEST_CASE("article trades: nobody says what the firm does, and who is known sells",
          "[extract][deals]") {
  CHECK(DealsOf(kContract) == "larkspur-halls+>microsoft+ compute");
}

TEST_CASE("article trades: a noun beside the name", "[extract][deals]") {
  for (const char* told :
       {"The data centre operator Larkspur Halls Ltd is based in Leeds. ",
        "Larkspur Halls Ltd, a hosting provider, is based in Leeds. ",
        "Larkspur Halls Ltd has become the largest data centre operator of Leeds. ",
        "Larkspur Halls Ltd runs data centres in Leeds. "}) {
    CHECK(DealsOf(told + kContract) == "microsoft+>larkspur-halls+ compute");
    CHECK(DealsOf(kContract + " " + told) == "microsoft+>larkspur-halls+ compute");
  }
}

TEST_CASE("article trades: a place between", "[extract][deals]") {
  CHECK(DealsOf("Larkspur Halls Ltd, of Upper Leeds, has become the largest data centre operator "
                "of the north. " +
                kContract) == "microsoft+>larkspur-halls+ compute");
}

TEST_CASE("article trades: a noun beside somebody else's name", "[extract][deals]") {
  CHECK(DealsOf("The data centre operator Equinix is based in Leeds. " + kContract) ==
        "larkspur-halls+>microsoft+ compute");
  CHECK(DealsOf("Larkspur Halls Ltd is suing the data centre operator Equinix. " + kContract) ==
        "larkspur-halls+>microsoft+ compute");
}

TEST_CASE("article trades: who builds a data centre lets it", "[extract][deals]") {
  CHECK(DealsOf(kContract +
                " Larkspur Halls Ltd will build a data centre in Leeds for $700 million.") ==
        "microsoft+>larkspur-halls+ compute, larkspur-halls+> capex");
}

TEST_CASE("article trades: of who is registered the registry knows better", "[extract][deals]") {
  CHECK(DealsOf("The cloud provider SAP is based in Walldorf. SAP and Microsoft signed a contract "
                "for computing capacity worth $900 million.") == "sap+>microsoft+ compute");
}

TEST_CASE("article trades: a trade is no site that is built", "[extract][deals]") {
  CHECK(DealsOf("Data centre operator Larkspur Halls Ltd signed a computing contract worth "
                "$900 million with Microsoft.") == "microsoft+>larkspur-halls+ compute");
}

TEST_CASE("trades: who sells chips buys none from who sells none", "[extract][deals]") {
  CHECK(DealsOf("Supermicro and Larkspur Halls Ltd signed a contract for 6,000 B300 chips worth "
                "$265 million.") == "larkspur-halls+>supermicro+ chips");
}

TEST_CASE("trades: a bank in a list of contracts buys", "[extract][deals]") {
  CHECK(DealsOf("Yotta signed cloud contracts for $300 million with two banks:\n\n\u2022 Nordea "
                "\u2013 private cloud, five years, $210 million\n\n\u2022 Danske Bank \u2013 cloud "
                "servers, $90 million") ==
        "nordea+danske-bank+>yotta+ compute, nordea+>yotta+ compute, danske-bank+>yotta+ compute");
}

TEST_CASE("party marks: a case that has an ending of its own", "[extract][deals]") {
  CHECK(DealsOfText("Serwery dla chmury",
                    "Wartadata wynajmie Microsoftowi moc obliczeniow\u0105 za 3 "
                    "mld z\u0142. Serwery stoj\u0105 w Polsce.") ==
        "microsoft+>wartadata+ compute");
}

}  // namespace dealwire
