#include "extract/text/fold.h"

#include <catch2/catch.hpp>
#include <string>

using namespace dealwire;

TEST_CASE("fold: one spelling for many", "[extract][fold]") {
  CHECK(FoldText("OpenAI\xC2\xA0\xE2\x80\x93 GB200") == "openai - gb200");
  CHECK(FoldText("ＡＷＳ　３００億") == "aws 300億");
  CHECK(FoldText("Straße ﬁnanz\xC2\xAD"
                 "iert") == "strasse finanziert");
  CHECK(FoldText("İstanbul ışık") == "istanbul işik");
  CHECK(FoldText("l\xE2\x80\x99"
                 "accord") == "l'accord");
  CHECK(FoldText("\xD9\x85\xD9\x8F\xD8\xB9\xD9\x84\xD9\x8E\xD9\x86") ==
        "\xD9\x85\xD8\xB9\xD9\x84\xD9\x86");
  CHECK(FoldText("ख़रीदा, क़र्ज़") == "खरीदा, कर्ज");
  CHECK(FoldText("أعلنت إلى الآن") == FoldText("اعلنت الي الان"));
}

TEST_CASE("fold: every folded byte knows the character it came from", "[extract][fold]") {
  const std::string text = "A\xC2\xADß\xEF\xAC\x81 x\nÜ";
  const Folded folded = Fold(text);
  REQUIRE(folded.origin.size() == folded.text.size() + 1);
  CHECK(folded.origin.back() == text.size());
  for (size_t i = 1; i < folded.origin.size(); ++i) CHECK(folded.origin[i - 1] <= folded.origin[i]);
  const size_t at = folded.text.find("ss");
  CHECK(text.substr(folded.ToSource(at), folded.ToSource(at + 2) - folded.ToSource(at)) == "ß");
  CHECK(folded.FromSource(text.find('x')) == folded.text.find('x'));
}

TEST_CASE("fold: a source offset finds its place however far it moved", "[extract][fold]") {
  // Texts that grow, shrink and stay, so that the way is walked to either side.
  std::string grows, shrinks, mixed;
  for (int i = 0; i < 50; ++i) {
    grows += "㈱ ";
    shrinks +=
        "\xC2\xAD\xC2\xAD"
        "a";
    mixed += i % 3 == 0 ? "\xC2\xAD\xC2\xADxyz" : "㈱ Ⅷ";
  }
  for (const std::string& text : {grows, shrinks, mixed, std::string("plain"), std::string()}) {
    const Folded folded = Fold(text);
    for (size_t offset = 0; offset <= text.size(); ++offset) {
      size_t expected = 0;
      while (folded.origin[expected] < offset) ++expected;
      CHECK(folded.FromSource(offset) == expected);
    }
  }
}
