#include "extract/text/string_set.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <string_view>

#include "base/archive.h"

namespace dealwire {
namespace {

TEST_CASE("string set: what was inserted, once each", "[extract][string_set]") {
  StringSet set;
  CHECK(set.empty());
  CHECK_FALSE(set.contains(""));
  for (const char* const word : {"", "a", "ab", "bank", "bankovnictvi", "bankovnictvi", "a"})
    set.insert(word);
  CHECK(set.size() == 5);
  for (const char* const word : {"", "a", "ab", "bank", "bankovnictvi"}) CHECK(set.contains(word));
  for (const char* const word : {"b", "ba", "banks", "bankovnictv", "bankovnictvj", "aankovnictvi"})
    CHECK_FALSE(set.contains(word));
  StringSet both;
  both.insert("z");
  both.insert(set);
  CHECK(both.size() == 6);
  CHECK(std::ranges::count(both, std::string_view("bank")) == 1);
}

TEST_CASE("string set: what a text begins and ends with", "[extract][string_set]") {
  StringSet set;
  for (const char* const word : {"ab", "abc", "abcde", "bc", "x"}) set.insert(word);
  const auto beginnings = [&](std::string_view text) {
    std::string out;
    set.VisitBeginnings(text, [&](std::string_view held) { out += std::string(held) + " "; });
    return out;
  };
  CHECK(beginnings("abcdef") == "ab abc abcde ");
  CHECK(beginnings("abcd") == "ab abc ");
  CHECK(beginnings("a").empty());
  CHECK(beginnings("").empty());
  CHECK(set.HoldsBeginningOf("abx"));
  CHECK_FALSE(set.HoldsBeginningOf("axb"));
  CHECK_FALSE(set.HoldsBeginningOf(""));
  CHECK(set.HoldsEndingOf("zzbc"));
  CHECK_FALSE(set.HoldsEndingOf("zzb"));
  CHECK_FALSE(StringSet().HoldsBeginningOf("a"));
}

TEST_CASE("string set: many, as they come out of an archive", "[extract][string_set]") {
  constexpr size_t kWords = 3000;
  StringSet set;
  std::set<std::string> words;
  for (size_t i = 0; i < kWords; ++i) {
    words.insert("word " + std::to_string(i * i));
    set.insert("word " + std::to_string(i * i));
  }
  ArchiveWriter out;
  out.Put(set);
  const std::string bytes = out.Take();
  ArchiveReader in(bytes);
  StringSet read;
  in.Get(&read);
  REQUIRE(in.ok());
  REQUIRE(read.size() == words.size());
  for (const std::string_view word : read) CHECK(words.contains(std::string(word)));
  for (const std::string& word : words) CHECK(read.contains(word));
  CHECK_FALSE(read.contains("word 2"));
}

}  // namespace
}  // namespace dealwire
