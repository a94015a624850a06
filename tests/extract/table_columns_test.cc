// Tables whose first row says which column names who buys and which who sells.
#include "extract/table_columns.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// "customer+>provider+ kind sum" of every deal, in order.
std::string DealsOfTable(const std::string& table) {
  const Article article = ArticleOfText("Cloud contracts of the week", table);
  std::string out;
  for (const Deal& deal : Extract(article, *RuleSet::Embedded()).deals) {
    if (!out.empty()) out += ", ";
    out += PartiesAndKind(deal);
    if (deal.amount && deal.amount->min)
      out += " " + std::to_string(static_cast<long long>(*deal.amount->min));
  }
  return out;
}

}  // namespace

TEST_CASE("table columns: the first row says who is who", "[extract][deals]") {
  CHECK(DealsOfTable("Customer | Supplier | Object | Sum\n\n"
                     "Acme Foundry | Nebius | cloud, five years | $230 million\n\n"
                     "Orange | Dell | servers | $45 million") ==
        "acme-foundry+>nebius+ compute 230000000, orange+>dell+ chips 45000000");
  CHECK(DealsOfTable("Supplier | Object | Customer | Sum\n\n"
                     "Nebius | cloud | \"Zorvex\" | $230 million") ==
        "zorvex+>nebius+ compute 230000000");
}

TEST_CASE("table columns: other tables and rows tell no deal of it", "[extract][deals]") {
  // No head, a head of other things, one side alone, and a firm that deals with itself.
  CHECK(DealsOfTable("Name | Place | Founded | Turnover\n\n"
                     "Zorvex | Ulm | 1990 | $230 million\n\nNebius | Ulm | 1991 | $3 million")
            .find('>') == std::string::npos);
  CHECK(DealsOfTable("Customer | Object | Sum\n\nZorvex | cloud | $230 million").find("zorvex") ==
        std::string::npos);
  CHECK(DealsOfTable("Customer | Supplier | Sum\n\nNebius | Nebius | $230 million").empty());
}

TEST_CASE("table columns: cells without text, and rows shorter than the head", "[extract]") {
  CHECK(DealsOfTable("Customer | Supplier | Sum\n\n | Nebius | $230 million\n\nZorvex | ").empty());
}

}  // namespace dealwire
