#ifndef DEALWIRE_EXTRACT_TEXT_READING_H_
#define DEALWIRE_EXTRACT_TEXT_READING_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/mention.h"

namespace dealwire {

// How far apart two places of a text are for a reader: letters between them, each ideograph and
// syllable of Hangul for two and a half, and on top what parts them: commas for 12, brackets,
// colons, semicolons and dashes for 30. Four bytes a byte of text; made in linear time.
class Reading {
 public:
  Reading() = default;
  explicit Reading(std::string_view text);

  // What stands between two spans of the text; 0 where they touch or overlap. O(1).
  double Between(const Span& a, const Span& b) const;

 private:
  std::vector<uint32_t> halves_;  // to each byte, in halves of a letter; modulo 2^32
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_READING_H_
