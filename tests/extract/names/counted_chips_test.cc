// How many chips an article counts, as its numbers, dates and names say together.
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// The chips of a text, as they stand in it, joined by " | ".
std::string ChipsIn(const std::string& lang, const std::string& text) {
  const Article article = ToldArticle(lang, "", text);
  std::string out;
  for (const Mention& mention : Extract(article, FrameRules()).mentions) {
    if (Get<ChipValue>(mention) == nullptr) continue;
    out += (out.empty() ? "" : " | ") +
           text.substr(mention.span.byte_start, mention.span.byte_end - mention.span.byte_start);
  }
  return out;
}

}  // namespace

TEST_CASE("counted chips: a count may look like a year", "[extract][chips]") {
  CHECK(ChipsIn("en", "Meta ordered 2000 GB300 chips and 2048 B200.") ==
        "2000 GB300 chips | 2048 B200");
  CHECK(ChipsIn("en", "Meta ordered 2,024 B200 GPUs.") == "2,024 B200 GPUs");
  CHECK(ChipsIn("ko", "네이버는 B200 2000장을 샀다.") == "B200 2000장");
  CHECK(ChipsIn("ko", "네이버는 B200 2025장을 샀다.") == "B200 2025장");
  CHECK(ChipsIn("ja", "同社はB200を2048基調達した。") == "B200を2048基");
}

TEST_CASE("counted chips: a year counts none", "[extract][chips]") {
  CHECK(ChipsIn("en", "In 2026 GB300 chips will be rare.") == "GB300 chips");
  CHECK(ChipsIn("en", "The 2025 Blackwell line sold well.") == "Blackwell");
  CHECK(ChipsIn("en", "By 2040 TPUs will be gone.") == "TPUs");
  CHECK(ChipsIn("de", "Im Jahr 2009 H100 zu kaufen, ging nicht.") == "H100");
}

TEST_CASE("counted chips: pieces, and chips of a type", "[extract][chips]") {
  CHECK(ChipsIn("ru", "Сбер заказал 16 тыс. штук B300.") == "16 тыс. штук B300");
  CHECK(ChipsIn("cs", "Firma koupila 1 024 kusů B200.") == "1 024 kusů B200");
  CHECK(ChipsIn("cs", "Firma koupila 96 karet MI355X.") == "96 karet MI355X");
  CHECK(ChipsIn("pl", "Firma kupiła 500 sztuk H200.") == "500 sztuk H200");
  CHECK(ChipsIn("sv", "Bolaget köpte 20 000 grafikprocessorer av typen Vera Rubin.") ==
        "20 000 grafikprocessorer av typen Vera Rubin");
  CHECK(ChipsIn("nb", "Selskapet kjøpte 18.000 brikker av typen GB300.") ==
        "18.000 brikker av typen GB300");
  CHECK(ChipsIn("fr", "Elle a acheté 18 000 puces de type GB300.") == "18 000 puces de type GB300");
  CHECK(ChipsIn("en", "It bought 3,000 accelerators of type MI355X.") ==
        "3,000 accelerators of type MI355X");
  CHECK(ChipsIn("nl", "Het kocht 512 GPU's van het type B200.") == "512 GPU's van het type B200");
  CHECK(ChipsIn("de", "Sie kauft 9.000 Beschleuniger der Reihe MI450.") ==
        "9.000 Beschleuniger der Reihe MI450");
  CHECK(ChipsIn("pl", "Firma kupiła 20 proc. H200 mniej.") == "H200");
}

TEST_CASE("counted chips: a bound behind the count", "[extract][chips]") {
  CHECK(ChipsIn("hi", "कंपनी ने 1,500 से अधिक H200 जीपीयू खरीदे।") == "1,500 से अधिक H200 जीपीयू");
  CHECK(ChipsIn("ko", "네이버는 B200 GPU 1000여 장을 샀다.") == "B200 GPU 1000여 장");
}

TEST_CASE("counted chips: are whole, in whatever way thousands are parted", "[extract][chips]") {
  const Article article = ToldArticle("en", "", "It bought 10.000 H200 GPUs.");
  std::vector<std::optional<double>> counts;
  for (const Mention& mention : Extract(article, FrameRules()).mentions) {
    if (const auto* chip = Get<ChipValue>(mention)) counts.push_back(chip->count_min);
  }
  CHECK(counts == std::vector<std::optional<double>>{10000});
}

}  // namespace dealwire
