#include "extract/quantities/numbers.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extract/quantities/lexicon.h"
#include "extract/rules.h"
#include "extract/text/fold.h"

using namespace dealwire;

namespace {

const Words& WordsOf(const std::string& lang) { return RuleSet::Embedded()->lexicon().For(lang); }

std::vector<Token> Tokens(const std::string& lang, const std::string& text) {
  return Lex(FoldText(text), WordsOf(lang));
}

// The number at the start of the text, or -1.
double Read(const std::string& lang, const std::string& text, bool with_sign = false) {
  Number number;
  return ReadNumber(Tokens(lang, text), 0, with_sign, &number) ? number.low : -1;
}

}  // namespace

TEST_CASE("lexer: numbers with the grouping of every language", "[extract][lexer]") {
  const auto value = [](const std::string& lang, const std::string& text) {
    const std::vector<Token> tokens = Tokens(lang, text);
    return tokens[0].kind == TokenKind::kNumber && tokens[0].valid ? tokens[0].value : -1;
  };
  CHECK(value("en", "1,234,567.89") == 1234567.89);
  CHECK(value("de", "1.234.567,89") == 1234567.89);
  CHECK(value("de", "3,5") == 3.5);
  CHECK(value("en", "3.5") == 3.5);
  CHECK(value("fr", "1\u202f234\u202f567") == 1234567);
  CHECK(value("sv", "1 234 567") == 1234567);
  CHECK(value("de-CH", "1\u2019234\u2019567") == 1234567);
  CHECK(value("en-IN", "12,34,56,789") == 123456789);
  CHECK(value("ar", "\u0661\u0662\u0663") == 123);
  CHECK(value("hi", "\u0967\u0968\u0969") == 123);
  CHECK(value("ja", "\uff11\uff12\uff13") == 123);
  CHECK(value("th", "\u0e51\u0e52\u0e53") == 123);
  CHECK(value("my", "\u1041\u1042\u1043,\u1044\u1045\u1046") == 123456);
  CHECK(value("ur-IN", "\u06f4\u06f3\u066c\u06f2\u06f4\u066c\u06f3\u06f1\u06f1") == 4324311);
  CHECK(value("ar", "\u0661\u066c\u0662\u0663\u0664\u066b\u0665") == 1234.5);
  CHECK(value("pt-CV", "1 234$50") == 1234.5);
  CHECK(value("pt", "1 234$50") == 1234);
  CHECK(value("en-ZA", "1 234.50") == 1234.5);
  CHECK(value("en-ZA", "1,500") == 1500);
  CHECK(value("en-ZA", "1 234 567") == 1234567);
  CHECK(value("en", "1 234 567") == 1);
  CHECK(value("en", "1.2.3") == -1);
  CHECK(value("en", "1.1.1.1.1.1.1.1") == -1);
  CHECK(value("en", std::string(400, '9')) == -1);
}

TEST_CASE("lexer: a text shows what its commas part", "[extract][lexer]") {
  const auto first = [](const std::string& lang, const std::string& text) {
    return Tokens(lang, text)[0].value;
  };
  CHECK(first("es", "1,850 millones; 310.5 millones") == 1850);
  CHECK(first("es", "1,850 millones; 4,200 millones") == 1850);
  CHECK(first("es", "1,850 millones") == 1.85);  // nothing else shows it
  CHECK(first("es", "1,850 millones; 4,200 millones; 2,5 millones") == 1.85);
  CHECK(first("es", "1.850 millones; 310,5 millones") == 1850);
  CHECK(first("de", "0,156 Prozent am 26.11.") == 0.156);
}

TEST_CASE("lexer: the last token is a break, whatever the text", "[extract][lexer]") {
  for (const char* text : {"", " ", "5", ",,,", "\xef\xbf\xbd"}) {
    const std::vector<Token> tokens = Tokens("en", text);
    REQUIRE_FALSE(tokens.empty());
    CHECK(tokens.back().kind == TokenKind::kBreak);
  }
}

