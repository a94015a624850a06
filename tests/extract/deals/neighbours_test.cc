// What the sentence beside a deal says of it.
#include "extract/deals/neighbours.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("neighbours: the plan for a site is given up in the sentence behind",
          "[extract][deals]") {
  const unsigned what = kToldSum | kToldKind | kToldStatus;
  const std::string title = "AI: servers and GPUs";
  CHECK(::DealsTold(ToldArticle("en", title,
                                "Nscale was to build a data centre near Leeds for $900 million. In "
                                "January the company scrapped the plan."),
                    what) == "nscale> 9e+08 capex cancelled");
  CHECK(
      ::DealsTold(ToldArticle("sv", title,
                              "Nscale skulle bygga ett datacenter i Luleå för 900 miljoner euro. I "
                              "januari skrotade bolaget planen."),
                  what) == "nscale> 9e+08 capex cancelled");
  CHECK(::DealsTold(
            ToldArticle("es", title,
                        "Nscale iba a construir un centro de datos en Vigo por 900 millones de "
                        "euros. En enero la empresa canceló el proyecto."),
            what) == "nscale> 9e+08 capex cancelled");
  CHECK(
      ::DealsTold(ToldArticle("zh", title,
                              "Nscale宣布在上海投资9亿美元建设数据中心。1月，该公司取消了该项目。"),
                  what) == "nscale> 9e+08 capex cancelled");
  // Of another firm, of another site.
  CHECK(::DealsTold(
            ToldArticle("en", title,
                        "Nscale announced a data centre near Leeds for $900 million. Microsoft "
                        "scrapped its own plan."),
            what) == "nscale> 9e+08 capex announced");
  CHECK(::DealsTold(
            ToldArticle("en", title,
                        "Nscale builds a data centre near Leeds for $900 million. The company "
                        "cancelled a data centre in Hull."),
            what) == "nscale> 9e+08 capex announced");
}

namespace {

std::string StatusBefore(const std::string& lang, const std::string& text) {
  return ::DealsToldBelow(lang, text, kToldStatus);
}

}  // namespace

TEST_CASE("neighbours: a short sentence says that the deal before it is signed or done",
          "[extract][deals]") {
  CHECK(StatusBefore("en",
                     "Nscale will buy servers from Dell for 90 million dollars. It was signed "
                     "on March 3.") == "nscale>dell signed");
  CHECK(StatusBefore("nl",
                     "Nebius koopt servers van Dell voor 90 miljoen euro. Getekend, en wel op "
                     "3 maart.") == "nebius>dell signed");
  CHECK(StatusBefore("pl", "Allegro kupi od Dell serwery za 60 mln zł. Podpisano w marcu.") ==
        "allegro>dell signed");
  CHECK(StatusBefore("tr",
                     "Turkcell Dell'den 60 milyon dolara sunucu alacak. İmzalar martta "
                     "atıldı.") == "turkcell>dell signed");
  CHECK(StatusBefore("en",
                     "Equinix will buy NorthC for 90 million euros. The transaction closed in "
                     "May.") == "equinix>northc completed");
}

TEST_CASE("neighbours: nor does one that denies it, goes on with more or tells of somebody else",
          "[extract][deals]") {
  CHECK(StatusBefore("en",
                     "Nscale will buy servers from Dell for 90 million dollars. It has not been "
                     "signed yet.") == "nscale>dell planned");
  CHECK(StatusBefore("de",
                     "Nebius kauft bei Dell Server für 90 Millionen Euro. Unterschrieben ist "
                     "noch nichts.") == "nebius>dell planned");
  CHECK(StatusBefore("fr",
                     "Nebius achète des serveurs à Dell pour 90 millions d'euros. Rien n'est "
                     "encore signé.") == "nebius>dell planned");
  CHECK(StatusBefore("en",
                     "Nscale will buy servers from Dell for 90 million dollars. Its chief "
                     "executive spoke in London about the year. It was signed on March 3.") ==
        "nscale>dell announced");
}

namespace {

// Months of the only deal's term; 0 for none.
double TermOf(const std::string& lang, const std::string& text) {
  const std::vector<Deal> deals =
      Extract(ToldArticle(lang, "AI: servers and GPUs", text), FrameRules()).deals;
  REQUIRE(deals.size() == 1);
  return deals[0].term ? deals[0].term->months_min.value_or(0) : 0;
}

}  // namespace

TEST_CASE("neighbours: the sentence behind a loan says when it falls due", "[extract][deals]") {
  CHECK(TermOf("en", "KKR lends CoreWeave $900 million. Maturity is ten years.") == 120);
  CHECK(TermOf("de", "KKR leiht CoreWeave 900 Millionen Euro. Die Laufzeit beträgt zehn Jahre.") ==
        120);
  CHECK(TermOf("ko", "KKR은 CoreWeave에 9억달러를 빌려준다. 만기는 10년이다.") == 120);
  CHECK(TermOf("en", "KKR lends CoreWeave $900 million. Ten years ago it was founded.") == 0);
}

}  // namespace dealwire
