#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

// "kind customer>provider sum" of every deal, in order.
std::string Told(const std::string& lang, const std::string& title, const std::string& text) {
  std::string out;
  for (const Deal& deal : Extract(ToldArticle(lang, title, text), *RuleSet::Embedded()).deals) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {}>{}", KindName(deal.kind), fmt::join(deal.customer, "+"),
                       fmt::join(deal.provider, "+"));
    if (deal.amount) out += fmt::format(" {:g}", deal.amount->min.value_or(-1));
  }
  return out;
}

}  // namespace

TEST_CASE("sites: a sentence that names nobody tells what the site before it costs",
          "[extract][deals]") {
  const std::string site = "Ionos vybuduje v Praze datov\u00e9 centrum pro servery. ";
  CHECK(Told("cs", "Nov\u00e9 servery",
             site + "Rozpo\u010det projektu \u010din\u00ed 450 milion\u016f eur.") ==
        "capex ionos> 4.5e+08");
  CHECK(Told("cs", "Nov\u00e9 servery",
             site + "Tr\u017eby firmy \u010din\u00ed 450 milion\u016f eur.")
            .empty());
  CHECK(Told("cs", "Nov\u00e9 servery",
             site + "Rozpo\u010det projektu SAP \u010din\u00ed 450 milion\u016f eur.")
            .find("ionos") == std::string::npos);
}

TEST_CASE("sites: who stands in the list below one is paid for it", "[extract][deals]") {
  const std::string site =
      "Ionos builds a data center for AI servers in Worms for 450 million euros. The partners:\n";
  CHECK(Told("en", "New servers",
             site + "\u2022 Dell: servers worth 90 million euros\n\u2022 Hochtief: 120 million "
                    "euros") ==
        "capex ionos> 4.5e+08, chips ionos>dell 9e+07, capex ionos>hochtief 1.2e+08");
  // Where the lead-in names no sum of its own each builds for itself.
  CHECK(Told("en", "New data centers",
             "Data centers are built for AI servers in many places:\n\u2022 Google: 900 million "
             "euros in Berlin\n\u2022 Microsoft: 700 million euros in Paris")
            .find(">google") == std::string::npos);
}

TEST_CASE("sites: what a cloud invests in a country is built there", "[extract][deals]") {
  CHECK(Told("en", "AI and the cloud",
             "Microsoft will invest $17.5 billion in India over four years.") ==
        "capex microsoft> 1.75e+10");
  // Not what a fund puts in.
  CHECK(Told("en", "AI and the cloud", "BlackRock will invest $17.5 billion in India.").empty());
}

TEST_CASE("rounds: what a round is worth is raised, what it values a firm at is not",
          "[extract][deals]") {
  CHECK(Told("ro", "Servere de cloud",
             "Mistral a \u00eencheiat o rund\u0103 de finan\u021bare \u00een valoare de 45 de "
             "milioane de euro, condus\u0103 de Sequoia.") == "investment sequoia>mistral 4.5e+07");
  CHECK(Told("de", "Server f\u00fcr KI",
             "Mistral hat eine Finanzierungsrunde im Wert von 45 Millionen Euro abgeschlossen, "
             "angef\u00fchrt von Sequoia.") == "investment sequoia>mistral 4.5e+07");
  CHECK(Told("en", "AI servers",
             "Mistral closed a round led by Sequoia that values it at $45 million.")
            .find("4.5e+07") == std::string::npos);
}

TEST_CASE("sites: the year in which one was promised or opens is none of spending",
          "[extract][deals]") {
  CHECK(Told("es", "La nube",
             "Oracle desiste del centro de datos de 450 millones de euros que hab\u00eda prometido "
             "construir en 2024. Los servidores se quedan en Madrid.") == "capex oracle> 4.5e+08");
  CHECK(Told("es", "La nube",
             "Oracle invirti\u00f3 450 millones de euros en 2024 en servidores. El centro de datos "
             "sigue en Madrid.")
            .empty());
}
