// What the capitals of a text show to be a name, and what they do not.
#include <catch2/catch.hpp>
#include <string>

#include "extract/names/names.h"
#include "extract/names/open_names.h"
#include "extract/names/registry.h"
#include "tests/support/embedded_registry.h"

using namespace dealwire;

namespace {

struct OpenCase {
  const char* lang;
  const char* text;
  const char* names;  // ids, in order
};

void CheckOpen(std::initializer_list<OpenCase> cases) {
  for (const OpenCase& c : cases) {
    INFO(c.lang << ": " << c.text);
    Article article;
    article.lang = c.lang;
    article.text = c.text;
    CompleteArticle(&article);
    const Document document = MakeDocument(article);
    const Mentions known = FindNames(document, EmbeddedRegistry()).found;
    std::string names;
    for (const OpenOrganisation& open : OpenNames(document, EmbeddedRegistry(), known).Find()) {
      if (open.opening) continue;
      names += (names.empty() ? "" : " ") + Get<OrgValue>(open.mention)->id;
    }
    CHECK(names == c.names);
  }
}

}  // namespace

TEST_CASE("cased names: who is told beside a role is a person", "[extract][names]") {
  CheckOpen({
      {"en", "The price fell, said Lattica Labs and the firm's president, Mary Orton.",
       "lattica-labs"},
      {"en", "On Monday Mary Orton, the founder of the firm, said so. Then Orton left.", ""},
      {"es", "El precio baja, dijo ayer la gerente general, Catalina Orto.", ""},
      {"pt", "O preço cai, disse ontem o presidente executivo, Miguel Orto.", ""},
      {"ro", "Prețul scade, a declarat ieri Cosmin Orto, directorul general.", ""},
      {"da", "Prisen falder, siger investeringsdirektør Kasper Orto.", ""},
      {"nb", "Prisen faller, sier samfunnsøkonom Siv Orto.", ""},
      {"sv", "Priset faller, säger chefsekonomen Siv Orto.", ""},
      {"nl", "De prijs daalt, zegt hoofdeconoom Piet Orto.", ""},
      {"fi", "Hinta laskee, sanoo pääekonomisti Ari Orto.", ""},
      {"it", "Il prezzo scende, dice l'ad Carlo Orto. La firma è tornata ad Ostrana Cloud.",
       "ostrana-cloud"},
  });
}

TEST_CASE("cased names: who does something is no person for that", "[extract][names]") {
  CheckOpen({{"en", "The round was led by Lattica Global and backed by Ostrana.",
              "lattica-global ostrana"}});
}

TEST_CASE("cased names: bylines, datelines, tickers, heads of tables", "[extract][names]") {
  CheckOpen({
      {"en", "By Jane Orton\n\nThe Lattica Labs hall is full.", "lattica-labs"},
      {"en", "DALTON, March 19, 2026 (GLOBE WIRE) -- Lattica Labs (OSE: LATT) has grown.",
       "lattica-labs"},
      {"nb", "I dag har Lattica Data («Lattica», OSE: LATT) vokst.", "lattica-data lattica-data"},
      {"es", "Sevilla, 24 nov (Agencia).- El grupo Lattica Datos crece.", "lattica-datos"},
  });
}

TEST_CASE("cased names: a dateline goes on past its date", "[extract][names]") {
  Article article;
  article.lang = "en";
  article.text = "LATTICA, Feb 5 - Ostrana Labs has grown.";
  CompleteArticle(&article);
  const Document document = MakeDocument(article);
  Mention date;
  date.span = {9, 14};
  date.value = DateValue{};
  const Mentions mentions = {date};
  const auto found = OpenNames(document, EmbeddedRegistry(), mentions).Find();
  REQUIRE(found.size() == 1);
  CHECK(Get<OrgValue>(found[0].mention)->id == "ostrana-labs");
}

TEST_CASE("cased names: a city is none, but what is named after it", "[extract][names]") {
  CheckOpen({
      {"en", "Its halls are in Palo Alto and Memphis, says Lattica Labs.", "lattica-labs"},
      {"fi", "Lattica Oy rakentaa salin Tamperelaan ja Espooseen.", "lattica tamperelaan"},
      {"es", "La Universidad de M\u00e1laga compra al grupo Lattica Datos.",
       "universidad-de-m\u00e1laga lattica-datos"},
      {"en", "Bought by Memphis Energy.", "memphis-energy"},
  });
}

TEST_CASE("cased names: what stands first in a name", "[extract][names]") {
  CheckOpen({
      {"en", "Purchase of Lattica\nThe firm tells of its purchase of Lattica, a maker of tools.",
       "lattica lattica"},
      {"en", "It sold land. The Ostrana Ranch Company received the money.", "ostrana-ranch"},
      {"ro", "Banca Ostrana va acorda un credit.", "banca-ostrana"},
  });
}

TEST_CASE("cased names: behind a comma no beginning gives a word its capital", "[extract][names]") {
  CheckOpen({
      {"en", "In spring, Lake Shore Nuclear Corp will supply a site near the lake.",
       "lake-shore-nuclear"},
      {"en", "Lake residents say that Granite Nuclear Corp will supply a site near the lake.",
       "granite-nuclear"},
  });
}

TEST_CASE("cased names: the time of an entry stands before its first word", "[extract][names]") {
  CheckOpen({
      {"en", "09.12 Good morning from the hall of Lattica Labs.", "lattica-labs"},
      {"es", "17:38 | Cierre. El grupo Lattica Datos crece.", "lattica-datos"},
      {"sv", "08.10 God morgon! Bolaget Lattica Data v\u00e4xer.", "lattica-data"},
  });
}

TEST_CASE("cased names: how old somebody is", "[extract][names]") {
  CheckOpen({
      {"en", "I sold the land, says Ruth Orton, 81. The rest is let.", ""},
      {"nb", "I dag bygger Siri Orto (47) ut for andres penger.", ""},
  });
}

TEST_CASE("cased names: what is told of a firm before its name", "[extract][names]") {
  CheckOpen({
      {"sv", "Nu talar de med Bodenf\u00f6retaget Lattica Kraft & Data om el.",
       "lattica-kraft-data"},
      {"fr", "Le fonds a c\u00e9d\u00e9 des fibres au Britannique Lattica Data.", "lattica-data"},
      {"da", "Prisen falder. Schweiziske Lattica Data k\u00f8ber ind.", "lattica-data"},
      {"nl", "De prijs daalt. Verkoper Lattica zwijgt.", "lattica"},
      {"de", "Das zahlt der Frankfurter Finanzierer Latticabank.", "latticabank"},
      {"fr", "Le prix monte. La start-up Lattica se tait.", "lattica"},
      {"en", "The money goes to the start-up Lattica.", "lattica"},
  });
}

TEST_CASE("cased names: German compounds with a head", "[extract][names]") {
  CheckOpen({
      {"de", "Das Geld kommt von der Elbtal-Sparkasse und der Keramik-Union AG.",
       "elbtal-sparkasse keramik-union"},
      {"de", "Die Spreebank gibt uns Geld.", "spreebank"},
      {"de", "Das Geld kommt von der Lattica Bank. Latticadata zahlt es zurück.",
       "lattica-bank latticadata"},
      {"de", "Die Berner Bank schweigt, eine Bank in Zürich auch.", ""},
      {"de", "Die Kosten des Betriebssystems und des Ökosystems steigen.", ""},
      {"de", "Die Hausbank gibt der Cloud-Sparkasse etwas, die Datenbank wächst.", ""},
  });
}
