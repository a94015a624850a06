#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <set>

#include "base/text.h"
#include "store/database.h"
#include "store/text_index.h"
#include "tests/store/store_fixture.h"
#include "tests/support/process.h"

namespace dealwire {
namespace {

icu::UnicodeString FromUtf8(const std::string& text) { return icu::UnicodeString::fromUTF8(text); }

// What store/text_index.h promises of one word, by ICU alone: case, width and accents folded.
std::string FoldedByIcu(const icu::UnicodeString& word) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString apart = icu::Normalizer2::getNFDInstance(error)->normalize(
      icu::Normalizer2::getNFKCCasefoldInstance(error)->normalize(word, error), error);
  icu::UnicodeString bare;
  for (int32_t i = 0; i < apart.length(); ++i) {
    if (apart.charAt(i) < 0x300 || apart.charAt(i) > 0x36F) bare.append(apart.charAt(i));
  }
  std::string out;
  icu::Normalizer2::getNFCInstance(error)->normalize(bare, error).toUTF8String(out);
  REQUIRE(U_SUCCESS(error));
  return out;
}

bool HoldsLetter(const std::string& piece) {
  for (size_t i = 0; i < piece.size();) {
    if (IsWordChar(NextCodePoint(piece, &i))) return true;
  }
  return false;
}

std::vector<std::string> WordsByIcu(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
  REQUIRE(U_SUCCESS(error));
  const icu::UnicodeString source = FromUtf8(text);
  breaks->setText(source);
  std::set<std::string> words;
  int32_t start = breaks->first();
  for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE;
       start = end, end = breaks->next()) {
    const icu::UnicodeString piece = source.tempSubStringBetween(start, end);
    std::string bytes;
    if (!HoldsLetter(piece.toUTF8String(bytes))) continue;
    const std::string word = FoldedByIcu(piece);
    if (word.size() <= 60) words.insert(word);
  }
  return {words.begin(), words.end()};
}

TEST_CASE("words: the shorter way of common words gives just ICU's, in many scripts",
          "[store][words]") {
  // Without Han and kana, which are pairs here and words to ICU.
  const std::vector<std::string> parts = {"word",
                                          "Zwei",
                                          "3",
                                          "2025",
                                          "don't",
                                          "l'Europe",
                                          "3.5",
                                          "1,000",
                                          "U.S.",
                                          "a_b",
                                          "x86",
                                          "r\u00E9sum\u00E9",
                                          "STRA\u00DFE",
                                          "\u0130stanbul",
                                          "na\u00EFve",
                                          "\u0152uvre",
                                          "\u0149",
                                          "\u041C\u041E\u0421\u041A\u0412\u0410",
                                          "\u0439\u043E\u0433",
                                          "\u0451\u043B\u043A\u0430",
                                          "\u0404\u0432\u0440\u043E",
                                          "\u0391\u03B8\u03AE\u03BD\u03B1\u03C2",
                                          "\u0570\u0561\u0575",
                                          "\u05EA\u05DC",
                                          "\u05E6\u05D4\u05F4\u05DC",
                                          "\u0639\u0631\u0628\u064A",
                                          "\u06F1\u06F2",
                                          "\u0939\u093F\u0928\u094D\u0926\u0940",
                                          "\u0BA4\u0BAE\u0BBF\u0BB4\u0BCD",
                                          "\u0E1B\u0E23\u0E30\u0E40\u0E17\u0E28\u0E44\u0E17\u0E22",
                                          "\uD55C\uAD6D\uC5B4",
                                          "e\u0301t\u00E9",
                                          "a\u00ADb",
                                          "\u00BD",
                                          "\u20AC",
                                          "m\u00B2",
                                          "\u2116",
                                          "\uFB01n"};
  const std::vector<std::string> between = {
      " ",  " ",  " ", "\n", "-", "/", ".", ", ", ". ",     "'",      "\"",     "(",
      ") ", ": ", ":", "; ", "%", "_", "&", "@",  "\u2019", "\u2013", "\u00A0", ""};
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (uint64_t n = 1 + random() % 12; n > 0; --n) {
      text += parts[random() % parts.size()] + between[random() % between.size()];
    }
    INFO(text);
    CHECK(WordsOf(text) == WordsByIcu(text));
  }
}

