#ifndef DEALWIRE_EXTRACT_QUANTITIES_WORDS_H_
#define DEALWIRE_EXTRACT_QUANTITIES_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "extract/text/first_bytes.h"

namespace dealwire {

// What a word of a language can stand for in the grammar of quantities and dates. The names in
// brackets are the tables of rules/lang/*.toml that give them.
enum class Role : uint8_t {
  // Numbers.
  kNumber,         // a = value; b = 1 where it is an article, which counts before a scale alone
  kScale,          // a = factor: thousand, million, lakh
  kShortScale,     // a = factor: "bn", "m", beside digits with a currency sign or glued to them
  kPlural,         // a = factor: a bare plural is at least two of it ("billions of")
  kVague,          // a = at least so many ("hundreds of", "several")
  kAtLeastPrefix,  // stands before a scale: at least one of it (one Chinese word)
  kDigits,         // a = number of digits: "two-digit"
  kHalf,           // a = what is added behind a number or a scale: "and a half"
  kPart,           // a = factor before a number or a scale: "half a"
  kOf,             // may stand between number, scale and unit
  // Units.
  kCurrency,       // index of Lexicon's currencies or kinds; b = 1 for signs and codes
  kCents,          // the same, a hundredth
  kNation,         // index of a country: "Canadian"
  kPower,          // a = watts
  kEnergy,         // behind a power unit: makes it energy
  kTime,           // a = months of one unit
  kTimeAdjective,  // a = months: "-year-old contract" ending such as "jaehrig"
  kTerm,           // a, b = months_min, months_max (0: open): "triennial", "multi-year"
  kNotTerm,        // behind a duration: "ago", "old"
  kOther,          // a unit that is none of ours: percent, points
  // Qualifiers.
  kAbout,
  kAtLeast,
  kAtMost,
  kAboutAfter,
  kAtLeastAfter,
  kAtMostAfter,
  kOverAmount,  // at least, but not before a span of time: "over five years"
  kBetween,
  kFrom,
  kTo,
  kSumOf,   // "contract": what follows with an ambiguous "over" is its sum
  kChange,  // "from 1 to 2" where the two are two amounts
  kAnd,
  kOfWhich,   // before such an amount: "of which"
  kElliptic,  // may follow an amount whose currency is left out
  kInto,      // between an amount and its currency: "in euros"
  // Dates.
  kMonth,     // a = 1..12
  kWeekday,   // a = 1 Monday .. 7 Sunday
  kOrdinal,   // a = value
  kQuarter,   // a = 1..4, or 0: needs an ordinal or a number
  kHalfYear,  // a = 1, 2, or 0
  kYearWord,
  kMonthWord,
  kWeekWord,
  kDayWord,
  kDecade,
  kFiscal,
  kStart,
  kMiddle,
  kEnd,
  kUntil,
  kUntilAfter,
  kSince,
  kSinceAfter,
  kBefore,
  kBeforeAfter,
  kAfterDate,
  kOn,  // takes a date: "in", "on", "im"
  kNext,
  kLast,
  kThis,
  kDay,        // a = days from today: "tomorrow"
  kNextYear,   // a = years from this one: one word ("next year")
  kDateNoise,  // may stand inside a date: "of", "the", "de"
  kCount
};
static_assert(static_cast<int>(Role::kCount) <= 64);

// Sense::b of numbers, currencies and cents.
constexpr double kArticleNumber = 1;   // a number that counts before a scale alone
constexpr double kBeforeNumber = 1;    // a scale that stands before its number: "milioni 38"
constexpr double kSign = 1;            // a currency that stands before numbers too
constexpr double kCodeBehind = 2;      // a code that is a word too: upper case, behind numbers only
constexpr double kCode = 3;            // a code: upper case
constexpr double kWeight = 4;          // "pound"
constexpr double kOnlyAfterWhole = 5;  // "43c": behind dollars only
constexpr double kOutside = 7;         // a qualifier that is a verb: no part of the slice
constexpr double kRise = 8;            // kSumOf: "rose", after which "up to" is "to"
constexpr double kRound = 7;           // "une centaine de": about so many
constexpr double kTenthsFollow = 6;    // one Chinese word: "one kuai two" is 1.2

constexpr uint64_t Bit(Role role) { return uint64_t{1} << static_cast<int>(role); }

struct Sense {
  Role role = Role::kNumber;
  uint16_t index = 0;  // currencies, nations
  uint16_t rule = 0;   // index into Words::rules: where the row stands
  double a = 0;
  double b = 0;
};

// All that one word or phrase can be.
struct Word {
  uint64_t roles = 0;
  std::vector<Sense> senses;
  bool may_glue = false;  // begins or continues a compound word

