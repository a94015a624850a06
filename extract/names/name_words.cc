#include "extract/names/name_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kBytesPerDistinct = 20;  // of a text, for one more word

bool IsCasedAscii(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What a byte is as far as words of ASCII go.
enum class AsciiClass : uint8_t { kSmall, kCapital, kDigit, kSign, kJoiner, kWide };

constexpr std::array<AsciiClass, 256> MakeAsciiClasses() {
  std::array<AsciiClass, 256> table = {};
  for (size_t c = 0; c < table.size(); ++c) {
    table[c] = AsciiClass::kSign;
    if (c >= 'a' && c <= 'z') table[c] = AsciiClass::kSmall;
    if (c >= 'A' && c <= 'Z') table[c] = AsciiClass::kCapital;
    if (c >= '0' && c <= '9') table[c] = AsciiClass::kDigit;
    if (c == '.' || c == '&' || c == '-' || c == '/') table[c] = AsciiClass::kJoiner;
    if (c >= 0x80) table[c] = AsciiClass::kWide;
  }
  return table;
}
constexpr std::array<AsciiClass, 256> kAsciiClasses = MakeAsciiClasses();

AsciiClass ClassOf(char c) { return kAsciiClasses[static_cast<unsigned char>(c)]; }

bool IsAsciiWord(AsciiClass c) { return c <= AsciiClass::kDigit; }
unsigned ClassBit(AsciiClass c) { return 1U << static_cast<unsigned>(c); }

// Whether a capital stands right behind a small letter.
bool HasCamel(std::string_view word) {
  for (size_t i = 1; i < word.size(); ++i) {
    if (ClassOf(word[i - 1]) == AsciiClass::kSmall && ClassOf(word[i]) == AsciiClass::kCapital)
      return true;
  }
  return false;
}

// Whether a small letter or two stand before the capital of a word that goes on in small ones:
// "mBank", "atNorth". Shorter ones are units ("kWh").
bool HasLateCapital(std::string_view word) {
  constexpr size_t kLeast = 5, kLatest = 2;
  size_t at = 0;
  while (at < word.size() && ClassOf(word[at]) == AsciiClass::kSmall) ++at;
  return word.size() >= kLeast && at > 0 && at <= kLatest && at + 1 < word.size() &&
         ClassOf(word[at]) == AsciiClass::kCapital && ClassOf(word[at + 1]) == AsciiClass::kSmall;
}

// The first two bytes of a word as a number that sorts as they do; one alone as before any other.
unsigned FirstTwo(std::string_view word) {
  const auto byte = [&](size_t i) {
    return i < word.size() ? static_cast<unsigned>(static_cast<unsigned char>(word[i])) : 0U;
  };
  return byte(0) << 8 | byte(1);
}

bool WithoutSpaces(Script script) {
  return script == Script::kHan || script == Script::kKatakana || script == Script::kHangul;
}

}  // namespace

bool HasCase(Script script) {
  return script == Script::kLatin || script == Script::kCyrillic || script == Script::kGreek;
}

bool MatchesWord(const std::vector<ChipNoun::Word>& words, std::string_view folded) {
  if (folded.empty()) return false;
  const auto matches = [&](const ChipNoun::Word& word) {
    return word.open ? folded.starts_with(word.text) && folded.size() <= word.text.size() + 8 &&
                           folded.find(' ', word.text.size()) == std::string_view::npos
                     : folded == word.text;
  };
  // Those of one letter first, then those that share two.
  const unsigned letter = FirstTwo(folded.substr(0, 1)), letters = FirstTwo(folded);
  const auto begin = [](const ChipNoun::Word& word) { return FirstTwo(word.text); };
  auto at = std::ranges::lower_bound(words, letter, {}, begin);
  for (; at != words.end() && begin(*at) == letter; ++at) {
    if (matches(*at)) return true;
  }
  at = std::ranges::lower_bound(at, words.end(), letters, {}, begin);
  for (; at != words.end() && begin(*at) == letters; ++at) {
    if (matches(*at)) return true;
  }
  return false;
}

