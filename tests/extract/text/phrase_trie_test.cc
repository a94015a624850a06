#include "extract/text/phrase_trie.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "base/text.h"

using namespace dealwire;

namespace {

using Parts = std::vector<PhraseTrie::Part>;
using PhraseFound = std::tuple<size_t, uint32_t, size_t, size_t>;  // start, phrase, first end, end

std::vector<PhraseFound> ScanPhrases(const std::vector<PhraseTrie::Phrase>& phrases, bool spaceless,
                                     std::string_view text) {
  PhraseTrie::Builder builder(spaceless);
  for (const PhraseTrie::Phrase& phrase : phrases) builder.Add(phrase);
  const PhraseTrie trie = std::move(builder).Build();
  CHECK(trie.size() == phrases.size());
  const WordBits words(text);
  const PhraseScanner scanner(trie, text, words);
  std::vector<PhraseFound> out;
  std::vector<PhraseTrie::Match> matches;
  for (size_t i = 0; i < text.size(); ++i) {
    matches.clear();
    scanner.FindAt(i, &matches);
    for (const PhraseTrie::Match& m : matches) out.emplace_back(i, m.phrase, m.first_end, m.end);
  }
  std::ranges::sort(out);
  return out;
}

// What the header says, read for one phrase at one place.
std::optional<size_t> NaiveEnd(const PhraseTrie::Phrase& phrase, bool spaceless,
                               std::string_view text, size_t at) {
  for (size_t i = 0; i < phrase.parts.size(); ++i) {
    if (i > 0) {
      if (at >= text.size() || (text[at] != ' ' && text[at] != '-')) return std::nullopt;
      ++at;
    }
    const PhraseTrie::Part& part = phrase.parts[i];
    if (!text.substr(at).starts_with(part.text)) return std::nullopt;
    at += part.text.size();
    size_t word_end = WordBits(text).End(at);
    const bool last = i + 1 == phrase.parts.size();
    if (spaceless) continue;
    const auto digit = [&](size_t k) {
      return k < text.size() && text[k] >= '0' && text[k] <= '9';
    };
    while (part.star && word_end > at && digit(word_end - 1) && digit(word_end + 1) &&
           (text[word_end] == '.' || text[word_end] == ','))
      word_end = WordBits(text).End(word_end + 1);
    if (part.star) at = word_end;
    if (!part.star && word_end > at && !(last && phrase.open)) return std::nullopt;
  }
  return at;
}

std::vector<PhraseFound> NaivePhrases(const std::vector<PhraseTrie::Phrase>& phrases,
                                      bool spaceless, std::string_view text) {
  std::vector<PhraseFound> out;
  for (size_t i = 0; i < text.size(); ++i) {
    for (uint32_t p = 0; p < phrases.size(); ++p) {
      if (const auto end = NaiveEnd(phrases[p], spaceless, text, i))
        out.emplace_back(i, p, i + phrases[p].parts[0].text.size(), *end);
    }
  }
  std::ranges::sort(out);
  return out;
}

constexpr std::array<const char*, 8> kSyllables = {"a",      "b", "ab", "\u00E9",
                                                   "\u0436", "c", "7",  "'"};

std::string RandomText(std::mt19937* random, size_t most, const std::string& between) {
  std::string out;
  for (size_t n = 1 + (*random)() % most; n > 0; --n) {
    out += kSyllables[(*random)() % kSyllables.size()];
    if ((*random)() % 3 == 0) out += between[(*random)() % between.size()];
  }
  return out;
}

PhraseTrie::Phrase RandomPhrase(std::mt19937* random) {
  PhraseTrie::Phrase phrase;
  for (size_t n = 1 + (*random)() % 3; n > 0; --n) {
    PhraseTrie::Part part{RandomText(random, 2, "-"), (*random)() % 3 == 0};
    if (!phrase.parts.empty() && (*random)() % 5 == 0) part = {"", true};
    phrase.parts.push_back(part);
  }
  phrase.open = (*random)() % 4 == 0;
  return phrase;
}

}  // namespace

TEST_CASE("phrases: words, endings, any word between", "[extract][phrases]") {
  const std::vector<PhraseTrie::Phrase> phrases = {
      {Parts{{"the"}, {"", true}, {"company"}}},
      {Parts{{"suppl", true}}},
      {Parts{{"suppl", true}, {"of"}}},
      {Parts{{"the"}}},
      {Parts{{"w"}}, true},
  };
  const std::string text = "the old-company supplies w of wx; then";
  CHECK(ScanPhrases(phrases, false, text) ==
        std::vector<PhraseFound>{
            {0, 0, 3, 15}, {0, 3, 3, 3}, {16, 1, 21, 24}, {25, 4, 26, 26}, {30, 4, 31, 31}});
  CHECK(ScanPhrases(phrases, false, "").empty());
  CHECK(ScanPhrases({}, false, text).empty());
}

TEST_CASE("phrases: a number with a decimal sign is one word", "[extract][phrases]") {
  const std::vector<PhraseTrie::Phrase> phrases = {{Parts{{"takes"}, {"", true}, {"up"}}}};
  CHECK(ScanPhrases(phrases, false, "takes 1,2 up") == std::vector<PhraseFound>{{0, 0, 5, 12}});
  CHECK(ScanPhrases(phrases, false, "takes 1.234,5 up") == std::vector<PhraseFound>{{0, 0, 5, 16}});
  CHECK(ScanPhrases(phrases, false, "takes 1, up").empty());
  CHECK(ScanPhrases(phrases, false, "takes a,b up").empty());
}

TEST_CASE("phrases: a number with its currency sign is one word", "[extract][phrases]") {
  const std::vector<PhraseTrie::Phrase> phrases = {{Parts{{"puts"}, {"", true}, {"into"}}}};
  CHECK(ScanPhrases(phrases, false, "puts $1.2bn into") == std::vector<PhraseFound>{{0, 0, 4, 16}});
  CHECK(ScanPhrases(phrases, false, "puts us$300 into") == std::vector<PhraseFound>{{0, 0, 4, 16}});
  CHECK(ScanPhrases(phrases, false, "puts \u20ac300 into") ==
        std::vector<PhraseFound>{{0, 0, 4, 16}});
  CHECK(ScanPhrases(phrases, false, "puts $x into").empty());
}

TEST_CASE("phrases: in a script without spaces each word may go on", "[extract][phrases]") {
  const std::vector<PhraseTrie::Phrase> phrases = {{Parts{{"\u5951\u7D04", true}}},
                                                   {Parts{{"\u7D04"}}}};
  CHECK(ScanPhrases(phrases, true, "\u5951\u7D04\u6E08") ==
        std::vector<PhraseFound>{{0, 0, 6, 6}, {3, 1, 6, 6}});
}

TEST_CASE("phrases: as one looked for by one", "[extract][phrases]") {
  std::mt19937 random(20261126);
  size_t found = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<PhraseTrie::Phrase> phrases;
    for (size_t n = 1 + random() % 60; n > 0; --n) phrases.push_back(RandomPhrase(&random));
    const std::string text = RandomText(&random, 80, " -  .\n");
    const bool spaceless = round % 4 == 0;
    const std::vector<PhraseFound> scanned = ScanPhrases(phrases, spaceless, text);
    CAPTURE(round, text, spaceless);
    REQUIRE(scanned == NaivePhrases(phrases, spaceless, text));
    found += scanned.size();
  }
  CHECK(found > 5'000);
}
