// CLDR writes, we read: amounts formatted by ICU in every way that CLDR knows, for its locales, and
// read back. A sample runs with the tests; scripts/test-cldr runs all locales (hidden tag).
#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

#include "base/text.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/quantities.h"
#include "extract/rules.h"
#include "extract/text/languages.h"

using namespace dealwire;

namespace {

struct Way {
  const char* name;
  UNumberUnitWidth width;
  bool compact;
};

// Beside a sign or a code the compact forms are abbreviations ("2.2TCr", "59 mil M"), which
// contradict one another between languages and are never read.
constexpr std::array<Way, 4> kWays = {{{"sign", UNUM_UNIT_WIDTH_SHORT, false},
                                       {"code", UNUM_UNIT_WIDTH_ISO_CODE, false},
                                       {"name", UNUM_UNIT_WIDTH_FULL_NAME, false},
                                       {"compact name", UNUM_UNIT_WIDTH_FULL_NAME, true}}};

constexpr std::array<const char16_t*, 8> kCurrencies = {u"USD", u"EUR", u"GBP", u"JPY",
                                                        u"CNY", u"INR", u"KRW", u"CHF"};

// Whether CLDR gives the locale words for a million and more, so that compact forms say in words
// what they stand for.
bool HasFullScales(const icu::Locale& locale) {
  const auto in_words = [&](int power) {
    UErrorCode error = U_ZERO_ERROR;
    std::string text;
    icu::number::NumberFormatter::withLocale(locale)
        .notation(icu::number::Notation::compactLong())
        .formatDouble(std::pow(10, power), error)
        .toString(error)
        .toUTF8String(text);
    size_t letters = 0;
    bool spaceless = false;
    for (size_t i = 0; i < text.size();) {
      const char32_t c = NextCodePoint(text, &i);
      letters += IsLetter(c) || IsMark(c) ? 1 : 0;
      spaceless = spaceless || IsSpaceless(c) || IsHangul(c);
    }
    return letters >= 3 || spaceless;
  };
  return in_words(6) && in_words(9) && in_words(12);
}

std::string Format(const icu::Locale& locale, const Way& way, const char16_t* currency,
                   double value) {
  UErrorCode error = U_ZERO_ERROR;
  auto formatter = icu::number::NumberFormatter::withLocale(locale)
                       .unit(icu::CurrencyUnit(currency, error))
                       .unitWidth(way.width);
  if (way.compact) {
    formatter = formatter.notation(icu::number::Notation::compactLong());
  } else if (std::floor(value) == value) {
    formatter = formatter.precision(icu::number::Precision::integer());
  }
  std::string out;
  formatter.formatDouble(value, error).toString(error).toUTF8String(out);
  return U_SUCCESS(error) ? out : "";
}

struct Score {
  size_t tried = 0, right = 0;
  std::vector<std::string> misses;
};

bool ReadBack(const RuleSet& rules, const std::string& lang, const std::string& text, double value,
              const std::string& code) {
  Article article;
  article.lang = lang;
  article.text = ToNfc(text);
  CompleteArticle(&article);
  const Document document = MakeDocument(article, rules.languages().Sentences(lang));
  for (const Mention& m : FindQuantities(document, rules.lexicon()).found) {
    const auto* money = Get<MoneyValue>(m);
    if (money != nullptr && money->currency == code && money->min && money->max &&
        std::abs(*money->min - value) <= 1e-9 * value && money->min == money->max)
      return true;
  }
  return false;
}

// 1 to 99 of what a compact form rounds to, and plain sums with and without cents.
double Value(std::mt19937& random, bool compact, bool cents) {
  if (compact) {
    const double lead = std::uniform_int_distribution(1, 99)(random);
    return lead * std::pow(10, std::uniform_int_distribution(6, 12)(random));
  }
  const double whole = std::uniform_int_distribution(1'001, 2'000'000'000)(random);
  return cents ? whole + std::uniform_int_distribution(1, 99)(random) / 100.0 : whole;
}

void Try(const RuleSet& rules, const icu::Locale& locale, size_t rounds, std::mt19937& random,
         Score* score) {
  UErrorCode error = U_ZERO_ERROR;
  const auto tag = locale.toLanguageTag<std::string>(error);
  for (size_t i = 0; i < rounds; ++i) {
    for (const Way& way : kWays) {
      const char16_t* currency =
          kCurrencies.at(std::uniform_int_distribution<size_t>(0, kCurrencies.size() - 1)(random));
      const std::string code(currency, currency + 3);
      const bool cents = code != "JPY" && code != "KRW" && random() % 3 == 0;
      const double value = Value(random, way.compact, cents);
      const std::string text = Format(locale, way, currency, value);
      ++score->tried;
      if (ReadBack(rules, tag, text, value, code)) {
        ++score->right;
      } else {
        score->misses.push_back(
            fmt::format("{} {} {:.2f} {}: {}", tag, way.name, value, code, text));
      }
    }
  }
}

unsigned Seed() {
  const char* given = std::getenv("DEALWIRE_SEED");
  return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                          : std::random_device()();
}

}  // namespace

TEST_CASE("CLDR: amounts that ICU writes are read back, a sample", "[extract][cldr]") {
  const unsigned seed = Seed();
  std::mt19937 random(seed);
  Score score;
  for (const char* name :
       {"de", "en", "en_IN", "fr",      "fr_CA", "es", "it", "pt_BR", "pt_PT", "nl",
        "sv", "da", "nb",    "fi",      "pl",    "cs", "ru", "uk",    "tr",    "ar",
        "hi", "vi", "zh",    "zh_Hant", "ja",    "ko", "ro", "hu",    "el",    "bg"}) {
    Try(*RuleSet::Embedded(), icu::Locale(name), 2, random, &score);
  }
  for (const std::string& miss : score.misses) UNSCOPED_INFO(miss);
  INFO("DEALWIRE_SEED=" << seed);
  CHECK(static_cast<double>(score.right) >= 0.97 * static_cast<double>(score.tried));
}

TEST_CASE("CLDR: amounts that ICU writes are read back, every locale", "[.cldr-full]") {
  const unsigned seed = Seed();
  std::cout << "DEALWIRE_SEED=" << seed << "\n";
  std::mt19937 random(seed);
  int32_t count = 0;
  const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
  std::map<std::string, Score> full;  // by language
  Score rest;
  for (int32_t i = 0; i < count; ++i) {
    const bool words = HasFullScales(locales[i]);
    Try(*RuleSet::Embedded(), locales[i], 10, random,
        words ? &full[locales[i].getLanguage()] : &rest);
  }
  Score all;
  for (const auto& [language, score] : full) {
    all.tried += score.tried;
    all.right += score.right;
    if (score.misses.empty()) continue;
    std::cout << fmt::format("{:4} {:.4f} of {}\n", language,
                             static_cast<double>(score.right) / static_cast<double>(score.tried),
                             score.tried);
    for (const std::string& miss : score.misses) std::cout << "     " << miss << "\n";
  }
  const auto rate = [](const Score& s) {
    return static_cast<double>(s.right) / static_cast<double>(std::max<size_t>(s.tried, 1));
  };
  std::cout << fmt::format(
      "{} languages with full scale words: {:.4f} of {}; the others: {:.4f} of {}\n", full.size(),
      rate(all), all.tried, rate(rest), rest.tried);
  CHECK(full.size() >= 100);
  CHECK(rate(all) >= 0.995);
}
