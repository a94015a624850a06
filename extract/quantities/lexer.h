#ifndef DEALWIRE_EXTRACT_QUANTITIES_LEXER_H_
#define DEALWIRE_EXTRACT_QUANTITIES_LEXER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/quantities/words.h"

namespace dealwire {

enum class TokenKind : uint8_t { kWord, kNumber, kPunct, kOther, kBreak };

// One piece of a folded text, as the grammars of quantities and dates see it.
struct Token {
  uint32_t start = 0;  // folded offsets
  uint32_t end = 0;
  TokenKind kind = TokenKind::kOther;
  bool space = false;    // white space before it
  bool glued = false;    // a letter of a script with word boundaries stands directly before it
  bool inner = false;    // a further part of a compound word
  bool valid = false;    // kNumber: has a value; else "1.2.3", or beyond what a double tells
  bool decimal = false;  // kNumber: written with a fraction
  bool grouped = false;  // kNumber: written with grouping signs
  bool colon = false;    // kNumber: "187:40"
  uint8_t digits = 0;    // kNumber: how many digits stand before the fraction, at most 255
  uint8_t second = 0;    // and how many behind its first sign: 2 of "17.02.2026", at most 255
  char32_t punct = 0;    // kPunct
  const Word* word = nullptr;  // kWord
  double value = 0;            // kNumber

  bool Is(Role role) const { return word != nullptr && word->Is(role); }
  const Sense* As(Role role) const { return word == nullptr ? nullptr : word->As(role); }
  bool IsPunct(char32_t c) const { return kind == TokenKind::kPunct && punct == c; }
  // Written as a year is: four digits, 1900..2100.
  bool IsYear() const {
    return kind == TokenKind::kNumber && valid && !decimal && !grouped && !colon && digits == 4 &&
           value >= 1900 && value <= 2100;
  }
};

// Cuts a folded text into tokens: numbers of any script's digits with their grouping, the longest
// words and phrases of the language, parts of compound words, all else. Strictly linear: each byte
// is looked at a bounded number of times. The last token is a kBreak.
std::vector<Token> Lex(std::string_view folded, const Words& words);

// The tokens of one text, cut once for all who read it with words that cut it alike.
class LexedText {
 public:
  // `folded`, and the words that it is asked for, must outlive it.
  explicit LexedText(std::string_view folded) : folded_(folded) {}
  // Until it is asked for others.
  const std::vector<Token>& With(const Words& words);

 private:
  const std::string_view folded_;
  std::vector<Token> tokens_;
  const Words* words_ = nullptr;  // that tokens_ are of
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_LEXER_H_
