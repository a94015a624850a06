#include "ingest/embedded_text.h"

#include <catch2/catch.hpp>

namespace dealwire {

TEST_CASE("embedded_text: markup in a script's strings", "[ingest][embedded_text]") {
  CHECK(EmbeddedMarkup(R"(<script>x = {"a":"b","body":"<p>One.</p><p>Two.</p>"}</script>)") ==
        "<p>One.</p><p>Two.</p>");
  CHECK(
      EmbeddedMarkup(
          R"(<script>x = {"body":"\u003cp\u003eOne \"1\".\u003c/p\u003e\u003cp class=\"a\"\u003eTwo.\u003c/p\u003e"}</script>)") ==
      "<p>One \"1\".</p><p class=\"a\">Two.</p>");
}

TEST_CASE("embedded_text: JSON inside of a string", "[ingest][embedded_text]") {
  CHECK(
      EmbeddedMarkup(
          R"(<script>push([1,"{\"body\":\"\\u003cp\\u003eOne.\\u003c/p\\u003e\\u003cp\\u003eTwo.\\u003c/p\\u003e\"}"])</script>)") ==
      "<p>One.</p><p>Two.</p>");
}

TEST_CASE("embedded_text: pairs of surrogates, and lone ones", "[ingest][embedded_text]") {
  CHECK(EmbeddedMarkup(R"(<script>"<p>\ud83d\ude00</p><p>\ud83d</p>"</script>)") ==
        "<p>\xF0\x9F\x98\x80</p><p>\xEF\xBF\xBD</p>");
}

TEST_CASE("embedded_text: nothing where there are no two paragraphs", "[ingest][embedded_text]") {
  CHECK(EmbeddedMarkup("").empty());
  CHECK(EmbeddedMarkup("<script>\"<p>One.</p>\"</script>").empty());
  CHECK(EmbeddedMarkup("<p>One.</p><p>Two.</p>").empty());
  CHECK(EmbeddedMarkup("<script>\"<p>One.</p><p>Two.").size() < 40);
  CHECK(EmbeddedMarkup("<script").empty());
}

TEST_CASE("embedded_text: lines become paragraphs", "[ingest][embedded_text]") {
  CHECK(MarkupOf("One.\nTwo.") == "<p>One.</p><p>Two.</p>");
  CHECK(MarkupOf("<p>One.</p>") == "<p>One.</p>");
  CHECK(MarkupOf("").empty());
}

}  // namespace dealwire
