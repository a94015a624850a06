#include "base/text.h"

#include <simdjson.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "base/char_map.h"

namespace dealwire {
namespace {

constexpr uint64_t kHigh = 0x8080808080808080;
constexpr size_t kWord = sizeof(uint64_t), kStride = 8 * kWord;

// Whether the first kBytes of `text` from `i` on are there, and ASCII.
template <size_t kBytes>
bool AsciiAt(std::string_view text, size_t i) {
  if (i + kBytes > text.size()) return false;
  std::array<uint64_t, kBytes / kWord> words;
  std::memcpy(words.data(), text.data() + i, kBytes);
  uint64_t any = 0;
  for (const uint64_t word : words) any |= word;
  return (any & kHigh) == 0;
}

// Lower case of ASCII letters, eight at a time; all bytes are ASCII.
uint64_t LowerWord(uint64_t word) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  const uint64_t from_a = word + (0x80 - 'A') * kOnes;
  const uint64_t behind_z = word + (0x7F - 'Z') * kOnes;
  return word | ((from_a ^ behind_z) & kHigh) >> 2;
}

// The same for the last `size` bytes of `text`.
void LowerEnd(size_t size, std::string* text) {
  char* at = text->data() + text->size() - size;
  for (; size >= kWord; size -= kWord, at += kWord) {
    uint64_t word = 0;
    std::memcpy(&word, at, kWord);
    word = LowerWord(word);
    std::memcpy(at, &word, kWord);
  }
  for (; size > 0; --size, ++at) *at = *at >= 'A' && *at <= 'Z' ? static_cast<char>(*at + 32) : *at;
}

bool IsTrail(unsigned char b) { return (b & 0xC0) == 0x80; }

constexpr char32_t kReplacementChar = 0xFFFD;

struct Decoded {
  char32_t code_point;
  size_t length;  // of the maximal subpart, where the sequence is broken
  bool valid;
};

// One sequence at the head of `s` (not empty), as RFC 3629 and the Encoding Standard's decoder read
// it.
Decoded Decode(std::string_view s) {
  const auto b0 = static_cast<unsigned char>(s[0]);
  if (b0 < 0x80) return {b0, 1, true};
  size_t need = 0;
  char32_t c = 0;
  unsigned char low = 0x80, high = 0xBF;
  if (b0 >= 0xC2 && b0 <= 0xDF) {
    need = 1, c = b0 & 0x1F;
  } else if (b0 >= 0xE0 && b0 <= 0xEF) {
    need = 2, c = b0 & 0x0F;
    if (b0 == 0xE0) low = 0xA0;
    if (b0 == 0xED) high = 0x9F;
  } else if (b0 >= 0xF0 && b0 <= 0xF4) {
    need = 3, c = b0 & 0x07;
    if (b0 == 0xF0) low = 0x90;
    if (b0 == 0xF4) high = 0x8F;
  } else {
    return {0xFFFD, 1, false};
  }
  for (size_t i = 1; i <= need; ++i) {
    if (i >= s.size()) return {0xFFFD, i, false};
    const auto b = static_cast<unsigned char>(s[i]);
    if (b < low || b > high) return {0xFFFD, i, false};
    low = 0x80, high = 0xBF;
    c = (c << 6) | (b & 0x3F);
  }
  return {c, need + 1, true};
}

}  // namespace

