#include "extract/quantities/cldr.h"

#include <unicode/dcfmtsym.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/rbnf.h>
#include <unicode/smpdtfmt.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/ures.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <utility>

namespace dealwire::cldr {
namespace {

constexpr char kCurrencyBundle[] = U_ICUDATA_NAME "-curr";

struct CloseBundle {
  void operator()(UResourceBundle* bundle) const { ures_close(bundle); }
};
using Bundle = std::unique_ptr<UResourceBundle, CloseBundle>;

std::string Utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// Without spaces and no-break spaces at both ends.
std::string TrimSpaces(std::string_view text) {
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  while (text.starts_with(' ') || text.starts_with(kNoBreak))
    text.remove_prefix(text[0] == ' ' ? 1 : kNoBreak.size());
  while (text.ends_with(' ') || text.ends_with(kNoBreak))
    text.remove_suffix(text.back() == ' ' ? 1 : kNoBreak.size());
  return std::string(text);
}

std::string Text(const Bundle& item) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 0;
  const UChar* text = ures_getString(item.get(), &length, &error);
  return U_SUCCESS(error) ? Utf8(icu::UnicodeString(text, length)) : std::string();
}

// A member of a table, or null; the children of null are null.
Bundle Member(const Bundle& table, const char* key) {
  if (table == nullptr) return nullptr;
  UErrorCode error = U_ZERO_ERROR;
  Bundle out(ures_getByKey(table.get(), key, nullptr, &error));
  return U_SUCCESS(error) ? std::move(out) : nullptr;
}

// What stands in the bundle of this very locale, nothing of its parents.
Bundle OpenOwn(const char* package, const std::string& locale) {
  UErrorCode error = U_ZERO_ERROR;
  Bundle out(ures_openDirect(package, locale.c_str(), &error));
  return U_SUCCESS(error) ? std::move(out) : nullptr;
}

// The locale that lends what `locale` lacks, "" for the root: the one its bundle names, else the
// one without its last subtag.
std::string ParentOf(const std::string& locale) {
  const Bundle own = OpenOwn(nullptr, locale);
  if (const Bundle parent = Member(own, "%%Parent"); parent != nullptr) {
    std::string name = Text(parent);
    return name == "root" ? "" : name;
  }
  const size_t cut = locale.rfind('_');
  return cut == std::string::npos ? "" : locale.substr(0, cut);
}

// The bundles of a locale and of those it inherits from, the most general first, the root left out;
// or its own alone. ICU itself inherits whole tables only: nn has some patterns of its own, so all
// others of "no" would be lost.
std::vector<Bundle> Bundles(const char* package, const std::string& locale, Whose whose) {
  const size_t most = whose == Whose::kOwn ? 1 : 8;
  std::vector<Bundle> out;
  std::string name = locale;
  for (size_t i = 0; i < most && !name.empty(); ++i) {
    if (Bundle own = OpenOwn(package, name); own != nullptr) out.push_back(std::move(own));
    name = ParentOf(name);
  }
  std::ranges::reverse(out);
  return out;
}

// Each string of a table or an array, with its key.
void ForEach(const Bundle& table, const std::function<void(const char*, const Bundle&)>& sink) {
  if (table == nullptr) return;
  ures_resetIterator(table.get());
  while (ures_hasNext(table.get()) != 0) {
    UErrorCode error = U_ZERO_ERROR;
    const Bundle item(ures_getNextResource(table.get(), nullptr, &error));
    if (U_FAILURE(error)) return;
    const char* key = ures_getKey(item.get());
    sink(key == nullptr ? "" : key, item);
  }
}

struct ScalePattern {
  std::string word;
  int zeros = 0;
  bool before = false;  // the word stands before the number: "milioni 0"
};

// "0 Milliarden" -> "Milliarden"; quotes and what is behind a semicolon go.
ScalePattern ReadPattern(const std::string& pattern) {
  ScalePattern out;
  for (const char c : pattern) {
    if (c == '0') {
      out.before = out.before || (out.zeros == 0 && !TrimSpaces(out.word).empty());
      ++out.zeros;
    } else if (c == ';') {
      break;
    } else if (c != '\'') {
      out.word.push_back(c);
    }
  }
  out.word = TrimSpaces(out.word);
  return out;
}

void ScalesOf(const Bundle& patterns, const ScaleSink& sink) {
  ForEach(patterns, [&](const char* power, const Bundle& plurals) {
    ForEach(plurals, [&](const char*, const Bundle& plural) {
      const ScalePattern pattern = ReadPattern(Text(plural));
      if (pattern.zeros == 0 || pattern.word.empty()) return;
      const double scale = std::pow(10, static_cast<double>(std::strlen(power)) - pattern.zeros);
      if (scale >= 1000) sink(pattern.word, scale, pattern.before);
    });
  });
}

void Symbols(const icu::DateFormatSymbols& symbols, bool months,
             const std::function<void(std::string, int)>& sink) {
  using Symbols = icu::DateFormatSymbols;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      // Short weekdays are words ("so", "mi") or single characters.
      if (!months && width == Symbols::ABBREVIATED) continue;
      int32_t count = 0;
      const icu::UnicodeString* names = months ? symbols.getMonths(count, context, width)
                                               : symbols.getWeekdays(count, context, width);
      for (int32_t i = 0; i < count; ++i) {
        // Weekdays: 1 is Sunday in ICU; ours begin with Monday.
        const int value = months ? i + 1 : (i == 1 ? 7 : i - 1);
        if (value >= 1 && !names[i].isEmpty()) sink(Utf8(names[i]), value);
      }
    }
  }
}

