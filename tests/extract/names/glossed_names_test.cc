// Names with another one in brackets right behind them.
#include "extract/names/glossed_names.h"

#include <catch2/catch.hpp>

#include "extract/names/names.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("glossed names: a registered firm's name behind a translated one", "[extract][names]") {
  CheckTold({{"ro",
              "Micromoale (Microsoft) închiriază capacitate de calcul de la Nebius pentru 3 "
              "miliarde de dolari.",
              "microsoft>nebius 3e+09"},
             {"ko",
              "네비우스는 핵심과학(Core Scientific)과 경쟁한다.\n"
              "핵심과학은 네이버에서 5억달러 규모의 컴퓨팅을 임차하는 계약을 체결했다.",
              "core-scientific>naver 5e+08"}},
            kToldSum);
}

TEST_CASE("glossed names: short forms", "[extract][names]") {
  CheckTold(
      {{"en",
        "The startup Rheinkolo Netz Werke (RNW) has grown. RNW has signed a $300 million contract "
        "with "
        "Nebius for computing capacity.",
        "rheinkolo-netz-werke>nebius 3e+08"},
       {"en",
        "The startup Rheinkolo Netz Werke (ABC) has grown. ABC has signed a $300 million contract "
        "with "
        "Nebius for computing capacity.",
        "abc>nebius 3e+08"},
       {"ja",
        "プリファードネットワークス（PFN）は成長している。PFNは、Nebiusから計算能力を3億ドルで"
        "借りる契約を結んだ。",
        "プリファードネットワークス>nebius 3e+08"}},
      kToldSum);
}

TEST_CASE("glossed names: what is looked at before names are looked for", "[extract][names]") {
  const auto may_be = [](const std::string& text) {
    const Article article = ToldArticle("en", "", text);
    const Document document = MakeDocument(article);
    return MayBeGlossed(document, FindNames(document, FrameRules().registry()).found);
  };
  CHECK(may_be("Micromoale (Microsoft) rents."));
  CHECK(may_be("Microsoft (MSC) rents."));
  CHECK(may_be("Microsoft\xE2\x80\x9D (MSC) rents."));
  CHECK_FALSE(may_be("Microsoft (which rents) sells."));
  CHECK_FALSE(may_be("Microsoft (M) sells."));
  CHECK_FALSE(may_be("Microsoft (MSCABCD) sells."));
  CHECK_FALSE(may_be("Microsoft (MSC"));
  CHECK_FALSE(may_be("Microsoft sells (in May)."));
}

// Another firm's in both brackets: it is neither's.
TEST_CASE("glossed names: two glosses", "[extract][names]") {
  CheckTold({{"en",
              "Blue Fox (Microsoft) has grown. Blue Fox (Oracle) has grown. Blue Fox has "
              "signed a $300 million contract with Nebius for computing capacity.",
              "blue-fox>nebius 3e+08"}},
            kToldSum);
}

}  // namespace dealwire
