#include "extract/prefilter.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "extract/names/name_ends.h"
#include "extract/names/registry.h"
#include "extract/prefilter_words.h"
#include "extract/rules.h"
#include "extract/text/fold.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

// A sum of a deal has a scale, or so many digits (CandidateFinder::BigEnough).
constexpr int kFewestDigits = 6;
// Bytes of the folded text that may stand between a currency and its number, which are nations,
// "of" and the like; behind a sign nothing but a space does.
constexpr size_t kWordReach = 40, kSignReach = 1;
// Bytes that a number or a scale takes at most.
constexpr size_t kNumberBytes = 40;
// Likewise between a scale and a currency to which another word is stuck.
constexpr size_t kGluedReach = 6;

// The letters between which a word's boundary lies: those of alphabets. A digit is none: "5usd".
bool IsAlphabetic(Script script) {
  return script == Script::kLatin || script == Script::kGreek || script == Script::kCyrillic ||
         script == Script::kOther;
}

bool WithinWord(std::string_view text, size_t at) {
  const Script after = ScriptAfter(text, at);
  return IsAlphabetic(after) && ScriptBefore(text, at) == after;
}

// One look at one text.
class Look {
 public:
  Look(const Registry& registry, const PrefilterWords& words, std::string_view source)
      : registry_(registry), words_(words), source_(source), text_(FoldText(source)) {
    std::ranges::replace(text_, '-', ' ');
    BlankAddresses();
  }

  bool Money() {
    if (words_.blocks.HasUnknown(text_)) return true;
    for (size_t i = 0; i < text_.size(); ++i) {
      if (!MayBeginUnit(i) || !words_.units.MayBegin(text_, i)) continue;
      matches_.clear();
      words_.units.FindFrom(text_, i, &matches_);
      if (std::ranges::any_of(matches_, [&](const auto& match) { return IsSum(match); }))
        return true;
    }
    return false;
  }

  // Whether a name stands in the text that one of the languages bends so.
  bool Org(const Prefilter::NextLanguage& next_language) {
    name_text_ = NameText(WithOrigins().text);
    FindNames(!next_language);
    if (names_.empty() || !next_language) return !names_.empty();
    for (std::string lang = next_language(); !lang.empty(); lang = next_language()) {
      if (lang == "und" || IsName(registry_.Rules(lang))) return true;
    }
    return false;
  }

 private:
  // A quick look at two characters: false within words of ASCII or Cyrillic letters, and within a
  // character.
  bool MayBeginUnit(size_t i) const {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_cyrillic = [](char c) { return c == '\xD0' || c == '\xD1'; };
    const char c = text_[i];
    if (c <= ' ' && c >= 0) return false;
    if (is_letter(c)) return i == 0 || !is_letter(text_[i - 1]);
    return BeginsCharacter(c) && (i < 2 || !is_cyrillic(c) || !is_cyrillic(text_[i - 2]));
  }

  // Those that stand as any language has them into names_; the first alone where one is enough.
  void FindNames(bool one) {
    const NameEnds ends(name_text_, *folded_, source_, registry_, words_.names);
    for (size_t i = 0; i < name_text_.size(); ++i) {
      if (!MayBeginName(name_text_, i) || !registry_.automaton().MayFindFrom(name_text_, i))
        continue;
      matches_.clear();
      registry_.automaton().FindFrom(name_text_, i, &matches_);
      for (const Automaton::Match& match : matches_) {
        if (IsOrg(registry_.alias(match.value)) && ends.BeginsWord(match.byte_start) &&
            ends.EndOf(match))
          names_.push_back(match);
      }
      if (one && !names_.empty()) return;
    }
  }

  bool IsName(const NameRules& rules) const {
    const NameEnds ends(name_text_, *folded_, source_, registry_, rules);
    return std::ranges::any_of(names_, [&](const Automaton::Match& match) {
      return ends.BeginsWord(match.byte_start) && ends.EndOf(match);
    });
  }

  const Folded& WithOrigins() {
    if (!folded_) folded_ = Fold(source_);
    return *folded_;
  }

  // No number is read in addresses of the web (extract/quantities/lexer.cc), and pages are full of
  // them.
  void BlankAddresses() {
    constexpr std::string_view kMark = "://";
    for (size_t at = text_.find(kMark); at != std::string::npos; at = text_.find(kMark, at)) {
      const size_t end = std::min(text_.find_first_of(" \n\"", at), text_.size());
      std::fill(text_.begin() + static_cast<ptrdiff_t>(at),
                text_.begin() + static_cast<ptrdiff_t>(end), ' ');
      at = end;
    }
  }

