#include "extract/quantities/lexer.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/ascii.h"
#include "base/text.h"
#include "extract/quantities/number_literal.h"

namespace dealwire {
namespace {

constexpr size_t kMaxParts = 16;    // of a compound word
constexpr size_t kFewestGlued = 4;  // bytes of a name of money that another word sticks to
constexpr size_t kFewestOfLong = 6, kFewestStuck = 3;  // letters, where that may be any

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsAsciiLetter(char c) { return c >= 'a' && c <= 'z'; }

// The first byte at or behind `i` that is no small letter of ASCII, eight looked at a time.
size_t AsciiLettersEnd(std::string_view text, size_t i) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHighBits = 0x80 * kOnes,
                     kFromA = (0x80 - 'a') * kOnes, kBehindZ = (0x7F - 'z') * kOnes;
  for (; i + sizeof(uint64_t) <= text.size(); i += sizeof(uint64_t)) {
    const uint64_t bytes = EightBytes(text, i), low = bytes & ~kHighBits;
    // The high bits of those that lie in a..z: of those below 0x80, from the one and not the other.
    const uint64_t letters = ((low + kFromA) ^ (low + kBehindZ)) & ~bytes & kHighBits;
    if (letters != kHighBits)
      return i + static_cast<size_t>(std::countr_zero(~letters & kHighBits)) / 8;
  }
  while (i < text.size() && IsAsciiLetter(text[i])) ++i;
  return i;
}

enum class CharClass : uint8_t { kNone, kLetter, kSpaceless, kHangul, kDigit };

CharClass ClassOf(char32_t c) {
  if (c < 0x80) {
    const char a = static_cast<char>(c);
    return IsAsciiLetter(a)  ? CharClass::kLetter
           : IsAsciiDigit(a) ? CharClass::kDigit
                             : CharClass::kNone;
  }
  // Thai, Lao, Burmese and Khmer have digits of their own.
  if (IsSpaceless(c)) return c < 0x2000 && IsDigit(c) ? CharClass::kDigit : CharClass::kSpaceless;
  if (IsHangul(c)) return CharClass::kHangul;
  if (IsDigit(c)) return CharClass::kDigit;
  if (IsLetter(c) || IsMark(c)) return CharClass::kLetter;
  return CharClass::kNone;
}

class Lexer {
 public:
  Lexer(std::string_view text, const Words& words)
      : text_(text), words_(words), digits_(StyleOf(text, words.digits)) {
    tokens_.reserve(text.size() / 5 + 8);
  }

  std::vector<Token> Run() {
    while (at_ < text_.size()) Step();
    Push(text_.size(), TokenKind::kBreak);
    return std::move(tokens_);
  }

 private:
  struct Match {
    size_t end = 0;
    const Word* word = nullptr;
  };
  struct Longest {
    Match word, part;
  };

  void Step() {
    const char c = text_[at_];
    if (c == ' ') {
      space_ = true;
      before_ = CharClass::kNone;
      ++at_;
      return;
    }
    if (c == '\n') {
      Push(at_ + 1, TokenKind::kBreak);
      before_ = CharClass::kNone;
      return;
    }
    if (IsAsciiDigit(c)) return LexNumber();
    if (IsAsciiLetter(c) && LexOther()) return;
    size_t next = at_;
    const char32_t point = NextCodePoint(text_, &next);
    const CharClass kind = ClassOf(point);
    if (kind == CharClass::kDigit) return LexNumber();
    LexWord(point, kind, next);
  }

  // Most words of a text are none of the language's: from a letter of ASCII, with which none of
  // those begins, up to what is no letter. False where LexWord has to look at it.
  bool LexOther() {
    const char c = text_[at_];
    if (c == 'h' || c == 'w' || !words_.prefixes.empty() ||  // an address, or glued letters
        words_.vocabulary->first_bytes.MayBegin(text_, at_) || FollowsScale())
      return false;
    word_end_ = 0;
    Push(WordEnd(at_), TokenKind::kOther);
    before_ = CharClass::kLetter;
    return true;
  }

