// A registered name that a word for another trade is glued to, and names between words.
#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("glued names: another firm's", "[extract][names]") {
  CheckTold({{"zh", "台積電與甲骨文無關。中國移動創業基金向Nebius租用算力，金額3億美元。",
              "中國移動創業基金>nebius 3e+08"},
             {"ja", "中部電力ロジスティクスは、Nebiusから計算能力を3億ドルで借りる契約を結んだ。",
              "中部電力ロジスティクス>nebius 3e+08"},
             {"ko", "네이버물산은 네비우스와 3억달러 규모의 컴퓨팅 임차 계약을 체결했다.",
              "네이버물산>nebius 3e+08"}},
            kToldSum);
}

TEST_CASE("glued names: the same firm's", "[extract][names]") {
  CheckTold({{"zh", "中國移動集團向Nebius租用算力，金額3億美元。", "中國移動>nebius 3e+08"},
             {"ja", "中部電力は、Nebiusから計算能力を3億ドルで借りる契約を結んだ。",
              "中部電力>nebius 3e+08"},
             {"ko", "네이버는 네비우스와 3억달러 규모의 컴퓨팅 임차 계약을 체결했다.",
              "naver>nebius 3e+08"}},
            kToldSum);
}

// In Arabic the verb stands before a name that nothing else shows.
TEST_CASE("framed words: between a verb and what it takes", "[extract][names]") {
  CheckTold({{"ar", "أبرمت كهرمان عقدا مع نبيوس لاستئجار قدرات حوسبة بقيمة 300 مليون دولار.",
              "كهرمان>nebius 3e+08"},
             {"ar", "وقعت سمندل عقدا مع نبيوس لاستئجار قدرات حوسبة بقيمة 300 مليون دولار.",
              "سمندل>nebius 3e+08"},
             {"ar", "وقعت الحكومة عقدا مع نبيوس لاستئجار قدرات حوسبة بقيمة 300 مليون دولار.", ""}},
            kToldSum);
}

}  // namespace dealwire
