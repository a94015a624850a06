// Totals whose parts, and contracts whose new sums, stand in other paragraphs.
#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// "customer>provider 1e9 part" of every deal: " sum" behind an aggregate.
std::string SharesTold(const std::string& lang, const std::string& text) {
  std::string out;
  for (const Deal& deal : Extract(ToldArticle(lang, "Notes", text), FrameRules()).deals) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{}>{} {:g}", fmt::join(deal.customer, "+"), fmt::join(deal.provider, "+"),
                       deal.amount && deal.amount->min ? *deal.amount->min : 0);
    out += deal.aggregate ? " sum" : deal.part_of.empty() ? "" : " part";
  }
  return out;
}

std::string SumsTold(const std::string& lang, const std::string& text) {
  return DealsTold(ToldArticle(lang, "Notes", text), kToldSum);
}

}  // namespace

TEST_CASE("spread shares: parts in paragraphs of their own", "[extract][deals]") {
  const std::string expected =
      "meta>google+coreweave+nebius 3e+10 sum, meta>google 1e+10 part, meta>coreweave 1.4e+10 "
      "part, meta>nebius 6e+09 part";
  CHECK(SharesTold("en",
                   "Meta has committed $30 billion to cloud contracts with three firms.\n"
                   "Google gets $10 billion.\n"
                   "CoreWeave gets $14 billion, Nebius $6 billion.") == expected);
  CHECK(SharesTold("fr",
                   "Meta a attribué pour 30 milliards de dollars de contrats de cloud à trois "
                   "hébergeurs.\nGoogle obtient 10 milliards de dollars.\n"
                   "CoreWeave reçoit 14 milliards de dollars et Nebius 6 milliards de dollars.") ==
        expected);
  CHECK(SharesTold("nl",
                   "Meta heeft voor 30 miljard dollar aan cloudcontracten gesloten met drie "
                   "bedrijven.\nGoogle krijgt 10 miljard dollar.\n"
                   "CoreWeave krijgt 14 miljard dollar en Nebius 6 miljard dollar.") == expected);
}

TEST_CASE("spread shares: what does not add up parts nothing", "[extract][deals]") {
  const std::string other = SharesTold(
      "en",
      "Meta has committed $30 billion to cloud contracts with three firms.\nGoogle gets $10 "
      "billion.\nCoreWeave gets $14 billion, Nebius $9 billion.");
  CHECK(other.find("part") == std::string::npos);
  // Revenue is parted among nobody.
  const std::string revenue = SharesTold(
      "en",
      "Revenue of the cloud market came to $24 billion.\nMeta buys capacity of Google for $10 "
      "billion.\nCoreWeave gets $14 billion.");
  CHECK(revenue.find("part") == std::string::npos);
}

TEST_CASE("new totals: a contract raised in the next paragraph is told with its new sum",
          "[extract][deals]") {
  CHECK(SumsTold("en",
                 "In 2024 Meta signed a cloud contract with CoreWeave for $3 billion.\nNow the "
                 "contract grows by $4 billion to $7 billion.") == "meta>coreweave 7e+09");
  CHECK(SumsTold("de",
                 "Die Commerzbank hat 2023 bei Ionos Rechenleistung für 200 Millionen Euro "
                 "bestellt.\nNun stockt sie den Vertrag von 200 auf 320 Millionen Euro auf.") ==
        "commerzbank>ionos 3.2e+08");
  CHECK(SumsTold("fr",
                 "En 2023, Renault avait signé avec OVHcloud un contrat de cloud de 200 millions "
                 "d'euros.\nLe contrat est porté à 320 millions d'euros.") ==
        "renault>ovhcloud 3.2e+08");
  CHECK(SumsTold("sv",
                 "Ericsson tecknade 2023 ett molnavtal med Oracle värt 200 miljoner kronor.\nNu "
                 "utökas avtalet till 320 miljoner kronor.") == "ericsson>oracle 3.2e+08");
  CHECK(
      SumsTold("pl",
               "Orlen podpisał w 2023 roku z Oracle umowę na chmurę za 200 mln zł.\nTeraz wartość "
               "umowy wzrosła do 320 mln zł.") == "orlen>oracle 3.2e+08");
  CHECK(SumsTold("ja",
                 "ソフトバンクは2023年にオラクルと200億円のクラウド契約を結んだ。\n"
                 "契約額は今回320億円に増額された。") == "softbank>oracle 3.2e+10");
  // A word for "to" that means "up to" elsewhere.
  CHECK(SumsTold("pl",
                 "Orlen zwiększył umowę na chmurę z Oracle do 200 mln zł.\nPierwotna umowa "
                 "z 2023 roku opiewała na 120 mln zł.") == "orlen>oracle 2e+08");
  CHECK(SumsTold("es",
                 "Repsol ha ampliado su contrato de nube con Oracle hasta los 200 millones "
                 "de euros.") == "repsol>oracle 2e+08");
  CHECK(SumsTold("pl", "Orlen podpisał z Oracle umowę na chmurę o wartości do 200 mln zł.") ==
        "orlen>oracle -1..2e+08");
  // In the other order.
  CHECK(SumsTold("en",
                 "Meta has raised its cloud contract with CoreWeave to $7 billion.\nIn 2024 Meta "
                 "had signed a cloud contract with CoreWeave for $3 billion.") ==
        "meta>coreweave 7e+09");
}

TEST_CASE("new totals: what grows besides the contract leaves its sum", "[extract][deals]") {
  CHECK(SumsTold("en",
                 "In 2024 Meta signed a cloud contract with CoreWeave for $3 billion.\nSpending on "
                 "data centres worldwide will grow to $320 billion.") == "meta>coreweave 3e+09");
  // What several come to is their total.
  const std::string several = SumsTold(
      "en",
      "OpenAI signed a cloud contract with CoreWeave for $11.9 billion in March.\nIn May OpenAI "
      "ordered cloud capacity from CoreWeave for $4 billion.\nNow OpenAI raises its cloud contract "
      "with CoreWeave to $22.4 billion.");
  CHECK(several.find("1.19e+10") != std::string::npos);
  CHECK(several.find("4e+09") != std::string::npos);
}

TEST_CASE("carry over: who was just told to buy computing buys again, whatever his trade",
          "[extract][deals]") {
  const std::string expected = "barclays>oracle 1.2e+08, barclays>coreweave 8e+07";
  CHECK(SumsTold("en",
                 "Barclays has signed a cloud contract with Oracle worth $120 million.\nIt has "
                 "also ordered $80 million of computing from CoreWeave.") == expected);
  CHECK(SumsTold("es",
                 "Barclays ha firmado con Oracle un contrato de nube de 120 millones de euros.\n"
                 "También ha encargado a CoreWeave capacidad de cálculo por 80 millones de "
                 "euros.") == expected);
  CHECK(SumsTold("pl",
                 "Barclays podpisał z Oracle umowę na chmurę za 120 mln zł.\nZamówił też moc "
                 "obliczeniową w CoreWeave za 80 mln zł.") == expected);
}

}  // namespace dealwire
