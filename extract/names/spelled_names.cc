#include "extract/names/spelled_names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "extract/text/name_text.h"

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

constexpr size_t kMostFramedWords = 3;
constexpr size_t kLeastFramedLetters = 3;

bool IsOfScript(const NameWord& word) {
  return word.script == Script::kArabic || word.script == Script::kDevanagari;
}

class FramedFinder {
 public:
  FramedFinder(const Document& document, const NameRules& rules, std::span<const NameWord> words,
               OpenNameList* out)
      : text_(document.text), rules_(rules), words_(words), out_(*out) {}

  void Find() {
    size_t first = 0;  // behind a bullet or a number
    while (first < words_.size() && words_[first].script == Script::kDigit) ++first;
    for (size_t begin = first; begin < words_.size(); ++begin) {
      if (!MayBegin(begin)) continue;
      std::string_view asked;  // the frames are sorted by what stands before
      bool behind = false;
      for (const auto& [before, after] : rules_.name_frames.all) {
        if (before != asked) {
          asked = before;
          behind = before == "^" ? begin == first : IsBehind(before, words_[begin].start);
        }
        if (behind && Take(begin, after, before == "^" && after == ":")) break;
      }
    }
  }

 private:
  bool MayBegin(size_t at) const { return IsOfScript(words_[at]) && !IsSmall(words_[at]); }

  bool IsBehind(std::string_view before, size_t start) const {
    if (!text_.substr(0, start).ends_with(before)) return false;
    const size_t from = start - before.size();
    size_t at = from;
    if (from == 0 || !IsWordChar(PreviousCodePoint(text_, &at))) return true;
    const size_t run = RunStart(text_, from);
    return rules_.prefixes.contains(text_.substr(run, from - run));
  }

  // The words from `begin` up to the first place where `after` stands.
  bool Take(size_t begin, std::string_view after, bool strong) {
    for (size_t at = begin; at < words_.size() && at < begin + kMostFramedWords; ++at) {
      const NameWord& word = words_[at];
      const bool apart =
          at > begin && text_.substr(words_[at - 1].end, word.start - words_[at - 1].end) != " ";
      if (apart || !IsOfScript(word) || IsSmall(word)) return false;
      if (!text_.substr(word.end).starts_with(after)) continue;
      const size_t start = words_[begin].start;
      if (CountCodePoints(text_.substr(start, word.end - start)) >= kLeastFramedLetters)
        out_.Add(start, word.end, strong);
      return true;
    }
    return false;
  }

  bool IsSmall(const NameWord& word) const {
    const std::string name = FoldName(word.folded);
    return word.covered || rules_.name_stops.contains(word.folded) ||
           rules_.name_stops.contains(name) || rules_.no_names.contains(name) ||
           MatchesWord(rules_.org_nouns, name) ||
           std::ranges::any_of(rules_.noun_endings, [&](const std::string& ending) {
             return word.folded.ends_with(ending);
           });
  }

  const std::string_view text_;
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

void FindFramedWords(const Document& document, const NameRules& rules,
                     std::span<const NameWord> words, OpenNameList* out) {
  if (rules.name_frames.all.empty() || !std::ranges::any_of(words, IsOfScript)) return;
  FramedFinder(document, rules, words, out).Find();
}

}  // namespace dealwire