void EachSymbol(const std::string& locale, bool months,
                const std::function<void(std::string, int)>& sink) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(locale.c_str()), error);
  if (U_SUCCESS(error)) Symbols(symbols, months, sink);
}

icu::UnicodeString NumberSymbol(const std::string& locale,
                                icu::DecimalFormatSymbols::ENumberFormatSymbol symbol) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::DecimalFormatSymbols symbols(icu::Locale(locale.c_str()), error);
  return U_SUCCESS(error) ? symbols.getSymbol(symbol) : icu::UnicodeString();
}

}  // namespace

bool Knows(std::string_view language) {
  return !language.empty() && OpenOwn(nullptr, std::string(language)) != nullptr;
}

const std::vector<std::string>& Locales() {
  static const std::vector<std::string> locales = [] {
    std::vector<std::string> out;
    const int32_t count = uloc_countAvailable();
    out.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; ++i) out.emplace_back(uloc_getAvailable(i));
    std::ranges::sort(out);
    return out;
  }();
  return locales;
}

std::string LocaleIn(const std::string& language, const std::string& region) {
  std::string locale = language + "_" + region;
  if (std::ranges::binary_search(Locales(), locale)) return locale;
  UErrorCode error = U_ZERO_ERROR;
  icu::Locale likely(locale.c_str());
  likely.addLikelySubtags(error);
  locale = U_SUCCESS(error) ? likely.getName() : "";
  return std::ranges::binary_search(Locales(), locale) ? locale : "";
}

void Scales(const std::string& locale, Whose whose, const ScaleSink& sink) {
  for (const Bundle& bundle : Bundles(nullptr, locale, whose)) {
    ForEach(Member(bundle, "NumberElements"), [&](const char* key, const Bundle& system) {
      if (std::strcmp(key, "default") == 0 || ures_getType(system.get()) != URES_TABLE) return;
      ScalesOf(Member(Member(system, "patternsLong"), "decimalFormat"), sink);
    });
  }
}

void CurrencyNames(const std::string& locale, Whose whose, const CurrencySink& sink) {
  for (const Bundle& bundle : Bundles(kCurrencyBundle, locale, whose)) {
    ForEach(Member(bundle, "Currencies"), [&](const char* code, const Bundle& item) {
      UErrorCode error = U_ZERO_ERROR;
      const Bundle name(ures_getByIndex(item.get(), 1, nullptr, &error));
      if (U_SUCCESS(error)) sink(Text(name), code);
    });
    ForEach(Member(bundle, "CurrencyPlurals"), [&](const char* code, const Bundle& plurals) {
      ForEach(plurals, [&](const char*, const Bundle& plural) { sink(Text(plural), code); });
    });
  }
}

void UnitJoints(const std::string& locale, const std::function<void(std::string)>& sink) {
  constexpr std::string_view kNumber = "{0}", kUnit = "{1}";
  for (const Bundle& bundle : Bundles(kCurrencyBundle, locale, Whose::kInherited)) {
    ForEach(Member(bundle, "CurrencyUnitPatterns"), [&](const char*, const Bundle& plural) {
      const std::string pattern = Text(plural);
      const size_t number = pattern.find(kNumber), unit = pattern.find(kUnit);
      if (number == std::string::npos || unit == std::string::npos || unit < number) return;
      const size_t from = number + kNumber.size();
      if (std::string joint = TrimSpaces(pattern.substr(from, unit - from)); !joint.empty())
        sink(std::move(joint));
    });
  }
}

