// A sum with one side in a sentence, and the other side in the one behind it. The sentences are our
// own; their words stand in rules/lang.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

std::string TwoSentences(const std::string& lang, const std::string& text) {
  return DealsTold(ToldArticle(lang, "GPU, data center", text), kToldSum | kToldKind);
}

}  // namespace

TEST_CASE("half deals: a noun for the other side stands in the next sentence", "[extract][deals]") {
  CHECK(TwoSentences("de",
                     "Maincubes vermietet eine ganze Datenhalle f\u00fcr 120 Millionen Euro. "
                     "Mieter ist Microsoft.") == "microsoft>maincubes 1.2e+08 compute");
  CHECK(TwoSentences("en", "Tesco is buying servers for \u00a390m. The supplier is Dell.") ==
        "tesco>dell 9e+07 chips");
  CHECK(TwoSentences("fi", "Nokia ostaa palvelimia 9 miljoonalla eurolla. Toimittaja on Dell.") ==
        "nokia>dell 9e+06 chips");
  CHECK(TwoSentences("es",
                     "Inditex compra servidores por 90 millones de euros. El proveedor es "
                     "Dell.") == "inditex>dell 9e+07 chips");
  CHECK(TwoSentences("ja",
                     "KDDI\u306fAI\u5411\u3051\u30b5\u30fc\u30d0\u30fc\u309290\u5104\u5186\u3067"
                     "\u8cfc\u5165\u3059\u308b\u3002\u4f9b\u7d66\u5143\u306f\u30c7\u30eb"
                     "\u3060\u3002") == "kddi>dell 9e+09 chips");
  // A Chinese "is" that elsewhere is a preposition.
  CHECK(TwoSentences("zh-Hans",
                     "\u4e2d\u56fd\u79fb\u52a8\u4ee59\u4ebf\u5143\u91c7\u8d2d\u670d"
                     "\u52a1\u5668\u3002\u4f9b\u5e94\u5546\u4e3a\u8054\u60f3"
                     "\u3002") == "\u4e2d\u56fd\u79fb\u52a8>\u8054\u60f3 9e+08 chips");
  // Russian leaves "is" out, and sets a dash.
  CHECK(TwoSentences("ru",
                     "\u041c\u0422\u0421 \u0437\u0430\u043a\u0443\u043f\u0430\u0435\u0442 "
                     "\u0441\u0435\u0440\u0432\u0435\u0440\u044b \u043d\u0430 900 "
                     "\u043c\u043b\u043d \u0440\u0443\u0431\u043b\u0435\u0439. "
                     "\u041f\u043e\u0441\u0442\u0430\u0432\u0449\u0438\u043a \u2014 "
                     "\u00ab\u0410\u043a\u0432\u0430\u0440\u0438\u0443\u0441\u00bb.") ==
        "\u043c\u0442\u0441>\u0430\u043a\u0432\u0430\u0440\u0438\u0443\u0441 9e+08 chips");
}

TEST_CASE("half deals: a clause behind a semicolon is a sentence", "[extract][deals]") {
  CHECK(TwoSentences("de",
                     "Den Auftrag \u00fcber Server f\u00fcr 200 Millionen Euro erhielt Dell; "
                     "Auftraggeber ist Nebius.") == "nebius>dell 2e+08 chips");
  CHECK(TwoSentences("en",
                     "Nebius and Orange have agreed on ten years of hosting; the operator will pay "
                     "90 million euros.") == "orange>nebius 9e+07 compute");
}

TEST_CASE("half deals: a verb or a preposition tells the other side", "[extract][deals]") {
  CHECK(TwoSentences("de",
                     "Maincubes hat einen Auftrag \u00fcber 120 Millionen Euro f\u00fcr "
                     "Rechenleistung erhalten. Er kommt von Microsoft.") ==
        "microsoft>maincubes 1.2e+08 compute");
  CHECK(TwoSentences("it", "Esselunga compra server per 90 milioni di euro. Li fornisce Dell.") ==
        "esselunga>dell 9e+07 chips");
  CHECK(TwoSentences("pl", "Allegro kupuje serwery za 90 mln z\u0142. Dostarczy je Dell.") ==
        "allegro>dell 9e+07 chips");
  CHECK(TwoSentences("fr",
                     "Carrefour ach\u00e8te des serveurs pour 90 millions d'euros. Ils "
                     "viennent de Dell.") == "carrefour>dell 9e+07 chips");
}

TEST_CASE("half deals: the next paragraph may name the other side, later ones may not",
          "[extract][deals]") {
  CHECK(TwoSentences("en", "Tesco is buying servers for \u00a390m.\nThe supplier is Dell.") ==
        "tesco>dell 9e+07 chips");
  CHECK(TwoSentences("en",
                     "Tesco is buying servers for \u00a390m.\nShops stay open.\nThe supplier "
                     "is Dell.")
            .empty());
}

TEST_CASE("half deals: a sentence on somebody else, or on other money, completes nothing",
          "[extract][deals]") {
  CHECK(TwoSentences("en", "Tesco is buying servers for \u00a390m. Shares of Dell rose.").empty());
  CHECK(TwoSentences("en",
                     "Tesco is buying servers for \u00a390m. Dell and Lenovo declined to "
                     "comment.")
            .empty());
  CHECK(TwoSentences("en",
                     "Tesco is buying servers for \u00a390m. Sales of Dell came to "
                     "$24 billion.")
            .empty());
}
