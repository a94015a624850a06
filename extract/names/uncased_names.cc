#include "extract/names/uncased_names.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "extract/names/kana_names.h"

namespace dealwire {
namespace {

constexpr size_t kMaxHanBytes = 36;
constexpr size_t kMaxRunBytes = 96;  // before the word that a name ends with
constexpr size_t kMaxQuotedWords = 4;
constexpr size_t kLeastHan = 2, kMostHan = 8;   // characters of a name that only its noun shows
constexpr size_t kTooFar = 4 * (kMostHan + 1);  // bytes that hold more of them, whatever they are

class UncasedFinder {
 public:
  UncasedFinder(const Document& document, const NameRules& rules, std::span<const NameWord> words,
                OpenNameList* out)
      : document_(document), rules_(rules), words_(words), out_(*out) {}

  void Find() {
    Quoted();
    Announced();
    Tailed();
    Headed();
    Formed();
    Noted();
  }

 private:
  std::string_view Between(const NameWord& a, const NameWord& b) const {
    return document_.Slice({a.end, b.start});
  }

  bool IsStop(const NameWord& word) const {
    return rules_.name_stops.contains(word.folded) ||
           rules_.name_stops.contains(FoldName(word.folded));
  }

  // "Data centre" behind a name: two words that are no part of it.
  bool BeginsStop(size_t index) const {
    return index + 1 < words_.size() && Between(words_[index], words_[index + 1]) == " " &&
           rules_.name_stops.contains(std::string(words_[index].folded) + ' ' +
                                      std::string(words_[index + 1].folded));
  }

  // The bytes of a letter glued before a head ("to" in "to-Bank"), 0 where it stands alone;
  // nothing: the word is no head. `name` is the word as the rules fold it.
  std::optional<size_t> HeadPrefix(const NameWord& word, std::string_view name) const {
    if (word.script != Script::kArabic) return std::nullopt;
    if (rules_.org_heads.contains(name)) return 0;
    size_t glued = 0;
    NextCodePoint(name, &glued);
    const std::string_view letter = name.substr(0, glued);
    const bool parts = rules_.prefixes.contains(letter) &&
                       rules_.org_heads.contains(name.substr(glued)) &&
                       document_.Slice({word.start, word.end}).starts_with(letter);
    return parts ? std::optional(glued) : std::nullopt;
  }

  // After a noun for organisations in scripts without capitals: as many words as are no small ones.
  void Announced() {
    for (size_t i = 0; i + 1 < words_.size(); ++i) {
      const Script script = words_[i].script;
      if ((script != Script::kArabic && script != Script::kDevanagari) || words_[i].covered)
        continue;
      const std::string name = FoldName(words_[i].folded);
      const std::optional<size_t> head = HeadPrefix(words_[i], name);
      if (!head && !MatchesWord(rules_.org_nouns, name)) continue;
      size_t end = i + 1;
      while (end < words_.size() && end - i <= 3 && Between(words_[end - 1], words_[end]) == " " &&
             !words_[end].covered && words_[end].script == script && !IsStop(words_[end]) &&
             !BeginsStop(end) && !EndsName(words_[end - 1], words_[end])) {
        ++end;
      }
      if (end == i + 1 || (script == Script::kDevanagari && !IsMarked(end) && !BeginsStop(end)))
        continue;
      out_.Add(head ? words_[i].start + *head : words_[i + 1].start, words_[end - 1].end, true);
      i = end - 1;
    }
  }

  // "N Holding", "N Cloud": a word that ends a name and the one before it, or the two between it
  // and a small word ("with N M Cloud").
  void Tailed() {
    for (size_t i = 1; i < words_.size(); ++i) {
      if (!rules_.org_tails.contains(FoldName(words_[i].folded)) || !MayStandInName(i - 1))
        continue;
      const bool two = i >= 3 && MayStandInName(i - 2) && IsStop(words_[i - 3]) &&
                       Between(words_[i - 3], words_[i - 2]) == " ";
      out_.Add(words_[i - (two ? 2 : 1)].start, words_[i].end, true);
    }
  }

