#ifndef DEALWIRE_EXTRACT_PREFILTER_WORDS_H_
#define DEALWIRE_EXTRACT_PREFILTER_WORDS_H_

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "extract/automaton.h"
#include "extract/name_rules.h"

// The words of all languages at once, for a Prefilter, which does not know a text's language.
namespace dealwire {

class RuleSet;  // extract/rules.h
struct Words;   // extract/words.h

// A scale of so few bytes is a sign that stands beside digits: "m", "bn", Hungarian "e".
constexpr size_t kSignBytes = 2;

// What is asked of a word before it counts. A word that has several meanings, in one language or in
// several, is asked the least of all.
struct Asked {
  bool boundary = true;       // not within a word of letters
  bool end = true;            // and no letters of it behind it
  bool may_be_glued = false;  // but right behind a scale
  bool capitals = true;       // a code such as USD, which is a word, too, in small letters
  bool number = true;         // a sum beside it; a currency that says how many millions needs none
  bool digit = true;          // a digit beside it: "m", "bn"
  uint64_t languages = 0;     // whose word it is, a bit each

  void Loosen(const Asked& other) {
    boundary = boundary && other.boundary;
    end = end && other.end;
    may_be_glued = may_be_glued || other.may_be_glued;
    capitals = capitals && other.capitals;
    number = number && other.number;
    digit = digit && other.digit;
    languages |= other.languages;
  }
};

// Words of all languages in one automaton.
class WordTable {
 public:
  void Add(std::string_view word, const Asked& asked) {
    const auto [it, added] = words_.emplace(word, asked);
    if (!added) it->second.Loosen(asked);
  }

  void Build() {
    Automaton::Builder builder;
    for (const auto& [word, asked] : words_) {
      builder.Add(word, static_cast<uint32_t>(asked_.size()));
      asked_.push_back(asked);
    }
    words_.clear();
    automaton_ = std::move(builder).Build();
  }

  // The first place at or behind `at` where one may begin; the text's size where there is none.
  size_t Next(std::string_view text, size_t at) const { return automaton_.Next(text, at); }
  // Whether one may begin at text[i].
  bool MayBegin(std::string_view text, size_t i) const { return automaton_.MayFindFrom(text, i); }
  // The words that begin at text[i].
  void FindFrom(std::string_view text, size_t i, std::vector<Automaton::Match>* matches) const {
    automaton_.FindFrom(text, i, matches);
  }
  const Asked& AskedOf(const Automaton::Match& match) const { return asked_[match.value]; }

 private:
  std::map<std::string, Asked, std::less<>> words_;
  std::vector<Asked> asked_;
  Automaton automaton_;
};

// The parts of Unicode that the words of all languages are written in.
class Blocks {
 public:
  void Add(std::string_view word) {
    for (size_t i = SkipAscii(word, 0); i < word.size(); i = SkipAscii(word, i)) {
      const char32_t c = NextCodePoint(word, &i);
      if (IsLetter(c)) known_.set(BlockOf(c));  // and not for the sign of a currency alone
    }
  }

  // Whether a letter of a script of which no word is known stands in `text`; those of East Asia are
  // all known. `text` is valid UTF-8. Linear.
  bool HasUnknown(std::string_view text) const {
    constexpr char32_t kEastAsian = 0x2E80;
    for (size_t i = SkipAscii(text, 0); i < text.size(); i = SkipAscii(text, i)) {
      const char32_t c = NextCodePoint(text, &i);
      if (c < kEastAsian && !known_.test(BlockOf(c)) && IsLetter(c)) return true;
    }
    return false;
  }

 private:
  static constexpr size_t kBlock = 128, kCount = 0x110000 / kBlock;
  static size_t BlockOf(char32_t c) { return std::min<size_t>(c / kBlock, kCount - 1); }

  std::bitset<kCount> known_;
};

struct PrefilterWords {
  WordTable units, scales;  // currencies; what makes a number of them a deal's
  Blocks blocks;
  NameRules names;

  // Some 50 ms.
  explicit PrefilterWords(const RuleSet& rules);

 private:
  // `language`: its bit.
  void Add(const Words& words, uint64_t language);
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_PREFILTER_WORDS_H_
