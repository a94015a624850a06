#include "extract/names/bare_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/text.h"
#include "extract/names/name_words.h"
#include "extract/names/registry.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kLeastKana = 4;    // letters
constexpr size_t kLeastHangul = 2;  // letters without the particle
constexpr size_t kMostLetters = 24;
constexpr size_t kFrameKey = 3;                       // bytes: frames are sorted by them
constexpr size_t kLeastFramed = 2, kMostFramed = 10;  // characters
constexpr size_t kLeastInside = 3;                    // of a name that begins a clause

bool IsKana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }
bool IsCapital(char32_t c) { return c >= 'A' && c <= 'Z'; }
bool IsNameLetter(char32_t c) {
  const Script script = ScriptOf(c);
  return script == Script::kHan || script == Script::kKatakana || script == Script::kLatin ||
         script == Script::kDigit;
}

// What the frames of a language begin with, of which each has three bytes or more: a look at the
// text tells most places where none can.
class FrameKeys {
 public:
  explicit FrameKeys(const NameRules& rules) {
    for (const auto& [before, after] : rules.name_frames.all) {
      if (before.size() >= kFrameKey) keys_.at(Key(before)) = true;
    }
  }
  bool MayBegin(std::string_view text) const {
    return text.size() >= kFrameKey && keys_[Key(text)];
  }

 private:
  static size_t Key(std::string_view text) {
    return (static_cast<size_t>(text[1]) & 0x3F) << 6 | (static_cast<size_t>(text[2]) & 0x3F);
  }
  std::array<bool, size_t{1} << 12> keys_ = {};
};

class BareFinder {
 public:
  BareFinder(const Document& document, const Registry& registry)
      : body_start_(document.body_start),
        text_(document.text),
        rules_(registry.Rules(document.article->lang)),
        common_(registry.CommonNamesOf(document.article->lang)),
        frames_(rules_) {}

  std::vector<BareName> Find(const std::vector<Sentence>& sentences) {
    for (const Sentence& sentence : sentences) {
      sentence_ = sentence.span;
      FindInSentence();
    }
    return std::move(found_);
  }

 private:
  void FindInSentence() {
    if (!rules_.name_frames.all.empty()) Opening();
    if (sentence_.byte_start == 0 && body_start_ > 0) HeadOfTitle();
    for (size_t at = sentence_.byte_start; at < sentence_.byte_end;) {
      const size_t start = at = SkipAscii(text_.substr(0, sentence_.byte_end), at);
      if (at >= sentence_.byte_end) break;
      const char32_t c = NextCodePoint(text_, &at);
      if (!MayBeKanaOrHangul(c) && rules_.name_frames.all.empty()) continue;
      const Script script = ScriptOf(c);
      if (script == Script::kKatakana) {
        at = Katakana(start);
      } else if (script == Script::kHangul) {
        at = Hangul(start);
      } else if (frames_.MayBegin(text_.substr(start, sentence_.byte_end - start))) {
        Framed(start);
      }
    }
  }

  // "N, 14 billion for a new hall": what a headline begins with, before a comma or a colon, is whom
  // it is about, where the body says it twice and more.
  void HeadOfTitle() {
    constexpr size_t kLeast = 3, kMost = 12;  // letters
    constexpr int kOften = 2;
    size_t end = 0, letters = 0;
    bool closed = false, uncased = false;
    for (size_t at = 0; at < sentence_.byte_end && letters <= kMost; end = at) {
      const char32_t c = NextCodePoint(text_, &at);
      closed = c == ',' || c == ':' || c == 0x3001 || c == 0xFF0C || c == 0xFF1A;
      if (closed || !(IsNameLetter(c) || ScriptOf(c) == Script::kHangul) || IsKana(c)) break;
      uncased = uncased || IsSpaceless(ScriptOf(c));
      ++letters;
    }
    if (!closed || !uncased || letters < kLeast || letters > kMost || IsCommon(0, end) ||
        IsCompound(end))
      return;
    const std::string_view name = text_.substr(0, end);
    int said = 0;
    for (size_t at = text_.find(name, body_start_); at != std::string_view::npos && said < kOften;
         at = text_.find(name, at + name.size())) {
      const bool marked = rules_.particles.empty() || BeforeParticle(at + name.size());
      said += marked && BeginsWord(at) ? 1 : 0;
    }
    if (said >= kOften) found_.push_back({{0, end}, true});
  }

  // A common noun with another one, or with Latin letters, before it: "AI servers".
  bool IsCompound(size_t end) const {
    for (size_t at = 0; at < end; NextCodePoint(text_, &at)) {
      if (at > 0 && IsCommon(at, end))
        return CountCodePoints(text_.substr(0, at)) < 2 || IsCommon(0, at) ||
               ScriptAfter(text_, 0) == Script::kLatin;
    }
    return false;
  }