  // Whether a word may belong to a name with the one behind it: no small word, no noun for a firm,
  // and none with an article.
  bool MayStandInName(size_t index) const {
    const NameWord& word = words_[index];
    const std::string name = FoldName(word.folded);
    return Between(word, words_[index + 1]) == " " && !word.covered && !IsStop(word) &&
           !IsDefinite(word) && !HeadPrefix(word, name) && !MatchesWord(rules_.org_nouns, name) &&
           word.script == words_[index + 1].script;
  }

  // In Arabic no word without the article follows one with it, and none that bears the mark of an
  // object belongs to a name.
  bool EndsName(const NameWord& before, const NameWord& word) const {
    constexpr std::string_view kTanwin = "\xD9\x8B";
    if (word.script != Script::kArabic) return false;
    const bool object =
        document_.Slice({word.start, word.end}).find(kTanwin) != std::string_view::npos;
    return object || (IsDefinite(before) && !IsDefinite(word));
  }

  bool IsDefinite(const NameWord& word) const {
    return std::ranges::any_of(rules_.articles, [&](std::string_view article) {
      return word.folded.starts_with(article) && word.folded.size() > article.size();
    });
  }

  // Whether the words before `end` are a name with its postposition: "company N-labs in".
  bool IsMarked(size_t end) const {
    return end < words_.size() && Between(words_[end - 1], words_[end]) == " " &&
           rules_.particles.contains(words_[end].folded) &&
           std::ranges::none_of(rules_.noun_endings, [&](const std::string& ending) {
             return words_[end - 1].folded.ends_with(ending);
           });
  }

  // Where no capital shows a name, quotation marks do: a few words that are no small ones, and no
  // single letter ("a round of series «B»").
  void Quoted() {
    for (size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].script != Script::kArabic || !StandsAt(words_[i].start, false)) continue;
      size_t end = i;
      while (end < words_.size() && end - i < kMaxQuotedWords && !words_[end].covered &&
             !rules_.name_stops.contains(words_[end].folded) &&
             (end == i || Between(words_[end - 1], words_[end]) == " ")) {
        ++end;
      }
      if (end > i && StandsAt(words_[end - 1].end, true) &&
          IsQuotedName(document_.Slice({words_[i].start, words_[end - 1].end}))) {
        out_.Add(words_[i].start, words_[end - 1].end, true);
        i = end - 1;
      }
    }
  }

  bool IsQuotedName(std::string_view text) const {
    return CountCodePoints(text) > 1 && !rules_.no_names.contains(FoldName(text));
  }

  // Whether a quotation mark closes at `at`, or opens right before it.
  bool StandsAt(size_t at, bool closes) const {
    const std::string_view text = document_.text;
    if (closes ? at >= text.size() : at == 0) return false;
    const char32_t c = closes ? NextCodePoint(text, &at) : PreviousCodePoint(text, &at);
    return c == '"' || c == 0x201C || c == 0x201D || c == (closes ? 0xBB : 0xAB);
  }

  // "N (Tokyo)", "N (2330)": a note of where a firm is, who leads it or its number at an exchange,
  // in brackets behind its name, in scripts without capitals.
  void Noted() {
    for (size_t i = 0; i < words_.size(); ++i) {
      const NameWord& word = words_[i];
      // "N-AI (Tokyo)" is written in one.
      const bool glued = i > 0 && word.script == Script::kLatin && word.all_capitals &&
                         words_[i - 1].end == word.start && IsSpaceless(words_[i - 1].script);
      const bool uncased = glued || word.script == Script::kHan ||
                           word.script == Script::kKatakana || word.script == Script::kHangul;
      if (!uncased || !IsNote(word.end) || EndsInLegalForm(word)) continue;
      const size_t start = NotedStart(RunLow(i), word.end);
      if (CountCodePoints(document_.Slice({start, word.end})) >= kLeastHan)
        out_.Add(start, word.end, true);
    }
  }

  // Formed() finds the name before it.
  bool EndsInLegalForm(const NameWord& word) const {
    const std::string_view slice = document_.Slice({word.start, word.end});
    return rules_.legal_forms.HoldsEndingOf(slice);
  }

