#include "ingest/language.h"

#include <catch2/catch.hpp>

namespace dealwire {

TEST_CASE("language: what a text is written in", "[ingest][language]") {
  CHECK(DetectLanguage("Die Hallen sollen nacheinander übergeben werden, sagte das Unternehmen.") ==
        "de");
  CHECK(DetectLanguage("Жители беспокоились из-за шума; городской совет теперь требует построить "
                       "стены и поставить более тихие вентиляторы на всех крышах порта.") == "ru");
  CHECK(DetectLanguage("ホールは順番に引き渡される見通しだという。") == "ja");
  CHECK(DetectLanguage("公司将支付电费和冷却费用，城市则得到一座新的变电站。") == "zh");
}

TEST_CASE("language: the full tables know Zulu", "[ingest][language]") {
  CHECK(DetectLanguage("Umfundi ubulewe ngokugwazwa ngomunye umfundi esikoleni, amaphoyisa athi "
                       "aphenya ngecala lokubulala futhi asecinga abasolwa.",
                       "en-GB") == "zu");
}

TEST_CASE("language: a claim is more exact, and decides where the text cannot",
          "[ingest][language]") {
  const char* german = "Die Hallen sollen nacheinander übergeben werden, sagte das Unternehmen.";
  CHECK(DetectLanguage(german, "de-CH") == "de-CH");
  CHECK(DetectLanguage(german, "en") == "de");
  CHECK(DetectLanguage("OK 2025", "fr") == "fr");
}

TEST_CASE("language: a false claim is not borne out by a part of the text", "[ingest][language]") {
  std::string dutch, norwegian;
  for (int i = 0; i < 60; ++i) {
    dutch += "Het bedrijf huurt drie hallen in de haven en betaalt daarvoor elk jaar meer. ";
    norwegian += "Selskapet leier tre haller ved havna og betaler mer for dem hvert eneste år. ";
  }
  CHECK(DetectLanguage(dutch, "en-US") == "nl");
  CHECK(DetectLanguage(dutch, "nl-BE") == "nl-BE");
  CHECK(DetectLanguage(norwegian, "no") == "no");
  CHECK(DetectLanguage(norwegian, "sv") == "nb");
}

TEST_CASE("language: short texts are honestly undetermined", "[ingest][language]") {
  CHECK(DetectLanguage("") == "und");
  CHECK(DetectLanguage("OK") == "und");
  CHECK(DetectLanguage("12 345 678") == "und");
}

TEST_CASE("language: only the beginning of a long text is looked at, whole characters of it",
          "[ingest][language]") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "ж";
  CHECK_NOTHROW(DetectLanguage(text));
}

}  // namespace dealwire
