// What the sentence beside a deal says of it.
#include "extract/neighbours.h"

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

}  // namespace dealwire