  bool IsOrg(const Alias& alias) const {
    return alias.type != AliasType::kContext &&
           registry_.Get(alias.entity).kind != EntityKind::kChip;
  }

  bool Fits(const Asked& asked, const Automaton::Match& match) {
    return !(asked.boundary && WithinWord(text_, match.byte_start)) &&
           !(asked.end && WithinWord(text_, match.byte_end)) &&
           (!asked.capitals || IsInCapitals(match));
  }

  // Whether a currency has a number beside it that may be a deal's.
  bool IsSum(const Automaton::Match& unit) {
    Asked asked = words_.units.AskedOf(unit);
    size_t before = kWordReach, behind = kWordReach;
    const bool sign = unit.byte_end - unit.byte_start <= kSignBytes &&
                      IsAlphabetic(ScriptAfter(text_, unit.byte_start));
    if (sign) {
      before = IsWordChar(CharacterAt(unit.byte_end)) ? 0 : kSignReach;
      behind = IsWordChar(CharacterBefore(unit.byte_start)) ? 0 : kSignReach;
    }
    if (asked.may_be_glued && WithinWord(text_, unit.byte_end)) {
      asked.end = false;
      before = kGluedReach, behind = 0;
    }
    if (!Fits(asked, unit)) return false;
    return !asked.number || (before > 0 && NumberBefore(unit, before)) ||
           (behind > 0 && NumberBehind(unit, behind));
  }

  bool IsInCapitals(const Automaton::Match& match) {
    const Folded& folded = WithOrigins();
    const size_t begin = folded.ToSource(match.byte_start);
    const std::string_view word = source_.substr(begin, folded.ToSource(match.byte_end) - begin);
    for (size_t i = 0; i < word.size();) {
      const char32_t c = NextCodePoint(word, &i);
      if (IsLetter(c) && !IsUpper(c)) return false;
    }
    return true;
  }

  char32_t CharacterAt(size_t at) const {
    return at < text_.size() ? NextCodePoint(text_, &at) : ' ';
  }
  char32_t CharacterBefore(size_t at) const { return at > 0 ? PreviousCodePoint(text_, &at) : ' '; }

  // What stands in the text as a number that may be a deal's: a run of many digits, a scale.
  struct Number {
    size_t start = 0, end = 0;
    uint64_t languages = ~uint64_t{0};  // in which it is one
    bool beside_digit = true;           // or asks for none; else it counts right beside a currency
  };

  // Whether one ends within `reach` bytes before the currency, on its line.
  bool NumberBefore(const Automaton::Match& unit, size_t reach) {
    const size_t from = unit.byte_start - std::min(unit.byte_start, reach + kNumberBytes);
    const std::vector<Number>& numbers = NumbersBeside(unit.byte_start);
    for (auto n = std::ranges::lower_bound(numbers, from, {}, &Number::start);
         n != numbers.end() && n->start < unit.byte_start; ++n) {
      if (n->end <= unit.byte_start && n->end + reach >= unit.byte_start &&
          Counts(*n, n->end, unit.byte_start, unit))
        return true;
    }
    return false;
  }

  // Likewise behind it.
  bool NumberBehind(const Automaton::Match& unit, size_t reach) {
    const std::vector<Number>& numbers = NumbersBeside(unit.byte_start);
    for (auto n = std::ranges::lower_bound(numbers, unit.byte_end, {}, &Number::start);
         n != numbers.end() && n->start <= unit.byte_end + reach; ++n) {
      if (Counts(*n, unit.byte_end, n->start, unit)) return true;
    }
    return false;
  }

  // Whether a number belongs to a currency with [gap, gap_end) between the two.
  bool Counts(const Number& number, size_t gap, size_t gap_end,
              const Automaton::Match& unit) const {
    return (number.languages & words_.units.AskedOf(unit).languages) != 0 &&
           (number.beside_digit || gap == gap_end) &&
           std::string_view(text_).substr(gap, gap_end - gap).find('\n') == std::string::npos;
  }

