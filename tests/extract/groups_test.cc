// Who acts where several belong together: owners and what they sell, consortia.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("groups: an owner sells a firm of his to a third", "[extract][deals]") {
  const std::string sold = "kkr+>scaleway+ acquisition";
  CHECK(DealsOfText("Data centres",
                    "Iliad is selling a majority in its data centre unit Scaleway "
                    "to KKR for €900 million.") == sold);
  CHECK(DealsOfText("Centres de données",
                    "Iliad cède à KKR la majorité de sa filiale de centres de données Scaleway "
                    "pour 900 millions d'euros.") == sold);
  CHECK(DealsOfText("Rechenzentren",
                    "Iliad gibt die Mehrheit an der Rechenzentrumstochter "
                    "Scaleway für 900 Millionen Euro an KKR ab.") == sold);
  CHECK(DealsOfText("Дата-центры",
                    "«Ростелеком» продаёт фонду «Восход» контрольный пакет оператора дата-центров "
                    "«Нордкерн» за 9 млрд рублей.")
            .starts_with("восход+>нордкерн+"));
  // Goods are sold by who acts, of whatever make.
  CHECK(DealsOfText("Servers", "Dell sells servers of the chipmaker Nvidia to xAI for $5 billion.")
            .find(">nvidia") == std::string::npos);
}

TEST_CASE("groups: a consortium is its members", "[extract][deals]") {
  CHECK(DealsOfText("Rechenzentren",
                    "Ein Konsortium aus Brookfield, KKR und Temasek unter Führung von Brookfield "
                    "übernimmt den Rechenzentrumsbetreiber Equinix für 4 Milliarden Dollar.") ==
        "brookfield+kkr+temasek+>equinix+ acquisition");
  CHECK(DealsOfText("Centros de datos",
                    "Un consorcio liderado por Brookfield, con KKR y Temasek, compra el operador "
                    "de centros de datos Equinix por 4.000 millones de dólares.") ==
        "temasek+brookfield+kkr+>equinix+ acquisition");
  CHECK(DealsOfText("데이터센터",
                    "브룩필드와 KKR 컨소시엄은 데이터센터 운영사 에퀴닉스를 "
                    "40억달러에 인수한다.") == "kkr+brookfield+>equinix+ acquisition");
}

TEST_CASE("groups: a place near which a site stands is no firm", "[extract][deals]") {
  CHECK(DealsOfText("Datacenters",
                    "Brookfield onderhandelt met Digital Realty over de aankoop van een "
                    "datacentercampus bij Groningen voor 900 miljoen euro.") ==
        "brookfield+>digital-realty+ acquisition");
}

TEST_CASE("groups: of those that agree on a loan with banks the firm borrows", "[extract][deals]") {
  CHECK(DealsOfText(
            "是方電訊建機房",
            "是方電訊與兆豐銀行、土地銀行及合作金庫簽訂聯貸案，金額新台幣35億元，期限七年。") ==
        "合作金庫+兆豐銀行+土地銀行+>是方電訊+ financing");
  CHECK(DealsOfText("Kredit für Ionos",
                    "Ionos, Commerzbank und Helaba haben einen Kreditvertrag "
                    "über 300 Millionen Euro unterschrieben.")
            .find("+>commerzbank") == std::string::npos);
}

TEST_CASE("groups: whose site it is, the supplier told behind it supplies", "[extract][deals]") {
  CHECK(DealsOfText("Ionos baut in Worms",
                    "Ionos baut in Worms ein Rechenzentrum für 320 Millionen Euro.\n\n"
                    "Lieferant der GB300-Server ist Supermicro.") ==
        "ionos+> capex, ionos+>supermicro+ chips");
  CHECK(DealsOfText("Evroc bygger i Arlanda",
                    "Evroc bygger ett datacenter i Arlanda för 3,2 miljarder kronor.\n\n"
                    "Leverantör av GB300-servrarna blir Supermicro.") ==
        "evroc+> capex, evroc+>supermicro+ chips");
  CHECK(DealsOfText("Markt", "Lieferant der Server ist Supermicro, sagt ein Analyst.").empty());
}

TEST_CASE("groups: who leads a firm names it", "[extract][deals]") {
  CHECK(DealsOfText("„Wir mieten lieber“",
                    "Nordkern-Chefin Eva Rottmann spricht über ihr Rechenzentrum in Leuna.\n\n"
                    "Nordkern kauft Server bei Dell für 90 Millionen Euro.") ==
        "nordkern+>dell+ chips");
  CHECK(DealsOfText("Kiralamayı tercih ederiz",
                    "Nordkern Genel Müdürü Eva Rott veri merkezini anlattı.\n\n"
                    "Nordkern, Dell'den 90 milyon avroya sunucu alıyor.") ==
        "nordkern+>dell+ chips");
  CHECK(DealsOfText("빌리는 게 낫다",
                    "노르드컨 윤서진 대표를 데이터센터에서 만났다.\n\n"
                    "\"우리는 델에서 서버를 900억원에 구매한다.\"") == "노르드컨+>dell+ chips");
  CHECK(DealsOfText("Servers",
                    "Former chief executive Eva Rott spoke.\n\n"
                    "Dell sells servers worth $90 million.")
            .find("former") == std::string::npos);
}

TEST_CASE("groups: a name before a site that somebody sells is the site's", "[extract][deals]") {
  CHECK(DealsOfText("Data centers",
                    "TeraWulf completed its purchase of the Cayuga site from Heorot "
                    "Power for $475 million.") == "terawulf+>heorot-power+ acquisition");
  // Without a seller it may be whose the site is.
  CHECK(
      DealsOfText("Data centers", "Equinix bought a data center of Telefónica for $475 million.") ==
      "equinix+>telefonica+ acquisition");
}

}  // namespace dealwire
