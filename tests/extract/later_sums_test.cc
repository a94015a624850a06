#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

// "customer>provider sum" of every deal, in order; a sum that is a range as "low..high".
std::string DealsWithSums(const std::string& lang, const std::string& title,
                          const std::string& text) {
  std::string out;
  for (const Deal& deal : Extract(ToldArticle(lang, title, text), *RuleSet::Embedded()).deals) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{}>{}", fmt::join(deal.customer, "+"), fmt::join(deal.provider, "+"));
    if (!deal.amount) continue;
    const double low = deal.amount->min.value_or(-1), high = deal.amount->max.value_or(-1);
    out += low == high ? fmt::format(" {:g}", low) : fmt::format(" {:g}..{:g}", low, high);
  }
  return out;
}

}  // namespace

TEST_CASE("sums: what a contract is raised to is its sum", "[extract][deals]") {
  CHECK(DealsWithSums("de", "Siemens stockt auf",
                      "Siemens hat seinen Cloud-Vertrag mit AWS von 90 auf 140 Millionen Euro "
                      "aufgestockt. Die Rechenleistung kommt aus Frankfurt.") ==
        "siemens>aws 1.4e+08");
  CHECK(DealsWithSums("en", "Uber extends its cloud contract with Oracle",
                      "Uber has extended its cloud contract with Oracle by $30 million to $95 "
                      "million.") == "uber>oracle 9.5e+07");
  CHECK(DealsWithSums("tr", "Trendyol bulut sözleşmesini uzattı",
                      "Trendyol, Turkcell ile bulut sözleşmesini üç yıl uzattı ve bedelini 1,1 "
                      "milyar liradan 1,8 milyar liraya çıkardı.") == "trendyol>turkcell 1.8e+09");
  // A range of what is added stays one.
  CHECK(DealsWithSums("en", "Uber extends its cloud contract with Oracle",
                      "Uber extends its cloud contract with Oracle and will spend an additional "
                      "$30 million to $40 million.") == "uber>oracle 3e+07..4e+07");
}

TEST_CASE("sums: the next paragraph tells what an extension comes to", "[extract][deals]") {
  CHECK(DealsWithSums("de", "Siemens stockt auf",
                      "Siemens hat seinen Cloud-Vertrag mit AWS um 50 Millionen Euro aufgestockt.\n"
                      "Das Gesamtvolumen beträgt damit 140 Millionen Euro.") ==
        "siemens>aws 1.4e+08");
}

TEST_CASE("sums: an item of a list says nothing of what another one tells", "[extract][deals]") {
  CHECK(DealsWithSums("en", "Cloud deals",
                      "The deals of the week.\n1. Uber rents cloud capacity from Oracle.\n2. The "
                      "contract for the data center is worth $80 million.") == "uber>oracle");
}
