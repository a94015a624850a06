#include "extract/text/name_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "extract/text/fold.h"

namespace dealwire {
namespace {
constexpr size_t kMaxRun = 96;
}  // namespace

std::string NameText(std::string_view folded) {
  std::string text(folded);
  for (char& c : text) c = c == '-' ? ' ' : c;  // stored always: the compiler does many at once
  for (size_t i = SkipAscii(text, 0); i < text.size(); i = SkipAscii(text, i + 1)) {
    char& c = text[i];
    const auto lead = static_cast<unsigned char>(c);
    if (lead < 0xD1 || lead > 0xD9 || i + 1 == text.size()) continue;
    char& next = text[i + 1];
    const auto tail = static_cast<unsigned char>(next);
    if (lead == 0xD8 && (tail == 0xA2 || tail == 0xA3 || tail == 0xA5)) {
      next = static_cast<char>(0xA7);  // U+0622, U+0623, U+0625 -> U+0627
    } else if (lead == 0xD8 && tail == 0xA9) {
      c = static_cast<char>(0xD9);  // U+0629 -> U+0647
      next = static_cast<char>(0x87);
    } else if (lead == 0xD9 && tail == 0x89) {
      next = static_cast<char>(0x8A);  // U+0649 -> U+064A
    } else if (lead == 0xD1 && tail == 0x91) {
      c = static_cast<char>(0xD0);  // U+0451 -> U+0435
      next = static_cast<char>(0xB5);
    }
    ++i;
  }
  return text;
}

std::string FoldName(std::string_view text) { return NameText(FoldText(text)); }

Script ScriptOf(char32_t c) {
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return Script::kDigit;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? Script::kLatin : Script::kNone;
  }
  if (c >= 0x4E00 && c <= 0x9FFF) return Script::kHan;
  if (c >= 0x3041 && c <= 0x309F) return Script::kHan;
  if ((c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF)) return Script::kKatakana;
  if (c >= 0xAC00 && c <= 0xD7A3) return Script::kHangul;
  if (!IsWordChar(c)) return Script::kNone;
  if (IsDigit(c)) return Script::kDigit;
  if (c < 0x0370 || (c >= 0x1E00 && c <= 0x1EFF)) return Script::kLatin;  // and combining marks
  if (c < 0x0400) return Script::kGreek;
  if (c < 0x0530) return Script::kCyrillic;
  if ((c >= 0x0600 && c < 0x0780)) return Script::kArabic;
  if (c >= 0x0900 && c < 0x0980) return Script::kDevanagari;
  if (IsHangul(c)) return Script::kHangul;
  return IsSpaceless(c) ? Script::kHan : Script::kOther;
}

Script ScriptBefore(std::string_view text, size_t offset) {
  if (offset == 0) return Script::kNone;
  return ScriptOf(PreviousCodePoint(text, &offset));
}

Script ScriptAfter(std::string_view text, size_t offset) {
  if (offset >= text.size()) return Script::kNone;
  return ScriptOf(NextCodePoint(text, &offset));
}

bool Joins(Script a, Script b) {
  if (a == Script::kNone || b == Script::kNone || a == Script::kHan || b == Script::kHan) {
    return false;
  }
  if (a == b) return true;
  // "A100" is one word; "300" before Arabic, Hangul or kana letters is not.
  return (a == Script::kDigit && b == Script::kLatin) ||
         (a == Script::kLatin && b == Script::kDigit);
}

size_t RunEnd(std::string_view text, size_t offset) {
  Script last = Script::kNone;
  const size_t limit = std::min(text.size(), offset + kMaxRun);
  while (offset < limit) {
    size_t next = offset;
    const Script script = ScriptOf(NextCodePoint(text, &next));
    if (script == Script::kNone || (last != Script::kNone && !Joins(last, script))) break;
    last = script;
    offset = next;
  }
  return offset;
}

size_t RunStart(std::string_view text, size_t offset) {
  Script last = Script::kNone;
  const size_t limit = offset > kMaxRun ? offset - kMaxRun : 0;
  while (offset > limit) {
    size_t before = offset;
    const Script script = ScriptOf(PreviousCodePoint(text, &before));
    if (script == Script::kNone || (last != Script::kNone && !Joins(script, last))) break;
    last = script;
    offset = before;
  }
  return offset;
}

}  // namespace dealwire
