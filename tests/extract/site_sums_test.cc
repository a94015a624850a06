#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

std::string SumsAndKinds(const std::string& lang, const std::string& title,
                         const std::string& text) {
  return DealsTold(ToldArticle(lang, title, text), kToldSum | kToldKind);
}

}  // namespace

TEST_CASE("sites: a sentence that names nobody tells what the site before it costs",
          "[extract][deals]") {
  const std::string site = "Ionos vybuduje v Praze datov\u00e9 centrum pro servery. ";
  CHECK(SumsAndKinds("cs", "Nov\u00e9 servery",
                     site + "Rozpo\u010det projektu \u010din\u00ed 450 milion\u016f eur.") ==
        "ionos> 4.5e+08 capex");
  CHECK(SumsAndKinds("cs", "Nov\u00e9 servery",
                     site + "Tr\u017eby firmy \u010din\u00ed 450 milion\u016f eur.")
            .empty());
  CHECK(SumsAndKinds("cs", "Nov\u00e9 servery",
                     site + "Rozpo\u010det projektu SAP \u010din\u00ed 450 milion\u016f eur.")
            .find("ionos") == std::string::npos);
}

TEST_CASE("sites: what an expansion that was dropped had been of, its sum may tell",
          "[extract][deals]") {
  const std::string told = "google> 5.2e+09 capex";
  CHECK(SumsAndKinds("fr", "Serveurs et cloud",
                     "Google a abandonn\u00e9 mercredi son extension \u00e0 Lyon. 5,2 milliards "
                     "d'euros \u00e9taient pr\u00e9vus pour les deux nouvelles salles.") == told);
  CHECK(SumsAndKinds("da", "Servere og cloud",
                     "Google droppede i onsdags sin udvidelse i Odense. Der var sat 5,2 milliarder "
                     "kroner af til de to nye haller.") == told);
  CHECK(SumsAndKinds("nl", "Servers en cloud",
                     "Google schrapte woensdag zijn uitbreiding in Zeewolde. Voor de twee nieuwe "
                     "hallen was 5,2 miljard euro gereserveerd.") == told);
  // Not what is put aside for something else.
  CHECK(SumsAndKinds("en", "Servers and the cloud",
                     "Google dropped its expansion in Odense on Wednesday. It had set aside $5.2 "
                     "billion for marketing.")
            .empty());
}

TEST_CASE("sites: who stands in the list below one is paid for it", "[extract][deals]") {
  const std::string site =
      "Ionos builds a data center for AI servers in Worms for 450 million euros. The partners:\n";
  CHECK(SumsAndKinds(
            "en", "New servers",
            site + "\u2022 Dell: servers worth 90 million euros\n\u2022 Hochtief: 120 million "
                   "euros") ==
        "ionos> 4.5e+08 capex, ionos>dell 9e+07 chips, ionos>hochtief 1.2e+08 capex");
  // Where the lead-in names no sum of its own each builds for itself.
  CHECK(SumsAndKinds(
            "en", "New data centers",
            "Data centers are built for AI servers in many places:\n\u2022 Google: 900 million "
            "euros in Berlin\n\u2022 Microsoft: 700 million euros in Paris")
            .find(">google") == std::string::npos);
}

TEST_CASE("sites: what a cloud invests in a country is built there", "[extract][deals]") {
  CHECK(SumsAndKinds("en", "AI and the cloud",
                     "Microsoft will invest $17.5 billion in India over four years.") ==
        "microsoft> 1.75e+10 capex");
  // Not what a fund puts in.
  CHECK(SumsAndKinds("en", "AI and the cloud", "BlackRock will invest $17.5 billion in India.")
            .empty());
}

TEST_CASE("rounds: what a round is worth is raised, what it values a firm at is not",
          "[extract][deals]") {
  CHECK(SumsAndKinds(
            "ro", "Servere de cloud",
            "Mistral a \u00eencheiat o rund\u0103 de finan\u021bare \u00een valoare de 45 de "
            "milioane de euro, condus\u0103 de Sequoia.") == "sequoia>mistral 4.5e+07 investment");
  CHECK(SumsAndKinds(
            "de", "Server f\u00fcr KI",
            "Mistral hat eine Finanzierungsrunde im Wert von 45 Millionen Euro abgeschlossen, "
            "angef\u00fchrt von Sequoia.") == "sequoia>mistral 4.5e+07 investment");
  CHECK(SumsAndKinds("en", "AI servers",
                     "Mistral closed a round led by Sequoia that values it at $45 million.")
            .find("4.5e+07") == std::string::npos);
}

