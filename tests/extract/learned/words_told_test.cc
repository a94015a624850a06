#include "extract/learned/words_told.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "extract/extraction.h"
#include "tests/support/learned_rules.h"
#include "tests/support/sum_readings.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// The readings of sums by rules that know nothing but such words.
std::vector<SumReading> Read(const std::string& lang, const std::string& text,
                             const std::string& words = "") {
  std::vector<SumReading> out = Extract(ToldArticle(lang, "GPU, data centers", text),
                                        *RulesWith("", words), {.keep_readings = true})
                                    .readings.sums;
  std::erase_if(out, [](const SumReading& r) { return r.bare; });
  return out;
}

std::string Joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, "; "));
}

std::string OfName(const SumReading& reading, const std::string& id) {
  const auto at = std::ranges::find(reading.names, id);
  REQUIRE(at != reading.names.end());
  return Joined(reading.words_of_names[static_cast<size_t>(at - reading.names.begin())]);
}

bool Has(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

TEST_CASE("words told: names and sums are one word each, others are folded and cut",
          "[extract][learned]") {
  const auto readings = Read("en", "OpenAI paid Oracle 3 billion dollars, In 2026, elsewhere.");
  REQUIRE(readings.size() == 1);
  CHECK(OfName(readings[0], "openai") ==
        "behind_1 paid; to_sum paid; behind_2 @name; to_sum @name; behind_4 @sum; behind_4 ,; "
        "behind_8 in; behind_8 0; behind_8 ,; behind_8 elsewh; behind_far .; ending i; ending ai; "
        "ending nai");
  CHECK(OfName(readings[0], "oracle") ==
        "before_2 @name; before_1 paid; behind_1 @sum; behind_2 ,; behind_4 in; behind_4 0; "
        "behind_8 ,; behind_8 elsewh; behind_8 .; ending e; ending le; ending cle");
  CHECK(Has(readings[0].words, "before_1 @name"));
  CHECK(Has(readings[0].words, "sentence elsewh"));
  CHECK(Has(readings[0].words, "behind_1 ,"));
  CHECK_FALSE(Has(readings[0].words, "sentence @sum"));  // its own
}

TEST_CASE("words told: in scripts without spaces by characters and by two of them",
          "[extract][learned]") {
  const auto readings = Read("zh-Hans", "OpenAI向甲骨文支付30亿美元。");
  REQUIRE(readings.size() == 1);
  CHECK(
      OfName(readings[0], "oracle") ==
      "before_2 @name; before_1 向; behind_1 支; behind_1 支付; to_sum 支; to_sum 支付; "
      "behind_2 付; to_sum 付; behind_4 @sum; behind_4 。; ending 文; ending 骨文; ending 甲骨文");
}

TEST_CASE("words told: of who is not named, the sentence and where the last one names him",
          "[extract][learned]") {
  const auto readings = Read(
      "en",
      "Oracle sells servers to OpenAI.\nPrices rose.\nThe price is 3 billion dollars, said Meta.");
  REQUIRE(readings.size() == 1);
  const std::string oracle = OfName(readings[0], "oracle");
  CHECK(oracle.find("elsewhere price") != std::string::npos);
  CHECK(oracle.find("where @earlier_2; earlier_behind_1 sells; earlier_behind_2 server; "
                    "earlier_behind_4 to; earlier_behind_4 @name; earlier_behind_8 .") !=
        std::string::npos);
  CHECK(OfName(readings[0], "openai").find("earlier_before_4 sells") != std::string::npos);
  CHECK(OfName(readings[0], "meta").find("from_sum said") != std::string::npos);
  CHECK(Has(readings[0].words, "previous_1 rose"));
  CHECK(Has(readings[0].words, "previous_2 sells"));
}

TEST_CASE("words told: trees are told what the words add up to, a word once at a place",
          "[extract][learned]") {
  const std::string words =
      "lang = \"en\"\nbias = {customer = -1, sum = 0.5, talks = 3}\n[words]\n"
      "\"paid\" = {customer = {behind_1 = 4}, provider = {before_1 = 2}, sum = {sentence = 1}}\n"
      "\"so\" = {customer = {behind_far = 8}, sum = {sentence = 8}}\n";
  const auto readings =
      Read("en", "OpenAI paid Oracle 3 billion dollars, and it is so, and so, and so.", words);
  REQUIRE(readings.size() == 1);
  CHECK(readings[0].words.empty());  // they are for training
  CHECK(OfSum(readings[0], "words.deal") == 9.5F);
  CHECK(OfSum(readings[0], "words.talks") == 3);
  CHECK(OfSum(readings[0], "words.signed") == 0);
  CHECK(OfPair(readings[0], "openai", "oracle", "customer.words_customer") == 11);
  CHECK(OfPair(readings[0], "openai", "oracle", "customer.words_provider") == 0);
  CHECK(OfPair(readings[0], "openai", "oracle", "provider.words_customer") == 7);
  CHECK(OfPair(readings[0], "openai", "oracle", "provider.words_provider") == 2);
  CHECK(OfPair(readings[0], "openai", "", "provider.words_provider") == 0);
  // Of another language nothing is known.
  const auto german = Read("de", "OpenAI paid Oracle 3 Milliarden Dollar.", words);
  REQUIRE(german.size() == 1);
  CHECK(OfSum(german[0], "words.deal") == 0);
}

TEST_CASE("words told: of a long sentence its beginning is read", "[extract][learned]") {
  std::string text = "OpenAI paid";
  for (size_t i = 0; i < 2 * SentenceWords::kMostItems; ++i) text += " more";
  const auto readings = Read("en", text + " than Oracle, 3 billion dollars.");
  REQUIRE(readings.size() == 1);
  CHECK(std::ranges::count(readings[0].words, "sentence more") ==
        static_cast<std::ptrdiff_t>(SentenceWords::kMostItems) - 2);
  CHECK_FALSE(Has(readings[0].words, "before_1 ,"));  // nor where the sum stands
}

}  // namespace
}  // namespace dealwire
