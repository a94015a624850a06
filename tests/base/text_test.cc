#include "base/text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "base/tidy_line.h"

using namespace dealwire;

TEST_CASE("text: broken sequences become one U+FFFD a maximal subpart", "[base][text]") {
  CHECK(RepairUtf8("a\xC3") == "a\xEF\xBF\xBD");
  CHECK(RepairUtf8("\xE2\x82z") == "\xEF\xBF\xBDz");
  CHECK(RepairUtf8("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a lone surrogate
  CHECK(RepairUtf8("gr\xC3\xBCn") == "gr\xC3\xBCn");
  CHECK_FALSE(IsValidUtf8("\xC0\x80"));
  CHECK(IsValidUtf8("\xF0\x9F\x92\xB0"));
}

TEST_CASE("text: code points and bytes, both ways, at every offset", "[base][text]") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "a\xC3\xBC\xE2\x82\xAC\xF0\x9F\x92\xB0";
  const CodePointIndex index(text);
  size_t byte = 0;
  for (size_t count = 0; byte < text.size(); ++count) {
    CHECK(index.ToCodePoints(byte) == count);
    CHECK(index.ToBytes(count) == byte);
    NextCodePoint(text, &byte);
  }
  CHECK(index.ToCodePoints(text.size()) == CountCodePoints(text));
  CHECK(index.ToBytes(100000) == text.size());
  CHECK(CodePointIndex("").ToCodePoints(0) == 0);
}

TEST_CASE("text: the walk back meets the walk forth", "[base][text]") {
  const std::string text = "x\xC3\xA9\x80\xE2\x82\xAC\xF0\x9F\x92\xB0";
  size_t i = text.size();
  CHECK(PreviousCodePoint(text, &i) == 0x1F4B0);
  CHECK(PreviousCodePoint(text, &i) == 0x20AC);
  CHECK(PreviousCodePoint(text, &i) == 0xFFFD);
  CHECK(PreviousCodePoint(text, &i) == 0xE9);
  CHECK(PreviousCodePoint(text, &i) == 'x');
  CHECK(i == 0);
}

TEST_CASE("text: a quotation mark is closed by those that a language sets to it", "[base][text]") {
  CHECK(ClosesQuote('"', '"'));
  CHECK(ClosesQuote(0x00AB, 0x00BB));
  CHECK(ClosesQuote(0x201E, 0x201C));
  CHECK(ClosesQuote(0x201C, 0x201D));
  CHECK(ClosesQuote(0x201D, 0x201D));
  CHECK(ClosesQuote(0x300C, 0x300D));
  CHECK_FALSE(ClosesQuote(0x00BB, 0x00AB));
  CHECK_FALSE(ClosesQuote('(', ')'));
}

TEST_CASE("text: what could run on a terminal is stripped", "[base][text]") {
  CHECK(StripControls("a\x1B[31mb\x07\n") == "a[31mb\n");
  CHECK(StripControls("\u009B\u2067a\u2014\uFEFF\uFF21\u00A0\x7F") == "a\u2014\uFF21\u00A0");
  CHECK(StripControls("\xE2\x80 \xC2") == "\xE2\x80 \xC2");
  CHECK(StripControls("a\xE2\x80\xAE"
                      "b") == "ab");  // right-to-left override
}

TEST_CASE("text: NFC and spaces", "[base][text]") {
  CHECK(ToNfc("u\xCC\x88") == "\xC3\xBC");
  CHECK(CollapseSpace(" a\xC2\xA0\n b\t") == "a b");
  CHECK(CollapseSpace("two words  and three \n more \xC3\xA9t\xC3\xA9 a ") ==
        "two words and three more \xC3\xA9t\xC3\xA9 a");
  CHECK(CollapseSpace("a \x7F\x01 b ") == "a \x7F\x01 b");
  // White space of several bytes, and what begins with the same byte and is none.
  CHECK(CollapseSpace("\u3000a\u0085\u1680b \u2003 \u200Bc\u2028") == "a b c");
  CHECK(CollapseSpace("\u201Ca\u201D \u3042 \u1234  \u00A9") ==
        "\u201Ca\u201D \u3042 \u1234 \u00A9");
  CHECK(CollapseSpace("\xE2\x80 a  \xC2") == "\xE2\x80 a \xC2");
  CHECK(CollapseSpace(" ").empty());
}

TEST_CASE("text: a line is tidied as by both, whether or not it needs it", "[base][text]") {
  const std::vector<std::string> pieces = {
      "a",        "bc",       " ",      "  ",     "\t",       "\n",     "\x01",       "\x7F",
      "defghijk", "\u00A0",   "\u0085", "\u00C2", "\u1680",   "\u1681", "\u2003",     "\u201C",
      "\u2028",   "\u202E",   "\u205F", "\u2067", "\u20AC",   "\u3000", "\u3001",     "\uFEFF",
      "\uFF21",   "\xE2\x80", "\xC2",   "\xEF",   "12345678", "\u200B", "\U0001F600", "lmnopq "};
  std::mt19937 random(20261127);
  size_t tidy = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string line;
    for (size_t n = random() % 9; n > 0; --n) line += pieces[random() % pieces.size()];
    const std::string expected = CollapseSpace(StripControls(line));
    tidy += expected == line ? 1 : 0;
    INFO(line);
    std::string tidied = line;
    TidyLine(&tidied);
    REQUIRE(tidied == expected);
  }
  CHECK(tidy > 1'000);
}

TEST_CASE("text: case is folded in full, character by character", "[base][text]") {
  CHECK(FoldCase("Hello, WORLD") == "hello, world");
  CHECK(FoldCase("STRASSE Straße ÄÖÜ") == "strasse strasse äöü");
  CHECK(FoldCase("ΣΊΣΥΦΟΣ Москва") == "σίσυφοσ москва");
  CHECK(FoldCase("\xE2\x84\xAA İ ﬃ") == "k i\xCC\x87 ffi");  // the sign for kelvin, ligatures
  CHECK(FoldCase("東京 القاهرة 한국") == "東京 القاهرة 한국");
  const std::string broken = FoldCase("\xFF STRASSE \xC3 ẞ");
  CHECK(broken.find(" strasse ") != std::string::npos);
  CHECK(broken.ends_with(" ss"));
  CHECK(FoldCase("A\xEF\xBF\xBD"
                 "B") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(FoldCase("").empty());
  // Eight bytes at a time and one, at any place.
  std::string all, folded;
  for (int c = 0; c < 0x80; ++c) {
    all += static_cast<char>(c);
    folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  for (size_t from = 0; from < all.size(); ++from) {
    CHECK(FoldCase(all.substr(from)) == folded.substr(from));
  }
}

TEST_CASE("text: what is plainly in NFC composes with nothing", "[base][text]") {
  size_t plain = 0;
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(c, &text);
    if (!IsPlainNfc(text)) continue;
    ++plain;
    const auto point = static_cast<UChar32>(c);
    if (u_getIntPropertyValue(point, UCHAR_NFC_QUICK_CHECK) != UNORM_YES ||
        u_getCombiningClass(point) != 0)
      FAIL(static_cast<uint32_t>(c));
  }
  CHECK(plain > 20'000);
  CHECK(IsPlainNfc(
      "gr\xC3\xBCn, \xE2\x80\x9E\xD0\xB0\xE2\x80\x9D, and a longer run of ASCII behind"));
  CHECK_FALSE(IsPlainNfc("u\xCC\x88"));
  CHECK_FALSE(IsPlainNfc("broken \xC3"));
}
