#include "extract/quantities/lexicon.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extract/quantities/words.h"
#include "extract/rules.h"

using namespace dealwire;

namespace {

const Lexicon& EmbeddedLexicon() { return RuleSet::Embedded()->lexicon(); }

std::vector<std::string> Problems(const std::string& language_file) {
  std::vector<RuleFile> files;
  const RuleFiles embedded = RuleFiles::Embedded();
  for (const RuleFile& file : embedded.all()) {
    if (file.path.starts_with("quantities/")) files.push_back(file);
  }
  files.push_back({"lang/xx.toml", "rules/lang/xx.toml", language_file});
  Diagnostics problems;
  Lexicon::Compile(RuleFiles(std::move(files)), &problems);
  return problems.messages();
}

bool Knows(const std::string& lang, const std::string& role, const std::string& word,
           const std::string& value) {
  const std::vector<Lexicon::Row> rows = EmbeddedLexicon().Describe(lang);
  return std::ranges::any_of(rows, [&](const Lexicon::Row& row) {
    return row.role == role && row.word == word && row.value == value;
  });
}

}  // namespace

TEST_CASE("lexicon: CLDR's words, long and short scale", "[extract][lexicon]") {
  CHECK(Knows("en", "scale", "billion", "1e+09"));
  CHECK(Knows("de", "scale", "billionen", "1e+12"));
  CHECK(Knows("fr", "scale", "billions", "1e+12"));
  CHECK(Knows("pl", "scale", "biliony", "1e+12"));
  CHECK(Knows("gl", "month", "xaneiro", "1"));  // no file of its own
}

TEST_CASE("lexicon: compact short forms are never read", "[extract][lexicon]") {
  for (const char* lang : {"gl", "eu", "sq", "mk"}) {  // languages without a file
    for (const Lexicon::Row& row : EmbeddedLexicon().Describe(lang)) {
      INFO(lang << " " << row.word);
      CHECK_FALSE((row.role == "scale" && row.word.size() == 1));
    }
  }
}

TEST_CASE("lexicon: a currency of many is told by country", "[extract][lexicon]") {
  const std::vector<Lexicon::Row> rows = EmbeddedLexicon().Describe("en");
  CHECK(std::ranges::any_of(rows, [](const auto& r) { return r.value == "dollar"; }));
  CHECK(EmbeddedLexicon().For("en").region.empty());
  CHECK(EmbeddedLexicon().For("en-CA").region == "CA");
  CHECK(&EmbeddedLexicon().For("de") == &EmbeddedLexicon().For("de"));  // compiled once
}

TEST_CASE("lexicon: a tag that nobody knows costs no memory", "[extract][lexicon]") {
  const Words& none = EmbeddedLexicon().For("qqq");
  CHECK(&EmbeddedLexicon().For("zzzzz") == &none);
  CHECK(&EmbeddedLexicon().For("") == &none);
  CHECK(none.language == "en");
}

TEST_CASE("lexicon: what is wrong in a language file is told with its place",
          "[extract][lexicon]") {
  const auto one = [](const std::string& toml, const std::string& expected) {
    INFO(toml);
    const std::vector<std::string> told = Problems("lang = \"xx\"\n[quantities]\n" + toml);
    REQUIRE(told.size() == 1);
    CHECK(told[0].find(expected) != std::string::npos);
  };
  one("currencis.EURO = [\"euro\"]\n",
      "xx.toml:3:1: unknown key 'currencis'; did you mean 'currencies'?");
  one("currencies.EURO = [\"euro\"]\n", "xx.toml:3:19: unknown currency 'EURO'");
  one("scales.viel = [\"viel\"]\n", "'viel' is no number");
  one("time.yaer = [\"jahr\"]\n", "unknown unit of time 'yaer'");
  one("nations.ZZ = [\"niemand\"]\n", "no kind of currency knows the country 'ZZ'");
  one("of = [\"\"]\n", "an empty word");
  one("of = [7]\n", "a word must be a string");
  CHECK(Problems("lang = \"xx\"\n[quantities]\nof = [\"de\"]\n").empty());
}
