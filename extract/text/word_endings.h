#ifndef DEALWIRE_EXTRACT_TEXT_WORD_ENDINGS_H_
#define DEALWIRE_EXTRACT_TEXT_WORD_ENDINGS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "extract/text/string_set.h"

namespace dealwire {

// How the words of compounds end: "*bedrijf" among `org_nouns` is any word that goes on so.
struct WordEndings {
  StringSet endings;  // folded
  size_t longest = 0;
  std::array<uint64_t, 16> last_bytes = {};  // of endings, three each: a bit by their hash

  // Takes the endings of `words`, those that begin with a star.
  void Add(const std::vector<std::string>& words);
  // Whether a folded word is a compound with one: something of four bytes stands before it.
  bool Has(std::string_view word) const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.endings, self.longest, self.last_bytes);
  }
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_WORD_ENDINGS_H_