TEST_CASE("numbers: CLDR's words of every country and script of a language", "[extract][numbers]") {
  CHECK(Read("pt", "5 bili\u00f5es") == 5e12);  // Portugal; Brazil writes bilhoes
  CHECK(Read("nn", "3 milliardar") == 3e9);
  CHECK(Read("sr", "3 \u043c\u0438\u043b\u0438\u0458\u0430\u0440\u0434\u0435") == 3e9);
  CHECK(Read("sr", "3 milijarde") == 3e9);
  CHECK(Read("ha", "Miliyan 480") == 480e6);  // the scale stands first
}

TEST_CASE("numbers: spelled, scaled, halved", "[extract][numbers]") {
  CHECK(Read("en", "twenty-five million") == 25e6);
  CHECK(Read("en", "one and a half billion") == 1.5e9);
  CHECK(Read("en", "a billion") == 1e9);
  CHECK(Read("de", "dreieinhalb Milliarden") == 3.5e9);
  CHECK(Read("de", "3 Billionen") == 3e12);
  CHECK(Read("en", "3 trillion") == 3e12);
  CHECK(Read("fr", "3 billions") == 3e12);
  CHECK(Read("es", "3 mil millones") == 3e9);
  CHECK(Read("zh", "1\u5104 2000\u842c") == 1.2e8);
  CHECK(Read("hi", "2 \u0932\u093e\u0916 \u0915\u0930\u094b\u0921\u093c") == 2e12);
  CHECK(Read("en", "5 m", true) == 5e6);
  CHECK(Read("en", "oranges") == -1);
}

TEST_CASE("numbers: what a word says at least", "[extract][numbers]") {
  Number number;
  REQUIRE(ReadNumber(Tokens("en", "hundreds of thousands"), 0, false, &number));
  CHECK(number.open);
  CHECK(number.low == 200'000);
}

TEST_CASE("lexer: a text is cut once for words that cut it alike, anew for others",
          "[extract][lexer]") {
  const std::string text = FoldText("Am 3. Mai f\u00FCr 1.234 Franken und 1.234,5 Euro");
  const auto spans = [](const std::vector<Token>& tokens) {
    std::vector<std::pair<uint32_t, double>> out(tokens.size());
    std::ranges::transform(tokens, out.begin(),
                           [](const Token& t) { return std::pair(t.end, t.value); });
    return out;
  };
  LexedText lexed(text);
  const Token* first = lexed.With(WordsOf("de")).data();
  CHECK(LexesAlike(WordsOf("de"), WordsOf("de-DE")));
  CHECK(lexed.With(WordsOf("de-DE")).data() == first);
  for (const char* lang : {"de-CH", "en", "de", "fr", "de-CH"}) {
    CAPTURE(lang);
    CHECK(spans(lexed.With(WordsOf(lang))) == spans(Lex(text, WordsOf(lang))));
  }
  CHECK_FALSE(LexesAlike(WordsOf("de"), WordsOf("de-CH")));
  CHECK(spans(Lex(text, WordsOf("de"))) != spans(Lex(text, WordsOf("de-CH"))));
}

TEST_CASE("words: a trie holds what it was given", "[extract][lexer]") {
  WordTrie trie;
  trie.Build({{"a", 0}, {"ab*", 1}, {"ab", 2}, {"\u00E9t\u00E9", 3}, {"b c", 4}, {"*", 5}});
  const auto ends = [&](std::string_view key) {
    uint32_t node = WordTrie::kRoot;
    for (const char c : key) {
      node = trie.Child(node, c);
      if (node == WordTrie::kNone) return std::pair(-2, -2);
    }
    const WordTrie::Ends* found = trie.At(node);
    return found == nullptr ? std::pair(-1, -1) : std::pair(found->exact, found->stem);
  };
  CHECK(ends("a") == std::pair(0, -1));
  CHECK(ends("ab") == std::pair(2, 1));
  CHECK(ends("\u00E9t\u00E9") == std::pair(3, -1));
  CHECK(ends("b") == std::pair(-1, -1));
  CHECK(ends("b c") == std::pair(4, -1));
  CHECK(ends("*") == std::pair(5, -1));
  CHECK(ends("abc") == std::pair(-2, -2));
  CHECK(ends("c") == std::pair(-2, -2));
  CHECK(WordTrie().Child(WordTrie::kRoot, 'a') == WordTrie::kNone);
}
