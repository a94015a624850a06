#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"

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
  for (const Deal& deal : Extract(article, *RuleSet::Embedded()).deals) {
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
        "mistral+>oracle+ announced");
}

TEST_CASE("discourse: an item that says itself who does what is a sentence", "[extract][deals]") {
  CHECK(DealsRetold(
            "es", "Dos acuerdos de nube de Nvidia",
            "Estos son los acuerdos de Nvidia y otras empresas:\n"
            "\xE2\x80\xA2 Mistral alquilará servidores a CoreWeave por 70 millones de euros.\n"
            "\xE2\x80\xA2 Meta comprará servidores a Dell por 900 millones de dólares.") ==
        "mistral+>coreweave+ announced, meta+>dell+ announced");
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
