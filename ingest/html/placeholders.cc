#include "ingest/html/placeholders.h"

#include <array>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr char32_t kFirstPlane = 0xF0000, kSecondPlane = 0x100000;
constexpr char kFirstLead = '\xF3', kSecondLead = '\xF4';

}  // namespace

std::optional<size_t> PlaceholderOf(char32_t code_point) {
  if (code_point < kFirstPlane || code_point > 0x10FFFF) return std::nullopt;
  const size_t in_plane = code_point & 0xFFFF;
  if (in_plane >= kPlaceholdersOfPlane) return std::nullopt;
  return in_plane + (code_point >= kSecondPlane ? kPlaceholdersOfPlane : 0);
}

std::optional<size_t> PlaceholderAt(std::string_view text) {
  if (text.size() < kPlaceholderBytes) return std::nullopt;
  if (text[0] != kFirstLead && text[0] != kSecondLead) return std::nullopt;
  size_t i = 0;
  return PlaceholderOf(NextCodePoint(text, &i));
}

size_t FindPlaceholder(std::string_view text, size_t at) {
  for (; at + kPlaceholderBytes <= text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) < static_cast<unsigned char>(kFirstLead)) continue;
    if (PlaceholderAt(text.substr(at))) return at;
  }
  return std::string_view::npos;
}

void AppendPlaceholder(size_t number, std::string* out) {
  const bool second = number >= kPlaceholdersOfPlane;
  const size_t in_plane = second ? number - kPlaceholdersOfPlane : number;
  const size_t c = (second ? kSecondPlane : kFirstPlane) + in_plane;
  const auto tail = [c](size_t shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  const std::array<char, kPlaceholderBytes> utf8 = {second ? kSecondLead : kFirstLead, tail(12),
                                                    tail(6), tail(0)};
  out->append(utf8.data(), utf8.size());
}

}  // namespace dealwire
