#ifndef DEALWIRE_EXTRACT_QUANTITIES_LEXICON_TABLES_H_
#define DEALWIRE_EXTRACT_QUANTITIES_LEXICON_TABLES_H_

#include <array>
#include <string_view>

#include "extract/quantities/words.h"

// The tables of [quantities] in rules/lang/*.toml and what their words become: the one place to
// look up or add a table. rules/quantities/README.md tells the same to those who write words.
namespace dealwire {

enum class KeyKind {
  kList,      // the value is a list of words
  kNumber,    // the keys are numbers: 1e9 = ["bn"]
  kMoney,     // the keys are currencies or kinds, perhaps with a scale: "SEK 1e6" = ["mkr"]
  kNation,    // the keys are countries: US = ["american"]
  kTimeUnit,  // the keys are units of time: year = ["Jahr*"]
  kRange,     // the keys are ranges of months: "24.." = ["multi-year"]
};

struct TableSpec {
  std::string_view table;  // "" is [quantities] itself
  std::string_view key;    // of a list; "" where the keys are values
  KeyKind kind;
  Role role;
  double flag = 0;  // Sense::b
  bool glue = false;
};

inline constexpr std::array kTables = {
    TableSpec{"numbers", "", KeyKind::kNumber, Role::kNumber, 0, true},
    TableSpec{"articles", "", KeyKind::kNumber, Role::kNumber, kArticleNumber},
    TableSpec{"scales", "", KeyKind::kNumber, Role::kScale, 0, true},
    TableSpec{"scales_first", "", KeyKind::kNumber, Role::kScale, kBeforeNumber, true},
    TableSpec{"short", "", KeyKind::kNumber, Role::kShortScale},
    TableSpec{"plurals", "", KeyKind::kNumber, Role::kPlural, 0, true},
    TableSpec{"vague", "", KeyKind::kNumber, Role::kVague, 0, true},
    TableSpec{"round", "", KeyKind::kNumber, Role::kVague, kRound, true},
    TableSpec{"digits", "", KeyKind::kNumber, Role::kDigits, 0, true},
    TableSpec{"halves", "", KeyKind::kNumber, Role::kHalf, 0, true},
    TableSpec{"parts", "", KeyKind::kNumber, Role::kPart, 0, true},
    TableSpec{"", "at_least_prefix", KeyKind::kList, Role::kAtLeastPrefix},
    TableSpec{"", "of", KeyKind::kList, Role::kOf},
    TableSpec{"", "into", KeyKind::kList, Role::kInto},
    TableSpec{"", "of_which", KeyKind::kList, Role::kOfWhich},
    TableSpec{"", "elliptic", KeyKind::kList, Role::kElliptic},
    TableSpec{"", "other", KeyKind::kList, Role::kOther},
    TableSpec{"", "energy", KeyKind::kList, Role::kEnergy},
    TableSpec{"", "not_term", KeyKind::kList, Role::kNotTerm},
    TableSpec{"currencies", "", KeyKind::kMoney, Role::kCurrency},
    TableSpec{"signs", "", KeyKind::kMoney, Role::kCurrency, kSign},
    TableSpec{"weights", "", KeyKind::kMoney, Role::kCurrency, kWeight},
    TableSpec{"cents", "", KeyKind::kMoney, Role::kCents},
    TableSpec{"small_change", "", KeyKind::kMoney, Role::kCents, kOnlyAfterWhole},
    TableSpec{"colloquial", "", KeyKind::kMoney, Role::kCurrency, kTenthsFollow},
    TableSpec{"nations", "", KeyKind::kNation, Role::kNation},
    TableSpec{"power", "", KeyKind::kNumber, Role::kPower, 0, true},
    TableSpec{"time", "", KeyKind::kTimeUnit, Role::kTime, 0, true},
    TableSpec{"adjectives", "", KeyKind::kTimeUnit, Role::kTimeAdjective, 0, true},
    TableSpec{"terms", "", KeyKind::kRange, Role::kTerm},
    TableSpec{"qualifiers", "about", KeyKind::kList, Role::kAbout},
    TableSpec{"qualifiers", "at_least", KeyKind::kList, Role::kAtLeast},
    TableSpec{"qualifiers", "at_most", KeyKind::kList, Role::kAtMost},
    TableSpec{"qualifiers", "about_after", KeyKind::kList, Role::kAboutAfter},
    TableSpec{"qualifiers", "at_least_after", KeyKind::kList, Role::kAtLeastAfter},
    TableSpec{"qualifiers", "at_most_after", KeyKind::kList, Role::kAtMostAfter},
    TableSpec{"qualifiers", "over", KeyKind::kList, Role::kOverAmount},
    TableSpec{"verbs", "about", KeyKind::kList, Role::kAbout, kOutside},
    TableSpec{"verbs", "at_least", KeyKind::kList, Role::kAtLeast, kOutside},
    TableSpec{"verbs", "at_most", KeyKind::kList, Role::kAtMost, kOutside},
    TableSpec{"verbs", "about_after", KeyKind::kList, Role::kAboutAfter, kOutside},
    TableSpec{"verbs", "at_least_after", KeyKind::kList, Role::kAtLeastAfter, kOutside},
    TableSpec{"verbs", "at_most_after", KeyKind::kList, Role::kAtMostAfter, kOutside},
    TableSpec{"ranges", "between", KeyKind::kList, Role::kBetween},
    TableSpec{"ranges", "from", KeyKind::kList, Role::kFrom},
    TableSpec{"ranges", "to", KeyKind::kList, Role::kTo},
    TableSpec{"", "sum_of", KeyKind::kList, Role::kSumOf},
    TableSpec{"", "rise", KeyKind::kList, Role::kSumOf, kRise},
    TableSpec{"ranges", "change", KeyKind::kList, Role::kChange},
    TableSpec{"ranges", "and", KeyKind::kList, Role::kAnd},
    TableSpec{"months", "", KeyKind::kNumber, Role::kMonth},
    TableSpec{"weekdays", "", KeyKind::kNumber, Role::kWeekday},
    TableSpec{"ordinals", "", KeyKind::kNumber, Role::kOrdinal},
    TableSpec{"quarters", "", KeyKind::kNumber, Role::kQuarter},
    TableSpec{"half_years", "", KeyKind::kNumber, Role::kHalfYear},
    TableSpec{"days", "", KeyKind::kNumber, Role::kDay},
    TableSpec{"years", "", KeyKind::kNumber, Role::kNextYear},
    TableSpec{"dates", "year", KeyKind::kList, Role::kYearWord},
    TableSpec{"dates", "month", KeyKind::kList, Role::kMonthWord},
    TableSpec{"dates", "week", KeyKind::kList, Role::kWeekWord},
    TableSpec{"dates", "day", KeyKind::kList, Role::kDayWord},
    TableSpec{"dates", "decade", KeyKind::kList, Role::kDecade},
    TableSpec{"dates", "fiscal", KeyKind::kList, Role::kFiscal},
    TableSpec{"dates", "start", KeyKind::kList, Role::kStart},
    TableSpec{"dates", "middle", KeyKind::kList, Role::kMiddle},
    TableSpec{"dates", "end", KeyKind::kList, Role::kEnd},
    TableSpec{"dates", "until", KeyKind::kList, Role::kUntil},
    TableSpec{"dates", "until_after", KeyKind::kList, Role::kUntilAfter},
    TableSpec{"dates", "since", KeyKind::kList, Role::kSince},
    TableSpec{"dates", "since_after", KeyKind::kList, Role::kSinceAfter},
    TableSpec{"dates", "before", KeyKind::kList, Role::kBefore},
    TableSpec{"dates", "before_after", KeyKind::kList, Role::kBeforeAfter},
    TableSpec{"dates", "after", KeyKind::kList, Role::kAfterDate},
    TableSpec{"dates", "on", KeyKind::kList, Role::kOn},
    TableSpec{"dates", "next", KeyKind::kList, Role::kNext},
    TableSpec{"dates", "last", KeyKind::kList, Role::kLast},
    TableSpec{"dates", "this", KeyKind::kList, Role::kThis},
    TableSpec{"dates", "noise", KeyKind::kList, Role::kDateNoise},
};

// Months of one unit of time; 30.4375 days on average.
struct TimeUnit {
  std::string_view name;
  double months;
};
inline constexpr std::array kTimeUnits = {
    TimeUnit{"day", 1 / 30.436875}, TimeUnit{"week", 7 / 30.436875},
    TimeUnit{"month", 1},           TimeUnit{"quarter", 3},
    TimeUnit{"half_year", 6},       TimeUnit{"year", 12},
    TimeUnit{"decade", 120},        TimeUnit{"hour", 0}};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_LEXICON_TABLES_H_
