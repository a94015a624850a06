#ifndef DEALWIRE_BASE_TEXT_H_
#define DEALWIRE_BASE_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// UTF-8 text: walking it, repairing it, and the two ways of counting in it. All strings here are
// UTF-8; offsets whose names begin with byte_ count bytes, all others Unicode code points. Every
// function is linear in its input and pure.
namespace dealwire {

// The code point that starts at text[*i]; moves *i past it. A broken sequence gives U+FFFD and
// moves one byte, so that a walk ends whatever the bytes. Requires *i < text.size().
inline char32_t NextCodePoint(std::string_view text, size_t* i);

// The code point that ends before text[*i]; moves *i to its start. Requires *i > 0.
char32_t PreviousCodePoint(std::string_view text, size_t* i);

// Whether a byte of UTF-8 begins a character; the others go on with one.
constexpr bool BeginsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

void AppendUtf8(char32_t code_point, std::string* out);

bool IsAsciiText(std::string_view text);

bool IsValidUtf8(std::string_view text);

// `bytes` with every broken sequence replaced by U+FFFD, as the Encoding Standard does it (one a
// maximal subpart).
std::string RepairUtf8(std::string_view bytes);

// Unicode normalisation form C. Text that is not valid UTF-8 is repaired first.
std::string ToNfc(std::string_view text);
// Whether a text is valid UTF-8 and in that form, told by the bytes of its characters alone, of
// most languages: a no is a maybe.
bool IsPlainNfc(std::string_view text);
// The same as ToNfc, behind what is in `out`.
void AppendNfc(std::string_view text, std::string* out);

size_t CountCodePoints(std::string_view text);

std::string_view TrimAscii(std::string_view text);

// White space of any script at both ends is cut and every run of it inside becomes one space.
std::string CollapseSpace(std::string_view text);

// `text` without control characters (C0 but for tab and line feed, DEL, C1), without bidirectional
// overrides and byte order marks: what may be shown on a terminal. Escape sequences in a hostile
// title lose their ESC here.
std::string StripControls(std::string_view text);

inline bool IsSpace(char32_t c);   // White_Space of Unicode, and the zero-width space
inline bool IsLetter(char32_t c);  // general category L
inline bool IsDigit(char32_t c);   // general category Nd, of any script
inline bool IsUpper(char32_t c);   // uppercase or titlecase
inline bool IsSmall(char32_t c);   // a letter of a script that has capitals which is none
inline bool IsMark(char32_t c);    // general category M
constexpr bool IsPercentSign(char32_t c) { return c == '%' || c == 0xFF05 || c == 0x066A; }
inline bool IsWordChar(char32_t c);  // letter, mark, digit
// Of a script written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
inline bool IsSpaceless(char32_t c);
bool IsHangul(char32_t c);
// Whether `c` ends what the quotation mark `open` begins, as any language sets them: two low-high,
// two high alike, brackets of corners, straight ones.
bool ClosesQuote(char32_t open, char32_t c);

// Lower case with full Unicode case folding, without regard to a locale.
std::string FoldCase(std::string_view text);

// Lower case of the letters of ASCII alone: names of headers, tags, charsets.
std::string LowerAscii(std::string_view text);

// Byte offsets to code points, for many offsets in one text: built once in linear time, O(1) a
// look-up.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  // Number of code points before byte_offset, which is at most the text's size.
  size_t ToCodePoints(size_t byte_offset) const;
  // The reverse; `code_points` beyond the end gives the text's size.
  size_t ToBytes(size_t code_points) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> before_;  // code points before each 64-byte block
};

// Most text is ASCII, and every character of it is asked: only what is not leaves the header.
namespace text_internal {
char32_t NextWide(std::string_view text, size_t* i);
bool IsWideSpace(char32_t c);
bool IsWideLetter(char32_t c);
bool IsWideDigit(char32_t c);
bool IsWideUpper(char32_t c);
bool IsWideMark(char32_t c);
bool IsWideWordChar(char32_t c);
bool IsHighSpaceless(char32_t c);
constexpr char32_t kWide = 0x80;
constexpr char32_t kFirstSpaceless = 0x0E00;
}  // namespace text_internal

inline char32_t NextCodePoint(std::string_view text, size_t* i) {
  const auto b = static_cast<unsigned char>(text[*i]);
  return b < text_internal::kWide ? (++*i, b) : text_internal::NextWide(text, i);
}

inline bool IsSpace(char32_t c) {
  return c < text_internal::kWide ? c == ' ' || (c >= '\t' && c <= '\r')
                                  : text_internal::IsWideSpace(c);
}

inline bool IsLetter(char32_t c) {
  return c < text_internal::kWide ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z'
                                  : text_internal::IsWideLetter(c);
}

inline bool IsDigit(char32_t c) {
  return c < text_internal::kWide ? c >= '0' && c <= '9' : text_internal::IsWideDigit(c);
}

inline bool IsUpper(char32_t c) {
  return c < text_internal::kWide ? c >= 'A' && c <= 'Z' : text_internal::IsWideUpper(c);
}

inline bool IsSmall(char32_t c) {
  constexpr char32_t kFirstWithout = 0x0590;  // Hebrew, behind Latin, Greek, Cyrillic, Armenian
  return c < kFirstWithout && IsLetter(c) && !IsUpper(c);
}

inline bool IsSpaceless(char32_t c) {
  return c >= text_internal::kFirstSpaceless && text_internal::IsHighSpaceless(c);
}

inline bool IsMark(char32_t c) { return c >= 0x300 && text_internal::IsWideMark(c); }

inline bool IsWordChar(char32_t c) {
  return c < text_internal::kWide ? IsLetter(c) || IsDigit(c) : text_internal::IsWideWordChar(c);
}

}  // namespace dealwire

#endif  // DEALWIRE_BASE_TEXT_H_
