// Tables whose heads tell the unit of a column.
#include "extract/quantities/table_units.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// "customer>provider 1e9 12MW" of every deal of a table.
std::string RowsOf(const std::string& title, const std::string& table) {
  std::string out;
  for (const Deal& deal : Extract(ArticleOfText(title, table), FrameRules()).deals) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{}>{}", fmt::join(deal.customer, "+"), fmt::join(deal.provider, "+"));
    if (deal.amount) out += fmt::format(" {:g} {}", *deal.amount->min, deal.amount->currency);
    if (deal.power) out += fmt::format(" {:g}MW", *deal.power->mw_min);
  }
  return out;
}

}  // namespace

TEST_CASE("table units: behind the number, around it, behind a preposition", "[extract][deals]") {
  const std::string expected =
      "barclays>coreweave 3.2e+08 USD 12MW, shell>nebius 1.105e+08 USD 4MW";
  for (const char* head :
       {"Customer | Provider | Value ($m) | Capacity (MW)",
        "Customer | Provider | Value, $ million | MW",
        "Customer | Provider | Value in millions of dollars | Power in megawatts",
        "Customer | Provider | Value (USD mn) | Capacity, MW"}) {
    INFO(head);
    CHECK(RowsOf("GPU cloud contracts signed in May",
                 std::string(head) + "\n\nBarclays | CoreWeave | 320 | 12\n\n" +
                     "Shell | Nebius | 110.5* | 4") == expected);
  }
}

TEST_CASE("table units: in the languages' own words", "[extract][deals]") {
  CHECK(RowsOf("Cloudverträge im Mai",
               "Kunde | Anbieter | Wert in Mio. Euro | Leistung in MW\n\nSiemens | Ionos | 1.320,5 "
               "| 12") == "siemens>ionos 1.3205e+09 EUR 12MW");
  CHECK(RowsOf("Contrats de cloud signés en mai",
               "Client | Fournisseur | Montant (M€) | Puissance (MW)\n\nRenault | OVHcloud | 320,5 "
               "| 12") == "renault>ovhcloud 3.205e+08 EUR 12MW");
  CHECK(RowsOf("Umowy na chmurę w maju",
               "Klient | Dostawca | Wartość (mln zł) | Moc (MW)\n\nOrlen | Oracle | 320 | 12") ==
        "orlen>oracle 3.2e+08 PLN 12MW");
  CHECK(RowsOf("5月のクラウド契約",
               "顧客 | 事業者 | 金額（億円） | 電力（MW）\n\nソフトバンク | オラクル | 320 | 12") ==
        "softbank>oracle 3.2e+10 JPY 12MW");
}

TEST_CASE("table units: a head without a unit tells none", "[extract][deals]") {
  CHECK(RowsOf("GPU cloud contracts signed in May",
               "Customer | Provider | Year | Racks\n\nBarclays | CoreWeave | 2025 | 320")
            .find("USD") == std::string::npos);
  // A row of sums is no head.
  CHECK(RowsOf("Cloud prices", "Small | $320 million\n\nLarge | 110").empty());
}

}  // namespace dealwire
