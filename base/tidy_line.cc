#include "base/tidy_line.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/text.h"

namespace dealwire {
namespace {

constexpr uint64_t kHighBitOfEach = 0x8080808080808080;
constexpr size_t kTidyWord = sizeof(uint64_t);

using ByteSet = std::array<bool, 256>;

constexpr ByteSet BytesOf(std::string_view bytes) {
  ByteSet set = {};
  for (const char c : bytes) set[static_cast<unsigned char>(c)] = true;
  return set;
}

// What white space begins with (U+0085 and U+00A0, U+1680, U+2000 and on, U+3000): nothing else has
// to be decoded to be passed over.
constexpr ByteSet kMayBeginSpace = BytesOf(" \t\n\v\f\r\xC2\xE1\xE2\xE3");

// The same for what StripControls leaves out.
constexpr ByteSet BeginningsOfControls() {
  ByteSet set = BytesOf("\x7F\xC2\xE2\xEF");
  for (size_t c = 0; c < ' '; ++c) set[c] = c != '\t' && c != '\n';
  return set;
}
constexpr ByteSet kMayBeginControl = BeginningsOfControls();

bool Has(const ByteSet& set, char c) { return set[static_cast<unsigned char>(c)]; }

// The next byte of `set` from `i` on; the text's end where there is none.
size_t NextOf(const ByteSet& set, std::string_view text, size_t i) {
  while (i < text.size() && !Has(set, text[i])) ++i;
  return i;
}

// Where the words end that begin at *i, with one space between any two; moves *i behind the space
// after them.
size_t EndOfWords(std::string_view text, size_t* i) {
  const size_t begin = *i;
  while (true) {
    const size_t end = *i = NextOf(kMayBeginSpace, text, *i);
    if (end == text.size()) return end;
    const bool between = text[end] == ' ' && end > begin && end + 1 < text.size() &&
                         !Has(kMayBeginSpace, text[end + 1]);
    if (between) {
      ++*i;
    } else if (IsSpace(NextCodePoint(text, i))) {
      return end;
    }
  }
}

bool IsStripped(char32_t c) {
  const bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
  return control || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

std::string CollapseSpace(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i, end = EndOfWords(text, &i);
    if (end == begin) continue;
    if (!out.empty()) out.push_back(' ');
    out.append(text, begin, end - begin);
  }
  return out;
}

std::string StripControls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  size_t begin = 0;  // of what is not copied yet
  for (size_t i = 0; (i = NextOf(kMayBeginControl, text, i)) < text.size();) {
    const size_t at = i;
    if (!IsStripped(NextCodePoint(text, &i))) continue;
    out.append(text, begin, at - begin);
    begin = i;
  }
  out.append(text, begin);
  return out;
}

namespace {

constexpr ByteSet BeginningsOfUntidy() {
  ByteSet set = kMayBeginControl;
  for (size_t i = 0; i < set.size(); ++i) set[i] = set[i] || kMayBeginSpace[i];
  set[' '] = false;
  return set;
}
constexpr ByteSet kMayBeUntidy = BeginningsOfUntidy();

// The eight bytes at `i`; where so many are not there, what is no ASCII.
uint64_t EightBytesOrWide(std::string_view text, size_t i) {
  return i + kTidyWord <= text.size() ? EightBytes(text, i) : kHighBitOfEach;
}

// Whether CollapseSpace and StripControls leave `text` as it is.
bool IsTidy(std::string_view text) {
  if (text.empty()) return true;
  constexpr uint64_t kOnes = 0x0101010101010101;
  bool space = true;  // stands before; none may stand at the beginning
  for (size_t i = 0; i < text.size();) {
    if (const uint64_t word = EightBytesOrWide(text, i); (word & kHighBitOfEach) == 0) {
      const uint64_t spaces = ~((word ^ ' ' * kOnes) + 0x7F * kOnes) & kHighBitOfEach;
      const uint64_t controls = (~(word + (0x80 - ' ') * kOnes) | (word + kOnes)) & kHighBitOfEach;
      if ((controls | (spaces & (spaces << 8 | (space ? 0x80U : 0U)))) != 0) return false;
      space = spaces >> 63 != 0;
      i += kTidyWord;
      continue;
    }
    const bool before = space;
    space = text[i] == ' ';
    if (before && space) return false;
    if (!Has(kMayBeUntidy, text[i])) {
      ++i;
      continue;
    }
    const char32_t c = NextCodePoint(text, &i);
    if (IsSpace(c) || IsStripped(c)) return false;
  }
  return !space;
}

}  // namespace

// What is untidy of a line is mostly white space around it.
void TidyLine(std::string* text) {
  const std::string_view trimmed = TrimAscii(*text);
  if (!IsTidy(trimmed)) {
    *text = CollapseSpace(StripControls(*text));
  } else if (trimmed.size() < text->size()) {
    const auto begin = static_cast<size_t>(trimmed.data() - text->data());
    text->resize(trimmed.empty() ? 0 : begin + trimmed.size());
    if (!text->empty()) text->erase(0, begin);
  }
}

}  // namespace dealwire
