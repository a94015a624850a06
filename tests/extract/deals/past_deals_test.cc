// What an article tells of days long before its own.
#include "extract/deals/past_deals.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

std::string Told(const std::string& lang, const std::string& text) {
  return ::DealsToldBelow(lang, text, kToldStatus);
}

}  // namespace

TEST_CASE("past deals: a takeover of years ago is done", "[extract][deals]") {
  const std::string want = "equinix>bulk completed";
  CHECK(Told("en", "Equinix bought the data centre operator Bulk in 2021 for 640 million euros.") ==
        want);
  CHECK(Told("es",
             "Equinix compró el operador de centros de datos Bulk en 2021 por 640 millones de "
             "euros.") == want);
  CHECK(Told("ru", "Equinix купил оператора дата-центров Bulk в 2021 году за 640 млн евро.") ==
        want);
  // Nor is what is planned, or still to come.
  CHECK(Told("en",
             "Equinix plans to buy the data centre operator Bulk, founded in 2021, for 640 million "
             "euros.") == "equinix>bulk planned");
}

TEST_CASE("status: what is still to be delivered, or paid in part, is not done",
          "[extract][deals]") {
  CHECK(Told("en",
             "Nebius signed a contract with Dell for servers worth 90 million euros, to be "
             "delivered by June 2032.") == "nebius>dell signed");
  CHECK(Told("de",
             "Nebius hat mit Dell einen Vertrag über Server für 97 Millionen Euro geschlossen, ein "
             "Fünftel davon ist bereits bezahlt.") == "nebius>dell signed");
}

TEST_CASE("status: a clause of its own ends what the one before tells", "[extract][deals]") {
  CHECK(Told("ru",
             "Nebius собирался купить у Dell 2 тыс. H200 за 90 млн евро, но заказ в марте "
             "отменили.") == "nebius>dell cancelled");
  CHECK(Told("it",
             "Nebius doveva comprare da Dell 2.000 GPU H200 per 90 milioni di euro, ma l'ordine è "
             "stato annullato a marzo.") == "nebius>dell cancelled");
}

}  // namespace dealwire
