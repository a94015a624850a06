#include "extract/names/kana_names.h"

#include <algorithm>

#include "base/text.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kFewestHiragana = 3, kMostHiragana = 8;

bool IsHiraganaLetter(char32_t c) { return c >= 0x3041 && c <= 0x309F; }

}  // namespace

size_t KanaStart(std::string_view text, size_t low, size_t at, const NameRules& rules) {
  size_t start = at, letters = 0;
  for (size_t before = at; before > low && letters <= kMostHiragana; start = before, ++letters) {
    if (!IsHiraganaLetter(PreviousCodePoint(text, &before))) break;
  }
  if (letters < kFewestHiragana || letters > kMostHiragana) return at;
  size_t before = start;
  const bool attached = start > low && IsWordChar(PreviousCodePoint(text, &before));
  if (attached) {
    size_t behind = start;
    NextCodePoint(text, &behind);
    if (--letters < kFewestHiragana ||
        !rules.particles.contains(text.substr(start, behind - start)))
      return at;
    start = behind;
  }
  const std::string_view name = text.substr(start, at - start);
  const bool ends = std::ranges::any_of(
      rules.noun_endings, [&](const std::string& ending) { return name.ends_with(ending); });
  return ends || rules.name_stops.contains(name) ? at : start;
}

}  // namespace dealwire
