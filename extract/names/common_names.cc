#include "extract/names/common_names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

#include <memory>
#include <sstream>

#include "extract/text/name_text.h"

namespace dealwire {
namespace {

void AddWords(const icu::UnicodeString& name, StringSet* words) {
  std::string utf8;
  name.toUTF8String(utf8);
  std::istringstream in(FoldName(utf8));
  for (std::string word; in >> word;) words->insert(word);
}

void AddCalendar(const icu::Locale& locale, StringSet* words) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(locale, error);
  if (U_FAILURE(error)) return;
  using Symbols = icu::DateFormatSymbols;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      int32_t count = 0;
      const icu::UnicodeString* names = symbols.getMonths(count, context, width);
      for (int32_t i = 0; i < count; ++i) AddWords(names[i], words);
      names = symbols.getWeekdays(count, context, width);
      for (int32_t i = 0; i < count; ++i) AddWords(names[i], words);
    }
  }
}

void AddCountries(const icu::Locale& locale, StringSet* words) {
  for (const char* const* country = icu::Locale::getISOCountries(); *country != nullptr;
       ++country) {
    icu::UnicodeString name;
    AddWords(icu::Locale("", *country).getDisplayCountry(locale, name), words);
  }
}

void AddCities(const icu::Locale& locale, StringSet* words) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> names(
      icu::TimeZoneNames::createInstance(locale, error));
  const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, error));
  if (U_FAILURE(error)) return;
  while (const icu::UnicodeString* zone = zones->snext(error)) {
    icu::UnicodeString city;
    AddWords(names->getExemplarLocationName(*zone, city), words);
  }
}

}  // namespace

StringSet CommonNames(const std::string& lang) {
  StringSet words;
  const icu::Locale locale(lang.c_str());
  AddCalendar(locale, &words);
  AddCountries(locale, &words);
  AddCities(locale, &words);
  return words;
}

}  // namespace dealwire
