#include "extract/text/word_bits.h"

#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "extract/text/first_bytes.h"

using namespace dealwire;

namespace {

using Follows = FirstBytes::Follows;

std::string RandomWords(std::mt19937* random, size_t pieces) {
  constexpr std::array<std::string_view, 14> kPieces = {
      "a", "z", "Q", "0", "9", " ", "-", "\n", "'", "\u00E9", "\u0436", "\u5951", "\u3002", "\xE2"};
  std::string out;
  for (; pieces > 0; --pieces) out += kPieces[(*random)() % kPieces.size()];
  return out;
}

}  // namespace

TEST_CASE("word bits: every byte of letters, marks and digits, and where runs of them end") {
  std::mt19937 random(7);
  for (size_t round = 0; round < 300; ++round) {
    const std::string text = RandomWords(&random, random() % 200);
    std::vector<bool> words(text.size() + 1, false), ascii(text.size() + 1, false);
    for (size_t i = 0; i < text.size();) {
      const size_t start = i;
      const char32_t c = NextCodePoint(text, &i);
      for (size_t k = start; k < i; ++k) {
        words[k] = IsWordChar(c);
        ascii[k] = c < 0x80 && IsWordChar(c);
      }
    }
    const auto next = [&](const std::vector<bool>& of, size_t i, bool wanted) {
      while (i < text.size() && of[i] != wanted) ++i;
      return i;
    };
    const WordBits bits(text);
    INFO(text);
    for (size_t i = 0; i <= text.size(); ++i) {
      REQUIRE(bits.At(i) == words[i]);
      REQUIRE(bits.AsciiAt(i) == ascii[i]);
      REQUIRE(bits.End(i) == next(words, i, false));
      REQUIRE(bits.AsciiEnd(i) == next(ascii, i, false));
      REQUIRE(bits.Begin(i) == next(words, i, true));
    }
  }
}

TEST_CASE("word bits: of nothing, and of a text that fills its last bit") {
  const WordBits none;
  CHECK_FALSE(none.At(0));
  CHECK(none.Begin(0) == 0);
  CHECK(none.End(0) == 0);
  const WordBits full(std::string(128, 'x'));
  CHECK(full.End(0) == 128);
  CHECK(full.Begin(128) == 128);
}

TEST_CASE("first bytes: never no where a word begins") {
  std::mt19937 random(11);
  for (size_t round = 0; round < 200; ++round) {
    FirstBytes first;
    std::vector<std::pair<std::string, Follows>> words;
    for (size_t n = 1 + random() % 8; n > 0; --n) {
      std::string word = RandomWords(&random, 1 + random() % 4);
      const auto follows = static_cast<Follows>(random() % 3);
      first.Add(word, follows);
      words.emplace_back(std::move(word), follows);
    }
    const std::string text = RandomWords(&random, 60);
    for (size_t i = 0; i < text.size(); ++i) {
      for (const auto& [word, follows] : words) {
        if (!std::string_view(text).substr(i).starts_with(word)) continue;
        const size_t end = i + word.size();
        const char c = end < text.size() ? text[end] : ' ';
        const bool small = c >= 'a' && c <= 'z';
        const bool other = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        if (follows != Follows::kAnything && small) continue;
        if (follows == Follows::kNoAsciiWord && other) continue;
        INFO(text << " at " << i << ": " << word);
        REQUIRE(first.MayBegin(text, i));
      }
    }
  }
}

TEST_CASE("first bytes: no at most other places") {
  FirstBytes first;
  const std::string text = "the ant saw an antelope, of course";
  const auto places = [&] {
    std::vector<size_t> out;
    for (size_t i = 0; i + 4 <= text.size(); ++i) {
      if (first.MayBegin(text, i)) out.push_back(i);
    }
    return out;
  };
  CHECK(places().empty());
  first.Add("ant", Follows::kNoAsciiWord);
  CHECK(places() == std::vector<size_t>{4});
  first.Add("of", Follows::kNoAsciiWord);
  CHECK(places() == std::vector<size_t>{4, 25});
  first.Add("antel", Follows::kAnything);
  CHECK(places() == std::vector<size_t>{4, 15, 25});
}
