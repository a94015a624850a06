#include "store/word_bag.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "store/text_index.h"

namespace dealwire {
namespace {

bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

TEST_CASE("word bag: each byte ends a run of ASCII or belongs to it, wherever it stands",
          "[store][words]") {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    for (size_t size = 1; size < 20; ++size) {
      for (size_t at = 0; at < size; ++at) {
        std::string text(size, 'Q');
        text[at] = c;
        WordBag words(0);
        const size_t end = words.AppendAscii(text, 0);
        words.EndWord();
        std::string expected(end, 'q');
        if (end > at) expected[at] = static_cast<char>(c | 0x20);
        const bool same = words.Encode() == (end == 0 ? "" : '\0' + expected) + '\0';
        if (end != (IsLetterOrDigit(c) ? size : at) || !same) FAIL(byte << " at " << at);
      }
    }
  }
}

TEST_CASE("word bag: many words, of any bytes, are sorted bytewise, each once", "[store][words]") {
  std::mt19937_64 random(7);
  for (const size_t count : {0, 1, 127, 128, 129, 5'000}) {
    for (const unsigned bytes : {2U, 30U, 255U}) {
      WordBag words(0);
      std::set<std::string> expected;
      for (size_t i = 0; i < count; ++i) {
        std::string word(1 + random() % 12, 'a');
        for (char& c : word) {
          // NUL stands between words: it is in none.
          c = static_cast<char>(bytes == 255 ? 1 + random() % 255 : 'a' + random() % bytes);
        }
        words.Append(std::string_view(word).substr(0, word.size() / 2));
        words.Append(std::string_view(word).substr(word.size() / 2));
        words.EndWord();
        expected.insert(word);
      }
      CHECK(DecodeWords(words.Encode()) ==
            std::vector<std::string>(expected.begin(), expected.end()));
    }
  }
}

TEST_CASE("word bag: what is dropped or shrunk away leaves nothing", "[store][words]") {
  WordBag words(0);
  words.Add("first");
  words.Add("second");
  words.Append("half");
  words.DropWord();
  words.EndWord();
  CHECK(words.size() == 2);
  words.Append("half");
  words.Shrink(1);
  words.Add("third");
  words.Add(std::string(WordBag::kMaxWordBytes + 1, 'x'));
  CHECK(DecodeWords(words.Encode()) == std::vector<std::string>{"first", "third"});
}

}  // namespace dealwire
