#ifndef DEALWIRE_EXTRACT_QUANTITIES_NUMBER_LITERAL_H_
#define DEALWIRE_EXTRACT_QUANTITIES_NUMBER_LITERAL_H_

#include <cstddef>
#include <string_view>

#include "extract/quantities/words.h"

namespace dealwire {

// A number in digits of any script, with what groups them and parts a fraction: "1,234.5",
// "1.234,5", "1 234,5", "1'234.50", "12,34,567", "187:40".
struct NumberLiteral {
  size_t end = 0;  // byte offset behind it
  double value = 0;
  bool valid = false;    // has a value; else "1.2.3", or beyond what a double tells
  bool decimal = false;  // written with a fraction
  bool grouped = false;  // written with grouping signs
  bool colon = false;    // "187:40": a number only before some currencies
  size_t digits = 0;     // how many stand before the first sign
  size_t second = 0;     // and how many between it and the next one
};

// Reads the literal that begins with the digit at `at` of a folded text. Linear: digits are looked
// at twice at most.
NumberLiteral ReadLiteral(std::string_view folded, size_t at, const DigitStyle& style);

// How a text writes digits whose language parts fractions with a comma. Where the language is
// written in several countries, some do it the other way: "1,850 millones" and "310.5 millones" are
// Mexican. The text shows it by commas before three digits and by none before a fraction. Linear.
DigitStyle StyleOf(std::string_view folded, const DigitStyle& usual);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_NUMBER_LITERAL_H_