namespace text_internal {

char32_t NextWide(std::string_view text, size_t* i) {
  const auto byte = [&](size_t n) { return static_cast<unsigned char>(text[*i + n]); };
  const size_t left = text.size() - *i;
  const unsigned char b = byte(0);
  if (b >= 0xC2 && b <= 0xDF && left >= 2 && IsTrail(byte(1))) {
    const char32_t c = (b & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
    *i += 2;
    return c;
  }
  // Without those that have forms or values that are not allowed.
  if (b > 0xE0 && b < 0xF0 && b != 0xED && left >= 3 && IsTrail(byte(1)) && IsTrail(byte(2))) {
    const char32_t c = (b & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    *i += 3;
    return c;
  }
  const Decoded d = Decode(text.substr(*i));
  *i += d.valid ? d.length : 1;
  return d.code_point;
}

}  // namespace text_internal

char32_t PreviousCodePoint(std::string_view text, size_t* i) {
  size_t start = *i - 1;
  while (start > 0 && *i - start < 4 && IsTrail(static_cast<unsigned char>(text[start]))) --start;
  const Decoded d = Decode(text.substr(start, *i - start));
  if (d.valid && start + d.length == *i) {
    *i = start;
    return d.code_point;
  }
  --*i;
  return 0xFFFD;
}

void AppendUtf8(char32_t c, std::string* out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    out->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

bool IsAsciiText(std::string_view text) {
  size_t i = 0;
  while (AsciiAt<kStride>(text, i)) i += kStride;
  while (AsciiAt<kWord>(text, i)) i += kWord;
  for (; i < text.size(); ++i) {
    if ((text[i] & '\x80') != 0) return false;
  }
  return true;
}

namespace {

// How many bytes the character of several bytes at text[i] has; 0 where it is broken.
size_t SizeOfWide(std::string_view text, size_t i) {
  const auto byte = [&](size_t n) { return static_cast<unsigned char>(text[i + n]); };
  const size_t left = text.size() - i;
  const unsigned char b = byte(0);
  if (b >= 0xC2 && b <= 0xDF && left >= 2 && IsTrail(byte(1))) return 2;
  // Without those that have forms or values that are not allowed.
  if (b > 0xE0 && b < 0xF0 && b != 0xED && left >= 3 && IsTrail(byte(1)) && IsTrail(byte(2)))
    return 3;
  const Decoded d = Decode(text.substr(i));
  return d.valid ? d.length : 0;
}

}  // namespace

bool IsValidUtf8(std::string_view text) {
  return simdjson::validate_utf8(text.data(), text.size());
}

std::string RepairUtf8(std::string_view bytes) {
  if (IsValidUtf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size());
  size_t i = 0;
  while (i < bytes.size()) {
    const Decoded d = Decode(bytes.substr(i));
    if (d.valid) {
      out.append(bytes.substr(i, d.length));
    } else {
      out += "\xEF\xBF\xBD";
    }
    i += d.length;
  }
  return out;
}

namespace {

// What begins only characters that compose with none before them, stay in their place and have no
// other form: Latin up to U+02FF, Greek from U+03C0 and Cyrillic up to U+047F, Chinese characters
// and Hangul's syllables.
constexpr std::array<bool, 256> BeginningsOfComposed() {
  std::array<bool, 256> composed = {};
  for (const auto& [first, last] :
       {std::pair<size_t, size_t>(0xC2, 0xCB), {0xCF, 0xD1}, {0xE4, 0xE9}, {0xEB, 0xEC}}) {
    for (size_t byte = first; byte <= last; ++byte) composed[byte] = true;
  }
  return composed;
}
constexpr std::array<bool, 256> kBeginsComposed = BeginningsOfComposed();

// Whether the whole character of several bytes at text[i] is such a one, the rest of Greek's
// letters, punctuation, kana and full-width forms with it.
bool IsComposed(std::string_view text, size_t i) {
  const auto byte = [&](size_t n) { return static_cast<unsigned char>(text[i + n]); };
  switch (byte(0)) {
    case 0xCE:
      return byte(1) != 0x87;
    case 0xE2:
      return byte(1) == 0x80 && byte(2) > 0x81;
    case 0xE3:
      return byte(1) == 0x80   ? byte(2) < 0xAA
             : byte(1) == 0x82 ? byte(2) != 0x99 && byte(2) != 0x9A
                               : byte(1) <= 0x83;
    case 0xEF:
      return byte(1) == 0xBC;
    default:
      return kBeginsComposed[byte(0)];
  }
}

}  // namespace

bool IsPlainNfc(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    while (AsciiAt<kStride>(text, i)) i += kStride;
    i = SkipAscii(text, i);
    while (i < text.size() && static_cast<unsigned char>(text[i]) >= 0x80) {
      const size_t size = SizeOfWide(text, i);
      if (size == 0 || !IsComposed(text, i)) return false;
      i += size;
    }
  }
  return true;
}

std::string ToNfc(std::string_view text) {
  if (IsPlainNfc(text)) return std::string(text);
  std::string repaired;
  if (!IsValidUtf8(text)) {
    repaired = RepairUtf8(text);
    text = repaired;
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  if (U_FAILURE(error) || nfc->isNormalizedUTF8(piece, error)) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, piece, sink, nullptr, error);
  return U_FAILURE(error) ? std::string(text) : out;
}

void AppendNfc(std::string_view text, std::string* out) {
  IsPlainNfc(text) ? out->append(text) : out->append(ToNfc(text));
}

size_t CountCodePoints(std::string_view text) {
  constexpr uint64_t kEach = 0x0101010101010101;
  size_t i = 0, trails = 0;  // bytes that begin no character, of eight at a time
  for (; i + sizeof(uint64_t) <= text.size(); i += sizeof(uint64_t)) {
    const uint64_t bytes = EightBytes(text, i);
    trails += (bytes >> 7 & ~(bytes >> 6) & kEach) * kEach >> 56;
  }
  for (; i < text.size(); ++i) trails += IsTrail(static_cast<unsigned char>(text[i])) ? 1 : 0;
  return text.size() - trails;
}

std::string_view TrimAscii(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

namespace text_internal {

bool IsWideSpace(char32_t c) { return c == 0x200B || u_isUWhiteSpace(static_cast<UChar32>(c)); }
bool IsWideLetter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) && !IsMark(c); }
bool IsWideDigit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

bool IsWideUpper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool IsWideMark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

bool IsWideWordChar(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}

bool IsHighSpaceless(char32_t c) {
  if (c >= 0x3040 && c <= 0x30FF) return true;                                    // kana
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)) return true;  // Han
  if (c >= 0x0E00 && c <= 0x0EFF) return true;                                    // Thai, Lao
  if ((c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF)) return true;  // Burmese, Khmer
  return c == 0x3005 || c == 0x3006 || (c >= 0x31F0 && c <= 0x31FF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFF9F) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace text_internal

bool ClosesQuote(char32_t open, char32_t c) {
  switch (open) {
    case '"':
    case '\'':
    case 0x201D:  // Swedish and Finnish ones are alike
      return c == open;
    case 0x00AB:
      return c == 0x00BB;
    case 0x2018:
    case 0x201C:
    case 0x300C:
    case 0x300E:
      return c == open + 1;
    case 0x201E:
      return c == 0x201C || c == 0x201D;
    default:
      return false;
  }
}

bool IsHangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x3130 && c <= 0x318F);
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return out;
}