TEST_CASE("words: every letter that is folded by a table is folded as ICU does", "[store][words]") {
  for (char32_t c = 1; c < 0x600; ++c) {
    std::string letter;
    AppendUtf8(c, &letter);
    const std::string word = "a" + letter + "b " + letter;
    INFO(static_cast<uint32_t>(c));
    CHECK(WordsOf(word) == WordsByIcu(word));
  }
}

TEST_CASE("words: as they stand in the index they are the same, each once", "[store][words]") {
  const std::string text = "One two, ONE; \u6771\u4EAC and two-three";
  CHECK(DecodeWords(EncodedWordsOf(text)) == WordsOf(text));
  CHECK(WordsOf(text) ==
        std::vector<std::string>{"and", "one", "three", "two", "\u4EAC", "\u6771\u4EAC"});
  CHECK(EncodedWordsOf("") == std::string(1, '\0'));
  CHECK(DecodeWords(EncodedWordsOf("")).empty());
}

TEST_CASE("words: what is asked for is found in them as they stand in the index",
          "[store][words]") {
  std::mt19937 random(11);
  const auto word = [&](size_t longest) {
    std::string text(1 + random() % longest, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  size_t found = 0;
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (size_t i = random() % 30; i > 0; --i) text += word(5) + " ";
    TextQuery query;
    for (size_t i = 1 + random() % 2; i > 0; --i)
      query.words.push_back({word(4), random() % 2 == 0});
    const std::string encoded = EncodedWordsOf(text);
    const std::vector<std::string> words = DecodeWords(encoded);
    const bool matches = std::ranges::all_of(query.words, [&](const TextQuery::Word& wanted) {
      return std::ranges::any_of(words, [&](const std::string& w) {
        return wanted.prefix ? w.starts_with(wanted.text) : w == wanted.text;
      });
    });
    if (query.MatchesEncoded(encoded) != matches) FAIL(text << ": " << query.words[0].text);
    found += matches ? 1 : 0;
    // Damaged: no answer is right, but there is one.
    for (size_t cut = 0; cut < encoded.size(); ++cut) {
      (void)query.MatchesEncoded(std::string_view(encoded).substr(cut));
      (void)query.MatchesEncoded(std::string_view(encoded).substr(0, cut));
    }
  }
  CHECK(found > 500);
  CHECK(found < 2'500);
}

TEST_CASE("words: longer ones are left out, and very many are cut", "[store][words]") {
  CHECK(WordsOf(std::string(60, 'a') + " " + std::string(61, 'b')).size() == 1);
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += (i % 2 == 0 ? "-" : " ") + std::to_string(i);
  CHECK(WordsOf(text).size() == 50'000);
}

TEST_CASE("words: of documents with very many words each is found in its segments",
          "[store][words]") {
  const TemporaryFolder folder;
  const auto database = Database::OpenWriter((folder.path() / "db").string());
  REQUIRE(database.ok());
  TextIndexer indexer(1);
  constexpr uint32_t kDocuments = 40, kWords = 700;  // 28,000 words of their own, 100 that all have
  for (uint32_t doc = 1; doc <= kDocuments; ++doc) {
    std::string text;
    for (uint32_t i = 0; i < 100; ++i) text += "all" + std::to_string(i) + " ";
    for (uint32_t i = 0; i < kWords; ++i) {
      text += "of" + std::to_string(doc) + "x" + std::to_string(i) + " ";
    }
    indexer.Add(doc, EncodedWordsOf(text));
  }
  Database::Batch batch;
  PutLastDocument(kDocuments, &batch);
  REQUIRE(indexer.Flush(database->get(), &batch).ok());
  const Status written = (*database)->Write(std::move(batch), false);
  REQUIRE(written.ok());
  const auto found = [&](const std::string& text) {
    const auto docs = DocumentsOf(**database, text);
    REQUIRE(docs.ok());
    return *docs;
  };
  for (uint32_t doc = 1; doc <= kDocuments; ++doc) {
    for (const uint32_t i : {0U, 1U, kWords / 2, kWords - 1}) {
      CHECK(found("of" + std::to_string(doc) + "x" + std::to_string(i)) == std::vector{doc});
    }
  }
  CHECK(found("all7").size() == kDocuments);
  CHECK(found("all99 of3x*") == std::vector{3U});
  CHECK(found("of3x700").empty());
  CHECK(indexer.documents() == 0);
}

}  // namespace
}  // namespace dealwire
