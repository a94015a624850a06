#include "extract/prefilter.h"

#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/names/registry.h"
#include "extract/quantities/lexicon.h"
#include "extract/rules.h"
#include "extract/text/languages.h"
#include "tests/support/shared.h"

namespace dealwire {
namespace {

using nlohmann::json;

const Prefilter& Of(Prefilter::Term term) {
  static const Prefilter money(RuleSet::Embedded(), {Prefilter::Term::kMoney});
  static const Prefilter org(RuleSet::Embedded(), {Prefilter::Term::kOrg});
  return term == Prefilter::Term::kMoney ? money : org;
}

bool MayHoldMoney(const std::string& text) { return Of(Prefilter::Term::kMoney).MayHold(text); }
bool MayHoldOrg(const std::string& text) { return Of(Prefilter::Term::kOrg).MayHold(text); }

TEST_CASE("prefilter: sums that a deal may be over, in any language", "[extract][prefilter]") {
  for (const std::string text : {"$38 billion",
                                 "a billion dollars",
                                 "38 Milliarden Euro",
                                 "einen 38-Milliarden-Dollar-Vertrag",
                                 "380億円",
                                 "38億ドル",
                                 "380 mkr",
                                 "12 млрд долларов",
                                 "5 مليارات دولار",
                                 "बिलियन डॉलर",
                                 "milioni 38 za dola",
                                 "$38bn",
                                 "USD 1,200,000",
                                 "1 200 000 kr",
                                 "€500.000",
                                 "US$5m",
                                 "deux cent mille euros",
                                 "8 milliards d'eurospar an",
                                 "５００万ドル",
                                 "38조 원",
                                 "hundreds of millions of pounds"}) {
    INFO(text);
    CHECK(MayHoldMoney(text));
  }
  for (const std::string text :
       {"", "$5", "3.99 euros a month", "a million readers", "the dollar fell", "1,200,000 people",
        "the 2024 Euro, seen by 30 in the pub", "won 3-0", "one dollar\n5 billion people"}) {
    INFO(text);
    CHECK_FALSE(MayHoldMoney(text));
  }
}

TEST_CASE("prefilter: names of the registry, as any language bends them", "[extract][prefilter]") {
  for (const std::string text :
       {"OpenAI said", "Nvidias Chips", "오라클은", "甲骨文公司", "Оракла", "Nvidialta", "وأوراكل",
        "about Gemini by Google DeepMind", "Googlen pilvi"}) {
    INFO(text);
    CHECK(MayHoldOrg(text));
  }
  for (const std::string text : {"", "a metal roof", "an oracle of old", "nobody at all"}) {
    INFO(text);
    CHECK_FALSE(MayHoldOrg(text));
  }
}

TEST_CASE("prefilter: a language that is known bends names in its own way",
          "[extract][prefilter]") {
  const Prefilter& org = Of(Prefilter::Term::kOrg);
  CHECK(org.MayHold("Nvidias Chips", "de"));
  CHECK(org.MayHold("Nvidialta", "fi"));
  CHECK_FALSE(org.MayHold("Nvidialta", "de"));
}

TEST_CASE("prefilter: all that is asked for must be there", "[extract][prefilter]") {
  const Prefilter both(RuleSet::Embedded(), {Prefilter::Term::kMoney, Prefilter::Term::kOrg});
  CHECK(both.MayHold("OpenAI pays $38 billion."));
  CHECK_FALSE(both.MayHold("OpenAI pays nothing."));
  CHECK_FALSE(both.MayHold("Nobody pays $38 billion."));
}

TEST_CASE("prefilter: its words are compiled with the rules", "[extract][prefilter]") {
  const std::string saved = RuleSet::Embedded()->Save();
  const Prefilter both(RuleSet::Load(saved).value(),
                       {Prefilter::Term::kOrg, Prefilter::Term::kMoney});
  CHECK(both.MayHold("OpenAI pays $38 billion."));
  CHECK(both.MayHold("Nvidialta 38 miljardia euroa", "fi"));
  CHECK_FALSE(both.MayHold("Nvidialta 38 miljardia euroa", "de"));
  CHECK_FALSE(both.MayHold("OpenAI pays all 38 billion."));  // not USD, nor Albania's ALL
  CHECK(both.MayHold("OpenAI ትናንት"));                        // a script of no file
}

TEST_CASE("prefilter: double the text costs twice", "[extract][prefilter]") {
  const auto seconds = [](const std::string& part, size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += part;
    double least = 1e9;
    for (int i = 0; i < 3; ++i) {
      const clock_t start = clock();
      CHECK_FALSE(MayHoldMoney(text));
      least = std::min(least, static_cast<double>(clock() - start) / CLOCKS_PER_SEC);
    }
    return least;
  };
  for (const std::string part : {"$ ", "euro ", "12 ", "$ 12 ", "eurox ", "https://a/"}) {
    INFO(part);
    // Were it quadratic, 1,000 times.
    CHECK(seconds(part, 320'000) < 100 * (seconds(part, 10'000) + 1e-3));
  }
}

// What the whole of the extraction finds, the look must not deny.
class Sound {
 public:
  void Check(const json& record) {
    Article article;
    article.title = record.value("title", "");
    article.lang = record.value("lang", "");
    article.text = record.contains("text") ? record.at("text") : record.at("body");
    article.published = record.value("published", "2025-11-13");
    CompleteArticle(&article);
    const std::string text = article.title + "\n" + article.text;
    INFO(text);
    if (article.lang == "cy") return;  // no file of rules/lang, and written in Latin letters
    const Mentions found = Extract(article, *RuleSet::Embedded(), {.mentions_only = true}).mentions;
    if (std::ranges::any_of(found, IsSum)) {
      ++sums;
      CHECK(MayHoldMoney(text));
    }
    if (std::ranges::any_of(found, IsNamed)) {
      ++names;
      CHECK(MayHoldOrg(text));
      CHECK(Of(Prefilter::Term::kOrg).MayHold(text, article.lang));
    }
  }

  void CheckLines(const std::filesystem::path& path) {
    std::ifstream file(path);
    REQUIRE(file);
    for (std::string line; std::getline(file, line);) Check(json::parse(line));
  }

  size_t sums = 0, names = 0;

 private:
  static bool IsSum(const Mention& m) {
    const auto* money = Get<MoneyValue>(m);
    return money != nullptr && money->max.value_or(money->min.value_or(0)) >= 2e5;
  }
  static bool IsNamed(const Mention& m) {
    const auto* org = Get<OrgValue>(m);
    return (org != nullptr && org->known) || Get<ProductValue>(m) != nullptr;
  }
};

TEST_CASE("prefilter: never denies what is found in the corpora", "[extract][prefilter]") {
  Sound sound;
  for (const char* file :
       {"press_check", "press_wide", "press_open", "press_closed", "quant_open", "quant_closed"})
    sound.CheckLines(SourceFolder("corpora/money") / (std::string(file) + ".jsonl"));
  for (const auto& entry : std::filesystem::directory_iterator(SourceFolder("corpora/deals"))) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    sound.Check(json::parse(file));
  }
  CHECK(sound.sums >= 600);
  CHECK(sound.names >= 200);
  if (const auto money = SharedFolder("dev/money")) {
    for (const auto& entry : std::filesystem::directory_iterator(*money)) {
      if (entry.path().extension() == ".jsonl") sound.CheckLines(entry.path());
    }
  }
}

}  // namespace
}  // namespace dealwire
