#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"

using namespace dealwire;

namespace {

// "customer>provider status" of every deal, in order.
std::string DealsRetold(const std::string& lang, const std::string& title,
                        const std::string& text) {
  Article article;
  article.lang = lang;
  article.title = title;
  article.text = text;
  CompleteArticle(&article);
  std::string out;
  for (const Deal& deal : Extract(article, FrameRules()).deals) {
    if (!out.empty()) out += ", ";
    for (const std::string& id : deal.customer) out += id + "+";
    out += ">";
    for (const std::string& id : deal.provider) out += id + "+";
    out += std::string(" ") + StatusName(deal.status);
  }
  return out;
}

}  // namespace

TEST_CASE("discourse: a signing told later counts more than the announcement", "[extract][deals]") {
  CHECK(DealsRetold("it", "Oracle fornirà server a Mistral",
                    "Oracle fornirà a Mistral server per 90 milioni di euro.\n"
                    "Il contratto è stato firmato lunedì.") == "mistral+>oracle+ signed");
  CHECK(DealsRetold("it", "Oracle fornirà server a Mistral",
                    "Oracle fornirà a Mistral server per 90 milioni di euro.\n"
                    "Il contratto sarà firmato, si prevede, in primavera.") ==
        "mistral+>oracle+ planned");
}

TEST_CASE("discourse: an item that says itself who does what is a sentence", "[extract][deals]") {
  CHECK(DealsRetold(
            "es", "Dos acuerdos de nube de Nvidia",
            "Estos son los acuerdos de Nvidia y otras empresas:\n"
            "\xE2\x80\xA2 Mistral alquilará servidores a CoreWeave por 70 millones de euros.\n"
            "\xE2\x80\xA2 Meta comprará servidores a Dell por 900 millones de dólares.") ==
        "mistral+>coreweave+ announced, meta+>dell+ announced");
}

TEST_CASE("discourse: a new total of its own sentence is the sum of an extension",
          "[extract][deals]") {
  const auto amounts = [](const std::string& lang, const std::string& title,
                          const std::string& text) {
    Article article;
    article.lang = lang;
    article.title = title;
    article.text = text;
    CompleteArticle(&article);
    std::string out;
    for (const Deal& deal : Extract(article, FrameRules()).deals) {
      out += std::to_string(static_cast<long>(deal.amount->min.value_or(0) / 1e8)) + " ";
    }
    return out;
  };
  CHECK(amounts("ja", "データセンターの契約",
                "コアウィーブとオープンAIは契約を65億ドル積み増した。総額は224億ドルになる。") ==
        "224 ");
  CHECK(amounts("en", "Data center contracts",
                "CoreWeave extended its contract with OpenAI by $6.5 billion. That brings the "
                "total to $22.4 billion.") == "224 ");
  // A sum of somebody else, and one that is no larger, are not its total.
  CHECK(amounts("en", "Data center contracts",
                "CoreWeave extended its contract with OpenAI by $6.5 billion. Oracle's total "
                "backlog is $455 billion.") == "65 ");
}

TEST_CASE("roles: of one nothing is known, the other sells for a living", "[extract][deals]") {
  CHECK(DealsRetold("fr", "OVHcloud héberge de nouveaux serveurs",
                    "OVHcloud a signé un contrat d'hébergement avec la coopérative Armoria pour 30 "
                    "millions d'euros.") == "armoria+>ovhcloud+ signed");
}

TEST_CASE("headlines: two clauses are two deals' or none's", "[extract][deals]") {
  // Who stands in the second clause is no party of the first.
  CHECK(DealsRetold(
            "vi", "Viettel thuê hạ tầng AI của Oracle, Vingroup xây trung tâm dữ liệu",
            "Viettel đã ký hợp đồng thuê hạ tầng tính toán của Oracle trị giá 90 triệu USD.") ==
        "viettel+>oracle+ signed");
  CHECK(DealsRetold("ja", "IBM、富士通からデータセンター取得\xE3\x80\x80ラピダスは融資協議",
                    "IBMは富士通からデータセンターを380億円で買い取ると発表した。") ==
        "ibm+>fujitsu+ announced");
  // Several that one verb has are one clause.
  CHECK(DealsRetold("pl", "Orlen kupi serwery od Oracle, Della i IBM, dostawy w maju",
                    "Orlen kupi serwery od Oracle, Della i IBM za 96 mln zł.") ==
        "orlen+>ibm+oracle+dell+ announced");
}

