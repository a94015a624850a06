// Tables whose first row says which column names who buys and which who sells.
#include "extract/deals/table_columns.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/frames/cues.h"
#include "extract/names/registry.h"
#include "extract/rules.h"
#include "extract/text/languages.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// "customer+>provider+ kind sum" of every deal, in order.
std::string DealsOfTable(const std::string& table) {
  const Article article = ArticleOfText("Cloud contracts of the week", table);
  std::string out;
  for (const Deal& deal : Extract(article, FrameRules()).deals) {
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

TEST_CASE("table columns: who sells chips of its own is no part of their name in the next cell",
          "[extract][deals]") {
  CHECK(DealsOfTable("Customer | Supplier | Object | Sum\n\n"
                     "Orange | AMD | MI355X cards | $45 million\n\n"
                     "Zorvex | Dell | servers with AMD MI355X | $230 million") ==
        "orange+>amd+ chips 45000000, zorvex+>dell+ chips 230000000");
}

TEST_CASE("table columns: heads that tell no side leave it to the row", "[extract][deals]") {
  // The trades of the two, else what is done by whom the row names first.
  CHECK(DealsOfTable("Company | Partner | What | Sum\n\n"
                     "Acme Foundry | Nebius | cloud, five years | $230 million\n\n"
                     "Nebius | Acme Foundry | GPU capacity | $20 million\n\n"
                     "Zorvex | Plimsolt | purchase of GPUs | $45 million\n\n"
                     "Zorvex | Quilmark | supply of GPUs | $55 million") ==
        "acme-foundry+>nebius+ compute 230000000, acme-foundry+>nebius+ compute 20000000, "
        "zorvex+>plimsolt+ chips 45000000, quilmark+>zorvex+ chips 55000000");
  // Nothing tells who is who; and figures of firms are no deals.
  CHECK(DealsOfTable("Company | Partner | What | Sum\n\nZorvex | Plimsolt | cloud | $45 million")
            .empty());
  CHECK(DealsOfTable("Company | Partner | Revenue\n\nZorvex | Nebius | $45 million").empty());
}

TEST_CASE("table columns: where half of a column are organisations, the others are too",
          "[extract][names]") {
  const auto names = [](const std::string& table) {
    const RuleSet& rules = *RuleSet::Embedded();
    const Article article = ArticleOfText("Data centres of the year", table);
    const Document document = MakeDocument(article, rules.languages().Sentences(article.lang));
    const Mentions mentions = Extract(article, rules, {.mentions_only = true}).mentions;
    std::vector<OpenOrganisation> open;
    AddNamesOfColumns(document, rules.cues().Find(document), rules.registry().Rules(article.lang),
                      mentions, &open);
    std::string out;
    for (const OpenOrganisation& o : open) out += Get<OrgValue>(o.mention)->id + " ";
    return out;
  };
  CHECK(names("Site | Builder | Budget\n\nReading | Equinix | $640 million\n\n"
              "Slough | Zorvex | $215 million\n\nDidcot | Google | $75 million") == "zorvex ");
  // One of three is too few, and a table without sums tells no deals.
  CHECK(names("Site | Builder | Budget\n\nReading | Plimsolt | $640 million\n\n"
              "Slough | Zorvex | $215 million\n\nDidcot | Google | $75 million")
            .empty());
  CHECK(names("Site | Builder\n\nReading | Equinix\n\nSlough | Zorvex").empty());
  CHECK(names("Equinix | $640 million\n\nTotal | $215 million\n\nGoogle | $75 million").empty());
}

TEST_CASE("table columns: one side told tells the other", "[extract][deals]") {
  CHECK(DealsOfTable("Company | Customer | What | Sum\n\n"
                     "Zorvex | Plimsolt | cloud, five years | $230 million") ==
        "plimsolt+>zorvex+ compute 230000000");
}

TEST_CASE("table columns: a table goes on with other heads", "[extract][deals]") {
  CHECK(DealsOfTable("Customer | Supplier | What | Sum\n\n"
                     "Zorvex | Nebius | cloud | $230 million\n\n"
                     "Supplier | Customer | What | Sum\n\n"
                     "Nebius | Plimsolt | cloud | $20 million") ==
        "zorvex+>nebius+ compute 230000000, plimsolt+>nebius+ compute 20000000");
}

TEST_CASE("table columns: a cell is a name whole, or none", "[extract][deals]") {
  CHECK(DealsOfTable("Customer | Supplier | What | Sum\n\n"
                     "University of Dunmore (Ohio) | Nebius | cloud | $230 million\n\n"
                     "Zorvex Inc. | Nebius | cloud | $20 million\n\n"
                     "n/a | Nebius | cloud | $30 million\n\n"
                     "not disclosed | Nebius | cloud | $40 million") ==
        "university-of-dunmore+>nebius+ compute 230000000, zorvex+>nebius+ compute 20000000");
}

TEST_CASE("table columns: a row that says how far it is needs no sum", "[extract][deals]") {
  CHECK(DealsOfTable("Customer | Supplier | Sum | Status\n\n"
                     "Zorvex Inc. | Nebius | n/a | signed\n\n"
                     "Plimsolt Inc. | Nebius | n/a | Texas") == "zorvex+>nebius+ compute");
}

TEST_CASE("table columns: what begins the items of a list of firms is one", "[extract][deals]") {
  const std::string lead = "Siemens has signed cloud contracts for a total of $90 million:\n\n";
  CHECK(DealsOfTable(lead + "- Microsoft: $50 million\n\n- Oracle: $30 million\n\n- Zorvex: $10 "
                            "million")
            .find("siemens+>zorvex+ compute 10000000") != std::string::npos);
  // A word for a sum is none, nor is what no list of firms says.
  CHECK(DealsOfTable(lead + "- Microsoft: $60 million\n\n- Oracle: $30 million\n\n- Total: $90 "
                            "million")
            .find("+>total+") == std::string::npos);
  CHECK(DealsOfTable(lead + "- Hamburg: $60 million\n\n- Bremen: $20 million\n\n- Zorvex: $10 "
                            "million")
            .find("zorvex") == std::string::npos);
}

TEST_CASE("table columns: a row for the total names nobody", "[extract][deals]") {
  CHECK(
      DealsOfTable("Customer | Supplier | Sum\n\nZorvex | Nebius | $230 million\n\nUber | Oracle | "
                   "$90 million\n\nTotal | | $320 million") ==
      "zorvex+>nebius+ compute 230000000, uber+>oracle+ compute 90000000, "
      "zorvex+uber+>nebius+oracle+ "
      "compute 320000000");
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
