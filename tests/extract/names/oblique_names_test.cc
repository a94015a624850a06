#include "extract/names/oblique_names.h"

#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("oblique names: the word before tells the case", "[extract][names]") {
  CHECK(DealsOfText("News", "Polkomtel wynajmie od Wirtualii moc obliczeniową za 30 mln zł.") ==
        "polkomtel+>wirtualia+ compute");
  CHECK(DealsOfText("Новости",
                    "Между «Зенитом» и «Кедром» подписан договор аренды вычислительных мощностей "
                    "на 700 млн рублей. Спрос на серверы с GPU для ИИ растёт, пишут аналитики.") ==
        "зенит+>кедр+ compute");
}

TEST_CASE("oblique names: so does the word behind", "[extract][names]") {
  CHECK(DealsOfText("Uutiset",
                    "Nebius on solminut Valtumin kanssa sopimuksen laskentatehosta 30 miljoonalla "
                    "eurolla. Kysyntä tekoälyn palvelimille kasvaa, yhtiöt kertovat tänään.") ==
        "valtum+>nebius+ compute");
}

TEST_CASE("oblique names: an ending that no base form has", "[extract][names]") {
  CHECK(DealsOfText("Uutiset",
                    "Nebius ostaa oululaisen lääkeohjelmistoyhtiö Valtupiirin 30 miljoonalla "
                    "eurolla. Kysyntä tekoälyn palvelimille kasvaa, yhtiöt kertovat tänään.") ==
        "nebius+>valtupiiri+ acquisition");
}

TEST_CASE("oblique names: an adjective in the case stands for the firm", "[extract][names]") {
  CHECK(DealsOfText("Uutiset",
                    "Nebius osti oululaisen Valtumin 30 miljoonalla eurolla. Kysyntä tekoälyn "
                    "palvelimille kasvaa, yhtiöt kertovat tänään.") ==
        "nebius+>valtum+ acquisition");
}

TEST_CASE("oblique names: a form of the first word of a longer name", "[extract][names]") {
  CHECK(DealsOfText("Palvelimia Espooseen",
                    "Merlin Properties rakentaa datakeskuksen Espooseen.\n\nDell toimittaa "
                    "Merlinille palvelimia 90 miljoonalla eurolla.") ==
        "merlin-properties+>dell+ chips");
  CHECK(DealsOfText("Palvelimia Espooseen",
                    "Rakentaja on Valtum Capital Partners.\n\nDell toimittaa Valtumille palvelimia "
                    "90 miljoonalla eurolla.") == "valtum-capital-partners+>dell+ chips");
}

TEST_CASE("long names: their first word is short for them where nouns have capitals, too",
          "[extract][names]") {
  CHECK(DealsOfText("Portus baut aus",
                    "Der Rechenzentrumsbetreiber Portus Data Centers baut in München aus.\n\nFür "
                    "den Ausbau hat Portus mit der LBBW einen Kredit über 185 Millionen Euro "
                    "vereinbart.") == "lbbw+>portus-data-centers+ financing");
}

TEST_CASE("oblique names: past an adjective between", "[extract][names]") {
  CHECK(DealsOfText("Новини",
                    "Oracle купила 35% акцій харківського «Кіберполіва» за 40 млн доларів, "
                    "повідомили в компанії, яка будує дата-центри для хмари.") ==
        "oracle+>кіберполів+ investment");
}

TEST_CASE("oblique names: a form that the article shows to be a base stays", "[extract][names]") {
  CHECK(DealsOfText("News",
                    "Polkomtel wynajmie od Serwera moc obliczeniową za 30 mln zł. Spółka Serwera "
                    "buduje serwerownie dla chmury.") == "polkomtel+>serwera+ compute");
}

TEST_CASE("oblique names: folding moves what stands behind it", "[extract][names]") {
  std::string longer, shorter;  // folded, "ﬁ" has a byte less, "İ" one more
  for (int i = 0; i < 100; ++i) longer += "İİ ", shorter += "ﬁﬁ ";
  for (const std::string& before : {longer, shorter}) {
    CHECK(DealsOfText("News", "Wiersz " + before +
                                  "\n\nPolkomtel wynajmie od Wirtualii moc obliczeniową za 30 mln "
                                  "zł, podała spółka w komunikacie giełdowym.") ==
          "polkomtel+>wirtualia+ compute");
  }
}

}  // namespace dealwire
