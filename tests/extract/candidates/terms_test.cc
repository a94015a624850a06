// What a deal takes over from the words around it: the days of a contract, and when its goods are
// due.
#include <catch2/catch.hpp>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"

namespace dealwire {
namespace {

Deal OnlyDeal(const std::string& lang, const std::string& text) {
  Article article;
  article.lang = lang;
  article.published = "2025-11-03";
  article.text = text;
  CompleteArticle(&article);
  INFO(text);
  const Extraction found = Extract(article, FrameRules());
  REQUIRE(found.deals.size() == 1);
  return found.deals[0];
}

}  // namespace

TEST_CASE("terms: until when a contract runs is its end", "[extract][terms]") {
  const Deal en = OnlyDeal("en",
                           "OpenAI signed a $38 billion contract with Oracle for cloud capacity. "
                           "The contract runs until the end of 2031.");
  CHECK(en.ends == "2031-12-31");
  CHECK(en.due.empty());
  const Deal de =
      OnlyDeal("de",
               "OpenAI hat mit Oracle einen Vertrag \u00fcber 38 Milliarden Dollar f\u00fcr "
               "Rechenleistung geschlossen. Der Vertrag l\u00e4uft bis Ende 2031.");
  CHECK(de.ends == "2031-12-31");
}

TEST_CASE("terms: a clause behind says that the contract is signed", "[extract][terms]") {
  CHECK(OnlyDeal("en",
                 "Dell will supply servers to Meta for $30 million; the contract was signed on "
                 "Tuesday.")
            .status == DealStatus::kSigned);
  // What somebody else has signed is another one.
  CHECK(OnlyDeal("en",
                 "Dell will supply servers to Meta for $30 million; Oracle signed the contract on "
                 "Tuesday.")
            .status == DealStatus::kAnnounced);
}

TEST_CASE("terms: by when capacity is there is when it is due", "[extract][terms]") {
  const Deal deal = OnlyDeal("en",
                             "OpenAI signed a $38 billion contract with Oracle for cloud capacity. "
                             "All of the capacity will be online by the end of 2026.");
  CHECK(deal.due == "2026-12-31");
  CHECK(deal.ends.empty());
}

TEST_CASE("terms: what ends a takeover may stand far behind it", "[extract][terms]") {
  const Deal deal = OnlyDeal("es",
                             "La compra de Cerebras por parte de AMD, valorada en 200 millones de "
                             "euros, se ha ido al traste. Los servidores y la nube crecen.");
  CHECK(deal.status == DealStatus::kCancelled);
  CHECK(deal.customer == std::vector<std::string>{"amd"});
}

TEST_CASE("terms: joined by a preposition said again", "[extract][terms]") {
  const Deal deal =
      OnlyDeal("fr",
               "Nscale emprunte 400 millions d'euros aupr\u00e8s de BNP Paribas et de "
               "la Soci\u00e9t\u00e9 g\u00e9n\u00e9rale pour ses serveurs.");
  CHECK(deal.customer.size() == 2);
  CHECK(deal.provider == std::vector<std::string>{"nscale"});
}

TEST_CASE("terms: how long a loan or a power contract runs", "[extract][terms]") {
  const Deal loan = OnlyDeal("da",
                             "Nykredit l\u00e5ner GlobalConnect 900 millioner kroner til et "
                             "datacenter. L\u00e5net afdrages over ti \u00e5r.");
  REQUIRE(loan.term);
  CHECK(loan.term->months_min == 120);
  const Deal power = OnlyDeal("sv",
                              "Vattenfall och Google har tecknat ett elavtal f\u00f6r Googles "
                              "datacenter. Det omfattar 200 megawatt under tio \u00e5r.");
  REQUIRE(power.term);
  CHECK(power.term->months_min == 120);
  CHECK(power.term->months_max == 120);
  // Whose site runs how long is no term of the loan.
  const Deal other = OnlyDeal("da",
                              "Nykredit l\u00e5ner GlobalConnect 900 millioner kroner til et "
                              "datacenter. Byggeriet varer to \u00e5r hos Per Aarsleff.");
  CHECK(!other.term);
}

}  // namespace dealwire