  // Whether a name of money may have something stuck to it here (GluedMoney).
  bool FollowsScale() const {
    size_t before = tokens_.size();
    if (before > 0 && tokens_[before - 1].Is(Role::kOf)) --before;
    return before > 0 && tokens_[before - 1].Is(Role::kScale);
  }

  void LexWord(char32_t point, CharClass kind, size_t next) {
    word_end_ = 0;
    const Longest longest = LongestAt(at_);
    if (longest.word.word != nullptr) {
      PushWord(longest.word.end, longest.word.word);
      before_ = SticksToNumber(tokens_.back()) ? CharClass::kNone : ClassBefore(longest.word.end);
      return;
    }
    if (kind == CharClass::kLetter) {
      const size_t end = WordEnd(at_);
      if (IsAddress(end)) return;
      if (!Prefixed(end) && !(words_.compounds && Compound(longest.part, end)) && !GluedMoney(end))
        Push(end, TokenKind::kOther);
      // Arabic "for90 million": letters that stick to a number begin no name of a model.
      before_ = SticksToNumber(tokens_.back()) ? CharClass::kNone : CharClass::kLetter;
      return;
    }
    if (kind == CharClass::kHangul) {  // an ending or a word that is not ours
      size_t end = next;
      while (end < text_.size()) {
        size_t after = end;
        if (!IsHangul(NextCodePoint(text_, &after))) break;
        end = after;
      }
      Push(end, TokenKind::kOther);
      before_ = CharClass::kHangul;
      return;
    }
    Push(next, kind == CharClass::kNone ? TokenKind::kPunct : TokenKind::kOther).punct = point;
    before_ = kind;
  }

  CharClass ClassBefore(size_t end) const {
    if (IsAscii(text_[end - 1])) return ClassOf(static_cast<unsigned char>(text_[end - 1]));
    size_t start = end;
    return ClassOf(PreviousCodePoint(text_, &start));
  }

  // "https://..." is no prose: nothing in it is a number or a word.
  bool IsAddress(size_t end) {
    const std::string_view word = text_.substr(at_, end - at_);
    if (!((word == "http" || word == "https") && text_.substr(end).starts_with("://")) &&
        !(word == "www" && text_.substr(end).starts_with("."))) {
      return false;
    }
    end = std::min(text_.find_first_of(" \n", end), text_.size());
    Push(end, TokenKind::kOther);
    before_ = CharClass::kNone;
    return true;
  }

  // The end of the run of letters at `start`.
  size_t WordEnd(size_t start) {
    if (word_end_ > start) return word_end_;
    size_t end = start;
    while (end < text_.size()) {
      end = AsciiLettersEnd(text_, end);
      if (end == text_.size() || IsAscii(text_[end])) break;
      size_t after = end;
      if (ClassOf(NextCodePoint(text_, &after)) != CharClass::kLetter) break;
      end = after;
    }
    return word_end_ = end;
  }

  // Whether a word may end at `end`: it ends with a sign, or what follows belongs to another word.
  bool IsBoundary(size_t end) const {
    if (end >= text_.size()) return true;
    const char c = text_[end];
    if (IsAsciiDigit(c)) return !IsAsciiDigit(text_[end - 1]);
    if (IsAscii(c) && !IsAsciiLetter(c)) return true;
    if (IsAscii(c) && IsAscii(text_[end - 1])) return !IsAsciiLetter(text_[end - 1]);
    size_t before = end;
    const CharClass left = ClassOf(PreviousCodePoint(text_, &before));
    if (left == CharClass::kNone || left == CharClass::kSpaceless) return true;
    size_t after = end;
    const CharClass right = ClassOf(NextCodePoint(text_, &after));
    if (right == CharClass::kHangul) return left != CharClass::kHangul || words_.particles;
    return right != left || left == CharClass::kDigit;
  }

