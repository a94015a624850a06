#include "extract/text/word_ids.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace dealwire {
namespace {

TEST_CASE("word ids: one number a word, in the order of coming", "[extract][word_ids]") {
  WordIds ids;
  CHECK(ids.Find("") == 0);
  CHECK(ids.Add("cloud") == 0);
  CHECK(ids.Add("") == 1);
  CHECK(ids.Add("clouds") == 2);
  CHECK(ids.Add("cloud") == 0);
  CHECK(ids.size() == 3);
  CHECK(ids.Find("clouds") == 2);
  CHECK(ids.Find("clou") == ids.size());
}

TEST_CASE("word ids: more than there was room for", "[extract][word_ids]") {
  constexpr uint32_t kWords = 5000;
  std::vector<std::string> words;
  for (uint32_t i = 0; i < kWords; ++i) words.push_back("w" + std::to_string(i));
  WordIds ids;
  for (uint32_t i = 0; i < kWords; ++i) REQUIRE(ids.Add(words[i]) == i);
  for (uint32_t i = 0; i < kWords; ++i) {
    REQUIRE(ids.Add(words[i]) == i);
    REQUIRE(ids.Find(words[i]) == i);
  }
  CHECK(ids.Find("w5000") == kWords);
}

}  // namespace
}  // namespace dealwire