  // Whether a bracket with such a note opens at `at`.
  bool IsNote(size_t at) const {
    constexpr size_t kLongest = 96;  // bytes
    const std::string_view text = document_.text;
    if (at >= text.size()) return false;
    size_t from = at;
    const char32_t open = NextCodePoint(text, &from);
    if (open != '(' && open != 0xFF08) return false;
    for (size_t i = from; i < text.size() && i < from + kLongest;) {
      const size_t here = i;
      const char32_t c = NextCodePoint(text, &i);
      if (c == ')' || c == 0xFF09) return IsNoteText(text.substr(from, here - from));
      if (c == '\n') return false;
    }
    return false;
  }

  bool IsNoteText(std::string_view note) const {
    constexpr size_t kLeastDigits = 4, kMostDigits = 6;  // of a number at an exchange
    const size_t digits = note.find_first_not_of("0123456789");
    const size_t count = digits == std::string_view::npos ? note.size() : digits;
    if (count >= kLeastDigits && count <= kMostDigits && !rules_.name_notes.empty() &&
        (count == note.size() || note[count] == '.'))
      return true;
    return std::ranges::any_of(rules_.name_notes, [&](const std::string& pattern) {
      const std::string_view p = pattern;
      if (p.ends_with('*')) return note.starts_with(p.substr(0, p.size() - 1));
      return p.starts_with('*') ? note.ends_with(p.substr(1)) : note == p;
    });
  }

  // Where a name that ends at `end` begins: behind hiragana, a stop or a noun for what it is.
  size_t NotedStart(size_t low, size_t end) const {
    const size_t start = HanStart(low, end);
    size_t before = start;
    // A middle dot parts the words of a foreign name.
    const std::string_view text = document_.text;
    while (before > 0) {
      size_t dot = before;
      if (PreviousCodePoint(text, &dot) != 0x30FB) break;
      size_t part = dot;
      while (part > 0 && dot - part < kMaxHanBytes) {
        size_t at = part;
        if (ScriptOf(PreviousCodePoint(text, &at)) != Script::kKatakana) break;
        part = at;
      }
      if (part == dot) break;
      before = part;
    }
    return before;
  }

  // Names that end in a word for organisations, in scripts without capitals.
  void Headed() {
    for (size_t i = 0; i < words_.size(); ++i) {
      switch (words_[i].script) {
        case Script::kDevanagari:
          HeadedWords(i);
          break;
        case Script::kHangul:
          HeadedHangul(i);
          break;
        case Script::kHan:
        case Script::kKatakana:
          HeadedHan(i);
          break;
        default:
          break;
      }
    }
  }

  // Where the run of words without a gap begins that holds a word: Latin letters may stand before
  // Han or Hangul in one name. Followed as far as a name can reach.
  size_t RunLow(size_t index) const {
    const size_t start = words_[index].start;
    while (index > 0 && words_[index - 1].end == words_[index].start &&
           start - words_[index - 1].start <= kMaxRunBytes) {
      --index;
    }
    return words_[index].start;
  }

  void HeadedWords(size_t index) {
    // "N private limited": a legal form stands behind a name and is no part of it.
    const bool form = rules_.legal_forms.contains(words_[index].folded) && index > 0 &&
                      !rules_.legal_forms.contains(words_[index - 1].folded);
    if (!form && (!rules_.org_heads.contains(words_[index].folded) || BeginsStop(index))) return;
    size_t begin = index;
    // "Sabarmati data parks": a word that may end a name may go on in one.
    const auto ends = [&](const NameWord& word) {
      return rules_.name_stops.contains(word.folded) && !rules_.org_heads.contains(word.folded);
    };
    while (begin > 0 && index - begin < 3 && Between(words_[begin - 1], words_[begin]) == " " &&
           !words_[begin - 1].covered && !ends(words_[begin - 1])) {
      --begin;
    }
    while (begin < index && rules_.name_stops.contains(words_[begin].folded)) ++begin;
    if (begin < index) out_.Add(words_[begin].start, words_[form ? index - 1 : index].end, true);
  }

