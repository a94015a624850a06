#include "extract/names/uncased_names.h"

#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("uncased names: a head that ends a common noun makes no name", "[extract][names]") {
  const std::string deal = "數據中心消息";
  CHECK(DealsOfText(deal, "雲湖電腦向輝達採購64櫃GB300，貨款88億元。") ==
        "雲湖電腦+>nvidia+ chips");
  CHECK(DealsOfText(deal, "高雄的自用超級電腦向輝達採購64櫃GB300，貨款88億元。").find("超級電腦") ==
        std::string::npos);
}

TEST_CASE("uncased names: the longest noun for a firm before a name ends where it begins",
          "[extract][names]") {
  const std::string deal = "數據中心消息";
  const std::string told =
      DealsOfText(deal, "和碩向GPU租賃商雲嶺科技採購伺服器，合約金額2億美元。");
  CHECK(told.find("雲嶺科技") != std::string::npos);
  CHECK(told.find("商雲嶺科技") == std::string::npos);
}

}  // namespace dealwire
