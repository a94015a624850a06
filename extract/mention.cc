#include "extract/mention.h"

#include <array>

namespace dealwire {

const char* TypeName(const Mention& mention) {
  constexpr std::array<const char*, 8> kNames = {"org",  "product",  "money", "chip",
                                                 "date", "duration", "power", "count"};
  return kNames[mention.value.index()];
}

const char* QualifierName(Qualifier qualifier) {
  constexpr std::array<const char*, 5> kNames = {"exact", "about", "at_least", "at_most", "range"};
  return kNames[static_cast<size_t>(qualifier)];
}

}  // namespace dealwire