  void HeadedHangul(size_t index) {
    const NameWord& word = words_[index];
    const size_t low = RunLow(index);
    const std::string_view letters = word.folded;
    for (const std::string_view head : rules_.org_heads) {
      const size_t at = letters.rfind(head);
      if (at == std::string::npos || low + at == word.start) continue;
      const std::string_view rest = letters.substr(at + head.size());
      if (!rest.empty() && !rules_.particles.contains(rest)) continue;
      const size_t end = word.end - rest.size();  // folding keeps the size of Hangul
      // A noun for a firm may end in such a word.
      if (CountCodePoints(document_.Slice({low, end})) >= 3 &&
          !MatchesWord(rules_.org_nouns, document_.Slice({low, end}))) {
        out_.Add(low, end, true);
      }
      return;
    }
  }

  // "the model company N completed a round": after a noun that says what kind of firm it is, up to
  // the next small word.
  void AnnouncedHan(size_t index) {
    const NameWord& word = words_[index];
    const std::string_view slice = document_.Slice({word.start, word.end});
    rules_.name_nouns.VisitWithin(slice, [&](size_t at, std::string_view noun) {
      if (InLongerNoun(slice, at, noun)) return;
      const size_t start = word.start + at + noun.size();
      const size_t end = HanEnd(start, std::min(word.end, start + kTooFar));
      const size_t letters = CountCodePoints(document_.Slice({start, end}));
      if (letters >= kLeastHan && letters <= kMostHan && EndsInParticle(end) &&
          !MatchesWord(rules_.org_nouns, document_.Slice({start, end})))
        out_.Add(start, end, true);
    });
  }

  // "Start-up" within "start-up firm": the longer noun goes on behind it.
  bool InLongerNoun(std::string_view text, size_t at, std::string_view noun) const {
    bool longer = false;
    const size_t low = at - std::min(at, kMaxHanBytes);
    const auto compare = [&](size_t in, std::string_view other) {
      longer = longer || (low + in <= at && low + in + other.size() > at + noun.size());
    };
    rules_.name_nouns.VisitWithin(text.substr(low, at - low + kMaxHanBytes), compare);
    return longer;
  }

  // Where a language has particles, one of them or a bracket stands behind a name.
  bool EndsInParticle(size_t end) const {
    if (rules_.particles.empty()) return true;
    const std::string_view rest = std::string_view(document_.text).substr(end);
    size_t at = 0;
    if (rest.empty() || !IsWordChar(NextCodePoint(rest, &at))) return true;
    return rules_.particles.HoldsBeginningOf(rest);
  }

  // Where the first small word, or hiragana, at or behind `start` stands.
  size_t HanEnd(size_t start, size_t limit) const {
    const std::string_view text = document_.text;
    for (size_t at = start; at < limit;) {
      const size_t here = at;
      const char32_t c = NextCodePoint(text, &at);
      const bool stop = rules_.name_stops.HoldsBeginningOf(text.substr(here));
      if (stop || !IsSpaceless(c) || (c >= 0x3041 && c <= 0x309F)) return here;
    }
    return limit;
  }

  // A head that begins a legal form is no part of the name before it.
  bool IsLegalForm(std::string_view text) const {
    return rules_.legal_forms.HoldsBeginningOf(text);
  }

  void HeadedHan(size_t index) {
    AnnouncedHan(index);
    const NameWord& word = words_[index];
    const size_t low = RunLow(index);
    const std::string_view text = document_.text;
    const std::string_view slice = text.substr(word.start, word.end - word.start);
    rules_.org_heads.VisitWithin(slice, [&](size_t at, std::string_view head) {
      if (ScriptAfter(head, 0) == Script::kLatin || IsLegalForm(slice.substr(at))) return;
      // "Data" in "data centre": a head is the end of its word.
      if (ScriptBefore(slice, at + head.size()) == Script::kKatakana &&
          ScriptAfter(slice, at + head.size()) == Script::kKatakana)
        return;
      const size_t start = KanaStart(text, low, HanStart(low, word.start + at), rules_);
      if (CountCodePoints(text.substr(start, word.start + at - start)) < 2) return;
      const Span name = {start, word.start + at + head.size()};
      if (!EndsInLongerNoun(name, head.size())) out_.Add(name.byte_start, name.byte_end, true);
    });
  }

