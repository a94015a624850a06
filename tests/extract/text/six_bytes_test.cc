#include "extract/text/six_bytes.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {
namespace {

TEST_CASE("six bytes: no word is passed over, most places are", "[extract][six_bytes]") {
  SixBytes none;
  none.Reserve(0);
  CHECK_FALSE(none.MayBegin("anything at all", 0));

  constexpr size_t kNumbers = 3000;
  std::vector<std::string> words = {"a", "bc", "def", "ghij", "klmno", "pqrstu", "vwxyz and more"};
  for (size_t i = 0; i < kNumbers; ++i) words.push_back("firm" + std::to_string(i * i));
  SixBytes bytes;
  bytes.Reserve(words.size());
  for (const std::string& word : words) bytes.Add(word);
  for (const std::string& word : words) {
    CHECK(bytes.MayBegin(word, 0));  // at the end of a text nothing is known
    CHECK(bytes.MayBegin("- " + word + " and so on", 2));
  }
  size_t passed = 0;
  for (size_t i = 0; i < kNumbers; ++i)
    passed += bytes.MayBegin("zfirm" + std::to_string(i) + " and so on", 0) ? 1 : 0;
  CHECK(passed < kNumbers / 2);
}

}  // namespace
}  // namespace dealwire