void CurrencySigns(const std::string& locale, const CurrencySink& sink) {
  for (const Bundle& bundle : Bundles(kCurrencyBundle, locale, Whose::kInherited)) {
    ForEach(Member(bundle, "Currencies"), [&](const char* code, const Bundle& it) {
      UErrorCode error = U_ZERO_ERROR;
      const Bundle sign(ures_getByIndex(it.get(), 0, nullptr, &error));
      if (U_SUCCESS(error) && Text(sign) != code) sink(Text(sign), code);
    });
  }
}

void Spelled(const std::string& locale,
             const std::function<void(std::string, double, bool)>& sink) {
  UErrorCode error = U_ZERO_ERROR;
  icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale(locale.c_str()), error);
  if (U_FAILURE(error)) return;
  const int32_t count = format.getNumberOfRuleSetNames();
  for (int32_t i = 0; i < count; ++i) {
    const icu::UnicodeString name = format.getRuleSetName(i);
    const bool ordinal = name.indexOf(u"ordinal") >= 0;
    if (!ordinal && name.indexOf(u"cardinal") < 0 && name.compare(u"%spellout-numbering") != 0) {
      continue;
    }
    const int32_t last = ordinal ? 31 : 108;
    for (int32_t step = ordinal ? 1 : 0; step <= last; ++step) {
      const int32_t value = step < 100 ? step : (step - 99) * 100;
      icu::UnicodeString text;
      icu::FieldPosition position;
      error = U_ZERO_ERROR;
      format.format(value, name, text, position, error);
      if (U_SUCCESS(error)) sink(Utf8(text), value, ordinal);
    }
  }
}

void Months(const std::string& locale, const std::function<void(std::string, int)>& sink) {
  EachSymbol(locale, true, sink);
}

void Weekdays(const std::string& locale, const std::function<void(std::string, int)>& sink) {
  EachSymbol(locale, false, sink);
}

char DecimalSign(const std::string& locale) {
  using Symbols = icu::DecimalFormatSymbols;
  const icu::UnicodeString sign = NumberSymbol(locale, Symbols::kDecimalSeparatorSymbol);
  return sign == u"," || sign == u"\u066B" ? ',' : '.';
}

char MoneyDecimalSign(const std::string& locale) {
  const icu::UnicodeString sign =
      NumberSymbol(locale, icu::DecimalFormatSymbols::kMonetarySeparatorSymbol);
  return sign == u"$" ? '$' : 0;
}

bool GroupsBySpace(const std::string& locale) {
  const icu::UnicodeString sign =
      NumberSymbol(locale, icu::DecimalFormatSymbols::kGroupingSeparatorSymbol);
  return sign.length() == 1 && u_isUWhiteSpace(sign.charAt(0)) != 0;
}

bool MonthFirst(const std::string& locale) {
  const std::unique_ptr<icu::DateFormat> format(
      icu::DateFormat::createDateInstance(icu::DateFormat::kShort, icu::Locale(locale.c_str())));
  const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(format.get());
  if (simple == nullptr) return false;
  icu::UnicodeString pattern;
  simple->toPattern(pattern);
  const int32_t month = pattern.indexOf(u'M');
  const int32_t day = pattern.indexOf(u'd');
  const int32_t year = pattern.indexOf(u'y');
  return month >= 0 && month < day && month < year;
}

LocaleForms FormsOf(const std::string& locale) {
  LocaleForms forms;
  forms.decimal = DecimalSign(locale);
  forms.money_decimal = MoneyDecimalSign(locale);
  forms.space_groups = GroupsBySpace(locale);
  forms.month_first = MonthFirst(locale);
  CurrencySigns(locale, [&](std::string sign, const std::string& code) {
    forms.signs.emplace_back(std::move(sign), code);
  });
  return forms;
}

std::string LikelyCountry(const std::string& language) {
  UErrorCode error = U_ZERO_ERROR;
  icu::Locale locale(language.c_str());
  locale.addLikelySubtags(error);
  return U_SUCCESS(error) ? locale.getCountry() : "";
}

std::string CountryName(const std::string& locale, const std::string& country) {
  icu::UnicodeString name;
  icu::Locale("und", country.c_str()).getDisplayCountry(icu::Locale(locale.c_str()), name);
  std::string out;
  name.toUTF8String(out);
  return out == country ? "" : out;
}

std::string CurrencyOf(const std::string& country) {
  constexpr int32_t kLongest = 8;
  std::array<char16_t, kLongest> code;
  UErrorCode error = U_ZERO_ERROR;
  const int32_t size = ucurr_forLocale(("und_" + country).c_str(), code.data(), kLongest, &error);
  return U_SUCCESS(error) && size == 3 ? std::string(code.begin(), code.begin() + size) : "";
}

}  // namespace dealwire::cldr
