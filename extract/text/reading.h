#ifndef DEALWIRE_EXTRACT_TEXT_READING_H_
#define DEALWIRE_EXTRACT_TEXT_READING_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/mention.h"

namespace dealwire {

// How far apart two places of a text are for a reader: letters between them, each ideograph and
// syllable of Hangul for two and a half, and on top what parts them: commas for 12, brackets,
// colons, semicolons and dashes for 30. Most texts are never asked: a table of four bytes a byte of
// text is made in linear time for the first that asks, so one thread asks at a time.
class Reading {
 public:
  // What stands between two spans of `text`, always the same; 0 where they touch or overlap. O(1).
  double Between(std::string_view text, const Span& a, const Span& b) const;

 private:
  void Measure(std::string_view text) const;

  mutable std::vector<uint32_t> halves_;  // to each byte, in halves of a letter; modulo 2^32
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_READING_H_