NameWords::NameWords(const Document& document, const NameRules& rules,
                     std::span<const Span> covered)
    : document_(document),
      rules_(rules),
      covered_(covered),
      ids_(document.text.size() / kBytesPerDistinct),
      uncased_(document.sentences.size()) {
  constexpr size_t kBytesPerWord = 5;
  words_.reserve(document.text.size() / kBytesPerWord);
  begins_.reserve(document.sentences.size() + 1);
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    begins_.push_back(words_.size());
    Read(document.sentences[i].span, i);
  }
  begins_.push_back(words_.size());
}

// Behind the dash of a dateline ("BRAGA - A Nuvem Minhota investe"), or behind an agency's name in
// brackets after a place in capitals ("STOCKHOLM (TT) Molnbolaget N"), where the sentence begins
// anew; 0: there is none.
size_t NameWords::DatelineEnd(const Span& sentence) const {
  constexpr size_t kLongest = 32;  // bytes: "FRANKFURT/MUENCHEN (dpa-AFX)"
  const std::string_view text = document_.text;
  if (document_.blocks[document_.BlockAt(sentence.byte_start)].span.byte_start !=
      sentence.byte_start)
    return 0;
  const size_t limit = std::min(sentence.byte_end, sentence.byte_start + kLongest);
  bool place = true, bracket = false;
  for (size_t at = sentence.byte_start; at < limit;) {
    const bool apart = at > sentence.byte_start && text[at - 1] == ' ';
    const char32_t c = NextCodePoint(text, &at);
    if (c == '(' && apart) bracket = place;
    if (c == ')' && bracket && at < sentence.byte_end && text[at] == ' ') {
      size_t next = at + 1;
      if (next < sentence.byte_end && IsUpper(NextCodePoint(text, &next))) return at;
    }
    place = place && (bracket || !IsLetter(c) || IsUpper(c));
    if (apart && (c == '-' || c == 0x2013 || c == 0x2014) && at < sentence.byte_end &&
        text[at] == ' ')
      return at;
  }
  return 0;
}

// Behind the time that an entry begins with: "09.12 ", "17:38 | "; 0: there is none.
size_t NameWords::TimeEnd(const Span& sentence) const {
  constexpr size_t kMostDigits = 2;
  const std::string_view text =
      std::string_view(document_.text).substr(sentence.byte_start, sentence.size());
  const auto digits = [&](size_t at) {
    size_t count = 0;
    while (at + count < text.size() && text[at + count] >= '0' && text[at + count] <= '9') ++count;
    return count;
  };
  const size_t hours = digits(0);
  if (hours == 0 || hours > kMostDigits || hours + 1 >= text.size() ||
      std::string_view(":.h").find(text[hours]) == std::string_view::npos ||
      digits(hours + 1) != kMostDigits)
    return 0;
  const size_t end = hours + 1 + kMostDigits;
  return end < text.size() && (text[end] == ' ' || text[end] == ':' || text[end] == '.')
             ? sentence.byte_start + end + 1
             : 0;
}

void NameWords::Read(const Span& sentence, size_t index) {
  const std::string_view text = document_.text;
  size_t at = sentence.byte_start;
  size_t dateline = std::max(DatelineEnd(sentence), TimeEnd(sentence));
  bool first = true;
  while (at < sentence.byte_end) {
    if (dateline != 0 && at >= dateline) {
      first = true;
      dateline = 0;
    }
    const AsciiClass byte = ClassOf(text[at]);
    if (byte == AsciiClass::kSign || byte == AsciiClass::kJoiner) {
      ++at;
      continue;
    }
    NameWord word{.start = at, .first = first};
    if (!ReadAscii(sentence.byte_end, &word)) {
      size_t next = at;
      if (!IsWordChar(NextCodePoint(text, &next))) {
        at = next;
        continue;
      }
      word.end = WordEnd(at, sentence.byte_end);
      Describe(&word);
      if (!HasCase(word.script) && word.script != Script::kDigit) uncased_[index] = true;
    }
    at = word.end;
    first = false;
    Place(&word);
    word.id = ids_.Add(word.folded);
    words_.push_back(word);
  }
}

