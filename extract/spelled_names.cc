#include "extract/spelled_names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "extract/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kLeastLetters = 3;
constexpr size_t kLongestSpelled = 96;  // bytes

// The most letters' names that a word is made of; 0: it holds something else.
size_t LettersOf(const StringSet& names, std::string_view word) {
  if (word.size() > kLongestSpelled) return 0;
  std::vector<size_t> letters(word.size() + 1);  // up to each byte; of 0 one more
  letters[0] = 1;
  for (size_t at = 0; at < word.size(); NextCodePoint(word, &at)) {
    if (letters[at] == 0) continue;
    for (const std::string_view name : names) {
      if (!word.substr(at).starts_with(name)) continue;
      size_t& behind = letters[at + name.size()];
      behind = std::max(behind, letters[at] + 1);
    }
  }
  return letters[word.size()] == 0 ? 0 : letters[word.size()] - 1;
}

class SpelledFinder {
 public:
  SpelledFinder(const Document& document, const NameRules& rules, std::span<const NameWord> words,
                OpenNameList* out)
      : document_(document), rules_(rules), words_(words), out_(*out) {}

  void Find() {
    for (const NameWord& word : words_) {
      if (word.covered || word.script != Script::kDevanagari) continue;
      const std::string name = FoldName(word.folded);
      if (!rules_.no_names.contains(name) &&
          LettersOf(rules_.signs.letter_names, name) >= kLeastLetters)
        out_.Add(word.start, word.end, true);
    }
    BeforeSubjectMark();
  }

 private:
  void BeforeSubjectMark() {
    constexpr size_t kMostWords = 3;
    size_t begin = 0;  // behind a bullet or a number
    while (begin < words_.size() && words_[begin].script == Script::kDigit) ++begin;
    for (size_t end = begin; end < words_.size() && end - begin <= kMostWords; ++end) {
      const NameWord& word = words_[end];
      const bool apart = end > begin && document_.Slice({words_[end - 1].end, word.start}) != " ";
      if (apart || word.covered || word.script != Script::kDevanagari) return;
      if (rules_.signs.subject_marks.contains(FoldName(word.folded))) {
        // Two words are a person's name more often than not.
        if (end > begin && end - begin != 2)
          out_.Add(words_[begin].start, words_[end - 1].end, false);
        return;
      }
      if (IsSmall(word)) return;
    }
  }

  bool IsSmall(const NameWord& word) const {
    const std::string name = FoldName(word.folded);
    return rules_.name_stops.contains(word.folded) || rules_.name_stops.contains(name) ||
           rules_.no_names.contains(name) || MatchesWord(rules_.org_nouns, name) ||
           std::ranges::any_of(rules_.noun_endings, [&](const std::string& ending) {
             return word.folded.ends_with(ending);
           });
  }

  const Document& document_;
  const NameRules& rules_;
  std::span<const NameWord> words_;
  OpenNameList& out_;
};

}  // namespace

void FindSpelledNames(const Document& document, const NameRules& rules,
                      std::span<const NameWord> words, OpenNameList* out) {
  if (rules.signs.letter_names.empty() && rules.signs.subject_marks.empty()) return;
  SpelledFinder(document, rules, words, out).Find();
}

}  // namespace dealwire
