// How far a deal is where the sentence behind it says so.
#include "extract/deals/later_status.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

std::string StatusBehind(const std::string& lang, const std::string& text) {
  return ::DealsToldBelow(lang, text, kToldStatus);
}

}  // namespace

TEST_CASE("later status: a contract that is still to be signed", "[extract][deals]") {
  const std::string want = "nebius>equinix planned";
  CHECK(
      StatusBehind("en",
                   "Nebius rents computing capacity from Equinix for 800 million euros. The final "
                   "contract is to be signed in January.") == want);
  CHECK(
      StatusBehind("de",
                   "Nebius mietet bei Equinix Rechenkapazität für 800 Millionen Euro. Der Vertrag "
                   "soll im Januar unterschrieben werden.") == want);
  CHECK(StatusBehind("nl",
                     "Nebius huurt bij Equinix rekencapaciteit voor 800 miljoen euro. Er is nog "
                     "niets getekend.") == want);
  CHECK(StatusBehind(
            "es",
            "Equinix suministrará a Nebius capacidad de cálculo por 800 millones de euros. El "
            "contrato todavía no se ha firmado.") == want);
  CHECK(StatusBehind("ru",
                     "Nebius арендует у Equinix вычислительные мощности за 800 млн евро. Договор "
                     "пока не подписан.") == want);
  CHECK(StatusBehind("tr",
                     "Nebius, Equinix'ten 800 milyon avroya bilgi işlem kapasitesi kiralayacak. "
                     "Sözleşme henüz imzalanmadı.") == want);
  CHECK(StatusBehind("zh", "Nebius将以8亿欧元向Equinix租用算力。双方尚未签署正式合同。") == want);
  // What others are to sign.
  CHECK(StatusBehind("en",
                     "Nebius rents computing capacity from Equinix for 800 million euros. A "
                     "contract of Microsoft with Nscale is to be signed in January.") ==
        "nebius>equinix announced");
}

TEST_CASE("later status: who says neither yes nor no has not denied", "[extract][deals]") {
  const std::string want = "nebius>equinix reported";
  CHECK(StatusBehind("en",
                     "Nebius rents computing capacity from Equinix for 800 million euros, sources "
                     "said. Equinix would neither confirm nor deny it.") == want);
  CHECK(StatusBehind("de",
                     "Nebius mietet laut Insidern bei Equinix Rechenkapazität für 800 Millionen "
                     "Euro. Equinix wollte das weder bestätigen noch dementieren.") == want);
  CHECK(StatusBehind("fr",
                     "Nebius louera auprès d'Equinix de la capacité de calcul pour 800 millions "
                     "d'euros, selon une source. Equinix n'a ni confirmé ni démenti.") == want);
  CHECK(
      StatusBehind("ru",
                   "Источники: Nebius арендует у Equinix вычислительные мощности за 800 млн евро. "
                   "В Equinix это не подтвердили и не опровергли.") == want);
  CHECK(
      StatusBehind(
          "zh", "据知情人士透露，Nebius将以8亿欧元向Equinix租用算力。Equinix既未证实也未否认。") ==
      want);
  CHECK(StatusBehind("en",
                     "Nebius rents computing capacity from Equinix for 800 million euros, sources "
                     "said. Equinix has not denied that it does.") == want);
  CHECK(StatusBehind("en",
                     "Nebius rents computing capacity from Equinix for 800 million euros, sources "
                     "said. Equinix denied it.") == "nebius>equinix denied");
}

TEST_CASE("later status: a deal that was called off", "[extract][deals]") {
  const std::string want = "nebius>equinix cancelled";
  CHECK(StatusBehind("en",
                     "In March Nebius agreed to rent computing capacity from Equinix for 800 "
                     "million euros. The deal was called off in June.") == want);
  CHECK(StatusBehind("de",
                     "Nebius wollte bei Equinix Rechenkapazität für 800 Millionen Euro mieten. Das "
                     "Geschäft kommt nun doch nicht zustande.") == want);
  CHECK(
      StatusBehind("pl",
                   "Nebius miał wynająć od Equinix moc obliczeniową za 800 mln euro. Umowa jednak "
                   "nie doszła do skutku.") == want);
  CHECK(StatusBehind("ja",
                     "Nebiusはエクイニクスから計算資源を8億ユーロで借りる契約を3月に結んだ。契約は6"
                     "月に解除された。") == want);
  CHECK(StatusBehind("en",
                     "Nebius agreed to rent computing capacity from Equinix for 800 million euros. "
                     "Microsoft called off a deal with Nscale.") ==
        "nebius>equinix signed, microsoft>nscale cancelled");
}

TEST_CASE("later status: talks that go on", "[extract][deals]") {
  const std::string want = "nebius>equinix talks";
  CHECK(StatusBehind("en",
                     "Nebius wants to rent computing capacity from Equinix for 800 million euros. "
                     "The talks are still going on.") == want);
  CHECK(StatusBehind("fi",
                     "Nebius aikoo vuokrata Equinixilta laskentatehoa 800 miljoonalla eurolla. "
                     "Neuvottelut jatkuvat yhä.") == want);
  CHECK(StatusBehind("es",
                     "Nebius quiere alquilar a Equinix capacidad de cálculo por 800 millones de "
                     "euros. Las conversaciones siguen abiertas.") != "nebius>equinix planned");
  CHECK(StatusBehind("en",
                     "Nebius signed a contract with Equinix for computing capacity worth 800 "
                     "million euros. The talks took a year.") == "nebius>equinix signed");
}

}  // namespace dealwire
