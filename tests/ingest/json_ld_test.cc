#include "ingest/json_ld.h"

#include <catch2/catch.hpp>

namespace dealwire {
namespace {

using Names = std::vector<std::string>;

JsonLdArticle ReadBlock(const std::string& block, const std::string& title = "") {
  return ReadJsonLd({block}, title);
}

}  // namespace

TEST_CASE("json_ld: an article's fields", "[ingest][json_ld]") {
  const JsonLdArticle article = ReadBlock(R"({"@type":"NewsArticle","headline":"A  headline",
    "alternativeHeadline":"Another","description":"What it tells","datePublished":"2025-12-07",
    "dateModified":"2025-12-08","inLanguage":"de","author":{"@type":"Person","name":"Jane Roe"},
    "publisher":{"name":"Courier"},"articleBody":"One.\nTwo.","isAccessibleForFree":"False"})");
  REQUIRE(article.found);
  CHECK(article.headline == "A headline");
  CHECK(article.alternative == "Another");
  CHECK(article.description == "What it tells");
  CHECK(article.published == "2025-12-07");
  CHECK(article.modified == "2025-12-08");
  CHECK(article.authors == Names{"Jane Roe"});
  CHECK(article.publisher == "Courier");
  CHECK(article.body == "One.\nTwo.");
  CHECK_FALSE(article.free);
}

TEST_CASE("json_ld: authors as strings, arrays, references", "[ingest][json_ld]") {
  CHECK(ReadBlock(R"({"@type":"Article","author":"Jane Roe"})").authors == Names{"Jane Roe"});
  CHECK(ReadBlock(R"({"@type":"Article","author":["Jane Roe",{"name":"Max Li"}]})").authors ==
        Names{"Jane Roe", "Max Li"});
  CHECK(ReadBlock(R"({"@type":"Article","author":{"@type":"Person","name":["Jane Roe","Max Li"]}})")
            .authors == Names{"Jane Roe", "Max Li"});
  CHECK(ReadBlock(R"({"@graph":[{"@type":"Article","author":{"@id":"#p"}},
                {"@id":"#p","@type":"Person","name":"Jane Roe"}]})")
            .authors == Names{"Jane Roe"});
  CHECK(ReadBlock(R"({"@type":"Article","author":"https://example.org/jane"})").authors.empty());
}

TEST_CASE("json_ld: organisations that sign are told apart", "[ingest][json_ld]") {
  CHECK(ReadBlock(R"({"@type":"Article","author":{"@type":"Organization","name":"Courier"}})")
            .authors_are_outlets);
  CHECK_FALSE(ReadBlock(R"({"@type":"Article","author":[{"@type":"Organization","name":"Courier"},
                      {"@type":"Person","name":"Jane Roe"}]})")
                  .authors_are_outlets);
}

TEST_CASE("json_ld: of several articles the one of the page", "[ingest][json_ld]") {
  const std::string two =
      R"([{"@type":"NewsArticle","headline":"Ferries stop","datePublished":"2025-01-01"},
    {"@type":"NewsArticle","headline":"Halls are rented","datePublished":"2025-02-02"}])";
  CHECK(ReadBlock(two, "Halls are rented | Courier").published == "2025-02-02");
  CHECK(ReadBlock(two, "Ferries stop").published == "2025-01-01");
}

TEST_CASE("json_ld: an article before a page, a page before nothing", "[ingest][json_ld]") {
  CHECK(ReadBlock(R"([{"@type":"WebPage","name":"x","datePublished":"2025-01-01"},
                 {"@type":"BlogPosting","headline":"y"}])")
            .headline == "y");
  CHECK(ReadBlock(R"({"@type":"ClaimReview","datePublished":"2025-01-01"})").published ==
        "2025-01-01");
  CHECK_FALSE(ReadBlock(R"({"@type":"WebPage","name":"x"})").found);
}

TEST_CASE("json_ld: videos and galleries", "[ingest][json_ld]") {
  CHECK(ReadBlock(R"({"@type":"VideoObject","name":"x"})").is_video);
  CHECK_FALSE(
      ReadBlock(R"([{"@type":"VideoObject","name":"x"},{"@type":"Article","headline":"y"}])")
          .is_video);
}

TEST_CASE("json_ld: broken JSON is repaired", "[ingest][json_ld]") {
  CHECK(ReadBlock("<!-- {\"@type\":\"Article\",\"headline\":\"a\nb\",} -->").headline == "a b");
  CHECK(ReadBlock("{\"@type\":\"Article\",\"headline\":\"a\",\"author\":[\"Jane Roe\",],};")
            .authors == Names{"Jane Roe"});
  CHECK(ReadBlock("{\"@type\":\"Article\",\"identifier\":123456789012345678901234567890,"
                  "\"headline\":\"a 1234567890123456789012\"}")
            .headline == "a 1234567890123456789012");
  CHECK(ReadBlock("{\"@type\":\"Article\",\"headline\":\"c\naf\xE9\",}").headline ==
        "c af\xEF\xBF\xBD");
  CHECK_FALSE(ReadBlock("{\"@type\":\"Article\",\"headline\":").found);
  CHECK_FALSE(ReadBlock("").found);
}

TEST_CASE("json_ld: what is nested too deep is not read", "[ingest][json_ld]") {
  CHECK_FALSE(ReadBlock(std::string(100'000, '[')).found);
  CHECK_FALSE(ReadBlock(std::string(65, '[') + R"({"@type":"Article","headline":"a"})" +
                        std::string(65, ']'))
                  .found);
  CHECK(ReadBlock(std::string(60, '[') + R"({"@type":"Article","headline":"a"})" +
                  std::string(60, ']'))
            .found);
}

TEST_CASE("json_ld: of many blocks a thousand are read", "[ingest][json_ld]") {
  std::vector<std::string> blocks(999, R"({"@type":"Person","name":"x"})");
  blocks.emplace_back(R"({"@type":"Article","headline":"a"})");
  CHECK(ReadJsonLd(blocks, "").found);
  blocks.insert(blocks.begin(), "{}");
  CHECK_FALSE(ReadJsonLd(blocks, "").found);
}

}  // namespace dealwire