  bool IsCommon(size_t start, size_t end) const {
    return common_.Contains(FoldName(text_.substr(start, end - start)));
  }

  bool BeforeParticle(size_t end) const {
    return std::ranges::any_of(
        rules_.particles, [&](std::string_view p) { return text_.substr(end, p.size()) == p; });
  }

  // Where the Latin capitals begin that end at `at`.
  size_t CapitalsBefore(size_t at) const {
    while (at > sentence_.byte_start && IsCapital(static_cast<unsigned char>(text_[at - 1]))) --at;
    return at;
  }

  // A word that begins or ends a compound is common: "network server".
  bool HoldsCommon(size_t start, size_t end) const {
    const std::string folded = FoldName(text_.substr(start, end - start));
    const std::string_view whole = folded;
    for (size_t at = 0; at < whole.size(); NextCodePoint(whole, &at)) {
      if (common_.Contains(whole.substr(at)) || (at > 0 && common_.Contains(whole.substr(0, at))))
        return true;
    }
    return false;
  }

  size_t Katakana(size_t start) {
    size_t end = start, letters = 0;
    for (size_t at = start; at < sentence_.byte_end;) {
      const char32_t c = NextCodePoint(text_, &at);
      if (ScriptOf(c) != Script::kKatakana && c != 0x30FB) break;
      if (c != 0x30FB) ++letters, end = at;
    }
    if (end == start) NextCodePoint(text_, &end);
    size_t begin = CapitalsBefore(start), tail = end;
    while (tail < sentence_.byte_end && IsCapital(static_cast<unsigned char>(text_[tail]))) ++tail;
    const bool marked =
        (BeginsWord(begin) && BeforeParticle(tail)) || (BehindNation(begin) && EndsWord(tail));
    if (letters < kLeastKana || letters > kMostLetters || !marked || HoldsCommon(start, end))
      return end;
    found_.push_back({{begin, tail}, false});
    return tail;
  }

  // "The US Suicchi": right behind a character for where a firm is from, which begins its word or
  // stands behind a particle.
  bool BehindNation(size_t start) const {
    if (start == sentence_.byte_start) return false;
    size_t at = start;
    PreviousCodePoint(text_, &at);
    const std::string_view nation = text_.substr(at, start - at);
    return BeginsWord(at) && std::ranges::find(rules_.demonyms, nation) != rules_.demonyms.end();
  }

  // No letter but hiragana stands right behind.
  bool EndsWord(size_t end) const {
    if (end >= sentence_.byte_end) return true;
    size_t at = end;
    const char32_t c = NextCodePoint(text_, &at);
    return IsKana(c) || !IsWordChar(c);
  }

  // No Han or Latin letter stands right before.
  bool BeginsWord(size_t start) const {
    if (start == sentence_.byte_start) return true;
    size_t at = start;
    const char32_t c = PreviousCodePoint(text_, &at);
    return IsKana(c) || !IsWordChar(c);
  }

  // Behind a run of Hangul, Latin capitals and nothing but a particle: "N-AI-ga".
  size_t CapitalsBehind(size_t end) const {
    constexpr size_t kMostCapitals = 4;
    size_t tail = end;
    while (tail < sentence_.byte_end && IsCapital(static_cast<unsigned char>(text_[tail]))) ++tail;
    if (tail - end < 2 || tail - end > kMostCapitals || tail >= sentence_.byte_end) return end;
    if (ScriptAfter(text_, tail) != Script::kHangul) return end;
    return rules_.particles.contains(text_.substr(tail, RunEnd(text_, tail) - tail)) ? tail : end;
  }

  size_t Hangul(size_t start) {
    const size_t end = RunEnd(text_, start);
    if (const size_t tail = CapitalsBehind(end); tail > end) {
      if (BeginsWord(start) && CountCodePoints(text_.substr(start, end - start)) >= kLeastHangul &&
          !IsCommon(start, end) && !EndsInStop(text_.substr(start, end - start)))
        found_.push_back({{start, tail}, false});
      return tail;
    }
    // The shortest: the letters before a long one may be the name's own.
    size_t particle = 0;
    for (const std::string_view p : rules_.particles) {
      if (text_.substr(start, end - start).ends_with(p) && (particle == 0 || p.size() < particle))
        particle = p.size();
    }
    if (particle > 0 && !IsCommon(start, end - particle))
      particle = WholeParticle(text_.substr(start, end - start), particle);
    const Span name = {CapitalsBefore(start), end - particle};
    const bool mixed = start - name.byte_start >= 2;
    const bool first = name.byte_start == sentence_.byte_start;
    if (particle == 0 && first && IsLed(end) && !IsCommon(start, end) &&
        CountCodePoints(text_.substr(start, end - start)) >= kLeastHangul &&
        !EndsInStop(text_.substr(start, end - start)))
      found_.push_back({{name.byte_start, end}, true});
    if (particle == 0 || !BeginsWord(name.byte_start) || !(mixed || first)) return end;
    const std::string_view letters = text_.substr(start, name.byte_end - start);
    if (CountCodePoints(letters) < kLeastHangul || IsCommon(name.byte_start, name.byte_end) ||
        IsCommon(name.byte_start, end) || (mixed && IsCommon(name.byte_start, start)) ||
        EndsInStop(letters))
      return end;
    found_.push_back({name, false});
    return end;
  }

