#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

std::string DealKinds(const std::string& lang, const std::string& title, const std::string& text) {
  return DealsTold(ToldArticle(lang, title, text), kToldKind);
}

}  // namespace

TEST_CASE("sides: who is paid for goods sells them", "[extract][deals]") {
  const std::string title = "The market for data centers this week";
  CHECK(DealKinds("en", title, "CoreWeave gets $60m from Siemens for computing capacity.") ==
        "siemens>coreweave compute");
  CHECK(DealKinds("de", title, "Ionos bekommt von Siemens 60 Millionen Euro für Rechenleistung.") ==
        "siemens>ionos compute");
  CHECK(DealKinds("sv", title,
                  "Nebius får 600 miljoner kronor av Ericsson för beräkningskapacitet.") ==
        "ericsson>nebius compute");
  // What is got are the goods.
  CHECK(DealKinds("en", title, "Nebius gets 2,000 H200 chips from Dell for $60m.") ==
        "nebius>dell chips");
}

TEST_CASE("sides: who needs money talks to who has it", "[extract][deals]") {
  const std::string title = "The market for data centers this week";
  CHECK(DealKinds("en", title,
                  "Nscale is in talks with SoftBank about an investment of $60 million.") ==
        "softbank>nscale investment");
  CHECK(DealKinds("fr", title,
                  "Scaleway négocie avec Orange un investissement de 60 millions d'euros.") ==
        "orange>scaleway investment");
  // A fund and a maker of chips invest, whoever acts.
  CHECK(DealKinds("en", title,
                  "Nvidia is in talks with Nscale about an investment of $60 million.") ==
        "nvidia>nscale investment");
  CHECK(DealKinds("en", title, "KKR is in talks with Nscale about an investment of $60 million.") ==
        "kkr>nscale investment");
}

TEST_CASE("sides: a place where something is supplied sells nothing", "[extract][deals]") {
  const std::string title = "The market for data centers this week";
  CHECK(DealKinds("en", title,
                  "Nscale will supply Novo Nordisk with 96 megawatts at Glomfjord for eight "
                  "years.") == "novo-nordisk>nscale compute");
}

TEST_CASE("sides: megawatts alone are a site's", "[extract][deals]") {
  const std::string title = "El mercado de centros de datos";
  CHECK(DealKinds("es", title,
                  "Levantia Digital S.A. construye un centro de datos. Telefónica ha reservado 40 "
                  "MW de Levantia Digital durante diez años.") ==
        "telefonica>levantia-digital compute");
}

TEST_CASE("sides: which of two the company is their trades tell", "[extract][deals]") {
  const std::string title = "The market for data centers this week";
  CHECK(DealKinds("en", title,
                  "CoreWeave has expanded its relationship with Meta. The company will pay up to "
                  "$21 billion for computing capacity.") == "meta>coreweave compute");
  CHECK(DealKinds("de", title,
                  "CoreWeave hat seine Beziehung zu Meta ausgebaut. Der Konzern zahlt bis zu 21 "
                  "Milliarden Dollar für Rechenleistung.") == "meta>coreweave compute");
  CHECK(DealKinds("it", title,
                  "CoreWeave ha espanso la sua relazione con Meta. Il gigante pagherà fino a 21 "
                  "miliardi di dollari per capacità di calcolo.") == "meta>coreweave compute");
  // Where the trades fit it is the one that acted.
  CHECK(DealKinds("en", title,
                  "Meta has expanded its relationship with CoreWeave. The company will pay up to "
                  "$21 billion for computing capacity.") == "meta>coreweave compute");
}

TEST_CASE("sides: who buys computing buys firms in the same article", "[extract][deals]") {
  const std::string bought = "Tidewater Labs Ltd. will acquire Braidwire Ltd. for $260 million.";
  CHECK(DealKinds("en", "Tidewater Labs in two deals",
                  "Tidewater Labs Ltd. has rented computing capacity from CoreWeave for $900 "
                  "million.\n" +
                      bought) ==
        "tidewater-labs>coreweave compute, tidewater-labs>braidwire acquisition");
  CHECK(DealKinds("en", "Tidewater Labs in two deals",
                  "Siemens has rented computing capacity from CoreWeave for $900 million.\n" +
                      bought) == "siemens>coreweave compute");
}

TEST_CASE("sides: a word for a country parts no two names", "[extract][deals]") {
  const std::string title = "データセンターの話題";
  CHECK(DealKinds("ja", title, "KDDIと米エヌビディアは、B300を4000基調達する契約を結んだ。") ==
        "kddi>nvidia chips");
  // Who is told to buy with the other one buys.
  CHECK(DealKinds("ja", title, "KDDIは米エヌビディアと、B300を4000基調達する契約を結んだ。") ==
        "kddi>nvidia chips");
}

TEST_CASE("sides: who supplies what somebody bought stands behind the verb", "[extract][deals]") {
  const std::string title = "The market for data centers this week";
  CHECK(DealKinds("pl", title,
                  "Producent Sowa Technik kupił układy H200 za 20 mln zł, dostarczyła je firma "
                  "Alef.") == "sowa-technik>alef chips");
  CHECK(DealKinds("cs", title,
                  "Škoda Auto koupila servery s čipy H200 za 64 milionů korun, dodala jí je "
                  "společnost Alef.") == "škoda-auto>alef chips");
  CHECK(DealKinds("es", title,
                  "Repsol compró servidores H200 por 64 millones de euros, los suministrará la "
                  "empresa Alef.") == "repsol>alef chips");
  // What is supplied is something else.
  CHECK(DealKinds("en", title,
                  "Nscale rents a data center from Equinix for 64 million dollars, supplying "
                  "Microsoft with capacity.") ==
        "nscale>equinix compute, microsoft>nscale compute");
}
