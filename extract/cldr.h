#ifndef DEALWIRE_EXTRACT_CLDR_H_
#define DEALWIRE_EXTRACT_CLDR_H_

#include <functional>
#include <string>
#include <string_view>

// What CLDR, as ICU carries it, knows of the words of a locale. Each function gives every word to a
// sink, not folded; a locale that ICU lacks gives nothing. ICU's resource bundles are read
// directly: its formatters would have to be made and run for every number and plural form.
// Thread-safe.
namespace dealwire::cldr {

// Whether ICU has data of this language's own.
bool Knows(std::string_view language);

// Scale words of the long compact decimal patterns in all plural forms: ("Milliarden", 1e9).
void Scales(const std::string& locale, const std::function<void(std::string, double)>& sink);

// Currency names in all plural forms: ("Schweizer Franken", "CHF").
void CurrencyNames(const std::string& locale,
                   const std::function<void(std::string, const std::string&)>& sink);
// Currency signs of the locale that are not ISO codes: ("Kc", "CZK").
void CurrencySigns(const std::string& locale,
                   const std::function<void(std::string, const std::string&)>& sink);

// Spelled-out numbers 0..99 and 100, 200, .. 900 of every rule set ("dreihundert", 300), and
// ordinals 1..31.
void Spelled(const std::string& locale,
             const std::function<void(std::string, double, bool ordinal)>& sink);

void Months(const std::string& locale, const std::function<void(std::string, int)>& sink);
void Weekdays(const std::string& locale, const std::function<void(std::string, int)>& sink);

// '.' or ',' (or another ASCII sign): what parts a fraction.
char DecimalSign(const std::string& locale);
// Whether short dates begin with the month.
bool MonthFirst(const std::string& locale);

// Where most who speak the language live: "NO" for nb, "EG" for ar; "" where ICU does not know.
std::string LikelyCountry(const std::string& language);

}  // namespace dealwire::cldr

#endif  // DEALWIRE_EXTRACT_CLDR_H_