namespace {

std::string FoldCaseByIcu(std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode error = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                         nullptr, error);
  return out;
}

std::string FoldedChar(char32_t c) {
  std::string text;
  AppendUtf8(c, &text);
  return FoldCaseByIcu(text);
}

// Full folding looks at no neighbours.
const CharMap& FoldedChars() {
  static const CharMap map(FoldedChar);
  return map;
}

}  // namespace

std::string FoldCase(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  const CharMap& folded = FoldedChars();
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    while (AsciiAt<kWord>(text, i)) i += kWord;
    while (i < text.size() && (text[i] & '\x80') == 0) ++i;
    if (i > start) {
      out.append(text, start, i - start);
      LowerEnd(i - start, &out);
      continue;
    }
    const char32_t c = NextCodePoint(text, &i);
    // Broken text is rare: it is repaired by one who knows how.
    if (c == kReplacementChar && i == start + 1) return FoldCaseByIcu(text);
    const CharMap::Entry& entry = folded.Of(c);
    out.append(entry.bytes.data(), entry.size);
  }
  return out;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  before_.reserve(text.size() / 64 + 2);
  size_t count = 0;
  for (size_t i = 0; i < text.size(); i += 64) {
    before_.push_back(static_cast<uint32_t>(count));
    count += CountCodePoints(text.substr(i, 64));
  }
  before_.push_back(static_cast<uint32_t>(count));
}

size_t CodePointIndex::ToCodePoints(size_t byte_offset) const {
  const size_t block = std::min(byte_offset / 64, before_.size() - 1);
  return before_[block] + CountCodePoints(text_.substr(std::min(block * 64, text_.size()),
                                                       byte_offset - block * 64));
}

size_t CodePointIndex::ToBytes(size_t code_points) const {
  const auto after = std::upper_bound(before_.begin(), before_.end(), code_points);
  const size_t block =
      after == before_.begin() ? 0 : static_cast<size_t>(after - before_.begin()) - 1;
  size_t i = std::min(block * 64, text_.size());
  size_t count = before_[block];
  for (; i < text_.size(); ++i) {
    if (IsTrail(static_cast<unsigned char>(text_[i]))) continue;
    if (count == code_points) return i;
    ++count;
  }
  return text_.size();
}

}  // namespace dealwire
