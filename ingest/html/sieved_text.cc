#include "ingest/html/sieved_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "ingest/html/placeholders.h"
#include "ingest/html/tag_scanner.h"

namespace dealwire {
namespace {

constexpr size_t kLongPiece = 2;  // bytes; a shorter one costs as much as its placeholder
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

size_t FirstNoSpace(std::string_view text, size_t at) {
  while (at < text.size() && IsHtmlSpace(text[at])) ++at;
  return at;
}

// Whether a parser gives the character that begins at `at`, of several bytes, as it stands: it
// replaces controls (C1) and what Unicode says is no character.
bool IsCharacter(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0xFF;
  };
  if (byte(0) == 0xC2) return byte(1) >= 0xA0;
  if (byte(0) == 0xEF && byte(1) == 0xB7) return byte(2) < 0x90 || byte(2) > 0xAF;
  if (byte(0) == 0xEF && byte(1) == 0xBF) return byte(2) < 0xBE;
  return byte(0) < 0xF0 || byte(2) != 0xBF || byte(3) < 0xBE;
}

constexpr size_t kPieceWord = sizeof(uint64_t);
constexpr uint64_t kPieceOnes = 0x0101010101010101, kPieceHighs = 0x80 * kPieceOnes;

// Behind the last eight bytes, one after the other from `i` on, that are ASCII and no controls.
size_t SkipPlain(std::string_view text, size_t i) {
  for (; i + kPieceWord <= text.size(); i += kPieceWord) {
    const uint64_t word = EightBytes(text, i);
    const uint64_t visible = word + (0x80 - ' ') * kPieceOnes;
    if (((word | ~visible | (word + kPieceOnes)) & kPieceHighs) != 0) break;
  }
  return i;
}

// The white space at or behind `at` that is not one character, and a carriage return; the end of
// `text` where there is none.
size_t FindRunOfSpace(std::string_view text, size_t at) {
  while (at + kPieceWord <= text.size()) {
    const uint64_t word = EightBytes(text, at);
    // Other controls pass for white space: they are looked at below.
    const uint64_t low =
        ~(((word & ~kPieceHighs) + (0x7F - ' ') * kPieceOnes) | word) & kPieceHighs;
    const uint64_t no_return = word ^ '\r' * kPieceOnes;
    if ((low & (low << 8)) != 0 || ((no_return - kPieceOnes) & ~no_return & kPieceHighs) != 0)
      break;
    at += low >> 63 != 0 ? kPieceWord - 1 : kPieceWord;
  }
  for (; at < text.size(); ++at) {
    if (!IsHtmlSpace(text[at])) continue;
    if (text[at] == '\r' || (at + 1 < text.size() && IsHtmlSpace(text[at + 1]))) break;
  }
  return at;
}

}  // namespace

bool ParsesAsItself(std::string_view text) {
  for (size_t i = SkipPlain(text, 0); i < text.size(); ++i) {
    const auto b = static_cast<unsigned char>(text[i]);
    if (b >= 0x20 && b < 0x7F) continue;
    if (b < 0x80 ? !IsHtmlSpace(text[i]) : b >= 0xC2 && !IsCharacter(text, i)) return false;
  }
  return true;
}

size_t NumericReferenceEnd(std::string_view text, char32_t* character) {
  if (!text.starts_with("&#")) return 0;
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  uint32_t code = 0;
  const char* const end = text.data() + text.size();
  const char* const digits = text.data() + (hex ? 3 : 2);
  const auto [stop, error] = std::from_chars(digits, end, code, hex ? 16 : 10);
  if (error != std::errc()) return 0;
  *character = code;
  const auto size = static_cast<size_t>(stop - text.data());
  return size + (stop != end && *stop == ';' ? 1 : 0);
}

void AppendOneSpaceARun(std::string_view text, std::string* out) {
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    at = FindRunOfSpace(text, at);
    out->append(text, start, at - start);
    const size_t after = FirstNoSpace(text, at);
    if (after > at) *out += text[after - 1] == '\r' ? '\n' : text[after - 1];
    at = after;
  }
}

size_t EndOfReference(std::string_view text, size_t at) {
  size_t end = at + 1;
  while (end < text.size() &&
         (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '#')) {
    ++end;
  }
  return end + (end < text.size() && text[end] == ';' ? 1 : 0);
}

void SievedTexts::Sieve(std::string_view text, bool exact, std::string* out) {
  for (size_t at = 0; at < text.size();) {
    const size_t reference = std::min(text.find('&', at), text.size());
    const std::string_view piece = text.substr(at, reference - at);
    exact ? Literal(piece, out) : Piece(piece, out);
    at = reference < text.size() ? Reference(text, reference, out) : reference;
  }
}

void SievedTexts::Piece(std::string_view text, std::string* out) {
  const size_t first = FirstNoSpace(text, 0);
  if (first == text.size()) {
    // A parser may treat it otherwise than text.
    if (first > 0) *out += text[first - 1];
    return;
  }
  const bool pays = text.size() >= kLongPiece && ParsesAsItself(text);
  if (pays && StandFor(text, out)) return;
  for (size_t at = 0; at < text.size();) {
    size_t stop = at;
    while (stop < text.size() && !IsHtmlSpace(text[stop])) ++stop;
    Literal(text.substr(at, stop - at), out);
    at = FirstNoSpace(text, stop);
    if (at > stop) *out += text[at - 1];
  }
}

void SievedTexts::Literal(std::string_view text, std::string* out) {
  for (size_t at = 0; at < text.size();) {
    const size_t own = std::min(FindPlaceholder(text, at), text.size());
    AppendNfc(text.substr(at, own - at), out);
    if (own < text.size() && !StandFor(text.substr(own, kPlaceholderBytes), out))
      *out += kReplacement;
    at = own + kPlaceholderBytes;
  }
}

// Passes on the reference at `at`; where what follows begins.
size_t SievedTexts::Reference(std::string_view text, size_t at, std::string* out) {
  char32_t character = 0;
  if (const size_t size = NumericReferenceEnd(text.substr(at), &character);
      size > 0 && PlaceholderOf(character)) {
    AppendUtf8(character, &written_.emplace_back());
    if (!StandFor(written_.back(), out)) *out += kReplacement;
    return at + size;
  }
  const size_t end = EndOfReference(text, at);
  out->append(text, at, end - at);
  return end;
}

// False where there are as many pieces as placeholders.
bool SievedTexts::StandFor(std::string_view piece, std::string* out) {
  if (pieces_.size() >= kMostPlaceholders) return false;
  AppendPlaceholder(pieces_.size(), out);
  pieces_.push_back(piece);
  return true;
}

std::optional<std::string> SievedTexts::Restore(std::string_view parsed) {
  size_t mark = FindPlaceholder(parsed, 0);
  if (mark == kNone) return std::nullopt;
  std::string out;
  size_t at = 0;
  for (; mark != kNone; mark = FindPlaceholder(parsed, mark + kPlaceholderBytes)) {
    const std::optional<std::string_view> piece = Take(*PlaceholderAt(parsed.substr(mark)));
    if (!piece) continue;
    out.append(parsed, at, mark - at);
    AppendOneSpaceARun(*piece, &out);
    at = mark + kPlaceholderBytes;
  }
  out.append(parsed, at);
  return IsAsciiText(out) ? std::move(out) : ToNfc(out);
}

std::optional<std::string_view> SievedTexts::Take(size_t number) {
  if (number >= pieces_.size() || pieces_[number].empty()) return std::nullopt;
  return std::exchange(pieces_[number], {});
}

}  // namespace dealwire