  // The longest word at `start`, and the longest that may be part of a compound, ending anywhere.
  Longest LongestAt(size_t start) {
    Longest best;
    if (!words_.vocabulary->first_bytes.MayBegin(text_, start)) return best;
    const WordTrie& trie = words_.vocabulary->trie;
    uint32_t node = WordTrie::kRoot;
    for (size_t i = start; i < text_.size();) {
      node = trie.Child(node, text_[i] == '-' ? ' ' : text_[i]);
      if (node == WordTrie::kNone) break;
      ++i;
      const WordTrie::Ends* ends = trie.At(node);
      if (ends == nullptr) continue;
      bool whole = false;
      if (ends->exact >= 0) {
        const Word& word = words_.vocabulary->words[static_cast<size_t>(ends->exact)];
        whole = IsBoundary(i);
        if (whole) best.word = {i, &word};
        if (word.may_glue) best.part = {i, &word};
      }
      if (ends->stem >= 0 && !whole) Stem(i, ends->stem, &best.word);
    }
    return best;
  }

  // A word known by its stem: the letters that follow are its ending. Of two the longer stem says
  // more: "megawattstunde*" than "megawatt*".
  void Stem(size_t stem_end, int32_t value, Match* best) {
    word_end_ = 0;
    const size_t end = WordEnd(stem_end);
    word_end_ = 0;
    constexpr size_t kMaxBytes = WordTrie::kMaxEnding * 4;
    if (end < best->end || end - stem_end > kMaxBytes ||
        CountCodePoints(text_.substr(stem_end, end - stem_end)) > WordTrie::kMaxEnding) {
      return;
    }
    *best = {end, &words_.vocabulary->words[static_cast<size_t>(value)]};
  }

  // Whether a token is letters that stick before words, and a digit follows.
  bool SticksToNumber(const Token& token) const {
    if (words_.prefixes.empty() || at_ >= text_.size()) return false;
    size_t at = at_;
    const char32_t next = NextCodePoint(text_, &at);
    const std::string_view letters = text_.substr(token.start, token.end - token.start);
    return ClassOf(next) == CharClass::kDigit &&
           std::ranges::find(words_.prefixes, letters) != words_.prefixes.end();
  }

  // A word behind letters that stick to it.
  bool Prefixed(size_t end) {
    for (const std::string& prefix : words_.prefixes) {
      if (end - at_ <= prefix.size() || !text_.substr(at_).starts_with(prefix)) continue;
      const Match match = LongestAt(at_ + prefix.size()).word;
      if (match.word == nullptr) continue;
      Push(at_ + prefix.size(), TokenKind::kOther);
      PushWord(match.end, match.word);
      return true;
    }
    return false;
  }

  // "300 milliards de dollarssur cinq ans": machine translation leaves out spaces. Right behind a
  // scale a name of money may have another word of the language stuck to it, a long one any
  // ("dollarsverses"); "300 million Europeans" has none.
  bool GluedMoney(size_t end) {
    if (!FollowsScale()) return false;
    const WordTrie& trie = words_.vocabulary->trie;
    Match best;
    uint32_t node = WordTrie::kRoot;
    for (size_t i = at_; i + 1 < end;) {
      node = trie.Child(node, text_[i++]);
      if (node == WordTrie::kNone) break;
      const WordTrie::Ends* ends = trie.At(node);
      if (ends == nullptr || ends->exact < 0 || i - at_ < kFewestGlued) continue;
      const Word& word = words_.vocabulary->words[static_cast<size_t>(ends->exact)];
      const bool money = (word.roles & Bit(Role::kCurrency)) != 0;
      if (!money) continue;
      const bool long_name = CountCodePoints(text_.substr(at_, i - at_)) >= kFewestOfLong &&
                             CountCodePoints(text_.substr(i, end - i)) >= kFewestStuck;
      if (long_name || words_.vocabulary->Find(text_.substr(i, end - i)) != nullptr)
        best = {i, &word};
    }
    if (best.word == nullptr) return false;
    PushWord(best.end, best.word);
    Push(end, TokenKind::kOther);
    return true;
  }

