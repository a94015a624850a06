#include "ingest/attributes.h"

namespace dealwire {
namespace {

using AttributeTexts = std::array<const char*, kAttributesRead.size()>;

constexpr AttributeTexts TextsOfAttributes() {
  AttributeTexts texts = {};
  for (size_t i = 0; i < texts.size(); ++i) texts[i] = kAttributesRead[i].data();
  return texts;
}

constexpr char LowerOfName(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Where the names of each first letter begin: they stand in the order of the alphabet.
constexpr std::array<uint8_t, 27> FirstOfLetter() {
  std::array<uint8_t, 27> first = {};
  for (size_t letter = 0; letter < first.size(); ++letter) {
    while (first[letter] < kAttributesRead.size() &&
           kAttributesRead[first[letter]][0] < static_cast<char>('a' + letter)) {
      ++first[letter];
    }
  }
  return first;
}
constexpr std::array<uint8_t, 27> kFirstOfLetter = FirstOfLetter();

}  // namespace

const AttributeTexts kAttributeTexts = TextsOfAttributes();

size_t AttributeIndex(std::string_view name) {
  const char letter = name.empty() ? '\0' : LowerOfName(name[0]);
  if (letter < 'a' || letter > 'z') return kAttributesRead.size();
  const auto place = static_cast<size_t>(letter - 'a');
  for (size_t i = kFirstOfLetter[place]; i < kFirstOfLetter[place + 1]; ++i) {
    const std::string_view known = kAttributesRead[i];
    if (known.size() != name.size()) continue;
    size_t same = 1;
    while (same < known.size() && LowerOfName(name[same]) == known[same]) ++same;
    if (same == known.size()) return i;
  }
  return kAttributesRead.size();
}

}  // namespace dealwire