TEST_CASE("contractors: who builds by trade builds for the other one", "[extract][deals]") {
  CHECK(DealsRetold("da", "Nyt datacenter på Fyn",
                    "MT Højgaard opfører et datacenter i Odense for Nebius. Kontrakten er 900 mio. "
                    "kr. værd.") == "nebius+>mt-højgaard+ announced");
  // What is told behind a semicolon is of somebody else.
  CHECK(DealsRetold("en", "New data center at Slough",
                    "Nebius is building a data center at Slough.\n"
                    "The works were awarded to Skanska for $145 million; the chillers come from "
                    "Mitsubishi Electric.") == "nebius+>skanska+ announced");
}

TEST_CASE("rounds: who lends may be told in the sentence behind", "[extract][deals]") {
  CHECK(DealsRetold("sv", "Evroc bygger datacenter",
                    "Evroc har säkrat finansiering på 4,5 miljarder kronor för sitt datacenter. "
                    "Pengarna lånas ut av SEB.") == "seb+>evroc+ signed");
  // Nobody is told to lend, and what is borrowed is not what the site costs.
  CHECK(DealsRetold("sv", "Evroc bygger datacenter",
                    "Evroc har säkrat finansiering på 4,5 miljarder kronor för sitt datacenter. "
                    "SEB tror på kunderna.")
            .empty());
}

TEST_CASE("names: an inflected place is no firm", "[extract][deals]") {
  CHECK(DealsRetold("fi", "Spotify vuokraa laskentatehoa",
                    "Konesaliyhtiö atNorth on solminut sopimuksen Spotifyn kanssa. Ruotsalaisyhtiö "
                    "vuokraa Kouvolan konesalista 25 megawattia, ja sopimuksen arvo on 320 "
                    "miljoonaa euroa.") == "spotify+>atnorth+ signed");
}

TEST_CASE("discourse: a sum behind two others is theirs", "[extract][deals]") {
  CHECK(DealsRetold("da", "Bulk får strøm",
                    "Ørsted skal forsyne Nebius' datacenter med strøm i ti år.\n"
                    "Ifølge Børsen forhandler Novo Nordisk med Microsoft om at flytte hele driften "
                    "til skyen. Der er tale om en kontrakt til 2 milliarder kroner.") ==
        "nebius+>ørsted+ announced, novo-nordisk+>microsoft+ talks");
}

TEST_CASE("discourse: the noun for an investment is that for the price of a site",
          "[extract][deals]") {
  CHECK(DealsRetold("sv", "Conapto bygger ut",
                    "I Rosersberg ska Conapto uppföra ett datacenter på 80 megawatt. Investeringen "
                    "beräknas till 7 miljarder kronor.") == "conapto+> announced");
  // Where nobody is told to act the only firm builds.
  CHECK(DealsRetold("it", "Via libera al data center",
                    "L'aula ha approvato la variante chiesta da Aruba, che costruirà un campus di "
                    "data center da 120 megawatt. L'investimento annunciato è di 780 milioni di "
                    "euro.") == "aruba+> announced");
}

TEST_CASE("discourse: the parties to the deal just told are not its one side", "[extract][deals]") {
  CHECK(DealsRetold("nb", "OpenAI sier ja til Narvik",
                    "OpenAI blir første kunde i datasenteret som Aker og Nscale bygger utenfor "
                    "Narvik. Kontrakten gjelder leie av 230 megawatt i ti år, opplyser partene.") ==
        "openai+>aker+nscale+ signed");
}

TEST_CASE("cues: a verb whose particle ends the clause", "[extract][deals]") {
  CHECK(DealsRetold("nl", "Nieuwe hal in Zeeland",
                    "Microsoft blaast de bouw van een datacenter van 900 miljoen euro in Kapelle "
                    "af. De servers gaan naar een datacenter in Brabant.") ==
        "microsoft+> cancelled");
  CHECK(DealsRetold("nl", "Nieuwe hal in Zeeland",
                    "Microsoft blaast de bouw van een datacenter van 900 miljoen euro in Kapelle "
                    "nieuw leven in, af te ronden in 2028. De servers gaan naar een datacenter in "
                    "Brabant.") != "microsoft+> cancelled");
}