  // "Its own supercomputer": the head ends a common noun, which is no firm's name.
  bool EndsInLongerNoun(const Span& name, size_t head_size) const {
    for (size_t at = name.byte_start; at + head_size < name.byte_end;) {
      if (rules_.no_names.contains(FoldName(document_.Slice({at, name.byte_end})))) return true;
      NextCodePoint(document_.text, &at);
    }
    return false;
  }

  // A name beside its legal form, in scripts without spaces: behind it where the language has
  // particles, before it in all.
  void Formed() {
    for (size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].script != Script::kHan && words_[i].script != Script::kKatakana) continue;
      const size_t low = words_[i].start;
      const std::string_view slice = document_.Slice({low, words_[i].end});
      rules_.legal_forms.VisitWithin(slice, [&](size_t at, std::string_view form) {
        if (ScriptAfter(form, 0) != Script::kHan || InLongerForm(slice, at, form)) return;
        TakeFormed(HanStart(RunLow(i), low + at), low + at);
        if (!rules_.particles.empty())
          TakeFormed(low + at + form.size(), FormedEnd(low + at + form.size()));
      });
    }
  }

  // "Limited company" within "limited liability company".
  bool InLongerForm(std::string_view text, size_t at, std::string_view form) const {
    return std::ranges::any_of(rules_.legal_forms, [&](std::string_view longer) {
      const size_t in = longer.size() > form.size() ? longer.find(form) : std::string::npos;
      return in != std::string::npos && in <= at && text.substr(at - in, longer.size()) == longer;
    });
  }

  void TakeFormed(size_t start, size_t end) {
    if (end > start && CountCodePoints(document_.Slice({start, end})) >= kLeastHan)
      out_.Add(start, end, true);
  }

  // Up to the next particle, space or word of several letters that is no part of a name.
  size_t FormedEnd(size_t start) const {
    const std::string_view text = document_.text;
    size_t end = start;
    for (size_t at = start; at < text.size() && at - start < kMaxHanBytes; end = at) {
      bool stop = false;
      rules_.name_stops.VisitBeginnings(text.substr(at), [&](std::string_view word) {
        stop = stop || CountCodePoints(word) >= kLeastHan;
      });
      const char32_t c = NextCodePoint(text, &at);
      const Script script = ScriptOf(c);
      const bool letter = script == Script::kKatakana || script == Script::kLatin || c == 0x30FB ||
                          (script == Script::kHan && !(c >= 0x3041 && c <= 0x309F));
      if (stop || !letter) break;
    }
    return end;
  }

  size_t HanStart(size_t low, size_t at) const {
    const std::string_view text = document_.text;
    size_t start = at;
    while (start > low && at - start < kMaxHanBytes) {
      size_t before = start;
      const char32_t c = PreviousCodePoint(text, &before);
      const bool hiragana = c >= 0x3041 && c <= 0x309F;
      if (hiragana || rules_.name_stops.contains(text.substr(before, start - before))) break;
      start = before;
    }
    // Its legal form may stand before a name, and a noun for what it is; a stop of several
    // characters ends where the name begins.
    const std::string_view name = text.substr(start, at - start);
    size_t behind = 0;
    for (const StringSet* const words :
         {&rules_.legal_forms, &rules_.name_stops, &rules_.name_nouns}) {
      words->VisitWithin(name, [&](size_t in, std::string_view word) {
        behind = std::max(behind, in + word.size());
      });
    }
    return start + behind;
  }

  const Document& document_;
  const NameRules& rules_;
  std::span<const NameWord> words_;
  OpenNameList& out_;
};

}  // namespace

void FindUncasedNames(const Document& document, const NameRules& rules,
                      std::span<const NameWord> words, OpenNameList* out) {
  UncasedFinder(document, rules, words, out).Find();
}

}  // namespace dealwire
