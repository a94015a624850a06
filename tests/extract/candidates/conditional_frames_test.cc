// Words that tell a deal only by what stands beside them: bids, room and shares that are taken,
// firms that are entered, systems that move to a cloud. The sentences are our own.
#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

void Check(std::initializer_list<ToldCase> cases) { CheckTold(cases, kToldSum | kToldKind); }

TEST_CASE("conditional frames: a firm behind the preposition is what is bid for",
          "[extract][deals]") {
  Check(
      {{"en", "400 million euros was offered for Conapto by KKR.", "kkr>conapto 4e+08 acquisition"},
       {"en", "Data4 has received a bid of 3.1 billion euros from Brookfield.",
        "brookfield>data4 3.1e+09 acquisition"},
       {"de", "Für Data4 wurden von Brookfield 3,1 Milliarden Euro geboten.",
        "brookfield>data4 3.1e+09 acquisition"},
       {"es", "KKR puja con 400 millones de euros por Nabiax, dueña de doce centros de datos.",
        "kkr>nabiax 4e+08 acquisition"},
       {"fr", "Data4 a reçu de KKR une offre de rachat de 400 millions d'euros.",
        "kkr>data4 4e+08 acquisition"},
       {"ru", "KKR предлагает 400 млн евро за оператора дата-центров IXcellerate.",
        "kkr>ixcellerate 4e+08 acquisition"}});
  Check({{"en", "Scaleway offers servers for 20 million euros a month.", ""},
         {"de", "Ionos bietet Kunden Cloud-Server für 20 Euro im Monat an.", ""},
         {"fr", "OVHcloud propose des serveurs pour 20 euros par mois.", ""}});
}

TEST_CASE("conditional frames: room that is taken is rented", "[extract][deals]") {
  Check(
      {{"en", "OpenAI is taking 40 megawatts at Nscale's campus in Loughton.",
        "openai>nscale compute"},
       {"sv", "Evroc tar 12 megawatt i Conaptos anläggning i Sollentuna.", "evroc>conapto compute"},
       {"nl", "ASML neemt twee zalen in het datacenter van NorthC voor 300 miljoen euro.",
        "asml>northc 3e+08 compute"}});
  Check({{"en", "OpenAI takes part in a fair at Nscale's campus in Loughton.", ""}});
}

TEST_CASE("conditional frames: a share in per cent that is taken or got is a stake",
          "[extract][deals]") {
  Check({{"en", "For 850 million dollars KKR gets 30 per cent of Nscale.",
          "kkr>nscale 8.5e+08 investment"},
         {"sv", "KKR tar 30 procent av Conapto för 850 miljoner kronor.",
          "kkr>conapto 8.5e+08 investment"},
         {"tr", "KKR, Maincubes'in yüzde 30'unu 850 milyon avroya alıyor.",
          "kkr>maincubes 8.5e+08 investment"}});
  Check(
      {{"en", "KKR gets 30 per cent more from Nscale's rivals; revenue came to 850 million.", ""}});
}

TEST_CASE("conditional frames: who gets into a firm with a sum invests", "[extract][deals]") {
  Check(
      {{"nl", "KKR stapt met 850 miljoen euro in NorthC.", "kkr>northc 8.5e+08 investment"},
       {"pl", "KKR wchodzi do Beyond.pl z kwotą 850 mln zł.", "kkr>beyond-pl 8.5e+08 investment"}});
  Check({{"nl", "KKR stapt in een markt van 850 miljoen euro.", ""}});
}

TEST_CASE("conditional frames: who subscribes new shares of a firm invests", "[extract][deals]") {
  Check({{"en", "Nvidia subscribes for new shares of Nebius worth $200 million.",
          "nvidia>nebius 2e+08 investment"},
         {"nb", "Nvidia tegnet nye aksjer i Nebius for 200 millioner dollar.",
          "nvidia>nebius 2e+08 investment"},
         {"fi", "Nvidia merkitsi Nebiuksen uusia osakkeita 200 miljoonalla dollarilla.",
          "nvidia>nebius 2e+08 investment"}});
  Check(
      {{"en", "Small savers subscribed for new shares worth $200 million, and Nebius fell.", ""}});
}

TEST_CASE("conditional frames: the sale of a firm is told whatever describes it",
          "[extract][deals]") {
  Check(
      {{"en",
        "The sale of Cirrascale, a cloud firm that ran dry, to DigitalOcean for $212 million.",
        "digitalocean>cirrascale 2.12e+08 acquisition"},
       {"fr",
        "La vente de Scaleway, opérateur de cloud, à Orange pour 800 millions d'euros est bouclée.",
        "orange>scaleway 8e+08 acquisition"}});
  Check({{"fr", "La vente de cartes Nvidia à Orange a rapporté 30 millions d'euros.", ""}});
}

TEST_CASE("conditional frames: what would be if is no deal", "[extract][deals]") {
  Check(
      {{"en", "If Mistral rented that computing from Nebius, it would cost $300 million.", ""},
       {"de", "Würde Mistral Rechenleistung bei Nebius mieten, kostete das 300 Mio. Dollar.", ""},
       {"sv", "Om Mistral hyrde kapaciteten av Nebius skulle det kosta 300 miljoner dollar.", ""}});
  Check({{"en", "Mistral rents computing from Nebius for $300 million, if all goes well from May.",
          "mistral>nebius 3e+08 compute"},
         {"en",
          "Thousands of GPUs were rented by Mistral from Nebius for $300 million in a deal "
          "that would run five years.",
          "mistral>nebius 3e+08 compute"},
         {"en",
          "The chips were bought by Nebius from Nvidia for $300 million and would be "
          "delivered in May.",
          "nebius>nvidia 3e+08 chips"}});
}

TEST_CASE("conditional frames: systems that move to a cloud are hosted there", "[extract][deals]") {
  Check({{"it", "Enel migra i suoi sistemi su AWS.", "enel>aws compute"},
         {"ko", "네이버는 시스템을 AWS로 이전한다.", "naver>aws compute"}});
  Check({{"it", "Equinix sposta i suoi sistemi in un'altra sala.", ""}});
}

TEST_CASE("conditional frames: of one word for letting and renting the trades tell who lets",
          "[extract][deals]") {
  Check(
      {{"fr", "Mistral loue à Data4 une salle de son centre de données pour 300 millions d'euros.",
        "mistral>data4 3e+08 compute"},
       {"fr", "Data4 loue à Mistral une salle de son centre de données pour 300 millions d'euros.",
        "mistral>data4 3e+08 compute"}});
}

}  // namespace
}  // namespace dealwire