TEST_CASE("sites: the year in which one was promised or opens is none of spending",
          "[extract][deals]") {
  CHECK(SumsAndKinds(
            "es", "La nube",
            "Oracle desiste del centro de datos de 450 millones de euros que hab\u00eda prometido "
            "construir en 2024. Los servidores se quedan en Madrid.") == "oracle> 4.5e+08 capex");
  CHECK(SumsAndKinds(
            "es", "La nube",
            "Oracle invirti\u00f3 450 millones de euros en 2024 en servidores. El centro de datos "
            "sigue en Madrid.")
            .empty());
}

TEST_CASE("lists: in whom the lead-in says that somebody invests", "[extract][deals]") {
  const std::string items = "\n\u2022 Intel: $5 billion\n\u2022 Nokia: $1 billion";
  CHECK(SumsAndKinds("en", "AI chips and the cloud",
                     "Nvidia has invested in the following AI companies:" + items) ==
        "nvidia>intel 5e+09 investment, nvidia>nokia 1e+09 investment");
  CHECK(
      SumsAndKinds(
          "de", "KI-Chips und die Cloud",
          "Nvidia hat in folgende KI-Unternehmen investiert:\n\u2022 Intel: 5 Milliarden Dollar") ==
      "nvidia>intel 5e+09 investment");
  // What stands below a lead-in about revenue or about sites is put into nobody.
  CHECK(SumsAndKinds(
            "en", "AI chips and the cloud",
            "Nvidia, which invested in AI, compares its revenue with that of others:" + items)
            .find("investment") == std::string::npos);
  CHECK(SumsAndKinds("en", "AI chips and the cloud",
                     "Nvidia has invested in a campus, and others build, too:" + items)
            .find("investment") == std::string::npos);
}

TEST_CASE("tables: a row of an article on compute that says no more than parties and a sum",
          "[extract][deals]") {
  const std::string head = "Customer | Supplier | Value | Term\n";
  CHECK(SumsAndKinds("en", "Who puts how much into cloud servers and AI chips",
                     head + "Mistral | Edgemode Nordic | 1.2 billion euros | 5 years") ==
        "mistral>edgemode-nordic 1.2e+09 compute");
  CHECK(SumsAndKinds("en", "Who puts how much into cloud servers and AI chips",
                     head + "Mistral | Edgemode Nordic | oak desks for offices | 1.2 billion euros")
            .find("compute") == std::string::npos);
  CHECK(SumsAndKinds("en", "Who buys whose oats",
                     head + "Mistral | Edgemode Nordic | 1.2 billion euros | 5 years")
            .empty());
}

TEST_CASE("sums: a sentence that names nobody tells what is invested or lent", "[extract][deals]") {
  CHECK(SumsAndKinds(
            "en", "AI servers",
            "SoftBank has dropped a further investment in Crusoe, the AI cloud. It was to invest "
            "$500 million.") == "softbank>crusoe 5e+08 investment");
  CHECK(SumsAndKinds(
            "en", "AI servers",
            "SoftBank has dropped a further investment in Crusoe, the AI cloud. The company is "
            "valued at $500 million.")
            .find("5e+08") == std::string::npos);
}

TEST_CASE("sites: a budget beside the megawatts of a site is what it costs", "[extract][deals]") {
  CHECK(SumsAndKinds(
            "sv", "Servrar f\u00f6r AI",
            "Ionos bygger ett datacenter p\u00e5 40 MW i Worms med en budget p\u00e5 45 miljoner "
            "euro.") == "ionos> 4.5e+07 capex");
  CHECK(SumsAndKinds(
            "sv", "Servrar f\u00f6r AI",
            "Ionos talar om ett datacenter. Budgeten f\u00f6r forskning \u00e4r 45 miljoner euro.")
            .empty());
}

TEST_CASE("sums: what a loan is worth is lent", "[extract][deals]") {
  CHECK(SumsAndKinds(
            "es", "Servidores para la nube",
            "Mistral ha obtenido de BNP Paribas un pr\u00e9stamo por valor de 45 millones de "
            "euros.") == "bnp-paribas>mistral 4.5e+07 financing");
  CHECK(SumsAndKinds(
            "es", "Servidores para la nube",
            "Mistral, con un pr\u00e9stamo de BNP Paribas, tuvo ingresos de 45 millones de euros.")
            .find("4.5e+07") == std::string::npos);
}

TEST_CASE("takeovers: the deal in which one takes place is no other", "[extract][deals]") {
  CHECK(SumsAndKinds(
            "vi", "AI v\u00e0 \u0111\u00e1m m\u00e2y",
            "Equinix th\u00e2u t\u00f3m Datadog trong th\u01b0\u01a1ng v\u1ee5 tr\u1ecb gi\u00e1 "
            "45 tri\u1ec7u euro.") == "equinix>datadog 4.5e+07 acquisition");
}
