#include "ingest/json_text.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/text.h"

namespace dealwire {
namespace {

using Json = nlohmann::json;

constexpr int kNesting = 64;

Json WithoutNumbers(Json json) {
  if (json.is_number()) return 0;
  for (Json& item : json) {
    if (json.is_structured()) item = WithoutNumbers(item);
  }
  return json;
}

// Whether both parsers say the same of `text`.
bool Agree(const std::string& text) {
  const Json theirs = Json::parse(text, nullptr, false);
  const std::optional<Json> ours = ParseJsonText(text, kNesting);
  if (theirs.is_discarded() || !ours) return theirs.is_discarded() && !ours;
  return WithoutNumbers(theirs) == *ours;
}

constexpr std::string_view kText =
    R"j( {"@type": ["NewsArticle", "Thing"], "a\"b\\c\/": "x\ty\u00e9z",
  "headline" : "A headline of more than eight bytes, \ud83d\ude00 and more",
  "n": [0, -0, 12, 1.5, -2.25e+3, 1E5, [], {}, [[]]], "yes": true, "no": false, "none": null,
  "twice": {"one": 1}, "twice": {"two": "2"}, "": ""} )j";

TEST_CASE("json text: what the library gives", "[ingest][json_text]") {
  REQUIRE(ParseJsonText(kText, kNesting).has_value());
  CHECK(Agree(std::string(kText)));
  for (const char* const text : {"",
                                 " ",
                                 "{",
                                 "}",
                                 "[1,]",
                                 "[,1]",
                                 "{\"a\":1,}",
                                 "{\"a\" 1}",
                                 "{a:1}",
                                 "[1 2]",
                                 "01",
                                 "-",
                                 "+1",
                                 "1.",
                                 ".5",
                                 "1e",
                                 "1e+",
                                 "-a",
                                 "tru",
                                 "truex",
                                 "nulll",
                                 "\"",
                                 "\"\\\"",
                                 "\"\\x\"",
                                 "\"a\nb\"",
                                 "\"\\ud83d\"",
                                 "\"\\ud83dx\"",
                                 "\"\\ud83d\\u0041\"",
                                 "\"\\ude00\"",
                                 "\"\\u12\"",
                                 "\"\\u12g4\"",
                                 "\"\\u0000\"",
                                 "\"\x7F\"",
                                 "\xEF\xBB\xBF[]",
                                 "[] []",
                                 "[]x",
                                 "true",
                                 "\"eight by\"",
                                 "\"seven b\"",
                                 "\"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\"",
                                 "// c\n[]"}) {
    INFO(text);
    CHECK(Agree(text));
  }
}

TEST_CASE("json text: so it does of what is broken anywhere", "[ingest][json_text]") {
  const std::string text(kText);
  for (size_t i = 0; i < text.size(); ++i) {
    INFO(i);
    CHECK(Agree(text.substr(0, i)));
    std::string without = text;
    without.erase(i, 1);
    CHECK(Agree(without));
    for (const char c : std::string_view("\"\\{}[]:,0-.eu \n\x01")) {
      std::string other = text;
      other[i] = c;
      if (!Agree(other)) FAIL(other);
    }
  }
}

TEST_CASE("json text: nested as deep as allowed, and deeper", "[ingest][json_text]") {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(ParseJsonText(nested(kNesting), kNesting).has_value());
  CHECK_FALSE(ParseJsonText(nested(kNesting + 1), kNesting).has_value());
  CHECK_FALSE(ParseJsonText(std::string(1'000'000, '['), kNesting).has_value());
}

}  // namespace
}  // namespace dealwire
