// "N (hereinafter the "Company")": from there on the noun is that name.
#include "extract/scenes/defined_terms.h"

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

TEST_CASE("notice heads: the name in brackets is the firm of its block", "[extract][deals]") {
  CHECK(DealsOfText("晚间公告精选",
                    "【海川智算】公司与字节跳动签订算力服务合同，合同总金额34.6亿元。\n"
                    "【东岭云】公司拟向华为采购服务器，金额不超过18亿元。\n"
                    "【远洲数据】公司公告，腾讯云原定以12亿元收购公司全部股权，交易终止。") ==
        "bytedance+>海川智算+ compute, 东岭云+>huawei+ chips, "
        "tencent-cloud+>远洲数据+ acquisition");
  CHECK(DealsOfText("本日の開示",
                    "【さくらインターネット】当社はデルにサーバーを30億円で発注した。\n"
                    "【KDDI】当社はオラクルと計算資源の契約を結んだ。契約額は120億円。") ==
        "sakura-internet+>dell+ chips, kddi+>oracle+ compute");
  CHECK(
      DealsOfText("오늘의 공시",
                  "[네이버클라우드] 회사는 델과 서버 공급계약을 체결했다. 계약금액은 300억원이다.\n"
                  "[KT] 회사는 오라클로부터 컴퓨팅 자원을 2천억원에 임차하기로 했다.") ==
      "naver+>dell+ chips, kt+>oracle+ compute");
  CHECK(DealsOfText("Filings of the day",
                    "[CoreWeave] The company ordered 5,000 GB300 GPUs from Dell for $900 million.\n"
                    "[Nebius] Meta signed. The company sells it compute worth $3 billion.") ==
        "coreweave+>dell+ chips, meta+>nebius+ compute");
}

TEST_CASE("notice heads: a heading in brackets is no firm", "[extract][deals]") {
  CHECK(DealsOfText("晚间公告精选", "【快讯】公司拟向华为采购服务器，金额不超过18亿元。")
            .find("快讯") == std::string::npos);
}

}  // namespace dealwire
