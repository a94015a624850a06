#include "ingest/html/attributes.h"

#include <algorithm>

#include "ingest/html/name_bytes.h"

namespace dealwire {
namespace {

using AttributeTexts = std::array<const char*, kAttributesRead.size()>;

constexpr AttributeTexts TextsOfAttributes() {
  AttributeTexts texts = {};
  for (size_t i = 0; i < texts.size(); ++i) texts[i] = kAttributesRead[i].data();
  return texts;
}

constexpr char LowerOfName(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The name of each size and first letter, of which there is one at most; kAttributesRead's size for
// none.
constexpr size_t kLongestAttribute = 11, kAlphabet = 26;
using NamesBySize = std::array<std::array<uint8_t, kAlphabet>, kLongestAttribute + 1>;
constexpr NamesBySize MakeNamesBySize() {
  NamesBySize names = {};
  for (auto& of_size : names) of_size.fill(kAttributesRead.size());
  for (size_t i = 0; i < kAttributesRead.size(); ++i) {
    const std::string_view name = kAttributesRead[i];
    uint8_t& place = names[name.size()][static_cast<size_t>(name[0] - 'a')];
    if (place != kAttributesRead.size()) throw "two of one size and letter";  // NOLINT: never runs
    place = static_cast<uint8_t>(i);
  }
  return names;
}
constexpr NamesBySize kNamesBySize = MakeNamesBySize();

}  // namespace

const AttributeTexts kAttributeTexts = TextsOfAttributes();

size_t AttributeIndex(std::string_view name) {
  const char letter = name.empty() ? '\0' : LowerOfName(name[0]);
  if (letter < 'a' || letter > 'z' || name.size() > kLongestAttribute)
    return kAttributesRead.size();
  const size_t index = kNamesBySize[name.size()][static_cast<size_t>(letter - 'a')];
  if (index == kAttributesRead.size()) return index;
  // Its first eight bytes, and its last where it has more.
  const std::string_view known = kAttributesRead[index];
  const auto same = [](std::string_view a, std::string_view lower) {
    return LowerOfBytes(UpToEightBytes(a)) == UpToEightBytes(lower);
  };
  const size_t last = name.size() - std::min(name.size(), sizeof(uint64_t));
  const bool is_known = same(name.substr(0, sizeof(uint64_t)), known.substr(0, sizeof(uint64_t))) &&
                        (last == 0 || same(name.substr(last), known.substr(last)));
  return is_known ? index : kAttributesRead.size();
}

}  // namespace dealwire
