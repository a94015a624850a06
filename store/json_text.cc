#include "store/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/text.h"

namespace dealwire {
namespace {

// What must be escaped in ASCII: 1; what is not ASCII: 2.
constexpr std::array<char, 256> kSpecial = [] {
  std::array<char, 256> special = {};
  for (size_t c = 0; c < 0x20; ++c) special[c] = 1;
  special['"'] = special['\\'] = 1;
  for (size_t c = 0x80; c < 256; ++c) special[c] = 2;
  return special;
}();

char KindOf(char c) { return kSpecial[static_cast<unsigned char>(c)]; }

void AppendEscape(char c, std::string* out) {
  switch (c) {
    case '"':
      *out += "\\\"";
      break;
    case '\\':
      *out += "\\\\";
      break;
    case '\n':
      *out += "\\n";
      break;
    case '\r':
      *out += "\\r";
      break;
    case '\t':
      *out += "\\t";
      break;
    case '\b':
      *out += "\\b";
      break;
    case '\f':
      *out += "\\f";
      break;
    default:
      *out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
  }
}

}  // namespace

void AppendNumber(double value, std::string* out) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  constexpr double kLeastFixed = 1e-4;           // 0.0001, but 1e-05
  std::array<char, 32> digits;
  const auto put = [&](auto number, auto... format) {
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, format...).ptr;
    out->append(digits.data(), end);
  };
  if (!std::isfinite(value)) {
    *out += "null";
  } else if (std::floor(value) == value && std::abs(value) <= kExact) {
    put(static_cast<int64_t>(value));
  } else if (std::abs(value) >= kLeastFixed && std::abs(value) <= kExact) {
    put(value, std::chars_format::fixed);
  } else {
    put(value);
  }
}

void JsonText::Comma() {
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonText::Open(char c) {
  Comma();
  out_ += c;
  first_ = true;
}

void JsonText::Close(char c) {
  out_ += c;
  first_ = false;
}

void JsonText::Key(std::string_view key) {
  Comma();
  ((out_ += '"') += key) += "\":";
  first_ = true;
}

void JsonText::String(std::string_view text) {
  Comma();
  std::string repaired;
  if (std::ranges::any_of(text, [](char c) { return KindOf(c) == 2; }) && !IsValidUtf8(text)) {
    repaired = RepairUtf8(text);
    text = repaired;
  }
  out_ += '"';
  for (size_t start = 0; start < text.size();) {
    size_t end = start;
    while (end < text.size() && KindOf(text[end]) != 1) ++end;
    out_.append(text, start, end - start);
    if (end < text.size()) AppendEscape(text[end++], &out_);
    start = end;
  }
  out_ += '"';
}

void JsonText::Number(double value) {
  Comma();
  AppendNumber(value, &out_);
}

void JsonText::Bool(bool value) {
  Comma();
  out_ += value ? "true" : "false";
}

void JsonText::Null() {
  Comma();
  out_ += "null";
}

}  // namespace dealwire
