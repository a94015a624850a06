#include "cli/json_escapes.h"

#include <charconv>
#include <cstdint>

namespace dealwire {
namespace {

constexpr size_t kEscape = 6;  // \uXXXX

// The number that the escape at `at` writes, or 0 where there is none.
uint32_t UnitAt(std::string_view json, size_t at) {
  if (at + kEscape > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0;
  uint32_t unit = 0;
  const char* end = json.data() + at + kEscape;
  const auto [stop, error] = std::from_chars(json.data() + at + 2, end, unit, 16);
  return error == std::errc() && stop == end ? unit : 0;
}

bool IsHigh(uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

}  // namespace

std::string RepairSurrogates(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  size_t from = 0;
  for (size_t at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at)) {
    const uint32_t unit = UnitAt(json, at);
    if (IsHigh(unit) && IsLow(UnitAt(json, at + kEscape))) {
      at += 2 * kEscape;
    } else if (IsHigh(unit) || IsLow(unit)) {
      out += json.substr(from, at - from);
      out += "\\uFFFD";
      from = at += kEscape;
    } else {
      at += 2;  // "\\u" is a backslash and a letter
    }
  }
  return out += json.substr(from);
}

}  // namespace dealwire
