// Whom a block is headed by, before it tells anything.
#include "extract/scenes/block_heads.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("block heads: two names and a full stop are the two sides", "[extract][deals]") {
  const std::string both = "databricks+>nordkern+ compute, otto+>google-cloud+ compute";
  CHECK(DealsOfText("Die größten Verträge um Rechenzentren und Cloud",
                    "1. Nordkern und Databricks. Die Amerikaner haben in Leipzig für sieben Jahre "
                    "18 Megawatt gemietet; dafür zahlen sie 240 Millionen Euro.\n\n"
                    "2. Otto und Google Cloud. Der Händler hat im Mai seinen Vertrag über "
                    "Cloud-Dienste bis 2031 verlängert.") == both);
  CHECK(DealsOfText("Największe umowy na rynku centrów danych i chmury",
                    "1. Nordkern i Databricks. Amerykanie wynajęli w Poznaniu 18 MW na siedem lat "
                    "i zapłacą za to 1,1 mld zł.\n\n"
                    "2. Allegro i Google Cloud. Platforma zakupowa przedłużyła w maju umowę na "
                    "usługi chmurowe do 2031 r.") ==
        "databricks+>nordkern+ compute, allegro+>google-cloud+ compute");
  CHECK(DealsOfText("Les plus gros contrats de centres de données",
                    "1. Nordkern et Databricks. Les Américains ont loué 18 mégawatts à Lille pour "
                    "sept ans ; ils paieront 240 millions d'euros.\n\n2. Rien d'autre. Voilà.") ==
        "databricks+>nordkern+ compute");
  CHECK(DealsOfText("Крупнейшие сделки на рынке дата-центров",
                    "1. «Нордкерн» и Databricks. Американцы арендовали 18 МВт на семь лет, за это "
                    "они заплатят 2,4 млрд рублей.\n\n2. Прочее. Ничего нового.") ==
        "databricks+>нордкерн+ compute");
}

TEST_CASE("block heads: of one name a noun behind the colon is told", "[extract][deals]") {
  CHECK(DealsOfText("Datacenters: het nieuws van de week",
                    "1. Silo Campus: pensioenfonds ABP steekt 25 miljoen euro in de Groningse "
                    "start-up.\n\n2. De markt groeit. Meer niet.") ==
        "abp+>silo-campus+ investment");
  CHECK(DealsOfText("Datakeskukset: viikon uutiset",
                    "1. Fortum: energiayhtiö myy Microsoftille 150 megawattia sähköä.\n\n"
                    "2. Silo Campus: Ilmarinen sijoittaa kajaanilaiseen startupiin 25 miljoonaa "
                    "euroa.") == "microsoft+>fortum+ power, ilmarinen+>silo-campus+ investment");
}

TEST_CASE("block heads: who acts behind the colon acts on the head", "[extract][deals]") {
  CHECK(DealsOfText("Rechenzentren kompakt",
                    "Aleph Alpha: Die Heidelberger KI-Firma zieht um.\n\n"
                    "Ionos: Wie es heißt, will der Finanzinvestor KKR den Webhoster kaufen. Im "
                    "Raum steht ein Preis von 6,3 Milliarden Euro.")
            .starts_with("kkr+>ionos+"));
}

TEST_CASE("block heads: a place heads nothing", "[extract][deals]") {
  CHECK(DealsOfText("Konesalit: viisi hanketta",
                    "1. Oulu. Equinix perui konesalinsa.\n\n"
                    "2. Salo. Nscale suunnittelee kaupunkiin 250 megawatin konesalia. Yhtiö "
                    "neuvottelee OP:n kanssa 600 miljoonan euron lainasta.")
            .find("salo") == std::string::npos);
}

}  // namespace dealwire
