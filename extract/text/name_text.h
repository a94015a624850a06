#ifndef DEALWIRE_EXTRACT_TEXT_NAME_TEXT_H_
#define DEALWIRE_EXTRACT_TEXT_NAME_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace dealwire {

// The text that names are looked for in: the folded text with spellings unified that differ in no
// company's name. Hyphens are spaces, the Arabic alefs are one, as are yeh and alef maqsura, teh
// marbuta and heh, and the Cyrillic yo is ye. Byte for byte as long as the folded text, so that
// offsets stay. Linear.
std::string NameText(std::string_view folded);

// Fold() and NameText() in one: for words of rules.
std::string FoldName(std::string_view text);

// What names may begin or end beside: scripts between which a word cannot go on.
enum class Script {
  kNone,  // no letter, digit or mark
  kDigit,
  kLatin,
  kGreek,
  kCyrillic,
  kArabic,
  kDevanagari,
  kHangul,
  kKatakana,
  kHan,  // and hiragana: no boundary is looked for
  kOther
};
Script ScriptOf(char32_t c);
// Whether the script may be kKatakana or kHangul: a look at the character alone.
constexpr bool MayBeKanaOrHangul(char32_t c) { return c >= 0x1100 && (c < 0x1200 || c >= 0x3000); }

// Without spaces between words: there a word is what the rules list, wherever it stands.
constexpr bool IsSpaceless(Script script) {
  return script == Script::kHan || script == Script::kKatakana || script == Script::kHangul;
}

// The script of the character before, after a byte offset; kNone at the ends.
Script ScriptBefore(std::string_view text, size_t offset);
Script ScriptAfter(std::string_view text, size_t offset);

// Whether a word may go on from a character of script `a` to one of script `b`.
bool Joins(Script a, Script b);

// The end of the run of letters, digits and marks that begins at `offset` and stays within the
// script that it begins with. Runs are followed for 96 bytes at most, so that a text without spaces
// costs no more: no ending of a name is as long.
size_t RunEnd(std::string_view text, size_t offset);
// The start of such a run that ends at `offset`.
size_t RunStart(std::string_view text, size_t offset);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_NAME_TEXT_H_