  // "N Yun Seo-jin daepyo": behind a word of Hangul a person's name, and a noun for who leads a
  // firm.
  bool IsLed(size_t end) const {
    constexpr size_t kLeastName = 2, kMostName = 4;  // letters
    if (end + 1 >= sentence_.byte_end || text_[end] != ' ') return false;
    const size_t behind = RunEnd(text_, end + 1);
    const size_t letters = CountCodePoints(text_.substr(end + 1, behind - end - 1));
    if (letters < kLeastName || letters > kMostName || behind + 1 >= sentence_.byte_end ||
        text_[behind] != ' ')
      return false;
    return std::ranges::any_of(rules_.roles, [&](const ChipNoun::Word& role) {
      return text_.substr(behind + 1, role.text.size()) == role.text;
    });
  }

  // "-ro" before "-buteo", which one particle is together: the size of both.
  size_t WholeParticle(std::string_view letters, size_t particle) const {
    size_t whole = particle;
    const std::string_view rest = letters.substr(0, letters.size() - particle);
    for (const std::string_view first : rules_.particles) {
      const size_t both = first.size() + particle;
      if (both > whole && rest.ends_with(first) &&
          rules_.particles.contains(letters.substr(letters.size() - both)))
        whole = both;
    }
    return whole;
  }

  bool EndsInStop(std::string_view letters) const {
    return rules_.name_stops.HoldsEndingOf(letters);
  }

  // Who begins the sentence or one of its clauses, before a word that a frame behind a full stop
  // tells: "N announced".
  void Opening() {
    constexpr std::string_view kEnumerates = "\u3001";
    constexpr size_t kNumber = 9;        // bytes
    constexpr size_t kMostClauses = 40;  // of a sentence
    const size_t start = sentence_.byte_start;
    const size_t mark = text_.substr(start, kNumber + kEnumerates.size()).find(kEnumerates);
    OpeningAt(mark == std::string_view::npos ? start : start + mark + kEnumerates.size(),
              kLeastFramed);
    size_t clauses = 0;
    bool begun = false;  // something stands before: not so behind a bullet, a number or a time
    for (size_t at = start; at < sentence_.byte_end && clauses < kMostClauses;) {
      const char32_t c = NextCodePoint(text_, &at);
      begun = begun || IsLetter(c);
      if (!PartsClauses(c)) continue;
      ++clauses;
      OpeningAt(at, begun ? kLeastInside : kLeastFramed);
    }
  }

  // A comma, a semicolon, a colon or the space between the halves of a headline.
  static bool PartsClauses(char32_t c) {
    return c == 0xFF0C || c == 0xFF1B || c == 0xFF1A || c == ' ' || c == 0x3000;
  }

  void OpeningAt(size_t from, size_t least) {
    if (from >= sentence_.byte_end) return;
    constexpr size_t kSure = 6;  // bytes: of a word of two characters
    const std::string_view after = FirstBehind(RoomAt(from));
    size_t end = after.empty() ? 0 : static_cast<size_t>(after.data() - text_.data());
    if (after.size() >= kSure) least = kLeastFramed;
    from = PastNouns(from, end);
    if (end > from) from = PastOpeners(from, end);
    if (end > from && ScriptAfter(text_, from) == Script::kHan && !IsNoun(from, end) &&
        !EndsInCommon(from, end) && !BeginsInCommon(from, end) &&
        CountCodePoints(text_.substr(from, end - from)) >= least)
      found_.push_back({{from, end}, false});
  }

  // Where a name that begins at ends[0] may end, by its number of letters: up to the first stop.
  struct Room {
    std::array<size_t, kMostFramed + 1> ends = {};
    size_t count = 0;
  };

  // The word of an opening frame that ends the name of a room first; empty where none does. One
  // that stands where a name would be too short is none of them further on, either.
  std::string_view FirstBehind(const Room& room) const {
    std::vector<std::string_view> spent;
    for (size_t letters = 0; letters < room.count; ++letters) {
      std::string_view first;
      rules_.name_frames.opening.VisitBeginnings(
          text_.substr(room.ends[letters]), [&](std::string_view after) {
            if (letters < kLeastFramed) {
              spent.push_back(after);
            } else if (first.empty() && !IsIn(spent, after)) {
              first = after;
            }
          });
      if (!first.empty()) return first;
    }
    return {};
  }

