#include "extract/text/reading.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace dealwire {
namespace {

// In halves of a letter.
constexpr uint32_t kLetter = 2, kIdeograph = 5, kComma = 24, kBreak = 60;

constexpr std::array<uint32_t, 0x80> kAscii = [] {
  std::array<uint32_t, 0x80> out = {};
  out.fill(kLetter);
  out[','] += kComma;
  for (const unsigned char c : {';', ':', '(', ')'}) out[c] += kBreak;
  return out;
}();

uint32_t Beyond(char32_t c) {
  uint32_t out = IsSpaceless(c) || IsHangul(c) ? kIdeograph : kLetter;
  if (c == 0xFF0C || c == 0x060C) out += kComma;
  if (c == 0x2014 || c == 0x2013 || c == 0xFF1B || c == 0x3002) out += kBreak;
  return out;
}

}  // namespace

void Reading::Measure(std::string_view text) const {
  halves_.resize(text.size() + 1);
  uint32_t halves = 0;
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < kAscii.size()) {
      halves += kAscii[byte];
      halves_[++i] = halves;
      continue;
    }
    const size_t start = i;
    halves += Beyond(NextCodePoint(text, &i));
    for (size_t k = start + 1; k <= i; ++k) halves_[k] = halves;
  }
}

double Reading::Between(std::string_view text, const Span& a, const Span& b) const {
  const size_t from = std::min(a.byte_end, b.byte_end), to = std::max(a.byte_start, b.byte_start);
  if (to <= from) return 0;
  if (halves_.empty()) Measure(text);
  return (halves_[to] - halves_[from]) / 2.0;
}

}  // namespace dealwire