  bool Is(Role role) const { return (roles & Bit(role)) != 0; }
  const Sense* As(Role role) const;
  // A later sense of one role replaces the earlier one, except where `keep`.
  void Add(const Sense& sense, bool keep = false);
};

// Words and phrases of one language in a trie over folded bytes. Hyphens and spaces match each
// other. A word that ends in '*' matches any ending of up to kMaxEnding letters. Immutable after
// Build; lookups cost O(length of the match).
class WordTrie {
 public:
  static constexpr size_t kMaxEnding = 10;  // code points

  WordTrie();
  // Keys are folded; a trailing '*' is the wildcard.
  void Build(const std::map<std::string, uint32_t, std::less<>>& words);

  // What ends at a node.
  struct Ends {
    int32_t exact = -1;  // value of the word
    int32_t stem = -1;   // value of the word with a wildcard
  };
  static constexpr uint32_t kRoot = 0;
  static constexpr uint32_t kNone = 0;  // no child
  uint32_t Child(uint32_t node, char byte) const {
    const auto label = static_cast<uint8_t>(byte);
    const uint32_t child = cells_[node].base ^ label;
    return static_cast<uint8_t>(cells_[child].ends_label) == label ? child : kNone;
  }
  // Null where no word ends.
  const Ends* At(uint32_t node) const {
    const uint32_t ends = cells_[node].ends_label >> 8;
    return ends == 0 ? nullptr : &ends_[ends];
  }
  // Calls `visit` for every word, in no order; `stem`: a wildcard follows. Linear.
  using Visit = std::function<void(std::string_view word, size_t value, bool stem)>;
  void ForEach(const Visit& visit) const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.cells_, self.ends_);
  }

 private:
  struct Cell {  // extract/text/double_array.h
    uint32_t base = 0;
    uint32_t ends_label = 0;  // index into ends_ << 8 | label
  };
  std::vector<Cell> cells_;
  std::vector<Ends> ends_;  // 0: nothing
};

// How a language writes digits: what groups, what parts the fraction.
struct DigitStyle {
  char decimal = '.';
  char money_decimal = 0;     // '$' where it parts a fraction: "1 000$50"
  bool space_groups = false;  // an ordinary space groups digits

  bool operator==(const DigitStyle&) const = default;
};

// The words of a language, wherever it is spoken.
struct Vocabulary {
  WordTrie trie;           // its values are indices into `words`
  FirstBytes first_bytes;  // of its words, as a folded text has them
  std::vector<Word> words;
  std::vector<std::string> rules;  // names of rows: "lang/de.toml:quantities.scales"
  // Names of countries, which the grammars do not ask for (extract/quantities/named_countries.h);
  // its values are indices of countries.
  WordTrie countries;

  // The word whose key in the trie is `key`, or null.
  const Word* Find(std::string_view key) const;
};

// All that the grammars know of one language: CLDR's data, corrected by rules/lang. Immutable.
struct Words {
  std::string language;                    // key of rules/lang
  std::string region;                      // of the article's tag, or ""
  std::shared_ptr<Vocabulary> vocabulary;  // shared by a language's regions; not written to
  DigitStyle digits;
  bool compounds = false;             // words are glued together: Germanic, Finnic, Hungarian
  bool particles = false;             // endings stick to words without a boundary: Korean
  bool counts_with_of = false;        // "5 millones de clientes": the Romance languages
  bool month_first = false;           // 02/17/2026
  std::vector<std::string> local;     // kind -> currency of this language and region, or ""
  std::vector<bool> home;             // kind -> local is the language's guess, and not the dollar
  std::string paid_in;                // the currency of its country; "": the dollar, or none
  std::vector<std::string> prefixes;  // letters that stick before words: Arabic, Hebrew
};

// Whether a text falls into the same tokens by both: one language's in two countries, mostly.
bool LexesAlike(const Words& a, const Words& b);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_WORDS_H_
