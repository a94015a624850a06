// A sum parted among firms that are named.
#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// "customer+>provider+ kind sum" of every deal, in order, with "sum" behind an aggregate and "part"
// behind its parts.
std::string SharesOf(const std::string& body) {
  const Article article = ArticleOfText("Cloud contracts", body);
  std::string out;
  for (const Deal& deal : Extract(article, FrameRules()).deals) {
    if (!out.empty()) out += ", ";
    out += PartiesAndKind(deal);
    if (deal.amount && deal.amount->min)
      out += " " + std::to_string(static_cast<long long>(*deal.amount->min / 1e6));
    if (deal.aggregate) out += " sum";
    if (!deal.part_of.empty()) out += " part";
  }
  return out;
}

}  // namespace

TEST_CASE("firm shares: names and sums in turn that add up to a sum", "[extract][deals]") {
  const std::string expected =
      "siemens+>microsoft+google-cloud+oracle+ compute 420 sum, siemens+>microsoft+ compute 250 "
      "part, siemens+>google-cloud+ compute 120 part, siemens+>oracle+ compute 50 part";
  // The total in the same sentence, and one before; the sum first, and the name first.
  CHECK(SharesOf("Siemens has signed cloud contracts for a total of $420 million, of which $250 "
                 "million go to Microsoft, $120 million to Google Cloud and $50 million to "
                 "Oracle.") == expected);
  CHECK(SharesOf("Siemens has signed cloud contracts for a total of $420 million. Microsoft's "
                 "share is $250 million, Google Cloud's $120 million and Oracle's $50 million.") ==
        expected);
}

TEST_CASE("firm shares: each in a sentence of its own", "[extract][deals]") {
  CHECK(SharesOf("Siemens has signed contracts on cloud capacity worth some $90 million with two "
                 "hosts. Nebius will get $55 million of it over five years. The other $35 million "
                 "goes to Oracle, which has ordered servers from Dell for $5 million.") ==
        "siemens+>nebius+oracle+ compute 90 sum, siemens+>nebius+ compute 55 part, "
        "oracle+>dell+ chips 5, siemens+>oracle+ compute 35 part");
  // What a building costs and what is lent for it are no shares of a contract before.
  const std::string loan = SharesOf(
      "Siemens has signed contracts on cloud capacity worth $90 million. Nebius is "
      "building a data centre for $55 million. Santander is lending it $35 million.");
  CHECK(loan.find("part") == std::string::npos);
}

TEST_CASE("firm shares: the items of a list add up to its lead-in", "[extract][deals]") {
  CHECK(
      SharesOf("Siemens has awarded contracts on AI computing worth $120 million:\n\n- $70 million "
               "for Dell (servers);\n\n- $50 million for Oracle (cloud).") ==
      "siemens+>dell+oracle+ compute 120 sum, siemens+>dell+ chips 70 part, siemens+>oracle+ "
      "compute 50 part");
  CHECK(
      SharesOf("Siemens has awarded contracts on AI computing worth $120 million:\n\n- $70 million "
               "for Dell (servers);\n\n- $20 million for Oracle (cloud).")
          .find("sum") == std::string::npos);
}

TEST_CASE("firm shares: who supplies parts what it sells", "[extract][deals]") {
  CHECK(SharesOf("Nebius sold cloud capacity for a total of $90 million. Siemens takes $60 million "
                 "and Orange $30 million.") ==
        "siemens+orange+>nebius+ compute 90 sum, siemens+>nebius+ compute 60 part, "
        "orange+>nebius+ compute 30 part");
}

TEST_CASE("firm shares: what does not add up, or names nobody, parts nothing", "[extract]") {
  for (const char* text :
       {"Siemens has signed cloud contracts for a total of $420 million. Microsoft's share is $250 "
        "million and Oracle's $50 million.",
        "Siemens has signed cloud contracts for a total of $300 million, of which $250 million are "
        "for servers and $50 million for software."}) {
    INFO(text);
    CHECK(SharesOf(text).find("part") == std::string::npos);
  }
}

}  // namespace dealwire
