#ifndef DEALWIRE_EXTRACT_PREFILTER_WORDS_H_
#define DEALWIRE_EXTRACT_PREFILTER_WORDS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "extract/names/name_rules.h"
#include "extract/text/automaton.h"

// The words of all languages at once, for a Prefilter, which does not know a text's language.
namespace dealwire {

class Lexicon;   // extract/quantities/lexicon.h
class Registry;  // extract/names/registry.h

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

  // For archives (base/archive.h), once built.
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.asked_, self.automaton_);
  }

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
      if (!IsLetter(c)) continue;  // the sign of a currency alone makes none known
      known_[BlockOf(c) / kBits] |= uint64_t{1} << (BlockOf(c) % kBits);
    }
  }

  // Whether a letter of a script of which no word is known stands in `text`; those of East Asia are
  // all known. `text` is valid UTF-8. Linear.
  bool HasUnknown(std::string_view text) const {
    constexpr char32_t kEastAsian = 0x2E80;
    for (size_t i = SkipAscii(text, 0); i < text.size(); i = SkipAscii(text, i)) {
      const char32_t c = NextCodePoint(text, &i);
      if (c < kEastAsian && !Knows(BlockOf(c)) && IsLetter(c)) return true;
    }
    return false;
  }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.known_);
  }

 private:
  static constexpr size_t kBlock = 128, kCount = 0x110000 / kBlock, kBits = 64;
  static size_t BlockOf(char32_t c) { return std::min<size_t>(c / kBlock, kCount - 1); }
  bool Knows(size_t block) const { return (known_[block / kBits] >> (block % kBits) & 1) != 0; }

  std::vector<uint64_t> known_ = std::vector<uint64_t>(kCount / kBits);  // a bit a block
};

struct PrefilterWords {
  WordTable units, scales;  // currencies; what makes a number of them a deal's
  Blocks blocks;
  NameRules names;
};

// Some 40 ms; RuleSet keeps them.
PrefilterWords MakePrefilterWords(const Lexicon& lexicon, const Registry& registry);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_PREFILTER_WORDS_H_
