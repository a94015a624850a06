#include "ingest/sieved_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "ingest/tag_scanner.h"

namespace dealwire {
namespace {

constexpr std::string_view kMark = "^";
constexpr uint32_t kMarkCodePoint = '^';
constexpr size_t kLongPiece = 12;  // bytes; a shorter one costs as much as its placeholder

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

// The same for all characters of `text`.
bool ParsesAsItself(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto b = static_cast<unsigned char>(text[i]);
    if (b >= 0x20 && b < 0x7F) continue;
    if (b < 0x80 ? !IsHtmlSpace(text[i]) : b >= 0xC2 && !IsCharacter(text, i)) return false;
  }
  return true;
}

// Where the reference to the mark that `text` begins with ends ("&Hat;", "&#94;"), or 0.
size_t MarkReferenceEnd(std::string_view text) {
  if (text.starts_with("&Hat;")) return 5;
  if (!text.starts_with("&#")) return 0;
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  uint32_t code = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + (hex ? 3 : 2), end, code, hex ? 16 : 10);
  if (error != std::errc() || code != kMarkCodePoint) return 0;
  const auto size = static_cast<size_t>(stop - text.data());
  return size + (stop != end && *stop == ';' ? 1 : 0);
}

// As a parser gives white space: a carriage return is a line feed.
void AppendOneSpaceARun(std::string_view text, std::string* out) {
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    while (at < text.size() && !IsHtmlSpace(text[at])) ++at;
    out->append(text, start, at - start);
    const size_t after = FirstNoSpace(text, at);
    if (after > at) *out += text[after - 1] == '\r' ? '\n' : text[after - 1];
    at = after;
  }
}

}  // namespace

void SievedTexts::Sieve(std::string_view text, bool exact, std::string* out) {
  for (size_t at = 0; at < text.size();) {
    const size_t reference = std::min(text.find('&', at), text.size());
    const std::string_view piece = text.substr(at, reference - at);
    exact ? Literal(piece, out) : Piece(piece, out);
    at = reference < text.size() ? Reference(text, reference, out) : reference;
  }
}

// White space at both ends stays for the parser, which may treat it otherwise than text.
void SievedTexts::Piece(std::string_view text, std::string* out) {
  const size_t first = FirstNoSpace(text, 0);
  if (first > 0) *out += text[first - 1];
  if (first == text.size()) return;
  size_t end = text.size();
  while (IsHtmlSpace(text[end - 1])) --end;
  const std::string_view middle = text.substr(first, end - first);
  const bool pays = middle.size() >= kLongPiece || middle.find(kMark) != kNone;
  if (pays && ParsesAsItself(middle)) {
    StandFor(middle, out);
  } else {
    for (size_t at = 0; at < middle.size();) {
      size_t stop = at;
      while (stop < middle.size() && !IsHtmlSpace(middle[stop])) ++stop;
      Literal(middle.substr(at, stop - at), out);
      at = FirstNoSpace(middle, stop);
      if (at > stop) *out += middle[at - 1];
    }
  }
  if (end < text.size()) *out += text.back();
}

void SievedTexts::Literal(std::string_view text, std::string* out) {
  for (size_t at = 0; at < text.size();) {
    const size_t mark = std::min(text.find(kMark, at), text.size());
    out->append(text, at, mark - at);
    if (mark < text.size()) StandFor(kMark, out);
    at = mark + 1;
  }
}

// Passes on the reference at `at`; where what follows begins.
size_t SievedTexts::Reference(std::string_view text, size_t at, std::string* out) {
  if (const size_t size = MarkReferenceEnd(text.substr(at)); size > 0) {
    StandFor(kMark, out);
    return at + size;
  }
  size_t end = at + 1;
  while (end < text.size() &&
         (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '#')) {
    ++end;
  }
  if (end < text.size() && text[end] == ';') ++end;
  out->append(text, at, end - at);
  return end;
}

void SievedTexts::StandFor(std::string_view piece, std::string* out) {
  *out += kMark;
  *out += std::to_string(pieces_.size());
  *out += kMark;
  pieces_.push_back(piece);
}

std::optional<std::string> SievedTexts::Restore(std::string_view parsed) {
  size_t mark = parsed.find(kMark);
  if (mark == kNone) return std::nullopt;
  std::string out;
  size_t at = 0;
  while (mark != kNone) {
    const size_t end = parsed.find(kMark, mark + 1);
    if (end == kNone) break;
    const std::optional<std::string_view> piece = Take(parsed.substr(mark + 1, end - mark - 1));
    if (piece) {
      out.append(parsed, at, mark - at);
      AppendOneSpaceARun(*piece, &out);
      at = end + 1;
    }
    mark = piece ? parsed.find(kMark, at) : end;
  }
  out.append(parsed, at);
  return ToNfc(out);
}

std::optional<std::string_view> SievedTexts::Take(std::string_view placeholder) {
  size_t index = 0;
  const char* const end = placeholder.data() + placeholder.size();
  const auto [stop, error] = std::from_chars(placeholder.data(), end, index);
  if (error != std::errc() || stop != end || index >= pieces_.size() || pieces_[index].empty()) {
    return std::nullopt;
  }
  return std::exchange(pieces_[index], {});
}

}  // namespace dealwire
