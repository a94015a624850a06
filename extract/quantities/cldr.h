#ifndef DEALWIRE_EXTRACT_QUANTITIES_CLDR_H_
#define DEALWIRE_EXTRACT_QUANTITIES_CLDR_H_

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What CLDR, as ICU carries it, knows of the words of a locale. Each function gives every word to a
// sink, not folded; a locale that ICU lacks gives nothing. ICU's resource bundles are read
// directly: its formatters would have to be made and run for every number and plural form.
// Thread-safe.
namespace dealwire::cldr {

// Whether ICU has data of this language's own.
bool Knows(std::string_view language);

// All locales that ICU has, sorted: "pt_PT", "sr_Latn_RS", "zh_Hant".
const std::vector<std::string>& Locales();
// The one of a language in a country: "zh_Hant_TW" for ("zh", "TW"); "" where there is none.
std::string LocaleIn(const std::string& language, const std::string& region);

// With what a locale has from those above it ("pt" above "pt_PT"), or what it adds to them alone.
enum class Whose { kInherited, kOwn };
using ScaleSink = std::function<void(std::string word, double scale, bool before)>;
using CurrencySink = std::function<void(std::string word, const std::string& code)>;

// Scale words of the long compact decimal patterns in all plural forms: ("Milliarden", 1e9), and
// whether they stand before their number (Swahili).
void Scales(const std::string& locale, Whose whose, const ScaleSink& sink);

// Currency names in all plural forms: ("Schweizer Franken", "CHF").
void CurrencyNames(const std::string& locale, Whose whose, const CurrencySink& sink);
// What stands between a scale word and a currency: ("de") of "millones de euros".
void UnitJoints(const std::string& locale, const std::function<void(std::string)>& sink);
// Currency signs of the locale that are not ISO codes: ("Kc", "CZK").
void CurrencySigns(const std::string& locale, const CurrencySink& sink);

// Spelled-out numbers 0..99 and 100, 200, .. 900 of every rule set ("dreihundert", 300), and
// ordinals 1..31.
void Spelled(const std::string& locale,
             const std::function<void(std::string, double, bool ordinal)>& sink);

void Months(const std::string& locale, const std::function<void(std::string, int)>& sink);
void Weekdays(const std::string& locale, const std::function<void(std::string, int)>& sink);

// '.' or ',' (or another ASCII sign): what parts a fraction.
char DecimalSign(const std::string& locale);
// '$' where it stands between the whole and the cents of an amount (Cape Verde); 0 elsewhere.
char MoneyDecimalSign(const std::string& locale);
// Whether a space, of whatever width, groups digits.
bool GroupsBySpace(const std::string& locale);
// Whether short dates begin with the month.
bool MonthFirst(const std::string& locale);

// What a country changes of its language's forms: the four above, and CurrencySigns.
struct LocaleForms {
  char decimal = '.';
  char money_decimal = 0;
  bool space_groups = false;
  bool month_first = false;
  std::vector<std::pair<std::string, std::string>> signs;
};
// Costs two million instructions.
LocaleForms FormsOf(const std::string& locale);

// Where most who speak the language live: "NO" for nb, "EG" for ar; "" where ICU does not know.
std::string LikelyCountry(const std::string& language);

// "Katar" for QA in de; "" where ICU has no name.
std::string CountryName(const std::string& locale, const std::string& country);

// The currency that a country pays in today: "EUR" of "IT"; "" of none.
std::string CurrencyOf(const std::string& country);

}  // namespace dealwire::cldr

#endif  // DEALWIRE_EXTRACT_QUANTITIES_CLDR_H_
