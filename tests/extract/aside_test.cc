// Names that a sentence sets aside, whatever stands beside them. The sentences are our own; their
// words stand in rules/lang.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

std::string Told(const std::string& lang, const std::string& text) {
  return DealsTold(ToldArticle(lang, "GPU, data center", text), kToldSum | kToldKind);
}

}  // namespace

TEST_CASE("aside: who owns or advises a party is none", "[extract][deals]") {
  CHECK(Told("en", "Nscale, owned by Aker, will supply Siemens with servers for $20 million.") ==
        "siemens>nscale 2e+07 compute");
  CHECK(Told("fr",
             "Renault ach\u00e8tera des serveurs pour 20 millions d'euros \u00e0 Exaion, "
             "d\u00e9tenue par EDF.") == "renault>exaion 2e+07 chips");
  CHECK(Told("de",
             "Siemens mietet bei Northern Data, kontrolliert von Tether, Rechenleistung f\u00fcr "
             "20 Millionen Euro.") == "siemens>northern-data 2e+07 compute");
  // A comma parts the word from what follows.
  CHECK(Told("en",
             "Nscale is privately owned by, among others, employees; Siemens rents servers "
             "of Nscale for $20 million.") == "siemens>nscale 2e+07 compute");
}

TEST_CASE("sources: a verb between a paper and an investor makes the latter none",
          "[extract][deals]") {
  CHECK(Told("nb",
             "If\u00f8lge Finansavisen er KLP i samtaler om \u00e5 kj\u00f8pe Green Mountain for "
             "4 milliarder kroner.") == "klp>green-mountain 4e+09 acquisition");
  CHECK(Told("nb", "If\u00f8lge KLP er Green Mountain verdt 4 milliarder kroner.").empty());
}

TEST_CASE("orders: a verb of supplying says more than the trades of the two", "[extract][deals]") {
  CHECK(Told("en", "Samsung will supply memory chips to AMD in a deal worth $3 billion.") ==
        "amd>samsung 3e+09 chips");
  // Two verbs say different things: the trades stand.
  CHECK(Told("pt",
             "A Locaweb foi escolhida pela Embraer para hospedar os seus servidores, um "
             "contrato de R$ 40 milh\u00f5es.") == "embraer>locaweb 4e+07 compute");
}

TEST_CASE("rounds: who puts money in may stand at the head of the next paragraph",
          "[extract][deals]") {
  const std::string round = "Crusoe has raised $90 million for its data centers.\n";
  CHECK(Told("en", round + "The money comes from Sequoia and Temasek.") ==
        "sequoia+temasek>crusoe 9e+07 investment");
  CHECK(Told("en", round + "The city is growing.\nThe money comes from Sequoia.").empty());
}

TEST_CASE("trades: a bank may rent a hall of a cloud", "[extract][deals]") {
  CHECK(Told("fr",
             "Iliad construit un centre de donn\u00e9es. BNP Paribas y louera 15 MW pendant "
             "douze ans pour 260 millions d'euros.") == "bnp-paribas>iliad 2.6e+08 compute");
}
