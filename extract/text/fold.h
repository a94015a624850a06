#ifndef DEALWIRE_EXTRACT_TEXT_FOLD_H_
#define DEALWIRE_EXTRACT_TEXT_FOLD_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// The copy of a text that all matching runs on, with the way back. Per code point: compatibility
// forms are taken apart and case is folded (NFKC_Casefold), so full-width forms, ligatures and soft
// hyphens do not matter; every space becomes ' ', every hyphen and dash that joins or ranges '-',
// every apostrophe '\''; Arabic vowel signs and tatweel and the dot below Devanagari letters are
// dropped, an Arabic alef loses its hamza and a final yeh has its dots, the dotless i becomes 'i'.
// Line feeds stay. Words in rules are folded by the same function.
struct Folded {
  std::string text;
  std::vector<uint32_t>
      origin;  // origin[i]: byte offset in the source of the character that gave text[i];
               // one more entry than bytes, the last is the source's size

  // The source bytes of text[start, end).
  size_t ToSource(size_t folded_offset) const { return origin[folded_offset]; }
  // The first folded offset at or after a source offset, which is at most the source's size. The
  // closer the two are, the less it costs.
  size_t FromSource(size_t source_offset) const;
};

// Linear. `text` is valid UTF-8 of less than 4 GiB.
Folded Fold(std::string_view text);

// The folded text alone, for words of rules and names of the registry.
std::string FoldText(std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_FOLD_H_
