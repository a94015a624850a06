#include <catch2/catch.hpp>
#include <string>

#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

std::string DealsWithSums(const std::string& lang, const std::string& title,
                          const std::string& text) {
  return DealsTold(ToldArticle(lang, title, text), kToldSum);
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
  // The step and the total in a sentence of their own.
  CHECK(DealsWithSums("en", "Nebius and Meta extend their cloud contract",
                      "Nebius and Meta have extended their cloud contract. It grows by $60 million "
                      "to $180 million and runs until 2031.") == "meta>nebius 1.8e+08");
  CHECK(DealsWithSums("pl", "Serwery dla Orlenu",
                      "Polcom i Orlen przedłużyły umowę na moc obliczeniową. Jej wartość wzrosła o "
                      "40 mln zł do 130 mln zł.") == "orlen>polcom 1.3e+08");
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

TEST_CASE("sums: the value of the contract is that of the only one without a sum",
          "[extract][deals]") {
  const std::string between =
      "\n\nFor five years it will run servers.\n\n\"Data stays here,\" said a manager.\n\nIt is a "
      "big step.\n\nMore will follow.\n\n";
  const std::string value = "The value of the contract is \u20ac38 million, excluding VAT.";
  CHECK(DealsWithSums("en", "Cloud servers for a bank",
                      "ClusterPower will supply computing capacity to Nordea." + between + value) ==
        "nordea>clusterpower 3.8e+07");
  CHECK(DealsWithSums("en", "Cloud servers for two banks",
                      "ClusterPower will supply computing capacity to Nordea. Nebius will supply "
                      "servers to Barclays." +
                          between + value) == "nordea>clusterpower, barclays>nebius");
}

TEST_CASE("sums: where a title names both sides a list is of others", "[extract][deals]") {
  CHECK(DealsWithSums("en",
                      "Deals of the week: Uber buys cloud servers from Oracle for $90 million",
                      "The week in the cloud:\n\n\u2022 Telia bought 1,500 B200 from Dell.\n\n"
                      "\u2022 Nordea rents servers from Nebius.") ==
        "uber>oracle 9e+07, telia>dell, nordea>nebius");
}

TEST_CASE("deals: of whom chips are bought is more than who made them", "[extract][deals]") {
  CHECK(DealsWithSums("tr", "Sunucular",
                      "T\u00fcrk Telekom, bulut sunucular\u0131 i\u00e7in Huawei'den 1.500 adet "
                      "Ascend 910C sat\u0131n ald\u0131. Sunucular kuruldu.") ==
        "t\u00fcrk-telekom>huawei");
}

TEST_CASE("sums: what something costs us is the sum of what we were told to buy",
          "[extract][deals]") {
  CHECK(DealsWithSums("nl", "Chips en cloud",
                      "Jan Bos is oprichter van Mistral.\n\n\"We hebben bij Supermicro 600 B200's "
                      "besteld. Dat kost ons 21 miljoen euro.\"") == "mistral>supermicro 2.1e+07");
  CHECK(DealsWithSums(
            "de", "Server f\u00fcr Sprachmodelle",
            "Das Fraunhofer IAIS hat bei der Karlsruher Nordwall Systems GmbH 48 Server vom "
            "Typ DGX B200 bestellt. Sie kosten zusammen 19,8 Millionen Euro.") ==
        "fraunhofer-iais>nordwall-systems 1.98e+07");
}

TEST_CASE("sums: what is paid behind a lease is its rent, and builds no site", "[extract][deals]") {
  CHECK(
      DealsWithSums("en", "Servers for the cloud",
                    "Nebius leased a data hall from Polcom; it will pay 75 million euros over six "
                    "years.") == "nebius>polcom 7.5e+07");
  CHECK(DealsWithSums(
            "de", "Server f\u00fcr die Cloud",
            "Nebius mietet von Equinix eine Halle in einem Rechenzentrum; gezahlt werden 75 "
            "Millionen Euro.") == "nebius>equinix 7.5e+07");
}

TEST_CASE("sums: a sentence that says little but a sum tells that of the order before it",
          "[extract][deals]") {
  const std::string order = "Siemens hat bei Dell 512 H200-Chips bestellt. ";
  CHECK(DealsWithSums("de", "Neue Rechner", order + "Macht 24 Millionen Euro.") ==
        "siemens>dell 2.4e+07");
  CHECK(DealsWithSums("es", "Nuevas máquinas",
                      "Siemens ha encargado a Dell 512 chips H200. Costarán 24 millones de "
                      "euros.") == "siemens>dell 2.4e+07");
  // Other money, somebody else's, and what stands in the next paragraph.
  CHECK(DealsWithSums("de", "Neue Rechner", order + "Der Umsatz lag bei 24 Millionen Euro.") ==
        "siemens>dell");
  CHECK(DealsWithSums("de", "Neue Rechner", order + "Bei SAP waren es 24 Millionen Euro.") ==
        "siemens>dell");
  CHECK(DealsWithSums("de", "Neue Rechner",
                      "Siemens hat bei Dell 512 H200-Chips bestellt.\nMacht 24 Millionen Euro.") ==
        "siemens>dell");
}

TEST_CASE("sums: what a firm is valued at is no price of it", "[extract][deals]") {
  CHECK(DealsWithSums("tr", "Bulutta birleşme",
                      "Kaynaklara göre Koç Holding, sunucu barındırma şirketi Netbarındır'ı satın "
                      "almak için görüşüyor. Şirkete 150 milyon dolar değer biçiliyor.") ==
        "koç-holding>netbarındır");
}

TEST_CASE("sums: the worth of a contract is that of the only one on goods without a sum",
          "[extract][deals]") {
  const std::string order =
      "Uber rents cloud capacity from Oracle for its models.\nThe servers stand in Texas. ";
  CHECK(DealsWithSums("en", "New computing",
                      order + "The contract is worth $80 million and uses "
                              "H200 chips of Nvidia.") == "uber>oracle 8e+07");
  CHECK(DealsWithSums("en", "New computing", order + "Its revenue rose to $80 million.") ==
        "uber>oracle");
  CHECK(DealsWithSums("en", "New computing", order + "Shell's contract is worth $80 million.") ==
        "uber>oracle");
}

TEST_CASE("sums: a sum without a word for a deal goes on with the deal told just before",
          "[extract][deals]") {
  const std::string title = "Data centers and clouds";
  CHECK(DealsWithSums("en", title,
                      "Nebius has walked away from its plan to take over Polcom. The \u00a395m "
                      "offer, made in March, no longer reflects its order book.") ==
        "nebius>polcom 9.5e+07");
  CHECK(DealsWithSums("en", title,
                      "Nordea rents computing capacity from Nebius. The bank pays 40 million euros "
                      "in all.") == "nordea>nebius 4e+07");
  // Not beside another name, in the paragraph behind, nor of what a firm is worth.
  CHECK(DealsWithSums("en", title,
                      "Nordea rents computing capacity from Nebius. At Oracle it would be 40 "
                      "million euros.") == "nordea>nebius");
  CHECK(DealsWithSums("en", title,
                      "Nebius has walked away from its plan to take over Polcom.\n\nThe \u00a395m "
                      "plan for roads goes on.") == "nebius>polcom");
  CHECK(DealsWithSums("tr", "Veri merkezi ve bulut",
                      "Ko\u00e7 Holding, bulut \u015firketi Turkcell'i sat\u0131n almak i\u00e7in "
                      "g\u00f6r\u00fc\u015f\u00fcyor. \u015eirkete 150 milyon dolar de\u011fer "
                      "bi\u00e7iliyor.") == "ko\u00e7-holding>turkcell");
}

TEST_CASE("sums: a sum without a word for a deal goes on with the site told just before",
          "[extract][deals]") {
  CHECK(DealsWithSums("en", "Data centers and clouds",
                      "Oracle has given up the data center it wanted to build in Derby. The "
                      "company had set aside 220 million dollars.") == "oracle> 2.2e+08");
  CHECK(DealsWithSums("en", "Data centers and clouds",
                      "Oracle has given up the data center it wanted to build in Derby. Its profit "
                      "was 220 million dollars.")
            .empty());
}

TEST_CASE("sums: two names that head an item are whose contract it tells", "[extract][deals]") {
  CHECK(DealsWithSums("sv", "Veckans datacenteraffärer",
                      "Veckans affärer.\n\n• Anthropic och Google. Fjolårets avtal om "
                      "beräkningskapacitet löper till 2030 och är värt 40 miljarder dollar.") ==
        "anthropic>google 4e+10");
  // A name alone, or more than names, heads nothing.
  CHECK(DealsWithSums("sv", "Veckans datacenteraffärer",
                      "Veckans affärer.\n\n• Anthropic och Google går bra. Fjolårets avtal löper "
                      "till 2030. Marknaden är värd 40 miljarder dollar.")
            .empty());
}

TEST_CASE("sums: a contract with a cloud needs no word for its goods, and its sum may stand far on",
          "[extract][deals]") {
  const std::string contract =
      "Tesco has signed a six-year agreement with Google Cloud to run its pricing models. The "
      "servers stand in London.\n";
  const std::string others = "Shares rose.\nLloyds set money aside.\nIt rained.\n";
  CHECK(DealsWithSums("en", "The cloud this morning", contract) == "tesco>google-cloud");
  CHECK(DealsWithSums("en", "The cloud this morning",
                      contract + others +
                          "Back to Tesco: it will pay about $410m over the life of the "
                          "contract.") == "tesco>google-cloud 4.1e+08");
  // Nor is a loan for a cloud such a contract, nor one with a firm that sells software, too.
  CHECK(DealsTold(ToldArticle("en", "The cloud this morning",
                              "Goldman Sachs has signed a seven-year loan to Nscale. The servers "
                              "stand in London."),
                  kToldKind)
            .find("compute") == std::string::npos);
  CHECK(DealsWithSums("en", "The cloud this morning",
                      "Tesco has signed a six-year agreement with Microsoft to run its tills. The "
                      "servers stand in London.")
            .empty());
}

TEST_CASE("sums: what the deal with somebody is worth is that deal's, with others between",
          "[extract][deals]") {
  CHECK(DealsWithSums("en", "Tesco's cloud",
                      "Tesco has signed a cloud contract with Microsoft. It also bought servers "
                      "from Dell for £20 million.\nThe supermarket has 4,000 shops.\nThe deal with "
                      "Microsoft is worth £410 million over six years.") ==
        "tesco>microsoft 4.1e+08, tesco>dell 2e+07");
  CHECK(DealsWithSums("de", "Rewe und die Cloud",
                      "Rewe hat bei Microsoft Rechenleistung in der Cloud bestellt. Bei Dell "
                      "kaufte der Händler Server für 20 Millionen Euro.\nDer Händler hat 3700 "
                      "Märkte.\nDer Vertrag mit Microsoft ist 410 Millionen Euro wert.") ==
        "rewe>microsoft 4.1e+08, rewe>dell 2e+07");
}

TEST_CASE("sums: the share of one investor of a round is a part of it", "[extract][deals]") {
  const auto parts = [](const std::string& text) {
    int count = 0;
    for (const Deal& deal :
         Extract(ToldArticle("en", "Fresh money for a cloud", text), FrameRules()).deals)
      count += deal.part_of.empty() ? 0 : 1;
    return count;
  };
  const std::string round =
      "Cloud firm Polarbyte Ltd has raised $80 million in a Series B from Sequoia and Temasek.\n";
  CHECK(parts(round + "Of these Temasek put in $30 million.") == 1);
  CHECK(parts(round + "In 2023 Temasek had invested $30 million in Polarbyte.") == 0);
}

TEST_CASE("sums: the character for a scale at the end of a word is none", "[extract][deals]") {
  CHECK(
      DealsWithSums("ja", "調達",
                    "ソフトバンクはエクイニクスから東京で20メガワットを借りた。\n10年間で380億円を"
                    "支払う。") == "softbank>equinix 3.8e+10");
}

TEST_CASE("sums: who took part in the round told before has put money into it",
          "[extract][deals]") {
  CHECK(DealsWithSums("es", "Nueva inyección para una firma de nube",
                      "La empresa de nube Polarbyte SL ha captado 80 millones de euros para "
                      "servidores.\nEn la ronda participaron Sequoia y Temasek.") ==
        "sequoia+temasek>polarbyte 8e+07");
  CHECK(DealsWithSums("ar", "تمويل جديد للحوسبة السحابية",
                      "جمعت شركة بولاربايت السحابية 80 مليون دولار لشراء خوادم.\nوشارك في الجولة "
                      "سيكويا.") == "سيكويا>بولاربايت 8e+07");
  // Whom somebody has invested in has put nothing in.
  CHECK(DealsWithSums("es", "Nueva inyección para una firma de nube",
                      "La empresa de nube Polarbyte SL ha captado 80 millones de euros para "
                      "servidores.\nSequoia ha invertido en Nscale.")
            .find("nscale>") == std::string::npos);
  CHECK(DealsWithSums("en", "Fresh money for a cloud",
                      "Cloud firm Polarbyte Ltd has raised $80 million in a Series C round.\n"
                      "Sequoia has invested in Nscale.")
            .find("nscale>") == std::string::npos);
}
