#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/names/chips.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"

using namespace dealwire;

namespace {

// "slice=min..max CUR" of every sum, in order.
std::string Sums(const std::string& lang, const std::string& text) {
  Article article;
  article.lang = lang;
  article.text = text;
  CompleteArticle(&article);
  const Extraction found = Extract(article, FrameRules(), {.mentions_only = true});
  std::string out;
  for (const Mention& m : found.mentions) {
    const auto* money = Get<MoneyValue>(m);
    if (money == nullptr) continue;
    if (!out.empty()) out += ", ";
    out += fmt::format("{:g}..{:g} {}", money->min.value_or(-1), money->max.value_or(-1),
                       money->currency);
  }
  return out;
}

std::string Chips(const std::string& lang, const std::string& text) {
  Article article;
  article.lang = lang;
  article.text = text;
  CompleteArticle(&article);
  const Extraction found = Extract(article, FrameRules(), {.mentions_only = true});
  std::string out;
  for (const Mention& m : found.mentions) {
    const auto* chip = Get<ChipValue>(m);
    if (chip == nullptr) continue;
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {:g}", chip->id, chip->count_min.value_or(0));
  }
  return out;
}

}  // namespace

TEST_CASE("quantities: a currency that the article says elsewhere", "[extract][quantities]") {
  CHECK(Sums("it", "La sede costa 40 milioni di euro.\nIl fondo ha versato 12 milioni.") ==
        "4e+07..4e+07 EUR, 1.2e+07..1.2e+07 EUR");
  CHECK(Sums("pt",
             "Um banco emprestou 90 milhões à construtora.\nA obra custa 2 bilhões de reais.") ==
        "9e+07..9e+07 BRL, 2e+09..2e+09 BRL");
  // What is counted is no money, nor what may be in a block without any.
  CHECK(Sums("es", "Costó 5 millones de euros.\nTiene 3 millones de usuarios.") ==
        "5e+06..5e+06 EUR");
  CHECK(Sums("fr", "Le pays compte 9 millions d'abonnés.").empty());
}

TEST_CASE("quantities: a language's guess stands behind what the article names",
          "[extract][quantities]") {
  CHECK(Sums("ar", "بلغت القيمة 5 مليارات ريال.") == "5e+09..5e+09 SAR");
  CHECK(Sums("ar", "وقالت الشركة القطرية إن القيمة 5 مليارات ريال.") == "5e+09..5e+09 QAR");
  CHECK(Sums("es", "La firma mexicana pagó 7 millones de pesos.") == "7e+06..7e+06 MXN");
}

TEST_CASE("quantities: round numbers, glued names of money, models", "[extract][quantities]") {
  CHECK(Sums("fr", "Une soixantaine de millions d'euros suffira.") == "6e+07..6e+07 EUR");
  CHECK(Sums("fr", "Il vaut 8 milliards d'eurospar an.") == "8e+09..8e+09 EUR");
  CHECK(Sums("it", "Servono 8 miliardi di dollariper la rete.") == "8e+09..8e+09 USD");
  CHECK(Sums("en", "About 300 million Europeans signed, 3 million realists did not.").empty());
  CHECK(Sums("fr", "La loi protège 300 millions d'Européens.").empty());
  CHECK(Sums("es", "La cifra subió un 2 %, hasta 8 euros.") == "8..8 EUR");
  CHECK(Chips("en", "It ordered 300 GB200 and 5,000 B300.") == "gb200 300, b300 5000");
  CHECK(Chips("pt", "Encomendou à AMD 7.000 aceleradores MI355X.") == "mi355x 7000");
}
