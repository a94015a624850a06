// Organisations told without their names, and what looks like a deal or a party and is none.
#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// "customer+>provider+ kind status" of every deal, in order.
std::string ToldDeals(const std::string& title, const std::string& body) {
  const Article article = ArticleOfText(title, body);
  std::string out;
  for (const Deal& deal : Extract(article, FrameRules()).deals) {
    if (!out.empty()) out += ", ";
    out += PartiesAndKind(deal) + " " + StatusName(deal.status);
  }
  return out;
}

}  // namespace

TEST_CASE("told as: a phrase for a trade is the nearest name of that trade", "[extract][deals]") {
  CHECK(ToldDeals("Crusoe and Nvidia swap servers",
                  "Crusoe will buy servers from Nvidia for $2 billion. The chipmaker has agreed to "
                  "rent cloud capacity from Crusoe for $780 million.") ==
        "crusoe+>nvidia+ chips announced, nvidia+>crusoe+ compute signed");
}

TEST_CASE("told as: a phrase for a home is the nearest name that is at home there",
          "[extract][deals]") {
  const std::string lead = "Nscale will rent servers from Nebius for $2 billion. ";
  CHECK(ToldDeals("Cloud servers for Nscale",
                  lead + "Anthropic is the first tenant. The British group has ordered 5,000 GB300 "
                         "chips from Lenovo.") ==
        "nscale+>nebius+ compute announced, nscale+>lenovo+ chips signed");
  CHECK(
      ToldDeals("SAP mietet Server",
                "SAP mietet von Nebius Server f\u00fcr 2 Milliarden Euro. Das sagte Anthropic. Der "
                "Konzern aus Walldorf kauft bei Dell 5.000 GB300-Chips.") ==
      "sap+>nebius+ compute signed, sap+>dell+ chips announced");
}

TEST_CASE("told as: nobody at home elsewhere is meant", "[extract][deals]") {
  CHECK(
      ToldDeals("Crusoe and its data centers",
                "Crusoe runs data centers and cloud servers in Texas. The British group will rent "
                "servers for $780 million.")
          .empty());
}

TEST_CASE("told as: nobody of another trade is meant", "[extract][deals]") {
  CHECK(ToldDeals("Crusoe and its data centers",
                  "Crusoe runs data centers and cloud servers in Texas. The chipmaker will rent "
                  "servers for $780 million.")
            .empty());
}

TEST_CASE("deals: a contract told without a status is signed", "[extract][deals]") {
  CHECK(ToldDeals("Cloud capacity for Meta",
                  "The $3 billion contract between Meta and Nebius covers cloud capacity.") ==
        "meta+>nebius+ compute signed");
}

TEST_CASE("deals: an extension's total may stand in a clause of its own", "[extract][deals]") {
  CHECK(
      ToldDeals("Cohere takes more servers of Lambda",
                "Cohere has expanded its agreement with Lambda by $600 million, bringing the total "
                "value of the contract to $1.5 billion over four years.") ==
      "cohere+>lambda+ compute signed");
}

TEST_CASE("deals: a quotation after a dash is no list of deals", "[extract][deals]") {
  CHECK(ToldDeals("Nebius og Mistral snakker om datasentre",
                  "Nebius omtaler strømmen. Staten bruker 6,9 milliarder kroner på serverne.\n\n"
                  "\xE2\x80\x93 Fjellet er det samme, sier lederen i Nebius.")
            .empty());
}

TEST_CASE("deals: where a report is from is no party", "[extract][deals]") {
  CHECK(ToldDeals("Oracle rents servers in Norway",
                  "NARVIK (NTB): Oracle will rent data center capacity from Nscale for "
                  "$2 billion.") == "oracle+>nscale+ compute announced");
}

}  // namespace dealwire
