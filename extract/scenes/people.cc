#include "extract/scenes/people.h"

#include <string_view>

#include "base/text.h"

namespace dealwire {
namespace {

size_t WordEnd(std::string_view text, size_t at) {
  while (at < text.size()) {
    size_t next = at;
    if (!IsWordChar(NextCodePoint(text, &next))) break;
    at = next;
  }
  return at;
}

// The end of the capitalised word that begins at `at`, or 0.
size_t CapitalWordEnd(std::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  size_t next = at;
  return IsUpper(NextCodePoint(text, &next)) ? WordEnd(text, next) : 0;
}

}  // namespace

// Two words with capitals, or three: "Jane van Roe" is none.
size_t People::NameEnd(size_t at) const {
  constexpr int kLeast = 2, kMost = 3;
  if (at < text_.size() && text_[at] == ',') ++at;
  size_t end = 0;
  for (int word = 0; word < kMost; ++word) {
    if (at >= text_.size() || text_[at] != ' ') break;
    const size_t next = CapitalWordEnd(text_, at + 1);
    if (next == 0) break;
    at = next;
    if (word + 1 >= kLeast) end = at;
  }
  return end;
}

void People::Add(std::string_view name, size_t firm) {
  constexpr size_t kLeast = 3;  // bytes
  const std::string_view last = name.substr(name.rfind(' ') + 1);
  if (last.size() >= kLeast) Put(last, firm, &last_names_);
}

// Who is told to speak for a firm once speaks for it.
void People::Put(std::string_view name, size_t firm, Names* names) {
  const auto [known, added] = names->emplace(name, firm);
  if (!added && known->second == kNoFirm) known->second = firm;
}

bool People::AddBehind(size_t at, size_t firm) {
  if (const size_t end = NameEnd(at); end != 0) {
    Add(text_.substr(at, end - at), firm);
    return true;
  }
  constexpr size_t kLeast = 2, kMost = 4;  // characters
  constexpr char32_t kNo = 0x306E;         // Japanese "no", of
  if (at < text_.size() && text_[at] == ' ') ++at;
  size_t from = at;
  if (at < text_.size() && NextCodePoint(text_, &from) == kNo) at = from;
  size_t end = at;
  for (size_t n = 1; n <= kMost && end < text_.size(); ++n) {
    const char32_t c = NextCodePoint(text_, &end);
    if (!IsSpaceless(c) && !IsHangul(c)) break;
    if (n >= kLeast) Put(text_.substr(at, end - at), firm, &uncased_);
  }
  return false;
}

void People::AddBefore(size_t at, size_t low, size_t firm) {
  constexpr size_t kApart = 16, kLongest = 48;  // bytes: " is the chief "; a name
  const size_t from = at > low + kApart + kLongest ? at - kApart - kLongest : low;
  // Where two capital words follow one another last.
  size_t first = from, end = 0, name = 0;
  for (size_t word = first; word < at;) {
    size_t next = CapitalWordEnd(text_, word);
    const bool begins = word == low || (word > 0 && text_[word - 1] == ' ');
    if (next != 0 && begins && next < at) {
      if (end != 0 && end + 1 == word) {
        name = next;
      }
      end = next;
      word = next;
    } else {
      NextCodePoint(text_, &word);
    }
  }
  if (name == 0 || name != end || name + kApart < at) return;
  size_t start = text_.rfind(' ', name - 1);
  Add(text_.substr(start + 1, name - start - 1), firm);
}

std::optional<size_t> People::Named(std::string_view name) const {
  const auto person = uncased_.find(name);
  if (person == uncased_.end()) return std::nullopt;
  return person->second;
}

std::optional<size_t> People::SpeakingIn(const SentenceScene& scene) const {
  if (last_names_.empty()) return std::nullopt;
  std::optional<size_t> firm;
  const auto in_name = [&](size_t at) {
    for (const Party& p : scene.parties) {
      if ((p.known || p.strong) && !p.coreference && at >= p.span.byte_start &&
          at < p.span.byte_end)
        return true;
    }
    return false;
  };
  for (size_t at = scene.span.byte_start; at < scene.span.byte_end;) {
    const size_t end = CapitalWordEnd(text_, at);
    if (end == 0) {
      const size_t past = WordEnd(text_, at);
      at = past;
      if (past < scene.span.byte_end) NextCodePoint(text_, &at);
      continue;
    }
    const auto person = last_names_.find(text_.substr(at, end - at));
    if (person != last_names_.end() && !in_name(at)) {
      if (firm && *firm != person->second) return std::nullopt;
      firm = person->second;
    }
    at = end;
  }
  return firm;
}

}  // namespace dealwire
