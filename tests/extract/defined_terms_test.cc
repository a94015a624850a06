// "N (hereinafter the "Company")": from there on the noun is that name.
#include "extract/defined_terms.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("defined terms: the noun is the name it is defined for", "[extract][deals]") {
  CHECK(
      DealsOfText("海川智算：关于签订日常经营重大合同的公告",
                  "海川智算（以下简称“公司”）近日与字节跳动签署算力服务合同，合同总金额为34.6亿元。"
                  "\n\n公司拟向华为采购服务器，采购金额不超过18亿元。") ==
      "bytedance+>海川智算+ compute, 海川智算+>huawei+ chips");
}

TEST_CASE("defined terms: a legal form before the bracket is no name", "[extract][deals]") {
  CHECK(DealsOfText(
            "云帆智算：关于签订重大合同的公告",
            "云帆智算股份有限公司（以下简称“公司”）近日与字节跳动签署《算力服务合同》，合同总金"
            "额为28.6亿元。") == "bytedance+>云帆智算+ compute");
}

TEST_CASE("defined terms: in speech, too, where nobody is told to speak", "[extract][deals]") {
  CHECK(DealsOfText(
            "サーバーの発注に関するお知らせ",
            "ミナト計算センター株式会社（本社：横浜市、以下「当社」）は、計算資源を増強いたします。"
            "\n\n当社はサーバーをデルに3億円で発注いたしました。") ==
        "ミナト計算センター+>dell+ chips");
}

TEST_CASE("defined terms: without a bracket the noun is what it was", "[extract][deals]") {
  CHECK(DealsOfText("海川智算：关于签订日常经营重大合同的公告",
                    "海川智算称“公司”业绩良好。\n\n甲骨文扩大业务。公司拟向华为采购服务器，采购金额"
                    "不超过18亿元。") == "oracle+>huawei+ chips");
}

}  // namespace dealwire
