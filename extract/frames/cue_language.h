#ifndef DEALWIRE_EXTRACT_FRAMES_CUE_LANGUAGE_H_
#define DEALWIRE_EXTRACT_FRAMES_CUE_LANGUAGE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/toml.h"
#include "extract/frames/cues.h"
#include "extract/text/phrase_trie.h"
#include "extract/text/word_bits.h"
#include "extract/text/word_endings.h"

namespace dealwire {

using CueFlags = std::array<bool, static_cast<size_t>(Cue::kCount)>;  // by class

// The cues of one language, as its [cues] table tells them (rules/lang/README.md), compiled: which
// word of which class stands where in a folded text. Immutable once loaded, safe from many threads.
class CueLanguage {
 public:
  // Which of one language's patterns stands where in a folded text.
  struct Match {
    uint32_t pattern = 0;
    size_t start = 0, first_end = 0, end = 0;  // first_end: of its first word, without its ending
  };

  bool postpositional = false;
  bool endings = false;  // some connectors are endings of names

  // `names`: the language's [names].
  void Load(const TomlValue& table, const TomlValue& names, Diagnostics* problems);

  // The patterns of a folded text, whose words are `words`, by rising start.
  std::vector<Match> Find(std::string_view text, const WordBits& words) const;

  Cue CueOf(const Match& match) const { return patterns_[match.pattern].cue; }
  bool IsSplit(const Match& match) const { return patterns_[match.pattern].split; }
  // Whether it is a compound for an organisation, with or without its article.
  bool IsCompound(const Match& match) const { return patterns_[match.pattern].compound; }
  bool noun_capitals() const { return noun_capitals_; }
  const CueFlags& classes() const { return classes_; }

  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.postpositional, self.endings, self.spaceless_, self.compounds_,
                    self.proclitics_, self.prefixes_, self.patterns_, self.classes_, self.initial_,
                    self.inner_, self.initial_patterns_, self.inner_patterns_,
                    self.compound_endings_, self.definite_, self.agent_pattern_,
                    self.company_pattern_, self.noun_capitals_);
  }

 private:
  // What one word or phrase is, besides its words.
  struct Pattern {
    Cue cue = Cue::kSupply;
    bool ending = false;         // of a word: "~lta"
    bool begins_within = false;  // may begin where a word ends: an ending after an apostrophe
    bool ends_compound = false;  // may begin within a word
    bool split = false;          // its last word ends the clause: "zieht ... zurueck"
    bool compound = false;       // ends in a compound for an organisation: "het cloudbedrijf"
    bool exception = false;      // no cue: what begins with it is no word of a shorter stem
  };

  struct Builders {
    explicit Builders(bool spaceless) : initial(spaceless), inner(spaceless) {}
    PhraseTrie::Builder initial, inner;
  };

  void AddWords(const TomlValue& table, Cue cue, const std::string& key, Builders* builders,
                Diagnostics* problems);
  // False: there is nothing in it.
  bool AddWord(Cue cue, std::string_view word, Builders* builders);
  void LoadForms(const TomlValue& table, Diagnostics* problems);
  // A verb and its particle with up to so many words between them.
  void AddSplit(Cue cue, std::vector<PhraseTrie::Part> parts, size_t gap, Builders* builders);
  // Words that begin like a stem and mean something else: "plant*" is nothing of "plan*".
  void AddExceptions(const TomlValue& table, Builders* builders, Diagnostics* problems);
  bool BeginsWithStem(std::string_view word) const;
  void Add(Cue cue, bool ending, bool split, const std::vector<PhraseTrie::Part>& parts,
           Builders* builders);
  void LoadCompounds(const TomlValue& table, const std::vector<std::string>& agents,
                     bool noun_capitals, Diagnostics* problems);
  // "Cloudbedrijf", and with a definite article before it, or before its adjective, a company.
  void FindCompounds(std::string_view text, const WordBits& words, std::vector<Match>* out) const;
  // The patterns that begin where no word's character ends.
  void FindInitial(std::string_view text, const WordBits& words, std::vector<Match>* out) const;
  // The patterns that may begin within words, where they do so well.
  void FindInner(std::string_view text, const WordBits& words, std::vector<Match>* out) const;
  // Moves what begins at `start` from `found` to `out`; `patterns` are those of the trie's phrases.
  // Of those whose first word is the beginning of an exception none is moved.
  void AddFound(const std::vector<uint32_t>& patterns, size_t start,
                std::vector<PhraseTrie::Match>* found, std::vector<Match>* out) const;
  // Of what may begin within words, whether it does so well; `within`: a word's character ends at
  // `start`.
  bool StartsWell(const Pattern& pattern, std::string_view text, size_t start, bool within) const;

  bool spaceless_ = false;
  bool compounds_ = false;
  bool proclitics_ = false;
  std::vector<std::string> prefixes_;
  std::vector<Pattern> patterns_;
  CueFlags classes_ = {};                     // that have words
  std::set<std::string, std::less<>> stems_;  // first words with a star, while rules load
  // An ending of words and another that takes its place, while rules load.
  std::vector<std::pair<std::string, std::string>> forms_;
  // The first words of patterns, by whether they may begin within a word of the text: most may not,
  // and those are not looked for there.
  PhraseTrie initial_, inner_;
  std::vector<uint32_t> initial_patterns_, inner_patterns_;  // what their phrases are
  WordEndings compound_endings_;                             // of nouns for organisations
  StringSet definite_;  // articles that make a compound the company told before
  uint32_t agent_pattern_ = 0, company_pattern_ = 0;  // of compounds
  bool noun_capitals_ = false;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_FRAMES_CUE_LANGUAGE_H_
