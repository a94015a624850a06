#include "extract/names/name_signs.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/text.h"
#include "extract/names/registry.h"
#include "extract/text/fold.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kMaxQuotedBytes = 60;
constexpr int kMaxQuotedWords = 3;
constexpr size_t kLeastKatakana = 3;  // letters
constexpr size_t kLeastKorean = 2;    // letters without the particle

bool IsHiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }
// The dot between the words of a foreign name.
bool IsMiddleDot(char32_t c) { return c == 0x30FB; }

class SignFinder {
 public:
  SignFinder(const Document& document, const Registry& registry)
      : text_(document.text),
        registry_(registry),
        lang_(document.article->lang),
        rules_(registry.Rules(lang_)) {}

  std::vector<Span> Find(const std::vector<Sentence>& sentences) {
    for (const Sentence& sentence : sentences) {
      sentence_ = sentence.span;
      FindInSentence();
    }
    return std::move(found_);
  }

 private:
  void FindInSentence() {
    for (size_t at = sentence_.byte_start; at < sentence_.byte_end;) {
      const size_t start = at = SkipAscii(text_.substr(0, sentence_.byte_end), at);
      if (at >= sentence_.byte_end) break;
      const char32_t c = NextCodePoint(text_, &at);
      if (Quotes(c)) {
        at = Quoted(start, at);
      } else if (MayBeKanaOrHangul(c)) {
        const Script script = ScriptOf(c);
        if (script == Script::kKatakana) at = Katakana(start);
        if (script == Script::kHangul) at = Korean(start);
      }
    }
  }

  static bool Quotes(char32_t c) {
    return c == 0x00AB || c == 0x201C || c == 0x201E || c == 0x300C || c == 0x300E;
  }

  // A name in quotation marks: of few words, the first with a capital, no speech. Where the
  // language does not set every name so, a noun for organisations must stand before.
  size_t Quoted(size_t start, size_t inside) {
    size_t mark = start;
    const char32_t open = NextCodePoint(text_, &mark);
    size_t at = inside;
    int words = 1;
    bool first = true;
    while (at < sentence_.byte_end && at - inside < kMaxQuotedBytes) {
      const size_t here = at;
      const char32_t c = NextCodePoint(text_, &at);
      if (ClosesQuote(open, c)) {
        if (here > inside) TakeQuoted(start, {inside, here});
        return at;
      }
      if (first && HasCase(ScriptOf(c)) && !IsUpper(c)) return inside;
      first = false;
      if (IsSpace(c)) ++words;
      const bool inner = c == '-' || c == '.' || c == '&' || c == '\'' || c == 0x2019;
      if (words > kMaxQuotedWords || !(IsWordChar(c) || IsSpace(c) || inner)) return inside;
    }
    return inside;
  }

  void TakeQuoted(size_t mark, const Span& span) {
    const bool guillemets = text_.substr(mark, 2) == "\xC2\xAB";
    if ((guillemets && rules_.name_quotes) || AfterNoun(mark)) Take(span);
  }

  static bool HasCase(Script script) {
    return script == Script::kLatin || script == Script::kCyrillic || script == Script::kGreek;
  }

  size_t Katakana(size_t start) {
    size_t end = start, letters = 0;
    for (size_t at = start; at < sentence_.byte_end;) {
      const char32_t c = NextCodePoint(text_, &at);
      if (ScriptOf(c) != Script::kKatakana && !IsMiddleDot(c)) break;
      if (!IsMiddleDot(c)) ++letters, end = at;
    }
    if (end == start) NextCodePoint(text_, &end);
    const bool suffix = StandsBeforeHead(end);
    if (letters >= kLeastKatakana && (suffix || (EndsWord(end) && AfterNoun(start))))
      Take({start, end});
    return end;
  }

  // The word ends where no Han follows: "cloud-business" is a compound and no name.
  bool EndsWord(size_t end) const {
    if (end >= sentence_.byte_end) return true;
    size_t at = end;
    const char32_t c = NextCodePoint(text_, &at);
    return IsHiragana(c) || !IsWordChar(c);
  }

  // "N-sha": a head of one character, itself the end of its word.
  bool StandsBeforeHead(size_t end) const {
    return std::ranges::any_of(rules_.name_suffixes, [&](const std::string& suffix) {
      return text_.substr(end, suffix.size()) == suffix && EndsWord(end + suffix.size());
    });
  }

  // A noun for organisations right before, perhaps with a linking particle ("no") between; or one
  // character for a nation that is a word of its own.
  bool AfterNoun(size_t start) const {
    std::string_view before = text_.substr(sentence_.byte_start, start - sentence_.byte_start);
    constexpr size_t kFar = 48;
    if (before.size() > kFar) before.remove_prefix(before.size() - kFar);
    while (before.ends_with(' ')) before.remove_suffix(1);
    const auto nation = [&](const std::string& n) {
      if (!before.ends_with(n)) return false;
      size_t at = before.size() - n.size();
      if (at == 0) return true;
      const char32_t c = PreviousCodePoint(before, &at);
      return IsHiragana(c) || !IsWordChar(c);
    };
    if (std::ranges::any_of(rules_.demonyms, nation)) return true;
    for (const std::string& link : rules_.name_links) {
      if (before.ends_with(link)) {
        before.remove_suffix(link.size());
        break;
      }
    }
    const std::string folded = FoldText(before);
    const std::string_view last = std::string_view(folded).substr(folded.rfind(' ') + 1);
    return std::ranges::any_of(rules_.org_nouns, [&](const ChipNoun::Word& noun) {
      return noun.open ? last.starts_with(noun.text) : last.ends_with(noun.text);
    });
  }

  // A Korean noun for organisations, a space, and a name with its particles.
  size_t Korean(size_t start) {
    const size_t end = RunEnd(text_, start);
    std::string_view word = text_.substr(start, end - start);
    if (start == sentence_.byte_start || text_[start - 1] != ' ' || !AfterNoun(start)) return end;
    size_t longest = 0;
    for (const std::string_view particle : rules_.particles) {
      if (word.ends_with(particle)) longest = std::max(longest, particle.size());
    }
    word.remove_suffix(longest);
    if (longest > 0 && CountCodePoints(word) >= kLeastKorean) Take({start, start + word.size()});
    return end;
  }

  void Take(const Span& span) {
    const std::string folded = FoldText(text_.substr(span.byte_start, span.size()));
    if (!registry_.CommonNamesOf(lang_).Contains(folded)) found_.push_back(span);
  }

  const std::string_view text_;
  Span sentence_;  // at hand
  const Registry& registry_;
  const std::string& lang_;
  const NameRules& rules_;
  std::vector<Span> found_;
};

}  // namespace

std::vector<Span> SignedNames(const Document& document, const Registry& registry) {
  return SignFinder(document, registry).Find(document.sentences);
}

}  // namespace dealwire