// Most words are letters of ASCII and end before a space: what WordEnd and Describe say of such a
// one, or false where it is none.
bool NameWords::ReadAscii(size_t limit, NameWord* word) const {
  const std::string_view text = document_.text;
  const AsciiClass first = ClassOf(text[word->start]);
  if (!IsAsciiWord(first)) return false;
  size_t at = word->start + 1;
  unsigned seen = 0;  // bits of the classes behind the first byte
  for (; at < limit; ++at) {
    const AsciiClass c = ClassOf(text[at]);
    if (!IsAsciiWord(c)) break;
    seen |= ClassBit(c);
  }
  if (at < limit) {
    const AsciiClass end = ClassOf(text[at]);
    const AsciiClass next = at + 1 < limit ? ClassOf(text[at + 1]) : AsciiClass::kSign;
    if (end == AsciiClass::kWide) return false;
    if (end == AsciiClass::kJoiner && (IsAsciiWord(next) || next == AsciiClass::kWide))
      return false;
  }
  word->end = at;
  const bool small_behind = (seen & ClassBit(AsciiClass::kSmall)) != 0;
  const bool capital_behind = (seen & ClassBit(AsciiClass::kCapital)) != 0;
  word->script = first == AsciiClass::kDigit ? Script::kDigit : Script::kLatin;
  const std::string_view slice = text.substr(word->start, at - word->start);
  word->camel = capital_behind && HasCamel(slice);
  word->capital = first == AsciiClass::kCapital || (word->camel && HasLateCapital(slice));
  word->all_capitals = word->capital && !small_behind && capital_behind;
  return true;
}

size_t NameWords::WordEnd(size_t at, size_t limit) const {
  const std::string_view text = document_.text;
  const size_t start = at;
  size_t end = at;
  Script last = Script::kNone;
  while (at < limit) {
    while (at < limit && last == Script::kLatin && IsCasedAscii(text[at])) end = ++at;
    if (at == limit) break;
    const char32_t c = NextCodePoint(text, &at);
    if (IsWordChar(c)) {
      const Script script = ScriptOf(c);
      if (last != Script::kNone && WithoutSpaces(last) != WithoutSpaces(script)) break;
      if (script != Script::kDigit || last == Script::kNone) last = script;
      end = at;
      continue;
    }
    const bool slash = c == '/' && end == start + 1;  // "A/S"
    if ((c != '.' && c != '&' && c != '-' && !slash) || at >= limit) break;
    size_t next = at;
    const char32_t after = NextCodePoint(text, &next);
    if (slash && !IsUpper(after)) break;
    if (!IsWordChar(after) || (c == '-' && !JoinsByHyphen(end, after))) break;
  }
  return end;
}

// "T-Mobile", but "Karpatcloud-Chefin" is two words, as is all before a small letter.
bool NameWords::JoinsByHyphen(size_t before_end, char32_t after) const {
  if (!IsUpper(after)) return false;
  const size_t start = RunStart(document_.text, before_end);
  return before_end - start <= 2 || !rules_.noun_capitals;
}

void NameWords::Describe(NameWord* word) {
  const std::string_view slice = document_.Slice({word->start, word->end});
  bool any_small = false, after_small = false;
  size_t letters = 0;
  for (size_t i = 0; i < slice.size();) {
    const bool first = i == 0;
    const char32_t c = NextCodePoint(slice, &i);
    if (first) word->script = ScriptOf(c);
    // What has no capitals shows no name by them.
    if (first && (WithoutSpaces(word->script) || word->script == Script::kArabic ||
                  word->script == Script::kDevanagari))
      break;
    const bool upper = IsUpper(c);
    if (first) word->capital = upper;
    if (upper && after_small) word->camel = true;
    after_small = IsLetter(c) && !upper;
    any_small |= after_small;
    letters += IsLetter(c) ? 1 : 0;
  }
  word->capital = word->capital || (word->camel && HasLateCapital(slice));
  word->all_capitals = word->capital && !any_small && letters >= 2;
}

// Its bytes in the folded text, and whether it is covered: both lie behind those of the words
// before.
void NameWords::Place(NameWord* word) {
  const std::vector<uint32_t>& origin = document_.folded.origin;
  while (origin[folded_at_] < word->start) ++folded_at_;
  const size_t folded = folded_at_;
  while (origin[folded_at_] < word->end) ++folded_at_;
  word->folded = std::string_view(document_.folded.text).substr(folded, folded_at_ - folded);
  while (covered_at_ < covered_.size() && covered_[covered_at_].byte_end <= word->start)
    ++covered_at_;
  word->covered =
      covered_at_ < covered_.size() && covered_[covered_at_].Overlaps({word->start, word->end});
}

}  // namespace dealwire