  // "Milliardenbetrag", "dreihundertzwanzig", "siebenjaehrig": parts that are all known, but for
  // a last one behind a scale or a unit of power. `first` is the longest part here.
  bool Compound(const Match& first, size_t end) {
    constexpr uint64_t kFirst = Bit(Role::kNumber) | Bit(Role::kScale) | Bit(Role::kPlural) |
                                Bit(Role::kVague) | Bit(Role::kPart) | Bit(Role::kDigits);
    constexpr uint64_t kTailed = Bit(Role::kScale) | Bit(Role::kPlural) | Bit(Role::kPower);
    if (first.word == nullptr || first.end > end || (first.word->roles & kFirst) == 0) return false;
    std::array<Match, kMaxParts> parts;
    parts[0] = first;
    size_t count = 1;
    size_t i = first.end;
    Match whole;
    while (i < end && count < kMaxParts) {
      const Longest next = LongestAt(i);
      if (IsLastPart(next.word, end)) whole = next.word;
      if (whole.word != nullptr || next.part.word == nullptr || next.part.end > end) break;
      parts[count++] = next.part;
      i = next.part.end;
    }
    const Word& last = *parts[count - 1].word;
    if (i < end && whole.word == nullptr && (last.roles & kTailed) == 0) return false;
    for (size_t k = 0; k < count; ++k) {
      PushWord(parts[k].end, parts[k].word);
      tokens_.back().inner = k > 0;
    }
    if (whole.word != nullptr) {
      PushWord(end, whole.word);
      tokens_.back().inner = true;
    } else if (i < end) {
      Push(end, TokenKind::kOther);
      tokens_.back().inner = true;
    }
    return true;
  }

  // The last part of a compound by its stem: "jaehrig*", "megawat*".
  static bool IsLastPart(const Match& match, size_t end) {
    constexpr uint64_t kUnit = Bit(Role::kTimeAdjective) | Bit(Role::kTime) | Bit(Role::kScale) |
                               Bit(Role::kPlural) | Bit(Role::kPower) | Bit(Role::kDigits);
    return match.end == end && (match.word->roles & kUnit) != 0;
  }

  void LexNumber();

  Token& Push(size_t end, TokenKind kind) {
    Token& token = tokens_.emplace_back();
    token.start = static_cast<uint32_t>(at_);
    token.end = static_cast<uint32_t>(end);
    token.kind = kind;
    token.space = space_;
    token.glued = before_ == CharClass::kLetter && !space_;
    space_ = false;
    at_ = std::max(end, at_ + (kind == TokenKind::kBreak ? 0 : 1));
    return token;
  }

  void PushWord(size_t end, const Word* word) { Push(end, TokenKind::kWord).word = word; }

  std::string_view text_;
  const Words& words_;
  const DigitStyle digits_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  size_t word_end_ = 0;
  bool space_ = false;
  CharClass before_ = CharClass::kNone;
};

void Lexer::LexNumber() {
  const NumberLiteral literal = ReadLiteral(text_, at_, digits_);
  Token& token = Push(literal.end, TokenKind::kNumber);
  token.valid = literal.valid;
  token.value = literal.value;
  token.decimal = literal.decimal;
  token.colon = literal.colon;
  token.grouped = literal.grouped;
  token.digits = static_cast<uint8_t>(std::min<size_t>(literal.digits, 255));
  token.second = static_cast<uint8_t>(std::min<size_t>(literal.second, 255));
  before_ = CharClass::kDigit;
}

}  // namespace

std::vector<Token> Lex(std::string_view folded, const Words& words) {
  return Lexer(folded, words).Run();
}

const std::vector<Token>& LexedText::With(const Words& words) {
  if (words_ == nullptr || !LexesAlike(*words_, words)) tokens_ = Lex(folded_, words);
  words_ = &words;
  return tokens_;
}

}  // namespace dealwire