  static bool IsIn(const std::vector<std::string_view>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
  }

  // Behind the last noun for what kind of firm it is that stands in [from, end).
  size_t PastNouns(size_t from, size_t end) const {
    size_t behind = from;
    if (end <= from) return from;
    const auto pass = [&](size_t at, std::string_view noun) {
      behind = std::max(behind, from + at + noun.size());
    };
    rules_.name_nouns.VisitWithin(text_.substr(from, end - from), pass);
    return behind;
  }

  // "However N announced".
  size_t PastOpeners(size_t from, size_t end) const {
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view opener : rules_.openers) {
        if (from + opener.size() > end || !IsAt(from, opener)) continue;
        from += opener.size();
        more = from < end;
      }
    }
    return from;
  }

  // "Amount of", "the company's shares": what begins as a common noun does.
  bool BeginsInCommon(size_t from, size_t end) const {
    constexpr size_t kLeast = 2;  // characters
    size_t letters = 0;
    for (size_t at = from; at < end; ++letters) {
      NextCodePoint(text_, &at);
      if (letters + 1 >= kLeast && at < end && (IsCommon(from, at) || IsNoun(from, at)))
        return true;
    }
    return false;
  }

  // "The new model", "amount of the contract": what ends as a common noun does is one.
  bool EndsInCommon(size_t from, size_t end) const {
    while (from < end) {
      if (IsCommon(from, end)) return true;
      NextCodePoint(text_, &from);
    }
    return false;
  }

  bool IsNoun(size_t from, size_t end) const {
    return MatchesWord(rules_.org_nouns, text_.substr(from, end - from));
  }

  // The words of a frame that begins at `start`, and what stands between them.
  void Framed(size_t start) {
    const std::string_view rest = text_.substr(start, sentence_.byte_end - start);
    size_t begin = start, end = 0;  // of the shortest
    const std::string_view key = rest.substr(0, kFrameKey);
    Room room;
    auto frame = std::ranges::lower_bound(rules_.name_frames.all, key, {}, [](const auto& f) {
      return std::string_view(f.first).substr(0, kFrameKey);
    });
    for (; frame != rules_.name_frames.all.end() && frame->first.starts_with(key); ++frame) {
      const auto& [before, after] = *frame;
      if (!rest.starts_with(before)) continue;
      const size_t from = start + before.size();
      if (room.count == 0 || room.ends[0] != from) room = RoomAt(from);
      if (const size_t at = FrameEnd(room, after); at > 0 && (end == 0 || at < end)) {
        end = at;
        begin = from;
      }
    }
    if (const size_t behind = PastNouns(begin, end); behind < end) begin = behind;
    if (end > 0 && !IsNoun(begin, end) && !EndsInCommon(begin, end))
      found_.push_back({{begin, end}, true});
  }

  Room RoomAt(size_t from) const {
    Room room;
    for (size_t at = from; room.count <= kMostFramed;) {
      room.ends.at(room.count++) = at;
      if (at >= sentence_.byte_end || AtStop(at)) break;
      const char32_t c = NextCodePoint(text_, &at);
      // No name begins with a digit.
      if (!IsNameLetter(c) || (room.count == 1 && ScriptOf(c) == Script::kDigit)) break;
    }
    return room;
  }

  // Where it ends, right before the first word `after`; 0: nowhere.
  size_t FrameEnd(const Room& room, std::string_view after) const {
    for (size_t letters = 0; letters < room.count; ++letters) {
      const size_t at = room.ends[letters];
      if (IsAt(at, after)) return letters >= kLeastFramed ? at : 0;
    }
    return 0;
  }

  // The words are of scripts whose characters differ in their last byte most.
  bool IsAt(size_t at, std::string_view word) const {
    if (word.empty()) return true;
    if (at + word.size() > text_.size()) return false;
    const size_t last = std::min<size_t>(word.size(), kFrameKey) - 1;
    return text_[at + last] == word[last] && text_.substr(at, word.size()) == word;
  }

  bool AtStop(size_t at) const { return rules_.name_stops.HoldsBeginningOf(text_.substr(at)); }

  const size_t body_start_;
  const std::string_view text_;
  Span sentence_;  // at hand
  const NameRules& rules_;
  const NoNames common_;
  const FrameKeys frames_;
  std::vector<BareName> found_;
};

}  // namespace

std::vector<BareName> BareNames(const Document& document, const Registry& registry) {
  return BareFinder(document, registry).Find(document.sentences);
}

}  // namespace dealwire