  // Those of the line of text_[at], by rising start; looked for when its first currency asks. Few
  // lines have one, and a number counts on its own line alone.
  const std::vector<Number>& NumbersBeside(size_t at) {
    if (at < line_end_) return numbers_;
    numbers_.clear();
    const size_t before = text_.rfind('\n', at);
    const size_t begin = before == std::string::npos ? 0 : before + 1;
    line_end_ = std::min(text_.find('\n', at), text_.size());
    for (size_t i = begin, digits_end = 0; i < line_end_; ++i) {
      if (i >= digits_end && MayBeDigit(text_[i])) AddDigits(i, &digits_end);
    }
    for (size_t i = words_.scales.Next(text_, begin); i < line_end_;
         i = words_.scales.Next(text_, i + 1)) {
      if (!words_.scales.MayBegin(text_, i)) continue;
      near_.clear();
      words_.scales.FindFrom(text_, i, &near_);
      for (const Automaton::Match& match : near_) {
        const Asked& asked = words_.scales.AskedOf(match);
        if (Fits(asked, match))
          numbers_.push_back({WithDigits(match.byte_start), match.byte_end, asked.languages,
                              !asked.digit || FollowsDigit(match.byte_start)});
      }
    }
    std::ranges::sort(numbers_, {}, &Number::start);
    return numbers_;
  }

  // Those of other scripts have three bytes, or two and the first of an Arabic letter.
  static bool MayBeDigit(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return IsAsciiDigit(c) || byte >= 0xD9;
  }

  // Six digits in one run, or in groups parted by one character, the last of three: not a date.
  void AddDigits(size_t start, size_t* digits_end) {
    size_t at = start, number_end = 0;
    int digits = 0;
    while (const int group = DigitsAt(text_, &at)) {
      *digits_end = at;
      digits += group;
      const bool whole = digits == group || group == 3;
      if (digits >= kFewestDigits && whole) number_end = at;
      if (at == text_.size() || group > 3) break;
      const char32_t parter = NextCodePoint(text_, &at);
      if (IsWordChar(parter) || parter == '\n') break;
    }
    if (number_end == 0) return;
    numbers_.push_back({start, number_end});
    // A currency looks back no further than this.
    if (number_end - start > kNumberBytes)
      numbers_.push_back({number_end - kNumberBytes, number_end});
  }

  // How many digits stand at *at; moves it behind them.
  static int DigitsAt(std::string_view text, size_t* at) {
    int digits = 0;
    for (size_t next = *at; next < text.size() && IsDigit(NextCodePoint(text, &next)); *at = next)
      ++digits;
    return digits;
  }

  // Where "2,5 billion" begins.
  size_t WithDigits(size_t scale) const {
    size_t start = scale;
    for (size_t at = scale; at > 0 && scale - at < kNumberBytes;) {
      const char32_t c = PreviousCodePoint(text_, &at);
      if (IsDigit(c)) {
        start = at;
      } else if (c != ' ' && c != '.' && c != ',') {
        break;
      }
    }
    return start;
  }

  // "5 m", "5m".
  bool FollowsDigit(size_t at) const {
    if (at > 0 && text_[at - 1] == ' ') --at;
    return at > 0 && IsDigit(PreviousCodePoint(text_, &at));
  }

  const Registry& registry_;
  const PrefilterWords& words_;
  const std::string_view source_;
  std::string text_;              // folded, hyphens as spaces
  std::optional<Folded> folded_;  // once it is asked where in the source a word stands
  std::vector<Number> numbers_;   // of the line that ends at line_end_
  size_t line_end_ = 0;
  std::string name_text_;                // the text as names are looked for in it
  std::vector<Automaton::Match> names_;  // in name_text_
  std::vector<Automaton::Match> matches_, near_;
};

}  // namespace

Prefilter::Prefilter(std::shared_ptr<const RuleSet> rules, std::vector<Term> terms)
    : rules_(std::move(rules)), terms_(std::move(terms)), words_(rules_->prefilter_words()) {}

std::unique_ptr<const Prefilter> Prefilter::Make(std::shared_ptr<const RuleSet> rules,
                                                 const std::vector<std::string>& names) {
  if (names.empty()) return nullptr;
  std::vector<Term> terms(names.size());
  std::ranges::transform(names, terms.begin(), [](const std::string& name) {
    return name == "org" ? Term::kOrg : Term::kMoney;
  });
  return std::make_unique<const Prefilter>(std::move(rules), std::move(terms));
}

bool Prefilter::MayHold(std::string_view text, const NextLanguage& next_language) const {
  Look look(rules_->registry(), words_, text);
  return std::ranges::all_of(terms_, [&](Term term) {
    return term == Term::kMoney ? look.Money() : look.Org(next_language);
  });
}

bool Prefilter::MayHold(std::string_view text, std::string_view lang) const {
  if (lang.empty()) return MayHold(text);
  return MayHold(text, [next = std::string(lang)]() mutable { return std::exchange(next, ""); });
}

}  // namespace dealwire
